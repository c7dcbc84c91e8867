"""The live relay over the real ASGI application: who may listen, what is replayed, when it ends."""

import asyncio
import time

import pytest
from redis.asyncio.client import PubSub
from redis.exceptions import ConnectionError as RedisConnectionError

from tenants import live
from tenants.context import maintenance_scope, tenant_scope
from tenants.models import Client
from tenants.redis import redis, redis_in_bytes
from tenants.relay import relay
from tenants.switchboard import Switchboard, wait
from tests.tenants.listener import Listener, listen, run

TOPIC = "answer:7f1c"

ANN = live.Holder("ann", host="acme.localhost")


@pytest.fixture
def ticket(in_acme) -> str:
    return live.ticket(TOPIC, holder=ANN)


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


def test_stream_ends_with_its_holder_and_others_go_on(ticket):
    ann = Listener(ticket)
    bea = Listener(live.ticket(TOPIC, holder=live.Holder("bea", host="acme.localhost")))

    async def end_anns_sign_in() -> None:
        reading = asyncio.ensure_future(bea.listen())
        await ann.until("retry:")
        await asyncio.to_thread(live.end_tickets, ["ann"])
        async with asyncio.timeout(2):
            while not ann.is_closed:
                await asyncio.sleep(0.01)
        await asyncio.to_thread(live.publish, TOPIC, "done", {})
        await reading

    listen(ann, end_anns_sign_in())

    assert ann.events == []
    assert bea.events == [("done", {})]


def test_ticket_of_a_holder_that_ended_is_refused_so_that_no_browser_asks_again_and_again(ticket):
    live.publish(TOPIC, "done", {"html": "secret"})
    assert "secret" in listen(Listener(ticket)).body

    live.end_tickets(["ann"])

    # One given by a request that was under way at that moment is no better.
    late = live.ticket(TOPIC, holder=ANN)
    for ended in (ticket, late):
        refused = listen(Listener(ended))
        assert (refused.status, refused.body) == (404, "Not found\n")
    assert relay.open_streams == 0


def test_streams_of_a_client_that_is_suspended_end_and_others_go_on(acme, globex, ticket):
    with tenant_scope(globex):
        elsewhere = Listener(
            live.ticket(TOPIC, holder=live.Holder("bea", host="globex.localhost")), host="globex.localhost"
        )
    ann = Listener(ticket)

    async def suspend() -> None:
        reading = asyncio.ensure_future(elsewhere.listen())
        await ann.until("retry:")
        await elsewhere.until("retry:")
        await asyncio.to_thread(live.close_streams, acme.schema_name)
        async with asyncio.timeout(2):
            while not ann.is_closed:
                await asyncio.sleep(0.01)
        with tenant_scope(globex):
            await asyncio.to_thread(live.publish, TOPIC, "done", {})
        await reading

    listen(ann, suspend())
    again = listen(Listener(ticket))
    live.allow_streams(acme.schema_name)
    with tenant_scope(acme):
        live.publish(TOPIC, "done", {})

    assert (ann.events, elsewhere.events) == ([], [("done", {})])
    assert (again.status, again.body) == (404, "Not found\n")
    assert listen(Listener(ticket)).events == [("done", {})]


def test_suspending_a_client_closes_its_streams_and_reactivating_allows_them(
    acme, ticket, django_capture_on_commit_callbacks
):
    closed_key, states = live.read_ticket(ticket).closed_key, []

    with maintenance_scope():
        row = Client.objects.get(pk=acme.id)
        for status in ("suspended", "active"):
            with django_capture_on_commit_callbacks(execute=True):
                row.move_to(status)
            states.append(redis().exists(closed_key))

    assert states == [1, 0]


def test_one_holder_cannot_take_the_room_of_all(ticket, monkeypatch):
    monkeypatch.setattr("tenants.relay.MOST_OF_HOLDER", 1)
    first, second = Listener(ticket), Listener(ticket)
    other = Listener(live.ticket(TOPIC, holder=live.Holder("bea", host="acme.localhost")))

    async def open_more() -> None:
        await first.until("retry:")
        await second.listen()
        reading = asyncio.ensure_future(other.listen())
        await other.until("retry:")
        await asyncio.to_thread(live.publish, TOPIC, "done", {})
        await reading

    listen(first, open_more())

    assert (second.status, second.body) == (503, "Too many live pages\n")
    assert (first.status, other.status) == (200, 200)
    assert listen(Listener(ticket)).status == 200


