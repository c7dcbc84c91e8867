"""Billing periods: whole months, or years, from an anchor day. A day a month lacks is that month's last."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from platform_admin.models import Period

DAY = timedelta(days=1)
_MONTHS = {Period.MONTHLY: 1, Period.YEARLY: 12}


@dataclass(frozen=True)
class Span:
    """Days from the first until before the end; `end` is the first day that is not in it."""

    first: date
    end: date

    @property
    def last(self) -> date:
        return self.end - DAY

    @property
    def days(self) -> int:
        return (self.end - self.first).days

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.end

    def cut(self, first: date, end: date | None) -> "Span | None":
        """Return the part of it that lies there; None if none does."""
        begin, stop = max(self.first, first), self.end if end is None else min(self.end, end)
        return Span(begin, stop) if begin < stop else None


def months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def period_of(anchor: date, period: str, day: date) -> Span:
    """Return the billing period that the day is in, also of a day before the anchor."""
    size = _MONTHS[Period(period)]
    number = ((day.year - anchor.year) * 12 + day.month - anchor.month) // size
    while months_after(anchor, number * size) > day:
        number -= 1
    while months_after(anchor, (number + 1) * size) <= day:
        number += 1
    return Span(months_after(anchor, number * size), months_after(anchor, (number + 1) * size))


def periods_between(anchor: date, period: str, first: date, end: date) -> Iterator[Span]:
    """Yield the periods that have a day in there, the earliest first."""
    while first < end:
        span = period_of(anchor, period, first)
        yield span
        first = span.end


def month_of(day: date) -> Span:
    first = day.replace(day=1)
    return Span(first, months_after(first, 1))
