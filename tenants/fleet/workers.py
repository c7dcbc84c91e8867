"""Many schemas brought up to date by several processes, which each work out what is to be done once.

The processes are forked from one that has Django and the migrations loaded. Each has a line to the one that leads:
it is told one schema, and tells what became of it. One that dies takes nothing along but its schema's turn, which is
told as left behind; another process takes its place.
"""

import signal
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from django.db import connection

from tenants.fleet.bring import Outcome

KILLED = "The process that worked on it was killed. Run `fleet migrate` again."
_STOPPED_LOOKS_SECONDS = 0.5
_fork = get_context("fork")
Work = Callable[[str], Outcome]


class Stop:
    """Set by Ctrl-C or SIGTERM: what is begun is finished, nothing else is begun."""

    def __init__(self) -> None:
        self.is_asked = False

    @contextmanager
    def on_signals(self) -> Iterator["Stop"]:
        """Listen until the end; a second Ctrl-C ends the program as ever."""
        before = {number: signal.signal(number, self._ask) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield self
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _ask(self, number: int, _: object) -> None:
        self.is_asked = True
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)


def each(schema_names: Collection[str], work: Work, *, processes: int, stop: Stop) -> Iterator[Outcome]:
    """Yield what became of each schema, as they are done; those not begun when a stop is asked are not among them."""
    # A transaction of the caller's holds what no other process could see.
    if processes <= 1 or len(schema_names) <= 1 or connection.in_atomic_block:
        for name in schema_names:
            if stop.is_asked:
                return
            yield work(name)
        return
    yield from _Crew(list(reversed(schema_names)), work, stop).outcomes(min(processes, len(schema_names)))


class _Crew:
    def __init__(self, waiting: list[str], work: Work, stop: Stop) -> None:
        self._waiting, self._work, self._stop = waiting, work, stop
        self._at: dict[Connection, tuple[BaseProcess, str]] = {}

    def outcomes(self, count: int) -> Iterator[Outcome]:
        try:
            for _ in range(count):
                self._begin_process()
            while self._at:
                for line in wait(list(self._at), timeout=_STOPPED_LOOKS_SECONDS):
                    yield self._hear(line)
        finally:
            for line, (process, _) in self._at.items():
                line.close()
                process.join()

    def _hear(self, line: Connection) -> Outcome:
        process, name = self._at.pop(line)
        try:
            outcome = line.recv()
        except EOFError:
            process.join()
            line.close()
            self._begin_process()
            return Outcome(name, failure=KILLED)
        if not self._send_next(line, process):
            line.close()
            process.join()
        return outcome

    def _begin_process(self) -> None:
        if self._waiting and not self._stop.is_asked:
            # A line to the database cannot be shared with a child.
            connection.close()
            ours, its = _fork.Pipe()
            others = [ours, *self._at]
            process = _fork.Process(target=_serve, args=(its, others, self._work), daemon=True)
            process.start()
            its.close()
            self._send_next(ours, process)

    def _send_next(self, line: Connection, process: BaseProcess) -> bool:
        if not self._waiting or self._stop.is_asked:
            return False
        name = self._waiting.pop()
        self._at[line] = process, name
        # Killed while it waited: nobody has begun on this one, and what is heard next is the end of the line.
        with suppress(BrokenPipeError):
            line.send(name)
        return True


def _serve(line: Connection, others: Collection[Connection], work: Work) -> None:
    """What a child does until its line ends."""
    # The one that leads hears of Ctrl-C as well, and says when to end.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    # As long as a child holds the leader's ends, nobody hears of the leader's death.
    for other in others:
        other.close()
    with suppress(EOFError, BrokenPipeError):
        for name in iter(line.recv, None):
            line.send(work(name))
    connection.close()
