"""A person's own conversations: looked through, taken along, erased; nobody else's among them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import User
from chat.models import Answer, Citation, Conversation, Question
from tenants.context import tenant_scope
from tests.chat.test_pages import words


def said(user: User, text: str, answer: str, *, hours_ago: int = 0, title: str = "") -> Conversation:
    now = timezone.now() - timedelta(hours=hours_ago)
    conversation = Conversation.objects.create(user=user, title=title or text, created_at=now, updated_at=now)
    question = Question.objects.create(conversation=conversation, text=text, created_at=now)
    row = Answer.objects.create(question=question, text=answer, status="done", created_at=now, finished_at=now)
    Citation.objects.create(answer=row, number=1, document_title="Guide", page_number=4, quote="Two\ncleanings a year.")
    Citation.objects.create(answer=row, number=2, document_title="Near", page_number=9, quote="Not it.", is_near=True)
    return conversation


@pytest.fixture
def ann(acme, make_person) -> User:
    return make_person(acme, name="Ann")


@pytest.fixture
def talks(acme, ann, make_person) -> None:
    ben = make_person(acme, name="Ben")
    with tenant_scope(acme):
        said(ann, "How often are cleanings free?", "Twice a year, says the dental plan [1].", hours_ago=3)
        said(ann, "¿Cuánto cuesta el médico?", "Cuesta $25 [1].", hours_ago=2)
        said(ben, "What does Ben ask of cleanings?", "Nobody else reads this [1].")


def test_all_of_ones_own_are_listed_and_nobody_elses(browser_of, acme, ann, talks) -> None:
    page = words(browser_of(acme, ann).get("/history/"))

    assert page.index("¿Cuánto cuesta el médico?") < page.index("How often are cleanings free?")
    assert "Ben" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("medico", ["¿Cuánto cuesta el médico?"]),
        ("MÉDICO 25", ["¿Cuánto cuesta el médico?"]),
        ("dental cleanings", ["How often are cleanings free?"]),
        ("medico dental", []),
        ("%", []),
        ("reads", []),
    ],
)
def test_words_are_found_however_they_are_written_and_all_must_be_there(
    browser_of, acme, ann, talks, query: str, found: list[str]
) -> None:
    page = words(browser_of(acme, ann).get("/history/", {"q": query}))

    listed = [text for text in ("How often are cleanings free?", "¿Cuánto cuesta el médico?") if f"{text} " in page]
    assert listed == found
    assert ("No conversation holds all of these words." in page) is not found


def test_the_place_where_it_was_said_stands_below_without_markers(browser_of, acme, ann, talks) -> None:
    page = words(browser_of(acme, ann).get("/history/", {"q": "dental"}))

    assert "Twice a year, says the dental plan." in page


def test_what_is_written_into_the_search_does_nothing(browser_of, acme, ann, talks) -> None:
    page = browser_of(acme, ann).get("/history/", {"q": '"><script>alert(1)</script>\0', "page": "x"})

    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_many_are_shown_on_pages_that_keep_the_search(browser_of, acme, ann) -> None:
    with tenant_scope(acme):
        for number in range(30):
            said(ann, f"Dental question {number}?", "Yes [1].", hours_ago=number)

    first = browser_of(acme, ann).get("/history/", {"q": "dental"})
    second = browser_of(acme, ann).get("/history/?q=dental&page=2")

    assert "?q=dental&amp;page=2" in first.text
    assert "Dental question 29?" in words(second)
    assert "Dental question 24?" not in words(second)


def test_all_is_taken_along_with_its_sources(browser_of, acme, ann, talks) -> None:
    file = browser_of(acme, ann).get("/history/download/")

    text = file.content.decode()
    assert file["Content-Disposition"] == 'attachment; filename="my-conversations.md"'
    assert file["Cache-Control"] == "no-store"
    assert text.index("## How often are cleanings free?") < text.index("## ¿Cuánto cuesta el médico?")
    assert "Twice a year, says the dental plan [1]." in text
    assert "- [1] Guide, page 4: “Two cleanings a year.”" in text
    assert "Near" not in text
    assert "Ben" not in text


def test_all_is_erased_and_what_is_being_answered_is_stopped(browser_of, acme, ann, talks) -> None:
    with tenant_scope(acme):
        open_one = said(ann, "And this?", "")
        waiting = Answer.objects.filter(question__conversation=open_one)
        waiting.update(status="streaming", lease=uuid4(), heartbeat_at=timezone.now())
    browser = browser_of(acme, ann)

    browser.get("/history/erase/")
    with tenant_scope(acme):
        assert Conversation.objects.of(ann).count() == 3
    page = words(browser.post("/history/erase/", follow=True))

    assert "All of your conversations are erased." in page
    with tenant_scope(acme):
        assert [conversation.user.name for conversation in Conversation.objects.all()] == ["Ben"]


def test_who_has_asked_nothing_is_led_to_a_question(browser_of, acme, ann) -> None:
    page = browser_of(acme, ann).get("/history/")

    assert "You have not asked anything yet." in words(page)
    assert "Erase all" not in page.text
