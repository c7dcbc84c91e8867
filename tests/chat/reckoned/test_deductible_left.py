"""What is left of a deductible or an out-of-pocket limit, by what the person says they have spent."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.utils import timezone

from benefits.personal.context import PersonalContext
from chat.models import Answer, Conversation
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, asker_of
from platform_admin.demo.company import Company
from tests.chat.reckoned.asking import DAY, asked, only, replied, told

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


def test_without_an_amount_the_carriers_record_is_pointed_to(acme, make_person, extractive, publish_guide) -> None:
    publish_guide()

    answer = answered(make_person(acme, class_code="SAL"), "How much of my deductible is left?")

    assert answer.reason == Answer.Reason.PERSONAL_RECORD
