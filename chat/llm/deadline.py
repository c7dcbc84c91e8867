"""Ends a blocked read: when its deadline has passed, or when another thread says stop.

An HTTP client's read timeout starts anew with every byte, so a server that sends comments can hold a worker
for ever, and nothing wakes a thread that waits for the next byte. Here one thread looks at all open streams a
few times a second and shuts down the socket of each that is over its time; the reader wakes with an error.
The thread lives only while there are streams.
"""

import socket
import threading
from contextlib import suppress
from time import monotonic

LOOK_EVERY_SECONDS = 0.1


class WatchedSocket:
    """A socket of a running stream. The owner moves `deadline`; `cut()` may come from any thread."""

    def __init__(self, connection: socket.socket, *, deadline: float) -> None:
        self.deadline = deadline
        self.is_cut = False
        self._connection = connection

    def cut(self) -> None:
        with _lock:
            # Not after release(): the connection may already carry another stream.
            if self in _watched and not self.is_cut:
                self.is_cut = True
                # socket.socket's own method also for TLS: SSLSocket's drops its state under the reader.
                with suppress(OSError):
                    socket.socket.shutdown(self._connection, socket.SHUT_RDWR)

    def release(self) -> None:
        with _lock:
            _watched.discard(self)


_lock = threading.Lock()
_watched: set[WatchedSocket] = set()
_thread: threading.Thread | None = None


def watch(connection: socket.socket, *, deadline: float) -> WatchedSocket:
    global _thread
    watched = WatchedSocket(connection, deadline=deadline)
    with _lock:
        _watched.add(watched)
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_keep_looking, name="stream-deadlines", daemon=True)
            _thread.start()
    return watched


def _keep_looking() -> None:
    global _thread
    pause = threading.Event()
    while True:
        pause.wait(LOOK_EVERY_SECONDS)
        with _lock:
            if not _watched:
                _thread = None
                return
            now = monotonic()
            late = [watched for watched in _watched if now > watched.deadline]
        for watched in late:
            watched.cut()
