import pytest

from knowledge.index.keywords import understand
from knowledge.text.synonyms import other_words
from knowledge.text.terms import count_terms, list_terms, words_of_terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$1,000.00", "1000"),
        ("401(k)", "401k"),
        ("401 k", "401k"),
        ("co-pays", "copay"),
        ("PPO750", "PPO 750"),
        ("Deducibles", "deducible"),
        ("cubiertos", "cubierta"),
        ("atención médica", "atencion medica"),
        ("employees'", "employee"),
        ("policies", "policy"),
        ("planning", "plans"),
        ("monthly", "month"),
        ("annually", "annual"),
        ("illnesses", "ill"),
        ("EE+CH", "ee ch"),
    ],
)
def test_two_ways_of_writing_are_one_term(one: str, other: str) -> None:
    assert set(list_terms(other)) <= set(list_terms(one))


@pytest.mark.parametrize("word", ["family", "early", "supply", "apply", "reply", "only"])
def test_a_word_that_only_looks_like_a_manner_stays(word: str) -> None:
    assert list_terms(word) == [word[:-1] + "i"]


def test_in_and_out_of_network_are_different_terms() -> None:
    inside, outside = set(list_terms("in-network")), set(list_terms("out of network"))

    assert inside == {"innetwork", "network"}
    assert outside == {"outofnetwork", "network"}


def test_little_words_of_both_languages_are_left_out() -> None:
    assert list_terms("What is the cost of it? ¿Cuál es el costo de la visita?") == ["cost", "cost", "visit"]


@pytest.mark.parametrize(
    ("typed", "written", "terms"),
    [
        ("whats my limit", "What's my limit?", ["limit"]),
        ("hows the match paid", "How's the match paid?", ["match", "paid"]),
        ("im new, whos my doctor", "I'm new. Who's my doctor?", ["new", "doctor"]),
        ("ive a visit, wheres the form", "I've a visit. Where's the form?", ["visit", "form"]),
    ],
)
def test_a_contraction_without_its_apostrophe_asks_for_nothing_more(typed: str, written: str, terms: list[str]) -> None:
    assert list_terms(typed) == list_terms(written) == terms


def test_terms_are_counted_and_shown_as_written() -> None:
    assert count_terms("Visits, visit and a visit") == {"visit": 3}
    assert words_of_terms("Specialists' visits") == {"specialist": "specialists", "visit": "visits"}


def test_a_term_is_never_longer_than_its_column() -> None:
    assert list_terms("x" * 500 + " " + "9" * 500) == ["9" * 60]


def test_other_words_lead_both_ways() -> None:
    assert ("emergenci", "room") in other_words(("er",))
    assert ("er",) in other_words(("emergenci", "room"))
    assert other_words(("zorbing",)) == set()


def test_a_question_is_understood_word_by_word_and_phrase_by_phrase() -> None:
    concepts = {concept.name: concept for concept in understand("Emergency room copay")}

    assert set(concepts) == {"emergency", "room", "copay", "emergency room"}
    assert (concepts["emergency room"].is_word, concepts["emergency room"].own) == (False, ())
    assert ("er",) in concepts["emergency room"].others
    assert (concepts["copay"].is_word, concepts["copay"].own) == (True, ("copai",))
    assert ("copag",) in concepts["copay"].others
