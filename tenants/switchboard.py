"""What is published, brought to the open streams that wait for it: by one Redis connection, whatever their number."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import structlog
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeout

from tenants.live import VOID_CHANNEL, Ticket

CONFIRM_SECONDS = 10  # far more than it takes; after a restart thousands come back at once
RECONNECT_SECONDS = 1
MOST_NEWS = 200  # kept for a browser that takes nothing; with more its stream is read again
# What redis-py raises of a connection: RuntimeError where two use one that is being made anew.
TROUBLES = (RedisError, OSError, RuntimeError)
log = structlog.get_logger(__name__)


@dataclass(eq=False)
class Line:
    """What has come for one open stream and was not sent yet."""

    ticket: Ticket
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    news: list[bytes] = field(default_factory=list)
    must_read: bool = True  # something may have been missed, or the ticket may be void
    read_at: float = 0.0

    def bring(self, block: bytes) -> None:
        # Without a text it is from a release that only rang.
        if block and len(self.news) < MOST_NEWS:
            self.news.append(block)
        else:
            self.must_read = True
        self.bell.set()

    def look(self) -> None:
        self.must_read = True
        self.bell.set()


class Switchboard:
    """Brings what is published to whoever waits for it. One Redis connection, whatever the number of channels."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._pubsub = redis.pubsub()
        self._waiting: dict[bytes, set[Line]] = {}
        self._ending_with: dict[bytes, set[Line]] = {}  # a key that makes a ticket void -> who holds such a one
        self._confirmed: dict[bytes, asyncio.Event] = {}
        self._changing = asyncio.Lock()
        self._hearing: asyncio.Task | None = None

    @asynccontextmanager
    async def waiting(self, ticket: Ticket) -> AsyncIterator[Line]:
        """Lend the line that what is published from now on comes by; raises RedisError if it cannot be heard."""
        line, channel = Line(ticket), ticket.stream_key.encode()
        try:
            await self._join(channel, line)
            yield line
        finally:
            # Whole, too: what is left behind would be brought to nobody for ever.
            await asyncio.shield(self._leave(channel, line))

    async def close(self) -> None:
        if self._hearing:
            self._hearing.cancel()
            await asyncio.wait({self._hearing}, timeout=RECONNECT_SECONDS)
        await self._pubsub.aclose()
        await self._redis.aclose()

    async def _join(self, channel: bytes, line: Line) -> None:
        self._waiting.setdefault(channel, set()).add(line)
        for key in line.ticket.void_keys:
            self._ending_with.setdefault(key.encode(), set()).add(line)
        # Whole, also when this reader leaves meanwhile: the connection and its confirmations are everybody's, and
        # redis-py swallows a cancellation while it connects.
        try:
            await asyncio.shield(self._subscribe(channel))
        except (OSError, RuntimeError) as trouble:
            raise RedisConnectionError("The channel could not be listened to.") from trouble
        # What is published before Redis has confirmed comes to nobody; who reads after it misses nothing.
        for one in (VOID_CHANNEL.encode(), channel):
            confirmed = self._confirmed.get(one)
            if confirmed is None or not await wait(confirmed, CONFIRM_SECONDS):
                raise RedisTimeout("The channel was not confirmed.")

    async def _subscribe(self, channel: bytes) -> None:
        async with self._changing:
            fresh = [channel] if channel not in self._confirmed else []
            if self._hearing is None or self._hearing.done():
                fresh.append(VOID_CHANNEL.encode())
            self._confirmed.update({one: asyncio.Event() for one in fresh})
            try:
                if fresh:
                    await self._pubsub.subscribe(*fresh)
            except TROUBLES:
                # Who comes next asks for it anew.
                for one in fresh:
                    del self._confirmed[one]
                raise
            if self._hearing is None or self._hearing.done():
                self._hearing = asyncio.ensure_future(self._hear())

    async def _leave(self, channel: bytes, line: Line) -> None:
        for key in line.ticket.void_keys:
            _discard(self._ending_with, key.encode(), line)
        async with self._changing:
            _discard(self._waiting, channel, line)
            if channel not in self._waiting and self._confirmed.pop(channel, None):
                try:
                    await self._pubsub.unsubscribe(channel)
                except TROUBLES:
                    log.warning("live_channels_not_left")

    async def _hear(self) -> None:
        while True:
            try:
                async for message in self._pubsub.listen():
                    self._take_in(message["type"], message["channel"], message["data"])
            except TROUBLES as trouble:
                log.warning("live_channels_lost", reason=type(trouble).__name__)
            await self._begin_anew()

    async def _begin_anew(self) -> None:
        """Listen on a fresh connection to all that is waited for, as soon as there is one."""
        while True:
            await asyncio.sleep(RECONNECT_SECONDS)
            async with self._changing:
                lost, self._pubsub = self._pubsub, self._redis.pubsub()
                with suppress(*TROUBLES):
                    await lost.aclose()
                try:
                    await self._pubsub.subscribe(*{VOID_CHANNEL.encode(), *self._confirmed})
                except TROUBLES as trouble:
                    log.warning("live_channels_lost", reason=type(trouble).__name__)
                else:
                    return

    def _take_in(self, kind: str, channel: bytes, data: bytes) -> None:
        if kind == "subscribe":
            if channel in self._confirmed:
                self._confirmed[channel].set()
            # After a lost connection everybody looks what they missed.
            _call_to_look(self._lines() if channel == VOID_CHANNEL.encode() else self._waiting.get(channel, ()))
        elif kind == "message" and channel == VOID_CHANNEL.encode():
            _call_to_look(self._ending_with.get(data, ()))
        elif kind == "message":
            for line in self._waiting.get(channel, ()):
                line.bring(data)

    def _lines(self) -> Iterable[Line]:
        return (line for lines in self._waiting.values() for line in lines)


def _discard(lines_of: dict[bytes, set[Line]], key: bytes, line: Line) -> None:
    lines = lines_of.get(key, set())
    lines.discard(line)
    if not lines:
        lines_of.pop(key, None)


def _call_to_look(lines: Iterable[Line]) -> None:
    for line in lines:
        line.look()


async def wait(event: asyncio.Event, seconds: float) -> bool:
    """Return whether the event came in time.

    Not by wait_for: Python 3.11's loses a cancellation that comes at the moment the event is set, and the stream of
    a browser that has left would go on for ever.
    """
    if event.is_set():
        return True
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