def test_one_holder_cannot_take_the_room_of_all_by_coming_at_once(ticket, monkeypatch):
    monkeypatch.setattr("tenants.relay.MOST_OF_HOLDER", 3)
    live.publish(TOPIC, "done", {})
    listeners = [Listener(ticket) for _ in range(9)]

    async def come_at_once() -> None:
        await asyncio.gather(*(listener.listen() for listener in listeners))

    run(come_at_once())

    assert sorted(listener.status for listener in listeners) == [200] * 3 + [503] * 6


def test_browser_that_takes_nothing_for_a_while_misses_nothing(ticket):
    listener = Listener(ticket)

    async def be_slow() -> None:
        await listener.until("retry:")
        listener.hold()
        for number in range(450):
            await asyncio.to_thread(live.publish, TOPIC, "text", {"delta": str(number)})
        await asyncio.to_thread(live.publish, TOPIC, "done", {})
        listener.go_on()

    listen(listener, be_slow())

    assert [told["delta"] for name, told in listener.events if name == "text"] == [str(number) for number in range(450)]


def test_worker_of_the_release_before_that_only_rings_is_heard(ticket):
    listener = Listener(ticket)
    key = live.read_ticket(ticket).stream_key

    def tell_and_ring(event: str) -> None:
        redis().xadd(key, {"event": event, "data": "{}"})
        redis().publish(key, "")

    async def be_of_before() -> None:
        await listener.until("retry:")
        await asyncio.to_thread(tell_and_ring, "text")
        await listener.until("event: text")
        await asyncio.to_thread(tell_and_ring, "done")

    listen(listener, be_of_before())

    assert [name for name, _ in listener.events] == ["text", "done"]


def test_stream_in_which_something_happens_all_the_time_ends_also_if_nobody_told_that_its_ticket_is_void(
    ticket, monkeypatch
):
    monkeypatch.setattr("tenants.relay.HEARTBEAT_SECONDS", 0.5)
    listener = Listener(ticket)

    async def speak_on() -> None:
        await listener.until("retry:")
        redis().set(live.read_ticket(ticket).ended_key, "1")
        ends = time.monotonic() + 5
        while not listener.is_closed and time.monotonic() < ends:
            await asyncio.to_thread(live.publish, TOPIC, "text", {"delta": "on"})
            await asyncio.sleep(0.05)

    listen(listener, speak_on())

    assert listener.is_closed
    assert 0 < len(listener.events) < 40


def test_stream_is_open_for_no_longer_than_a_ticket_holds(ticket, monkeypatch):
    monkeypatch.setattr("tenants.relay.HEARTBEAT_SECONDS", 0.1)
    monkeypatch.setattr("tenants.relay.TICKET_SECONDS", 0.5)
    listener = Listener(ticket)
    began = time.monotonic()

    listen(listener)

    assert listener.is_closed
    assert listener.status == 200
    assert 0.5 <= time.monotonic() - began < 3


def test_channel_that_could_not_be_asked_for_is_asked_for_again(ticket, monkeypatch):
    live.publish(TOPIC, "text", {"delta": "there"})
    first, second = Listener(ticket), Listener(ticket)
    subscribe, failures = PubSub.subscribe, [RedisConnectionError("lost")]

    async def failing(self: PubSub, *channels: bytes) -> None:
        if failures:
            raise failures.pop()
        await subscribe(self, *channels)

    monkeypatch.setattr(PubSub, "subscribe", failing)

    async def come_again() -> None:
        await first.listen()
        reading = asyncio.ensure_future(second.listen())
        await second.until("there")
        await asyncio.to_thread(live.publish, TOPIC, "done", {})
        await reading

    run(come_again())

    assert (first.status, first.events, first.is_closed) == (200, [], True)
    assert [name for name, _ in second.events] == ["text", "done"]


