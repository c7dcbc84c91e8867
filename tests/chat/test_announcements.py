"""What HR announces: on the first page of whom it is for, on its days, until they put it away."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from benefits.audience import MeantFor
from benefits.models import BenefitClass
from chat.announcements.links import render_announcement, wrong_links
from chat.announcements.shown import all_for, dismiss, forget_dismissed, on_first_page
from chat.announcements.write import (
    AnnouncementChanged,
    AnnouncementOver,
    Draft,
    change,
    end,
    publish,
    write,
)
from chat.models import Announcement, AnnouncementVersion, DismissedAnnouncement
from chat.tasks import sweep_client_conversations
from tenants.audit.models import AuditEvent
from tenants.clock import today
from tenants.context import current_schema, tenant_scope
from tests.pages import words

ENDS = Draft(
    title="Enrollment ends soon",
    text="Choose your plan **now**.\n\nYou can [compare them](/plans/compare/).",
    first_day=date(2020, 1, 1),
    last_day=date(2099, 12, 31),
)
LIST = "/hr/company/announcements/"
DAYS = {"effective_from": "2099-01-01", "effective_to": "2099-02-01"}

pytestmark = pytest.mark.usefixtures("in_acme", "extractive")


@pytest.fixture
def admin(acme, make_person) -> User:
    return make_person(acme, "hr_admin")


@pytest.fixture
def editor(acme, make_person) -> User:
    return make_person(acme, "hr_editor")


@pytest.fixture
def ada(acme, make_person) -> User:
    return make_person(acme, "employee")


@pytest.fixture
def announced(admin) -> Callable[..., Announcement]:
    """Publish one: announced(title="…")."""

    def make(**facts: object) -> Announcement:
        row = write(replace(ENDS, **facts), by=admin, now=timezone.now())
        publish(row, seen_number=1, day=today(), by=admin, now=timezone.now())
        row.refresh_from_db()
        return row

    return make


def titles(user: User) -> list[str]:
    return [one.title for one in on_first_page(user, today()).shown]


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


def test_admin_changes_what_is_published_at_once_and_an_editor_takes_it_back_to_a_draft(ada, admin, editor, announced):
    row = announced()
    told = {"show_again": False, "now": timezone.now()}

    assert change(row, replace(ENDS, title="By the admin"), seen_number=2, by=admin, **told)
    assert titles(ada) == ["By the admin"]
    assert not change(row, replace(ENDS, title="By the editor"), seen_number=3, by=editor, **told)
    assert titles(ada) == []


def test_changed_one_is_shown_again_to_those_who_put_it_away_only_if_hr_says_so(ada, admin, announced):
    row = announced()
    dismiss(row, ada)

    change(row, ENDS, seen_number=2, show_again=False, by=admin, now=timezone.now())
    assert titles(ada) == []
    change(row, ENDS, seen_number=3, show_again=True, by=admin, now=timezone.now())
    assert titles(ada) == ["Enrollment ends soon"]


def test_second_of_two_who_edit_at_once_is_told_and_loses_nothing_that_was_typed(acme, browser_of, admin, announced):
    row = announced()
    browser = browser_of(acme, admin)
    sent = {**DAYS, "title": "Mine", "text": "My words.", "number": "2"}
    change(row, replace(ENDS, title="Theirs"), seen_number=2, show_again=False, by=admin, now=timezone.now())

    answer = browser.post(f"{LIST}{row.pk}/edit/", sent)
    row.refresh_from_db()

    assert answer.status_code == 422
    assert "Somebody else has changed it meanwhile" in words(answer)
    assert 'value="Mine"' in answer.text
    assert "My words." in answer.text
    assert row.title == "Theirs"


def test_what_was_not_looked_at_is_not_published(admin, editor):
    row = write(ENDS, by=editor, now=timezone.now())
    change(row, replace(ENDS, title="Other"), seen_number=1, show_again=False, by=editor, now=timezone.now())

    with pytest.raises(AnnouncementChanged):
        publish(row, seen_number=1, day=today(), by=admin, now=timezone.now())


def test_one_whose_last_day_is_over_is_not_published(acme, browser_of, admin, editor):
    row = write(replace(ENDS, last_day=today() - timedelta(days=1)), by=editor, now=timezone.now())

    with pytest.raises(AnnouncementOver):
        publish(row, seen_number=1, day=today(), by=admin, now=timezone.now())
    answer = browser_of(acme, admin).post(f"{LIST}{row.pk}/publish/", {"number": "1"}, follow=True)
    assert "Its last day is over, so nobody would see it." in words(answer)


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
    change(row, replace(ENDS, title="Later words"), seen_number=2, show_again=False, by=admin, now=timezone.now())

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
