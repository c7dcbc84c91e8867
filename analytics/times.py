"""How long answers take, as counts in classes that grow by a tenth: put together, they still tell the p95."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import zip_longest

_FIRST, _GROWTH, _CLASSES = 10.0, 1.1, 100  # 10 ms to 125 s; what takes longer is in the last
BOUNDS: tuple[float, ...] = tuple(_FIRST * _GROWTH**step for step in range(_CLASSES))  # milliseconds


def counted(milliseconds: Iterable[int]) -> list[int]:
    """Return how many are in each class, without the empty ones at the end."""
    counts = [0] * _CLASSES
    for one in milliseconds:
        counts[min(bisect_left(BOUNDS, one), _CLASSES - 1)] += 1
    return _trimmed(counts)


def together(many: Iterable[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip_longest(*many, fillvalue=0)]


def quantile(counts: Sequence[int], share: float) -> float | None:
    """Return below how many milliseconds this share of them is, at most a tenth too high; None of nothing."""
    wanted, seen = share * sum(counts), 0
    for bound, count in zip(BOUNDS, counts, strict=False):
        seen += count
        if count and seen >= wanted:
            return bound
    return None


def _trimmed(counts: list[int]) -> list[int]:
    while counts and not counts[-1]:
        counts.pop()
    return counts
