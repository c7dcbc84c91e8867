"""Waits for the beginning of a reply, and lets go of it when told.

A blocking client tells nobody its socket until the headers have come, so nothing could wake who waits for them. The
request is therefore made by a thread of its own. One that nobody waits for any more ends by its timeout, and closes
what it still gets.
"""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from queue import SimpleQueue
from typing import Generic, TypeVar

Reply = TypeVar("Reply")


class Opening(Generic[Reply]):
    """One request under way. `leave()` may come from any thread, before the reply or after it."""

    def __init__(self, ask: Callable[[ExitStack], Reply]) -> None:
        """Begin to ask; what `ask` opens it enters into the stack."""
        self._ask = ask
        self._resources = ExitStack()
        self._is_left = False
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
        with self._lock:
            self._is_left = True
        self._told.put((None, None))

    def _run(self) -> None:
        try:
            reply = self._ask(self._resources)
        except Exception as error:
            self._told.put((None, error))
            return
        with self._lock:
            if not self._is_left:
                self._told.put((reply, None))
                return
        self._resources.close()
