"""A private conversation: marked, counted and listed nowhere, and gone when it ends, whoever or whatever ends it."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client as Browser
from django.utils import timezone

from accounts.models import User
from chat import tasks
from chat.erase import AT_ONCE, erase_outlived
from chat.keeping import keep_for, kept_days
from chat.models import Answer, Citation, Conversation, ModelCall, Question
from chat.pipeline.answer import _before
from chat.usage import usage_of
from tenants.context import platform_scope, tenant_scope
from tenants.keys import client_key
from tenants.live import publish
from tenants.models import Client as ClientRow
from tenants.redis import redis
from tests.chat.test_document_panels import answer_from
from tests.chat.test_history import said
from tests.pages import words

pytestmark = pytest.mark.usefixtures("proposes")


@pytest.fixture
def ann(acme, make_person) -> User:
    return make_person(acme, name="Ann")


@pytest.fixture
def browser(acme, ann, browser_of) -> Browser:
    return browser_of(acme, ann)


@pytest.fixture
def unanswered(monkeypatch) -> None:
    monkeypatch.setattr(tasks.answer_question, "apply_async", lambda *arguments, **options: None)


@pytest.fixture
def begin(acme, browser, unanswered):
    """Begin a private conversation and return its id; its answers are there at once."""

    def ask(text: str = "What is the copay for therapy?", **more: object) -> UUID:
        browser.post("/ask/", {"text": text, "client_token": uuid4(), "is_private": "on", **more})
        with tenant_scope(acme):
            Answer.objects.filter(status="pending").update(status="done", text="Therapy costs $30 [1].")
            return Question.objects.order_by("-created_at").first().conversation_id

    return ask


def kept(client) -> int:
    with tenant_scope(client):
        return Conversation.objects.count()


def test_private_conversation_tells_nothing_of_itself_but_on_its_own_page(acme, browser, begin, ann):
    with tenant_scope(acme):
        said(ann, "How often are cleanings free?", "Twice a year [1].")

    pk = begin()

    page = browser.get(f"/c/{pk}/")
    home, history = browser.get("/").text, browser.get("/history/").text
    assert "Private conversation. Erased when you end it or sign out, after 24 hours at the latest." in words(page)
    assert "End and erase" in words(page)
    assert "therapy" in page.text
    elsewhere = (
        home + history + browser.get("/history/", {"q": "therapy"}).text + browser.get("/history/download/").text
    )
    assert "How often are cleanings free?" in elsewhere
    assert "copay" not in elsewhere
    assert "Therapy costs" not in elsewhere
    # Its page offers neither a name nor a judgement, and its draft stays in no browser.
    assert "feedback-" not in page.text
    assert "rename-conversation" not in page.text
    assert "data-draft-key" not in page.text


def test_first_page_leads_back_to_the_one_that_is_open(acme, browser, begin):
    assert "is still open" not in words(browser.get("/"))

    pk = begin()

    page = browser.get("/")
    assert "A private conversation of yours is still open." in words(page)
    assert f"/c/{pk}/" in page.text


def test_its_questions_are_counted_nowhere_and_its_own_history_is_understood(acme, begin):
    pk = begin()
    assert begin("And for a child?", conversation=pk) == pk

    with tenant_scope(acme):
        conversation = Conversation.objects.get()
        first, second = conversation.questions.order_by("created_at")
        assert (conversation.title, conversation.is_private) == ("Private conversation", True)
        assert {first.is_counted, second.is_counted} == {False}
        earlier, _ = _before(second.current_answer(), second.conversation.questions.all())
        assert [past.text for past in earlier] == [first.text]


def test_what_is_asked_in_it_is_in_no_figure_of_hr(acme, publish_guide, make_person):
    with tenant_scope(acme):
        document = publish_guide()
    people = [make_person(acme) for _ in range(20)]
    with tenant_scope(acme):
        for person in people[:5]:
            answer_from(document, person)
        assert usage_of(document).answers == 5
        alone = answer_from(document, people[5])
        assert usage_of(document).answers == 6

        Question.objects.filter(pk=alone.question_id).update(is_counted=False)
        assert usage_of(document).answers == 5


def test_ended_it_is_erased_with_all_that_belongs_to_it(acme, browser, begin):
    pk = begin()
    with tenant_scope(acme):
        answer = Answer.objects.get()
        Citation.objects.create(answer=answer, number=1, document_title="Guide", page_number=4, quote="Therapy: $30.")
        ModelCall.objects.create(answer=answer, engine="m", prompt_version="v", end="finished", total_ms=1)
        publish(answer.topic, "text", {"delta": "Therapy costs $30"})
        key = client_key("live", answer.topic)
        assert redis().exists(key)

    page = browser.post(f"/c/{pk}/delete/", follow=True)

    assert "The conversation is erased." in words(page)
    with tenant_scope(acme):
        assert not redis().exists(key)
        counts = [model.objects.count() for model in (Conversation, Question, Answer, Citation)]
        assert counts == [0, 0, 0, 0]
        assert ModelCall.objects.get().answer is None
    assert browser.get(f"/c/{pk}/").status_code == 404


def test_signing_out_erases_it_and_keeps_the_others(acme, ann, browser, begin, make_person):
    ben = make_person(acme, name="Ben")
    begin()
    with tenant_scope(acme):
        said(ann, "How often are cleanings free?", "Twice a year [1].")
        Conversation.objects.create(user=ben, title="Private conversation", is_private=True)

    browser.post("/accounts/logout/")

    with tenant_scope(acme):
        left = set(Conversation.objects.values_list("title", "is_private"))
        assert left == {("How often are cleanings free?", False), ("Private conversation", True)}
        assert not Conversation.objects.of(ann).private().exists()


def test_another_private_one_takes_the_place_of_the_first(acme, begin):
    first, second = begin(), begin("And what does an HIV test cost?")

    with tenant_scope(acme):
        assert [conversation.pk for conversation in Conversation.objects.all()] == [second]
    assert first != second


def test_sent_twice_it_is_one_conversation_and_stays(acme, browser, begin):
    token = uuid4()

    begin(client_token=token)
    begin(client_token=token)

    assert kept(acme) == 1


def test_conversation_that_is_kept_is_not_made_private_by_a_later_question(acme, ann, browser, begin):
    with tenant_scope(acme):
        pk = said(ann, "How often are cleanings free?", "Twice a year [1].").pk

    assert begin("And crowns?", conversation=pk) == pk

    with tenant_scope(acme):
        assert not Conversation.objects.get().is_private
        assert set(Question.objects.values_list("is_counted", flat=True)) == {True}


def test_sweep_erases_it_within_a_day_though_somebody_still_looks_at_it(acme, begin):
    begin()
    now = timezone.now()

    with tenant_scope(acme):
        assert erase_outlived(now + timedelta(hours=22)) == 0
        assert erase_outlived(now + timedelta(hours=23, minutes=30)) == 1
        assert erase_outlived(now + timedelta(hours=23, minutes=30)) == 0
    assert kept(acme) == 0


def test_conversations_are_kept_as_long_as_the_company_says_and_no_longer(acme, ann, make_person):
    now = timezone.now()
    hr = make_person(acme, "hr_admin")
    with tenant_scope(acme):
        for days in (29, 31, 89, 91):
            said(ann, f"Asked {days} days ago?", "Yes [1].", hours_ago=days * 24)

        assert kept_days() == 90
        assert (erase_outlived(now), erase_outlived(now)) == (1, 0)
        keep_for(30, by=hr)
        assert erase_outlived(now) == 2
        assert [one.title for one in Conversation.objects.all()] == ["Asked 29 days ago?"]


def test_many_are_erased_a_batch_at_a_time(acme, ann, monkeypatch):
    long_ago = timezone.now() - timedelta(days=400)
    with tenant_scope(acme):
        Conversation.objects.bulk_create(
            Conversation(user=ann, title="Old", created_at=long_ago, updated_at=long_ago) for _ in range(AT_ONCE + 1)
        )

        assert erase_outlived(timezone.now()) == AT_ONCE
    assert kept(acme) == 1

    tasks.sweep_conversations()
    assert kept(acme) == 0


def test_sweep_comes_by_a_client_that_is_suspended(acme, begin):
    begin()
    with tenant_scope(acme):
        Conversation.objects.update(created_at=timezone.now() - timedelta(days=2))
    with platform_scope():
        ClientRow.objects.filter(pk=acme.id).update(status="suspended")

    tasks.sweep_conversations()

    assert kept(acme) == 0
