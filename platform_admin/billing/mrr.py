"""Monthly recurring revenue, and what moved it.

MRR is the sum over clients of what their terms cost a month on a day: net of discounts, a prepaid year as a twelfth,
without trials, single charges and demonstration companies. A month's movement is told by its two ends: what a client
paid on the last day of the month before, and on the month's last day. Each client's difference is of one kind, so the
kinds add up to the change, to the cent.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import accumulate
from uuid import UUID

from platform_admin.billing.amounts import ZERO, total_of
from platform_admin.billing.periods import DAY, Span, month_of, months_after, periods_between
from platform_admin.billing.prices import PriceList, monthly_on, row_on
from platform_admin.models import Period, Subscription

KINDS = ("new", "expansion", "contraction", "churn", "reactivation")
Rows = Mapping[UUID, Sequence[Subscription]]


@dataclass
class Movement:
    """One month. Contraction and churn are negative; `start` and the five kinds add up to `end`."""

    month: date  # its first day
    start: Decimal = ZERO
    new: Decimal = ZERO
    expansion: Decimal = ZERO
    contraction: Decimal = ZERO
    churn: Decimal = ZERO
    reactivation: Decimal = ZERO
    end: Decimal = ZERO
    clients: dict[str, int] = field(default_factory=lambda: defaultdict(int))  # kind -> how many clients; "start" too

    @property
    def change(self) -> Decimal:
        return self.end - self.start

    @property
    def logo_churn(self) -> float | None:
        """Clients lost, of those that paid when the month began; None if none did."""
        return self.clients["churn"] / self.clients["start"] if self.clients["start"] else None

    @property
    def revenue_churn(self) -> float | None:
        """What was lost, by leaving or by paying less, of what the month began with."""
        return float(-(self.churn + self.contraction) / self.start) if self.start else None


def rows_by_client(rows: Iterable[Subscription]) -> Rows:
    by_client: dict[UUID, list[Subscription]] = defaultdict(list)
    for row in rows:
        by_client[row.client_id].append(row)
    return by_client


def paying_rows() -> Rows:
    """Return the terms of every client that may pay at all. One query."""
    return rows_by_client(Subscription.objects.of_paying().standing())


def mrr_of(rows: Sequence[Subscription], prices: PriceList, day: date) -> Decimal:
    """Return what one client pays a month on that day."""
    row = row_on(rows, day)
    return monthly_on(row, prices, day) if row else ZERO


def mrr_by_client(rows: Rows, prices: PriceList, day: date) -> dict[UUID, Decimal]:
    """Return it of each that pays anything."""
    found = {client: mrr_of(own, prices, day) for client, own in rows.items()}
    return {client: amount for client, amount in found.items() if amount}


def mrr_by_day(rows: Rows, prices: PriceList, span: Span) -> list[Decimal]:
    """Return the sum of all clients for each day of the span. What one pays is reckoned only where it may change: a
    fleet times thirty days is more than a page has time for.
    """
    moved: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for own in rows.values():
        paid = ZERO
        for day in _turning_days(own, prices, span):
            now = mrr_of(own, prices, day)
            moved[day] += now - paid
            paid = now
    return list(accumulate(moved[span.first + DAY * number] for number in range(span.days)))


def movements(rows: Rows, prices: PriceList, *, today: date, months: int) -> list[Movement]:
    """Return the last months up to the one of today, the earliest first; that one goes as far as today."""
    first = months_after(today.replace(day=1), 1 - months)
    ever = _paid_before(rows, prices, first)
    found = []
    for number in range(months):
        month = month_of(months_after(first, number))
        before = mrr_by_client(rows, prices, month.first - DAY)
        after = mrr_by_client(rows, prices, min(month.last, today))
        ever |= before.keys()
        found.append(_movement(month.first, before, after, ever))
    return found


def movement_kind(before: Decimal, after: Decimal, *, has_paid: bool) -> str | None:
    """Return which kind a client's difference is; None where there is none.

    `has_paid`: at the end of any month before.
    """
    if before == after:
        return None
    if not before:
        return "reactivation" if has_paid else "new"
    if not after:
        return "churn"
    return "expansion" if after > before else "contraction"


def _turning_days(rows: Sequence[Subscription], prices: PriceList, span: Span) -> list[date]:
    """Return the first day of the span, and those on which another price than the day before's may hold."""
    days = {span.first}
    for row in rows:
        own = span.cut(row.valid_from, row.valid_to)
        days |= {row.valid_from, row.valid_to, row.trial_ends_on and row.trial_ends_on + DAY, *prices.changes(row.tier)}
        if own and row.period == Period.YEARLY:
            days |= {period.first for period in periods_between(row.anchor, row.period, own.first, own.end)}
    return sorted(day for day in days if day and day in span)


def _movement(month: date, before: Mapping[UUID, Decimal], after: Mapping[UUID, Decimal], ever: set[UUID]) -> Movement:
    moved = Movement(month, start=total_of(before.values()), end=total_of(after.values()))
    moved.clients["start"], moved.clients["end"] = len(before), len(after)
    for client in before.keys() | after.keys():
        old, new = before.get(client, ZERO), after.get(client, ZERO)
        kind = movement_kind(old, new, has_paid=client in ever)
        if kind:
            setattr(moved, kind, getattr(moved, kind) + new - old)
            moved.clients[kind] += 1
    return moved


def _paid_before(rows: Rows, prices: PriceList, first: date) -> set[UUID]:
    """Return who paid at the end of any month before the one that begins then."""
    found = set()
    for client, own in rows.items():
        day = min(row.valid_from for row in own).replace(day=1)
        while (day := months_after(day, 1)) <= first:
            if mrr_of(own, prices, day - DAY):
                found.add(client)
                break
    return found
