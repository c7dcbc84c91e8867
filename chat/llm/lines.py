"""Connections to the vendor, each lent to one stream at a time and kept for the next.

A client with many connections tells nobody on which of them a request waits for its reply, so nothing could end that
wait. A line is a client with one connection, whose socket it notes as it connects. Only so many are lent at once.
"""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any

import httpx2
import openai

from knowledge.embeddings.openai_api import LIMITS, openai_client, ssl_context, timeout
from knowledge.patience import Trouble

MOST_LENT = 200
ONE = httpx2.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=LIMITS.keepalive_expiry)
# Steps of the client after which its connection has another socket; a proxy's have other first words.
CONNECTED = (".connect_tcp.complete", ".start_tls.complete")


class Line:
    def __init__(self, client: openai.OpenAI) -> None:
        self.is_cut = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        transport = httpx2.Client(
            limits=ONE,
            timeout=timeout(30),
            follow_redirects=False,
            verify=ssl_context(),
            event_hooks={"request": [self._listen]},
        )
        self.client = client.with_options(http_client=transport)

    def cut(self) -> None:
        """End whatever waits on it, now and in the future; from any thread, only while it is lent."""
        with self._lock:
            self.is_cut = True
            self._shut_down()

    def _listen(self, request: httpx2.Request) -> None:
        request.extensions["trace"] = self._note

    def _note(self, step: str, facts: dict[str, Any]) -> None:
        if not step.endswith(CONNECTED) or facts["return_value"] is None:
            return
        with self._lock:
            self._socket = facts["return_value"].get_extra_info("socket")
            if self.is_cut:
                self._shut_down()

    def _shut_down(self) -> None:
        # socket.socket's own method also for TLS: SSLSocket's drops its state under the reader.
        if self._socket is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


class Lines:
    """All lines with one client's address and key."""

    def __init__(self, client: openai.OpenAI) -> None:
        self._client = client
        self._free: list[Line] = []
        self._lent = 0
        self._lock = threading.Lock()

    @contextmanager
    def lent(self) -> Iterator[Line]:
        """Lend a line, the one used last if one is free. Raises Trouble if too many are waited on as it is."""
        line = self._take()
        try:
            yield line
        finally:
            self._give_back(line)

    def _take(self) -> Line:
        with self._lock:
            if self._lent >= MOST_LENT:
                raise Trouble("unreachable")
            self._lent += 1
            free = self._free.pop() if self._free else None
        return free or Line(self._client)

    def _give_back(self, line: Line) -> None:
        with self._lock:
            self._lent -= 1
            if not line.is_cut:
                self._free.append(line)
                return
        line.client.close()


def lines() -> Lines:
    return _lines_of(openai_client())


@lru_cache(maxsize=4)
def _lines_of(client: openai.OpenAI) -> Lines:
    return Lines(client)


# A forked worker must not share sockets with its parent.
os.register_at_fork(after_in_child=_lines_of.cache_clear)
