"""Rollups are what their events come to: counted once more, mended, and forgotten in time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from analytics import people
from analytics.collect.forget import forget_whose
from analytics.models import Event, PersonNumber, Rollup
from analytics.rollups.rebuild import first_whole_day, rebuild
from analytics.rollups.retention import events_kept, first_numbered_quarter, forget_old
from analytics.tasks import forget_old_events
from chat.models import Conversation, KeepingRule
from tenants.context import platform_scope, tenant_scope
from tenants.events import pseudonym_of, quarter_of
from tenants.models import Client
from tests.pages import words

NOW = datetime(2026, 11, 25, 10, 20, tzinfo=UTC)
ANSWER = {"outcome": "answered", "route": "document", "milliseconds": 900, "micro_usd": 70, "documents": ["d-1"]}


@pytest.fixture
def used(acme, make_person, tell, count):
    """Three days of questions and pages, counted."""
    everybody = [make_person(acme) for _ in range(4)]
    for back in range(3):
        for place, person in enumerate(everybody[: 2 + back]):
            at = NOW - timedelta(days=back, hours=place)
            tell(acme, person, "chat_message", at=at, **ANSWER)
            tell(acme, person, "page_view", "chat:home", at=at)
    count(acme, now=NOW)
    return acme


def differences(client, *, mend: bool = False, now: datetime = NOW) -> list:
    with tenant_scope(client):
        return list(rebuild(now=now, mend=mend))


def all_rows(client) -> list[tuple]:
    with tenant_scope(client):
        fields = ("grain", "starts_at", "family", "part", "count", "milliseconds", "times", "micro_usd")
        rows = Rollup.objects.order_by(*fields[:4])
        return [(*(getattr(row, name) for name in fields), bytes(row.people)) for row in rows]


def test_recount_finds_nothing_where_all_is_as_it_was_counted(used):
    assert all_rows(used)
    assert differences(used) == []


@pytest.mark.parametrize(
    "spoiled",
    [{"count": 99}, {"people": b"\xff"}, {"milliseconds": 1}, {"times": [1]}, {"micro_usd": 1}],
    ids=lambda spoiled: next(iter(spoiled)),
)
def test_recount_finds_and_mends_what_was_spoiled(used, spoiled):
    before = all_rows(used)
    with tenant_scope(used):
        row = Rollup.objects.filter(family="questions", grain="h").first()
        Rollup.objects.filter(pk=row.pk).update(**spoiled)

    assert len(differences(used)) == 1
    assert all_rows(used) != before
    assert len(differences(used, mend=True)) == 1
    assert all_rows(used) == before


def test_recount_brings_back_a_row_that_is_gone_and_takes_out_one_that_should_not_be(used):
    before = all_rows(used)
    with tenant_scope(used):
        Rollup.objects.filter(family="page").delete()
        Rollup.objects.create(
            grain="d", starts_at=NOW.replace(hour=0, minute=0), family="page", part="made:up", count=3
        )

    differences(used, mend=True)

    assert all_rows(used) == before


def test_recount_leaves_alone_what_is_counted_from_elsewhere_and_days_whose_events_are_gone(used):
    with tenant_scope(used):
        Rollup.objects.create(grain="d", starts_at=NOW.replace(hour=0, minute=0), family="topic", part="t", count=3)
        Rollup.objects.create(grain="d", starts_at=NOW - timedelta(days=200), family="page", part="old", count=3)

    assert differences(used, mend=True) == []


def test_recount_of_a_quarter_whose_people_have_no_numbers_holds_how_many_they_are(used):
    later = datetime(2027, 2, 10, tzinfo=UTC)
    with tenant_scope(used):
        PersonNumber.objects.filter(quarter__lt=first_numbered_quarter(later)).delete()
        assert not PersonNumber.objects.exists()
        kept = dict(Rollup.objects.values_list("pk", "people"))

    assert differences(used, now=later) == []

    with tenant_scope(used):
        row = Rollup.objects.filter(family="questions", grain="d").first()
        Rollup.objects.filter(pk=row.pk).update(count=1)
        assert len(list(rebuild(now=later, mend=True))) == 1
        row.refresh_from_db()
        assert (bytes(row.people), row.count) == (bytes(kept[row.pk]), people.how_many(row.people))
        assert not PersonNumber.objects.exists()


def test_command_tells_what_differs_and_mends_it(used, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    with tenant_scope(used):
        Rollup.objects.filter(family="active", grain="d").update(count=7)

    with pytest.raises(CommandError, match="3 rows of acme differ"):
        call_command("rebuild_rollups", client="acme", check=True, stdout=StringIO())
    told = StringIO()
    call_command("rebuild_rollups", client="acme", stdout=told)
    assert "day 2026-11-25 00:00 active: 7 of" in told.getvalue()
    assert "3 rows of acme were put right" in told.getvalue()
    told = StringIO()
    call_command("rebuild_rollups", client="acme", check=True, stdout=told)
    assert "All rows of acme are as their events" in told.getvalue()


def test_events_go_after_their_time_and_numbers_after_their_quarter(used):
    with tenant_scope(used):
        forget_old(now=NOW + timedelta(days=89))
        assert Event.objects.exists()
        assert not PersonNumber.objects.exists()
        forget_old(now=NOW + timedelta(days=94))
        assert not Event.objects.exists()
        assert Rollup.objects.filter(grain="h").exists()
        forget_old(now=NOW + timedelta(days=125))
        assert not Rollup.objects.filter(grain="h").exists()
        assert Rollup.objects.filter(grain="d").exists()


def test_events_are_kept_no_longer_than_conversations(used):
    with tenant_scope(used):
        KeepingRule.objects.create(days=30)
        assert events_kept() == timedelta(days=30)
        forget_old(now=NOW + timedelta(days=29))
        assert Event.objects.exists()
        forget_old(now=NOW + timedelta(days=34))
        assert not Event.objects.exists()


@pytest.mark.parametrize("status", ["suspended", "offboarding"])
def test_events_go_in_their_time_where_nobody_is_served(used, status):
    with tenant_scope(used):
        Event.objects.update(at=timezone.now() - timedelta(days=91))
    with platform_scope():
        Client.objects.filter(pk=used.id).update(status=status)

    forget_old_events()

    with tenant_scope(used):
        assert not Event.objects.exists()


def test_nothing_goes_under_a_legal_hold(used):
    with tenant_scope(replace(used, is_held=True)):
        forget_old(now=NOW + timedelta(days=400))
        assert Event.objects.exists()
        assert PersonNumber.objects.exists()
        assert Rollup.objects.filter(grain="h").exists()


def erased_by_one(client, person, *, is_held: bool = False) -> int:
    with tenant_scope(replace(client, is_held=is_held)):
        return forget_whose([pseudonym_of(person.pk, quarter_of(NOW))])


@pytest.fixture
def one(used):
    """Somebody who did something on each of the days."""
    with tenant_scope(used):
        return next(
            person
            for person in User.objects.filter(role="employee")
            if Event.objects.filter(person=pseudonym_of(person.pk, quarter_of(NOW))).count() == 6
        )


def test_events_of_whoever_has_erased_all_are_nobodys_and_known_again_by_nothing(used, one):
    with tenant_scope(used):
        before = {event.pk: event for event in Event.objects.all()}
        others = Event.objects.exclude(person=pseudonym_of(one.pk, quarter_of(NOW))).count()

    assert erased_by_one(used, one) == 6

    with tenant_scope(used):
        nobodys = Event.objects.filter(person="")
        assert nobodys.count() == 6
        assert not {event.pk for event in nobodys} & before.keys()
        assert all((event.at.minute, event.at.second, event.at.microsecond) == (0, 0, 0) for event in nobodys)
        assert {event.pk for event in Event.objects.exclude(person="")} <= before.keys()
        assert Event.objects.exclude(person="").count() == others


def test_recount_after_that_misses_nobody_and_still_finds_and_mends_what_was_spoiled(used, one):
    before = all_rows(used)
    erased_by_one(used, one)

    assert differences(used) == []
    assert differences(used, mend=True) == []
    assert all_rows(used) == before

    with tenant_scope(used):
        day = Rollup.objects.filter(family="questions", grain="d").order_by("starts_at")[0]
        Rollup.objects.filter(pk=day.pk).update(count=day.count + 1, milliseconds=1)
    assert len(differences(used, mend=True)) == 1
    assert all_rows(used) == before


@pytest.mark.parametrize("spoiled", [b"\xff", b"\x01"], ids=["more people than events are nobody's", "too few people"])
def test_recount_after_that_finds_people_who_are_not_of_the_events(used, one, spoiled):
    erased_by_one(used, one)
    with tenant_scope(used):
        day = Rollup.objects.filter(family="questions", grain="d").order_by("starts_at")[0]
        Rollup.objects.filter(pk=day.pk).update(people=spoiled)

    assert [one.place.family for one in differences(used)] == ["questions"]


def test_events_stay_somebodys_under_a_legal_hold(used, one):
    assert erased_by_one(used, one, is_held=True) == 0
    with tenant_scope(used):
        assert not Event.objects.filter(person="").exists()


def test_who_erases_all_conversations_is_in_no_event_any_more(
    acme, make_person, browser_of, tell, count, django_capture_on_commit_callbacks
):
    ann, ben = make_person(acme), make_person(acme)
    now = timezone.now()
    for person in (ann, ben):
        tell(acme, person, "page_view", "chat:home", at=now)
    count(acme)
    tell(acme, ann, "page_view", "chat:history", at=now)

    with django_capture_on_commit_callbacks(execute=True):
        browser_of(acme, ann).post("/history/erase/")

    nobodys = {(name, "") for name in ("chat:home", "chat:history", "erase_all")}
    with tenant_scope(acme):
        told = set(Event.objects.values_list("name", "person"))
        assert told == {("chat:home", pseudonym_of(ben.pk, quarter_of(now)))} | nobodys


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                "What stays if you erase them",
                "are kept for 30 days at most",
                "until 35 days after the end of the calendar quarter",
                "What was counted of them stays, without your words.",
            ),
        ),
        (
            "es",
            (
                "Qué queda si las borra",
                "se conservan como máximo 30 días",
                "hasta 35 días después del fin del trimestre",
                "Lo que se contó de ellas queda, sin sus palabras.",
            ),
        ),
    ],
)
def test_who_erases_all_conversations_is_told_before_what_stays_and_for_how_long(
    acme, make_person, browser_of, language, said
):
    ann = make_person(acme, language=language)
    with tenant_scope(acme):
        KeepingRule.objects.create(days=30)
        Conversation.objects.create(user=ann, title="Dental")
        assert events_kept().days == 30

    page = browser_of(acme, ann).get("/history/")

    assert [words_of for words_of in said if words_of not in words(page)] == []


@pytest.mark.parametrize(
    ("day", "first"),
    [(date(2027, 2, 4), date(2026, 10, 1)), (date(2027, 2, 5), date(2027, 1, 1)), (date(2027, 4, 1), date(2027, 1, 1))],
)
def test_numbers_of_a_quarter_are_kept_35_days_after_it(day, first):
    assert first_numbered_quarter(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)) == first


def test_first_day_that_is_counted_again_is_whole(acme):
    with tenant_scope(acme):
        day = first_whole_day(NOW)

        assert day > NOW - events_kept()
        assert (day.hour, day.minute) == (0, 0)
