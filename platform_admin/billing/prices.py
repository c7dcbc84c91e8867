"""What a subscription costs on a day, from its terms and the list prices that were in force.

A list price holds from its day on for everybody who pays by the month; what is prepaid keeps the list price of its
year's first day. Discounts come off in turn, and one amount is rounded once, at the end.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from platform_admin.billing.amounts import ZERO, cents, in_dollars, less_percent, share_of
from platform_admin.billing.periods import DAY, Span, period_of
from platform_admin.models import Basis, Period, Subscription, TierPrice

MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Price:
    """A month's price before the client's own discount, whether it stands in the list or was agreed."""

    basis: str
    amount: Decimal
    minimum: Decimal
    yearly_discount: Decimal

    def of_a_month(self, seats: int) -> Decimal:
        return self.amount if self.basis == Basis.FLAT else max(self.amount * seats, self.minimum)

    @property
    def words(self) -> str:
        if self.basis == Basis.FLAT:
            return f"{in_dollars(self.amount)} a month"
        least = f", at least {in_dollars(self.minimum)} a month" if self.minimum else ""
        return f"{in_dollars(self.amount)} per employee and month{least}"


class PriceList:
    """The dated prices of all tiers."""

    def __init__(self, rows: Iterable[TierPrice]) -> None:
        self._rows: dict[str, list[TierPrice]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: row.valid_from):
            self._rows[row.tier].append(row)

    @classmethod
    def read(cls) -> "PriceList":
        return cls(TierPrice.objects.all())

    def on(self, tier: str, day: date) -> TierPrice | None:
        """Return the row in force; None before the tier's first."""
        rows = self._rows[tier]
        place = bisect_right(rows, day, key=lambda row: row.valid_from)
        return rows[place - 1] if place else None

    def changes(self, tier: str) -> list[date]:
        return [row.valid_from for row in self._rows[tier]]


def price_on(row: Subscription, prices: PriceList, day: date) -> Price | None:
    """Return what the row's price is made of on that day; None where its tier has no list price yet."""
    if row.agreed_basis:
        return Price(row.agreed_basis, row.agreed_amount, row.agreed_minimum, ZERO)
    listed = prices.on(row.tier, day)
    if row.period == Period.YEARLY:
        listed = prices.on(row.tier, period_of(row.anchor, row.period, day).first) or listed
    return listed and Price(listed.basis, listed.amount, listed.minimum, listed.yearly_discount)


def is_free(row: Subscription, day: date) -> bool:
    return row.trial_ends_on is not None and day <= row.trial_ends_on


def charge_on(row: Subscription, prices: PriceList, day: date, *, seats: int | None = None) -> Decimal:
    """Return what a whole billing period costs at the day's price, to the cent; nothing in a trial."""
    price = price_on(row, prices, day)
    if price is None or is_free(row, day):
        return ZERO
    amount = price.of_a_month(row.seats if seats is None else seats)
    if row.period == Period.YEARLY:
        amount = less_percent(amount * MONTHS_A_YEAR, price.yearly_discount)
    return cents(less_percent(amount, row.discount))


def monthly_on(row: Subscription, prices: PriceList, day: date) -> Decimal:
    """Return the same as a month's amount: what is prepaid for a year is a twelfth of it."""
    charge = charge_on(row, prices, day)
    return share_of(charge, 1, MONTHS_A_YEAR) if row.period == Period.YEARLY else charge


def row_on(rows: Sequence[Subscription], day: date) -> Subscription | None:
    """Return the row in force; of one client's rows at most one is."""
    return next((row for row in rows if row.is_in_force(day)), None)


@dataclass(frozen=True)
class Segment:
    """Days of one span in which one row has one price."""

    row: Subscription
    span: Span


def segments(rows: Sequence[Subscription], prices: PriceList, span: Span) -> list[Segment]:
    """Cut the span where a client's terms, a list price or a trial ends; days without terms, and free ones, are left
    out."""
    found = []
    for row in sorted(rows, key=lambda row: row.valid_from):
        own = span.cut(row.valid_from, row.valid_to)
        if own is None:
            continue
        cuts = {own.first, own.end, *prices.changes(row.tier)}
        if row.trial_ends_on is not None:
            cuts.add(row.trial_ends_on + DAY)
        days = sorted(day for day in cuts if own.first <= day <= own.end)
        parts = [Span(first, end) for first, end in pairwise(days)]
        found += [Segment(row, part) for part in parts if not is_free(row, part.first)]
    return found
