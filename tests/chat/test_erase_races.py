"""Erasing while something else is done there: whichever comes first, nothing is left and nobody is told of a fault."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models.signals import pre_delete
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from chat.erase import erase
from chat.models import Answer, Citation, Conversation, Question
from chat.pipeline import ask as asking
from chat.pipeline import finish
from chat.pipeline.ask import ask, ask_again, ask_instead, asker_of
from chat.pipeline.stop import stop
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tenants.keys import client_key
from tenants.redis import redis
from tests.tenants.race import racing_clients

pytestmark = pytest.mark.usefixtures("proposes")


@pytest.fixture
def racing(django_db_setup, django_db_blocker) -> Iterator[ClientRef]:
    """A client whose rows are committed, as another connection sees them."""
    with django_db_blocker.unblock(), racing_clients(1) as (one,):
        yield one.client


def asked() -> Answer:
    (person,) = User.objects.all()
    token, now = uuid4(), timezone.now()
    return ask("Is there a gym?", asker=asker_of(person), page_token=token, conversation=None, now=now).answer


def cite(answer: Answer) -> None:
    Citation.objects.create(
        answer=answer, number=1, document_title="Guide", audience=[], work_states=[], page_number=1, quote="Gym."
    )


def try_again(answer: Answer) -> None:
    Answer.objects.create(question=answer.question, attempt=2)


def ask_more(answer: Answer) -> None:
    Question.objects.create(conversation=answer.question.conversation, follows=answer.question, text="And a pool?")


@pytest.mark.parametrize("come_in", [cite, try_again, ask_more])
def test_what_comes_in_while_it_is_erased_is_erased_too(racing, come_in):
    """Between the look for what has to go and its going, over a line of its own."""
    meanwhile = []

    def put_in() -> None:
        with tenant_scope(racing):
            come_in(answer)
        connection.close()

    def come(**_: object) -> None:
        if not meanwhile:
            meanwhile.append(answer)
            with ThreadPoolExecutor(1) as pool:
                pool.submit(put_in).result()

    with tenant_scope(racing):
        answer = asked()
        pre_delete.connect(come, sender=Conversation)
        try:
            erase(Conversation.objects.all())
        finally:
            pre_delete.disconnect(come, sender=Conversation)

        assert meanwhile
        assert [model.objects.count() for model in (Conversation, Question, Answer, Citation)] == [0] * 4


def test_answer_that_is_stopped_while_it_is_erased_leaves_no_event(racing, monkeypatch):
    written = finish.answer_html

    def erase_and_write(answer: Answer) -> str:
        html = written(answer)
        erase(Conversation.objects.all())
        return html

    monkeypatch.setattr(finish, "answer_html", erase_and_write)
    with tenant_scope(racing):
        answer = asked()
        stop(answer, now=timezone.now())

        assert Answer.objects.count() == 0
        assert not redis().exists(client_key("live", answer.topic))


def ask_on(answer: Answer) -> None:
    (person,) = User.objects.all()
    where = answer.question.conversation
    ask("And a pool?", asker=asker_of(person), page_token=uuid4(), conversation=where, now=timezone.now())


def ask_otherwise(answer: Answer) -> None:
    (person,) = User.objects.all()
    ask_instead(answer.question, "And a pool?", asker=asker_of(person), page_token=uuid4(), now=timezone.now())


def ask_anew(answer: Answer) -> None:
    (person,) = User.objects.all()
    ask_again(answer, asker=asker_of(person), now=timezone.now())


@pytest.mark.parametrize("asked_there", [ask_on, ask_otherwise, ask_anew])
def test_what_is_asked_in_a_conversation_that_is_erased_meanwhile_is_not_found(racing, monkeypatch, asked_there):
    """As it would be a moment later; nothing of it is left."""
    wait_for_turn = asking._wait_for_turn

    def erase_all() -> None:
        with tenant_scope(racing):
            erase(Conversation.objects.all())
        connection.close()

    def come_first(*asked_for: object) -> object:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(erase_all).result()
        return wait_for_turn(*asked_for)

    with tenant_scope(racing):
        answer = asked()
        answer = Answer.objects.select_related("question__conversation").get(pk=answer.pk)
        stop(answer, now=timezone.now())
        monkeypatch.setattr(asking, "_wait_for_turn", come_first)

        with pytest.raises(Http404):
            asked_there(answer)

        assert [model.objects.count() for model in (Conversation, Question, Answer)] == [0] * 3
