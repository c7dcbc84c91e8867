"""One list of words for leaving a job: each reader knows every way of it that concerns it, in both languages."""

import pytest

from chat.extractive.events import EVENTS
from chat.extractive.everyday import leaves_work
from chat.extractive.leaving import WORDS
from chat.extractive.own_end import asks_for_own_end
from chat.pipeline.search_words import _CIRCUMSTANCES

OF_ONESELF = (
    "What happens to my HSA if I quit?",
    "I am resigning in May, do I keep my FSA?",
    "I was laid off, what about my insurance?",
    "they fired me, is my 401k mine?",
    "they let go of me, what now?",
    "I am retiring in June, what do I keep?",
    "I lose my job, what about dental?",
    "Si renuncio, ¿qué pasa con mi seguro?",
    "Me despidieron, ¿qué pasa con mi FSA?",
    "Me jubilo en mayo, ¿qué conservo?",
    "when I leave the company, what about my PTO?",
    "me voy de la empresa, ¿y mis vacaciones?",
)
OF_NO_JOB = (
    "What do I get back when I quit smoking?",
    "How much is in my retirement plan?",
    "Is there a surcharge if I quit tobacco?",
    "How much parental leave do I get?",
    "Voy de vacaciones en mayo, ¿me pagan?",
)


@pytest.mark.parametrize("question", OF_ONESELF)
def test_who_leaves_is_told_whatever_the_word(question):
    assert leaves_work(question)


@pytest.mark.parametrize("question", OF_NO_JOB)
def test_who_stays_is_taken_for_nobody_who_leaves(question):
    assert not leaves_work(question)


@pytest.mark.parametrize(
    "question", ["If I quit, when does my insurance end?", "Si renuncio, ¿hasta cuándo tengo seguro?"]
)
def test_the_end_of_ones_own_coverage_is_asked_for_by_who_leaves(question):
    assert asks_for_own_end(question)


def test_smoking_that_is_quit_is_no_end_of_a_job():
    assert EVENTS["job"].search("if i quit work")
    assert not EVENTS["job"].search("if i quit smoking")


def test_a_follow_up_carries_on_that_somebody_leaves():
    assert set(WORDS.split()) <= _CIRCUMSTANCES
