"""A group of employees is asked about only where its word stands for people."""

import pytest

from tests.chat.test_llm_everyday_questions import paper
from tests.chat.test_llm_extractive import ask, first_statement

ANSWERED = [
    ("Is HSA money tax exempt?", paper("HSA money is exempted from tax."), "exempted"),
    ("Does the gym discount need a contract?", paper("The gym discount needs no contract."), "no contract"),
    ("Is there a credit union?", paper("There are two credit unions to choose from."), "two credit unions"),
    ("Is my work schedule seasonal?", paper("Your work schedule changes seasonally."), "seasonally"),
]


@pytest.mark.parametrize(("question", "given", "told"), ANSWERED, ids=[row[0] for row in ANSWERED])
def test_a_word_at_the_end_that_names_no_people_shuts_nothing_out(question, given, told):
    assert told in first_statement(ask(question, given))


VACATION = paper("Vacation is 80 hours a year.")


@pytest.mark.parametrize(
    "question",
    [
        "How much vacation is there for exempt?",
        "How much vacation is there for remote?",
        "How much vacation do union members get?",
        "How much vacation do contract workers get?",
        "¿Cuántas horas de vacaciones hay para temporales?",
    ],
)
def test_of_a_group_that_no_paper_names_nothing_is_told(question):
    assert ask(question, VACATION) == ""
