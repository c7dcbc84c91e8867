"""Whether two questions ask the same, measured on pairs of them."""

import pytest

from chat.meaning import LEAST_LIKENESS, ask_the_same, likeness
from knowledge.embeddings.embedding import embed
from tests.chat.question_pairs import HELD_OUT, WORDINGS, Wording

EVERY = (*WORDINGS, *HELD_OUT)


@pytest.fixture(autouse=True)
def _built_in(settings) -> None:
    settings.EMBEDDING_ENGINE = "wordllama"


def is_match(one: str, other: str) -> bool:
    vectors = embed([one, other], purpose="question")
    return ask_the_same(one, other) and likeness(*vectors) >= LEAST_LIKENESS


@pytest.mark.parametrize("wording", EVERY, ids=lambda wording: wording.text)
def test_question_that_one_word_makes_another_is_never_taken_for_the_same(wording: Wording):
    taken = [other for other in wording.others if is_match(wording.text, other) or is_match(other, wording.text)]

    assert taken == []


@pytest.mark.parametrize(("wordings", "at_least"), [(WORDINGS, 0.95), (HELD_OUT, 0.75)], ids=["known", "held out"])
def test_most_questions_that_ask_the_same_in_other_words_are_taken_for_it(wordings, at_least):
    pairs = [(wording.text, same) for wording in wordings for same in wording.same]

    found = sum(is_match(*pair) for pair in pairs)

    assert found / len(pairs) >= at_least


def test_wordings_of_different_answers_are_never_taken_for_each_other():
    texts = [wording.text for wording in EVERY]

    assert [(one, other) for one in texts for other in texts if one != other and is_match(one, other)] == []


def test_table_holds_enough_of_both():
    same, others = (sum(len(getattr(one, name)) for one in EVERY) for name in ("same", "others"))

    assert (same >= 60, others >= 120) == (True, True)
