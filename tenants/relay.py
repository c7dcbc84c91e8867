"""The live relay: copies a Redis stream to Server-Sent Events. No Django middleware, no ORM, no client.

A ticket (tenants/live.py) is all the right there is. `Last-Event-ID` resumes; without it the stream is
replayed from its start. One shared reader per process waits on all open topics with a single XREAD, so
ten thousand waiting browsers hold one Redis connection, not ten thousand.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from urllib.parse import parse_qs

import structlog
from django.conf import settings
from django.core.signing import BadSignature
from redis.asyncio import Redis
from redis.exceptions import RedisError

from tenants.hosts import normalise_host
from tenants.live import Ticket, read_ticket

Scope = MutableMapping[str, object]
Receive = Callable[[], Awaitable[MutableMapping[str, object]]]
Send = Callable[[MutableMapping[str, object]], Awaitable[None]]

HEARTBEAT_SECONDS = 15
REVOCATION_SECONDS = 4
BATCH = 200
STREAM_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"private, no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
log = structlog.get_logger(__name__)


class Relay:
    def __init__(self) -> None:
        self._redis: Redis | None = None
        self._open_per_topic: dict[str, set[asyncio.Event]] = {}
        self._seen: dict[str, str] = {}
        self._watcher: asyncio.Task | None = None

    async def lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                if self._watcher:
                    self._watcher.cancel()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ticket = _ticket_of(scope)
        if ticket is None:
            await _refuse(send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
        await send({"type": "http.response.body", "body": b"retry: 1500\n\n", "more_body": True})
        gone = asyncio.ensure_future(_wait_for_disconnect(receive))
        copying = asyncio.ensure_future(self._copy(ticket, _last_event_id(scope), send))
        await asyncio.wait({gone, copying}, return_when=asyncio.FIRST_COMPLETED)
        for task in (gone, copying):
            task.cancel()
        await asyncio.gather(gone, copying, return_exceptions=True)

    async def _copy(self, ticket: Ticket, last_id: str, send: Send) -> None:
        """Send events until a `done` event, a revocation, or Redis failing."""
        wake = asyncio.Event()
        self._watch(ticket.stream_key, wake)
        quiet_seconds = 0.0
        try:
            while True:
                wake.clear()
                chunk, last_id, is_over = await self._read(ticket.stream_key, last_id)
                # From here on the watcher tells; what comes before its next round is later than this id.
                self._seen.setdefault(ticket.stream_key, last_id if last_id != "0" else "0-0")
                if chunk:
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
                    quiet_seconds = 0.0
                if is_over or await self._client().exists(ticket.revocation_key):
                    break
                if not await _wait(wake, REVOCATION_SECONDS):
                    quiet_seconds += REVOCATION_SECONDS
                if quiet_seconds >= HEARTBEAT_SECONDS:
                    await send({"type": "http.response.body", "body": b": waiting\n\n", "more_body": True})
                    quiet_seconds = 0.0
        except RedisError:
            # The browser reconnects with its Last-Event-ID, or falls back to asking for what is stored.
            log.warning("live_stream_interrupted")
        finally:
            self._unwatch(ticket.stream_key, wake)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _read(self, key: str, last_id: str) -> tuple[bytes, str, bool]:
        entries = await self._client().xrange(key, min=f"({last_id}" if last_id != "0" else "-", count=BATCH)
        lines, is_over = [], False
        for entry_id, fields in entries:
            lines.append(f"id: {entry_id}\nevent: {fields['event']}\ndata: {fields['data']}\n\n")
            last_id, is_over = entry_id, fields["event"] == "done"
        return "".join(lines).encode(), last_id, is_over

    def _client(self) -> Redis:
        if self._redis is None:
            self._redis = Redis.from_url(settings.REDIS_URL, decode_responses=True, max_connections=64)
        return self._redis

    def _watch(self, key: str, wake: asyncio.Event) -> None:
        self._open_per_topic.setdefault(key, set()).add(wake)
        if self._watcher is None or self._watcher.done():
            self._watcher = asyncio.ensure_future(self._watch_topics())

    def _unwatch(self, key: str, wake: asyncio.Event) -> None:
        waiting = self._open_per_topic.get(key, set())
        waiting.discard(wake)
        if not waiting:
            self._open_per_topic.pop(key, None)
            self._seen.pop(key, None)

    async def _watch_topics(self) -> None:
        """Wake the readers of every topic that has something new."""
        while self._open_per_topic:
            if not self._seen:
                await asyncio.sleep(0.01)
                continue
            try:
                # A short block, so that topics opened meanwhile join the next round.
                found = await self._client().xread(dict(self._seen), block=100, count=BATCH)
            except RedisError:
                await asyncio.sleep(1)
                continue
            for key, entries in found or []:
                if key in self._open_per_topic:
                    self._seen[key] = entries[-1][0]
                for wake in self._open_per_topic.get(key, ()):
                    wake.set()


relay = Relay()


def _ticket_of(scope: Scope) -> Ticket | None:
    query = parse_qs(bytes(scope["query_string"]).decode("latin-1"))
    try:
        ticket = read_ticket(query.get("ticket", [""])[0])
    except (BadSignature, KeyError):
        return None
    host = normalise_host(_header(scope, b"host"))
    return ticket if host == ticket.host else None


def _last_event_id(scope: Scope) -> str:
    wanted = _header(scope, b"last-event-id")
    milliseconds, _, sequence = wanted.partition("-")
    return wanted if milliseconds.isdigit() and sequence.isdigit() else "0"


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"private, no-store")]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    await send({"type": "http.response.body", "body": b"Not found\n"})


async def _wait_for_disconnect(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _wait(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), timeout=seconds)
    except TimeoutError:
        return False
    return True
