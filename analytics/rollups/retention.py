"""How long events are kept, and the numbers by which rollups know people. Under a legal hold nothing goes."""

from datetime import date, datetime, timedelta

import structlog

from analytics.models import Event, PersonNumber, Rollup
from chat.keeping import events_kept_days
from tenants.context import current_client
from tenants.events import NUMBER_DAYS_KEPT, quarter_of

NUMBERS_KEPT = timedelta(days=NUMBER_DAYS_KEPT)  # after their quarter
HOURS_KEPT = timedelta(days=120)  # long after everything that may be told of them was released; days stay
_AT_ONCE = 20_000
log = structlog.get_logger(__name__)


def events_kept() -> timedelta:
    """Return how long: a company that keeps conversations for less keeps these for less as well."""
    return timedelta(days=events_kept_days())


def forget_old(*, now: datetime) -> None:
    """Delete what was kept for long enough: after that, nobody can tell whose a bit in a rollup was."""
    if current_client().is_held:
        return
    gone = 0
    old = Event.objects.filter(at__lt=now - events_kept())
    # Some at a time: one deletion of millions would hold the table's rows for minutes.
    while some := list(old.values_list("pk", flat=True)[:_AT_ONCE]):
        gone += Event.objects.filter(pk__in=some).delete()[0]
    PersonNumber.objects.filter(quarter__lt=first_numbered_quarter(now)).delete()
    Rollup.objects.filter(grain=Rollup.Grain.HOUR, starts_at__lt=now - HOURS_KEPT).delete()
    log.info("old_events_forgotten", number=gone)


def first_numbered_quarter(now: datetime) -> date:
    """Return the first quarter whose people still have their numbers."""
    # A quarter is over for so long when the day that long ago lies in a later one.
    return quarter_of(now - NUMBERS_KEPT)
