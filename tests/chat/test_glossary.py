"""Questions for the meaning of a word."""

from collections import Counter

import pytest

from benefits.glossary import TERMS
from chat.models import Answer
from chat.pipeline.glossary import terms_asked
from chat.text_figures import figures
from knowledge.text.terms import plain_text
from tests.chat.test_answer import answered, shown


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What is a deductible?", "deductible"),
        ("what does deductible mean", "deductible"),
        ("What's coinsurance?", "coinsurance"),
        ("whats a copay", "copay"),
        ("Define out-of-pocket maximum", "out-of-pocket limit"),
        ("please explain an embedded deductible", "embedded deductible"),
        ("What is the HSA?", "HSA"),
        ("What does EOB stand for?", "EOB"),
        ("what is the meaning of vesting", "vesting"),
        ("¿Qué es un deducible?", "deductible"),
        ("que significa coseguro", "coinsurance"),
        ("¿Qué es la inscripción abierta?", "open enrollment"),
        ("¿Qué es el coaseguro?", "coinsurance"),
    ],
)
def test_question_for_a_meaning_is_told_apart_by_its_word(question, name) -> None:
    assert [term.names[0] for term in terms_asked(question)] == [name]


@pytest.mark.parametrize(
    "question",
    [
        "What is the deductible?",
        "What is my copay?",
        "What is the deductible on the PPO 750?",
        "What is a deductible on the PPO 750?",
        "What is coinsurance for an MRI?",
        "What is the vesting schedule?",
        "When is open enrollment?",
        "What is a wellness credit?",
        "¿Cuál es el deducible?",
        "What is the difference between the PPO and the HDHP?",
        "What is the difference between a copay and a shark?",
    ],
)
def test_question_for_more_than_a_meaning_is_none(question) -> None:
    assert terms_asked(question) == ()


@pytest.mark.parametrize(
    "question",
    ["What's the difference between a copay and coinsurance?", "¿Cuál es la diferencia entre un copago y el coseguro?"],
)
def test_question_for_what_sets_two_words_apart_asks_for_both_meanings(question) -> None:
    assert [term.names[0] for term in terms_asked(question)] == ["copay", "coinsurance"]


def test_meanings_hold_no_figure_and_no_name_means_two_things() -> None:
    names = Counter(plain_text(name) for term in TERMS for name in {*term.names, *term.names_es})

    assert [name for name, count in names.items() if count > 1] == []
    assert [term.names[0] for term in TERMS if figures(f"{term.meaning} {term.meaning_es}")] == []


@pytest.fixture
def ann(in_acme, acme, make_person):
    return make_person(acme, name="Ann")


def test_meaning_is_told_in_general_and_without_a_source(ann, publish_guide, extractive) -> None:
    publish_guide()

    answer = answered(ann, "What is an embedded deductible?")

    assert answer.reason == Answer.Reason.GLOSSARY
    assert answer.text.startswith("**Embedded deductible**, in general: A limit for each person")
    assert not answer.citations.exists()
    html = shown(answer)
    assert "<strong>Embedded deductible</strong>" in html
    assert "I could not find" not in html


def test_meaning_is_told_in_the_language_of_the_question(ann, publish_guide, extractive) -> None:
    publish_guide()

    assert answered(ann, "¿Qué es un copago?").text.startswith("**Copago**, en general: Una cantidad fija")


def test_document_that_says_what_a_word_means_is_quoted(ann, publish_guide, extractive) -> None:
    publish_guide(passages=[("Words", "A deductible is the amount you pay before Acme's plan pays its share.")])

    answer = answered(ann, "What is a deductible?")

    assert answer.reason == Answer.Reason.NONE
    assert "before Acme's plan pays its share" in answer.text
    assert answer.citations.count() == 1
