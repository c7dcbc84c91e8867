"""Answers under way on real connections and threads: parallel questions, stop, lost workers, the sweeper."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.db import OperationalError, connection
from django.utils import timezone

from chat import tasks
from chat.models import HEARTBEAT_LIMIT, MAX_CLAIMS, PENDING_LIMIT, Answer, Question
from chat.pipeline import running
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, asker_of
from chat.pipeline.budget import Budget
from chat.pipeline.connection import patiently
from chat.pipeline.stop import stop
from chat.pipeline.sweep import sweep
from tenants import live
from tenants.context import tenant_scope
from tenants.keys import client_key
from tenants.redis import redis
from tests.vendors.openai_server import HangAfter

pytestmark = pytest.mark.usefixtures("proposes")


@pytest.fixture
def acme(committed):
    return committed["acme"]


@pytest.fixture
def ann(acme, make_person):
    return make_person(acme, name="Ann")


def put(person, text: str = "What does a specialist visit cost?") -> Answer:
    asked = ask(text, asker=asker_of(person), page_token=uuid4(), conversation=None, now=timezone.now())
    return asked.answer


def in_thread(client, work) -> threading.Thread:
    """Do some work in the client on a thread with a connection of its own."""

    def bound() -> None:
        with tenant_scope(client):
            try:
                work()
            finally:
                connection.close()

    thread = threading.Thread(target=bound)
    thread.start()
    return thread


def until(condition, seconds: float = 5) -> None:
    ends_at = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends_at, "it did not happen in time"
        time.sleep(0.02)


def event_names(answer: Answer) -> list[str]:
    return [fields["event"] for _, fields in redis().xrange(client_key("live", answer.topic))]


def said(answer: Answer) -> str:
    rows = redis().xrange(client_key("live", answer.topic))
    return "".join(fields["data"] for _, fields in rows if fields["event"] == "text")


def test_ten_equal_requests_at_once_are_one_question(acme, ann, browser_of, publish_guide, openai):
    with tenant_scope(acme):
        publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]."]
    token = uuid4()
    browsers = [browser_of(acme, ann) for _ in range(10)]
    together = threading.Barrier(10)

    def send(browser) -> str:
        together.wait()
        try:
            form = {"text": "What does a specialist visit cost?", "client_token": token}
            return browser.post("/ask/", form).url
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        addresses = set(pool.map(send, browsers))

    with tenant_scope(acme):
        assert len(addresses) == 1
        assert Question.objects.count() == 1
        assert [answer.status for answer in Answer.objects.all()] == ["done"]
    assert len(openai.calls("/v1/chat/completions")) == 1


def test_ten_different_questions_at_once_do_not_pass_the_limit_of_two(acme, ann, monkeypatch, browser_of):
    monkeypatch.setattr(tasks.answer_question, "apply_async", lambda *arguments, **options: None)
    browsers = [browser_of(acme, ann) for _ in range(10)]

    def send(number: int) -> int:
        try:
            form = {"text": f"Question {number}?", "client_token": uuid4()}
            return browsers[number].post("/ask/", form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        statuses = sorted(pool.map(send, range(10)))

    assert statuses == [302] * 2 + [422] * 8


@pytest.mark.parametrize(("under_way", "priority"), [(0, 0), (31, 0), (32, 3), (128, 6), (512, 9)])
def test_the_more_of_a_client_is_under_way_the_more_of_others_goes_before_its_next(
    acme, globex, ann, make_person, browser_of, monkeypatch, under_way, priority
):
    queued = []
    monkeypatch.setattr(tasks.answer_question, "apply_async", lambda *_, priority: queued.append(priority))
    with tenant_scope(acme):
        put(make_person(acme, name="Bea"))
        begun = Question.objects.get()
        open_ones = [Answer(question=begun, attempt=number) for number in range(2, under_way + 1)]
        over = [Answer(question=begun, attempt=number, status="done") for number in range(1000, 1040)]
        Answer.objects.bulk_create([*open_ones, *over])
        if not under_way:
            Answer.objects.update(status="done")

    for client, person in ((acme, ann), (globex, make_person(globex, name="Gil"))):
        browser_of(client, person).post("/ask/", {"text": "What is the copay?", "client_token": uuid4()})

    assert queued == [priority, 0]


def test_stop_ends_a_model_that_is_silent_and_keeps_what_was_said(acme, ann, publish_guide, openai):
    openai.pieces = ["A specialist visit costs $50 [1]. ", "And ", "more"]
    openai.play(HangAfter(1))
    with tenant_scope(acme):
        publish_guide()
        answer = put(ann)
        worker = in_thread(acme, lambda: run(answer.pk, now=timezone.now()))
        until(lambda: "$50" in said(answer))

        pressed_at = time.monotonic()
        stop(answer, now=timezone.now())
        worker.join(timeout=5)
        answer.refresh_from_db()

    assert time.monotonic() - pressed_at < 1.5
    assert (answer.status, answer.text) == ("stopped", "A specialist visit costs $50 [1].")
    assert openai.client_left.wait(2)


def test_stop_is_heard_through_the_row_when_redis_lost_the_mark(acme, ann, publish_guide, openai, monkeypatch):
    monkeypatch.setattr(running, "HEARTBEAT_SECONDS", 0.3)
    openai.pieces = ["A specialist visit costs $50 [1]. ", "And ", "more"]
    openai.play(HangAfter(1))
    with tenant_scope(acme):
        publish_guide()
        answer = put(ann)
        worker = in_thread(acme, lambda: run(answer.pk, now=timezone.now()))
        until(lambda: "$50" in said(answer))

        Answer.objects.filter(pk=answer.pk).update(stop_requested=True)
        worker.join(timeout=5)
        answer.refresh_from_db()

    assert answer.status == "stopped"


def test_running_answer_holds_no_database_connection_and_shows_that_it_lives(
    acme, ann, publish_guide, openai, monkeypatch
):
    monkeypatch.setattr(running, "HEARTBEAT_SECONDS", 0.2)
    openai.pieces = ["A specialist visit costs $50 [1]. ", "And ", "more"]
    openai.play(HangAfter(1, seconds=3))
    with tenant_scope(acme):
        publish_guide()
        answer = put(ann)
        worker = in_thread(acme, lambda: run(answer.pk, now=timezone.now()))
        until(lambda: "$50" in said(answer))
        began = Answer.objects.get(pk=answer.pk).heartbeat_at

        until(lambda: Answer.objects.get(pk=answer.pk).heartbeat_at > began)
        connections = set()
        for _ in range(5):
            connections.add(connections_of_this_test())
            time.sleep(0.02)
        stop(answer, now=timezone.now())
        worker.join(timeout=5)

    assert min(connections) == 1  # this test's own


def connections_of_this_test() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        return cursor.fetchone()[0]


def test_run_that_lost_its_answer_writes_and_says_nothing_more(acme, ann, publish_guide, openai, monkeypatch):
    monkeypatch.setattr(running, "HEARTBEAT_SECONDS", 0.3)
    openai.pieces = ["A specialist visit costs $50 [1]. ", "And ", "more"]
    openai.play(HangAfter(1), None)
    with tenant_scope(acme):
        publish_guide()
        answer = put(ann)
        slow = in_thread(acme, lambda: run(answer.pk, now=timezone.now()))
        until(lambda: "$50" in said(answer))

        # The first worker was taken for dead: another claims the answer and finishes it.
        openai.pieces = ["Specialist visits cost $50 [1]."]
        run(answer.pk, now=timezone.now() + HEARTBEAT_LIMIT + timedelta(seconds=1))
        slow.join(timeout=5)
        answer.refresh_from_db()
        names = event_names(answer)

    assert not slow.is_alive()
    assert (answer.status, answer.text, answer.claims) == ("done", "Specialist visits cost $50 [1].", 2)
    assert names[0] == "reset"
    assert names.count("done") == 1


WORKER = """
import sys, django
django.setup()
from django.utils import timezone
from chat.tasks import answer_question
answer_question(sys.argv[1], sys.argv[2])
"""


def test_worker_killed_in_mid_answer_loses_nothing(acme, ann, publish_guide, openai, django_db_setup):
    openai.pieces = ["A specialist visit costs $50 [1]. ", "And ", "more"]
    openai.play(HangAfter(1), None)
    with tenant_scope(acme):
        publish_guide()
        answer = put(ann)
        worker = subprocess.Popen(
            [sys.executable, "-c", WORKER, acme.schema_name, str(answer.pk)], env=worker_environment(openai)
        )
        until(lambda: "$50" in said(answer), seconds=30)
        worker.send_signal(signal.SIGKILL)
        worker.wait(timeout=5)
        Answer.objects.filter(pk=answer.pk).update(heartbeat_at=timezone.now() - HEARTBEAT_LIMIT)

        openai.pieces = ["Specialist visits cost $50 [1]."]
        tasks.sweep_answers()
        answer.refresh_from_db()
        names = event_names(answer)

    assert (answer.status, answer.text, answer.claims) == ("done", "Specialist visits cost $50 [1].", 2)
    assert names[0] == "reset"
    assert names[-1] == "done"


def worker_environment(openai) -> dict[str, str]:
    database = connection.settings_dict
    address = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"postgresql://{database['USER']}:{database['PASSWORD']}@{address}",
        "OPENAI_API_KEY": "test-key",
        "OPENAI_BASE_URL": openai.base_url,
        "OPENAI_CHAT_MODEL": "gpt-4o-mini",
        "EMBEDDING_ENGINE": "wordllama",
        "LLM_ENGINE": "openai",
        "REDIS_URL": django_settings.REDIS_URL,
        "PYTHONPATH": str(django_settings.ROOT),
    }


def test_work_goes_on_when_the_database_dropped_the_connection(acme, ann):
    with tenant_scope(acme):
        put(ann)
        connection.connection.close()

        assert patiently(Answer.objects.count) == 1


def test_answer_that_is_whole_outlives_a_database_that_is_gone_when_it_is_said_once_more(
    acme, ann, publish_guide, openai, monkeypatch
):
    looks = []

    def look(budget):
        looks.append(budget)
        if len(looks) == 2:
            raise OperationalError("gone")
        return Answer.Fallback.NONE

    monkeypatch.setattr(Budget, "why_none_is_left", look)
    with tenant_scope(acme):
        publish_guide()
        openai.pieces = ["A specialist visit costs $50 [1]. A call costs $7 [1]."]
        answer = put(ann)
        run(answer.pk, now=timezone.now())
        answer.refresh_from_db()

    assert (answer.status, answer.text, answer.claims) == ("done", "A specialist visit costs $50 [1].", 1)
    assert len(looks) == 3


def test_sweeper_queues_waiting_answers_once_in_a_while_and_leaves_fresh_ones(acme, ann):
    now = timezone.now()
    with tenant_scope(acme):
        old, fresh = put(ann, "old?"), put(ann, "fresh?")
        Answer.objects.filter(pk=old.pk).update(created_at=now - PENDING_LIMIT - timedelta(seconds=1))

        assert sweep(now) == [old.pk]
        assert sweep(now + timedelta(seconds=20)) == []
        assert sorted(sweep(now + timedelta(minutes=2))) == sorted([old.pk, fresh.pk])


def test_sweeper_queues_the_oldest_of_a_rush_before_others_and_the_rest_behind_them(acme, ann, monkeypatch):
    queued = []
    monkeypatch.setattr(
        tasks.answer_question, "apply_async", lambda arguments, priority: queued.append((arguments[1], priority))
    )
    with tenant_scope(acme):
        question, now = put(ann).question, timezone.now()
        answers = [Answer(question=question, attempt=number, created_at=now) for number in range(2, 35)]
        Answer.objects.bulk_create(reversed(answers))
        for number, answer in enumerate(Answer.objects.order_by("attempt")):
            Answer.objects.filter(pk=answer.pk).update(created_at=now - timedelta(hours=1) + timedelta(seconds=number))
        oldest_first = [str(answer.pk) for answer in Answer.objects.order_by("attempt")]

    tasks.sweep_client_answers(acme.schema_name)

    assert queued == [(pk, 0) for pk in oldest_first[:32]] + [(pk, 3) for pk in oldest_first[32:]]


def test_sweeper_gives_up_after_the_last_try_and_tells_the_page(acme, ann):
    now = timezone.now()
    with tenant_scope(acme):
        answer = put(ann)
        for attempt in range(MAX_CLAIMS):
            assert Answer.objects.claim(answer.pk, now + attempt * 2 * HEARTBEAT_LIMIT)
        later = now + MAX_CLAIMS * 2 * HEARTBEAT_LIMIT

        assert sweep(later) == []
        answer.refresh_from_db()
        last = redis().xrevrange(client_key("live", answer.topic), count=1)[0][1]
        assert Answer.objects.claim(answer.pk, later + timedelta(hours=1)) is None

    assert (answer.status, answer.reason) == ("interrupted", "worker_lost")
    assert last["event"] == "done"
    assert "broke off several times" in last["data"]


def test_sweeper_ends_a_stopped_answer_whose_worker_died(acme, ann):
    now = timezone.now()
    with tenant_scope(acme):
        answer = put(ann)
        Answer.objects.claim(answer.pk, now)
        stop(answer, now=now)

        assert sweep(now + 2 * HEARTBEAT_LIMIT) == []
        answer.refresh_from_db()

    assert answer.status == "stopped"


def test_text_is_gathered_and_the_last_words_before_a_pause_are_not_kept_waiting(acme, ann, publish_guide, openai):
    openai.pieces = ["It ", "is ", "$50 ", "[1] ", "today", " and", " on"]
    openai.play(HangAfter(6, seconds=2))
    with tenant_scope(acme):
        publish_guide()
        answer = put(ann)
        worker = in_thread(acme, lambda: run(answer.pk, now=timezone.now()))
        until(lambda: " and" in said(answer), seconds=1.5)
        texts = event_names(answer).count("text")
        stop(answer, now=timezone.now())
        worker.join(timeout=5)

    assert texts <= 3


def test_topics_of_two_clients_stay_apart_while_answers_run(committed, make_person, publish_guide, openai):
    openai.pieces = ["A specialist visit costs $50 [1]."]
    answers = {}
    for name, client in committed.items():
        person = make_person(client)
        with tenant_scope(client):
            publish_guide(title=f"Guide of {name}")
            answers[name] = put(person)

    threads = [
        in_thread(client, lambda answer=answers[name]: run(answer.pk, now=timezone.now()))
        for name, client in committed.items()
    ]
    for thread in threads:
        thread.join(timeout=10)

    for name, client in committed.items():
        with tenant_scope(client):
            events = list(live.follow(answers[name].topic, live.Holder(name, host=""), seconds=2))
            assert [event.name for event in events[-2:]] == ["answer", "done"]
            assert f"Guide of {name}" in events[-2].data
            assert Answer.objects.get().status == "done"
