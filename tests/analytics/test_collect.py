"""From what is told to what is counted: nothing lost, nothing doubled, nobody named."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

from analytics import people
from analytics.collect import flush as flushing
from analytics.measures import Family
from analytics.models import Event, PersonNumber, Rollup
from tenants import event_stream
from tenants.context import tenant_scope
from tenants.events import Kind, gathering, hushed, new_event_id, pseudonym_of, quarter_of, track
from tenants.redis import redis

NOW = datetime(2026, 11, 25, 10, 20, tzinfo=UTC)
ANSWER = {
    "outcome": "answered",
    "proof": "proven",
    "route": "document",
    "language": "en",
    "milliseconds": 1200,
    "micro_usd": 300,
    "documents": ["0193", "0194"],
}


def rows(client, grain: str = "h") -> dict[tuple[str, str], tuple[int, int]]:
    """Return count and people of each family and part."""
    with tenant_scope(client):
        return {
            (row.family, row.part): (row.count, people.how_many(row.people))
            for row in Rollup.objects.filter(grain=grain)
        }


def waiting(client) -> list[dict]:
    return [json.loads(payload) for _, payload in event_stream.waiting(client.schema_name, most=1000)]


def test_what_is_told_waits_with_a_pseudonym_and_no_id_of_anybody(acme, make_person, tell):
    person = make_person(acme)

    tell(acme, person, "page_view", "chat:home", at=NOW)

    (event,) = waiting(acme)
    assert (event["kind"], event["name"], event["version"]) == ("page_view", "chat:home", 1)
    assert UUID(event["id"]).version == 7
    assert str(person.pk) not in json.dumps(event)
    assert acme.schema_name in event_stream.clients_waiting()


def test_ids_of_events_are_in_the_order_of_time():
    made = [new_event_id() for _ in range(200)]

    assert len(set(made)) == 200
    assert [one.int >> 80 for one in made] == sorted(one.int >> 80 for one in made)
    assert {one.version for one in made} == {7}


@pytest.mark.parametrize("role", ["hr_editor", "hr_admin", "service"])
def test_nothing_is_told_of_whoever_is_no_employee(acme, make_person, tell, role):
    tell(acme, make_person(acme, role), "page_view", "chat:home")
    tell(acme, None, "page_view", "chat:home")

    assert waiting(acme) == []


def test_nothing_is_told_where_an_operator_looks_in(acme, make_person, tell):
    with hushed():
        tell(acme, make_person(acme), "page_view", "chat:home")

    assert waiting(acme) == []


def test_nothing_is_told_of_what_was_rolled_back(committed, make_person):
    acme = committed["acme"]
    person = make_person(acme)

    with tenant_scope(acme), pytest.raises(ZeroDivisionError), transaction.atomic():
        track(Kind.HAND_OVER, person=person)
        raise ZeroDivisionError

    assert waiting(acme) == []


def test_what_a_request_tells_is_sent_at_once_at_its_end(committed, make_person):
    acme = committed["acme"]
    person = make_person(acme)

    with tenant_scope(acme), gathering():
        track(Kind.PAGE_VIEW, "one", person=person)
        track(Kind.PAGE_VIEW, "two", person=person)
        before = waiting(acme)

    assert before == []
    assert [event["name"] for event in waiting(acme)] == ["one", "two"]


def test_two_clients_events_never_meet(committed, make_person, count):
    acme, globex = committed["acme"], committed["globex"]
    for client in (acme, globex, globex):
        with tenant_scope(client):
            track(Kind.PAGE_VIEW, client.subdomain, person=make_person(client))

    count(acme), count(globex)

    assert rows(acme)[("page", "acme")] == (1, 1)
    assert rows(globex)[("page", "globex")] == (2, 2)
    assert ("page", "globex") not in rows(acme)


def test_answer_counts_in_every_family_it_belongs_to(acme, make_person, tell, count):
    person = make_person(acme)
    tell(acme, person, "chat_message", at=NOW, **ANSWER)
    tell(acme, person, "chat_message", at=NOW, outcome="refused", reason="legal", route="refuse", language="es")

    count(acme, now=NOW)

    told = rows(acme)
    assert told[("questions", "")] == (2, 1)
    assert told[("outcome", "answered")] == told[("outcome", "refused")] == (1, 1)
    assert told[("proof", "proven")] == (1, 1)
    assert ("proof", "other") not in told
    assert told[("refusal", "legal")] == (1, 1)
    assert told[("class", "")] == (2, 1)
    assert told[("document", "0193")] == told[("document", "0194")] == (1, 1)
    assert told == rows(acme, "d")


def test_times_and_cost_stand_with_the_questions_alone(acme, make_person, tell, count):
    tell(acme, make_person(acme), "chat_message", at=NOW, **ANSWER)
    tell(acme, make_person(acme), "chat_message", at=NOW, **{**ANSWER, "milliseconds": 800, "micro_usd": 0})

    count(acme, now=NOW)

    with tenant_scope(acme):
        row = Rollup.objects.get(grain="h", family=Family.QUESTIONS)
        others = Rollup.objects.exclude(family=Family.QUESTIONS)
        assert (row.milliseconds, sum(row.times), row.micro_usd) == (2000, 2, 300)
        assert not others.exclude(milliseconds=0).exists()


def test_parts_of_a_partition_add_up_to_the_whole(acme, make_person, tell, count):
    for outcome, proof in (("answered", "proven"), ("answered", "cut"), ("failed", ""), ("asked_back", ""), ("", "")):
        tell(acme, make_person(acme), "chat_message", at=NOW, outcome=outcome, proof=proof)

    count(acme, now=NOW)

    told = rows(acme)
    for family in ("outcome", "language", "class"):
        assert sum(number for (name, _), (number, _) in told.items() if name == family) == 5, family
    assert {name: number for name, number in told.items() if name[0] == "route"} == {("route", "other"): (2, 2)}
    assert {name: number for name, number in told.items() if name[0] == "proof"} == {
        ("proof", "proven"): (1, 1),
        ("proof", "cut"): (1, 1),
    }


def test_same_event_twice_is_counted_once(acme, make_person, tell, count):
    tell(acme, make_person(acme), "page_view", "chat:home", at=NOW)
    ((_, payload),) = event_stream.waiting(acme.schema_name, most=10)
    event_stream.append(acme.schema_name, [json.loads(payload)])

    count(acme, now=NOW)
    event_stream.append(acme.schema_name, [json.loads(payload)])
    count(acme, now=NOW)

    assert rows(acme)[("page", "chat:home")] == (1, 1)
    assert waiting(acme) == []
    assert event_stream.clients_waiting() == set()


def test_event_that_comes_late_is_added_to_its_own_hour_and_day(acme, make_person, tell, count):
    person, other = make_person(acme), make_person(acme)
    tell(acme, person, "page_view", "chat:home", at=NOW)
    count(acme, now=NOW)

    tell(acme, other, "page_view", "chat:home", at=NOW)
    count(acme, now=NOW + timedelta(days=2))

    assert rows(acme)[("page", "chat:home")] == rows(acme, "d")[("page", "chat:home")] == (2, 2)


def test_person_has_one_number_in_a_quarter_and_another_name_in_the_next(acme, make_person, tell, count):
    person = make_person(acme)
    december, january = datetime(2026, 12, 31, 12, tzinfo=UTC), datetime(2027, 1, 1, 12, tzinfo=UTC)
    for at in (december, december + timedelta(hours=2), january):
        tell(acme, person, "page_view", "chat:home", at=at)

    count(acme, now=january)

    with tenant_scope(acme):
        numbers = list(PersonNumber.objects.order_by("quarter").values_list("number", flat=True))
        assert numbers == [0, 0]
        assert PersonNumber.objects.values("person").distinct().count() == 2
        assert pseudonym_of(person.pk, quarter_of(december)) != pseudonym_of(person.pk, quarter_of(january))


@pytest.mark.parametrize(
    "changed",
    [
        {"version": 99},
        {"kind": "telepathy"},
        {"id": "no id"},
        {"name": "x" * 61},
        {"person": None},
        {"at": "yesterday"},
        {"at": (NOW - timedelta(days=60)).timestamp()},
        {"at": (NOW + timedelta(days=1)).timestamp()},
        {"at": 1e300},
        {"data": {"documents": [["deep"]]}},
        {"data": {"reason": "x\0y"}},
        {"data": {"milliseconds": 2**40}},
        {"data": []},
    ],
    ids=lambda changed: f"{next(iter(changed))}={str(next(iter(changed.values())))[:12]}",
)
def test_event_that_cannot_be_read_is_set_aside_and_blocks_nothing(acme, make_person, tell, count, changed):
    tell(acme, make_person(acme), "page_view", "first", at=NOW)
    sound = waiting(acme)[0]
    event_stream.append(acme.schema_name, [{**sound, "id": str(new_event_id()), **changed}])
    tell(acme, make_person(acme), "page_view", "last", at=NOW)

    assert count(acme, now=NOW) == 3

    assert {part for family, part in rows(acme) if family == "page"} == {"first", "last"}
    assert waiting(acme) == []
    assert event_stream.set_aside_by_client() == {acme.schema_name: 1}
    aside = event_stream.aside_key(acme.schema_name)
    assert redis().llen(aside) == 1
    assert 0 < redis().ttl(aside) <= timedelta(days=30).total_seconds()


def test_line_that_is_no_json_is_set_aside(acme, make_person, tell, count):
    tell(acme, make_person(acme), "page_view", "first", at=NOW)
    redis().xadd(event_stream.stream_key(acme.schema_name), {"event": "{not json"})
    redis().xadd(event_stream.stream_key(acme.schema_name), {"other": "field"})

    assert count(acme, now=NOW) == 3

    assert rows(acme)[("page", "first")] == (1, 1)
    assert event_stream.set_aside_by_client() == {acme.schema_name: 2}


def test_run_that_breaks_before_it_commits_leaves_all_to_the_next(committed, make_person, count, monkeypatch):
    acme = committed["acme"]
    person = make_person(acme)
    with tenant_scope(acme), gathering():
        for number in range(5):
            track(Kind.PAGE_VIEW, f"page-{number}", person=person)

    def breaks(_):
        raise DatabaseError("gone")

    monkeypatch.setattr(flushing, "add_to_rollups", breaks)
    with pytest.raises(DatabaseError):
        count(acme)
    monkeypatch.undo()
    with tenant_scope(acme):
        assert not Event.objects.exists()
    count(acme)

    assert rows(acme)[("active", "")] == (5, 1)


def test_run_that_breaks_after_it_has_committed_doubles_nothing(committed, make_person, count, monkeypatch):
    acme = committed["acme"]
    person = make_person(acme)
    with tenant_scope(acme), gathering():
        for number in range(5):
            track(Kind.PAGE_VIEW, f"page-{number}", person=person)

    def breaks(*_, **__):
        raise RedisError("gone")

    monkeypatch.setattr(event_stream, "done", breaks)
    with pytest.raises(RedisError):
        count(acme)
    monkeypatch.undo()
    assert len(waiting(acme)) == 5
    count(acme)

    assert rows(acme)[("active", "")] == (5, 1)
    assert waiting(acme) == []


def test_what_finds_no_room_is_counted(acme, make_person, tell, monkeypatch):
    monkeypatch.setattr(event_stream, "MOST_WAITING", 3)
    for _ in range(5):
        tell(acme, make_person(acme), "page_view", "chat:home")

    assert len(waiting(acme)) == 3
    assert event_stream.lost_by_client() == {acme.schema_name: 2}


def test_nothing_breaks_without_redis_and_nobody_waits_twice(acme, make_person, tell, monkeypatch):
    asked = []

    def is_down(*_):
        asked.append(1)
        raise RedisConnectionError("down")

    monkeypatch.setattr(event_stream, "_run_append", is_down)
    monkeypatch.setattr(event_stream._Rest, "until", 0.0)
    for _ in range(3):
        tell(acme, make_person(acme), "page_view", "chat:home")
    monkeypatch.setattr(event_stream._Rest, "until", 0.0)

    assert len(asked) == 1


def test_redis_that_has_forgotten_the_script_is_given_it_again(acme, make_person, tell):
    tell(acme, make_person(acme), "page_view", "chat:home")
    redis().script_flush()

    tell(acme, make_person(acme), "page_view", "chat:home")

    assert len(waiting(acme)) == 2


def test_sample_holds_whole_people(acme, make_person, tell, settings):
    settings.EVENT_SAMPLE_PERCENT = 50
    everybody = [make_person(acme) for _ in range(24)]
    for person in everybody * 2:
        tell(acme, person, "page_view", "chat:home")

    told = [event["person"] for event in waiting(acme)]
    assert 0 < len(set(told)) < 24
    assert all(told.count(person) == 2 for person in told)


def test_all_are_counted_unless_it_is_said_otherwise():
    assert settings.EVENT_SAMPLE_PERCENT == 100


def test_event_that_came_before_its_time_was_kept_is_of_now(acme, make_person, tell, count):
    tell(acme, make_person(acme), "page_view", "chat:home")

    count(acme)

    with tenant_scope(acme):
        assert abs(Event.objects.get().at - timezone.now()) < timedelta(minutes=1)
