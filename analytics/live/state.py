"""How it goes right now, from what Redis has of the last minutes: about enough people, or not at all.

Answers are told of whole blocks alone, each of enough people: whatever two looks differ by is some of those. How they
ended is told of blocks with enough people, or none, on either side, as a share would else say how it went with the one
who was refused. All of it is coarse as well: blocks lie across the stretches that are released, and an exact number of
the ones would leave an exact one of few people in the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from redis.exceptions import RedisError

from analytics import times
from analytics.query.company import Company
from analytics.query.figures import P95, STEP
from tenants import event_stream
from tenants.context import current_schema
from tenants.events import beginning_of, quarter_of

ACTIVE = timedelta(minutes=5)
WINDOW = timedelta(minutes=30)
FEWEST_TIMES = 20  # of fewer answers the slowest twentieth is one of them
_SHARE_STEP = 5  # percent
_QUESTIONS_STEP = 6  # of half an hour: 0.2 a minute
_SECOND = 1000  # milliseconds


@dataclass(frozen=True)
class Live:
    """What is told of now. None is what too few people are behind."""

    at: datetime
    fewest: int
    active: int | None = None  # rounded down
    a_minute: float | None = None
    average_seconds: int | None = None
    p95_seconds: int | None = None
    answered: int | None = None  # percent


def live(company: Company, *, now: datetime) -> Live | None:
    """Return how it goes at the current client; None without Redis."""
    schema_name, quarter = current_schema(), _quarter_began(now)
    try:
        active = event_stream.people_since(schema_name, max((now - ACTIVE).timestamp(), quarter))
        if active < company.fewest:
            return Live(now, company.fewest)
        rows = event_stream.blocks(schema_name, people=company.fewest, since=quarter, longest=WINDOW.total_seconds())
    except RedisError:
        return None
    since = (now - WINDOW).timestamp()
    # Those of a time when fewer people were enough are told no more.
    blocks = [row for row in rows if row["from"] >= since and row["people"] >= company.fewest]
    ended = [row["ended"] for row in rows if "ended" in row and row["ended"]["from"] >= since]
    average, p95 = _seconds(_times(blocks, company.fewest))
    return Live(
        now,
        company.fewest,
        active=active - active % STEP,
        a_minute=_a_minute(sum(int(block["count"]) for block in blocks)) if blocks else None,
        average_seconds=average,
        p95_seconds=p95,
        answered=_share([one for one in ended if _is_enough(one, company.fewest)]),
    )


def _a_minute(questions: int) -> float:
    steps = (questions + _QUESTIONS_STEP // 2) // _QUESTIONS_STEP
    return steps * _QUESTIONS_STEP / (WINDOW.total_seconds() / 60)


def _times(blocks: Sequence[dict], fewest: int) -> list[int]:
    return [int(one) for block in blocks if block["timed"] >= fewest for one in block["times"]]


def _seconds(took: Sequence[int]) -> tuple[int | None, int | None]:
    """Return the average and what nineteen of twenty take at most, in whole seconds."""
    if not took:
        return None, None
    p95 = times.quantile(times.counted(took), P95) if len(took) >= FEWEST_TIMES else None
    average = max(round(sum(took) / len(took) / _SECOND), 1)
    return average, None if p95 is None else ceil(p95 / _SECOND)


def _is_enough(ended: dict, fewest: int) -> bool:
    return all(not ended[side] or ended[side] >= fewest for side in ("answered_people", "unanswered_people"))


def _share(ended: Sequence[dict]) -> int | None:
    """Return how many of a hundred were answered, of those that were answered, refused or failed."""
    answered = sum(one["answered"] for one in ended)
    judged = answered + sum(one["unanswered"] for one in ended)
    return _rounded(100 * answered / judged, _SHARE_STEP) if judged else None


def _quarter_began(now: datetime) -> float:
    return beginning_of(quarter_of(now)).timestamp()


def _rounded(number: float, step: int) -> int:
    return round(number / step) * step
