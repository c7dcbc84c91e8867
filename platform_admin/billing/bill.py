"""What the night does with bills: draft what is due, issue what a person has had a day to look at, say what is overdue.

Each step may run again. What one client lacks is written down and holds up nobody else.
"""

from datetime import date, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from platform_admin import lifecycle
from platform_admin.acts import record_act
from platform_admin.billing.invoices import NotPossible, account_of, draft_due, issue, mark_paid
from platform_admin.billing.subscribe import bring_tier_in_line
from platform_admin.billing.tell import send_invoice
from platform_admin.billing.trials import follow_trial
from platform_admin.models import Invoice
from tenants.models import Client
from tenants.storage import StorageUnavailable

log = structlog.get_logger(__name__)


def billed_clients() -> list[Client]:
    """Return the clients that the night looks at: never the demonstration's."""
    kept = Client.objects.exclude(status__in=Client.NEVER_OPEN).filter(is_demo=False, subscriptions__isnull=False)
    return list(kept.distinct().order_by("created_at"))


def bill_client(client: Client, *, today: date) -> None:
    """Bring one client's bills up to the day; those of one that Stripe bills are only watched."""
    bring_tier_in_line(client, today=today, by=None)
    follow_trial(client, today=today, by=None)
    if not account_of(client).stripe_subscription:
        _draft_and_issue(client, today)
    for overdue in Invoice.objects.overdue(today).filter(client=client, overdue_told_at=None):
        tell_overdue(overdue, today=today)


def _draft_and_issue(client: Client, today: date) -> None:
    drafts = draft_due(client, today=today)
    if drafts:
        log.info("invoices_drafted", client=str(client.pk), count=len(drafts))
    new = {draft.pk for draft in drafts}
    for draft in Invoice.objects.filter(client=client, status=Invoice.Status.DRAFT).exclude(pk__in=new):
        if timezone.localdate(draft.drafted_at) < today:
            _issue_and_send(draft, today)


def tell_overdue(invoice: Invoice, *, today: date) -> None:
    """Note once that the invoice is overdue; a client that is served has its grace from then on."""
    with transaction.atomic():
        untold = Invoice.objects.filter(pk=invoice.pk, overdue_told_at=None)
        if not untold.update(overdue_told_at=timezone.now()):
            return
        record_act("client.invoice_overdue", by=None, client=invoice.client, number=invoice.number)
        client = Client.objects.get(pk=invoice.client_id)
        if client.status == Client.Status.ACTIVE:
            grace_until = today + timedelta(days=settings.BILLING_GRACE_DAYS)
            lifecycle.become_past_due(client, grace_until=grace_until, by=None)


def take_payment(invoice: Invoice, *, paid_on: date, reference: str, today: date, by: User | None) -> None:
    """Note the payment, and that nothing is due any more if so; raises NotPossible."""
    with transaction.atomic():
        mark_paid(invoice, paid_on=paid_on, reference=reference, by=by)
        settle_status(Client.objects.get(pk=invoice.client_id), today=today, by=by)


def settle_status(client: Client, *, today: date, by: User | None) -> None:
    """Let a client that has paid all that was overdue be past due no more."""
    owes = client.status == Client.Status.PAST_DUE
    # One that was suspended for that still has its last day of grace.
    owes = owes or (client.status == Client.Status.SUSPENDED and client.grace_until is not None)
    if owes and not Invoice.objects.overdue(today).filter(client=client).exists():
        lifecycle.pay_up(client, by=by)


def _issue_and_send(draft: Invoice, today: date) -> None:
    try:
        issue(draft, today=today, by=None)
    except (NotPossible, StorageUnavailable) as trouble:
        log.warning("invoice_not_issued", invoice=str(draft.pk), reason=str(trouble))
        return
    send_invoice(draft)
