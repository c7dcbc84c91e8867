"""The live relay: copies a Redis stream to Server-Sent Events. No Django middleware, no ORM, no client.

A ticket (tenants/live.py) is all the right there is. `Last-Event-ID` resumes; without it the stream is
replayed from its start. Waiting costs nothing: what is published also comes by a channel, as it is sent to a
browser, and one connection per process listens to the channels of all open streams. The stream itself is read
when a browser comes, and when something may have been missed.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass, replace
from time import monotonic
from urllib.parse import parse_qs

import structlog
from django.conf import settings
from django.core.signing import BadSignature
from redis.asyncio import BlockingConnectionPool, Redis
from redis.exceptions import RedisError

from tenants.hosts import normalise_host
from tenants.live import TICKET_SECONDS, Ticket, read_ticket, sse_block
from tenants.switchboard import MOST_NEWS, Line, Switchboard, wait

Scope = MutableMapping[str, object]
Receive = Callable[[], Awaitable[MutableMapping[str, object]]]
Send = Callable[[MutableMapping[str, object]], Awaitable[None]]
EventId = tuple[int, int]

HEARTBEAT_SECONDS = 15  # also the longest that a lost message can stay unnoticed
MOST_STREAMS = 20_000
MOST_OF_HOLDER = 200  # far above a person's tabs, and enough for a program that asks for a whole company
CONNECTIONS = 32
LONGEST_ID = 32
NO_ID = (0, 0)
_EVENT_ID = re.compile(rb"\d+-\d+")
STREAM_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"private, no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class News:
    """What a stream holds beyond the last event sent."""

    blocks: bytes
    last_id: EventId
    is_done: bool = False
    is_void: bool = False  # no more may be shown to this holder
    has_more: bool = False


class Relay:
    def __init__(self) -> None:
        self.open_streams = 0
        self._of_holder: Counter[str] = Counter()
        self._redis: Redis | None = None
        self._switchboard: Switchboard | None = None

    async def lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self.close()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def close(self) -> None:
        if self._redis and self._switchboard:
            await self._switchboard.close()
            # It would leave the connections of a pool it was given.
            await self._redis.aclose(close_connection_pool=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ticket = _ticket_of(scope)
        if ticket is None:
            await _refuse(send, 404, b"Not found\n")
            return
        if self.open_streams >= MOST_STREAMS or self._of_holder[ticket.ended_key] >= MOST_OF_HOLDER:
            await _refuse(send, 503, b"Too many live pages\n")
            return
        self._connect()
        self.open_streams += 1
        self._of_holder[ticket.ended_key] += 1
        try:
            await self._serve(ticket, _last_event_id(scope), receive, send)
        finally:
            self.open_streams -= 1
            self._of_holder[ticket.ended_key] -= 1
            if not self._of_holder[ticket.ended_key]:
                del self._of_holder[ticket.ended_key]

    def _connect(self) -> None:
        if self._redis is None:
            # Blocking: a topic with many readers wakes them all at once, and they take turns.
            pool = BlockingConnectionPool.from_url(settings.REDIS_URL, max_connections=CONNECTIONS, timeout=10)
            self._redis = Redis(connection_pool=pool)
            # Of its own, without the pool's limit: it is kept for as long as the process lives.
            self._switchboard = Switchboard(Redis.from_url(settings.REDIS_URL))

    async def _serve(self, ticket: Ticket, last_id: EventId, receive: Receive, send: Send) -> None:
        gone = asyncio.ensure_future(wait_for_disconnect(receive))
        copying = asyncio.ensure_future(self._copy(ticket, last_id, send))
        try:
            await asyncio.wait({gone, copying}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (gone, copying):
                task.cancel()
            await asyncio.gather(gone, copying, return_exceptions=True)

    async def _copy(self, ticket: Ticket, last_id: EventId, send: Send) -> None:
        """Send events until a `done` event, the end of the holder or of serving the client, or Redis failing; for as
        long as a ticket holds at most: whoever still may see more comes again with a fresh one."""
        sending, ends_at = _Sending(send), monotonic() + TICKET_SECONDS
        try:
            async with self._switchboard.waiting(ticket) as line:
                while True:
                    line.bell.clear()
                    # Also where events never cease: that a ticket is void may have been told to nobody.
                    is_due = line.must_read or monotonic() - line.read_at > HEARTBEAT_SECONDS
                    news = await self._read(line, last_id) if is_due else _brought(line, last_id)
                    last_id = news.last_id
                    if news.is_void and not sending.has_begun:
                        # Not an empty stream: that a browser asks for again and again, a refused one it gives up.
                        await _refuse(send, 404, b"Not found\n")
                        return
                    await sending.say(news.blocks)
                    if news.is_done or news.is_void or monotonic() > ends_at:
                        break
                    if not news.has_more and not await wait(line.bell, HEARTBEAT_SECONDS):
                        await sending.say(b": waiting\n\n")
                        line.must_read = True
        except RedisError:
            # The browser reconnects with its Last-Event-ID, or falls back to asking for what is stored.
            log.warning("live_stream_interrupted")
        await sending.end()

    async def _read(self, line: Line, last_id: EventId) -> News:
        line.must_read, line.read_at = False, monotonic()
        line.news.clear()
        start = "({}-{}".format(*last_id) if last_id != NO_ID else "-"
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.xrange(line.ticket.stream_key, min=start, count=MOST_NEWS)
            pipe.exists(*line.ticket.void_keys)
            entries, is_void = await pipe.execute()
        if is_void:
            return News(b"", last_id, is_void=True)
        news = _joined((sse_block(*entry) for entry in entries), last_id)
        line.must_read = line.must_read or len(entries) == MOST_NEWS
        return replace(news, has_more=line.must_read)


class _Sending:
    """An event stream to a browser, begun with the first that is said."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.has_begun = False

    async def say(self, blocks: bytes) -> None:
        if not self.has_begun:
            self.has_begun = True
            await self._send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
            blocks = b"retry: 1500\n\n" + blocks
        if blocks:
            await self._send({"type": "http.response.body", "body": blocks, "more_body": True})

    async def end(self) -> None:
        await self.say(b"")
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})


def _brought(line: Line, last_id: EventId) -> News:
    blocks, line.news = line.news, []
    return _joined(blocks, last_id)


def _joined(blocks: Iterable[bytes], last_id: EventId) -> News:
    """Return what is newer than the last that was sent, up to a `done` event."""
    fresh = []
    for block in blocks:
        told_id, name, _ = block.split(b"\n", 2)
        event_id = _event_id(told_id.removeprefix(b"id: "))
        if event_id > last_id:
            last_id = event_id
            fresh.append(block)
            if name == b"event: done":
                return News(b"".join(fresh), last_id, is_done=True)
    return News(b"".join(fresh), last_id)


relay = Relay()


def _ticket_of(scope: Scope) -> Ticket | None:
    query = parse_qs(bytes(scope["query_string"]).decode("latin-1"))
    try:
        ticket = read_ticket(query.get("ticket", [""])[0])
    except (BadSignature, KeyError):
        return None
    host = normalise_host(_header(scope, b"host"))
    return ticket if host == ticket.host else None


def _last_event_id(scope: Scope) -> EventId:
    wanted = _header(scope, b"last-event-id").encode()
    return _event_id(wanted) if len(wanted) <= LONGEST_ID and _EVENT_ID.fullmatch(wanted) else NO_ID


def _event_id(written: bytes) -> EventId:
    milliseconds, _, sequence = written.partition(b"-")
    return int(milliseconds), int(sequence)


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


async def _refuse(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"private, no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def wait_for_disconnect(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
