"""Whether a client's run goes on: told to whoever waits for it, stopped by them, taken up by the next if it broke off.

Never how far it is: how many questions are new is how many were asked since the last run, of however few people.
What a run has found is in the tables, so nothing is lost with what is kept here; a run without it goes on unseen.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import structlog
from redis.exceptions import RedisError

from tenants.keys import client_key
from tenants.redis import redis

LOST_AFTER = timedelta(minutes=10)
KEPT_SECONDS = 90 * 24 * 3600
log = structlog.get_logger(__name__)


class State(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    CANCELLED = "cancelled"
    DONE = "done"
    FAILED = "failed"


OPEN = (State.WAITING, State.RUNNING)


@dataclass(frozen=True)
class Run:
    state: State
    told_at: datetime  # the last sign of life
    why: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


def last_run(now: datetime) -> Run | None:
    """Return the newest run; one without a sign of life for long has broken off."""
    try:
        kept = redis().hgetall(_key())
    except RedisError:
        log.warning("insights_run_unknown")
        return None
    if not kept:
        return None
    told_at = datetime.fromisoformat(kept["told_at"])
    run = Run(State(kept["state"]), told_at, kept["why"])
    if run.is_open and told_at < now - LOST_AFTER:
        return Run(State.FAILED, told_at, "It broke off. Start it again: it goes on where it was.")
    return run


def begin(now: datetime) -> bool:
    """Note that a run is wanted; False if one is open."""
    run = last_run(now)
    if run is not None and run.is_open:
        return False
    tell(State.WAITING, now=now)
    return True


def cancel(now: datetime) -> bool:
    run = last_run(now)
    if run is None or not run.is_open:
        return False
    tell(State.CANCELLED, now=now)
    return True


def is_cancelled(now: datetime) -> bool:
    run = last_run(now)
    return run is not None and run.state == State.CANCELLED


def tell(state: State, *, now: datetime, why: str = "") -> None:
    told = {"state": state, "told_at": now.isoformat(), "why": why}
    try:
        with redis().pipeline() as pipe:
            pipe.delete(_key())
            pipe.hset(_key(), mapping=told)
            pipe.expire(_key(), KEPT_SECONDS)
            pipe.execute()
    except RedisError:
        log.warning("insights_run_not_told", state=state)


def _key() -> str:
    return client_key("insights", "run")
