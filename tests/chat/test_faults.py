"""A model's stream cut at every tenth byte: each question has one answer that came to an end."""

from uuid import uuid4

import pytest
from django.utils import timezone

from chat.models import Answer, Citation
from chat.pipeline import limits
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, asker_of
from tenants.context import tenant_scope
from tests.chat.test_running import event_names
from tests.vendors.openai_server import CutAfter

WHOLE = "A specialist visit costs $50 [1]. It is told there."


@pytest.fixture
def put(committed, make_person, monkeypatch):
    monkeypatch.setattr(limits, "QUESTIONS_A_MINUTE", 10_000)
    monkeypatch.setattr(limits, "QUESTIONS_AN_HOUR", 10_000)
    ann = make_person(committed["acme"], name="Ann")

    def put_question() -> Answer:
        text = "What does a specialist visit cost?"
        return ask(text, asker=asker_of(ann), page_token=uuid4(), conversation=None, now=timezone.now()).answer

    with tenant_scope(committed["acme"]):
        yield put_question


def test_stream_cut_at_any_tenth_byte_leaves_one_ended_answer_that_says_nothing_but_the_proven(
    put, publish_guide, openai
):
    openai.pieces = ["A specialist ", "visit costs ", "$50 [1].", " It is", " told there."]
    publish_guide()
    # Trouble once: where nothing had come yet, the second try answers.
    ways = []
    for sent_bytes in range(1, 2_400, 10):
        openai.faults.clear()
        openai.play(CutAfter(sent_bytes))
        answer = put()
        run(answer.pk, now=timezone.now())
        answer.refresh_from_db()
        names = event_names(answer)
        ways.append((answer.status, names.count("answer"), names.count("done"), names[-1]))
        assert WHOLE.startswith(answer.text), sent_bytes

    rows = Answer.objects.all()
    assert set(ways) == {("done", 1, 1, "done"), ("interrupted", 1, 1, "done")}
    assert not rows.open().exists()
    assert rows.values("question").distinct().count() == len(rows) == len(ways) >= 200
    assert Citation.objects.count() == rows.filter(text__contains="[1]").count()
