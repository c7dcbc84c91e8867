"""What is a reply to what a tool has asked for, and what is a question of its own."""

from collections.abc import Callable

import pytest

from platform_admin.demo.company import Company
from tests.chat.reckoned.asking import asked, replied

WHOM = "What do I pay for the PPO in 2027? I smoke."
WHICH = "A hospital bill of $5,200, family coverage: what do I pay?"
OF_ANOTHER_MATTER = {
    WHOM: [
        "Does the dental plan cover braces for my kids?",
        "and does dental cover braces for my kids",
        "What is the family deductible?",
        "Are my kids covered?",
        "what is the PPO",
        "¿El plan dental cubre frenos para mis hijos?",
        "Just me. Is therapy covered?",
        "I want to know whether my wife can use the clinic",
    ],
    WHICH: [
        "What is the specialist copay on the HDHP?",
        "Is the HDHP taken by my doctor?",
        "is urgent care free on the hdhp",
    ],
}
REPLIES = {
    WHOM: [
        "my wife and my two kids",
        "Me and my wife?",
        "My wife and two kids?",
        "and for my kids?",
        "What about just me?",
        "How much would it be for me and my kids?",
        "What is it for my family?",
        "¿Y para mi esposa?",
        "que sea para mi familia",
    ],
    WHICH: ["the HDHP", "HDHP?", "and on the HDHP?", "What about the HDHP plan?", "¿Y el HDHP?"],
}
MISSING = {WHOM: "covered", WHICH: "plan"}


@pytest.fixture(autouse=True)
def juniper(load: Callable[[str], Company]) -> Company:
    return load("juniper")


@pytest.mark.parametrize("question", [WHOM, WHICH], ids=["whom", "which plan"])
def test_question_of_its_own_is_no_reply_though_it_names_people_or_a_plan(question: str) -> None:
    (back,) = asked(question, "SAL")

    assert back.result.missing.argument == MISSING[question]
    assert [text for text in OF_ANOTHER_MATTER[question] if replied(text, back, "SAL")] == []


@pytest.mark.parametrize("question", [WHOM, WHICH], ids=["whom", "which plan"])
def test_people_or_a_plan_alone_are_a_reply_however_it_is_put(question: str) -> None:
    (back,) = asked(question, "SAL")
    results = {text: replied(text, back, "SAL") for text in REPLIES[question]}

    assert [text for text, result in results.items() if result is None or result.status != "ok"] == []
