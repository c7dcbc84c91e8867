"""The rule by which figures are released, without a database.

Time is cut into stretches, one after another. A stretch is closed as soon as there are enough people in it and behind
each of its parts. Where some part stays too small for a day, the small ones are told together, and where those are too
few people still, with the next smallest of the others: so no part can be had by taking the rest from the whole.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from analytics.measures import NOT_TOLD_APART, SHAPES, Family
from analytics.release.cells import Cell, Slot, by_part, together
from chat.usage import FEWEST_ASKERS_SENSITIVE

QuarterOf = Callable[[datetime], date]
LONGEST = timedelta(hours=24)
LONGEST_SENSITIVE = timedelta(hours=48)


@dataclass(frozen=True)
class Rule:
    fewest: int  # people in a stretch, and behind a part of it
    is_sensitive: Callable[[str], bool] = lambda part: False  # of a part, which then takes more

    def needs(self, part: str) -> int:
        return max(self.fewest, FEWEST_ASKERS_SENSITIVE) if self.is_sensitive(part) else self.fewest


def stretches(
    slots: Sequence[Slot], rule: Rule, *, quarter_of: QuarterOf, ready_until: datetime
) -> Iterator[tuple[Slot, list[Slot]]]:
    """Yield each stretch that can be closed, with the slots that it is made of.

    `slots` in their order, none after `ready_until`. What is left at the end of a quarter is never told: the numbers
    of people are others in the next one.
    """
    waiting: list[Slot] = []
    for place, slot in enumerate(slots):
        waiting.append(slot)
        following = slots[place + 1].starts_at if place + 1 < len(slots) else ready_until
        is_last = quarter_of(following) != quarter_of(slot.starts_at)
        told = close(waiting, rule, until=following, is_last=is_last)
        if told is not None:
            yield Slot(waiting[0].starts_at, slot.ends_at, told), waiting
        if told is not None or is_last:
            waiting = []


def close(waiting: Sequence[Slot], rule: Rule, *, until: datetime, is_last: bool) -> dict[str, Cell] | None:
    """Return what may be told of these slots, by part; None while nothing may."""
    parts = by_part(waiting)
    if together(parts.values()).size < rule.fewest:
        return None
    small = [part for part, cell in parts.items() if cell.size < rule.needs(part)]
    if not small:
        return parts
    longest = LONGEST_SENSITIVE if any(map(rule.is_sensitive, small)) else LONGEST
    if not is_last and until - waiting[0].starts_at < longest:
        return None
    return hide(parts, small, rule)


def hide(parts: Mapping[str, Cell], small: Sequence[str], rule: Rule) -> dict[str, Cell] | None:
    """Return the parts with the small ones, and as many more as it takes, in one; None where all are too few."""
    hidden = {part: parts[part] for part in parts if part in small or part == NOT_TOLD_APART}
    rest = sorted((part for part in parts if part not in hidden), key=lambda part: (parts[part].size, part))
    while together(hidden.values()).size < max(rule.needs(part) for part in hidden):
        if not rest:
            return None
        part = rest.pop(0)
        hidden[part] = parts[part]
    return {**{part: parts[part] for part in rest}, NOT_TOLD_APART: together(hidden.values())}


def say_more(
    parts: Mapping[str, Cell], told: Mapping[str, Cell], more: Mapping[str, Cell], family: Family, rule: Rule
) -> dict[str, Cell] | None:
    """Return what may be told of a family that says more of some parts of another, in a stretch of that one.

    `parts` and `told` are the other's, as they are and as they are told. None where the two do not fit, or where the
    sum of these would give away how large one of the parts is that are not told apart.
    """
    of_parts = SHAPES[family].of_parts
    if together(more.values()).size < rule.fewest:
        return None
    if sum(cell.count for cell in more.values()) != sum(parts[part].count for part in parts if part in of_parts):
        return None
    hidden = {part for part in parts if part not in told or part == NOT_TOLD_APART}
    if hidden & of_parts and hidden - of_parts:
        return None
    small = [part for part, cell in more.items() if cell.size < rule.needs(part)]
    return hide(more, small, rule) if small else dict(more)
