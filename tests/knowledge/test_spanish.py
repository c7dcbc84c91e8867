"""Spanish words of working life in English: only from the one language to the other, every form of a verb."""

import pytest

from knowledge.text.spanish import in_english, may_be_spanish, told_in_english
from knowledge.text.terms import list_terms


def _english(text: str) -> set[str]:
    return {" ".join(phrase) for phrase in in_english(tuple(list_terms(text)))}


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("gimnasio", "gym"),
        ("fecha límite", "deadline"),
        ("licencia por duelo", "bereavement"),
        ("días feriados", "holiday"),
        ("matrícula", "tuition"),
        ("reembolsan", "reimburse"),
        ("reembolsado", "reimburse"),
        ("pague", "pay"),
        ("pide", "request"),
    ],
)
def test_it_is_known_in_every_form(spanish, english) -> None:
    assert set(list_terms(english)) & set(" ".join(_english(spanish)).split())


@pytest.mark.parametrize("word", ["gym", "deadline", "leave", "zorbing", "page"])
def test_english_and_unknown_words_are_left_as_they_are(word) -> None:
    assert _english(word) == set()


@pytest.mark.parametrize(
    ("text", "may_be"), [("¿Hay gimnasio?", True), ("gimnasio", True), ("Does my son turn 26 in May?", False)]
)
def test_its_little_words_tell_what_is_english(text, may_be) -> None:
    assert may_be_spanish(text) is may_be


def test_a_question_is_told_in_english_as_far_as_its_words_are_known() -> None:
    assert told_in_english("¿Puedo cubrir a mi novio en el PPO 750?") == "cover domestic partner ppo 750"
    assert told_in_english("¿Cuál es la fecha límite para el gimnasio?") == "deadline gym"
    assert told_in_english("zorbing") == "zorbing"
