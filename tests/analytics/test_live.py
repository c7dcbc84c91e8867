"""The live page: what it tells is about enough people, and whoever looks at every moment of it learns no more."""

import json
import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisConnectionError

from analytics.live import publish as publishing
from analytics.live.publish import TOPIC, html_of, publish_while_watched
from analytics.live.state import live
from analytics.query.company import Company
from tenants import event_stream
from tenants.context import tenant_scope
from tenants.keys import client_key
from tenants.redis import redis
from tests.pages import words

NOW = datetime(2026, 11, 25, 10, 20, tzinfo=UTC)
COMPANY = Company(employees=100, fewest=5, minutes_saved=8, is_made_up=False)


def asked(client, person: str, *, at: datetime = NOW, outcome: str = "answered", milliseconds: int = 1000) -> None:
    data = {"outcome": outcome, "milliseconds": milliseconds}
    event = {"version": 1, "id": person, "kind": "chat_message", "name": "", "at": at.timestamp(), "person": person}
    event_stream.append(client.schema_name, [{**event, "data": data}])


def seen(client, person: str, *, at: datetime = NOW) -> None:
    event = {"version": 1, "id": person, "kind": "page_view", "name": "x", "at": at.timestamp(), "person": person}
    event_stream.append(client.schema_name, [{**event, "data": {}}])


def told(client, *, now: datetime = NOW, company: Company = COMPANY):
    with tenant_scope(client):
        return live(company, now=now)


def test_of_fewer_than_five_active_people_nothing_else_is_told(acme):
    for person in "abcd":
        for _ in range(10):
            asked(acme, person)

    found = told(acme)

    assert (found.active, found.a_minute, found.answered, found.average_seconds) == (None, None, None, None)
    assert "Fewer than 5" in html_of(found)
    assert re.findall(r"\d+(?:\.\d+)? ?%", html_of(found)) == []


def test_active_people_are_those_of_five_minutes_rounded_down(acme):
    for number in range(13):
        seen(acme, f"p-{number}", at=NOW - timedelta(minutes=1))
    for number in range(20):
        seen(acme, f"old-{number}", at=NOW - timedelta(minutes=6))

    assert told(acme).active == 10


def test_company_that_wants_more_people_behind_a_figure_has_them(acme):
    for number in range(9):
        seen(acme, f"p-{number}")

    assert told(acme).active == 5
    assert told(acme, company=Company(100, 10, 8, is_made_up=False)).active is None


def test_answers_are_told_once_enough_people_have_asked(acme):
    for person in "abcdefgh":
        seen(acme, person)
    for person in "abcd":
        asked(acme, person, milliseconds=2000)
    before = told(acme)
    asked(acme, "e", outcome="refused", milliseconds=2000)
    after = told(acme)

    assert before.a_minute is before.answered is before.average_seconds is None
    assert (after.answered, after.average_seconds, after.p95_seconds) == (80, 2.0, None)


def test_slowest_twentieth_is_told_of_twenty_answers_or_more(acme):
    for number in range(25):
        asked(acme, f"p-{number % 12}", milliseconds=1000 if number else 9000)

    found = told(acme)

    assert found.p95_seconds == pytest.approx(1.0, abs=0.11)
    assert len(found.pace.split()) == len(found.success.split())


def test_answers_of_half_an_hour_ago_are_told_no_more(acme):
    for person in "abcdef":
        asked(acme, person, at=NOW - timedelta(minutes=31))
        seen(acme, person)

    assert told(acme).a_minute is None


def test_people_of_the_quarter_before_are_not_counted_beside_themselves(acme):
    begun = datetime(2027, 1, 1, 0, 1, tzinfo=UTC)
    for person in "abc":
        asked(acme, f"{person}-old", at=begun - timedelta(minutes=2))
        asked(acme, f"{person}-new", at=begun)

    assert told(acme, now=begun).active is None


