"""What models cost is written down, call by call, and a model that keeps failing is left alone for a while."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from chat.llm.circuit import FAILURES, OPEN_SECONDS, Circuit
from chat.llm.prices import cost_of, price_of
from chat.llm.types import Usage
from chat.models import Answer, ModelCall
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, asker_of
from tenants.keys import platform_key
from tenants.redis import redis
from tests.vendors.local_server import Status
from tests.vendors.openai_server import CutAfter

pytestmark = pytest.mark.usefixtures("in_acme")
QUESTION = "What does a specialist visit cost on the PPO 750?"
REFUSED = Status(401)


@pytest.fixture
def ann(acme, make_person):
    return make_person(acme, name="Ann")


@pytest.fixture
def circuit(openai):
    return Circuit("openai:gpt-4o-mini")


def answered(person, text: str = QUESTION) -> Answer:
    asked = ask(text, asker=asker_of(person), page_token=uuid4(), conversation=None, now=timezone.now())
    run(asked.answer.pk, now=timezone.now())
    return Answer.objects.get(pk=asked.answer.pk)


def test_a_call_is_written_down_with_its_tokens_its_cost_and_its_prompt(ann, publish_guide, openai):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]."]

    answer = answered(ann)

    call = answer.calls.get()
    assert (call.engine, call.end, call.reason) == ("openai:gpt-4o-mini", "finished", "")
    assert (call.input_tokens, call.cached_tokens, call.output_tokens, call.is_estimated) == (40, 8, 1, False)
    # 32 fresh tokens at 0.15, 8 cached at 0.075 and 1 said at 0.60 dollars a million.
    assert (
        call.cost_usd == Decimal("0.000006") == (32 * Decimal("0.15") + 8 * Decimal("0.075") + Decimal("0.60")) / 10**6
    )
    assert call.prompt_version.startswith("answer_v")
    assert call.first_text_ms <= call.total_ms


def test_tokens_of_an_answer_that_broke_off_are_counted_by_us(ann, publish_guide, openai):
    publish_guide()
    openai.play(CutAfter(700))

    call = answered(ann).calls.get()

    assert (call.end, call.is_estimated) == ("interrupted", True)
    assert call.input_tokens > 100
    assert call.cost_usd > 0


def test_a_call_that_brought_nothing_is_written_down_without_a_cost(ann, publish_guide, openai):
    publish_guide()
    openai.play(REFUSED)

    answer = answered(ann)

    call = answer.calls.get()
    assert (answer.engine, call.end, call.reason, call.cost_usd) == ("extractive", "unavailable", "unauthorised", None)


def test_the_ledger_stays_when_the_person_deletes_the_conversation(ann, publish_guide, openai):
    publish_guide()
    answer = answered(ann)

    answer.question.conversation.delete()

    assert ModelCall.objects.get().answer is None


def test_without_a_model_nothing_is_written_down(ann, publish_guide, extractive):
    publish_guide()
    answered(ann)

    assert not ModelCall.objects.exists()


def test_a_model_that_keeps_failing_is_not_asked_and_tried_by_one_when_the_time_is_over(
    ann, publish_guide, openai, circuit
):
    publish_guide()
    openai.play(*[REFUSED] * FAILURES)
    for _ in range(FAILURES):
        answered(ann)
    asked_before = len(openai.prompts())

    while_open = answered(ann)

    assert (while_open.engine, while_open.is_fallback) == ("extractive", True)
    assert len(openai.prompts()) == asked_before
    redis().delete(platform_key("circuit", "openai:gpt-4o-mini", "open"))  # as its time is over
    assert circuit.lets_through()
    assert not circuit.lets_through()  # somebody else is trying
    redis().delete(platform_key("circuit", "openai:gpt-4o-mini", "open"))
    assert answered(ann).engine == "openai:gpt-4o-mini"
    assert circuit.lets_through()
    assert circuit.lets_through()


def test_one_success_forgets_the_failures(circuit):
    for _ in range(FAILURES - 1):
        circuit.failed()
    circuit.succeeded()
    circuit.failed()

    assert circuit.lets_through()


def test_an_open_circuit_closes_by_itself_in_time(circuit):
    for _ in range(FAILURES):
        circuit.failed()

    assert 0 < redis().ttl(platform_key("circuit", "openai:gpt-4o-mini", "open")) <= OPEN_SECONDS


@pytest.mark.parametrize(
    ("model", "day", "said"),
    [
        ("gpt-4o", date(2026, 11, 1), "10.00"),
        ("gpt-4o-2024-11-20", date(2026, 11, 1), "10.00"),
        ("gpt-4o-mini", date(2026, 11, 1), "0.60"),
        ("gpt-4o-mini-2024-07-18", date(2026, 11, 1), "0.60"),
        ("gpt-5-mini", date(2026, 11, 1), "2.00"),
    ],
)
def test_a_model_and_its_dated_versions_have_its_price(model, day, said):
    assert price_of(model, day).said == Decimal(said)


@pytest.mark.parametrize("model", ["llama-3-70b", "gpt-4o-audio", "gpt-5-pro", "my-gpt-4o"])
def test_a_model_in_no_row_has_no_known_price(model):
    assert cost_of(Usage(1_000, 1_000), model, date(2026, 11, 1)) is None


def test_nothing_had_a_price_before_its_first_day():
    assert price_of("gpt-5", date(2025, 8, 6)) is None
