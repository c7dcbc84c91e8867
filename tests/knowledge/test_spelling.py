"""Mistyped words are read as what was meant; words that exist, numbers and names stay as they are."""

from datetime import date

import pytest

from accounts.audience import ANYBODY
from knowledge.retrieval.search import search
from knowledge.retrieval.spelling import count_mistakes, read_spelling

DAY = date(2026, 11, 10)
DOCUMENT = [
    ("Medical", "The deductible is $500 a person. A specialist visit is a $50 copay."),
    ("Dental", "Orthodontia is covered at 50 percent. Vision exams cost $10."),
    ("Other", "A message from the president about reimbursement of commuting and of acupuncture."),
]


@pytest.fixture
def versions(in_acme, index_document) -> list:
    return [index_document("Guide", DOCUMENT).published_version_id]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("What is my deductable?", "What is my deductible?"),
        ("dedcutible per person", "deductible per person"),
        ("Is orthdontia covered?", "Is orthodontia covered?"),
        ("vison exam", "vision exam"),
        ("copya for a specilist", "copay for a specialist"),
        ("Who is the presidant?", "Who is the president?"),
        ("¿Cuánto es el dedusible?", "¿Cuánto es el deducible?"),
        ("¿Cuántas vacasiones tengo?", "¿Cuántas vacaciones tengo?"),  # as near to "vacations"
        ("insurence card", "insurance card"),
        ("out of pockt limit", "out of pocket limit"),  # of "out-of-pocket"
        ("how mutch is the copay", "how much is the copay"),  # as near to "match"
        ("whats the diference", "whats the difference"),
        ("wihch plan pays more", "which plan pays more"),
    ],
)
def test_a_mistyped_word_is_read_as_the_word_that_was_meant(versions, typed, read) -> None:
    assert read_spelling(typed, versions).text == read


@pytest.mark.parametrize(
    "typed",
    [
        "What is my deductible?",
        "Do we get a massage?",  # the documents say "message"
        "Does the company own a ski chalet in Norway?",
        "Is Dr. Copya in the network?",
        "HDHP 1500 or PPO 750 in 2027",
        "Can I bring my dog?",
        "¿Cuánto pago por quincena?",
    ],
)
def test_what_may_be_a_word_or_a_name_stays_as_it_is(versions, typed) -> None:
    assert read_spelling(typed, versions).text == typed


def test_search_finds_by_the_word_that_was_meant_and_says_so(versions) -> None:
    result = search("deductable", day=DAY, audience=ANYBODY, limit=1)

    assert result.question == "deductible"
    assert result.hits[0].heading == "Medical"
    assert "Read “deductable” as “deductible”" in result.filters


@pytest.mark.parametrize(
    ("one", "other", "mistakes"),
    [("copay", "copay", 0), ("copya", "copay", 1), ("vison", "vision", 1), ("planet", "plan", 2), ("", "abc", 3)],
)
def test_two_exchanged_letters_are_one_mistake(one, other, mistakes) -> None:
    assert count_mistakes(one, other) == mistakes
