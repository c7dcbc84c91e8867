"""Leaves a model alone that has just failed several times in a row, so that nobody waits for it in vain.

After some failures the circuit is open: for a while nobody asks the model, and answers are quoted instead. Then one
answer tries it, and closes the circuit or opens it again; one that tells neither (it was stopped, or its request was
refused) leaves the try to the next. All processes and clients share it, as they share the vendor; nothing of anybody's
question is in it. Without Redis there is no circuit, and the model is asked.
"""

from uuid import uuid4

import structlog
from redis.exceptions import RedisError

from tenants.keys import platform_key
from tenants.redis import delete_if_equal, redis

FAILURES = 5  # in a row
FORGET_SECONDS = 60  # failures further apart are not in a row
OPEN_SECONDS = 30
log = structlog.get_logger(__name__)


class Circuit:
    """The circuit of a model as one answer meets it: ask first, then say what came of it."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._failures = platform_key("circuit", model, "failures")
        self._open = platform_key("circuit", model, "open")
        self._mark = uuid4().hex  # of this answer, where it is the one that tries

    def lets_through(self) -> bool:
        """Whether the model may be asked; once the time is over, one asker at a time tries it."""
        try:
            if int(redis().get(self._failures) or 0) < FAILURES:
                return True
            # Whoever sets the mark anew is the one that tries.
            return bool(redis().set(self._open, self._mark, nx=True, ex=OPEN_SECONDS))
        except RedisError:
            return True

    def tell(self, *, has_replied: bool, is_outage: bool = False) -> None:
        """Say what came of it: a reply, an outage, or neither."""
        if has_replied:
            self.succeeded()
        elif is_outage:
            self.failed()
        else:
            self.told_nothing()

    def is_open(self) -> bool:
        """Whether it is left alone just now; raises RedisError where nobody can tell."""
        return int(redis().get(self._failures) or 0) >= FAILURES

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
                    redis().set(self._open, "failed", ex=OPEN_SECONDS)
                    log.warning("circuit_open", model=self._model, failures=failures)
        except RedisError:
            log.warning("circuit_not_told", model=self._model)

    def told_nothing(self) -> None:
        """Leave the circuit as it is; if this answer was the one to try the model, the next one may."""
        try:
            delete_if_equal(self._open, self._mark)
        except RedisError:
            log.warning("circuit_not_told", model=self._model)
