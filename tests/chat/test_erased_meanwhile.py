"""What stays of a conversation that its owner erases, in the midst of an answer or after it: what it cost."""

from uuid import uuid4

import pytest
from django.utils import timezone

from chat.erase import erase
from chat.llm.types import ModelStream
from chat.models import Answer, Conversation, ModelCall
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, asker_of
from chat.pipeline.budget import Budget
from chat.pipeline.running import RunningAnswer
from tenants.keys import client_key
from tenants.redis import redis
from tenants.sealed import sealed_name

pytestmark = pytest.mark.usefixtures("in_acme", "proposes")
QUESTION = "What does a therapy visit cost on the PPO 750?"


@pytest.fixture
def ann(acme, make_person):
    return make_person(acme, name="Ann")


def asked_of(person, *, is_private: bool, question: str = QUESTION) -> Answer:
    token, now = uuid4(), timezone.now()
    return ask(
        question, asker=asker_of(person), page_token=token, conversation=None, is_private=is_private, now=now
    ).answer


@pytest.fixture
def erased_while_it_speaks(ann, monkeypatch) -> None:
    """Ann erases everything once the model is asked."""
    listen = RunningAnswer.listen_to

    def erase_and_listen(running: RunningAnswer, stream: ModelStream) -> None:
        erase(Conversation.objects.of(ann))
        listen(running, stream)

    monkeypatch.setattr(RunningAnswer, "listen_to", erase_and_listen)


@pytest.mark.parametrize("is_private", [True, False])
@pytest.mark.usefixtures("erased_while_it_speaks")
def test_model_that_speaks_on_is_counted_and_nothing_of_it_stays(ann, publish_guide, openai, settings, is_private):
    settings.LLM_TOKENS_A_DAY = 1
    publish_guide()
    asked = asked_of(ann, is_private=is_private)
    openai.pieces = ["Therapy ", "visits ", "cost ", "$50 [1]."]

    run(asked.pk, now=timezone.now())

    assert Answer.objects.count() == 0
    assert [call.answer_id for call in ModelCall.objects.all()] == [None]
    assert Budget(ann.pk).why_none_is_left() == Answer.Fallback.PERSON_BUDGET
    assert not redis().exists(client_key("live", asked.topic))


def kept_in_redis() -> str:
    """Return all that Redis holds of the client."""
    read = {"string": redis().get, "stream": redis().xrange, "hash": redis().hgetall}
    return " ".join(f"{key} {read[redis().type(key)](key)}" for key in redis().scan_iter(client_key("*")))


@pytest.mark.parametrize("is_private", [True, False])
def test_words_of_a_question_are_readable_in_no_store_when_it_is_erased(ann, publish_guide, extractive, is_private):
    publish_guide()
    run(asked_of(ann, is_private=is_private).pk, now=timezone.now())

    erase(Conversation.objects.of(ann))

    kept = kept_in_redis()
    assert (":search:" in kept) is not is_private
    assert "therapy" not in kept.lower()


@pytest.mark.parametrize("is_private", [True, False])
def test_nothing_is_kept_of_what_a_private_question_would_be_answered_with_another_plan(
    ann, publish_guide, extractive, is_private
):
    for plan in ("HMO", "EPO"):
        publish_guide(f"Harborlight {plan}", (("Copays", f"Allergist visits cost $50 on the {plan}."),))
    publish_guide("Letter", (("Allergist", "The allergist copay is $50 on the HMO."),))
    row = asked_of(ann, is_private=is_private, question="What is the allergist copay?")
    run(row.pk, now=timezone.now())
    erase(Conversation.objects.of(ann))

    kept = kept_in_redis()
    assert (sealed_name("What is the allergist copay (EPO)?") in kept) is not is_private
    assert (":search:" in kept) is not is_private
