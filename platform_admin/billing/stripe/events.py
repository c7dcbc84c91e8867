"""What Stripe says: signed, said once or several times, in any order.

Nothing in an event is believed but what it is about: the object is fetched anew, so the order does not matter. An event
that was taken in is known by its id. If Stripe cannot be asked, nothing is kept, and Stripe says it again.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import stripe
import structlog
from django.conf import settings
from django.db import transaction

from platform_admin.acts import record_act
from platform_admin.billing.bill import settle_status
from platform_admin.billing.stripe.api import stripe_api
from platform_admin.billing.stripe.follow import OVER, unlink
from platform_admin.contacts import first_address
from platform_admin.models import BillingAccount, Invoice, InvoiceLine, StripeEvent
from tenants.clock import contract_today
from tenants.models import Client

TOLERANCE_SECONDS = 300
_STATUSES = {
    "open": Invoice.Status.ISSUED,
    "paid": Invoice.Status.PAID,
    "void": Invoice.Status.VOID,
    "uncollectible": Invoice.Status.ISSUED,
}
log = structlog.get_logger(__name__)


class NotStripe(ValueError):
    """The message is not signed by Stripe, or was signed too long ago."""


def take_in(payload: bytes, signature: str, *, today: date) -> str:
    """Do what the event asks for; return what became of it: "done", "seen" or "ignored".

    Raises NotStripe, StripeUnavailable.
    """
    try:
        event = stripe.Webhook.construct_event(payload, signature, settings.STRIPE_WEBHOOK_SECRET, TOLERANCE_SECONDS)
    except (stripe.SignatureVerificationError, ValueError) as error:
        raise NotStripe("The signature does not fit.") from error
    told, kind = event.data.to_dict()["object"], event.type
    # Somebody else's account, whose events an endpoint may be sent by mistake, is none of ours.
    is_foreign = bool(event.to_dict().get("account"))
    if is_foreign or not kind.startswith(("invoice.", "customer.subscription.")) or "id" not in told:
        log.info("stripe_event_ignored", type=kind, foreign=is_foreign)
        return "ignored"
    with transaction.atomic():
        # Held while Stripe is asked: of two events about one customer the later look is written down last.
        account = BillingAccount.objects.select_for_update().filter(stripe_customer=_id(told.get("customer"))).first()
        if account is None or not account.stripe_customer:
            log.info("stripe_event_ignored", type=kind, foreign=True)
            return "ignored"
        _, is_new = StripeEvent.objects.get_or_create(event=event.id, defaults={"type": kind})
        if not is_new:
            return "seen"
        if kind.startswith("invoice."):
            _sync_invoice(account, told["id"], today)
        else:
            _sync_subscription(account, told["id"])
    return "done"


def _sync_invoice(account: BillingAccount, invoice_id: str, today: date) -> None:
    with stripe_api() as api:
        told = api.v1.invoices.retrieve(invoice_id).to_dict()
    if _id(told["customer"]) != account.stripe_customer or told["status"] not in _STATUSES or not told.get("number"):
        return
    known = Invoice.objects.filter(stripe_invoice=told["id"]).first()
    before, invoice = (known.status, known) if known else ("", Invoice(stripe_invoice=told["id"]))
    _copy(told, invoice, account)
    invoice.save()
    invoice.lines.all().delete()
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=invoice, position=place, text=(line.get("description") or "")[:200], amount=_dollars(line["amount"])
        )
        for place, line in enumerate(told["lines"]["data"], start=1)
    )
    if before != invoice.status:
        record_act(
            "client.invoice_synced", by=None, client=account.client, number=invoice.number, status=invoice.status
        )
    settle_status(Client.objects.get(pk=account.client_id), today=today, by=None)


def _copy(told: dict[str, Any], invoice: Invoice, account: BillingAccount) -> None:
    subtotal = told["total"] if told.get("total_excluding_tax") is None else told["total_excluding_tax"]
    moved = told.get("status_transitions") or {}
    invoice.client_id = account.client_id
    invoice.status, invoice.number = _STATUSES[told["status"]], told["number"][:60]
    invoice.period_from, invoice.period_to = _day(told["period_start"]), _day(told["period_end"])
    invoice.subtotal, invoice.total = _dollars(subtotal), _dollars(told["total"])
    invoice.tax = invoice.total - invoice.subtotal
    invoice.issued_on = _day(moved.get("finalized_at") or told["created"])
    invoice.due_on = _day(told["due_date"]) if told.get("due_date") else invoice.issued_on
    invoice.paid_on = _day(moved["paid_at"]) if invoice.status == Invoice.Status.PAID and moved.get("paid_at") else None
    invoice.void_reason = "Voided at Stripe" if invoice.status == Invoice.Status.VOID else ""
    invoice.bill_to = {
        "name": told.get("customer_name") or account.name or account.client.name,
        "email": told.get("customer_email") or account.email or first_address(account.client),
    }


def _sync_subscription(account: BillingAccount, subscription_id: str) -> None:
    if subscription_id != account.stripe_subscription:
        return
    with stripe_api() as api:
        told = api.v1.subscriptions.retrieve(subscription_id).to_dict()
    if told["status"] in OVER:
        unlink(account, told, today=contract_today(), by=None)


def _id(told: object) -> str:
    """Return the id of what is named by its id or sent along whole; "" for nothing."""
    return told["id"] if isinstance(told, dict) else str(told or "")


def _dollars(cents: int) -> Decimal:
    return Decimal(cents) / 100


def _day(moment: int) -> date:
    return datetime.fromtimestamp(moment, UTC).date()
