"""What is left of a deductible or an out-of-pocket limit, by what the person says they have spent."""

from collections.abc import Callable
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from benefits.personal.context import PersonalContext
from chat.models import Answer, Conversation
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, asker_of
from chat.pipeline.tools.contract import Session
from chat.pipeline.tools.reckoned.so_far import Spent, spent_said
from chat.pipeline.tools.registry import use
from platform_admin.demo.company import Company
from tests.chat.reckoned.asking import DAY, asked, only, replied, scope_of, told

SPENT = "How much of my deductible is left? I have spent $600."


@pytest.fixture(autouse=True)
def juniper(load: Callable[[str], Company]) -> Company:
    return load("juniper")


@pytest.mark.parametrize(
    ("question", "language", "words"),
    [
        (
            "I have spent $600. How much of my deductible is left on the PPO, single?",
            "en",
            ["you have $300.00 left of the 2026 deductible of $900.00.", "at most"],
        ),
        (
            "I have spent $600. How much of my deductible is left on the PPO in 2027, single?",
            "en",
            ["you have $400.00 left of the 2027 deductible of $1,000.00."],
        ),
        (
            "I have spent $600 on the PPO 1000 in 2027, family coverage. How much deductible is left?",
            "en",
            ["you have $400.00 left of the 2027 deductible of $1,000.00.", "together has $1,400.00 left of $2,000.00"],
        ),
        (
            "HDHP in 2027, family coverage: we have spent $1,500. How much of the deductible remains?",
            "en",
            ["you have $2,500.00 left of the 2027 deductible of $4,000.00."],
        ),
        (
            "PPO 1000 in 2027, single: I have paid $5,000 so far. How much of my out-of-pocket max is left?",
            "en",
            ["left of the 2027 out-of-pocket limit of $"],
        ),
        (
            "He gastado $600 en el PPO 1000 en 2027, solo para mí. ¿Cuánto me queda del deducible?",
            "es",
            ["de $1,000.00 de deducible en 2027 le quedan $400.00.", "quedan como máximo"],
        ),
    ],
    ids=["now", "next year", "family", "aggregate", "out of pocket", "spanish"],
)
def test_what_is_left_is_reckoned_by_the_plans_own_rule(question: str, language: str, words: list[str]) -> None:
    used = asked(question, "SAL", language=language)

    assert [one.name for one in used] == ["deductible_left"]
    assert [text for text in words if text not in told(used)] == []


def test_more_than_the_deductible_leaves_nothing() -> None:
    said = told(asked("I have spent $1,400. How much of my deductible is left on the PPO 1000 in 2027, single?", "SAL"))

    assert "you have $0.00 left of the 2027 deductible of $1,000.00." in said


def test_plan_and_tier_are_asked_for_and_whom_one_covers_is_gone_by() -> None:
    which_plan = only(asked(SPENT, "SAL")).missing
    whose = only(asked(f"{SPENT} On the PPO.", "SAL")).missing
    known = told(asked(f"{SPENT} On the PPO.", "SAL", asker=PersonalContext(coverage="EE_SP")))

    assert (which_plan.argument, len(which_plan.choices)) == ("plan", 2)
    assert (whose.argument, whose.question) == ("covered", "Who is to be covered?")
    assert "This is for you and your spouse, as you told us." in known


def test_what_a_family_has_spent_together_asks_for_ones_own_part() -> None:
    used = asked("We have spent $1,500 on the PPO 1000 in 2027, my whole family. How much deductible is left?", "SAL")

    assert only(used).missing.argument == "spent"
    assert only(used).missing.question == "How much of the $1,500.00 was spent for you alone?"


def test_question_of_another_plan_is_no_reply_about_what_was_spent() -> None:
    (back,) = asked(
        "We have spent $1,500 on the PPO 1000 in 2027, my whole family. How much deductible is left?", "SAL"
    )

    assert "you have $400.00 left" in replied("$600", back, "SAL").told[0].text
    assert replied("What is the specialist copay on the HDHP?", back, "SAL") is None


@pytest.mark.parametrize(
    "question",
    [
        "How much of my deductible is left?",
        "I have spent $600. How much of my dental deductible is left?",
        "I paid $600. Does that count towards the deductible?",
        "What is left of my FSA? I have spent $600.",
    ],
)
def test_what_cannot_be_reckoned_so_is_left_to_others(question: str) -> None:
    assert "deductible_left" not in [one.name for one in asked(question, "SAL")]


@pytest.mark.parametrize(
    "question",
    [
        "How much is left until I have met my $1,000 deductible, PPO 1000 in 2027, single?",
        "How much is left until I have met my deductible of $1,000?",
        "I've met my deductible. How much of a $5,000 hospital bill is left for me to pay?",
        "How much of my deductible have I used if I have $400 left?",
        "I have $400 left of my deductible so far. How much have I used?",
        "My deductible is $1,000. How much is left before I meet it?",
        "I have paid all but $400 of my deductible. How much is left?",
        "My insurance has paid $800 so far. How much of my deductible is left?",
        "I have spent $100 each month. How much of my deductible is left?",
        "I spent $600 last year. How much of my deductible is left?",
        "Blue Cross has paid $600 so far. How much of my deductible is left?",
        "I have spent $600 on premiums. How much of my deductible is left?",
        "I have not spent $600 yet. How much of my deductible is left?",
        "¿Cuánto me falta para cumplir mi deducible de $1,000?",
    ],
)
def test_amount_that_is_not_what_was_spent_is_not_taken_for_it(question: str) -> None:
    assert spent_said(question) is None
    assert "deductible_left" not in [one.name for one in asked(question, "SAL")]


