"""What HR announces: on the first page of whom it is for, on its days, until they put it away."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from benefits.audience import MeantFor
from benefits.models import BenefitClass
from chat.announcements.shown import all_for, dismiss, forget_dismissed, on_first_page
from chat.announcements.write import (
    publish,
    write,
)
from chat.models import Announcement, DismissedAnnouncement
from chat.tasks import sweep_client_conversations
from tenants.clock import today
from tenants.context import current_schema, tenant_scope
from tests.chat.announcements.announcing import ENDS, rewrite, titles
from tests.pages import words

pytestmark = pytest.mark.usefixtures("in_acme", "extractive")


def test_employee_reads_on_the_first_page_what_an_admin_has_published(acme, browser_of, ada, announced):
    announced()

    page = browser_of(acme, ada).get("/")

    assert "Enrollment ends soon Choose your plan now . You can compare them ." in words(page)
    assert '<a href="/plans/compare/">compare them</a>' in page.text


def test_draft_is_seen_by_nobody(ada, editor):
    write(ENDS, by=editor, now=timezone.now())

    assert titles(ada) == []


@pytest.mark.parametrize(("first", "last"), [(1, 9), (-9, -1)], ids=["to_come", "over"])
def test_it_is_seen_on_its_days_alone(ada, announced, first, last):
    row = announced(title="Now", first_day=today(), last_day=today())
    days = {"first_day": today() + timedelta(days=first), "last_day": today() + timedelta(days=last)}

    assert titles(ada) == ["Now"]
    Announcement.objects.filter(pk=row.pk).update(**days)
    assert titles(ada) == []


@pytest.mark.parametrize(
    ("meant_for", "theirs", "others"),
    [
        (MeantFor(classes=("UNION",)), {"class_code": "UNION"}, [{"class_code": "SAL"}, {}]),
        (MeantFor(work_states=("CA",)), {"work_state": "CA"}, [{"work_state": "TX"}, {}]),
        (MeantFor(hours="part_time"), {"hours": "part_time"}, [{"hours": "full_time"}, {}]),
    ],
    ids=["class", "state", "hours"],
)
def test_it_is_seen_by_whom_it_is_for_and_by_nobody_of_whom_that_is_not_known(
    acme, make_person, announced, meant_for, theirs, others
):
    for code in ("UNION", "SAL"):
        BenefitClass.objects.create(code=code, label=code.title())
    announced(meant_for=meant_for)

    assert titles(make_person(acme, "employee", **theirs)) == ["Enrollment ends soon"]
    assert [titles(make_person(acme, "employee", **facts)) for facts in others] == [[], []]


def test_three_stand_on_the_first_page_newest_first_and_the_rest_behind_a_link(acme, browser_of, ada, announced):
    for day in (1, 2, 3, 4, 5):
        announced(title=f"Of day {day}", first_day=date(2026, 1, day))
    browser = browser_of(acme, ada)

    first_page, everything = browser.get("/"), browser.get("/announcements/")

    assert titles(ada) == ["Of day 5", "Of day 4", "Of day 3"]
    assert "More announcements (2)" in words(first_page)
    assert [one.title for one in all_for(ada, today())] == [f"Of day {day}" for day in (5, 4, 3, 2, 1)]
    assert all(f"Of day {day}" in everything.text for day in (1, 2, 3, 4, 5))


def test_only_the_newest_stands_open_and_only_if_it_is_short(ada, announced):
    announced(title="Older", first_day=date(2026, 1, 1))
    announced(title="Newest", first_day=date(2026, 1, 2))

    assert [one.is_open for one in on_first_page(ada, today()).shown] == [True, False]
    announced(title="Long", text="Read on. " * 50, first_day=date(2026, 1, 3))
    assert [one.is_open for one in on_first_page(ada, today()).shown] == [False, False, False]


def test_what_a_person_puts_away_stays_away_for_them_alone_and_can_be_brought_back(
    acme, browser_of, make_person, ada, announced
):
    row = announced()
    browser, ben = browser_of(acme, ada), make_person(acme, "employee")

    browser.post(f"/announcements/{row.pk}/dismiss/")
    away = browser.get("/")
    everything = browser.get("/announcements/")

    assert (titles(ada), titles(ben)) == ([], ["Enrollment ends soon"])
    assert "All announcements" in words(away)
    assert "Enrollment ends soon" in words(everything)
    browser.post(f"/announcements/{row.pk}/dismiss/", {"undo": "1"})
    assert titles(ada) == ["Enrollment ends soon"]


def test_part_of_the_page_that_is_asked_for_by_a_script_shows_what_is_left(acme, browser_of, ada, announced):
    away = announced(title="Away", first_day=date(2026, 1, 2))
    announced(title="Left", first_day=date(2026, 1, 1))

    part = browser_of(acme, ada).post(f"/announcements/{away.pk}/dismiss/", headers={"HX-Request": "true"})

    assert "<html" not in part.text
    assert "It is put away." in words(part)
    assert "Left" in words(part)
    assert "Away" not in words(part)


def test_pages_of_one_that_is_not_for_them_are_not_there_for_an_employee(acme, browser_of, ada, announced):
    BenefitClass.objects.create(code="UNION", label="Union")
    row = announced(meant_for=MeantFor(classes=("UNION",)))
    browser = browser_of(acme, ada)

    assert browser.post(f"/announcements/{row.pk}/dismiss/").status_code == 404
    assert browser.get(f"/announcements/{row.pk}/document/").status_code == 404
    assert not DismissedAnnouncement.objects.exists()


def test_spanish_page_shows_the_spanish_text_or_marks_the_english_one(acme, browser_of, make_person, announced):
    eva = make_person(acme, "employee", language="es")
    row = announced(title_es="La inscripción termina pronto", text_es="Elija su plan.")

    assert "La inscripción termina pronto" in words(browser_of(acme, eva).get("/"))
    assert "Página de inicio" in words(browser_of(acme, eva).get("/announcements/"))
    Announcement.objects.filter(pk=row.pk).update(title_es="", text_es="")
    page = browser_of(acme, eva).get("/")
    assert 'class="announcement-title" lang="en"' in " ".join(page.text.split())
    with override("es"):
        assert [one.language for one in on_first_page(eva, today()).shown] == ["en"]


def test_document_is_read_by_whom_it_is_for_and_the_link_is_left_out_for_others(
    acme, browser_of, make_person, publish_guide, announced
):
    BenefitClass.objects.create(code="UNION", label="Union")
    guide = publish_guide(title="Union guide", audience=["UNION"])
    row = announced(document=guide)
    una, ada = make_person(acme, "employee", class_code="UNION"), make_person(acme, "employee")

    address = f"/announcements/{row.pk}/document/"
    read, refused = browser_of(acme, una).get(f"{address}?page=2"), browser_of(acme, ada).get(address)

    assert "Union guide" in words(read)
    assert "Page 2 of 4" in words(read)
    assert refused.status_code == 404
    assert on_first_page(una, today()).shown[0].document_url == address
    assert on_first_page(ada, today()).shown[0].document_url == ""


def test_document_that_is_withdrawn_is_linked_no_more(ada, publish_guide, announced):
    guide = publish_guide()
    announced(document=guide)

    assert on_first_page(ada, today()).shown[0].document_title == "2027 Benefits Guide"
    guide.published_version = None
    guide.save()
    assert on_first_page(ada, today()).shown[0].document_title == ""


def test_changed_one_is_shown_again_to_those_who_put_it_away_only_if_hr_says_so(ada, admin, announced):
    row = announced()
    dismiss(row, ada)

    rewrite(row, seen=2, by=admin)
    assert titles(ada) == []
    rewrite(row, seen=3, by=admin, show_again=True)
    assert titles(ada) == ["Enrollment ends soon"]


def test_what_was_put_away_is_forgotten_with_the_person_and_long_after_the_end(acme, make_person, ada, announced):
    row, old = announced(), announced(first_day=date(2020, 1, 1))
    ben = make_person(acme, "employee")
    for user in (ada, ben):
        dismiss(row, user)
        dismiss(old, user)
    Announcement.objects.filter(pk=old.pk).update(last_day=today() - timedelta(days=31))
    User.objects.filter(pk=ben.pk).update(is_active=False)

    sweep_client_conversations(current_schema())

    assert list(DismissedAnnouncement.objects.values_list("announcement", "user")) == [(row.pk, ada.pk)]


def test_what_was_put_away_is_forgotten_after_conversations_are_erased_never_before(acme):
    with CaptureQueriesContext(connection) as asked:
        sweep_client_conversations(current_schema())

    tables = [
        table
        for query in asked.captured_queries
        for table in ("chat_dismissedannouncement", "chat_conversation")
        if table in query["sql"]
    ]
    assert set(tables) == {"chat_dismissedannouncement", "chat_conversation"}
    assert tables == sorted(tables)


def test_nothing_that_was_put_away_is_forgotten_under_a_legal_hold(acme, ada, announced):
    dismiss(announced(), ada)
    User.objects.filter(pk=ada.pk).update(is_active=False)

    with tenant_scope(replace(acme, is_held=True)):
        assert forget_dismissed(today()) == 0
    assert forget_dismissed(today()) == 1


def test_announcement_of_another_client_is_seen_by_nobody_here(acme, globex, browser_of, ada, make_person):
    with tenant_scope(globex):
        other = make_person(globex, "hr_admin")
        row = write(ENDS, by=other, now=timezone.now())
        publish(row, seen_number=1, day=today(), by=other, now=timezone.now())
        assert titles(other) == ["Enrollment ends soon"]

    browser: Browser = browser_of(acme, ada)
    assert "Enrollment ends soon" not in browser.get("/").text
    assert browser.post(f"/announcements/{row.pk}/dismiss/").status_code == 404
