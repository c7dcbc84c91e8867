"""What a period is billed with: lines, each with what its amount is reckoned from.

A line is a period's price for the days on which it held: price x days / days of the period, to the nearest cent. A day
belongs to the one period that the terms in force on it have, so none is billed twice wherever periods begin anew. Days
that follow one another at one price are one line, so a price that held throughout is billed exactly. A month is billed
when it is over, with the people counted at its end; a year is prepaid when it begins, and what it came to more, since
terms changed within it, is on the invoice of the next. Less is not given back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from platform_admin.billing.amounts import ZERO, cents, in_dollars, share_of, total_of
from platform_admin.billing.periods import Span, period_of, periods_between
from platform_admin.billing.prices import PriceList, charge_on, price_on, row_on, segments
from platform_admin.models import Basis, Period, Seats, Subscription
from tenants.clock import day_in_words
from tenants.models import Client


@dataclass(frozen=True)
class Line:
    text: str
    detail: str
    amount: Decimal
    is_settlement: bool = False  # of the prepaid year before


@dataclass(frozen=True)
class Bill:
    """What is due for one period, on its day."""

    span: Span
    due: date  # the day on which it is drafted
    is_prepaid: bool
    lines: tuple[Line, ...]

    @property
    def subtotal(self) -> Decimal:
        return total_of(line.amount for line in self.lines)

    def tax(self, rate: Decimal) -> Decimal:
        return cents(self.subtotal * rate / 100)


@dataclass(frozen=True)
class _Part:
    """Days at one price within a period."""

    row: Subscription
    span: Span
    seats: int
    full: Decimal


def billing_periods(rows: Sequence[Subscription], until: date) -> list[tuple[Span, bool]]:
    """Return the periods of a client's terms that begin before that day, and whether each is prepaid; in order."""
    found: dict[Span, bool] = {}
    for row in rows:
        first = row.valid_from
        if row.trial_ends_on is not None:
            first = max(first, row.anchor)
        end = min(row.valid_to or until, until)
        for span in periods_between(row.anchor, row.period, first, end):
            found[span] = row.period == Period.YEARLY
    return sorted(found.items(), key=lambda item: item[0].first)


def lines_of(rows: Sequence[Subscription], prices: PriceList, span: Span) -> tuple[Line, ...]:
    """Return the lines of what the period comes to, as its terms are known now; none where nothing is to be paid.

    Days of the span whose terms are billed by other periods are left to those.
    """
    lines = tuple(_line(part, prices, span) for part in _parts(rows, prices, span))
    return lines if any(line.amount for line in lines) else ()


def amount_of(rows: Sequence[Subscription], prices: PriceList, span: Span) -> Decimal:
    return total_of(line.amount for line in lines_of(rows, prices, span))


def settlement(span: Span, *, came_to: Decimal, billed: Decimal) -> Line | None:
    """Return the line for what a prepaid year came to beyond what was billed for it; None if there is nothing."""
    if came_to <= billed:
        return None
    detail = f"It came to {in_dollars(came_to)}; {in_dollars(billed)} was billed."
    return Line(f"Changes within the year to {day_in_words(span.last)}", detail, came_to - billed, is_settlement=True)


def earned_in(rows: Sequence[Subscription], prices: PriceList, span: Span) -> Decimal:
    """Return what the days of the span are worth, whenever they are billed: for margins."""
    return total_of(_worth(segment.row, segment.span, prices) for segment in segments(rows, prices, span))


def _worth(row: Subscription, days: Span, prices: PriceList) -> Decimal:
    worth = ZERO
    for period in periods_between(row.anchor, row.period, days.first, days.end):
        own = period.cut(days.first, days.end)
        worth += share_of(charge_on(row, prices, own.first), own.days, period.days)
    return worth


def _parts(rows: Sequence[Subscription], prices: PriceList, span: Span) -> list[_Part]:
    parts: list[_Part] = []
    own = [row for row in rows if period_of(row.anchor, row.period, span.first) == span]
    for segment in segments(own, prices, span):
        seats = _seats(rows, segment.row, span)
        full = charge_on(segment.row, prices, segment.span.first, seats=seats)
        part = _Part(segment.row, segment.span, seats, full)
        if parts and _goes_on(parts[-1], part, prices):
            parts[-1] = replace(parts[-1], span=Span(parts[-1].span.first, part.span.end))
        else:
            parts.append(part)
    return parts


def _seats(rows: Sequence[Subscription], row: Subscription, span: Span) -> int:
    following = row_on(rows, span.end)
    is_counted_then = following is not None and following.seats_from == row.seats_from == Seats.COUNTED
    return following.seats if is_counted_then and row.period == Period.MONTHLY else row.seats


def _goes_on(before: _Part, after: _Part, prices: PriceList) -> bool:
    return (
        before.span.end == after.span.first
        and (before.full, before.seats, before.row.tier) == (after.full, after.seats, after.row.tier)
        and _price_words(before, prices) == _price_words(after, prices)
    )


def _line(part: _Part, prices: PriceList, span: Span) -> Line:
    tier = Client.Tier(part.row.tier).label
    yearly = ", one year" if part.row.period == Period.YEARLY else ""
    text = f"{tier}{yearly}, {day_in_words(part.span.first)} to {day_in_words(part.span.last)}"
    detail = _price_words(part, prices)
    if part.span.days != span.days:
        detail += f"; {part.span.days} of {span.days} days of {in_dollars(part.full)}"
    return Line(text, detail, share_of(part.full, part.span.days, span.days))


def _price_words(part: _Part, prices: PriceList) -> str:
    price = price_on(part.row, prices, part.span.first)
    if price is None:
        return "No price"
    words = price.words
    if price.basis == Basis.PER_PERSON:
        words += f", {part.seats:,} people"
    if part.row.period == Period.YEARLY and price.yearly_discount:
        words += f", {_plain(price.yearly_discount)} % off for a year prepaid"
    return f"{words}, {_plain(part.row.discount)} % discount" if part.row.discount else words


def _plain(percent: Decimal) -> str:
    return f"{percent.normalize():f}"
