"""What is passed over because none of its signs stands in a text is not in it."""

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from chat.proof import clauses, days, measures, measures_in_words, multiples, names
from chat.proof.signs import Signed
from chat.proof.ways import CONTRASTS
from tests.chat.proof.test_gate import ALL_FALSE, ALL_TRUE

TEXTS = sorted({text for case in (*ALL_TRUE, *ALL_FALSE) for text in (case.said, case.passage[2])})
SIGNED = {
    "nothing to pay": measures_in_words.NOTHING,
    "no deductible": measures_in_words.NO_DEDUCTIBLE,
    "at once": measures_in_words.AT_ONCE,
    "multiples": multiples.MULTIPLES,
    "words with an opposite": clauses._TURNS,
    **days.DAYS_BY_NAME,
}


@pytest.mark.parametrize("signed", SIGNED.values(), ids=SIGNED)
def test_whatever_a_pattern_finds_has_one_of_its_signs(signed: Signed):
    @examples(max_examples=300, derandomize=True, database=None)
    @given(st.from_regex(signed.pattern.pattern.replace(r"\b", ""), fullmatch=True))
    def has_a_sign(found: str) -> None:
        assert signed.may_be_in(found)

    has_a_sign()


@pytest.mark.parametrize("contrast", CONTRASTS, ids=lambda contrast: contrast.name)
def test_no_way_of_a_rule_is_passed_over_that_one_of_the_texts_tells(contrast):
    plain = [measures.plain_of_same_length(text) for text in TEXTS]

    assert [text for text in plain if contrast.any_side.finds(text)] == [
        text for text in plain if contrast.any_side.pattern.search(text)
    ]


@pytest.mark.parametrize("dimension", names._PATTERNS)
def test_one_look_for_a_kind_of_name_tells_whether_one_stands_there(dimension):
    plain = [measures.plain_of_same_length(text) for text in TEXTS]
    looked = [names._names_one(dimension, text) for text in plain]

    assert looked == [any(one.search(text) for one in names._PATTERNS[dimension].values()) for text in plain]
    assert any(looked)


def test_a_month_a_number_and_a_part_in_words_are_found_without_a_digit():
    found = [(one.kind, one.value) for one in measures.measures("From May first, one half of it for twenty days")]

    assert found == [("date", "-5-1"), ("percent", "50"), ("number", "20")]
