"""List prices, and for the demo companies terms and a few invoices, so that no page of money is empty.

They are demonstrations: none of it counts as revenue, and the night bills none of them.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from platform_admin.billing.invoices import draft_due, issue, mark_paid
from platform_admin.billing.periods import months_after
from platform_admin.models import BillingAccount, Invoice, Period, Seats, Subscription, TierPrice
from tenants.binding import ClientRef
from tenants.context import platform_scope
from tenants.models import Client

MONTHS = 5
_PRICES = (
    ("starter", "flat", "290", "0", "10"),
    ("professional", "per_person", "2.40", "490", "12"),
    ("enterprise", "per_person", "1.95", "1900", "15"),
)
_PAID_AFTER = timedelta(days=18)


@dataclass(frozen=True)
class _Contract:
    seats: int
    period: str = Period.MONTHLY
    discount: Decimal = Decimal(0)
    po_number: str = ""
    address: str = ""


_CONTRACTS = {
    "juniper": _Contract(340, discount=Decimal(10), po_number="JR-2044", address="400 Ridge Road\nAsheville, NC 28801"),
    "bluefin": _Contract(120, address="18 Harbor Street\nPortland, ME 04101"),
    "cedarmain": _Contract(610, period=Period.YEARLY, address="77 Main Street\nBoise, ID 83702"),
}


def seed_prices() -> None:
    """Add each tier's first price, where it has none; in the platform's scope."""
    since = timezone.localdate().replace(month=1, day=1)
    since = since.replace(year=since.year - 1)
    for tier, basis, amount, minimum, yearly in _PRICES:
        if not TierPrice.objects.filter(tier=tier).exists():
            figures = {"amount": Decimal(amount), "minimum": Decimal(minimum), "yearly_discount": Decimal(yearly)}
            TierPrice.objects.create(tier=tier, basis=basis, valid_from=since, **figures)


def seed_billing(ref: ClientRef) -> None:
    """Give the company its terms and the invoices of the last months; run again, nothing is doubled."""
    contract, today = _CONTRACTS.get(ref.subdomain), timezone.localdate()
    with platform_scope():
        client = Client.objects.get(pk=ref.id)
        if contract is None or Subscription.objects.filter(client=client).exists():
            return
        since = months_after(today.replace(day=1), -MONTHS)
        Subscription.objects.create(
            client=client,
            valid_from=since,
            anchor=since,
            tier=client.tier,
            period=contract.period,
            discount=contract.discount,
            seats_from=Seats.CONTRACTED,
            seats=contract.seats,
            made_at=datetime.combine(since, time(9), UTC),
            reason="Part of the demonstration",
        )
        BillingAccount.objects.get_or_create(
            client=client, defaults={"address": contract.address, "po_number": contract.po_number}
        )
        for draft in draft_due(client, today=today):
            _issue(draft, today)


def _issue(draft: Invoice, today: date) -> None:
    """Issue it when it was due; all but the latest are paid."""
    is_yearly = draft.period_to > today
    issued_on = draft.period_from if is_yearly else draft.period_to + timedelta(days=1)
    issue(draft, today=issued_on, by=None)
    paid_on = issued_on + _PAID_AFTER
    if paid_on < today:
        mark_paid(draft, paid_on=paid_on, reference=f"Wire {draft.sequence:04}", by=None)
