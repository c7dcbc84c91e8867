"""The database ends the connection in the middle of an answer."""

from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from chat.models import Answer
from chat.pipeline import answer as answering
from chat.pipeline import connection as pauses
from chat.pipeline import scope, work_out
from chat.pipeline.ask import ask, asker_of
from tenants.context import tenant_scope

pytestmark = pytest.mark.usefixtures("proposes")


@pytest.fixture
def put(committed, make_person):
    ann = make_person(committed["acme"], name="Ann")

    def put_question() -> Answer:
        text = "What does a specialist visit cost on the PPO 750?"
        return ask(text, asker=asker_of(ann), page_token=uuid4(), conversation=None, now=timezone.now()).answer

    with tenant_scope(committed["acme"]):
        yield put_question


def terminate_backend() -> None:
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 2000)", [pid])


def losing(work):
    def lose_connection(*args, **kwargs):
        terminate_backend()
        return work(*args, **kwargs)

    return lose_connection


def losing_once(work):
    """Do the work, the first time without a connection."""
    lost = []

    def lose_connection(*args, **kwargs):
        if not lost:
            lost.append(True)
            terminate_backend()
        return work(*args, **kwargs)

    return lose_connection


def test_search_that_lost_the_database_once_is_asked_again(put, publish_guide, extractive, monkeypatch):
    publish_guide()
    answer = put()
    monkeypatch.setattr(scope, "search", losing_once(scope.search))

    answering.answer(answer.pk, now=timezone.now())

    answer.refresh_from_db()
    assert (answer.status, answer.reason) == ("done", "")


def test_search_that_keeps_losing_the_database_ends_in_a_sentence_and_the_next_one_works(
    put, publish_guide, extractive, monkeypatch
):
    publish_guide()
    answer, later = put(), put()
    with monkeypatch.context() as patch:
        patch.setattr(pauses, "FIRST_PAUSE_SECONDS", 0.01)
        patch.setattr(scope, "search", losing(scope.search))
        answering.answer(answer.pk, now=timezone.now())
    answering.answer(later.pk, now=timezone.now())

    answer.refresh_from_db()
    later.refresh_from_db()
    assert (answer.status, answer.reason) == ("failed", "search_unavailable")
    assert later.status == "done"


def test_refusal_is_made_although_the_database_dropped_the_connection_before(put, extractive, monkeypatch):
    answer = put()
    monkeypatch.setattr(work_out, "refuse", losing_once(work_out.refuse))

    answering.answer(answer.pk, now=timezone.now())

    answer.refresh_from_db()
    assert answer.status == "done"
    assert answer.is_refusal
