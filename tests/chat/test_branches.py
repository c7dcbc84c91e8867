"""A question asked in other words: the old one is kept, with what followed it, and each branch has its own history."""

import re
from datetime import timedelta
from importlib import import_module
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.test import Client as Browser
from django.utils import timezone

from accounts.models import User
from chat import tasks
from chat.branches import Branches
from chat.models import Answer, Conversation, Question
from chat.pipeline.answer import _before
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, ask_instead, asker_of
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tests.pages import words

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def ann(acme, make_person) -> User:
    return make_person(acme, name="Ann")


@pytest.fixture
def browser(acme, ann, browser_of) -> Browser:
    return browser_of(acme, ann)


@pytest.fixture(autouse=True)
def unanswered(monkeypatch) -> None:
    monkeypatch.setattr(tasks.answer_question, "apply_async", lambda *arguments, **options: None)


class Talk:
    """Ann's conversation, asked over HTTP; every answer is there at once."""

    def __init__(self, client: ClientRef, browser: Browser) -> None:
        self.client, self.browser = client, browser
        self.pk: UUID | None = None

    def ask(self, text: str, **more: object) -> Question:
        named = {"conversation": self.pk} if self.pk else {}
        self.browser.post("/ask/", {"text": text, "client_token": uuid4(), **named, **more})
        return self.newest()

    def instead(self, question: Question, text: str, **more: object) -> Question:
        self.browser.post(f"/q/{question.pk}/instead/", {"text": text, "client_token": uuid4(), **more})
        return self.newest()

    def newest(self) -> Question:
        with tenant_scope(self.client):
            question = Question.objects.order_by("-created_at").first()
            Answer.objects.filter(status="pending").update(status="done", text=f"On: {question.text}")
        self.pk = question.conversation_id
        return question

    def shown(self, at: Question | None = None) -> list[str]:
        page = self.browser.get(f"/c/{self.pk}/", {"at": at.pk} if at else {}).text
        return re.findall(r'class="turn-words"[^>]*>([^<]*)<', page)


@pytest.fixture
def talk(acme, browser) -> Talk:
    return Talk(acme, browser)


def test_question_in_other_words_takes_the_place_of_the_old_one_and_of_what_followed(acme, talk):
    first = talk.ask("What is the copay?")
    talk.ask("And for a specialist?")

    other = talk.instead(first, "What is the deductible?")

    assert talk.shown() == ["What is the deductible?"]
    assert talk.shown(at=first) == ["What is the copay?", "And for a specialist?"]
    assert talk.shown(at=other) == ["What is the deductible?"]


def test_one_pages_from_one_way_of_asking_to_the_next_and_back(talk):
    first = talk.ask("What is the copay?")
    second = talk.instead(first, "What is the deductible?")
    third = talk.instead(second, "What is the premium?")

    page = talk.browser.get(f"/c/{talk.pk}/", {"at": second.pk})

    assert "2/3" in page.text
    assert "Way 2 of 3" in words(page)
    links = re.findall(r'href="([^"]*\?at=[^"]*#turn[^"]*)"', page.text)
    assert links == [f"/c/{talk.pk}/?at={one.pk}#turn-{one.pk}" for one in (first, third)]
    assert "1/1" not in talk.browser.get(f"/c/{talk.pk}/").text


def test_follow_up_comes_behind_what_its_page_shows_and_its_branch_is_shown_from_then_on(talk):
    first = talk.ask("What is the copay?")
    talk.ask("And for a specialist?")
    talk.instead(first, "What is the deductible?")

    talk.ask("And at urgent care?", behind=first.pk)

    assert talk.shown() == ["What is the copay?", "And for a specialist?", "And at urgent care?"]
    talk.ask("For a family?")
    assert talk.shown()[-1] == "For a family?"
    assert len(talk.shown()) == 4


def test_two_tabs_that_show_the_same_go_on_one_behind_the_other(talk):
    first = talk.ask("What is the copay?")

    talk.ask("In 2026?", behind=first.pk)
    talk.ask("In 2027?", behind=first.pk)

    assert talk.shown() == ["What is the copay?", "In 2026?", "In 2027?"]


def test_question_in_the_middle_keeps_what_was_before_it(talk):
    talk.ask("What is the copay?")
    middle = talk.ask("And for a specialist?")
    talk.ask("In 2027?")

    talk.instead(middle, "And at urgent care?")

    assert talk.shown() == ["What is the copay?", "And at urgent care?"]
    assert talk.shown(at=middle) == ["What is the copay?", "And for a specialist?", "In 2027?"]


def test_model_is_given_the_history_of_its_branch_alone(in_acme, ann, publish_guide, openai):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]."]

    def answered(asked) -> Question:
        run(asked.answer.pk, now=timezone.now())
        return Question.objects.select_related("conversation", "follows").get(pk=asked.question.pk)

    def put(text: str, conversation: Conversation | None = None) -> Question:
        asker = asker_of(ann)
        return answered(ask(text, asker=asker, page_token=uuid4(), conversation=conversation, now=timezone.now()))

    first = put("What does a specialist visit cost on the PPO 750?")
    put("And for a child?", first.conversation)
    asked = ask_instead(
        first,
        "What does a specialist visit cost?",
        asker=asker_of(ann),
        page_token=uuid4(),
        now=timezone.now(),
    )
    other = answered(asked)

    follow_up = put("And with a referral?", first.conversation)

    assert follow_up.follows == other
    earlier, _ = _before(follow_up.current_answer(), follow_up.conversation.questions.all())
    assert [past.text for past in earlier] == ["What does a specialist visit cost?"]
    sent = openai.calls("/v1/chat/completions")[-1].body["messages"]
    history = [message["content"] for message in sent if message["role"] == "user"][:-1]
    assert history == ["What does a specialist visit cost?"]


