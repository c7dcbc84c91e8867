"""Leaves a model alone that has just failed several times in a row, so that nobody waits for it in vain.

After some failures the circuit is open: for a while nobody asks the model, and answers are quoted instead. Then one
answer tries it, and closes the circuit or opens it again. All processes and clients share it, as they share the
vendor; nothing of anybody's question is in it. Without Redis there is no circuit, and the model is asked.
"""

import structlog
from redis.exceptions import RedisError

from tenants.keys import platform_key
from tenants.redis import redis

FAILURES = 5  # in a row
FORGET_SECONDS = 60  # failures further apart are not in a row
OPEN_SECONDS = 30
log = structlog.get_logger(__name__)


class Circuit:
    def __init__(self, model: str) -> None:
        self._model = model
        self._failures = platform_key("circuit", model, "failures")
        self._open = platform_key("circuit", model, "open")

    def lets_through(self) -> bool:
        """Whether the model may be asked; once the time is over, one asker at a time tries it."""
        try:
            if int(redis().get(self._failures) or 0) < FAILURES:
                return True
            # Whoever sets the mark anew is the one that tries.
            return bool(redis().set(self._open, 1, nx=True, ex=OPEN_SECONDS))
        except RedisError:
            return True

    def succeeded(self) -> None:
        try:
            redis().delete(self._failures, self._open)
        except RedisError:
            log.warning("circuit_not_told", model=self._model)

    def failed(self) -> None:
        try:
            with redis().pipeline() as pipe:
                pipe.incr(self._failures)
                pipe.expire(self._failures, FORGET_SECONDS)
                failures, _ = pipe.execute()
                if failures >= FAILURES:
                    redis().set(self._open, 1, ex=OPEN_SECONDS)
                    log.warning("circuit_open", model=self._model, failures=failures)
        except RedisError:
            log.warning("circuit_not_told", model=self._model)
