"""What people do in the product is told, and what nobody is to know of is not."""

import json
from uuid import uuid4

import pytest
from django.utils import timezone

from benefits.models import BenefitClass
from chat.feedback import complain, praise
from chat.handover.send import Recipient, hand_over
from chat.models import Announcement, Answer, Citation, Conversation, HandOver, Question
from chat.pipeline.finish import Outcome, Record, finish
from chat.pipeline.steps import Steps
from chat.pipeline.stop import stop
from chat.receipts import Basis
from chat.told import outcome_of, proof_of
from tenants import event_stream
from tenants.clock import today
from tenants.context import tenant_scope


def told(client) -> list[tuple[str, str]]:
    return [(event["kind"], event["name"]) for event in events(client)]


def events(client) -> list[dict]:
    return [json.loads(payload) for _, payload in event_stream.waiting(client.schema_name, most=100)]


@pytest.fixture
def browser(acme, make_person, browser_of):
    return browser_of(acme, make_person(acme, name="Ann"))


def running(person, *, is_counted: bool = True, is_private: bool = False, **facts) -> Answer:
    """Return an answer that is being worked out."""
    conversation = Conversation.objects.create(user=person, title="Asked", is_private=is_private)
    question = Question.objects.create(conversation=conversation, text="My secret?", is_counted=is_counted)
    lease = uuid4()
    return Answer.objects.create(question=question, status="streaming", lease=lease, **facts)


def end(answer: Answer, outcome: Outcome, *, tools: frozenset[str] = frozenset()) -> None:
    record = Record({"total": 5}, Steps(), Basis(today(), None), tools)
    assert finish(answer, outcome, record, now=timezone.now())


def send(capture, act) -> None:
    with capture(execute=True):
        act()


def test_page_is_told_by_its_name_alone(acme, browser, django_capture_on_commit_callbacks):
    send(django_capture_on_commit_callbacks, lambda: browser.get("/history/?q=my+divorce"))

    assert sorted(told(acme)) == [("page_view", "chat:history"), ("search", "nothing")]
    assert "divorce" not in json.dumps(events(acme))


@pytest.mark.parametrize(
    ("path", "headers"),
    [("/history/", {"HTTP_HX_REQUEST": "true"}), ("/no-such-page/", {}), ("/accounts/login/", {})],
)
def test_fragment_missing_page_and_redirect_are_no_pages(
    acme, browser, django_capture_on_commit_callbacks, path, headers
):
    send(django_capture_on_commit_callbacks, lambda: browser.get(path, **headers))

    assert [kind for kind, _ in told(acme)] == []


@pytest.mark.parametrize("role", ["hr_editor", "hr_admin"])
def test_nothing_is_told_of_what_hr_looks_at(acme, make_person, browser_of, django_capture_on_commit_callbacks, role):
    browser = browser_of(acme, make_person(acme, role))

    send(django_capture_on_commit_callbacks, lambda: browser.get("/history/"))

    assert told(acme) == []


def test_private_conversation_is_no_page_that_was_looked_at(
    acme, make_person, browser_of, django_capture_on_commit_callbacks
):
    person = make_person(acme)
    with tenant_scope(acme):
        kept = Conversation.objects.create(user=person, title="Kept")
        private = Conversation.objects.create(user=person, title="Private", is_private=True)
    browser = browser_of(acme, person)

    for conversation in (private, kept):
        send(django_capture_on_commit_callbacks, lambda pk=conversation.pk: browser.get(f"/c/{pk}/"))

    assert told(acme) == [("page_view", "chat:conversation")]


@pytest.mark.parametrize(
    ("facts", "pages"),
    [
        ({"is_counted": False, "is_private": True}, []),
        ({"is_counted": False}, ["chat:print"]),
        ({}, ["chat:print", "chat:source", "chat:receipt"]),
    ],
    ids=["private", "a plea for help or small talk", "any other"],
)
def test_page_that_shows_what_is_in_no_count_is_no_page_that_was_looked_at(
    acme, make_person, browser_of, django_capture_on_commit_callbacks, facts, pages
):
    person = make_person(acme)
    with tenant_scope(acme):
        answer = running(person, **facts)
        end(answer, Outcome(Answer.Status.DONE, text="That."))
        citation = Citation.objects.create(
            answer=answer, number=1, document_title="Guide", page_number=4, quote="That is it."
        )
        talk = answer.question.conversation_id
    browser = browser_of(acme, person)

    for address in (f"/c/{talk}/print/", f"/s/{citation.pk}/", f"/a/{answer.pk}/receipt/", f"/a/{answer.pk}/"):
        with django_capture_on_commit_callbacks(execute=True):
            response = browser.get(address)
        # Of what is private there is no receipt.
        has_page = "receipt" not in address or "is_private" not in facts
        assert response.status_code == (200 if has_page else 404), address

    assert [name for kind, name in told(acme) if kind == "page_view"] == pages


