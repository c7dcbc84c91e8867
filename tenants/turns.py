"""Which answers of this process use the processor and the database just now. Most of an answer's time is waiting.

Those who wait for their first words go before what is still to be done of an answer whose words are there, but not for
ever: each has a time by which it is wanted, and the earliest goes first. Clients take turns whatever the time: who asks
alone at one waits for one answer of each other, not for the hundred that another's people asked before.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from heapq import heappop, heappush
from itertools import count
from time import monotonic

from django.db import connection

# One core is busy with two or three; the others wait for the database. With 16 a burst of a hundred took longer.
AT_ONCE = 8
BEHIND_SECONDS = 2.0  # what comes behind the words is wanted so much later than what brings them


class Turns:
    """So many at once; of the others one of each client, in the order in which its answers are wanted."""

    def __init__(self, most: int) -> None:
        self.free = most
        # By client, the one whose turn it is first.
        self._waiting: dict[str, list[tuple[float, int, threading.Lock]]] = {}
        self._order = count()
        self._lock = threading.Lock()
        self._mine = threading.local()

    @property
    def waiting(self) -> int:
        """How many wait for a turn."""
        with self._lock:
            return sum(map(len, self._waiting.values()))

    @contextmanager
    def at_work(self, client: str = "") -> Iterator[None]:
        """Wait for a turn of the client's, and have it. What is already this thread's is enough."""
        if self._is_mine:
            yield
            return
        self._mine.client = client
        self._begin(monotonic())
        try:
            yield
        finally:
            self._end()

    @contextmanager
    def standing_back(self, has_words: Callable[[], bool] = lambda: False) -> Iterator[None]:
        """Leave this thread's turn to others while it waits for a vendor, and wait for one again at the end: as early
        as before, or behind those without words if this one has words by then. Without a turn nothing happens.
        """
        if not self._is_mine:
            yield
            return
        wanted_at = self._mine.wanted_at
        self._end()
        try:
            yield
        finally:
            self._begin(monotonic() + BEHIND_SECONDS if has_words() else wanted_at)

    @property
    def _is_mine(self) -> bool:
        return getattr(self._mine, "wanted_at", None) is not None

    def _begin(self, wanted_at: float) -> None:
        turn = self._turn(wanted_at)
        if turn is not None:
            # Sixty that wait are not to hold sixty lines.
            let_go_of_database()
            turn.acquire()
        self._mine.wanted_at = wanted_at

    def _turn(self, wanted_at: float) -> "threading.Lock | None":
        """Return what to wait for; None if there is nothing to wait for."""
        with self._lock:
            if self.free:
                self.free -= 1
                return None
            turn = threading.Lock()
            turn.acquire()
            heappush(self._waiting.setdefault(self._mine.client, []), (wanted_at, next(self._order), turn))
            return turn

    def _end(self) -> None:
        self._mine.wanted_at = None
        with self._lock:
            if self._waiting:
                self._next().release()
            else:
                self.free += 1

    def _next(self) -> threading.Lock:
        """Return what the next waits for; its client is behind all others then."""
        client = next(iter(self._waiting))
        of_client = self._waiting.pop(client)
        turn = heappop(of_client)[2]
        if of_client:
            self._waiting[client] = of_client
        return turn


def let_go_of_database() -> None:
    """Give this thread's connection back before a long wait: a hundred waiting answers must not hold a hundred.

    The next query takes one again. Inside a transaction, which is the caller's, nothing happens.
    """
    if not connection.in_atomic_block:
        connection.pass_on()


answers = Turns(AT_ONCE)
