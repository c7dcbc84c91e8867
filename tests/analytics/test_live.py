"""The live page: what it tells is about enough people, and whoever looks at every moment of it learns no more."""

import json
import re
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


def asked(
    client, person: str, *, at: datetime = NOW, outcome: str = "answered", milliseconds: int | None = 1000
) -> None:
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
    assert (after.a_minute, after.average_seconds, after.p95_seconds) == (0.2, 2, None)


def test_how_answers_ended_is_told_once_enough_people_are_on_either_side(acme):
    for person in "abcde":
        asked(acme, person, outcome="refused" if person == "e" else "answered")
        seen(acme, person)
    # Of one who was refused among five a share would say how it went.
    assert told(acme).answered is None
    assert "80" not in html_of(told(acme))

    for person in "fghij":
        asked(acme, person, outcome="failed" if person == "j" else "answered")
    assert told(acme).answered is None
    for person in "klmno":
        asked(acme, person, outcome="asked_back" if person == "o" else "refused")
    assert told(acme).answered == 55  # 8 of 14
    for person in "pqrst":
        asked(acme, person)
    assert told(acme).answered == 70  # 13 of 19


def test_people_of_whom_nobody_was_refused_are_told_as_that(acme):
    for person in "abcde":
        asked(acme, person)
        seen(acme, person)

    assert told(acme).answered == 100


def test_someone_who_was_refused_long_ago_holds_back_nothing(acme):
    for person in "abcde":
        asked(acme, person, at=NOW - timedelta(minutes=31), outcome="refused" if person == "e" else "answered")
    for person in "fghij":
        asked(acme, person)
        seen(acme, person)

    assert told(acme).answered == 100


def test_times_are_told_of_blocks_in_which_enough_people_have_one(acme):
    for person in "abcde":
        asked(acme, person, milliseconds=None if person == "e" else 9000)
        seen(acme, person)
    assert (told(acme).a_minute, told(acme).average_seconds) == (0.2, None)

    for person in "fghij":
        asked(acme, person, milliseconds=3400)
    assert told(acme).average_seconds == 3


@pytest.mark.parametrize(("questions", "a_minute"), [(5, 0.2), (8, 0.2), (9, 0.4), (14, 0.4), (15, 0.6)])
def test_pace_is_told_in_steps_of_more_questions_than_would_be_somebodys(acme, questions, a_minute):
    for number in range(questions):
        # One block, of which the last is the fifth to ask.
        person = "e" if number == questions - 1 else "abcd"[number % 4]
        asked(acme, person)
        seen(acme, person)

    assert told(acme).a_minute == pytest.approx(a_minute)


def test_slowest_twentieth_is_told_of_twenty_answers_or_more(acme):
    for number in range(25):
        asked(acme, f"p-{number % 12}", milliseconds=1000 if number else 9000)

    found = told(acme)

    assert found.p95_seconds == 2  # the class of a second ends a little above
    assert "<polyline" not in html_of(found)


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
    change, and each is of five people: sums and differences of them are of whole blocks. How answers ended is told of
    blocks one after the other, each in one such whole, with five people or nobody on either side."""
    chance, noted, happened = Random(seed), [], []
    for second in range(200):
        at = NOW + timedelta(seconds=second)
        if chance.random() < 0.8:
            person, outcome = f"p-{chance.randrange(30)}", chance.choices(["answered", "refused"], (4, 1))[0]
            happened.append((at.timestamp(), person, outcome))
            asked(acme, person, at=at, outcome=outcome)
        noted.append(event_stream.blocks(acme.schema_name, people=5, since=0, longest=1800))

    last = noted[-1]
    assert last
    for before in noted:
        assert last[: len(before)] == before
    for one, following in pairwise(last):
        assert one["to"] < following["from"]
    for block in last:
        assert len({person for at, person, _ in happened if block["from"] <= at <= block["to"]}) == block["people"] == 5
    ended = [(block["ended"], block["to"]) for block in last if "ended" in block]
    assert len(ended) > 1
    for (_, to), (following, _) in pairwise(ended):
        assert to < following["from"]
    for whole, to in ended:
        assert whole["from"] in {block["from"] for block in last}
        for side, outcome in (("answered", "answered"), ("unanswered", "refused")):
            people = [one for at, one, how in happened if whole["from"] <= at <= to and how == outcome]
            assert (whole[side], whole[f"{side}_people"]) == (len(people), len(set(people)))
            assert not people or len(set(people)) >= 5


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