@pytest.mark.parametrize("seed", range(5))
def test_whoever_notes_every_moment_learns_nothing_of_fewer_than_five_people(acme, seed):
    """All that the page ever tells of answers is a function of the blocks. They hold every answer at most once, never
    change, and each is of five people: sums and differences of them are of whole blocks."""
    chance, noted, who = Random(seed), [], defaultdict(list)
    for second in range(120):
        at = NOW + timedelta(seconds=second)
        for _ in range(chance.randrange(3)):
            person = f"p-{chance.randrange(9)}"
            who[at.timestamp()].append(person)
            asked(acme, person, at=at, outcome=chance.choice(["answered", "refused"]))
        noted.append(event_stream.blocks(acme.schema_name, people=5, since=0))

    last = noted[-1]
    assert last
    for before in noted:
        assert last[: len(before)] == before
    for one, following in pairwise(last):
        assert one["to"] <= following["from"]
    assert sum(block["count"] for block in last) <= sum(map(len, who.values()))
    for block in last:
        people = {name for at, names in who.items() if block["from"] <= at <= block["to"] for name in names}
        assert len(people) >= block["people"] == 5


def test_page_shows_the_first_state_and_where_the_next_comes_from(acme, make_person, browser_of, employees):
    for number in range(7):
        seen(acme, f"p-{number}", at=timezone.now())

    page = browser_of(acme, make_person(acme, "hr_editor")).get("/hr/insights/live/")

    assert page.status_code == 200
    assert "About 5 people" in words(page)
    assert "Without scripts it does not change by itself" in words(page)
    assert re.search(r'data-live-kind="now"\s+data-live-url="/live/\?ticket=', page.text)


def test_page_without_redis_says_so_and_stays(acme, make_person, browser_of, employees, monkeypatch):
    browser = browser_of(acme, make_person(acme, "hr_editor"))

    def is_down(*_, **__):
        raise RedisConnectionError("down")

    monkeypatch.setattr(event_stream, "people_since", is_down)

    assert "cannot be read at the moment" in words(browser.get("/hr/insights/live/"))


def test_small_company_is_told_nothing_of_now(acme, make_person, browser_of):
    for number in range(30):
        seen(acme, f"p-{number}", at=timezone.now())

    page = browser_of(acme, make_person(acme, "hr_editor")).get("/hr/insights/live/")

    assert "nothing is shown of what happens now" in words(page)
    assert "data-live-url" not in page.text


def test_employee_does_not_get_the_page(acme, make_person, browser_of):
    assert browser_of(acme, make_person(acme)).get("/hr/insights/live/").status_code in (403, 404)


def test_nobody_is_told_anything_while_nobody_looks(acme):
    assert publish_while_watched(turn_seconds=5) == 0


def test_teller_tells_whoever_looks_and_stops_when_nobody_does(acme, make_person, browser_of, employees, monkeypatch):
    monkeypatch.setattr(publishing, "STEP_SECONDS", 0.05)
    monkeypatch.setattr(publishing, "UNHEARD_SECONDS", 0.5)
    for number in range(7):
        seen(acme, f"p-{number}", at=timezone.now())
    browser_of(acme, make_person(acme, "hr_editor")).get("/hr/insights/live/")

    assert publish_while_watched(turn_seconds=20) == 1

    with tenant_scope(acme):
        ((_, event),) = redis().xrange(client_key("live", TOPIC))
    assert "About 5" in json.loads(event["data"])["html"]
    assert publish_while_watched(turn_seconds=20) == 0


def test_there_is_one_teller_at_a_time(acme, make_person, browser_of, employees):
    browser_of(acme, make_person(acme, "hr_editor")).get("/hr/insights/live/")
    redis().set(publishing._lease_key(), "another", ex=30)

    assert publish_while_watched(turn_seconds=5) == 0


@pytest.fixture
def employees(acme, make_person) -> None:
    """Enough people that something may be told at all."""
    for _ in range(20):
        make_person(acme)
