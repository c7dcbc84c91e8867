"""A conversation on paper: all that was asked and answered with where it comes from, and nothing of the app."""

import pytest
from django.test import Client as Browser

from accounts.models import User
from branding.models import Brand
from chat.models import Answer, Citation, Conversation, Question
from tenants.context import tenant_scope
from tests.chat.test_history import said
from tests.pages import words


@pytest.fixture
def ann(acme, make_person) -> User:
    return make_person(acme, name="Ann")


@pytest.fixture
def browser(acme, ann, browser_of) -> Browser:
    return browser_of(acme, ann)


@pytest.fixture
def talk(acme, ann) -> Conversation:
    with tenant_scope(acme):
        Brand.objects.create(product_name="Acme Benefits", disclaimer="Only the plan documents bind.")
        talk = said(ann, "How often are cleanings free?", "Twice a year, says the dental plan [1].")
        Citation.objects.filter(number=1).update(plan_year="2027")
        return talk


def test_sheet_has_question_answer_sources_and_that_documents_decide(browser, talk):
    response = browser.get(f"/c/{talk.pk}/print/")

    page = words(response)
    assert "How often are cleanings free?" in page
    assert "Twice a year, says the dental plan" in page
    assert "Guide, plan year 2027, page 4: “Two cleanings a year.”" in page
    assert "Near" not in page
    assert "Printed on" in page
    assert "the plan documents decide" in page
    assert "Only the plan documents bind." in page
    for chrome in ('id="question"', "site-header", "answer-actions", "feedback-", "user-menu"):
        assert chrome not in response.text


def test_sheet_shows_the_branch_that_was_looked_at_and_says_what_is_not_complete(acme, browser, talk):
    with tenant_scope(acme):
        old = talk.questions.get()
        other = Question.objects.create(conversation=talk, text="And crowns?")
        Answer.objects.create(question=other, status="interrupted", reason="model_interrupted", text="Half")

    shown = words(browser.get(f"/c/{talk.pk}/print/"))
    before = words(browser.get(f"/c/{talk.pk}/print/", {"at": old.pk}))

    assert "And crowns?" in shown
    assert "This answer is not complete." in shown
    assert "cleanings free?" not in shown.replace(talk.title, "", 2)
    assert "And crowns?" not in before
    assert f"/c/{talk.pk}/print/?at={old.pk}" in browser.get(f"/c/{talk.pk}/", {"at": old.pk}).text


def test_nobody_else_prints_it(acme, talk, make_person, browser_of):
    assert browser_of(acme, make_person(acme, "hr_admin")).get(f"/c/{talk.pk}/print/").status_code == 404
