"""What the product adds to a model's own time, beside a bare script that relays the same stream, in one run.

bin/benchmark overhead [--alone 30] [--at-once 100] [--rounds 3] [--open 200] [--held 10000]

A scripted model of known speed (scripted_upstream.py) and the people who ask have one core, the product (pages, relay
and the workers of answers, as bin/up starts them) the other; the bare script (bare_relay.py) gets the product's when
its turn comes. Database and Redis have both. Told are the time from sending a question until its turn stands in the
page, until a worker's first status and until the first words of the model, alone and with so many at once; how long
pages take while streams are open, and how many connections the database has then; and what a waiting stream costs.
One person of another client asks one question after another while so many of the first one's ask at once.
"""

import argparse
import asyncio
import html
import json
import os
import re
import resource
import secrets
import sys
import time
import uuid
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from benchmarks.people import SUBJECTS, TABLE, Asker, forget, prepared, settled
from benchmarks.processes import OWN_CORE, PAGES_PORT, product, started
from benchmarks.scripted_upstream import BETWEEN_TOKENS_SECONDS, FIRST_TOKEN_SECONDS, TOKENS
from tenants import live
from tenants.binding import ClientRef
from tenants.context import maintenance_scope, tenant_scope
from tests.tenants.race import racing_clients

UPSTREAM_PORT, BARE_PORT = 8171, 8172
UPSTREAM_CORE = {0}
CSRF = "b" * 32
NEIGHBOURS = 8


@dataclass
class Heard:
    """Seconds from sending a question; None: it never came."""

    turn: float | None = None  # the question's turn in the page, which says that documents are looked through
    status: float | None = None  # the first word of a worker
    text: float | None = None
    end: float | None = None


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark overhead")
    parser.add_argument("--alone", type=int, default=30)
    parser.add_argument("--at-once", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--open", type=int, default=200)
    parser.add_argument("--held", type=int, default=10_000)
    asked = parser.parse_args(arguments)
    os.environ.update(engines())
    for name, value in engines().items():
        setattr(settings, name, value)
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    call_command("collectstatic", interactive=False, verbosity=0)
    with (
        racing_clients(2) as (one, other),
        started("benchmarks.scripted_upstream:application", UPSTREAM_PORT, UPSTREAM_CORE),
    ):
        people = prepared(one.client, asked.alone + 5 + asked.at_once)
        os.sched_setaffinity(0, UPSTREAM_CORE)
        with product() as pages_pid:
            ask = asking(one.client)
            asyncio.run(in_turn(ask, people[:5]))  # what is loaded once
            show("product, alone     ", asyncio.run(in_turn(ask, people[5 : 5 + asked.alone])), asked.alone)
            bare_alone, bare = measured_bare(asked)
            show("bare script, alone ", bare_alone, asked.alone)
            crowd = people[-asked.at_once :]
            ours = [asyncio.run(at_once(ask, crowd)) for _ in range(asked.rounds)]
            for heard, seconds in ours:
                show(f"product, {asked.at_once} at once", heard, asked.at_once, seconds)
            for heard, seconds in bare:
                show(f"bare, {asked.at_once} at once   ", heard, asked.at_once, seconds)
            compare(ours, bare)
            neighbours = settled(other.client, NEIGHBOURS)
            crowded, alone = asyncio.run(beside_a_crowd(ask, crowd, asking(other.client), neighbours))
            show("another client's, beside them", crowded, len(crowded))
            show("another client's, alone      ", alone, len(alone))
            tell_of_pages(one.client, people, asked.open)
            if asked.held:
                tell_of_held(one.client, pages_pid, asked.held)
        forget(one.client)
        forget(other.client)
    return 0


def measured_bare(asked: argparse.Namespace) -> tuple[list[Heard], list[tuple[list[Heard], float]]]:
    with started("benchmarks.bare_relay:application", BARE_PORT, OWN_CORE):
        asyncio.run(in_turn(ask_bare, [None] * 5))
        alone = asyncio.run(in_turn(ask_bare, [None] * asked.alone))
        return alone, [asyncio.run(at_once(ask_bare, [None] * asked.at_once)) for _ in range(asked.rounds)]


# --- what is measured -------------------------------------------------------------------------------------


async def in_turn(ask: Callable[[Asker | None], Awaitable[Heard]], people: Sequence[Asker | None]) -> list[Heard]:
    heard = []
    for person in people:
        heard.append(await ask(person))
        # What comes behind an answer is over before the next question.
        await asyncio.sleep(0.15)
    return heard


async def at_once(
    ask: Callable[[Asker | None], Awaitable[Heard]], people: Sequence[Asker | None]
) -> tuple[list[Heard], float]:
    began = time.perf_counter()
    heard = await asyncio.gather(*map(ask, people))
    return heard, time.perf_counter() - began


async def beside_a_crowd(
    ask: Callable[[Asker | None], Awaitable[Heard]],
    crowd: Sequence[Asker],
    ask_elsewhere: Callable[[Asker | None], Awaitable[Heard]],
    neighbours: Sequence[Asker],
) -> tuple[list[Heard], list[Heard]]:
    """Return what neighbours hear, who ask one after another: while the crowd's questions are answered, and later."""
    await in_turn(ask_elsewhere, neighbours)
    crowded, asked = [], asyncio.ensure_future(at_once(ask, crowd))
    for person in neighbours:
        await asyncio.sleep(0.2)
        if asked.done():
            break
        crowded.append(await ask_elsewhere(person))
    await asked
    await asyncio.sleep(2)
    return crowded, await in_turn(ask_elsewhere, neighbours)


def asking(client: ClientRef) -> Callable[[Asker | None], Awaitable[Heard]]:
    """Return a way to ask as the page does: the question by a form, the answer by the stream its turn names."""
    host = f"{client.subdomain}.{settings.BASE_DOMAIN}"

    async def ask(person: Asker | None) -> Heard:
        heard, began = Heard(), time.perf_counter()
        subject = secrets.choice(SUBJECTS)
        text = f"What is told of {subject} {secrets.token_hex(3)}?"
        form = urlencode({"text": text, "client_token": uuid.uuid4(), "conversation": person.conversation})
        cookies = f"{settings.SESSION_COOKIE_NAME}={person.session}; {settings.CSRF_COOKIE_NAME}={CSRF}"
        head = f"Host: {host}\r\nCookie: {cookies}\r\n"
        reply = await fetch(
            PAGES_PORT,
            f"POST /ask/ HTTP/1.1\r\n{head}X-CSRFToken: {CSRF}\r\nHX-Request: true\r\nConnection: close\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n\r\n{form}",
        )
        heard.turn = time.perf_counter() - began
        found = re.search(rb'data-live-url="([^"]+)"', reply)
        if not found:
            sys.stderr.write(f"{reply[:300]!r}\n")
            return heard
        path = html.unescape(found[1].decode())
        reader, writer = await asyncio.open_connection("127.0.0.1", PAGES_PORT)
        writer.write(f"GET {path} HTTP/1.1\r\n{head}\r\n".encode())
        async for line in reader:
            now = time.perf_counter() - began
            if line.startswith(b"event: status"):
                heard.status = heard.status or now
            elif line.startswith(b"event: text"):
                heard.text = heard.text or now
            elif line.startswith(b"event: answer"):
                heard.end = now
                break
        writer.close()
        return heard

    return ask


async def ask_bare(_: Asker | None) -> Heard:
    heard, began = Heard(), time.perf_counter()
    body = json.dumps({"question": f"What is told of {secrets.choice(SUBJECTS)} {secrets.token_hex(3)}?"})
    reader, writer = await asyncio.open_connection("127.0.0.1", BARE_PORT)
    writer.write(
        f"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
    )
    async for line in reader:
        now = time.perf_counter() - began
        if line.startswith(b"data: ") and heard.text is None:
            heard.text = now
        heard.end = now if b"[DONE]" in line else heard.end
    writer.close()
    return heard


async def fetch(port: int, request: str) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request.encode())
    reply = await reader.read()
    writer.close()
    return reply


