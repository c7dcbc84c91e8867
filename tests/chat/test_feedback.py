"""What a person thinks of an answer: said, changed, taken back; counted by reasons alone, read by nobody else."""

from uuid import uuid4

import pytest
from django.test import Client as Browser

from accounts.models import User
from chat.feedback import complain, opinion_of
from chat.models import Answer, Feedback
from tenants.context import tenant_scope
from tests.chat.test_history import said
from tests.pages import words

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def ann(acme, make_person) -> User:
    return make_person(acme, name="Ann")


@pytest.fixture
def browser(acme, ann, browser_of) -> Browser:
    return browser_of(acme, ann)


@pytest.fixture
def answer(acme, ann) -> Answer:
    with tenant_scope(acme):
        said(ann, "How often are cleanings free?", "Twice a year [1].")
        return Answer.objects.select_related("question").get()


@pytest.fixture
def told(acme):
    """Return what is stored now: (is_helpful, reason, comment), or None."""

    def read() -> tuple[bool, str, str] | None:
        with tenant_scope(acme):
            return Feedback.objects.values_list("is_helpful", "reason", "comment").first()

    return read


def test_answer_is_praised_blamed_and_the_word_taken_back_with_plain_forms(browser, answer, told):
    page = f"/c/{answer.question.conversation_id}/#feedback-{answer.pk}"

    assert browser.post(f"/a/{answer.pk}/helpful/").url == page
    assert told() == (True, "", "")

    assert browser.post(f"/a/{answer.pk}/unhelpful/", {"reason": "incomplete", "comment": " And crowns? "}).url == page
    assert told() == (False, "incomplete", "And crowns?")
    shown = words(browser.get(page))
    assert "Noted: Something is missing" in shown
    assert "And crowns?" in shown

    assert browser.post(f"/a/{answer.pk}/helpful/").url == page
    assert told() == (True, "", "")

    assert browser.post(f"/a/{answer.pk}/unsaid/").url == page
    assert told() is None


def test_this_is_wrong_is_said_with_one_press_and_the_fragment_asks_for_no_more_than_one_may_say(browser, answer, told):
    fragment = browser.post(f"/a/{answer.pk}/unhelpful/", {"reason": "wrong"}, **HTMX)

    assert told() == (False, "wrong", "")
    assert "Noted: Something in it is wrong" in words(fragment)
    assert fragment.text.count('aria-pressed="true"') == 1
    assert "<html" not in fragment.text


@pytest.mark.parametrize("sent", [{"reason": "hateful"}, {"reason": "other", "comment": "x" * 1001}])
def test_what_is_no_reason_or_too_long_changes_nothing(browser, answer, told, sent):
    browser.post(f"/a/{answer.pk}/unhelpful/", {"reason": "wrong"})

    page = browser.post(f"/a/{answer.pk}/unhelpful/", sent, follow=True)

    assert page.status_code == 200
    assert told() == (False, "wrong", "")


def test_identifiers_are_taken_out_of_a_comment(browser, answer, told):
    browser.post(f"/a/{answer.pk}/unhelpful/", {"reason": "other", "comment": "My SSN is 123-45-6789, so what"})

    assert "123-45" not in told()[2]
    assert told()[2].startswith("My SSN is •••")


@pytest.mark.parametrize(
    "facts",
    [
        {"reason": "crisis"},
        {"reason": "small_talk"},
        {"status": "failed"},
        {"status": "streaming"},
    ],
)
def test_what_is_not_to_be_judged_has_no_thumbs_and_takes_none(acme, browser, answer, told, facts):
    address = f"/c/{answer.question.conversation_id}/"
    assert "feedback-" in browser.get(address).text
    with tenant_scope(acme):
        Answer.objects.update(**facts)

    page = browser.get(address)
    refused = [browser.post(f"/a/{answer.pk}/{way}/").status_code for way in ("helpful", "unhelpful", "unsaid")]

    assert "feedback-" not in page.text
    assert refused == [404, 404, 404]
    assert told() is None


def test_nobody_else_judges_ones_answers_or_reads_what_was_said(acme, answer, told, browser_of, make_person):
    hr = browser_of(acme, make_person(acme, "hr_admin"))

    assert hr.post(f"/a/{answer.pk}/helpful/").status_code == 404
    assert hr.get(f"/a/{answer.pk}/").status_code == 404
    assert told() is None


def test_what_is_private_is_not_judged(acme, answer):
    with tenant_scope(acme):
        assert opinion_of(answer) is not None
        complain(answer, reason="wrong")
        answer.question.conversation.is_private = True

        assert opinion_of(answer) is None


def test_feedback_goes_with_the_conversation(acme, browser, answer, told):
    browser.post(f"/a/{answer.pk}/unhelpful/", {"reason": "wrong"})

    browser.post(f"/c/{answer.question.conversation_id}/delete/")

    assert told() is None


def test_another_attempt_is_judged_anew(acme, browser, answer):
    browser.post(f"/a/{answer.pk}/helpful/")
    with tenant_scope(acme):
        Answer.objects.create(question=answer.question, attempt=2, status="done", text="Three [1].")

    page = browser.get(f"/c/{answer.question.conversation_id}/").text

    assert "This helped" in page
    assert "Press again to take it back." not in page
    assert browser.post(f"/a/{uuid4()}/helpful/").status_code == 404