@pytest.mark.parametrize(
    ("text", "amount", "is_by_family"),
    [
        ("I have spent $600", 600, False),
        ("I've already paid about $600", 600, False),
        ("$600 so far", 600, False),
        ("I've spent $600 out of pocket so far", 600, False),
        ("I have used up $600", 600, False),
        ("I have met $600 of my insurance deductible", 600, False),
        ("$600 has counted", 600, False),
        ("I have met $600 of my deductible", 600, False),
        ("I have put $600 towards my deductible", 600, False),
        ("How much deductible is left if I have spent 600 dollars?", 600, False),
        ("He gastado $600", 600, False),
        ("Llevo gastados $600", 600, False),
        ("Ya pagué $600", 600, False),
        ("My wife has already spent $800 of our family deductible", 800, True),
        ("Mi esposo ya gastó $800", 800, True),
        ("My kids have used $800", 800, True),
        ("He has spent $800 so far", 800, True),
        ("I have spent $800 on my daughter", 800, True),
        ("My husband and I have spent $800", 800, True),
        ("We have spent $800", 800, True),
        ("Hemos gastado $800", 800, True),
        ("We have spent $800 on the PPO, my whole family", 800, True),
    ],
)
def test_what_was_spent_is_read_with_by_whom(text: str, amount: int, is_by_family: bool) -> None:
    assert spent_said(text) == Spent(Decimal(amount), is_by_family)


@pytest.mark.parametrize(
    ("question", "language", "words"),
    [
        (
            "My wife has already spent $800 of our family deductible on the PPO 1000 in 2027. How much is left?",
            "en",
            "How much of the $800.00 was spent for you alone?",
        ),
        (
            "Mi esposo ya gastó $800 en el PPO 1000 en 2027. ¿Cuánto me queda del deducible?",
            "es",
            "¿Cuánto de los $800.00 se gastó solo por usted?",
        ),
    ],
    ids=["english", "spanish"],
)
def test_what_a_relative_has_spent_is_not_taken_for_ones_own(question: str, language: str, words: str) -> None:
    missing = only(asked(question, "SAL", language=language)).missing

    assert (missing.argument, missing.question) == ("spent", words)


def test_what_others_have_spent_fills_no_limit_of_who_is_covered_alone(juniper: Company) -> None:
    asked_of = {"plan": "PPO 1000", "covered": "EE", "plan_year": "2027", "spent_by_family": 800}
    session = Session(scope_of("SAL"), "en")

    own = use("deductible_left", asked_of, session).result.missing
    left = use("deductible_left", asked_of | {"spent": 100}, session)

    assert own.argument == "spent"
    assert "you have $900.00 left of the 2027 deductible of $1,000.00." in told([left])


# ---- the whole way


def answered(person, text: str, *, conversation: Conversation | None = None) -> Answer:
    question = ask(text, asker=asker_of(person), page_token=uuid4(), conversation=conversation, now=timezone.now())
    run(question.answer.pk, now=timezone.now())
    return Answer.objects.select_related("question__conversation").get(pk=question.answer.pk)


def test_amount_goes_on_with_the_plan_and_the_tier_that_are_chosen_and_is_kept_with_no_answer(
    acme, make_person, extractive, publish_guide, monkeypatch
) -> None:
    monkeypatch.setattr("chat.pipeline.answer.today", lambda: DAY)
    publish_guide()
    ann = make_person(acme, class_code="SAL")

    which_plan = answered(ann, SPENT)
    chosen = next(one for one in which_plan.choices if "PPO" in one["text"])
    conversation = which_plan.question.conversation
    whose = answered(ann, chosen["text"], conversation=conversation)
    single = next(one for one in whose.choices if one.get("value") == "EE")
    last = answered(ann, single["text"], conversation=conversation)

    assert "you have $300.00 left of the 2026 deductible of $900.00." in last.text
    assert "spent" not in last.tools[0]["arguments"]


@pytest.mark.parametrize(
    "question",
    [
        "How much of my deductible is left?",
        "How much of my deductible have I used if I have $400 left?",
        "How much is left until I have met my $1,000 deductible, PPO 1000 in 2027, single?",
    ],
    ids=["no amount", "what is left", "the deductible"],
)
def test_without_what_was_spent_the_carriers_record_is_pointed_to(
    acme, make_person, extractive, publish_guide, question: str
) -> None:
    publish_guide()

    answer = answered(make_person(acme, class_code="SAL"), question)

    assert answer.reason == Answer.Reason.PERSONAL_RECORD
