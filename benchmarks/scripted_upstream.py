"""A model's server of fixed speed, for benchmarks: what it takes is known, so the rest is ours.

granian --interface asgi benchmarks.scripted_upstream:application

Embeddings are hashed words. A chat completion says its first token after FIRST_TOKEN_SECONDS and the next ones every
BETWEEN_TOKENS_SECONDS; TOKENS of them.
"""

import asyncio
import base64
import json
import math
import os
import re
import struct
from collections.abc import Awaitable, Callable, Sequence
from hashlib import blake2b

FIRST_TOKEN_SECONDS = float(os.environ.get("FIRST_TOKEN_SECONDS", "0.05"))
BETWEEN_TOKENS_SECONDS = float(os.environ.get("BETWEEN_TOKENS_SECONDS", "0.005"))
TOKENS = int(os.environ.get("TOKENS", "40"))
DIMENSIONS = 1536
WORDS = ("A ", "visit ", "to ", "the ", "office ", "is ", "told ", "of ", "there ", "[1]", ". ")
JSON, EVENTS = (b"content-type", b"application/json"), (b"content-type", b"text/event-stream")
Send = Callable[[dict], Awaitable[None]]


async def application(scope: dict, receive: Callable[[], Awaitable[dict]], send: Send) -> None:
    if scope["type"] == "lifespan":
        while (message := await receive())["type"] != "lifespan.shutdown":
            await send({"type": message["type"] + ".complete"})
        await send({"type": "lifespan.shutdown.complete"})
        return
    body = b""
    more = True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    asked = json.loads(body or b"{}")
    if scope["path"].endswith("/embeddings"):
        await _embed(asked, send)
    else:
        await _speak(asked, send)


async def _embed(asked: dict, send: Send) -> None:
    texts = [asked["input"]] if isinstance(asked["input"], str) else asked["input"]
    size = int(asked.get("dimensions") or DIMENSIONS)
    rows = []
    for index, text in enumerate(texts):
        value: object = vector(text, size)
        if asked.get("encoding_format") == "base64":
            value = base64.b64encode(struct.pack(f"<{size}f", *vector(text, size))).decode()
        rows.append({"object": "embedding", "index": index, "embedding": value})
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    await send({"type": "http.response.start", "status": 200, "headers": [JSON]})
    reply = json.dumps({"object": "list", "data": rows, "model": asked["model"], "usage": usage})
    await send({"type": "http.response.body", "body": reply.encode()})


async def _speak(asked: dict, send: Send) -> None:
    await asyncio.sleep(FIRST_TOKEN_SECONDS)
    await send({"type": "http.response.start", "status": 200, "headers": [EVENTS]})
    for number in range(TOKENS):
        await _event(send, [_choice({"content": WORDS[number % len(WORDS)]})])
        await asyncio.sleep(BETWEEN_TOKENS_SECONDS)
    await _event(send, [_choice({}, finish="stop")])
    usage = {"prompt_tokens": 1, "completion_tokens": TOKENS, "total_tokens": TOKENS + 1}
    await _event(send, [], usage)
    await send({"type": "http.response.body", "body": b"data: [DONE]\n\n"})


def _choice(delta: dict[str, str], finish: str | None = None) -> dict:
    return {"index": 0, "delta": delta, "finish_reason": finish}


async def _event(send: Send, choices: Sequence[dict], usage: dict | None = None) -> None:
    chunk = {
        "id": "c",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "m",
        "choices": choices,
        "usage": usage,
    }
    await send({"type": "http.response.body", "body": b"data: %s\n\n" % json.dumps(chunk).encode(), "more_body": True})


def vector(text: str, size: int) -> list[float]:
    """Return a vector of unit length in which equal words point the same way."""
    values = [0.0] * size
    for word in re.findall(r"[a-z0-9$]+", text.lower()):
        digest = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
        values[digest % size] += 1.0 if (digest >> 40) & 1 else -1.0
    length = math.sqrt(sum(value * value for value in values)) or 1.0
    return [value / length for value in values]