def test_sent_twice_it_is_asked_once_and_unchanged_it_is_not_asked_at_all(acme, talk):
    first = talk.ask("What is the copay?")
    token = uuid4()

    same = [
        talk.browser.post(f"/q/{first.pk}/instead/", {"text": "What is the deductible?", "client_token": token}).url
        for _ in range(2)
    ]
    talk.newest()
    talk.instead(first, "What is the copay?")

    assert same[0] == same[1]
    with tenant_scope(acme):
        assert Question.objects.count() == 2


def test_question_being_answered_is_not_asked_otherwise_and_the_words_are_kept(acme, talk):
    first = talk.ask("What is the copay?")
    with tenant_scope(acme):
        Answer.objects.update(status="streaming")

    page = talk.browser.post(f"/q/{first.pk}/instead/", {"text": "My other words"})
    fragment = talk.browser.post(f"/q/{first.pk}/instead/", {"text": "My other words"}, **HTMX)

    assert (page.status_code, fragment.status_code) == (422, 422)
    assert "This question is being answered right now." in words(page)
    assert "My other words" in page.text
    assert fragment["HX-Retarget"] == f"#edit-error-{first.pk}"
    with tenant_scope(acme):
        assert Question.objects.count() == 1


def test_plea_for_help_in_the_place_of_a_question_being_answered_is_answered_at_once(acme, talk):
    first = talk.ask("What does the EAP offer?")
    with tenant_scope(acme):
        Answer.objects.update(status="streaming")

    page = talk.browser.post(f"/q/{first.pk}/instead/", {"text": "I don't want to live anymore"}, **HTMX)

    assert page.status_code == 204
    plea = talk.newest()
    with tenant_scope(acme):
        assert "call or text **988**" in plea.current_answer().text
        assert first.answers.get().status == "streaming"


def test_pace_holds_for_other_words_as_for_any_question(acme, talk, monkeypatch):
    first = talk.ask("What is the copay?")
    monkeypatch.setattr("chat.pipeline.limits.QUESTIONS_A_MINUTE", 1)

    page = talk.browser.post(f"/q/{first.pk}/instead/", {"text": "What is the deductible?"})

    assert page.status_code == 422
    assert "more than 1 questions in a minute" in words(page)


def test_nobody_asks_in_anothers_place(acme, talk, make_person, browser_of):
    first = talk.ask("What is the copay?")
    ben = browser_of(acme, make_person(acme, name="Ben"))

    assert ben.post(f"/q/{first.pk}/instead/", {"text": "What is the deductible?"}).status_code == 404


def test_question_of_another_conversation_changes_nothing_of_the_one_shown(acme, talk):
    elsewhere = talk.ask("What is the premium?")
    talk.pk = None
    talk.ask("What is the copay?")

    assert talk.shown(at=elsewhere) == ["What is the copay?"]


def test_conversation_is_called_by_the_new_words_unless_it_has_a_name_of_its_own(acme, talk):
    first = talk.ask("What is the copay?")
    other = talk.instead(first, "What is the deductible?")
    with tenant_scope(acme):
        assert Conversation.objects.get().title == "What is the deductible?"
        Conversation.objects.update(title="Money")

    talk.instead(other, "What is the premium?")

    with tenant_scope(acme):
        assert Conversation.objects.get().title == "Money"


def test_all_branches_are_found_taken_along_and_erased(acme, talk):
    first = talk.ask("What is the copay?")
    follow_up = talk.ask("And for a chiropractor?")
    talk.instead(first, "What is the deductible?")

    found = talk.browser.get("/history/", {"q": "chiropractor"})
    file = talk.browser.get("/history/download/").text
    talk.browser.post("/history/erase/")

    assert f"/c/{talk.pk}/?at={follow_up.pk}#turn-{follow_up.pk}" in found.text
    assert re.findall(r"\*\*(You asked[^*]*)\*\*[^:]*: (.*)", file) == [
        ("You asked", "What is the copay?"),
        ("You asked", "And for a chiropractor?"),
        ("You asked, in other words", "What is the deductible?"),
    ]
    with tenant_scope(acme):
        assert not Question.objects.exists()


def test_conversations_from_before_have_one_branch(in_acme, ann):
    now = timezone.now()
    talks = [Conversation.objects.create(user=ann, title="Old") for _ in range(2)]
    asked = [
        Question.objects.create(
            conversation=talks[number % 2], text=str(number), created_at=now + timedelta(hours=number)
        )
        for number in range(4)
    ]

    import_module("chat.migrations.0008_the_persons_controls")._follow_the_one_before(apps, None)

    follows = dict(Question.objects.values_list("text", "follows"))
    assert follows == {"0": None, "1": None, "2": asked[0].pk, "3": asked[1].pk}
    assert [question.text for question in Branches.of(talks[0]).shown()] == ["0", "2"]
