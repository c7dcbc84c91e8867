"""How much of the company's retirement money is one's own today, with a day of hire or without one."""

from collections.abc import Callable
from datetime import date

import pytest

from benefits.personal.context import PersonalContext
from platform_admin.demo.company import Company
from tests.chat.reckoned.asking import asked, only, told

HIRED = PersonalContext(hired=date(2023, 9, 4))


@pytest.fixture(autouse=True)
def cedarmain(load: Callable[[str], Company]) -> Company:
    return load("cedarmain")


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Am I vested?", "en"),
        ("How vested am I in the 401(k)?", "en"),
        ("How much of the match is mine?", "en"),
        ("What share of my 401(k) is vested?", "en"),
        ("¿Qué parte de mi 401(k) está consolidada?", "es"),
    ],
)
def test_who_has_told_their_first_day_is_answered_as_of_today(question: str, language: str) -> None:
    said = told(asked(question, "FT", language=language, asker=HIRED))

    assert "60%" in said
    assert {"en": "September 4, 2023", "es": "4 de septiembre de 2023"}[language] in said


def test_who_has_not_told_it_is_asked_one_question() -> None:
    missing = only(asked("Am I vested?", "FT")).missing

    assert (missing.argument, missing.question) == ("hired", "What was the first day at work?")


def test_day_in_the_question_goes_first() -> None:
    said = told(asked("I was hired on September 4, 2024. Am I vested?", "FT", asker=HIRED))

    assert "40%" in said
    assert "as you told us" not in said


@pytest.mark.parametrize(
    "question",
    [
        "Do I get a safety vest?",
        "Do I have to buy my vest?",
        "Are my stock options vested?",
        "How many of my RSUs are vested?",
        "I was hired on September 4, 2024. Are my shares vested?",
        "¿Tengo que pagar mi vestimenta de trabajo?",
        "¿Me dan vestuario?",
        "Am I vested in the pension?",
        "Can I borrow from my vested balance?",
        "What happens to my vested money if I leave?",
        "Do I keep my vested match when I quit?",
        "¿Qué pasa con mi dinero consolidado si me voy?",
        "Is my wife vested in the match?",
        "¿Está consolidada la aportación de mi esposo?",
    ],
)
def test_what_is_asked_of_something_else_or_somebody_else_is_left_to_others(question: str) -> None:
    assert "vested_share" not in [one.name for one in asked(question, "FT", asker=HIRED)]


@pytest.mark.parametrize(
    "question",
    [
        "What is my vesting schedule?",
        "When am I fully vested?",
        "How does vesting work?",
        "Is the match vested at once?",
        "Which of these documents are mine?",
    ],
)
def test_what_is_asked_of_the_rule_itself_is_left_to_the_documents(question: str) -> None:
    assert "vested_share" not in [one.name for one in asked(question, "FT", asker=HIRED)]
