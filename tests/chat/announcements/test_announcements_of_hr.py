"""Announcements as HR writes, changes, publishes and ends them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from chat.announcements.links import render_announcement, wrong_links
from chat.announcements.write import (
    AnnouncementChanged,
    AnnouncementOver,
    end,
    publish,
    write,
)
from chat.models import Announcement, AnnouncementVersion
from tenants.audit.models import AuditEvent
from tenants.clock import today
from tests.chat.announcements.announcing import DAYS, ENDS, LIST, rewrite, titles
from tests.pages import words

pytestmark = pytest.mark.usefixtures("in_acme", "extractive")


def test_admin_changes_what_is_published_at_once_and_an_editor_takes_it_back_to_a_draft(ada, admin, editor, announced):
    row = announced()

    assert rewrite(row, title="By the admin", seen=2, by=admin)
    assert titles(ada) == ["By the admin"]
    assert not rewrite(row, title="By the editor", seen=3, by=editor)
    assert titles(ada) == []


def test_audit_tells_who_put_a_change_before_employees_and_who_took_one_from_them(
    acme, browser_of, make_person, admin, editor, announced
):
    row, other = announced(), make_person(acme, "hr_admin")

    rewrite(row, title="At once", seen=2, by=other, show_again=True)
    row.refresh_from_db()
    rewrite(row, title="Taken back", seen=3, by=editor)

    assert row.published_by == other
    events = AuditEvent.objects.filter(subject_id=str(row.pk), action="announcement.changed").order_by("number")
    assert [(event.actor_id, event.detail) for event in events] == [
        (other.pk, {"number": 3, "state": "published", "taken_back": False, "shown_again": True}),
        (editor.pk, {"number": 4, "state": "draft", "taken_back": True, "shown_again": False}),
    ]
    page = words(browser_of(acme, admin).get(f"{LIST}{row.pk}/"))
    assert "; employees saw it at once" in page
    assert "; a draft from then on" in page


def test_one_that_is_over_and_is_used_again_is_a_draft_until_an_admin_publishes_it(
    acme, browser_of, ada, admin, announced
):
    row = announced()
    Announcement.objects.filter(pk=row.pk).update(last_day=today() - timedelta(days=1))
    browser = browser_of(acme, admin)
    sent = {"title": "Once more", "text": "Look.", "number": "2", "effective_from": today().isoformat()}

    form = words(browser.get(f"{LIST}{row.pk}/edit/"))
    browser.post(f"{LIST}{row.pk}/edit/", {**sent, "effective_to": today().isoformat()})
    row.refresh_from_db()

    assert "Save as a draft" in form
    assert (row.title, row.state) == ("Once more", Announcement.State.DRAFT)
    assert titles(ada) == []


def test_second_of_two_who_edit_at_once_is_told_and_can_save_what_was_typed(acme, browser_of, admin, announced):
    row = announced()
    browser = browser_of(acme, admin)
    sent = {**DAYS, "title": "Mine", "text": "My words.", "number": "2"}
    rewrite(row, title="Theirs", seen=2, by=admin)

    answer = browser.post(f"{LIST}{row.pk}/edit/", sent)
    row.refresh_from_db()

    assert answer.status_code == 422
    assert "Somebody changed this since you opened it. It says now: “Theirs: Choose your plan" in words(answer)
    assert 'value="Mine"' in answer.text
    assert "My words." in answer.text
    assert row.title == "Theirs"
    again = browser.post(f"{LIST}{row.pk}/edit/", {**sent, "number": str(answer.context["form"]["number"].value())})
    row.refresh_from_db()
    assert (again.status_code, row.title) == (302, "Mine")


def test_what_was_not_looked_at_is_not_published(admin, editor):
    row = write(ENDS, by=editor, now=timezone.now())
    rewrite(row, title="Other", seen=1, by=editor)

    with pytest.raises(AnnouncementChanged):
        publish(row, seen_number=1, day=today(), by=admin, now=timezone.now())


def test_one_whose_last_day_is_over_is_not_published(acme, browser_of, admin, editor):
    row = write(replace(ENDS, last_day=today() - timedelta(days=1)), by=editor, now=timezone.now())

    with pytest.raises(AnnouncementOver):
        publish(row, seen_number=1, day=today(), by=admin, now=timezone.now())
    answer = browser_of(acme, admin).post(f"{LIST}{row.pk}/publish/", {"number": "1"}, follow=True)
    assert "Its last day is over, so nobody would see it." in words(answer)


def test_one_that_was_ended_is_not_published_before_it_is_written_anew(acme, browser_of, ada, admin, announced):
    row = announced()
    end(row, by=admin, now=timezone.now())

    answer = browser_of(acme, admin).post(f"{LIST}{row.pk}/publish/", {"number": "3"}, follow=True)

    assert "It was ended, so it is not published." in words(answer)
    assert titles(ada) == []
    rewrite(row, seen=3, by=admin)
    assert publish(row, seen_number=4, day=today(), by=admin, now=timezone.now())


def test_link_to_a_document_that_is_withdrawn_stays_until_hr_takes_it_out(
    acme, browser_of, admin, announced, publish_guide
):
    guide, other = publish_guide(), publish_guide(title="Withdrawn too")
    row = announced(document=guide)
    for one in (guide, other):
        one.published_version = None
        one.save()
    browser = browser_of(acme, admin)

    form = browser.get(f"{LIST}{row.pk}/edit/")
    sent = {**DAYS, "title": "A typo less", "text": "Look.", "number": "2", "document": str(guide.pk)}
    browser.post(f"{LIST}{row.pk}/edit/", sent)
    row.refresh_from_db()

    assert "2027 Benefits Guide (withdrawn or over: shown without this link)" in words(form)
    assert "Withdrawn too" not in words(form)
    assert (row.title, row.document) == ("A typo less", guide)


def test_draft_that_is_put_away_is_called_so_and_not_ended(acme, browser_of, admin):
    row = write(ENDS, by=admin, now=timezone.now())
    browser = browser_of(acme, admin)

    browser.post(f"{LIST}{row.pk}/end/")
    page, listed = words(browser.get(f"{LIST}{row.pk}/")), words(browser.get(LIST))

    assert f"Put away by {admin.name}" in page
    assert "Ended by" not in page + listed
    assert "Put away" in listed
    actions = AuditEvent.objects.filter(subject_id=str(row.pk)).order_by("number").values_list("action", flat=True)
    assert list(actions) == ["announcement.written", "announcement.put_away"]


def test_only_an_admin_publishes(acme, browser_of, admin, editor):
    row = write(ENDS, by=editor, now=timezone.now())
    address = f"{LIST}{row.pk}/"

    assert browser_of(acme, editor).post(f"{address}publish/", {"number": "1"}).status_code == 403
    assert "Publish" not in words(browser_of(acme, editor).get(address)).split()
    browser_of(acme, admin).post(f"{address}publish/", {"number": "1"})
    row.refresh_from_db()
    assert row.state == Announcement.State.PUBLISHED


def test_ended_one_is_shown_to_nobody_and_kept_with_all_it_said(acme, browser_of, ada, admin, announced):
    row = announced()
    rewrite(row, title="Later words", seen=2, by=admin)

    assert end(row, by=admin, now=timezone.now())
    assert not end(row, by=admin, now=timezone.now())

    assert titles(ada) == []
    assert "Over (1)" in words(browser_of(acme, admin).get(LIST))
    told = list(AnnouncementVersion.objects.values_list("number", "act", "told__title"))
    assert told == [
        (4, "ended", "Later words"),
        (3, "changed", "Later words"),
        (2, "published", "Enrollment ends soon"),
        (1, "written", "Enrollment ends soon"),
    ]
    acts = AuditEvent.objects.filter(subject_id=str(row.pk)).order_by("number").values_list("action", flat=True)
    assert list(acts) == [f"announcement.{act}" for act in ("written", "published", "changed", "ended")]


def test_hr_writes_looks_at_it_in_both_languages_and_publishes(acme, browser_of, ada, admin):
    browser = browser_of(acme, admin)
    sent = {"title": "  Flu   shots ", "text": "In the lobby.", "title_es": "Vacunas", "text_es": "En el vestíbulo."}
    sent |= {"effective_from": today().isoformat(), "effective_to": today().isoformat(), "page": "contacts"}

    page = browser.post(f"{LIST}add/", sent, follow=True)
    row = Announcement.objects.get()

    assert (row.title, row.state) == ("Flu shots", Announcement.State.DRAFT)
    assert "Flu shots In the lobby. See the people who can help" in words(page)
    assert "Vacunas En el vestíbulo. Ver quién puede ayudarle" in words(page)
    assert titles(ada) == []
    browser.post(f"{LIST}{row.pk}/publish/", {"number": "1"})
    assert titles(ada) == ["Flu shots"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Title: Write a title."),
        ({"text": "  "}, "Text: Write the text."),
        ({"text": "x" * 2001}, "Text: Ensure this value has at most 2000 characters"),
        ({"effective_to": ""}, "Shown until: Choose the last day on which employees see it."),
        ({"effective_to": "2098-01-01"}, "Shown until: The last day lies before the first one."),
        ({"effective_to": "2100-01-03"}, "Shown until: That is more than a year."),
        ({"effective_to": "9999-12-31"}, "Shown until: That is more than a year."),
        ({"effective_from": "2001-01-01", "effective_to": "2001-02-01"}, "Shown until: This day is over."),
        ({"title_es": "Hola"}, "Text in Spanish: Write the text in Spanish too"),
        ({"text_es": "Hola."}, "Title in Spanish: Write the title in Spanish too"),
        ({"text": "See [this](https://evil.example/)."}, "“https://evil.example/” is no page that all employees"),
        ({"page": "nowhere"}, "Leads to this page: Select a valid choice."),
        ({"work_states": "Atlantis"}, "“Atlantis” is no state."),
    ],
    ids=lambda value: "_".join(value) if isinstance(value, dict) else None,
)
def test_bad_input_is_refused_with_what_to_do_and_stays_in_the_form(acme, browser_of, admin, wrong, said):
    sent = {**DAYS, "title": "Kept title", "text": "Kept text.", **wrong}

    answer = browser_of(acme, admin).post(f"{LIST}add/", sent)

    assert answer.status_code == 422
    assert said in words(answer)
    assert ("Kept title" in answer.text) == ("title" not in wrong)
    assert ("Kept text." in answer.text) == ("text" not in wrong)
    assert not Announcement.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "plans/",
        "/no-such-page/",
        "/hr/people/",
        "/accounts/logout/",
        "/ask/",
        "/history/erase/",
        "/api/v1/ask",
        "/c/00000000-0000-4000-8000-000000000000/",
        '/plans/"onmouseover="alert(1)',
    ],
)
def test_link_leads_to_pages_of_all_employees_and_nowhere_else(address):
    text = f"[words]({address})"

    assert wrong_links(text) == [address]
    assert render_announcement(text) == "<p>words</p>"


@pytest.mark.parametrize("address", ["/", "/plans/", "/plans/compare/?care=much#first", "/calculators/hsa/"])
def test_link_to_a_page_of_employees_is_one(address):
    text = f"Look at [our & your plans]({address})."

    assert wrong_links(text) == []
    assert render_announcement(text) == f'<p>Look at <a href="{address}">our &amp; your plans</a>.</p>'


def test_what_hr_pastes_can_do_nothing():
    text = "<script>alert(1)</script> ![x](/plans/) <img src=x onerror=alert(1)> [<b>bold</b>](/plans/)"

    html = render_announcement(text)

    assert "<script" not in html
    assert "<img" not in html
    assert '<a href="/plans/">&lt;b&gt;bold&lt;/b&gt;</a>' in html


def test_form_comes_with_the_name_of_a_topic_and_says_where_it_is_from(acme, browser_of, editor):
    browser = browser_of(acme, editor)

    page = browser.get(f"{LIST}add/", {"about": "parking, garage"})

    assert 'value="About parking, garage"' in page.text
    assert "The title comes from a topic of your insights" in words(page)
    assert "topic of your insights" not in words(browser.get(f"{LIST}add/"))
