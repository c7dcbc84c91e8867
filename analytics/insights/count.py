"""Writes what was found about questions into the rollups, from which alone figures are released."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from analytics.measures import Family
from analytics.models import PersonNumber, Rollup
from analytics.people import as_bits, together
from tenants.events import pseudonym_of, quarter_of
from tenants.one_at_a_time import one_at_a_time


@dataclass(frozen=True)
class Found:
    """One thing that is to be counted: part of a family, of a person, at a moment."""

    family: Family
    part: str
    user_id: object
    at: datetime


@transaction.atomic
def count(found: Iterable[Found]) -> None:
    """Add to the rollups of hour and day. What calls it says in the same transaction that it was counted."""
    things = list(found)
    if not things:
        return
    one_at_a_time("rollups")
    numbers = _numbers(things)
    added: dict[tuple[str, datetime, str, str], list[int]] = defaultdict(list)
    for thing in things:
        number = numbers[_quarter(thing), thing.user_id]
        for grain, starts_at in _places(thing.at):
            added[grain, starts_at, thing.family, thing.part].append(number)
    for place, people in sorted(added.items()):
        _add(place, people)


def _places(at: datetime) -> Iterator[tuple[str, datetime]]:
    local = timezone.localtime(at)
    yield Rollup.Grain.HOUR, local.replace(minute=0, second=0, microsecond=0)
    yield Rollup.Grain.DAY, timezone.make_aware(datetime.combine(local.date(), time.min))


def _quarter(thing: Found) -> date:
    return quarter_of(thing.at)


def _numbers(things: Iterable[Found]) -> Mapping[tuple[date, object], int]:
    """Return the number of each person in their quarter; who has none yet gets the next."""
    wanted = {(_quarter(thing), thing.user_id): "" for thing in things}
    for quarter, user_id in wanted:
        wanted[quarter, user_id] = pseudonym_of(user_id, quarter)
    numbers = {}
    for quarter in sorted({quarter for quarter, _ in wanted}):
        known = dict(PersonNumber.objects.filter(quarter=quarter).values_list("person", "number"))
        fresh = sorted({name for (one, _), name in wanted.items() if one == quarter} - known.keys())
        rows = [PersonNumber(quarter=quarter, person=name, number=len(known) + at) for at, name in enumerate(fresh)]
        PersonNumber.objects.bulk_create(rows)
        known |= {row.person: row.number for row in rows}
        numbers |= {(one, user): known[name] for (one, user), name in wanted.items() if one == quarter}
    return numbers


def _add(place: tuple[str, datetime, str, str], people: list[int]) -> None:
    grain, starts_at, family, part = place
    row, _ = Rollup.objects.get_or_create(grain=grain, starts_at=starts_at, family=family, part=part)
    row.count += len(people)
    row.people = together([row.people, as_bits(people)])
    row.save(update_fields=["count", "people"])
