"""Adds what was found about questions to the rollups, from which alone figures are released."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from analytics.measures import Family
from analytics.models import Rollup
from analytics.rollups.count import Place, Tally, add_tallies, hour_of, numbers_of
from analytics.rollups.retention import first_numbered_quarter
from analytics.rollups.turn import hold_rollups
from tenants.events import is_in_sample, pseudonym_of, quarter_of


@dataclass(frozen=True)
class Found:
    """One thing that is to be counted: part of a family, of a person, at a moment."""

    family: Family
    part: str
    user_id: UUID
    at: datetime


@dataclass(frozen=True)
class _Asked:
    """Somebody at a moment, as their number is looked up."""

    person: str
    at: datetime


@transaction.atomic
def count(found: Iterable[Found]) -> None:
    """Add to the rollups of hour and day. What calls it says in the same transaction that it was counted."""
    # Of a quarter whose numbers are gone nobody can be told apart any more.
    first = first_numbered_quarter(timezone.now())
    recent = [thing for thing in found if quarter_of(thing.at) >= first]
    named = [(thing, pseudonym_of(thing.user_id, quarter_of(thing.at))) for thing in recent]
    # Whose questions are not counted, of those no topic is: the sums of the two are held against each other.
    things = [(thing, person) for thing, person in named if is_in_sample(person)]
    if not things:
        return
    hold_rollups()
    numbers = numbers_of([_Asked(person, thing.at) for thing, person in things])
    hours: dict[Place, Tally] = {}
    for thing, person in things:
        place = Place(Rollup.Grain.HOUR.value, hour_of(thing.at), thing.family.value, thing.part)
        tally = hours.setdefault(place, Tally())
        tally.count += 1
        tally.numbers.add(numbers[quarter_of(thing.at), person])
    add_tallies(hours)
