"""Whether two shares differ: intervals that hold for few answers as well.

Answers of one person resemble each other, so a share of answers counts as one of as many as there are people: at worst
all that somebody is told is right or wrong together. The interval is too wide rather than too narrow.
"""

from dataclasses import dataclass
from math import sqrt

_Z = 1.959964  # 95 of 100


@dataclass(frozen=True)
class Share:
    """Some of all, told by so many people."""

    some: int
    all: int
    people: int

    @property
    def value(self) -> float:
        return self.some / self.all

    @property
    def weight(self) -> float:
        return min(self.all, self.people)

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval, which never leaves 0 to 1."""
        weight, square = self.weight, _Z * _Z
        middle = (self.value + square / (2 * weight)) / (1 + square / weight)
        spread = self.value * (1 - self.value) / weight + square / (4 * weight * weight)
        half = _Z * sqrt(spread) / (1 + square / weight)
        return max(middle - half, 0.0), min(middle + half, 1.0)


@dataclass(frozen=True)
class Difference:
    value: float
    low: float
    high: float

    @property
    def is_told(self) -> bool:
        """Whether there is one that is not by chance alone."""
        return self.low > 0 or self.high < 0


def difference(first: Share, second: Share) -> Difference:
    """Return by how much the second is more than the first, with Newcombe's interval."""
    (low_1, high_1), (low_2, high_2) = first.interval, second.interval
    value = second.value - first.value
    down = sqrt((second.value - low_2) ** 2 + (high_1 - first.value) ** 2)
    up = sqrt((high_2 - second.value) ** 2 + (first.value - low_1) ** 2)
    return Difference(value, max(value - down, -1.0), min(value + up, 1.0))
