"""What search found for a question is kept a while, and equal questions at the same time are computed once.

What is kept is where the passages stand, never their text: they are read from the database each time, so a
passage that is gone, or no longer for the asker, cannot come out of here. What it was found by are words of the
question, whose owner may erase it: it is sealed with the question. A Redis that is down means no cache.
"""

import json
from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

import structlog
from django.conf import settings
from redis.exceptions import LockError, RedisError
from redis.lock import Lock

from tenants.keys import client_key
from tenants.redis import redis
from tenants.sealed import seal, sealed_name, unseal

# Longer than a search takes with all engines well; a leader that is slower, or dead, is waited for no longer.
LEADER_SECONDS = 3.0
LOOK_SECONDS = 0.01
Computed = TypeVar("Computed")
log = structlog.get_logger(__name__)


def find_once(
    asked: object,
    compute: Callable[[], Computed],
    *,
    to_text: Callable[[Computed], str | None],
    from_text: Callable[[str], Computed],
) -> Computed:
    """Return what was computed for the same `asked` before, is being computed just now, or is computed here.

    `asked` is all that decides, as JSON can write it; the client is added. `to_text` returns None for what
    must not be kept: then those who waited for it compute for themselves, all at once.
    """
    if not settings.SEARCH_CACHE_SECONDS:
        return compute()
    entry = _Entry(json.dumps(asked, default=str))
    known = entry.read()
    if known is None and not entry.lead():
        known = entry.wait()
    if known is not None:
        return from_text(known)
    try:
        computed = compute()
        text = to_text(computed)
        if text is not None:
            entry.write(text)
    finally:
        entry.let_go()
    return computed


class _Entry:
    """One value in Redis and the lock beside it. After the first trouble with Redis it asks no more."""

    def __init__(self, asked: str) -> None:
        self._asked = asked
        self._key = client_key("search", sealed_name(asked))
        self._lock = Lock(redis(), f"{self._key}:leader", timeout=LEADER_SECONDS, thread_local=False)
        self._leads = False
        self._is_down = False

    def read(self) -> str | None:
        sealed = self._try(lambda: redis().get(self._key))
        return None if sealed is None else unseal(self._asked, sealed).decode()

    def write(self, text: str) -> None:
        sealed = seal(self._asked, text.encode()).decode()
        self._try(lambda: redis().set(self._key, sealed, ex=settings.SEARCH_CACHE_SECONDS))

    def lead(self) -> bool:
        """Whether this one computes; also if nobody can tell."""
        answer = self._try(lambda: self._lock.acquire(blocking=False))
        self._leads = answer is True
        return answer is not False

    def wait(self) -> str | None:
        """Return what the leader has written; None if it left nothing, or takes too long."""
        deadline = monotonic() + LEADER_SECONDS
        while monotonic() < deadline and not self._is_down:
            # The lock first: a leader writes before it lets go.
            is_led = self._try(self._lock.locked)
            text = self.read()
            if text is not None or not is_led:
                return text
            sleep(LOOK_SECONDS)
        return None

    def let_go(self) -> None:
        if self._leads:
            self._try(self._lock.release)

    def _try(self, act: Callable[[], object]) -> object:
        if self._is_down:
            return None
        try:
            return act()
        except LockError:
            # The lock was outlived by the work; whoever has it now keeps it.
            return None
        except RedisError as error:
            self._is_down = True
            log.warning("search_not_cached", error=type(error).__name__)
            return None