def tell_of_pages(client: ClientRef, people: Sequence[Asker], count: int) -> None:
    """Tell how long pages take without open streams and with them, and what the database has to hold."""
    # What comes behind the last answers, what to ask next, is no part of it.
    time.sleep(20)
    alone = asyncio.run(page_times(client, people))
    with_streams, connections = asyncio.run(beside_streams(client, people, count))
    before, after = percentile(alone, 0.95), percentile(with_streams, 0.95)
    tell(
        f"pages: p95 {1000 * before:.0f} ms, with {count} open streams {1000 * after:.0f} ms, "
        f"ratio {after / before:.2f} (aim 1.5)"
    )
    tell(f"connections of the database: {connections[0]} without, {connections[1]} with the streams")


async def page_times(client: ClientRef, people: Sequence[Asker], count: int = 60) -> list[float]:
    times = []
    for number in range(count):
        person = people[number % len(people)]
        began = time.perf_counter()
        await fetch(
            PAGES_PORT,
            f"GET /c/{person.conversation}/ HTTP/1.1\r\nHost: {client.subdomain}.{settings.BASE_DOMAIN}\r\n"
            f"Connection: close\r\nCookie: {settings.SESSION_COOKIE_NAME}={person.session}\r\n\r\n",
        )
        times.append(time.perf_counter() - began)
    return times


