"""Bars of what moved MRR, month by month, as an SVG that the page is sent with. The table beside it says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from platform_admin.billing.amounts import in_dollars
from platform_admin.billing.mrr import KINDS, Movement

WIDTH, HEIGHT = 720, 220
_LEFT, _TOP, _BOTTOM = 8, 12, 26
_GAP = 0.35  # of a month's width
_LOSSES = ("contraction", "churn")


@dataclass(frozen=True)
class Bar:
    kind: str
    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True)
class Month:
    month: date
    x: float  # of its name's middle
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    months: tuple[Month, ...]
    zero: float  # where the line of no change lies
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def names_at(self) -> int:
        return HEIGHT - 8

    @property
    def is_empty(self) -> bool:
        return not any(month.bars for month in self.months)


def movement_chart(months: Sequence[Movement]) -> Chart:
    """Return gains stacked above the line and losses below it, to one scale."""
    most = max((_sum(moved, gains=True) for moved in months), default=Decimal(0))
    least = max((_sum(moved, gains=False) for moved in months), default=Decimal(0))
    room = HEIGHT - _TOP - _BOTTOM
    scale = room / float(most + least) if most + least else 0.0
    zero = _TOP + float(most) * scale if scale else HEIGHT - _BOTTOM
    step = (WIDTH - 2 * _LEFT) / max(1, len(months))
    return Chart(
        tuple(_month(moved, _LEFT + place * step, step, zero, scale) for place, moved in enumerate(months)), zero
    )


def _sum(moved: Movement, *, gains: bool) -> Decimal:
    return sum((abs(getattr(moved, kind)) for kind in KINDS if (kind not in _LOSSES) == gains), Decimal(0))


def _month(moved: Movement, left: float, step: float, zero: float, scale: float) -> Month:
    bars, above, below = [], zero, zero
    for kind in KINDS:
        amount = getattr(moved, kind)
        if not amount:
            continue
        height = abs(float(amount)) * scale
        y = below
        if kind in _LOSSES:
            below += height
        else:
            above -= height
            y = above
        words = f"{kind.capitalize()} in {moved.month:%B %Y}: {in_dollars(amount)}"
        bars.append(
            Bar(
                kind,
                round(left + step * _GAP / 2, 1),
                round(y, 1),
                round(step * (1 - _GAP), 1),
                round(height, 1),
                words,
            )
        )
    return Month(moved.month, round(left + step / 2, 1), tuple(bars))
