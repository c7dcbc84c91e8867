"""Lines to the database that one thread of a process has let go of and the next one takes."""

import os
import select
from collections import deque
from dataclasses import dataclass
from time import monotonic

from psycopg import Connection, Error
from psycopg.pq import TransactionStatus

MOST_KEPT = 8  # each is a process of the database: fewer than there may be waiting threads
KEEP_SECONDS = 60


@dataclass(frozen=True)
class _Kept:
    place: str
    line: Connection
    at: float


class KeptLines:
    def __init__(self) -> None:
        self._kept: deque[_Kept] = deque()  # appended and popped whole: no lock is needed

    def keep(self, place: str, line: Connection) -> None:
        """Keep an idle line for whoever comes next; close one that is not, or that is too many, and those that nobody
        has wanted for a minute: of few that come and go the last is taken again and again, and the first never.
        """
        if len(self._kept) < MOST_KEPT and _is_cleared(line):
            self._kept.append(_Kept(place, line, monotonic()))
        else:
            line.close()
        self._close_unwanted()

    def take(self, place: str) -> Connection | None:
        """Return the line that was let go of last, if it leads there and the database has not ended it meanwhile."""
        while True:
            try:
                kept = self._kept.pop()
            except IndexError:
                return None
            if kept.place == place and monotonic() - kept.at < KEEP_SECONDS and _is_quiet(kept.line):
                return kept.line
            kept.line.close()

    def _close_unwanted(self) -> None:
        while True:
            try:
                first = self._kept.popleft()
            except IndexError:
                return
            if monotonic() - first.at < KEEP_SECONDS:
                self._kept.appendleft(first)
                return
            first.line.close()

    def close(self) -> None:
        while self._kept:
            self._kept.pop().line.close()

    def forget(self) -> None:
        """In a forked process: they are the parent's."""
        self._kept.clear()


def _is_cleared(line: Connection) -> bool:
    """Clear an idle line of what a session leaves behind: settings, locks, cursors, statements. False for others."""
    if line.closed or line.info.transaction_status != TransactionStatus.IDLE or not line.autocommit:
        return False
    try:
        line.execute("DISCARD ALL")
    except Error:
        return False
    return True


def _is_quiet(line: Connection) -> bool:
    """Whether nothing has come on an idle line: what comes unasked is its end."""
    if line.closed:
        return False
    # Not `select`, which takes no number above 1,023: a process that holds streams has more files open.
    waiting = select.poll()
    waiting.register(line.pgconn.socket, select.POLLIN)
    return not waiting.poll(0)


kept_lines = KeptLines()
os.register_at_fork(after_in_child=kept_lines.forget)
