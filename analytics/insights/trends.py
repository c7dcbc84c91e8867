"""Which topics are asked about more or less than before, and which only seem to be.

People are compared, not questions: one who asks ten times is one. Of those who asked at all, how many asked about the
topic now, and how many before (Fisher's exact test, which holds for any numbers)? Where a part was not told apart, its
number lies between two bounds, and of each pair the one is taken that speaks least for a change. Of all topics looked
at together at most a twentieth of those named are named by chance (Benjamini and Hochberg).
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from math import exp, lgamma

from analytics.query.changes import Compared

FALSE_AMONG_NAMED = 0.05
_NEARLY = 1 + 1e-7  # what is as likely, but for rounding, counts as such


class Direction(StrEnum):
    MORE = "more"
    LESS = "less"


def changes(compared: Sequence[Compared], *, rate: float = FALSE_AMONG_NAMED) -> dict[str, Direction]:
    """Return the parts that changed, of all that were compared."""
    found = [(one.part, *_change(one)) for one in compared]
    named = _not_by_chance([chance for _part, _direction, chance in found], rate)
    return {part: direction for (part, direction, _chance), is_so in zip(found, named, strict=True) if is_so}


def fisher(hits: int, of: int, other_hits: int, other_of: int) -> float:
    """Return how likely such a difference, or a less likely one, is if there is none."""
    whole, all_hits = of + other_of, hits + other_hits
    least, most = max(0, all_hits - other_of), min(all_hits, of)
    if least >= most:
        return 1.0
    total = _ways(whole, all_hits)
    chances = [exp(_ways(of, one) + _ways(other_of, all_hits - one) - total) for one in range(least, most + 1)]
    seen = chances[hits - least] * _NEARLY
    return min(sum(chance for chance in chances if chance <= seen), 1.0)


def _change(one: Compared) -> tuple[Direction, float]:
    """Return which way it may have changed, and how likely that is by chance alone."""
    if _is_more(one.now.at_least, one.now.of, one.before.at_most, one.before.of):
        return Direction.MORE, fisher(one.now.at_least, one.now.of, one.before.at_most, one.before.of)
    if _is_more(one.before.at_least, one.before.of, one.now.at_most, one.now.of):
        return Direction.LESS, fisher(one.now.at_most, one.now.of, one.before.at_least, one.before.of)
    return Direction.MORE, 1.0


def _is_more(hits: int, of: int, other_hits: int, other_of: int) -> bool:
    return hits * other_of > other_hits * of


def _not_by_chance(chances: Sequence[float], rate: float) -> list[bool]:
    order = sorted(range(len(chances)), key=lambda at: chances[at])
    named = 0
    for rank, at in enumerate(order, start=1):
        if chances[at] <= rate * rank / len(chances):
            named = rank
    kept = set(order[:named])
    return [at in kept for at in range(len(chances))]


def _ways(of: int, chosen: int) -> float:
    return _log_factorial(of) - _log_factorial(chosen) - _log_factorial(of - chosen)


@lru_cache(maxsize=100_000)
def _log_factorial(number: int) -> float:
    return lgamma(number + 1)
