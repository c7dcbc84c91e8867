"""Asking through the API, with a key and with a session."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.utils import timezone

from accounts.api_keys import create_api_key, revoke_api_key
from accounts.audience import ANYBODY
from accounts.models import ApiKey, User
from chat import tasks
from chat.models import Answer, Question
from tenants import live
from tenants.context import tenant_scope


@pytest.fixture
def key(acme) -> str:
    return key_of(acme)


def key_of(client, scope: str = "ask") -> str:
    with tenant_scope(client):
        return create_api_key(
            name="Bot", scopes=[scope], valid_for=timedelta(days=1), created_by=None, now=timezone.now()
        ).secret


@pytest.fixture
def guide(acme, publish_guide, openai):
    openai.pieces = ["A specialist visit ", "costs $50 [1]."]
    with tenant_scope(acme):
        publish_guide(plan_year="2027")


@pytest.fixture
def post(acme):
    """Send a request as a program does: with a key, and without cookies or CSRF token."""

    def send(path: str, body: dict, *, key: str = "", client=acme, **headers: str):
        authorisation = {"HTTP_AUTHORIZATION": f"Bearer {key}"} if key else {}
        program = Browser(HTTP_HOST=f"{client.subdomain}.localhost", enforce_csrf_checks=True)
        return program.post(
            f"/api/v1{path}", json.dumps(body), content_type="application/json", **authorisation, **headers
        )

    return send


def test_key_gets_the_answer_with_its_citations(acme, key, guide, post):
    response = post("/ask", {"question": "What does a specialist visit cost?"}, key=key)

    body = response.json()
    assert response.status_code == 200
    assert (body["status"], body["reason"], body["answer"]) == ("done", "", "A specialist visit costs $50 [1].")
    assert (body["engine"], body["is_fallback"]) == ("openai:gpt-4o-mini", False)
    assert body["citations"] == [
        {
            "number": 1,
            "document": "2027 Benefits Guide",
            "plan_year": "2027",
            "page": 1,
            "pages": [1],
            "quote": "Specialist visits cost $50 on the PPO 750 plan.",
            "is_near": False,
            "url": "",
        }
    ]


def test_key_asks_in_the_name_of_nobody_who_works_there(acme, key, guide, post, make_person):
    make_person(acme)

    post("/ask", {"question": "What does a specialist visit cost?"}, key=key)

    with tenant_scope(acme):
        asker = Question.objects.get().conversation.user
        assert User.objects.exclude(pk=asker.pk).get().role == "employee"
        assert list(User.objects.people()) == list(User.objects.exclude(pk=asker.pk))
        assert (asker.role, asker.is_active, asker.has_usable_password()) == ("service", False, False)


def test_keys_of_a_client_ask_in_the_name_of_one(acme, key, guide, post):
    for number, other in enumerate((key, key_of(acme)), start=1):
        post("/ask", {"question": f"What does specialist visit {number} cost?"}, key=other)

    with tenant_scope(acme):
        askers = [question.conversation.user for question in Question.objects.select_related("conversation__user")]
        assert askers == [User.objects.get(role="service")] * 2


def test_asker_made_as_an_employee_leaves_the_list_of_people_with_the_next_question(
    acme, key, guide, post, make_person
):
    address = f"api@{acme.schema_name.replace('_', '-')}.invalid"
    made_earlier = make_person(acme, email=address)

    post("/ask", {"question": "What does a specialist visit cost?"}, key=key)

    with tenant_scope(acme):
        assert Question.objects.get().conversation.user == made_earlier
        assert list(User.objects.people()) == []


def test_class_of_the_request_decides_which_documents_answer(acme, key, post, publish_guide, openai):
    openai.pieces = ["A specialist visit costs $50 [1]."]
    with tenant_scope(acme):
        publish_guide(audience=["UNION"])
    question = "What does a specialist visit cost?"

    for_everyone = post("/ask", {"question": question}, key=key).json()
    for_union = post("/ask", {"question": question, "class_code": "UNION"}, key=key).json()

    assert for_everyone["reason"] == "not_in_documents"
    assert for_union["reason"] == ""


@pytest.mark.parametrize(
    ("meant_for", "asked"),
    [({"work_states": ["CA"]}, {"work_state": "CA"}), ({"hours": "part_time"}, {"hours": "part_time"})],
)
def test_state_and_hours_of_the_request_decide_which_documents_answer(
    acme, key, post, publish_guide, openai, meant_for, asked
):
    openai.pieces = ["A specialist visit costs $50 [1]."]
    with tenant_scope(acme):
        publish_guide(**meant_for)
    question = "What does a specialist visit cost?"

    for_everyone = post("/ask", {"question": question}, key=key).json()
    for_others = post("/ask", {"question": question, "work_state": "NY", "hours": "full_time"}, key=key).json()
    for_them = post("/ask", {"question": question, **asked}, key=key).json()

    assert [one["reason"] for one in (for_everyone, for_others, for_them)] == ["not_in_documents"] * 2 + [""]
    assert "they were left out" in for_everyone["left_out"]
    assert (for_others["left_out"], for_them["left_out"]) == ("", "")


def test_conversation_is_continued_by_its_id(acme, key, guide, post, openai):
    first = post("/ask", {"question": "What does a specialist visit cost?"}, key=key).json()

    second = post("/ask", {"question": "And for two?", "conversation": first["conversation"]}, key=key).json()

    assert second["conversation"] == first["conversation"]
    assert [message["role"] for message in openai.prompts()[-1]] == ["system", "user", "assistant", "user"]


def test_what_was_answered_for_one_class_is_no_answer_for_another(acme, key, guide, post):
    body = {"question": "What does a specialist visit cost?", "idempotency_key": str(uuid4())}

    union = post("/ask", {**body, "class_code": "UNION"}, key=key).json()
    salaried = post("/ask", {**body, "class_code": "SAL"}, key=key).json()
    in_texas = post("/ask", {**body, "class_code": "SAL", "work_state": "TX"}, key=key).json()
    part_time = post("/ask", {**body, "class_code": "SAL", "hours": "part_time"}, key=key).json()

    assert len({one["answer_id"] for one in (union, salaried, in_texas, part_time)}) == 4


def test_answer_that_is_there_already_is_given_instead_of_an_address_nothing_comes_from(acme, key, guide, post):
    response = post("/ask/stream", {"question": "I want to kill myself"}, key=key)

    assert response.status_code == 200
    assert (response.json()["status"], response.json()["reason"]) == ("done", "crisis")


def test_same_idempotency_key_is_one_question(acme, key, guide, post):
    body = {"question": "What does a specialist visit cost?", "idempotency_key": str(uuid4())}

    ids = {post("/ask", body, key=key).json()["answer_id"] for _ in range(3)}

    assert len(ids) == 1


def test_events_are_streamed_and_the_last_one_is_the_answer(acme, key, guide, post):
    response = post(
        "/ask/stream", {"question": "What does a specialist visit cost?"}, key=key, HTTP_ACCEPT="text/event-stream"
    )

    blocks = b"".join(response.streaming_content).decode().strip().split("\n\n")
    names = [line.removeprefix("event: ") for block in blocks for line in block.splitlines() if line[:6] == "event:"]
    last = json.loads(blocks[-1].split("data: ", 1)[1])
    assert response["Content-Type"] == "text/event-stream; charset=utf-8"
    assert names[:2] == ["status", "status"]
    assert names[-2:] == ["text", "done"]
    assert last["answer"] == "A specialist visit costs $50 [1]."


def test_without_event_stream_a_ticket_is_given_and_the_answer_is_read_later(acme, key, guide, post, browser_of):
    started = post("/ask/stream", {"question": "What does a specialist visit cost?"}, key=key)

    body = started.json()
    answer = browser_of(acme).get(f"/api/v1/answers/{body['answer_id']}", HTTP_AUTHORIZATION=f"Bearer {key}")
    assert started.status_code == 202
    assert body["live_url"].startswith("http://acme.localhost")
    assert "/live/?ticket=" in body["live_url"]
    assert answer.json()["answer"] == "A specialist visit costs $50 [1]."


def test_signed_in_person_asks_as_themselves_and_gets_links(acme, guide, make_person, browser_of):
    ann = make_person(acme)
    browser = browser_of(acme, ann)

    others = {"class_code": "UNION", "work_state": "CA", "hours": "part_time"}
    body = {"question": "What does a specialist visit cost?", **others}
    answer = browser.post("/api/v1/ask", json.dumps(body), content_type="application/json").json()

    with tenant_scope(acme):
        question = Question.objects.get()
        assert question.conversation.user == ann
        assert question.current_answer().audience == ANYBODY
    page = answer["citations"][0]["url"].split("acme.localhost")[1].removeprefix(":8000")
    assert browser.get(page).status_code == 200


def test_answer_of_a_person_is_not_there_for_a_key_or_another_person(acme, globex, key, guide, make_person, browser_of):
    browser = browser_of(acme, make_person(acme))
    body = {"question": "What does a specialist visit cost?"}
    answer = browser.post("/api/v1/ask", json.dumps(body), content_type="application/json").json()
    own = f"/api/v1/answers/{answer['answer_id']}"
    missing = f"/api/v1/answers/{uuid4()}"

    responses = [
        [other.get(url, **headers) for url in (own, missing)]
        for other, headers in (
            (browser_of(acme), {"HTTP_AUTHORIZATION": f"Bearer {key}"}),
            (browser_of(acme, make_person(acme, "hr_admin")), {}),
            (browser_of(globex, make_person(globex)), {}),
            (browser_of(globex), {"HTTP_AUTHORIZATION": f"Bearer {key_of(globex)}"}),
        )
    ]

    assert browser.get(own).status_code == 200
    for foreign, absent in responses:
        assert foreign.status_code == absent.status_code == 404
        assert foreign.content == absent.content


def test_key_without_the_scope_of_another_client_or_none_at_all_is_refused(acme, globex, guide, post):
    body = {"question": "What does a specialist visit cost?"}

    statuses = [post("/ask", body, key=secret).status_code for secret in (key_of(acme, "search"), key_of(globex), "")]

    assert statuses == [401] * 3
    with tenant_scope(acme):
        assert not Question.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"question": ""},
        {"question": "   "},
        {"question": "x" * 2001},
        {"question": "a\x00b"},
        {"question": "a", "class_code": "\x00"},
        {"question": "a", "work_state": "California"},
        {"question": "a", "hours": "40"},
        {"question": "a", "conversation": "7"},
    ],
)
def test_request_that_cannot_be_used_is_422(acme, key, post, body):
    assert post("/ask", body, key=key).status_code == 422


def test_session_without_the_pages_csrf_token_is_refused(acme, make_person):
    browser = Browser(HTTP_HOST="acme.localhost", enforce_csrf_checks=True)
    with tenant_scope(acme):
        browser.force_login(make_person(acme))

    response = browser.post("/api/v1/ask", json.dumps({"question": "x"}), content_type="application/json")

    assert response.status_code == 403
    with tenant_scope(acme):
        assert not Question.objects.exists()


def test_fifth_open_question_of_keys_is_429(acme, key, post, monkeypatch):
    monkeypatch.setattr(tasks.answer_question, "apply_async", lambda *arguments, **options: None)
    for number in range(4):
        post("/ask/stream", {"question": f"Question {number}?"}, key=key)

    refused = post("/ask/stream", {"question": "One more?"}, key=key)

    assert refused.status_code == 429
    assert "being answered right now" in refused.json()["error"]["message"]


def test_answer_that_takes_too_long_is_202_with_its_id(acme, key, post, monkeypatch):
    monkeypatch.setattr(tasks.answer_question, "apply_async", lambda *arguments, **options: None)
    monkeypatch.setattr("chat.api.WAIT_SECONDS", 0.1)

    response = post("/ask", {"question": "What does a specialist visit cost?"}, key=key)

    with tenant_scope(acme):
        assert response.json()["answer_id"] == str(Answer.objects.get().pk)
    assert response.status_code == 202
    assert response.json()["status"] == "pending"


@pytest.fixture
def revoked(acme):
    """Revoke the client's keys."""

    def revoke_all() -> None:
        with tenant_scope(acme):
            for one in ApiKey.objects.all():
                revoke_api_key(one, by=None, now=timezone.now())

    return revoke_all


