"""Counts the events that are still kept once more, holds the rollups against that, and mends them.

Days of which events have gone already are left as they are, and so is what is counted from elsewhere (topics). Where
it was forgotten whose events were (collect/forget.py), a row may have as many people more as those events are: what it
counts, and everybody else in it, is held against the events all the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from analytics import people, times
from analytics.measures import Family
from analytics.models import Event, Rollup
from analytics.rollups.count import Place, Tally, day_after, day_of, hour_of, numbers_of, place_of, tally
from analytics.rollups.retention import events_kept, first_numbered_quarter
from analytics.rollups.turn import hold_rollups
from tenants.events import quarter_of

_ELSEWHERE = tuple(
    family.value for family in (Family.TOPIC, Family.TOPIC_UNANSWERED, Family.TOPIC_UNHELPFUL, Family.TONE)
)
_READ_AT_ONCE = 5000


@dataclass(frozen=True)
class Difference:
    """A row of a rollup that is not what its events come to."""

    place: Place
    stands: str  # in words; "" where there is no row
    counted: str  # "" where there should be none


def first_whole_day(now: datetime) -> datetime:
    """Return the midnight from which on all events are still there."""
    return day_after(day_of(now - events_kept()))


def rebuild(*, now: datetime, mend: bool) -> Iterator[Difference]:
    """Yield every row that differs, day by day, and put it right if it is to be mended."""
    day = first_whole_day(now)
    while day <= now:
        following = day_after(day)
        with transaction.atomic():
            # Nothing is counted meanwhile, so both are of one moment.
            hold_rollups()
            differences = list(_compare(day, following, now, mend=mend))
        yield from differences
        day = following


def _compare(day: datetime, following: datetime, now: datetime, *, mend: bool) -> Iterator[Difference]:
    quarter = quarter_of(day)
    are_numbered = quarter >= first_numbered_quarter(now)
    # An hour is of the day in which it begins: midnight may lie within one.
    events = Event.objects.filter(at__gte=_next_hour(day), at__lt=_next_hour(following))
    events = list(events.iterator(_READ_AT_ONCE))
    numbers = numbers_of(events) if are_numbered else _numbers_for_now(events, quarter)
    counted = tally(events, numbers)
    rows = Rollup.objects.filter(starts_at__gte=day, starts_at__lt=following).exclude(family__in=_ELSEWHERE)
    stand = {place_of(row): row for row in rows}
    for place in sorted(counted.keys() | stand.keys()):
        row, entry = stand.get(place), counted.get(place)
        if row is not None and entry is not None and _is_equal(row, entry, are_numbered=are_numbered):
            continue
        yield Difference(place, _row_in_words(row), _tally_in_words(entry))
        if mend:
            _mend(row, place, entry, are_numbered=are_numbered)


def _next_hour(moment: datetime) -> datetime:
    return hour_of(moment + timedelta(hours=1, microseconds=-1))


def _numbers_for_now(events: Iterable[Event], quarter: date) -> Mapping[tuple[date, str], int]:
    """Return numbers that only tell how many people there are: which bit was whose, nobody knows any more."""
    names = sorted({event.person for event in events if event.person})
    return {(quarter, person): number for number, person in enumerate(names)}


def _is_equal(row: Rollup, entry: Tally, *, are_numbered: bool) -> bool:
    return (
        _has_people(row, entry, are_numbered=are_numbered)
        and row.count == entry.count
        and row.milliseconds == entry.milliseconds
        and list(row.times) == times.counted(entry.taken)
        and row.micro_usd == entry.micro_usd
    )


def _has_people(row: Rollup, entry: Tally, *, are_numbered: bool) -> bool:
    there, known = people.as_number(row.people), people.as_number(people.as_bits(entry.numbers))
    if are_numbered and there & known != known:
        return False
    return 0 <= there.bit_count() - len(entry.numbers) <= entry.nobodys


def _mend(row: Rollup | None, place: Place, entry: Tally | None, *, are_numbered: bool) -> None:
    if entry is None:
        row.delete()
        return
    row = row or Rollup(**place._asdict())
    row.count, row.milliseconds, row.micro_usd = entry.count, entry.milliseconds, entry.micro_usd
    row.times = times.counted(entry.taken)
    if are_numbered and not _has_people(row, entry, are_numbered=True):
        row.people = people.as_bits(entry.numbers)
    row.save()


def _row_in_words(row: Rollup | None) -> str:
    return "" if row is None else _in_words(row.count, people.how_many(row.people), row.milliseconds, row.micro_usd)


def _tally_in_words(entry: Tally | None) -> str:
    if entry is None:
        return ""
    return _in_words(entry.count, len(entry.numbers), entry.milliseconds, entry.micro_usd)


def _in_words(count: int, persons: int, milliseconds: int, micro_usd: int) -> str:
    return f"{count} of {persons} people, {milliseconds} ms, {micro_usd} micro-USD"