def test_answer_is_told_with_what_is_counted_of_it_and_no_words(acme, make_person, django_capture_on_commit_callbacks):
    person = make_person(acme)
    with tenant_scope(acme):
        of_class = BenefitClass.objects.create(code="salaried", label="Salaried")
        answer = running(person, class_code="salaried")
        outcome = Outcome(Answer.Status.DONE, text="That is secret.", route=Answer.Route.FACT)
        send(django_capture_on_commit_callbacks, lambda: end(answer, outcome, tools=frozenset({"plan_facts"})))

    message, tool = events(acme)
    assert (message["kind"], message["data"]["outcome"], message["data"]["route"]) == (
        "chat_message",
        "answered",
        "fact",
    )
    assert message["data"]["benefit_class"] == str(of_class.pk)
    assert message["data"]["language"] == "en"
    assert (tool["kind"], tool["name"]) == ("tool_use", "plan_facts")
    assert "secret" not in json.dumps([message, tool])


@pytest.mark.parametrize("facts", [{"is_counted": False}, {"is_counted": False, "is_private": True}])
def test_answer_that_is_in_no_count_is_told_by_nobody(acme, make_person, django_capture_on_commit_callbacks, facts):
    with tenant_scope(acme):
        answer = running(make_person(acme), **facts)
        send(
            django_capture_on_commit_callbacks,
            lambda: end(answer, Outcome(Answer.Status.DONE, text="That."), tools=frozenset({"plan_facts"})),
        )

    assert told(acme) == []


def test_answer_that_waits_and_is_stopped_is_told_as_stopped(acme, make_person, django_capture_on_commit_callbacks):
    with tenant_scope(acme):
        answer = running(make_person(acme))
        Answer.objects.filter(pk=answer.pk).update(status="pending")
        send(django_capture_on_commit_callbacks, lambda: stop(answer, now=timezone.now()))

    assert [event["data"]["outcome"] for event in events(acme)] == ["stopped"]


@pytest.mark.parametrize(("role", "tells"), [("hr", []), ("dental", [("hand_over", "carrier")])])
def test_question_handed_over_is_told_where_hr_does_not_read_it(
    acme, make_person, django_capture_on_commit_callbacks, role, tells
):
    with tenant_scope(acme):
        answer = running(make_person(acme))
        to = Recipient(role, role, "Who knows", "who@acme.example")
        how = {"is_named": True, "is_masked": False, "page_token": uuid4(), "now": timezone.now()}
        send(django_capture_on_commit_callbacks, lambda: hand_over(answer, "Is it?", to=to, **how))
        assert HandOver.objects.get().category == role

    assert told(acme) == tells


def test_opinion_is_told_with_its_reason_and_without_its_comment(acme, make_person, django_capture_on_commit_callbacks):
    with tenant_scope(acme):
        answer = running(make_person(acme))
        send(django_capture_on_commit_callbacks, lambda: praise(answer))
        said = {"reason": "wrong", "comment": "It names my doctor"}
        send(django_capture_on_commit_callbacks, lambda: complain(answer, **said))

    assert told(acme) == [("feedback", "helpful"), ("feedback", "unhelpful")]
    assert events(acme)[1]["data"] == {"reason": "wrong"}
    assert "doctor" not in json.dumps(events(acme))


@pytest.mark.parametrize(
    ("facts", "outcome", "proof"),
    [
        ({"status": "done"}, "answered", "proven"),
        ({"status": "done", "removed": {"figure": 1}}, "answered", "cut"),
        ({"status": "done", "reason": "legal"}, "refused", ""),
        ({"status": "done", "route": "clarify"}, "asked_back", ""),
        ({"status": "failed"}, "failed", ""),
        ({"status": "interrupted"}, "failed", ""),
        ({"status": "stopped"}, "stopped", ""),
    ],
)
def test_each_end_of_an_answer_has_its_word(facts, outcome, proof):
    answer = Answer(**facts)

    assert (outcome_of(answer), proof_of(answer, has_sources=True)) == (outcome, proof)
    assert proof_of(answer, has_sources=False) == ""


def test_nothing_is_told_of_who_reads_announcements_or_puts_one_away(
    acme, in_acme, browser, django_capture_on_commit_callbacks
):
    row = Announcement.objects.create(
        title="News", text="Read it.", first_day="2020-01-01", last_day="2099-12-31", state="published"
    )

    send(django_capture_on_commit_callbacks, lambda: browser.get("/announcements/"))
    send(django_capture_on_commit_callbacks, lambda: browser.post(f"/announcements/{row.pk}/dismiss/"))
    assert (told(acme), row.dismissed.count()) == ([], 1)
    send(django_capture_on_commit_callbacks, lambda: browser.get("/history/"))
    assert told(acme) == [("page_view", "chat:history")]
