"""The live relay: copies a Redis stream to Server-Sent Events. No Django middleware, no ORM, no client.

A ticket (tenants/live.py) is all the right there is. `Last-Event-ID` resumes; without it the stream is
replayed from its start. Waiting costs nothing: each publishing also rings a channel, one connection per
process listens to the channels of all open streams, and only who is rung reads.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs

import structlog
from django.conf import settings
from django.core.signing import BadSignature
from redis.asyncio import BlockingConnectionPool, Redis
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeout

from tenants.hosts import normalise_host
from tenants.keys import platform_key
from tenants.live import Ticket, read_ticket

Scope = MutableMapping[str, object]
Receive = Callable[[], Awaitable[MutableMapping[str, object]]]
Send = Callable[[MutableMapping[str, object]], Awaitable[None]]

HEARTBEAT_SECONDS = 15  # also the longest a lost ring can stay unnoticed
CONFIRM_SECONDS = 10  # far more than it takes; after a restart thousands come back at once
RECONNECT_SECONDS = 1
MOST_STREAMS = 20_000
MOST_OF_HOLDER = 200  # far above a person's tabs, and enough for a program that asks for a whole company
CONNECTIONS = 32
BATCH = 200
LONGEST_ID = 32
OWN_CHANNEL = platform_key("relay")  # keeps the listening connection open while nobody waits
STREAM_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"private, no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
log = structlog.get_logger(__name__)


class Switchboard:
    """Rings whoever waits on a channel. One Redis connection, whatever the number of channels."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._pubsub = redis.pubsub()
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._confirmed: dict[str, asyncio.Event] = {}
        self._changing = asyncio.Lock()
        self._hearing: asyncio.Task | None = None

    @asynccontextmanager
    async def waiting(self, *channels: str) -> AsyncIterator[asyncio.Event]:
        """Lend an event that is set when one of the channels rings; raises RedisError if they cannot be heard."""
        bell = asyncio.Event()
        try:
            await self._join(channels, bell)
            yield bell
        finally:
            await self._leave(channels, bell)

    async def close(self) -> None:
        if self._hearing:
            self._hearing.cancel()
            await asyncio.wait({self._hearing}, timeout=RECONNECT_SECONDS)
        await self._pubsub.aclose()
        await self._redis.aclose()

    async def _join(self, channels: Sequence[str], bell: asyncio.Event) -> None:
        for channel in channels:
            self._waiting.setdefault(channel, set()).add(bell)
        # Whole, also when this reader leaves meanwhile: the connection and its confirmations are everybody's, and
        # redis-py swallows a cancellation while it connects.
        await asyncio.shield(self._subscribe(channels))
        # What is published before Redis has confirmed rings nobody; who reads after it misses nothing.
        for channel in channels:
            if not await wait(self._confirmed[channel], CONFIRM_SECONDS):
                raise RedisTimeout("The channel was not confirmed.")

    async def _subscribe(self, channels: Sequence[str]) -> None:
        async with self._changing:
            if self._hearing is None or self._hearing.done():
                await self._pubsub.subscribe(OWN_CHANNEL)
                self._hearing = asyncio.ensure_future(self._hear())
            fresh = [channel for channel in channels if channel not in self._confirmed]
            self._confirmed.update({channel: asyncio.Event() for channel in fresh})
            if fresh:
                await self._pubsub.subscribe(*fresh)

    async def _leave(self, channels: Sequence[str], bell: asyncio.Event) -> None:
        for channel in channels:
            self._waiting.get(channel, set()).discard(bell)
        async with self._changing:
            empty = [channel for channel in channels if channel in self._waiting and not self._waiting[channel]]
            for channel in empty:
                del self._waiting[channel]
                self._confirmed.pop(channel, None)
            if empty:
                try:
                    await self._pubsub.unsubscribe(*empty)
                except RedisError:
                    log.warning("live_channels_not_left")

    async def _hear(self) -> None:
        while True:
            try:
                async for message in self._pubsub.listen():
                    # A confirmation rings too: after a lost connection everybody looks what they missed.
                    if message["type"] == "subscribe" and message["channel"] in self._confirmed:
                        self._confirmed[message["channel"]].set()
                    for bell in self._waiting.get(message["channel"], ()):
                        bell.set()
            except RedisError:
                log.warning("live_channels_lost")
                await asyncio.sleep(RECONNECT_SECONDS)


