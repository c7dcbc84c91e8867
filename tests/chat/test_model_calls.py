"""What models cost is written down, call by call, and a model that keeps failing is left alone for a while."""

import threading
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone
from redis import Redis

from chat.llm.circuit import FAILURES, OPEN_SECONDS, Circuit
from chat.llm.prices import cost_of, price_of
from chat.llm.types import ModelRequest, ModelStream, Usage
from chat.models import Answer, ModelCall
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, asker_of
from chat.pipeline.budget import Budget
from chat.pipeline.running import Unheard
from chat.pipeline.speak import Speech, speak
from chat.turns.build import turn_of
from tenants.context import tenant_scope
from tenants.keys import platform_key
from tenants.redis import redis
from tests.vendors.local_server import Drop, Hang, Status
from tests.vendors.openai_server import CutAfter, ErrorEvent, HangAfter

pytestmark = pytest.mark.usefixtures("in_acme")
QUESTION = "What does a specialist visit cost on the PPO 750?"
REFUSED = Status(401)
OVERLOADED = Status(429, retry_after="60")
OPEN = platform_key("circuit", "openai:gpt-4o-mini", "open")


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
    openai.play(*[OVERLOADED] * FAILURES)
    for _ in range(FAILURES):
        answered(ann)
    asked_before = len(openai.prompts())

    while_open = answered(ann)

    assert (while_open.engine, while_open.is_fallback) == ("extractive", True)
    assert len(openai.prompts()) == asked_before
    redis().delete(OPEN)  # as its time is over
    assert circuit.lets_through()
    assert not circuit.lets_through()  # somebody else is trying
    redis().delete(OPEN)
    assert answered(ann).engine == "openai:gpt-4o-mini"
    assert circuit.lets_through()
    assert circuit.lets_through()


class Impatient(Unheard):
    """Somebody who has had enough before a silent model says anything: pressed stop, or another run took over."""

    def __init__(self, end: str) -> None:
        self._end = end

    @property
    def is_over(self) -> bool:
        return self.is_stopped or self.is_lost

    def listen_to(self, stream: ModelStream) -> None:
        threading.Timer(0.1, self._leave, [stream]).start()

    def _leave(self, stream: ModelStream) -> None:
        setattr(self, f"is_{self._end}", True)
        stream.close()


def spoken(listener: Unheard | None = None) -> Speech:
    return speak(ModelRequest(QUESTION), listener or Unheard(), lambda request, _calls: request, Budget(None))


@pytest.mark.parametrize(
    "fault",
    [REFUSED, Status(400), Status(413), Status(404), Status(429, error_code="insufficient_quota")],
    ids=["key", "too long", "too large", "model", "account"],
)
def test_a_request_that_is_refused_leaves_the_model_to_all_others(ann, publish_guide, openai, fault):
    publish_guide()
    openai.play(*[fault] * (FAILURES + 1))

    for _ in range(FAILURES + 1):
        answered(ann)

    assert len(openai.prompts()) == FAILURES + 1
    assert answered(ann).engine == "openai:gpt-4o-mini"


def test_a_refusal_within_a_stream_is_a_refusal(openai, circuit):
    openai.play(*[ErrorEvent(pieces=0, kind="invalid_request_error")] * (FAILURES + 1))

    reasons = [spoken().calls[0].reason for _ in range(FAILURES + 1)]

    assert reasons == ["refused"] * (FAILURES + 1)
    assert circuit.lets_through()


@pytest.mark.parametrize("fault", [OVERLOADED, Status(503, retry_after="60"), Drop()], ids=["429", "503", "dropped"])
def test_a_vendor_that_fails_whoever_asks_is_left_alone(openai, circuit, fault):
    tries = 3 if fault == Drop() else 1
    openai.play(*[fault] * tries * FAILURES)

    for _ in range(FAILURES):
        assert spoken().fallback == "outage"

    assert not circuit.lets_through()


@pytest.mark.parametrize("end", ["stopped", "lost"])
@pytest.mark.parametrize("silence", [Hang(5), HangAfter(pieces=0, seconds=5)], ids=["nothing", "headers"])
def test_a_reply_that_ends_before_any_text_is_no_success(openai, circuit, end, silence):
    for _ in range(FAILURES - 1):
        circuit.failed()
    openai.play(silence)

    speech = spoken(Impatient(end))
    circuit.failed()

    assert (speech.end, speech.text) == (end, "")
    assert not circuit.lets_through()


def test_a_reply_that_comes_to_its_end_without_a_word_is_a_success(openai, circuit):
    for _ in range(FAILURES - 1):
        circuit.failed()
    openai.pieces = []

    spoken()
    circuit.failed()

    assert circuit.lets_through()


