"""What a fresh client lacks stands on HR's first page until it is there."""

from datetime import date

import pytest

from accounts.models import Invitation
from benefits.models import BenefitClass, Contact, PlanYear
from branding.models import Brand
from knowledge.workbench.first_steps import first_steps
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tests.pages import words

DAY = date(2026, 11, 27)


@pytest.fixture
def admin(acme, make_person):
    return make_person(acme, "hr_admin")


@pytest.fixture
def browser(acme, admin, browser_of):
    return browser_of(acme, admin)


def test_fresh_client_is_led_to_each_page_that_is_missing_something(acme, browser):
    page = browser.get("/hr/")

    assert "0 of 6 done" in words(page)
    for path in (
        "/hr/contacts/add/",
        "/hr/company/plan-years/",
        "/hr/company/classes/",
        "/hr/documents/upload/",
        "/hr/company/questions/",
        "/accounts/people/",
    ):
        assert f'<a href="{path}">' in page.text
        assert browser.get(path).status_code == 200


def test_each_step_is_done_by_what_it_asks_for_and_the_list_goes_when_all_are(in_acme, make_person, index_document):
    admin = make_person(in_acme, "hr_admin")

    def done() -> list[bool]:
        return [step.is_done for step in first_steps(DAY)]

    assert done() == [False] * 6
    Contact.objects.create(name="Benefits team", role="hr", phone="614-555-0110")
    assert done() == [True, False, False, False, False, False]
    PlanYear.objects.create(label="2025", starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    assert done()[1] is False
    PlanYear.objects.create(label="2026", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    assert done() == [True, True, False, False, False, False]
    BenefitClass.objects.create(code="SAL", label="Salaried")
    index_document("Guide", ["Dental is covered."], is_published=False)
    assert done() == [True, True, True, False, False, False]
    index_document("Guide 2", ["Dental is covered."])
    assert done() == [True, True, True, True, False, False]
    Brand.objects.create(product_name="Ask", suggested_questions=[{"text": "Is dental covered?", "language": "en"}])
    assert done() == [True, True, True, True, True, False]
    Invitation.objects.create(
        email="n@acme.example", role="employee", key_hash="x", expires_at="2027-01-01T00:00Z", invited_by=admin
    )
    assert first_steps(DAY) == []


def test_invitation_of_the_owner_by_an_operator_is_nobody_invited_yet(in_acme, make_person):
    make_person(in_acme, "hr_admin")
    Invitation.objects.create(email="o@acme.example", role="hr_admin", key_hash="x", expires_at="2027-01-01T00:00Z")

    assert first_steps(DAY)[5].is_done is False


def test_company_without_classes_takes_the_step_off_the_list(acme, admin, browser):
    assert browser.get("/hr/").text.count("We need none") == 2

    browser.post("/hr/first-steps/skip/", {"step": "classes"})
    browser.post("/hr/first-steps/skip/", {"step": "classes"})
    browser.post("/hr/first-steps/skip/", {"step": "contacts"})

    page = browser.get("/hr/")
    assert page.text.count("We need none") == 1
    assert "1 of 6 done" in words(page)
    with tenant_scope(acme):
        (event,) = AuditEvent.objects.filter(action="first_step.skipped")
        assert (event.actor_id, event.detail) == (admin.pk, {"step": "classes"})


def test_list_follows_a_document_that_is_published_in_its_row(acme, browser, index_document):
    with tenant_scope(acme):
        document = index_document("Guide", ["Dental is covered."], is_published=False)
    page = browser.get("/hr/").text
    assert 'id="first-steps"' in page
    assert 'hx-get="/hr/?part=steps"' in page

    published = browser.post(f"/hr/documents/{document.pk}/publish/", headers={"HX-Request": "true"})
    steps = browser.get("/hr/?part=steps", headers={"HX-Request": "true"})

    assert "documents-changed" in published.headers["HX-Trigger"]
    assert "1 of 6 done" in words(steps)
    assert steps.text.count("<section") == 1
    assert "<h1" not in steps.text


def test_list_that_has_nothing_left_leaves_its_empty_place(acme, browser, make_person, browser_of):
    editor = browser_of(acme, make_person(acme, "hr_editor"))

    steps = editor.get("/hr/?part=steps", headers={"HX-Request": "true"})

    assert steps.text.split() == ["<div", 'id="first-steps"', "hidden></div>"]


def test_editor_is_warned_of_missing_contacts_and_has_no_list_of_steps(acme, browser, make_person, browser_of):
    editor = browser_of(acme, make_person(acme, "hr_editor"))
    assert "First steps" in browser.get("/hr/").text

    page = editor.get("/hr/")

    assert "Now it can name nobody." in words(page)
    assert "First steps" not in page.text
    assert editor.post("/hr/first-steps/skip/", {"step": "classes"}).status_code == 403
    with tenant_scope(acme):
        assert len(first_steps(DAY)) == 6
        assert not first_steps(DAY)[2].is_done


def test_warning_goes_with_the_first_contact_or_an_assistance_line(acme, browser):
    assert "There are no contacts" in browser.get("/hr/").text

    with tenant_scope(acme):
        Brand.objects.create(product_name="Ask", help_phone="614-555-0110")

    assert "There are no contacts" not in browser.get("/hr/").text


def test_what_another_client_has_is_no_step_of_this_one(acme, globex, browser):
    with tenant_scope(globex):
        Contact.objects.create(name="Benefits team", role="hr", phone="614-555-0110")
        assert first_steps(DAY)[0].is_done

    assert "0 of 6 done" in words(browser.get("/hr/"))
