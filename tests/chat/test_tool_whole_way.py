"""A tool that is not the product's own goes the whole way: asked without a model or by one, asked back, told, proven,
and kept with the receipt. What it needs of the product is its class and its place in the list.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from pydantic import Field

from chat.models import Answer, Conversation, Receipt
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, asker_of
from chat.pipeline.tools import registry
from chat.pipeline.tools.contract import Arguments, Choice, Missing, Origin, Session, Told, Tool, ToolResult
from chat.pipeline.tools.remembered import remembered
from chat.pipeline.understand import Understood
from chat.turns.build import turn_of
from tests.vendors.openai_server import OpenAIServer

pytestmark = pytest.mark.usefixtures("in_acme", "with_share")
DAY = date(2026, 11, 10)
CROWN = (("Crowns", "After the deductible, members pay 20% of the price of a crown."),)
SHARE = {"en": "Which share do you pay?", "es": "¿Qué parte paga usted?"}


class ShareAsked(Arguments):
    bill: Decimal | None = Field(None, description="The bill in dollars; null if not told.")
    percent: int | None = Field(None, description="The person's share in percent; null if not told.")


class Share(Tool):
    """What is left for the person of a bill."""

    name = "share_of_bill"
    description = "Reckons what is left for the person of a bill."
    arguments = ShareAsked
    origin = Origin("share", "A sum of what you said")
    route = Answer.Route.FACT
    goes_first = True
    lead = {"en": "That can be reckoned.", "es": "Eso se puede calcular."}

    def is_asked(self, question: str) -> bool:
        return bool(re.search(r"my share of|mi parte de", question))

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        bill = re.search(r"\$([\d,]+)", understood.text)
        percent = re.search(r"(\d+)\s?%", understood.text)
        given = {"bill": bill[1].replace(",", "")} if bill else {}
        return given | ({"percent": percent[1]} if percent else {})

    def run(self, asked: Any, session: Session) -> ToolResult:
        if asked.bill is None:
            question = {"en": "How much is the bill?", "es": "¿De cuánto es la factura?"}[session.language]
            return ToolResult("needs_input", missing=Missing("bill", question))
        if asked.percent is None:
            choices = (Choice("20%", 20), Choice("50%", 50))
            return ToolResult("needs_input", missing=Missing("percent", SHARE[session.language], choices))
        share = asked.bill * asked.percent / 100
        text = {"en": "Your share comes to ${:,.2f}.", "es": "Su parte es de ${:,.2f}."}[session.language]
        printed = tuple(hit for hit in session.scope.search("crown").hits if f"{asked.percent}%" in hit.text)
        went_by = f"The bill is ${asked.bill:,}, and you pay {asked.percent}% of it."
        return ToolResult("ok", told=(Told(text.format(share), (went_by,), printed),), assumptions=(went_by,))


@pytest.fixture
def with_share(monkeypatch):
    monkeypatch.setattr(registry, "TOOLS", (*registry.TOOLS, Share()))
    monkeypatch.setattr("chat.pipeline.answer.today", lambda: DAY)


@pytest.fixture
def ann(acme, make_person):
    return make_person(acme, name="Ann")


def answered(person, text: str, *, conversation: Conversation | None = None) -> Answer:
    asked = ask(text, asker=asker_of(person), page_token=uuid4(), conversation=conversation, now=timezone.now())
    run(asked.answer.pk, now=timezone.now())
    return Answer.objects.select_related("question__conversation").get(pk=asked.answer.pk)


def test_tool_asks_the_person_for_what_it_needs_and_tells_its_answer_with_sources_and_what_it_went_by(
    ann, publish_guide, extractive, browser_of, acme
):
    publish_guide(title="Dental plan", passages=CROWN)

    asked_back = answered(ann, "What is my share of a $1,200 crown?")

    assert (asked_back.status, asked_back.route, asked_back.text) == ("done", "clarify", "Which share do you pay?")
    buttons = turn_of(asked_back.question, asked_back).choices
    assert [(one.label, one.text) for one in buttons] == [
        ("20%", "What is my share of a $1,200 crown (20%)?"),
        ("50%", "What is my share of a $1,200 crown (50%)?"),
    ]
    assert not Receipt.objects.exists()

    told = answered(ann, buttons[0].text, conversation=asked_back.question.conversation)

    assert (told.status, told.reason, told.route, told.engine) == ("done", "", "fact", "")
    assert told.text == "That can be reckoned.\n\nYour share comes to $240.00 [1]."
    assert [one.document_title for one in told.citations.all()] == ["Dental plan"]
    turn = turn_of(told.question, told)
    assert turn.origins == ("A sum of what you said",)
    assert turn.worked_out == ("The bill is $1,200, and you pay 20% of it.",)
    assert "verify" in {row["step"] for row in told.steps}
    kept = json.loads(Receipt.objects.get(answer_id=told.pk).content)
    assert kept["tools"][0]["arguments"] == {"bill": "1200", "percent": 20}
    assert kept["tools"][0]["assumptions"] == ["The bill is $1,200, and you pay 20% of it."]
    assert [source["title"] for source in kept["sources"]] == ["Dental plan"]
    page = browser_of(acme, ann).get(f"/a/{told.pk}/receipt/").text
    assert "How this was worked out" in page
    assert "The bill is $1,200, and you pay 20% of it." in page


def test_reply_in_ones_own_words_is_taken_and_kept_for_what_is_asked_next(ann, publish_guide, extractive):
    publish_guide(title="Dental plan", passages=CROWN)

    first = answered(ann, "What is my share of a crown?")
    conversation = first.question.conversation
    second = answered(ann, "It is $800", conversation=conversation)
    third = answered(ann, "50%", conversation=conversation)
    fourth = answered(ann, "And my share of a $2,000 crown?", conversation=conversation)

    assert (first.text, first.choices) == ("How much is the bill?", [])
    assert second.text == "Which share do you pay?"
    assert second.choices[1]["text"] == "What is my share of a crown (50%)?"
    assert third.text.endswith("Your share comes to $400.00.")
    assert fourth.text.endswith("Your share comes to $1,000.00.")


def test_what_was_given_is_kept_through_all_of_the_conversation(ann, publish_guide, extractive):
    publish_guide()
    first = answered(ann, "What is my share of a $1,200 crown at 50%?")
    conversation = first.question.conversation
    for weeks in range(4):
        answered(ann, f"How long is parental leave after {weeks + 2} years?", conversation=conversation)

    last = answered(ann, "What is my share of a $2,000 crown?", conversation=conversation)

    assert last.text.endswith("Your share comes to $1,000.00 [1].")


def test_question_of_another_matter_is_no_reply(ann, publish_guide, extractive):
    publish_guide()

    first = answered(ann, "What is my share of a $1,200 crown?")
    other = answered(ann, "How long is parental leave?", conversation=first.question.conversation)

    assert "6 weeks" in other.text
    assert other.route == "document"


def test_tool_asks_and_tells_in_spanish(ann, publish_guide, extractive):
    publish_guide(title="Dental plan", passages=CROWN)

    asked_back = answered(ann, "¿Cuál es mi parte de una corona de $1,200?")
    told = answered(ann, asked_back.choices[0]["text"], conversation=asked_back.question.conversation)

    assert asked_back.text == "¿Qué parte paga usted?"
    assert told.text.startswith("Eso se puede calcular.\n\nSu parte es de $240.00")


def test_model_calls_the_tool_and_its_answer_is_held_against_what_was_told(ann, publish_guide, openai: OpenAIServer):
    publish_guide()
    openai.called = [("share_of_bill", '{"bill": "1200", "percent": 20}')]
    openai.pieces = ["Your share comes to $240.00. ", "Last year it was $999."]

    answer = answered(ann, "What would a $1,200 crown leave for me at 20%?")

    assert (answer.text, answer.removed) == ("Your share comes to $240.00.", {"uncited": 1})
    assert turn_of(answer.question, answer).worked_out == ("The bill is $1,200, and you pay 20% of it.",)
    kept = json.loads(Receipt.objects.get(answer_id=answer.pk).content)
    assert kept["tools"][0]["assumptions"] == ["The bill is $1,200, and you pay 20% of it."]


def test_what_a_tool_that_a_model_called_needs_is_asked_of_the_person(ann, publish_guide, openai: OpenAIServer):
    publish_guide()
    openai.called = [("share_of_bill", '{"bill": "1200", "percent": null}')]
    openai.pieces = ["Please tell me your share."]

    answer = answered(ann, "What would a $1,200 crown leave for me?")

    assert (answer.status, answer.route, answer.text) == ("done", "clarify", "Which share do you pay?")
    assert [one["label"] for one in answer.choices] == ["20%", "50%"]


def test_figure_that_the_tool_did_not_tell_is_taken_out_of_its_answer(ann, publish_guide, extractive, monkeypatch):
    publish_guide(title="Dental plan", passages=CROWN)
    monkeypatch.setattr(Share, "lead", {"en": "It is $999 at least.", "es": ""})

    answer = answered(ann, "What is my share of a $1,200 crown at 20%?")

    assert answer.text == "Your share comes to $240.00 [1]."
    assert sum(answer.removed.values()) == 1


def _needing(tool: str, **asked: object) -> dict[str, object]:
    return {"tool": tool, "status": "needs_input", "arguments": {}, "ask_the_person": asked}


def test_choice_is_for_the_last_of_two_tools_that_need_something():
    both = [_needing("one", argument="bill"), _needing("two", argument="percent")]
    choices = [{"text": "My share (20%)", "label": "20%", "value": 20}]
    answer = Answer(route=Answer.Route.CLARIFY, status=Answer.Status.DONE, tools=both, choices=choices)

    assert remembered([answer]).missing == ("two", "percent")


def test_question_asked_back_before_arguments_were_named_is_no_reason_to_fail():
    old = [_needing("plan_facts", question="Which plan do you mean?", choices=["HMO", "PPO"])]
    answer = Answer(route=Answer.Route.CLARIFY, status=Answer.Status.DONE, tools=old, choices=[{"text": "HMO"}])

    assert remembered([answer]).missing is None
