"""The times that may be asked about, as whole days where the client's people are."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from benefits.models import PlanYear
from tenants.clock import midnight

HOUR = timedelta(hours=1)
EARLIEST = date(2000, 1, 1)
LONGEST_DAYS = 3 * 366
_DAYS = {"7d": 7, "30d": 30, "90d": 90}
LABELS = {
    "24h": "Last 24 hours",
    "7d": "Last 7 days",
    "30d": "Last 30 days",
    "90d": "Last 90 days",
    "plan_year": "Plan year",
    "custom": "Days of your choice",
}
USUAL = "30d"


class UnknownTimeframe(ValueError):
    """It is none of those there are, or its days make none; the text says what to ask for."""


@dataclass(frozen=True)
class Timeframe:
    key: str
    label: str
    starts_at: datetime
    ends_at: datetime  # not of it any more

    @property
    def first(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def last(self) -> date:
        return timezone.localdate(self.ends_at - timedelta(microseconds=1))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def before(self) -> "Timeframe":
        """Return the time just before it that is as long."""
        if self.key == "24h":
            return Timeframe("24h", "The 24 hours before", self.starts_at - 24 * HOUR, self.starts_at)
        first = self.first - timedelta(days=self.days)
        return days_of(self.key, f"The {self.days} days before", first, self.first - timedelta(days=1))


def timeframe_of(key: str, *, now: datetime, first: date | None = None, last: date | None = None) -> Timeframe:
    """Return the time that is asked for. Raises UnknownTimeframe."""
    today = timezone.localdate(now)
    if key == "24h":
        # Hours pass in UTC: where clocks change, 24 of them are not from one o'clock to the same.
        end = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + HOUR
        return Timeframe(key, LABELS[key], end - 24 * HOUR, end)
    if key in _DAYS:
        return days_of(key, LABELS[key], today - timedelta(days=_DAYS[key] - 1), today)
    if key == "plan_year":
        return _plan_year(today)
    if key == "custom":
        return _custom(first, last, today)
    raise UnknownTimeframe(f"There is no timeframe {key[:40]!r}. Ask for one of: {', '.join(LABELS)}.")


def _plan_year(today: date) -> Timeframe:
    year = PlanYear.objects.on(today).first()
    if year is None:
        raise UnknownTimeframe("Today lies in no plan year. Enter the one that is running, or ask for other days.")
    return days_of("plan_year", f"Plan year {year.label}", year.starts_on, min(year.ends_on, today))


def _custom(first: date | None, last: date | None, today: date) -> Timeframe:
    if first is None or last is None:
        raise UnknownTimeframe("Days of your choice need a first and a last one, written like 2026-11-30.")
    if last < first:
        raise UnknownTimeframe("The last day lies before the first one.")
    if first > today:
        raise UnknownTimeframe("The first day has not come yet.")
    if first < EARLIEST:
        raise UnknownTimeframe(f"The first day lies before {EARLIEST.year}.")
    if (last - first).days >= LONGEST_DAYS:
        raise UnknownTimeframe("These are more than three years. Ask for fewer days.")
    return days_of("custom", LABELS["custom"], first, min(last, today))


def days_of(key: str, label: str, first: date, last: date) -> Timeframe:
    return Timeframe(key, label, midnight(first), midnight(last + timedelta(days=1)))
