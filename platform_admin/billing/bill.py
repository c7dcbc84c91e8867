"""What the night does with bills: draft what is due, issue what a person has had a day to look at, say what is overdue.

Each step may run again. What one client lacks is written down and holds up nobody else.
"""

from datetime import date

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from platform_admin import lifecycle
from platform_admin.acts import record_act
from platform_admin.billing.invoices import NotPossible, account_of, draft_due, issue, mark_paid, void
from platform_admin.billing.prices import row_on
from platform_admin.billing.subscribe import bring_tier_in_line, rows_of
from platform_admin.billing.tell import send_invoice
from platform_admin.billing.trials import follow_trial
from platform_admin.models import Invoice
from tenants.clock import contract_day
from tenants.models import Client
from tenants.standing import end_of_grace, owes
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
        if contract_day(draft.drafted_at) < today:
            _issue_and_send(draft, today)


def tell_overdue(invoice: Invoice, *, today: date) -> None:
    """Note once that the invoice is overdue; a client that is served has its grace from then on.

    On trial nothing is due: an older invoice is told of when the trial is over.
    """
    with transaction.atomic():
        client = Client.objects.select_for_update(of=("self",)).get(pk=invoice.client_id)
        if client.status == Client.Status.ACTIVE and client.trial_until is not None:
            return
        untold = Invoice.objects.filter(pk=invoice.pk, overdue_told_at=None)
        if not untold.update(overdue_told_at=timezone.now()):
            return
        record_act("client.invoice_overdue", by=None, client=client, number=invoice.number)
        if client.status == Client.Status.ACTIVE:
            grace_until = end_of_grace(today, settings.BILLING_GRACE_DAYS)
            lifecycle.become_past_due(client, grace_until=grace_until, by=None)


def take_payment(invoice: Invoice, *, paid_on: date, reference: str, today: date, by: User | None) -> None:
    """Note the payment, and that nothing is due any more if so; raises NotPossible."""
    with transaction.atomic():
        mark_paid(invoice, paid_on=paid_on, reference=reference, by=by)
        settle_status(Client.objects.get(pk=invoice.client_id), today=today, by=by)


def take_back(invoice: Invoice, *, reason: str, today: date, by: User | None) -> Invoice:
    """Void the invoice, and note that nothing is due any more if so; return the credit note. Raises NotPossible."""
    with transaction.atomic():
        note = void(invoice, reason=reason, today=today, by=by)
        settle_status(Client.objects.get(pk=invoice.client_id), today=today, by=by)
    return note


def settle_status(client: Client, *, today: date, by: User | None) -> None:
    """Let a client that has paid all that was overdue be past due no more. One whose trial is over, and that has not
    agreed on what it pays, owes that still.
    """
    if not owes(client.status, client.grace_until) or Invoice.objects.overdue(today).filter(client=client).exists():
        return
    if client.trial_until is None or row_on(rows_of(client), today) is not None:
        lifecycle.pay_up(client, by=by)


def _issue_and_send(draft: Invoice, today: date) -> None:
    try:
        issue(draft, today=today, by=None)
    except (NotPossible, StorageUnavailable) as trouble:
        log.warning("invoice_not_issued", invoice=str(draft.pk), reason=str(trouble))
        return
    send_invoice(draft)
