"""Mails about invoices, to whoever pays them: English, as the papers are."""

import structlog
from django.utils import timezone

from accounts.mails.letters import Letter, send_letter
from accounts.mails.send import Attached
from platform_admin.billing.amounts import in_dollars
from platform_admin.billing.invoices import pdf_of
from platform_admin.contacts import first_address
from platform_admin.models import BillingAccount, Invoice
from tenants.clock import day_in_words
from tenants.links import absolute_url
from tenants.models import Client
from tenants.storage import StorageUnavailable

log = structlog.get_logger(__name__)


def send_invoice(invoice: Invoice) -> bool:
    """Mail an issued invoice with its paper; False if the mail or the paper could not be had. Sent again if wished."""
    address = _address(invoice)
    if not address:
        return False
    try:
        paper = pdf_of(invoice) if invoice.pdf else None
        files = [Attached(f"{invoice.number}.pdf", paper, "application/pdf")] if paper else []
        send_letter("invoice", _letter(invoice), to=address, attached=files)
    except (OSError, StorageUnavailable):
        log.exception("invoice_not_sent", invoice=str(invoice.pk))
        return False
    Invoice.objects.filter(pk=invoice.pk).update(sent_at=timezone.now())
    return True


def _address(invoice: Invoice) -> str:
    """Return to whom it goes today: the paper keeps the address of the day it was made; of a deleted client it is all.

    "" if nobody is left to write to.
    """
    if invoice.client.status == Client.Status.DELETED:
        return invoice.bill_to["email"]
    account = BillingAccount.objects.filter(client=invoice.client).exclude(email="").first()
    return account.email if account else first_address(invoice.client)


def _letter(invoice: Invoice) -> Letter:
    period = f"{day_in_words(invoice.period_from)} to {day_in_words(invoice.period_to)}"
    if invoice.kind == Invoice.Kind.CREDIT_NOTE:
        what = f"This credit note takes back invoice {invoice.credited.number}: {invoice.void_reason}"
    elif invoice.status == Invoice.Status.PAID:
        what = "It is paid; this is your copy."
    else:
        what = f"It is due on {day_in_words(invoice.due_on)}."
    number = f"{invoice.get_kind_display()} {invoice.number}"
    return Letter(
        subject=number,
        paragraphs=(f"{number} for {period}: {in_dollars(invoice.total)}.", what),
        why=f"You get this mail because you are the one who is billed for {invoice.client.name}.",
        link=absolute_url("/hr/billing/", host=invoice.client.primary_host()),
        label="All invoices, and what comes next",
    )
