"""Waits for the beginning of a reply, and lets go of it when told.

A blocking client cannot be called back from its wait, so the request is made by a thread of its own. When nobody waits
for it any more, its line is cut: the thread ends at once, and the vendor hears that nobody listens. Only while a
connection is being made is there nothing to cut, some seconds at most.
"""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from queue import SimpleQueue
from typing import Generic, TypeVar

from chat.llm.lines import Line, Lines

Reply = TypeVar("Reply")


class Opening(Generic[Reply]):
    """One request under way. `leave()` may come from any thread, before the reply or after it."""

    def __init__(self, ask: Callable[[Line, ExitStack], Reply], lines: Lines) -> None:
        """Begin to ask on a free line; what `ask` opens it enters into the stack. Raises Trouble if none is free."""
        self._ask = ask
        self._resources = ExitStack()
        self._line = self._resources.enter_context(lines.lent())
        self._is_left = False
        self._is_over = False  # the line is given back, or about to be
        self._resources.callback(self._end)
        self._lock = threading.Lock()
        self._told: SimpleQueue[tuple[Reply | None, Exception | None]] = SimpleQueue()
        threading.Thread(target=self._run, name="model-opening", daemon=True).start()

    def wait(self) -> tuple[Reply, ExitStack] | None:
        """Return the reply with what has to be closed after it; None if it was left. Raises what asking raised."""
        reply, error = self._told.get()
        if error is not None:
            raise error
        return None if reply is None else (reply, self._resources)

    def leave(self) -> None:
        self._told.put((None, None))  # before the cut: who waits is to hear of this, not of what it broke
        with self._lock:
            self._is_left = True
            if not self._is_over:
                self._line.cut()

    def _run(self) -> None:
        try:
            reply = self._ask(self._line, self._resources)
        except Exception as error:
            self._resources.close()
            self._told.put((None, error))
            return
        with self._lock:
            if not self._is_left:
                self._told.put((reply, None))
                return
        self._resources.close()

    def _end(self) -> None:
        with self._lock:
            self._is_over = True
