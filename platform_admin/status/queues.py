"""How much waits in a queue of Celery's, and for how long: each message is sent with the time it was queued."""

import json
from dataclasses import dataclass
from time import time

from celery.signals import before_task_publish

from tenants.broker import lists_of
from tenants.redis import redis

QUEUED_AT = "queued_at"  # seconds since 1970, in the message's headers


@dataclass(frozen=True)
class Waiting:
    messages: int
    oldest_seconds: float


def waiting_in(queue: str, *, now: float) -> Waiting:
    """Return what waits; `now` in seconds since 1970. Raises RedisError."""
    # Kombu pushes on the left and takes from the right.
    with redis().pipeline(transaction=False) as pipe:
        for name in lists_of(queue):
            pipe.llen(name)
            pipe.lindex(name, -1)
        told = pipe.execute()
    return Waiting(sum(told[::2]), max(_age(oldest, now) if oldest else 0.0 for oldest in told[1::2]))


def _age(message: str, now: float) -> float:
    try:
        queued_at = float(json.loads(message)["headers"][QUEUED_AT])
    except (ValueError, KeyError, TypeError):
        return 0.0  # sent by a version that did not say
    return max(0.0, round(now - queued_at, 1))


def connect() -> None:
    before_task_publish.connect(_say_when, dispatch_uid="say_when_queued")


def _say_when(headers: dict | None = None, **_: object) -> None:
    if headers is not None:
        headers[QUEUED_AT] = time()
