"""The live relay over the real ASGI application: who may listen, what is replayed, when it ends."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest

from config.asgi import application
from tenants import live
from tenants.context import tenant_scope
from tenants.redis import redis
from tenants.relay import relay, wait

TOPIC = "answer:7f1c"


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
        self.status = message.get("status", self.status)
        self.body += message.get("body", b"").decode()
        self._news.set()

    def leave(self) -> None:
        self._gone.set()

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


@pytest.fixture
def ticket(in_acme) -> str:
    return live.ticket(TOPIC, user_id="ann", host="acme.localhost")


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


def test_late_listener_gets_all_events_in_order_and_the_stream_ends_with_done(ticket):
    live.publish(TOPIC, "status", {"text": "Looking"})
    for number in range(450):
        live.publish(TOPIC, "text", {"delta": f"{number} "})
    live.publish(TOPIC, "done", {"html": "<p>"})

    listener = listen(Listener(ticket))

    assert listener.status == 200
    assert listener.events == [
        ("status", {"text": "Looking"}),
        *(("text", {"delta": f"{number} "}) for number in range(450)),
        ("done", {"html": "<p>"}),
    ]


def test_listener_hears_events_as_they_are_published(ticket):
    listener = Listener(ticket)

    async def speak() -> None:
        await listener.until("retry:")
        for word in ("one", "two"):
            await asyncio.to_thread(live.publish, TOPIC, "text", {"delta": word})
            await listener.until(word)
        await asyncio.to_thread(live.publish, TOPIC, "done", {})

    listen(listener, speak())

    assert [name for name, _ in listener.events] == ["text", "text", "done"]
    assert listener.is_closed


def test_reconnecting_browser_goes_on_after_the_last_event_it_saw(ticket):
    for word in ("one", "two"):
        live.publish(TOPIC, "text", {"delta": word})
    live.publish(TOPIC, "done", {})
    seen = listen(Listener(ticket)).ids

    again = listen(Listener(ticket, last_event_id=seen[0]))

    assert again.events == [("text", {"delta": "two"}), ("done", {})]


@pytest.mark.parametrize("made_up", ["0-0; DROP", "-1", "9" * 30, "abc-def", "1-", "١-١"])
def test_made_up_event_id_replays_from_the_start(ticket, made_up):
    live.publish(TOPIC, "done", {})

    assert listen(Listener(ticket, last_event_id=made_up)).events == [("done", {})]


def test_second_tab_gets_a_long_answer_at_once_while_it_is_still_written(ticket):
    for number in range(450):
        live.publish(TOPIC, "text", {"delta": f"{number} "})
    first, second = Listener(ticket), Listener(ticket)

    async def open_second_tab() -> None:
        await first.until('"449 "')
        reading = asyncio.ensure_future(second.listen())
        await asyncio.wait_for(second.until('"449 "'), timeout=2)
        await asyncio.to_thread(live.publish, TOPIC, "done", {})
        await reading

    listen(first, open_second_tab())

    assert first.events == second.events
    assert len(second.events) == 451


@pytest.mark.parametrize("host", ["globex.localhost", "localhost", "", "acme.localhost.evil.example"])
def test_ticket_opens_nothing_on_another_host(ticket, host):
    live.publish(TOPIC, "done", {"html": "secret"})
    assert "secret" in listen(Listener(ticket)).body

    refused = listen(Listener(ticket, host=host))

    assert (refused.status, refused.body) == (404, "Not found\n")


def test_forged_and_expired_tickets_open_nothing(ticket, monkeypatch):
    live.publish(TOPIC, "done", {"html": "secret"})
    head, _, tail = ticket.partition(":")
    forged = [f"{head[:-2]}AA:{tail}", ticket[:-1], "", "x:y:z", TOPIC]

    answers = [listen(Listener(wrong)) for wrong in forged]
    monkeypatch.setattr(live, "TICKET_SECONDS", -1)
    answers.append(listen(Listener(ticket)))

    assert [(answer.status, answer.body) for answer in answers] == [(404, "Not found\n")] * 6


def test_ticket_of_one_client_reads_no_topic_of_another(acme, globex, ticket):
    with tenant_scope(globex):
        live.publish(TOPIC, "text", {"delta": "of globex"})
        live.publish(TOPIC, "done", {})
    with tenant_scope(acme):
        live.publish(TOPIC, "text", {"delta": "of acme"})
        live.publish(TOPIC, "done", {})

    assert listen(Listener(ticket)).events == [("text", {"delta": "of acme"}), ("done", {})]


def test_revocation_ends_the_stream_of_that_person_alone(in_acme):
    ann = Listener(live.ticket(TOPIC, user_id="ann", host="acme.localhost"))
    bea = Listener(live.ticket(TOPIC, user_id="bea", host="acme.localhost"))

    async def deactivate_ann() -> None:
        reading = asyncio.ensure_future(bea.listen())
        await ann.until("retry:")
        await asyncio.to_thread(live.revoke, "ann")
        async with asyncio.timeout(2):
            while not ann.is_closed:
                await asyncio.sleep(0.01)
        await asyncio.to_thread(live.publish, TOPIC, "done", {})
        await reading

    listen(ann, deactivate_ann())

    assert ann.events == []
    assert bea.events == [("done", {})]


def test_topic_that_begins_again_is_heard_from_its_new_beginning(ticket):
    listener = Listener(ticket)

    async def lose_a_worker() -> None:
        await listener.until("retry:")
        await asyncio.to_thread(live.publish, TOPIC, "text", {"delta": "half"})
        await listener.until("half")
        await asyncio.to_thread(live.forget, TOPIC)
        await asyncio.to_thread(live.publish, TOPIC, "reset", {})
        await asyncio.to_thread(live.publish, TOPIC, "done", {})

    listen(listener, lose_a_worker())

    assert [name for name, _ in listener.events] == ["text", "reset", "done"]


def test_nothing_after_done_is_sent(ticket):
    live.publish(TOPIC, "done", {})
    live.publish(TOPIC, "text", {"delta": "late"})

    assert listen(Listener(ticket)).events == [("done", {})]


def test_many_listeners_of_one_topic_are_served_at_once(ticket):
    listeners = [Listener(ticket) for _ in range(300)]

    async def serve() -> None:
        reading = [asyncio.ensure_future(listener.listen()) for listener in listeners]
        await asyncio.gather(*(listener.until("retry:") for listener in listeners))
        for number in range(20):
            await asyncio.to_thread(live.publish, TOPIC, "text", {"delta": str(number)})
        await asyncio.to_thread(live.publish, TOPIC, "done", {})
        await asyncio.wait_for(asyncio.gather(*reading), timeout=10)

    run(serve())

    assert {len(listener.events) for listener in listeners} == {21}


def test_browser_that_leaves_frees_its_place(ticket):
    listener = Listener(ticket)

    async def come_and_go() -> None:
        await listener.until("retry:")
        listener.leave()

    listen(listener, come_and_go())

    assert relay.open_streams == 0


@pytest.mark.parametrize("ticks", range(5))
def test_waiting_that_is_called_off_ends_even_at_the_moment_it_is_rung(ticks):
    async def ring_and_call_off() -> None:
        bell = asyncio.Event()
        waiting = asyncio.ensure_future(wait(bell, 5))
        await asyncio.sleep(0.01)
        bell.set()
        for _ in range(ticks):
            await asyncio.sleep(0)
        is_called_off = waiting.cancel()
        await asyncio.wait({waiting})
        assert waiting.cancelled() == is_called_off

    asyncio.run(ring_and_call_off())


def test_stream_goes_on_after_the_listening_connection_was_lost(ticket, monkeypatch):
    monkeypatch.setattr("tenants.relay.RECONNECT_SECONDS", 0.1)
    listener = Listener(ticket)
    own_db = redis().connection_pool.connection_kwargs["db"]

    async def lose_the_connection() -> None:
        await listener.until("retry:")
        await asyncio.to_thread(live.publish, TOPIC, "text", {"delta": "before"})
        await listener.until("before")
        listening = [row for row in redis().client_list() if int(row["db"]) == own_db and int(row["sub"]) > 0]
        for row in listening:
            redis().client_kill_filter(_id=row["id"])
        await asyncio.to_thread(live.publish, TOPIC, "text", {"delta": "after"})
        await listener.until("after")
        await asyncio.to_thread(live.publish, TOPIC, "done", {})

    listen(listener, lose_the_connection())

    assert [name for name, _ in listener.events] == ["text", "text", "done"]
