"""What a question leaves open and the person has agreed to be gone by."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from accounts.audience import Audience
from benefits.personal.context import PersonalContext
from chat.pipeline.tools.contract import Session, ToolResult
from chat.pipeline.tools.registry import use
from chat.pipeline.understand import understand
from platform_admin.demo.company import Company
from tests.chat.reckoned.asking import DAY, asked, only, scope_of, told

PRICE = "What do I pay for the PPO 1000 in 2027? I smoke."
COUPLE = PersonalContext(coverage="EE_SP")


@pytest.fixture(autouse=True)
def juniper(load: Callable[[str], Company]) -> Company:
    return load("juniper")


def test_who_has_told_nothing_is_asked_whom_they_cover() -> None:
    assert only(asked(PRICE, "SAL")).missing.argument == "covered"


def test_price_is_for_whom_the_person_covers_and_says_so() -> None:
    used = asked(PRICE, "SAL", asker=COUPLE)

    assert "$239.00" in told(used)
    assert "This is for you and your spouse, as you told us." in told(used)
    assert "Esto es para usted y su cónyuge, como usted nos dijo." in told(
        asked("¿Cuánto pago por el PPO 1000 en 2027? Fumo.", "SAL", language="es", asker=COUPLE)
    )


def test_what_the_question_says_goes_first() -> None:
    used = asked("What do I pay for the PPO 1000 in 2027 for my whole family? I smoke.", "SAL", asker=COUPLE)

    assert "$343.00" in told(used)
    assert "as you told us" not in told(used)


def test_what_is_known_of_the_person_stands_among_no_arguments() -> None:
    (used,) = asked(PRICE, "SAL", asker=COUPLE)

    assert used.result.status == "ok"
    assert "covered" not in used.arguments


def test_tier_without_a_price_is_asked_for_as_of_anybody() -> None:
    used = asked(PRICE, "SAL", asker=PersonalContext(coverage="EE_DP"))

    assert only(used).missing.argument == "covered"


def test_question_about_somebody_else_is_not_answered_with_ones_own() -> None:
    about = (Audience("UNION", "", ""),)
    scope = replace(scope_of("SAL"), asker=COUPLE, about=about)

    used = use("price_with_surcharges", {"plan": "PPO 1000", "plan_year": "2027"}, Session(scope, "en"))

    assert used.result.missing.argument == "covered"


@pytest.mark.parametrize(("is_listed", "words"), [(False, "as you told us."), (True, "as your employer’s list says.")])
def test_first_day_at_work_is_gone_by_with_where_it_comes_from(is_listed: bool, words: str) -> None:
    asker = PersonalContext(hired=date(2027, 3, 9), is_hired_listed=is_listed)
    session = Session(replace(scope_of("SAL", day=DAY), asker=asker), "en")

    (first, second) = use("coverage_start", {}, session).result.told

    assert "May 1, 2027" in first.text
    assert second.text == f"Your first day at work is March 9, 2027, {words}"
    assert "June" not in use("coverage_start", {"hired": "2027-01-04"}, session).result.told[0].text


@pytest.mark.parametrize(
    "question",
    [
        "When does coverage start for my coworker?",
        "When does coverage start for a new hire?",
        "When is somebody covered who starts on a Monday?",
        "When is my brother who works here covered?",
        "¿Cuándo empieza la cobertura de mi compañero?",
        "¿Desde cuándo tiene cobertura un empleado nuevo?",
    ],
)
def test_ones_own_first_day_says_nothing_of_somebody_else_who_works_here(question: str) -> None:
    asker = PersonalContext(hired=date(2027, 3, 9))

    assert coverage_start(question, asker=asker).missing.argument == "hired"


@pytest.mark.parametrize("question", ["I am a new hire. When am I covered?", "Soy nuevo empleado. ¿Cuándo me cubren?"])
def test_who_says_that_they_are_new_is_answered_with_their_own_first_day(question: str) -> None:
    assert coverage_start(question, asker=PersonalContext(hired=date(2027, 3, 9))).status == "ok"


def test_question_that_leans_on_one_about_a_colleague_is_about_them_until_it_comes_back_to_oneself() -> None:
    asker, of_them = PersonalContext(hired=date(2027, 3, 9)), "When does coverage start for my coworker?"

    assert coverage_start(of_them, "And when does it end?", asker=asker).status == "needs_input"
    assert coverage_start(of_them, "And for me?", asker=asker).status == "ok"


def test_what_a_question_does_not_hang_on_is_not_said_to_be_used() -> None:
    question = "How much do I pay of a $500 hospital bill on the PPO 1000 in 2027?"

    of_anybody, of_couple = (told(asked(question, "SAL", asker=one)) for one in (PersonalContext(), COUPLE))

    assert "$500.00" in of_anybody
    assert of_couple == of_anybody


def coverage_start(*said: str, asker: PersonalContext) -> ToolResult:
    """Return what a model is told that asks when coverage starts and gives no day."""
    scope = replace(scope_of("SAL"), asker=asker)
    understood = understand(said, "en", scope)
    return use("coverage_start", {}, Session(understood.applied_to(scope), "en")).result
