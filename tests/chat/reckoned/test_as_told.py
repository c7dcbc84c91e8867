"""What a question leaves open and the person has agreed to be gone by."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from accounts.audience import Audience
from benefits.personal.context import PersonalContext
from chat.pipeline.tools.contract import Session
from chat.pipeline.tools.registry import use
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