@pytest.mark.parametrize("trouble", [RuntimeError("read() called"), OSError("reset")], ids=["runtime", "os"])
def test_hearing_goes_on_whatever_it_stumbles_over(ticket, monkeypatch, trouble):
    monkeypatch.setattr("tenants.switchboard.RECONNECT_SECONDS", 0.1)
    listener, troubles = Listener(ticket), [trouble]
    take_in = Switchboard._take_in

    def stumbling(self: Switchboard, kind: str, channel: bytes, data: bytes) -> None:
        if kind == "message" and troubles:
            raise troubles.pop()
        take_in(self, kind, channel, data)

    monkeypatch.setattr(Switchboard, "_take_in", stumbling)

    async def stumble() -> None:
        await listener.until("retry:")
        await asyncio.to_thread(live.publish, TOPIC, "text", {"delta": "missed"})
        await listener.until("missed")
        await asyncio.to_thread(live.publish, TOPIC, "done", {})

    listen(listener, stumble())

    assert [name for name, _ in listener.events] == ["text", "done"]


def test_what_comes_by_the_channel_is_what_the_stream_is_read_as(ticket):
    key = live.read_ticket(ticket).stream_key
    with redis_in_bytes().pubsub() as heard:
        heard.subscribe(key)
        live.publish(TOPIC, "text", {"delta": "Ä\n\r\u2028 & <b>"})
        told = next(message["data"] for message in heard.listen() if message["type"] == "message")

    ((event_id, fields),) = redis_in_bytes().xrange(key)

    assert told == live.sse_block(event_id, fields)


def test_holder_stays_ended_for_longer_than_any_of_its_tickets(ticket):
    live.end_tickets(["ann"])

    assert redis().ttl(live.read_ticket(ticket).ended_key) > live.TICKET_SECONDS + 600


def test_holder_that_ended_at_one_client_reads_on_at_another(globex, ticket):
    with tenant_scope(globex):
        live.end_tickets(["ann"])
    live.publish(TOPIC, "done", {})

    assert listen(Listener(ticket)).events == [("done", {})]


def test_topic_that_begins_again_is_heard_from_its_new_beginning(ticket):
    listener = Listener(ticket)

    async def lose_a_worker() -> None:
        await listener.until("retry:")
        await asyncio.to_thread(live.publish, TOPIC, "text", {"delta": "half"})
        await listener.until("half")
        await asyncio.to_thread(live.begin_anew, TOPIC)
        await asyncio.to_thread(live.publish, TOPIC, "reset", {})
        await asyncio.to_thread(live.publish, TOPIC, "done", {})

    listen(listener, lose_a_worker())

    assert [name for name, _ in listener.events] == ["text", "reset", "done"]


def test_nothing_after_done_is_sent(ticket):
    live.publish(TOPIC, "done", {})
    live.publish(TOPIC, "text", {"delta": "late"})

    assert listen(Listener(ticket)).events == [("done", {})]


def test_many_listeners_of_one_topic_are_served_at_once(in_acme):
    holders = [live.Holder(name, host="acme.localhost") for name in ("ann", "bea")]
    listeners = [Listener(live.ticket(TOPIC, holder=holder)) for holder in holders for _ in range(150)]

    async def serve() -> None:
        reading = [asyncio.ensure_future(listener.listen()) for listener in listeners]
        await asyncio.gather(*(listener.until("retry:") for listener in listeners))
        for number in range(20):
            await asyncio.to_thread(live.publish, TOPIC, "text", {"delta": str(number)})
        await asyncio.to_thread(live.publish, TOPIC, "done", {})
        await asyncio.wait_for(asyncio.gather(*reading), timeout=10)

    run(serve())

    assert {len(listener.events) for listener in listeners} == {21}


def test_relay_that_is_closed_leaves_no_connection_behind(ticket):
    live.publish(TOPIC, "done", {})
    before = {row["id"] for row in redis().client_list()}

    assert listen(Listener(ticket)).events == [("done", {})]

    # Redis may notice a moment later.
    ends = time.monotonic() + 2
    while (left := {row["id"] for row in redis().client_list()} - before) and time.monotonic() < ends:
        time.sleep(0.05)
    assert left == set()


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
    monkeypatch.setattr("tenants.switchboard.RECONNECT_SECONDS", 0.1)
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
