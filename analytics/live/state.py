"""How it goes right now, from what Redis has of the last minutes: about enough people, and rounded, or not at all.

What is rounded leaves nothing when it is taken away from what is released of the same hour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone
from redis.exceptions import RedisError

from analytics import times
from analytics.query.company import Company
from analytics.query.figures import P95, STEP
from tenants import event_stream
from tenants.context import current_schema
from tenants.events import quarter_of

ACTIVE = timedelta(minutes=5)
WINDOW = timedelta(minutes=30)
FEWEST_TIMES = 20  # of fewer answers the slowest twentieth is one of them
_SHARE_STEP = 5  # percent


@dataclass(frozen=True)
class Block:
    """Answers of enough people, told together."""

    starts_at: float
    ends_at: float
    count: int
    answered: int
    judged: int  # answered, refused or failed
    milliseconds: tuple[int, ...]

    @property
    def a_minute(self) -> float:
        return self.count / max((self.ends_at - self.starts_at) / 60, 1)


@dataclass(frozen=True)
class Live:
    """What is told of now. None is what too few people are behind."""

    at: datetime
    fewest: int
    active: int | None = None  # rounded down
    a_minute: float | None = None
    average_seconds: float | None = None
    p95_seconds: float | None = None
    answered: int | None = None  # percent
    # The blocks as small lines: "x,y x,y" (components/stat.html); "" of fewer than two.
    pace: str = ""
    speed: str = ""
    success: str = ""


def live(company: Company, *, now: datetime) -> Live | None:
    """Return how it goes at the current client; None without Redis."""
    schema_name, quarter = current_schema(), _quarter_began(now)
    try:
        active = event_stream.people_since(schema_name, max((now - ACTIVE).timestamp(), quarter))
        if active < company.fewest:
            return Live(now, company.fewest)
        rows = event_stream.blocks(schema_name, people=company.fewest, since=quarter)
    except RedisError:
        return None
    since = (now - WINDOW).timestamp()
    # Those of a time when fewer people were enough are told no more.
    blocks = [_block(row) for row in rows if row["from"] >= since and row["people"] >= company.fewest]
    return _told(Live(now, company.fewest, active=active - active % STEP), blocks)


def _told(told: Live, blocks: Sequence[Block]) -> Live:
    if not blocks:
        return told
    took = [one for block in blocks for one in block.milliseconds]
    judged = sum(block.judged for block in blocks)
    minutes = max((told.at.timestamp() - blocks[0].starts_at) / 60, 1)
    p95 = times.quantile(times.counted(took), P95) if len(took) >= FEWEST_TIMES else None
    return Live(
        told.at,
        told.fewest,
        active=told.active,
        a_minute=round(sum(block.count for block in blocks) / minutes, 1),
        average_seconds=round(sum(took) / len(took) / 1000, 1) if took else None,
        p95_seconds=None if p95 is None else round(p95 / 1000, 1),
        answered=_rounded(100 * sum(block.answered for block in blocks) / judged, _SHARE_STEP) if judged else None,
        pace=_line([block.a_minute for block in blocks]),
        speed=_line([sum(block.milliseconds) / len(block.milliseconds) for block in blocks if block.milliseconds]),
        success=_line([block.answered / block.judged for block in blocks if block.judged]),
    )


def _line(values: Sequence[float]) -> str:
    if len(values) < 2:
        return ""
    most, step = max(values) or 1, 100 / (len(values) - 1)
    return " ".join(f"{place * step:.1f},{22 - 20 * value / most:.1f}" for place, value in enumerate(values))


def _block(row: dict) -> Block:
    return Block(
        starts_at=row["from"],
        ends_at=row["to"],
        count=int(row["count"]),
        answered=int(row["answered"]),
        judged=int(row["judged"]),
        milliseconds=tuple(map(int, row.get("times") or ())),
    )


def _quarter_began(now: datetime) -> float:
    return timezone.make_aware(datetime.combine(quarter_of(now), time())).timestamp()


def _rounded(number: float, step: int) -> int:
    return round(number / step) * step
