"""An invoice's paper as a download, for whoever was let through to it."""

from django.http import HttpResponse

from platform_admin.billing.invoices import pdf_of
from platform_admin.models import Invoice


def paper_response(invoice: Invoice) -> HttpResponse:
    """Return the PDF as it was issued; raises FileNotFoundError, StorageUnavailable. In the platform's scope."""
    return HttpResponse(
        pdf_of(invoice),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{invoice.number}.pdf"'},
    )
