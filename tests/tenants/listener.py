"""A browser's EventSource, over the real ASGI application."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from config.asgi import application
from tenants.relay import relay


@dataclass
class Listener:
    """A browser's EventSource: sends one request and takes in what comes."""

    ticket: str
    host: str = "acme.localhost:8000"
    last_event_id: str = ""
    status: int = 0
    body: str = ""
    is_closed: bool = False
    _gone: asyncio.Event = field(default_factory=asyncio.Event)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _takes: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._takes.set()

    async def listen(self, app: Callable[..., Awaitable[None]] = application) -> "Listener":
        headers = [(b"host", self.host.encode())]
        if self.last_event_id:
            headers.append((b"last-event-id", self.last_event_id.encode()))
        scope = {
            "type": "http",
            "method": "GET",
            "path": "/live/",
            "query_string": urlencode({"ticket": self.ticket}).encode(),
            "headers": headers,
        }
        await app(scope, self._receive, self._send)
        self.is_closed = True
        return self

    async def _receive(self) -> dict:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict) -> None:
        await self._takes.wait()
        self.status = message.get("status", self.status)
        self.body += message.get("body", b"").decode()
        self._news.set()

    def leave(self) -> None:
        self._gone.set()

    def hold(self) -> None:
        """Take nothing more until told to go on."""
        self._takes.clear()

    def go_on(self) -> None:
        self._takes.set()

    async def until(self, text: str) -> None:
        while text not in self.body:
            self._news.clear()
            await asyncio.wait_for(self._news.wait(), timeout=5)

    @property
    def events(self) -> list[tuple[str, dict]]:
        found = []
        for block in self.body.split("\n\n"):
            lines = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and line[0] != ":")
            if "event" in lines:
                found.append((lines["event"], json.loads(lines["data"])))
        return found

    @property
    def ids(self) -> list[str]:
        return [line.removeprefix("id: ") for line in self.body.splitlines() if line.startswith("id: ")]


def run(play: Awaitable[None]) -> None:
    """Play on an event loop of its own. The process's relay belongs to one loop, so it begins anew with each."""
    relay.__init__()

    async def to_the_end() -> None:
        try:
            await asyncio.wait_for(play, timeout=15)
        finally:
            await relay.close()

    asyncio.run(to_the_end())


def listen(listener: Listener, *meanwhile: Awaitable[None]) -> Listener:
    async def together() -> None:
        await asyncio.gather(listener.listen(), *meanwhile)

    run(together())
    return listener
