"""Of how many people a part was in a time and in another, for who works out whether that is a change.

What comes of it is told as a word; these numbers are told to nobody, as they are not rounded.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from analytics.measures import NOT_TOLD_APART, Family
from analytics.query.company import Company
from analytics.query.figures import rows_of
from analytics.query.timeframes import Timeframe
from analytics.release.cut import quarter_of
from analytics.release.sensitive import sensitive_parts_of
from analytics.release.stretches import Rule


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
    return [Compared(part, asked(part, now, rule.needs), asked(part, then, rule.needs)) for part in sorted(parts)]


def asked(part: str, stretches: Sequence[Stretch], needs: Callable[[str], int]) -> Asked:
    """Return how many people are behind a part: those told of it, and as many more as may be in what is not told apart.

    A part that is not told apart was too small, or was the smallest of the others.
    """
    hidden = 0
    by_quarter: dict[date, int] = {}
    for stretch in stretches:
        by_quarter[stretch.quarter] = by_quarter.get(stretch.quarter, 0) | stretch.parts.get(part, 0)
        if part not in stretch.parts:
            hidden += _most_hidden(stretch.parts, needs(part))
    told = _people(by_quarter.values())
    return Asked(told, told + hidden, _of_all(stretches))


def _most_hidden(parts: Mapping[str, int], needed: int) -> int:
    if NOT_TOLD_APART not in parts:
        return 0
    together = parts[NOT_TOLD_APART].bit_count()
    smallest = min((people.bit_count() for part, people in parts.items() if part != NOT_TOLD_APART), default=together)
    return min(together, max(needed - 1, smallest))


def _of_all(stretches: Sequence[Stretch]) -> int:
    by_quarter: dict[date, int] = {}
    for stretch in stretches:
        for people in stretch.parts.values():
            by_quarter[stretch.quarter] = by_quarter.get(stretch.quarter, 0) | people
    return _people(by_quarter.values())


def _people(sets: Iterable[int]) -> int:
    return sum(people.bit_count() for people in sets)


def _stretches(family: Family, frame: Timeframe, company: Company) -> list[Stretch]:
    rows = rows_of(family, frame, company)
    found: dict[datetime, Stretch] = {}
    for starts_at, part, people in rows.order_by("starts_at", "part").values_list("starts_at", "part", "people"):
        stretch = found.setdefault(starts_at, Stretch(quarter_of(starts_at)))
        stretch.parts[part] = int.from_bytes(bytes(people), "little")
    return list(found.values())
