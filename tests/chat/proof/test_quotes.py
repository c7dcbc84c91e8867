"""Quoted words are found in their source, to the letter or nearly, and where."""

import pytest

from chat.llm.types import SourcePassage
from chat.proof.gate import Proofs, keep_proven
from chat.proof.quotes import locate
from chat.proof.units import About, source

TEXT = "Parental leave is 6 weeks,\nat 100 % of pay; after 12 months of service you may take it at once."


@pytest.mark.parametrize(
    ("words", "quoted", "is_exact"),
    [
        ("6 weeks, at 100% of pay", "6 weeks,\nat 100 % of pay", True),
        ("PARENTAL LEAVE is 6 weeks", "Parental leave is 6 weeks", True),
        ("after 12 months of servise you may take it", "after 12 months of service you may take it", False),
    ],
)
def test_words_are_found_where_they_stand(words, quoted, is_exact):
    place = locate(words, TEXT)

    assert TEXT[place.start : place.end] == quoted
    assert (place.likeness == 1) is is_exact


@pytest.mark.parametrize("words", ["8 weeks at half pay", "you may never take it", "", "…"])
def test_words_that_stand_nowhere_have_no_place(words):
    assert locate(words, TEXT) is None


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("Hearing aids are paid up to $2,000 every 36 months, and the fiting as well, at no further cost", True),
        ("Hearing aids are paid up to $2,000.00 every 36 months, and fitting as well, at no further cost", True),
        ("Hearing aid is paid up to $2,000 every 36 months, and the fitting as well, at no further cost", False),
        ("Hearing aids are paid up to $3,000 every 36 months, and the fitting as well, at no further cost", False),
        ("Hearing aids are paid up to $2,000 every 24 months, and the fitting as well, at no further cost", False),
        ("Hearing aids are paid up to $2,000 every 36 months, and the fitting as well, at a further cost", False),
        ("Lost aids are replaced by the plan once in a lifetime if they were stolen", False),
        ("Lost aids are not replaced by the plan once in a life time if they were stolen", True),
        ("ids are paid up to $2,000 every 36 months, and the fitting as wel", True),
    ],
)
def test_no_number_and_no_not_may_differ_in_a_quotation(words, is_found):
    text = (
        "Hearing aids are paid up to $2,000 every 36 months, and the fitting as well, at no further cost. Lost aids "
        "are not replaced by the plan once in a lifetime if they were stolen."
    )

    assert (locate(words, text) is not None) is is_found


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("must", "may"),
        ("eligible", "ineligible"),
        ("more", "less"),
        ("in-network", "out-of-network"),
        ("inpatient", "outpatient"),
        ("included", "excluded"),
        ("within", "without"),
        ("employees", "employers"),
        ("employer", "employee"),
    ],
)
def test_no_word_that_turns_a_sentence_may_differ_in_a_long_quotation(word, other):
    text = (
        "Employees who are eligible must pay no more than $2,000.00 each year at in-network doctors for inpatient "
        "stays within a year; the employer pays what is over it, and further costs are included in the plan."
    )

    assert locate(text.replace(" each", ""), text) is None
    assert locate(text.replace("doctors", "doctor"), text)
    assert locate(text.lower().replace(word, other), text) is None


TABLE = (
    "Service | In network | Out of network\n"
    "Primary care visit — In network: $25 copay; Out of network: 40%\n"
    "Specialist visit — In network: $50 copay; Out of network: 50%"
)


@pytest.mark.parametrize(
    ("quoted", "is_told"),
    [
        ("Primary care visit — In network: $25 copay", True),
        ("Primary care visit — In network: $50 copay", False),
        ("Primary care visit — Out of network: 40%", True),
        ("Primary care visit — Out of network: 50%", False),
        ("Specialist visit | In network: $50 copay", True),
        ("Specialist visit | In network: $25 copay", False),
        ("Primary care visit: $25 copay", True),
        ("Primary care visit: $50 copay", False),
        ("Primary care visit … $50 copay", False),
        ("Specialist visit — In network: $50 copay; Out of network: 50%", True),
        ("Specialist visit — In network: $50 copay; Out of network: 40%", False),
    ],
)
def test_figure_of_a_cell_is_quoted_with_its_own_row(quoted, is_told):
    assert (verified(f"It says “{quoted}” [1].", TABLE).removed == {}) is is_told


def test_letters_that_grow_in_lower_case_move_nothing():
    text = "İİİ Parental leave is 6 weeks"

    place = locate("leave is 6 weeks", text)

    assert text[place.start : place.end] == "leave is 6 weeks"


def verified(said: str, *passages: str, title: str = "Guide 2027"):
    sources = {
        number: source(SourcePassage(number, title, text, heading="Leave"), About(title=title))
        for number, text in enumerate(passages, start=1)
    }
    return keep_proven(said, Proofs(sources))


def test_place_of_a_quotation_is_told_of_the_passage_that_has_it_to_the_letter():
    said = "It says “Parental leave is 6 weeks” [1][2]."

    told = verified(said, "Parental leaves is 6 weeks for all.", f"First. {TEXT}")

    (quoted,) = told.quotes
    assert (quoted.marker, quoted.place.start, quoted.place.likeness) == (2, 7, 1)


def test_what_is_taken_out_has_no_place():
    told = verified("It says “Parental leave is 6 weeks and more” [1]. It says “after 12 months of service” [1].", TEXT)

    assert told.removed == {"quote": 1}
    assert [TEXT[one.place.start : one.place.end] for one in told.quotes] == ["after 12 months of service"]


def test_words_of_a_title_lie_before_the_passage():
    (quoted,) = verified("It is in “the Benefits Guide of 2027” [1].", TEXT, title="The Benefits Guide of 2027").quotes

    assert quoted.place.start < 0
