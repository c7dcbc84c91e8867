"""Adds events to the counts of their hours and days. The rows are held against each other by `rebuild.py`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, Protocol

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from analytics import people, times
from analytics.models import PersonNumber, Rollup
from analytics.rollups.families import QUESTIONS, places_of
from tenants.clock import midnight
from tenants.events import beginning_of, quarter_of

_AT_ONCE = 500
_NUMBERS = "SELECT person, number FROM analytics_personnumber WHERE quarter = %s AND person = ANY(%s::text[])"


class Happening(Protocol):
    """What is counted: an event as it was told, or as it is kept."""

    kind: str
    name: str
    at: datetime
    person: str
    data: dict[str, object]


class Place(NamedTuple):
    """The row of a rollup."""

    grain: str
    starts_at: datetime
    family: str
    part: str


@dataclass
class Tally:
    count: int = 0
    numbers: set[int] = field(default_factory=set)
    nobodys: int = 0  # events of which it was forgotten whose they were
    milliseconds: int = 0
    taken: list[int] = field(default_factory=list)
    micro_usd: int = 0

    def add(self, other: "Tally") -> None:
        self.count += other.count
        self.numbers |= other.numbers
        self.nobodys += other.nobodys
        self.milliseconds += other.milliseconds
        self.taken += other.taken
        self.micro_usd += other.micro_usd


def add_to_rollups(events: Sequence[Happening]) -> None:
    """Add events that are counted for the first time. In a transaction that holds the rollups."""
    _write(tally(events, numbers_of(events)))


def add_tallies(hours: Mapping[Place, Tally]) -> None:
    """Add what was counted by the hour. In a transaction that holds the rollups."""
    _write(hours | _days(hours))


def tally(events: Iterable[Happening], numbers: Mapping[tuple[date, str], int]) -> dict[Place, Tally]:
    """Return what these events come to, by hour and by day; of people without a number only that they did it."""
    by_hour: dict[datetime, dict[tuple[str, str], Tally]] = {}
    quarters: dict[datetime, date] = {}
    for event in events:
        hour = hour_of(event.at)
        entries = by_hour.get(hour)
        if entries is None:
            entries, quarters[hour] = by_hour.setdefault(hour, {}), quarter_of(hour)
        number = numbers.get((quarters[hour], event.person))
        for place in places_of(event.kind, event.name, event.data):
            entry = entries.get(place)
            if entry is None:
                entry = entries[place] = Tally()
            entry.count += 1
            if number is not None:
                entry.numbers.add(number)
            elif not event.person:
                entry.nobodys += 1
            if place[0] == QUESTIONS:
                _add_answer(entry, event.data)
    grain = Rollup.Grain.HOUR.value
    hours = {Place(grain, hour, *place): entry for hour, entries in by_hour.items() for place, entry in entries.items()}
    return hours | _days(hours)


def numbers_of(events: Iterable[Happening]) -> dict[tuple[date, str], int]:
    """Return the numbers of those people in their quarters; who is new gets the next one."""
    by_hour: dict[datetime, set[str]] = {}
    for event in events:
        if event.person:
            by_hour.setdefault(hour_of(event.at), set()).add(event.person)
    wanted: dict[date, set[str]] = {}
    for hour, those in by_hour.items():
        wanted.setdefault(quarter_of(hour), set()).update(those)
    found: dict[tuple[date, str], int] = {}
    for quarter, those in wanted.items():
        rows = PersonNumber.objects.filter(quarter=quarter)
        known = _known_numbers(quarter, those)
        fresh = sorted(those - known.keys())
        if fresh:
            last = rows.aggregate(last=Max("number"))["last"]
            first = 0 if last is None else last + 1
            known |= {person: first + place for place, person in enumerate(fresh)}
            PersonNumber.objects.bulk_create(
                PersonNumber(quarter=quarter, person=person, number=known[person]) for person in fresh
            )
        found |= {(quarter, person): number for person, number in known.items()}
    return found


def _known_numbers(quarter: date, those: Iterable[str]) -> dict[str, int]:
    # One array: Django looks at each of thousands of values by itself.
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, [quarter, list(those)])
        return dict(cursor.fetchall())


def hour_of(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def day_of(moment: datetime) -> datetime:
    """Return when its day began: at midnight by the clocks of the client's people, or with the quarter on that day.

    A day in which a quarter begins is counted as two, for the same number is somebody else in each.
    """
    return max(midnight(timezone.localdate(moment)).astimezone(UTC), beginning_of(quarter_of(moment)))


def day_after(day: datetime) -> datetime:
    """Return when the next day begins. By the calendar: where clocks change, a day has another number of hours."""
    following = midnight(timezone.localdate(day) + timedelta(days=1)).astimezone(UTC)
    quarter = beginning_of(quarter_of(following))
    return quarter if day < quarter < following else following


def _add_answer(entry: Tally, data: dict[str, object]) -> None:
    milliseconds, micro_usd = data.get("milliseconds"), data.get("micro_usd")
    if isinstance(milliseconds, int):
        entry.milliseconds += milliseconds
        entry.taken.append(milliseconds)
    if isinstance(micro_usd, int):
        entry.micro_usd += micro_usd


def _days(hours: Mapping[Place, Tally]) -> dict[Place, Tally]:
    days: dict[Place, Tally] = {}
    for place, entry in hours.items():
        day = place._replace(grain=Rollup.Grain.DAY.value, starts_at=day_of(place.starts_at))
        days.setdefault(day, Tally()).add(entry)
    return days


def _write(tallies: Mapping[Place, Tally]) -> None:
    known = _rows_of(tallies)
    write_rows(_added(known.get(place), place, entry) for place, entry in tallies.items())


def write_rows(rows: Iterable[Rollup]) -> None:
    """Write rows, in the place of those that are there."""
    Rollup.objects.bulk_create(
        rows,
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["grain", "starts_at", "family", "part"],
        update_fields=["count", "people", "milliseconds", "times", "micro_usd"],
    )


def _rows_of(places: Iterable[Place]) -> dict[Place, Rollup]:
    places = list(places)
    rows = Rollup.objects.filter(
        starts_at__in={place.starts_at for place in places},
        family__in={place.family for place in places},
        part__in={place.part for place in places},
    )
    return {place_of(row): row for row in rows}


def place_of(row: Rollup) -> Place:
    return Place(row.grain, row.starts_at.astimezone(UTC), row.family, row.part)


def _added(known: Rollup | None, place: Place, entry: Tally) -> Rollup:
    row = Rollup(**place._asdict()) if known is None else known
    row.count += entry.count
    row.people = people.together([row.people, people.as_bits(entry.numbers)])
    row.milliseconds += entry.milliseconds
    row.times = times.together([row.times, times.counted(entry.taken)])
    row.micro_usd += entry.micro_usd
    return row
