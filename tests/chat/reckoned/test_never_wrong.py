"""A tool tells of no other plan, year or class than is meant, nor of what nobody has reviewed: documents do then."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from benefits.models import ClassRule, Plan, PlanYear, Rate
from chat.llm.openai import _tool
from chat.llm.types import ToolSpec
from chat.models import Answer, Conversation
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, asker_of
from chat.pipeline.tools.contract import Session
from chat.pipeline.tools.reckoned import RECKONED
from chat.pipeline.tools.registry import use
from chat.turns.build import turn_of
from tests.chat.reckoned.asking import DAY, asked, only, scope_of, told

PRICE = "What do I pay for the PPO with my wife in 2027? I smoke."
HIRED = "I was hired on March 9, 2027. When does my coverage start?"
REFUSED = [
    "PPO 500 family, one hospital bill of $5,200: what do we pay?",
    "What does the HMO cost with my wife? I smoke.",
    "What does COBRA cost for the PPO 750, single, in 2027?",
    "What does COBRA cost for the PPO, single, in 2031?",
    "What is the FSA maximum for 2024?",
    "I was hired on March 9, 2019. When does my coverage start?",
]


def test_another_classes_price_year_or_plan_is_never_told(load):
    load("juniper")

    salaried, union = (
        told(asked("PPO family: I smoke. What does it cost in 2027?", code)) for code in ("SAL", "UNION")
    )
    both = told(asked("What does COBRA cost for the PPO, single?", "SAL"))

    assert "$318.00 + $25.00" in salaried
    assert "$250.00 + $25.00" in union
    assert "318" not in union
    assert "in 2027" in both
    for question in REFUSED:
        assert [one.result.status for one in asked(question, "SAL")] in ([], ["not_available"]), question


def test_who_names_another_classes_prices_gets_their_own(load):
    load("juniper")

    said = told(asked("What would a salaried employee pay for the PPO, family? I smoke.", "UNION"))

    assert "318" not in said


def test_plan_that_is_not_offered_to_the_class_is_not_reckoned_with(load):
    load("juniper")
    Plan.objects.filter(short_name="PPO 1000").update(classes=["SAL"])

    assert only(asked(PRICE, "UNION")).status == "not_available"
    assert only(asked(PRICE, "SAL")).status == "ok"


def test_row_that_nobody_has_reviewed_leaves_the_answer_to_documents(load):
    load("juniper")
    assert only(asked(HIRED, "SAL")).status == "ok"

    ClassRule.objects.update(reviewed_by=None, reviewed_at=None)
    Rate.objects.filter(plan__short_name="PPO 1000", tier="EE_SP").update(reviewed_by=None, reviewed_at=None)

    assert only(asked(HIRED, "SAL")).status == "not_available"
    assert only(asked(PRICE, "SAL")).status == "not_available"


def test_plan_year_that_is_a_draft_is_not_told_of(load):
    load("juniper")
    PlanYear.objects.filter(label="2027").update(status=PlanYear.Status.DRAFT)

    assert only(asked(PRICE, "SAL")).status == "not_available"


def test_company_without_a_catalogue_sees_nothing_of_these_tools(in_acme):
    questions = (PRICE, HIRED, "I have $144,000 of life insurance and I am 47. How much is taxable?")

    assert [only(asked(question)).status for question in questions] == ["not_available"] * 3


def test_what_is_missing_is_asked_with_what_may_be_chosen(load):
    load("bluefin")

    plan = only(asked("A hospital bill of $5,200 on the PPO: what do I pay?", "STAFF"))
    tier = only(asked("PPO 750 or HSA 2500, typical use: what does the year cost?", "STAFF"))

    assert plan.missing.argument == "plan"
    assert [one.value for one in plan.missing.choices] == ["PPO 1500", "PPO 500", "PPO 750"]
    assert (tier.missing.argument, tier.missing.question) == ("covered", "Who is to be covered?")
    assert [one.value for one in tier.missing.choices] == ["EE", "EE_SP", "EE_DP", "EE_CH", "FAM"]


@pytest.mark.parametrize(
    "question",
    [
        "What is the PPO deductible?",
        "What does PPO family coverage cost per paycheck?",
        "How long does COBRA last?",
        "When does open enrollment end?",
        "Is there a tobacco surcharge?",
        "Do I pay the spousal surcharge?",
        "What did a specialist visit cost on the PPO 750 last year?",
        "What is the most I can pay in a year on the PPO 1500?",
        "What would a night in the hospital cost?",
        "When can I add my baby?",
        "What happens to my HSA when I leave?",
        "How much is the HSA family limit in 2027?",
        "How does the match work?",
        "Do I have to pay for a crown?",
        "What is the dependent care limit if I file separately?",
        "¿Cuál es la fecha límite para la cuenta de cuidado de dependientes?",
        "¿Cuál es el deducible del PPO?",
        "HMO vs EPO per week",
        "How much does short-term disability pay in 2027?",
        "If I save 5%, what will the company pay in 2027 as a match?",
        "My baby was born on October 5, 2026. How long is parental leave?",
        "My baby was born on October 5, 2026. How many days of maternity pay do I get?",
        "I got married on June 6, 2026. How many days off do I get?",
        "I got married on June 6, 2026. Can you tell me what my wife is covered for?",
        "Mi bebé nació el 5 de octubre de 2026. ¿Cuánto tiempo tengo de licencia?",
        "What is the age limit for the dependent care FSA?",
        "What is the maximum age of a child for day care reimbursement?",
        "Is there a time limit to submit FSA receipts?",
        "¿Cuál es el límite de edad para la FSA de cuidado de dependientes?",
        "How much time do I have to elect COBRA on the PPO?",
        "When do I have to pay the first COBRA premium for the PPO?",
        "¿Cuánto tiempo tengo para elegir COBRA en el PPO?",
    ],
)
def test_question_that_documents_answer_is_for_none_of_these_tools(in_acme, question):
    assert [tool.name for tool in RECKONED if tool.is_asked(question)] == []


@pytest.mark.parametrize(
    ("question", "tool"),
    [
        ("¿Cuánto más puedo aportar a mi cuenta HSA con el HDHP si ya aporté $2,000 este año?", "hsa_room"),
        ("Me quedan $300 en mi cuenta FSA, ¿cuánto pierdo?", "fsa_year_end"),
        ("¿Cuánto pago en el HDHP por una cuenta del hospital de $5,200?", "cost_of_care"),
        ("Tengo una cuenta de $5,200 del hospital, ¿cuánto pago?", "cost_of_care"),
        ("My baby was born on October 5, 2026. How long do I have?", "life_event"),
        ("My baby was born on October 5, 2026. How many days do I have to add her?", "life_event"),
        ("Mi bebé nació el 5 de octubre de 2026. ¿Cuántos días tengo para agregarlo?", "life_event"),
        ("I leave my job and lose my coverage on May 31, 2026. By when must I sign up?", "life_event"),
        ("How much is COBRA for the PPO?", "cobra"),
        ("¿Cuánto cuesta COBRA en el PPO?", "cobra"),
    ],
)
def test_question_for_a_tool_is_for_that_one_first(in_acme, question, tool):
    assert next(one.name for one in RECKONED if one.is_asked(question)) == tool


ALLOWED = {
    "type",
    "properties",
    "required",
    "additionalProperties",
    "anyOf",
    "enum",
    "items",
    "description",
    "title",
    "format",
    "$defs",
    "$ref",
    "maxLength",
}


def _keywords(schema: object) -> set[str]:
    if isinstance(schema, list):
        return set().union(*map(_keywords, schema)) if schema else set()
    if not isinstance(schema, dict):
        return set()
    found = set(schema)
    for name, value in schema.items():
        inner = value.values() if name in ("properties", "$defs") else [value]
        found |= set().union(*map(_keywords, inner)) if inner else set()
    return found


@pytest.mark.parametrize("tool", RECKONED, ids=lambda tool: tool.name)
def test_what_a_tool_is_asked_is_said_in_words_that_every_vendor_takes(tool):
    spec = _tool(ToolSpec(tool.name, tool.description, tool.arguments))

    schema = spec["function"]["parameters"]

    assert _keywords(schema) <= ALLOWED
    assert set(schema["required"]) == set(schema["properties"])


@pytest.mark.parametrize("tool", RECKONED, ids=lambda tool: tool.name)
def test_absurd_arguments_get_a_reason_and_no_figure(load, tool):
    load("juniper")
    session = Session(scope_of("SAL"), "en")
    absurd = {
        "plan": "PPO",
        "plans": ["PPO", "HDHP"],
        "covered": "FAM",
        "age": 500,
        "bill": -1,
        "nights": -4,
        "pay": 10**15,
        "saved": 40,
        "fee": -1,
        "spent": -1,
        "spent_by_family": -1,
        "price": -1,
        "coverage": -1,
        "weekly_pay": -5,
        "balance": -1,
        "born": "1600-01-01",
        "hired": "1600-01-01",
        "happened": "1600-01-01",
        "lost": "1600-01-01",
        "noticed": "1600-01-01",
        "plan_year": "2044",
        "work": "III",
        "item": "frames",
        "event": None,
        "visits": [{"service": "primary", "count": -1}],
    }
    fields = tool.arguments.model_fields

    result = use(tool.name, {name: value for name, value in absurd.items() if name in fields}, session).result

    assert result.status in ("not_available", "needs_input", "handoff")


# ---- the whole way


@pytest.fixture
def november(monkeypatch):
    for place in ("chat.pipeline.answer.today", "chat.turns.beside.today"):
        monkeypatch.setattr(place, lambda: DAY)


def answered(person, text: str, *, conversation: Conversation | None = None) -> Answer:
    question = ask(text, asker=asker_of(person), page_token=uuid4(), conversation=conversation, now=timezone.now())
    run(question.answer.pk, now=timezone.now())
    return Answer.objects.select_related("question__conversation").get(pk=question.answer.pk)


def test_answer_is_told_with_its_steps_and_the_page_of_its_calculator(
    load, acme, make_person, extractive, publish_guide, november, browser_of
):
    load("bluefin")
    publish_guide()
    ann = make_person(acme, class_code="STAFF")

    asked_back = answered(ann, "How much can I put into my HSA in 2027? I am 56.")
    choice = next(one for one in asked_back.choices if one["value"] == "FAM")
    told_last = answered(ann, choice["text"], conversation=asked_back.question.conversation)

    assert asked_back.text == "Who is to be covered?"
    assert told_last.text.startswith("In 2027 you can put in $8,800.00 yourself")
    assert (told_last.removed, told_last.route) == ({}, "fact")
    turn = turn_of(told_last.question, told_last)
    assert "From Rev. Proc. 2026-24." in turn.worked_out
    assert turn.origins == ("Reckoned from your company’s plan terms",)
    assert [page.slug for page in turn.calculators] == ["hsa"]
    page = browser_of(acme, ann).get(f"/c/{told_last.question.conversation_id}/").text
    assert 'href="/calculators/hsa/"' in page


def test_several_questions_in_one_are_answered_one_after_the_other(
    load, acme, make_person, extractive, publish_guide, november
):
    load("cedarmain")
    publish_guide()
    ann = make_person(acme, class_code="FT")

    answer = answered(
        ann,
        "I was hired on October 5, 2026. When am I covered, how much can I put into the FSA, and until when can I "
        "claim?",
    )

    assert [row["tool"] for row in answer.tools] == ["coverage_start", "account_limit", "fsa_year_end"]
    places = [answer.text.index(text) for text in ("January 1, 2027", "$2,500.00", "September 28, 2027")]
    assert places == sorted(places)
    assert answer.removed == {}


def test_day_of_the_session_decides_which_year_holds(load):
    load("juniper")

    later = told(asked("What do I pay for the PPO, family? I smoke.", "SAL", day=date(2027, 3, 1)))

    assert "$318.00" in later
    assert "2026" not in later
