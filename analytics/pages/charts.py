"""Bars over time as an SVG that the page is sent with; the table beside it says the same."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from analytics.query.figures import Point
from tenants.clock import day_in_words

WIDTH, HEIGHT = 720, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 8, 10, 26
_MOST_NAMES = 7
_NAME_WIDTH = 80  # of a day in words, with room around it
_GAP = 0.2  # of a day's width
_LEAST_HEIGHT = 1.0  # of a bar that says something


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True)
class Mark:
    """A line across and its number, or a place below and its day."""

    at: float
    words: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Chart:
    bars: tuple[Bar, ...]
    lines: tuple[Mark, ...]
    days: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    numbers_at: int = _LEFT - 6
    days_at: int = HEIGHT - 8


def bars(points: Sequence[Point], *, first: date, last: date, noun: str) -> Chart | None:
    """Return the points from the first day to the last, each as wide as its days and as high as a day of it has.

    None of nothing. A stretch of several days is one bar: how its days differ is not told.
    """
    if not points:
        return None
    days = (last - first).days + 1
    step = (WIDTH - _LEFT - _RIGHT) / days
    most = _above(max(point.total / point.days for point in points))
    scale = (HEIGHT - _TOP - _BOTTOM) / most
    ground = HEIGHT - _BOTTOM
    found = []
    for point in points:
        height = max(point.total / point.days * scale, _LEAST_HEIGHT)
        x = _LEFT + (point.first - first).days * step
        words = f"{_span(point)}: {point.total:,} {noun}"
        width = point.days * step - step * _GAP
        found.append(
            Bar(round(x + step * _GAP / 2, 1), round(ground - height, 1), round(width, 1), round(height, 1), words)
        )
    lines = tuple(Mark(round(ground - most * part * scale, 1), f"{most * part:,.0f}") for part in (0, 0.5, 1))
    return Chart(tuple(found), lines, _days(first, days, step))


def weeks(points: Sequence[Point]) -> list[Point]:
    """Put points, the earliest first, together by the week, from Monday on.

    A stretch that reaches into the next week takes that week to its own.
    """
    found: list[Point] = []
    ends = date.min  # the first day that is not of the last one found any more
    for point in points:
        if point.first >= ends:
            found.append(point)
            ends = point.first + timedelta(days=7 - point.first.weekday())
        else:
            before = found[-1]
            parts = Counter(before.parts)
            parts.update(point.parts)
            found[-1] = Point(before.first, max(before.last, point.last), parts)
        after = point.last + timedelta(days=1)
        if after > ends:
            ends = after + timedelta(days=-after.weekday() % 7)
    return found


def share_width(number: int, most: int) -> float:
    """Return the width of a bar in a table, in hundredths of the largest."""
    return round(100 * number / most, 1) if most else 0.0


def _days(first: date, days: int, step: float) -> tuple[Mark, ...]:
    most = min(_MOST_NAMES, int((WIDTH - _LEFT - _RIGHT) // _NAME_WIDTH))
    every = -(-days // most)
    named = [(number, first + timedelta(days=number)) for number in range(0, days, every)]
    return tuple(Mark(round(_LEFT + (number + 0.5) * step, 1), f"{day:%b} {day.day}") for number, day in named)


def _span(point: Point) -> str:
    if point.first == point.last:
        return day_in_words(point.first)
    return f"{day_in_words(point.first)} to {day_in_words(point.last)}"


def _above(most: float) -> int:
    """Return a round even number that is no smaller."""
    size = 1
    while True:
        for round_one in (2, 4, 6, 10):
            if round_one * size >= most:
                return round_one * size
        size *= 10
