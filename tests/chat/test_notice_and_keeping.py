"""What everybody is told once, and how long conversations are kept: HR says so, employees read it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from chat.keeping import kept_days
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tests.chat.test_history import said
from tests.pages import words

FACT = "HR cannot read your conversations. It sees how often subjects come up"


@pytest.fixture
def ann(acme, make_person) -> User:
    return make_person(acme, name="Ann")


def test_notice_is_shown_on_the_first_page_until_it_was_read_and_always_on_its_own(acme, ann, browser_of):
    browser = browser_of(acme, ann)
    before = words(browser.get("/"))
    assert FACT in before
    assert "Your conversations are erased 90 days after the last answer." in before

    after = words(browser.post("/notice/seen/", follow=True))

    assert FACT not in after
    assert "HR cannot read your conversations." in after
    assert FACT in words(browser.get("/notice/"))
    assert 'href="/notice/"' in browser.get("/").text
    with tenant_scope(acme):
        ann.refresh_from_db()
        seen = ann.notice_seen_at
        assert seen is not None
    browser.post("/notice/seen/")
    with tenant_scope(acme):
        ann.refresh_from_db()
        assert ann.notice_seen_at == seen


def test_notice_is_in_the_readers_language(acme, make_person, browser_of):
    sofia = browser_of(acme, make_person(acme, language="es"))

    assert "Recursos Humanos no puede leer sus conversaciones." in words(sofia.get("/notice/"))
    assert "Recursos Humanos no puede leer sus conversaciones. Ve" in words(sofia.get("/"))


def test_hr_admin_says_for_how_long_and_everybody_reads_it(acme, ann, make_person, browser_of):
    hr, browser = browser_of(acme, make_person(acme, "hr_admin")), browser_of(acme, ann)
    with tenant_scope(acme):
        said(ann, "How often are cleanings free?", "Twice a year [1].")

    page = words(hr.post("/hr/company/conversations/", {"days": 45}, follow=True))

    assert "Saved." in page
    assert "Each is erased 45 days after its last answer." in words(browser.get("/history/"))
    assert "kept until" in words(browser.get("/history/"))
    assert "erased 45 days after the last answer" in words(browser.get("/notice/"))
    with tenant_scope(acme):
        event = AuditEvent.objects.get(action="conversations.kept_for")
        assert event.detail == {"days": 45, "before": 90}


@pytest.mark.parametrize("days", ["29", "366", "", "many", "-1"])
def test_days_out_of_bounds_are_refused_with_what_is_possible(acme, make_person, browser_of, days):
    hr = browser_of(acme, make_person(acme, "hr_admin"))

    page = hr.post("/hr/company/conversations/", {"days": days})

    assert page.status_code == 422
    with tenant_scope(acme):
        assert kept_days() == 90


def test_editor_of_hr_does_not_say_it(acme, make_person, browser_of):
    editor = browser_of(acme, make_person(acme, "hr_editor"))

    assert editor.post("/hr/company/conversations/", {"days": 45}).status_code == 403
    assert "/hr/company/conversations/" not in editor.get("/hr/company/questions/").text


def test_each_conversation_says_until_when_it_is_kept(acme, ann, browser_of):
    with tenant_scope(acme):
        said(ann, "How often are cleanings free?", "Twice a year [1].")

    page = words(browser_of(acme, ann).get("/history/"))

    until = timezone.localdate() + timedelta(days=90)
    assert f"kept until {until:%B} {until.day}, {until.year}" in page