def test_stream_of_a_key_that_is_revoked_meanwhile_ends_without_the_answer(acme, key, post, monkeypatch, revoked):
    monkeypatch.setattr(tasks.answer_question, "apply_async", lambda *arguments, **options: None)
    response = post("/ask/stream", {"question": "What is the copay?"}, key=key, HTTP_ACCEPT="text/event-stream")
    lines = iter(response.streaming_content)
    with tenant_scope(acme):
        topic = Answer.objects.get().topic
        live.publish(topic, "text", {"delta": "It is"})
    assert b"It is" in next(lines)

    revoked()
    with tenant_scope(acme):
        live.publish(topic, "text", {"delta": " $50."})
        live.publish(topic, "done", {})

    assert list(lines) == []


def test_key_that_is_revoked_while_it_waits_for_its_answer_is_told_so(key, post, monkeypatch, revoked):
    monkeypatch.setattr(tasks.answer_question, "apply_async", lambda *arguments, **options: revoked())

    response = post("/ask", {"question": "What is the copay?"}, key=key)

    assert response.status_code == 401
    assert "has ended meanwhile" in response.json()["error"]["message"]


def test_private_question_is_marked_so_and_counted_nowhere(acme, key, guide, post):
    response = post("/ask", {"question": "What does a specialist visit cost?", "private": True}, key=key)

    assert response.status_code == 200
    with tenant_scope(acme):
        question = Question.objects.select_related("conversation").get()
        assert (question.conversation.is_private, question.is_counted) == (True, False)
