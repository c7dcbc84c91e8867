"""Bodies are whole before a page thread is taken, and nobody can hold one by being slow."""

import asyncio
import resource

import pytest

from config.bodies import CHUNK_BYTES, BodyRefused, whole_body


def _sender(*chunks: bytes, then_silent: bool = False):
    """Return a `receive` that sends these chunks; then it ends the body, or says nothing more."""
    messages = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    if not then_silent:
        messages.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive():
        if messages:
            return messages.pop(0)
        await asyncio.sleep(3600)

    return receive


async def _read(receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        parts.append(message["body"])
        if not message["more_body"]:
            return b"".join(parts)


def _whole(receive, *, most_bytes: int = 10_000_000, idle_seconds: float = 5, total_seconds: float = 5):
    async def run() -> bytes:
        body = await whole_body(receive, most_bytes=most_bytes, idle_seconds=idle_seconds, total_seconds=total_seconds)
        return await _read(body)

    return asyncio.run(run())


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_body_arrives_as_it_was_sent_whatever_its_size(size):
    sent = bytes(index % 251 for index in range(size))

    assert _whole(_sender(sent[: size // 2], sent[size // 2 :])) == sent


def test_body_for_which_the_disk_has_no_room_is_refused():
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, before[1]))
    try:
        with pytest.raises(BodyRefused, match="no room") as refused:
            _whole(_sender(b"x" * 2_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert refused.value.status == 507


def test_sender_who_stops_is_refused():
    with pytest.raises(BodyRefused, match="stopped arriving") as refused:
        _whole(_sender(b"a=", then_silent=True), idle_seconds=0.05)

    assert refused.value.status == 408


def test_sender_who_drips_is_refused_in_the_end():
    async def drip():
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"x", "more_body": True}

    with pytest.raises(BodyRefused, match="too long") as refused:
        _whole(drip, idle_seconds=5, total_seconds=0.2)

    assert refused.value.status == 408


def test_body_over_the_limit_is_refused_before_it_has_all_come():
    with pytest.raises(BodyRefused, match="larger") as refused:
        _whole(_sender(b"x" * 600, b"x" * 600, then_silent=True), most_bytes=1000)

    assert refused.value.status == 413