async def beside_streams(client: ClientRef, people: Sequence[Asker], count: int) -> tuple[list[float], tuple[int, int]]:
    before = await asyncio.to_thread(database_connections)
    async with Held(client, count):
        times = await page_times(client, people)
        return times, (before, await asyncio.to_thread(database_connections))


def tell_of_held(client: ClientRef, pages_pid: int, count: int) -> None:
    before = memory_of(pages_pid)

    async def hold() -> int:
        async with Held(client, count) as held:
            await asyncio.sleep(3)
            tell(f"held streams: {held.count} of {count}")
            return memory_of(pages_pid)

    after = asyncio.run(hold())
    tell(
        f"memory of pages and relay: {before // 1024} MB, with them {after // 1024} MB: "
        f"{(after - before) / count:.1f} KB each (aim 80)"
    )


class Held:
    """So many streams, each of another holder, in which nothing happens."""

    def __init__(self, client: ClientRef, count: int) -> None:
        self._client, self._wanted = client, count
        self._writers: list[asyncio.StreamWriter] = []
        self.count = 0

    async def __aenter__(self) -> "Held":
        gate = asyncio.Semaphore(200)
        tickets = await asyncio.to_thread(self._tickets)

        async def open_one(number: int) -> None:
            async with gate:
                # From several addresses: one has no more than so many ports.
                reader, writer = await asyncio.open_connection(
                    "127.0.0.1", PAGES_PORT, local_addr=(f"127.0.{1 + number % 4}.1", 0)
                )
                host = f"{self._client.subdomain}.{settings.BASE_DOMAIN}"
                writer.write(f"GET /live/?ticket={tickets[number]} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                self._writers.append(writer)
                status = await reader.readline()
                self.count += b" 200 " in status

        await asyncio.gather(*map(open_one, range(self._wanted)))
        return self

    async def __aexit__(self, *error: object) -> None:
        for writer in self._writers:
            writer.close()
        await asyncio.sleep(2)

    def _tickets(self) -> list[str]:
        host = f"{self._client.subdomain}.{settings.BASE_DOMAIN}"
        with tenant_scope(self._client):
            return [
                live.ticket(f"answer:{number}", holder=live.Holder(f"session-{number}", host))
                for number in range(self._wanted)
            ]


def database_connections() -> int:
    with maintenance_scope():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
                return cursor.fetchone()[0] - 1
        finally:
            connection.close()


def memory_of(pid: int) -> int:
    """Return the KB that a process and those below it hold, in halves where two share them."""
    total, waiting = 0, [pid]
    while waiting:
        one = waiting.pop()
        with suppress(OSError):
            total += int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{one}/smaps_rollup").read_text(), re.MULTILINE)[1])
            for task in Path(f"/proc/{one}/task").glob("*/children"):
                waiting += map(int, task.read_text().split())
    return total


# --- what is told -----------------------------------------------------------------------------------------


def show(name: str, heard: Sequence[Heard], count: int, seconds: float | None = None) -> None:
    ended = sum(one.end is not None for one in heard)
    parts = []
    for what in ("turn", "status", "text"):
        times = [getattr(one, what) for one in heard if getattr(one, what) is not None]
        if times:
            parts.append(f"{what} p50 {1000 * median(times):.0f} p95 {1000 * percentile(times, 0.95):.0f} ms")
    line = f"{name}: {', '.join(parts)}, {ended} of {count} ended"
    tell(line if seconds is None else f"{line}, {ended / seconds:.1f} streams/s")


def compare(ours: Sequence[tuple[list[Heard], float]], bare: Sequence[tuple[list[Heard], float]]) -> None:
    """Tell the ratios of the medians over the rounds."""
    p95 = [median(percentile([one.text or 60.0 for one in heard], 0.95) for heard, _ in runs) for runs in (ours, bare)]
    speed = [median(sum(one.end is not None for one in heard) / took for heard, took in runs) for runs in (ours, bare)]
    tell(f"ratio to the bare script: p95 {p95[0] / p95[1]:.2f} (aim 3), streams/s {speed[0] / speed[1]:.2f} (aim 0.3)")
    first, between = 1000 * FIRST_TOKEN_SECONDS, 1000 * BETWEEN_TOKENS_SECONDS
    tell(f"the model alone: first words after {first:.0f} ms, {TOKENS} of them, one every {between:.0f} ms")


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


# --- what is started --------------------------------------------------------------------------------------


def engines() -> dict[str, str]:
    return {
        "LLM_ENGINE": "openai",
        "EMBEDDING_ENGINE": "openai",
        "VECTOR_ENGINE": "pgvector",
        "OPENAI_API_KEY": "benchmark",
        "OPENAI_BASE_URL": f"http://127.0.0.1:{UPSTREAM_PORT}/v1",
        "OPENAI_CHAT_MODEL": "gpt-4o-mini",
        "BARE_TABLE": TABLE,
        "LOG_LEVEL": "ERROR",
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
