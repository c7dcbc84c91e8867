"""Request bodies, read whole before a page thread is taken.

Django reads a body in the thread that serves the page; a few visitors who send theirs a byte a minute would
hold all threads, and with them every client. The event loop waits instead, which costs nothing, and gives up
on who is too slow or sends too much.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from tempfile import SpooledTemporaryFile

Message = dict[str, object]
Receive = Callable[[], Awaitable[Message]]
IN_MEMORY_BYTES = 1024 * 1024
CHUNK_BYTES = 256 * 1024


class BodyRefused(Exception):
    """The body came too slowly (408), was too large (413), or the sender went away (499)."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


async def whole_body(receive: Receive, *, most_bytes: int, idle_seconds: float, total_seconds: float) -> Receive:
    """Read the body and return a `receive` that hands it out at once. Raises BodyRefused."""
    first = await _next(receive, idle_seconds)
    if not first.get("more_body", False):
        return _replay([first], receive)
    spool = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115  (closed by the reader it is given to)
    try:
        async with asyncio.timeout(total_seconds):
            await _fill(spool, first, receive, most_bytes=most_bytes, idle_seconds=idle_seconds)
    except TimeoutError as slow:
        spool.close()
        raise BodyRefused(408, "The request took too long to arrive. Try again on a better connection.") from slow
    except BodyRefused:
        spool.close()
        raise
    except OSError as full:
        # Closing writes what is left once more, in vain.
        with suppress(OSError):
            spool.close()
        raise BodyRefused(507, "There is no room left for what you send. Tell your administrator.") from full
    spool.seek(0)
    return _hand_out(spool, receive)


async def _fill(
    spool: SpooledTemporaryFile, message: Message, receive: Receive, *, most_bytes: int, idle_seconds: float
) -> None:
    size = 0
    while True:
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > most_bytes:
            raise BodyRefused(413, "The request is larger than this installation takes. Send fewer files at once.")
        spool.write(chunk)
        if not message.get("more_body", False):
            return
        message = await _next(receive, idle_seconds)


async def _next(receive: Receive, idle_seconds: float) -> Message:
    try:
        async with asyncio.timeout(idle_seconds):
            message = await receive()
    except TimeoutError as idle:
        raise BodyRefused(408, "The request stopped arriving. Try again on a better connection.") from idle
    if message["type"] == "http.disconnect":
        raise BodyRefused(499, "The sender went away.")
    return message


def _replay(messages: list[Message], receive: Receive) -> Receive:
    async def replayed() -> Message:
        return messages.pop(0) if messages else await receive()

    return replayed


def _hand_out(spool: SpooledTemporaryFile, receive: Receive) -> Receive:
    async def handed() -> Message:
        if spool.closed:
            return await receive()
        chunk = spool.read(CHUNK_BYTES)
        if len(chunk) == CHUNK_BYTES:
            return {"type": "http.request", "body": chunk, "more_body": True}
        spool.close()
        return {"type": "http.request", "body": chunk, "more_body": False}

    return handed