@pytest.mark.parametrize("end", ["content_filter", "length", "stop"])
def test_a_reply_without_a_word_is_replaced_by_quotes_and_stays_in_the_ledger(ann, publish_guide, openai, end):
    publish_guide()
    openai.pieces, openai.finish_reason = [], end

    answer = answered(ann)

    assert (answer.status, answer.engine, answer.fallback) == ("done", "extractive", "silence")
    assert "$50" in answer.text
    assert turn_of(answer.question, answer).fallback == "The language model gave no answer to this question."
    assert answer.calls.get().engine == "openai:gpt-4o-mini"


@pytest.mark.parametrize("telling_nothing", [REFUSED, Hang(5)], ids=["refused", "stopped"])
def test_a_try_that_tells_nothing_leaves_the_try_to_the_next(openai, circuit, telling_nothing):
    for _ in range(FAILURES):
        circuit.failed()
    redis().delete(OPEN)  # as its time is over
    openai.play(telling_nothing)

    spoken(Impatient("stopped"))

    assert circuit.lets_through()
    assert not Circuit("openai:gpt-4o-mini").lets_through()  # one at a time, as before


def test_who_told_nothing_takes_nobody_elses_try_away(circuit):
    for _ in range(FAILURES):
        circuit.failed()
    redis().delete(OPEN)  # as its time is over
    assert circuit.lets_through()

    Circuit("openai:gpt-4o-mini").told_nothing()

    assert not Circuit("openai:gpt-4o-mini").lets_through()


def test_one_success_forgets_the_failures(circuit):
    for _ in range(FAILURES - 1):
        circuit.failed()
    circuit.succeeded()
    circuit.failed()

    assert circuit.lets_through()


def test_an_open_circuit_closes_by_itself_in_time(circuit):
    for _ in range(FAILURES):
        circuit.failed()

    assert 0 < redis().ttl(OPEN) <= OPEN_SECONDS


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


# --- what may be spent ------------------------------------------------------------------------------------------


@pytest.fixture
def limits(settings):
    """Set what may be spent; a call of the local vendor takes 41 tokens."""

    def put(*, month: int = 0, day: int = 0) -> None:
        settings.LLM_TOKENS_A_MONTH, settings.LLM_TOKENS_A_DAY = month, day

    return put


def test_a_person_who_has_spent_the_day_is_quoted_to_and_told_why(
    acme, ann, make_person, publish_guide, openai, limits
):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]."]
    limits(day=42)

    engines = [answered(ann).engine for _ in range(3)]
    spent = answered(ann)

    assert engines == ["openai:gpt-4o-mini", "openai:gpt-4o-mini", "extractive"]
    assert (spent.fallback, turn_of(spent.question, spent).fallback) == (
        "person_budget",
        "You have used up the language model for today; tomorrow it words answers again.",
    )
    assert "$50" in spent.text
    assert answered(make_person(acme)).engine == "openai:gpt-4o-mini"


def test_a_client_that_has_spent_the_month_is_quoted_to_and_another_is_not(
    acme, globex, ann, make_person, publish_guide, openai, limits
):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]."]
    limits(month=41)

    assert answered(ann).engine == "openai:gpt-4o-mini"
    assert answered(make_person(acme)).fallback == "client_budget"
    with tenant_scope(globex):
        assert Budget(None).why_none_is_left() == ""


def test_what_was_spent_is_known_from_the_ledger_where_redis_forgot_it(acme, ann, publish_guide, openai, limits):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]."]
    answered(ann)
    answered(ann).question.conversation.delete()  # what a client has spent does not go with the chat
    redis().delete(*redis().scan_iter(match="*tokens*"))

    limits(month=83)
    assert Budget(None).why_none_is_left() == ""
    limits(month=82)
    assert Budget(None).why_none_is_left() == "client_budget"


def test_a_sum_that_runs_out_while_a_call_is_counted_is_taken_from_the_ledger(
    ann, publish_guide, openai, limits, monkeypatch
):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]."]
    answered(ann)
    answered(ann)
    redis().delete(*redis().scan_iter(match="*tokens*"))
    monkeypatch.setattr(Redis, "exists", lambda *_keys: 1)  # it was there a moment ago

    Budget(None).spend(41)

    assert not list(redis().scan_iter(match="*tokens*"))
    limits(month=82)
    assert Budget(None).why_none_is_left() == "client_budget"


def test_the_month_before_counts_no_more(ann, publish_guide, openai, limits):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]."]
    answered(ann)
    limits(month=1)
    ModelCall.objects.update(created_at=timezone.now().replace(day=1) - timedelta(days=1))
    redis().delete(*redis().scan_iter(match="*tokens*"))

    assert Budget(None).why_none_is_left() == ""
