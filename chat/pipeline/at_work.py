"""Which answers use the processor and the database just now. Most of an answer's time is spent waiting for its model.

Those who wait for their first words go before what is still to be done of an answer whose words are there, but not for
ever: everything has a time by which it is wanted, and the earliest goes first.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from heapq import heappop, heappush
from itertools import count
from time import monotonic

AT_ONCE = 8
BEHIND_SECONDS = 2.0  # what comes behind the words is wanted so much later than what brings them


class AtWork:
    """So many at once; the others in the order in which they are wanted."""

    def __init__(self, most: int) -> None:
        self._free = most
        self._waiting: list[tuple[float, int, threading.Lock]] = []
        self._order = count()
        self._lock = threading.Lock()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Wait for a turn, and have it."""
        self._begin(monotonic())
        try:
            yield
        finally:
            self._end()

    @contextmanager
    def standing_back(self, *, has_words: Callable[[], bool]) -> Iterator[None]:
        """Leave the turn to others; at the end wait for one again, later than they if there are words by then."""
        self._end()
        try:
            yield
        finally:
            self._begin(monotonic() + (BEHIND_SECONDS if has_words() else 0))

    def _begin(self, wanted_at: float) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            turn = threading.Lock()
            turn.acquire()
            heappush(self._waiting, (wanted_at, next(self._order), turn))
        turn.acquire()

    def _end(self) -> None:
        with self._lock:
            if self._waiting:
                heappop(self._waiting)[2].release()
            else:
                self._free += 1


answers_at_work = AtWork(AT_ONCE)
