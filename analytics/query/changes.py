"""Of how many people a part was in a time and in another, for who works out whether that is a change.

What comes of it is told as a word; these numbers are told to nobody, as they are not rounded.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from math import ceil, floor
from operator import or_

import numpy as np

from analytics.measures import NOT_TOLD_APART, Family
from analytics.people import as_number
from analytics.query.company import Company
from analytics.query.figures import rows_of
from analytics.query.timeframes import Timeframe
from analytics.release.sensitive import sensitive_parts_of
from analytics.release.stretches import Rule
from tenants.events import quarter_of


@dataclass(frozen=True)
class Asked:
    """How many people asked about something in a time, of how many who asked at all."""

    at_least: int
    at_most: int
    of: int


@dataclass(frozen=True)
class Compared:
    part: str
    now: Asked
    before: Asked


@dataclass
class Stretch:
    quarter: date
    parts: dict[str, int] = field(default_factory=dict)  # their people, as bits


def compared(family: Family, frame: Timeframe, before: Timeframe, company: Company) -> list[Compared]:
    """Return every part that was told apart in either time; none of a small company."""
    if company.is_small:
        return []
    now, then = (_stretches(family, one, company) for one in (frame, before))
    rule = Rule(company.fewest, sensitive_parts_of(family))
    parts = {part for stretch in (*now, *then) for part in stretch.parts} - {NOT_TOLD_APART}
    crowd_now, crowd_then = crowd_of(now), crowd_of(then)
    return [
        Compared(part, asked(part, now, crowd_now, rule.needs), asked(part, then, crowd_then, rule.needs))
        for part in sorted(parts)
    ]


@dataclass(frozen=True)
class Crowd:
    """All who asked, of whatever part: counted once for all parts, as it is the costly half of a comparison."""

    size: int  # summed over the stretches
    again: float  # how many stretches those who asked in one asked in


def crowd_of(stretches: Sequence[Stretch]) -> Crowd:
    everybody = [reduce(or_, stretch.parts.values(), 0) for stretch in stretches]
    again = _times_again(everybody, [stretch.quarter for stretch in stretches])
    return Crowd(sum(people.bit_count() for people in everybody), again)


def asked(part: str, stretches: Sequence[Stretch], crowd: Crowd, needs: Callable[[str], int]) -> Asked:
    """Return how many people are behind a part: those told of it, and as many more as may be in what is not told apart.

    A part that is not told apart was too small, or was the smallest of the others. Somebody who asked in several
    stretches may ask about the same each time, so all are divided by how often people come again: what is left are as
    many as would tell as much if each came once.
    """
    told = sum(stretch.parts.get(part, 0).bit_count() for stretch in stretches)
    hidden = sum(_most_hidden(stretch.parts, needs(part)) for stretch in stretches if part not in stretch.parts)
    of = max(round(crowd.size / crowd.again), 0)
    return Asked(min(floor(told / crowd.again), of), min(ceil((told + hidden) / crowd.again), of), of)


def _most_hidden(parts: Mapping[str, int], needed: int) -> int:
    if NOT_TOLD_APART not in parts:
        return 0
    together = parts[NOT_TOLD_APART].bit_count()
    smallest = min((people.bit_count() for part, people in parts.items() if part != NOT_TOLD_APART), default=together)
    return min(together, max(needed - 1, smallest))


def _times_again(everybody: Sequence[int], quarters: Sequence[date]) -> float:
    """Return how many stretches those who asked in a stretch asked in, on average over the stretches of all."""
    longest = max((people.bit_length() for people in everybody), default=0) // 8 + 1
    times: dict[date, np.ndarray] = {}
    for people, quarter in zip(everybody, quarters, strict=True):
        bits = np.unpackbits(np.frombuffer(people.to_bytes(longest, "little"), dtype=np.uint8))
        times[quarter] = times.get(quarter, 0) + bits.astype(np.int64)
    asked_in = sum(int(those.sum()) for those in times.values())
    return sum(int((those * those).sum()) for those in times.values()) / asked_in if asked_in else 1.0


def _stretches(family: Family, frame: Timeframe, company: Company) -> list[Stretch]:
    rows = rows_of(family, frame, company)
    found: dict[datetime, Stretch] = {}
    for starts_at, part, people in rows.order_by("starts_at", "part").values_list("starts_at", "part", "people"):
        stretch = found.setdefault(starts_at, Stretch(quarter_of(starts_at)))
        stretch.parts[part] = as_number(people)
    return list(found.values())
