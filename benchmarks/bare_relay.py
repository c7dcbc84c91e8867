"""What a benchmark compares the product with: embeds the question, asks pgvector for eight texts, relays the stream.

granian --interface asgi benchmarks.bare_relay:application

No person, no client, no stored question, no words, no proof. BARE_TABLE names a table with `text` and `vector`.
"""

import asyncio
import base64
import json
import os
from collections.abc import Awaitable, Callable

import httpx2
import psycopg

UPSTREAM, DATABASE, TABLE = os.environ["OPENAI_BASE_URL"], os.environ["DATABASE_URL"], os.environ["BARE_TABLE"]
CONNECTIONS = 8
Send = Callable[[dict], Awaitable[None]]


class Relay:
    """One HTTP client and a few database connections, made with the first question."""

    def __init__(self) -> None:
        limits = httpx2.Limits(max_connections=None, max_keepalive_connections=None)
        self.http = httpx2.AsyncClient(limits=limits, timeout=60)
        self.free: asyncio.Queue[psycopg.AsyncConnection] = asyncio.Queue()

    async def connect(self) -> None:
        for _ in range(CONNECTIONS):
            await self.free.put(await psycopg.AsyncConnection.connect(DATABASE, autocommit=True))

    async def nearest(self, question: str) -> list[str]:
        wanted = {"input": question, "model": "text-embedding-3-small", "encoding_format": "base64"}
        row = (await self.http.post(f"{UPSTREAM}/embeddings", json=wanted)).json()["data"][0]
        vector = memoryview(base64.b64decode(row["embedding"])).cast("f").tolist()
        connection = await self.free.get()
        try:
            found = await connection.execute(
                f"SELECT text FROM {TABLE} ORDER BY vector <=> %s::halfvec LIMIT 8",
                [json.dumps(vector)],
            )
            return [text for (text,) in await found.fetchall()]
        finally:
            self.free.put_nowait(connection)


_relay: asyncio.Task[Relay] | None = None


async def _make() -> Relay:
    made = Relay()
    await made.connect()
    return made


async def application(scope: dict, receive: Callable[[], Awaitable[dict]], send: Send) -> None:
    global _relay
    if scope["type"] == "lifespan":
        while (message := await receive())["type"] != "lifespan.shutdown":
            await send({"type": message["type"] + ".complete"})
        await send({"type": "lifespan.shutdown.complete"})
        return
    _relay = _relay or asyncio.ensure_future(_make())
    relay = await _relay
    question = json.loads((await receive())["body"])["question"]
    texts = await relay.nearest(question)
    messages = [{"role": "user", "content": "\n\n".join([*texts, question])}]
    wanted = {"model": "m", "stream": True, "messages": messages}
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
    async with relay.http.stream("POST", f"{UPSTREAM}/chat/completions", json=wanted) as reply:
        async for part in reply.aiter_bytes():
            await send({"type": "http.response.body", "body": part, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