@dataclass(frozen=True)
class News:
    """What a stream holds beyond the last event sent."""

    lines: bytes
    last_id: str
    is_over: bool  # done, or the ticket is void
    has_more: bool


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
        if await self._has_ended(ticket):
            # Not an empty stream: that a browser asks for again and again, a refused one it gives up.
            await _refuse(send, 404, b"Not found\n")
            return
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
            pool = BlockingConnectionPool.from_url(
                settings.REDIS_URL, decode_responses=True, max_connections=CONNECTIONS, timeout=10
            )
            self._redis = Redis(connection_pool=pool)
            # Of its own, without the pool's limit: it is kept for as long as the process lives.
            self._switchboard = Switchboard(Redis.from_url(settings.REDIS_URL, decode_responses=True))

    async def _has_ended(self, ticket: Ticket) -> bool:
        try:
            return bool(await self._redis.exists(*ticket.void_keys))
        except RedisError:
            # Looked at again with every read; a stream without Redis shows nothing.
            return False

    async def _serve(self, ticket: Ticket, last_id: str, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
        await send({"type": "http.response.body", "body": b"retry: 1500\n\n", "more_body": True})
        gone = asyncio.ensure_future(wait_for_disconnect(receive))
        copying = asyncio.ensure_future(self._copy(ticket, last_id, send))
        await asyncio.wait({gone, copying}, return_when=asyncio.FIRST_COMPLETED)
        for task in (gone, copying):
            task.cancel()
        await asyncio.gather(gone, copying, return_exceptions=True)

    async def _copy(self, ticket: Ticket, last_id: str, send: Send) -> None:
        """Send events until a `done` event, the end of the holder or of serving the client, or Redis failing."""
        try:
            async with self._switchboard.waiting(ticket.stream_key, *ticket.void_keys) as bell:
                while True:
                    bell.clear()
                    news = await self._read(ticket, last_id)
                    last_id = news.last_id
                    if news.lines:
                        await send({"type": "http.response.body", "body": news.lines, "more_body": True})
                    if news.is_over:
                        break
                    if not news.has_more and not await wait(bell, HEARTBEAT_SECONDS):
                        await send({"type": "http.response.body", "body": b": waiting\n\n", "more_body": True})
        except RedisError:
            # The browser reconnects with its Last-Event-ID, or falls back to asking for what is stored.
            log.warning("live_stream_interrupted")
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _read(self, ticket: Ticket, last_id: str) -> News:
        start = f"({last_id}" if last_id != "0" else "-"
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.xrange(ticket.stream_key, min=start, count=BATCH)
            pipe.exists(*ticket.void_keys)
            entries, has_ended = await pipe.execute()
        if has_ended:
            return News(b"", last_id, is_over=True, has_more=False)
        lines, is_done = [], False
        for last_id, fields in entries:
            lines.append(f"id: {last_id}\nevent: {fields['event']}\ndata: {fields['data']}\n\n")
            if fields["event"] == "done":
                is_done = True
                break
        return News("".join(lines).encode(), last_id, is_done, has_more=len(entries) == BATCH)


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
    is_id = wanted.isascii() and milliseconds.isdigit() and sequence.isdigit() and len(wanted) <= LONGEST_ID
    return wanted if is_id else "0"


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


async def _refuse(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"private, no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def wait_for_disconnect(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def wait(event: asyncio.Event, seconds: float) -> bool:
    """Return whether the event came in time.

    Not by wait_for: Python 3.11's loses a cancellation that comes at the moment the event is set, and the stream of
    a browser that has left would go on for ever.
    """
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
