"""Former clients: what is left to show of them."""

from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from platform_admin.history import history_of
from platform_admin.models import DeletionCertificate, Offboarding
from platform_admin.offboarding.certificate import content_of, is_genuine
from platform_admin.offboarding.certificate_pdf import certificate_pdf
from platform_admin.offboarding.forms import FormerFilterForm
from platform_admin.offboarding.progress import shown_steps
from tenants.access import operator_required
from tenants.models import Client

ROWS_PER_PAGE = 50


@operator_required
@require_safe
def former_clients(request: HttpRequest) -> HttpResponse:
    form = FormerFilterForm(request.GET)
    form.is_valid()
    told = {name: value for name, value in form.cleaned_data.items() if value}
    rows = _former().select_related("client", "certificate")
    for word in told.get("q", "").split():
        named = Q(client__name__icontains=word) | Q(client__subdomain__icontains=word)
        rows = rows.filter(named | Q(certificate__number__icontains=word))
    if told.get("state"):
        rows = rows.filter(finished_at__isnull=told["state"] == "deleting")
    page = Paginator(rows.order_by("-deletion_began_at"), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "rows": page.object_list,
        "page_obj": page,
        "page_query": f"{urlencode(told)}&" if told else "",
        "is_filtered": bool(told),
        "has_any": _former().exists(),
    }
    return render(request, "platform_admin/former_clients.html", context)


@operator_required
@require_safe
def former_client(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was deleted, and the certificate; while it is deleted, how far that is."""
    offboarding = get_object_or_404(_former().select_related("client", "certificate"), client=pk)
    certificate = getattr(offboarding, "certificate", None)
    context = {
        "row": offboarding.client,
        "offboarding": offboarding,
        "certificate": certificate,
        "is_genuine": certificate is not None and is_genuine(certificate),
        "told": content_of(certificate) if certificate else None,
        "steps": shown_steps(offboarding),
        "failure": next((step.failure for step in offboarding.steps.all() if step.failure), ""),
        "history": history_of(offboarding.client),
    }
    if request.GET.get("part") == "progress":
        response = render(request, "platform_admin/_former_steps.html", context)
        if offboarding.finished_at:
            response["HX-Refresh"] = "true"
        return response
    return render(request, "platform_admin/former_client.html", context)


@operator_required
@require_safe
def certificate_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    certificate = get_object_or_404(DeletionCertificate, offboarding__client=pk)
    return HttpResponse(
        certificate_pdf(certificate),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{certificate.number}.pdf"'},
    )


def _former() -> QuerySet[Offboarding]:
    return Offboarding.objects.filter(client__status=Client.Status.DELETED, cancelled_at__isnull=True)
