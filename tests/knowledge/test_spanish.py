"""Spanish words of working life in English: only from the one language to the other, every form of a verb."""

import pytest

from knowledge.text.spanish import in_english, may_be_spanish
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
