"""A day ends at midnight where the company is, in all that employees read of it."""

import json
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from benefits.models import PlanYear
from chat.announcements.write import publish, write
from chat.models import Answer, Receipt
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, asker_of
from tenants.clock import today
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client
from tests.chat.announcements.announcing import ENDS
from tests.pages import words

# 23:30 on November 30 in Los Angeles and half past midnight there; in New York both are on December 1.
LATE, NEXT_DAY = datetime(2026, 12, 1, 7, 30, tzinfo=UTC), datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
LAST_DAY = date(2026, 11, 30)
GUIDE = (("Open enrollment", "Open enrollment runs from November 2, 2026 through December 4, 2026."),)
pytestmark = pytest.mark.usefixtures("extractive")


@pytest.fixture
def at(monkeypatch):
    """Let it be this moment: at(LATE)."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def put_in_zone(db):
    def put(client, zone: str):
        with platform_scope():
            Client.objects.filter(pk=client.id).update(time_zone=zone)
            return Client.objects.get(pk=client.id).ref()

    return put


@pytest.fixture
def west(acme, put_in_zone):
    return put_in_zone(acme, "America/Los_Angeles")


@pytest.fixture
def east(globex, put_in_zone):
    return put_in_zone(globex, "America/New_York")


def add_year() -> None:
    days = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 12, 31)}
    PlanYear.objects.create(label="2027", enrolment_opens_on=date(2026, 11, 2), enrolment_closes_on=LAST_DAY, **days)


def test_enrollment_ends_at_midnight_of_each_company(west, east, make_person, browser_of, at):
    at(LATE)
    browsers = {}
    for client in (west, east):
        with tenant_scope(client):
            add_year()
        browsers[client.subdomain] = browser_of(client, make_person(client))

    assert "Today is the last day." in words(browsers["acme"].get("/"))
    assert "Last day to enroll" not in words(browsers["globex"].get("/"))
    # One after the other in one process: neither takes the other's day.
    assert "Today is the last day." in words(browsers["acme"].get("/"))

    at(NEXT_DAY)
    assert "Last day to enroll" not in words(browsers["acme"].get("/"))


def test_days_left_are_counted_from_the_companys_day(west, east, make_person, browser_of, at):
    at(datetime(2026, 11, 29, 7, 30, tzinfo=UTC))
    told = []
    for client in (west, east):
        with tenant_scope(client):
            add_year()
        told.append(words(browser_of(client, make_person(client)).get("/")))

    assert ["2 days left." in one for one in told] == [True, False]
    assert ["1 day left." in one for one in told] == [False, True]


def test_announcement_is_seen_until_midnight_of_its_last_day(west, east, make_person, browser_of, at):
    at(LATE)
    browsers = []
    for client in (west, east):
        admin = make_person(client, "hr_admin")
        with tenant_scope(client):
            draft = ENDS.__class__(**{**vars(ENDS), "last_day": LAST_DAY})
            row = write(draft, by=admin, now=timezone.now())
            publish(row, seen_number=1, day=date(2026, 11, 15), by=admin, now=timezone.now())
        browsers.append(browser_of(client, make_person(client)))

    assert ["Enrollment ends soon" in words(browser.get("/")) for browser in browsers] == [True, False]
    at(NEXT_DAY)
    assert "Enrollment ends soon" not in words(browsers[0].get("/"))


def test_question_of_the_evening_is_answered_as_of_that_day(west, make_person, publish_guide, at):
    at(LATE)
    person = make_person(west)
    with tenant_scope(west):
        publish_guide(passages=GUIDE)
        asked = ask(
            "How many days are left to enroll?",
            asker=asker_of(person),
            page_token=uuid4(),
            conversation=None,
            now=timezone.now(),
        )
        run(asked.answer.pk, now=timezone.now())

        answer = Answer.objects.get(pk=asked.answer.pk)
        receipt = json.loads(Receipt.objects.get(answer_id=answer.pk).content)
        assert "Counted from November 30, 2026, 4 days are left until December 4, 2026." in answer.text
        assert (receipt["as_of"], today()) == ("2026-11-30", LAST_DAY)
