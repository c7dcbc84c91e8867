"""The many ways to print a deductible or a limit."""

from decimal import Decimal

import pytest

from knowledge.facts.questions import read_answer

IN_PERSON, IN_FAMILY = ("IN", "PERSON"), ("IN", "FAMILY")
OUT_PERSON, OUT_FAMILY = ("OON", "PERSON"), ("OON", "FAMILY")
BOTH = {IN_PERSON: 500, IN_FAMILY: 1000, OUT_PERSON: 1500, OUT_FAMILY: 3000}
AMOUNTS = {
    "$500 individual / $1,000 family": {IN_PERSON: 500, IN_FAMILY: 1000},
    "Individual: $500; Family: $1,000": {IN_PERSON: 500, IN_FAMILY: 1000},
    "$500/person, $1,000/family": {IN_PERSON: 500, IN_FAMILY: 1000},
    "$0": {IN_PERSON: 0},
    "None": {IN_PERSON: 0},
    "Network providers: $500 person / $1,000 family. Out-of-network providers: $1,500 person / $3,000 family.": BOTH,
    "In-Network: $500 Individual / $1,000 Family Out-of-Network: $1,500 Individual / $3,000 Family": BOTH,
    "Participating: $500 individual/$1,000 family; Non-Participating: $1,500 individual/$3,000 family": BOTH,
    "$500 self-only / $1,000 family in-network; $1,500 / $3,000 out-of-network": BOTH,
    "In-Network: Individual $500 / Family $1,000. Out-of-Network: Individual $1,500 / Family $3,000.": BOTH,
    "Preferred: $500/$1,000 Non-preferred: $1,500/$3,000": BOTH,
    "There is no deductible.": {IN_PERSON: 0},
    "In-network $500 self-only, $1,000 family, no more than $800 per person in a family": {
        IN_PERSON: 500,
        IN_FAMILY: 1000,
        ("IN", "PERSON_IN_FAMILY"): 800,
    },
    "$500 in-network / $1,500 out-of-network": {IN_PERSON: 500, OUT_PERSON: 1500},
    "Tier 1: $250 person / $500 family; Tier 2: $500 person / $1,000 family; Out-of-network: $1,500 / $3,000": {
        IN_PERSON: 250,
        IN_FAMILY: 500,
        ("IN2", "PERSON"): 500,
        ("IN2", "FAMILY"): 1000,
        OUT_PERSON: 1500,
        OUT_FAMILY: 3000,
    },
    "Network: $2,500 person / $5,000 family. Within a family, no person pays more than $3,500.": {
        IN_PERSON: 2500,
        IN_FAMILY: 5000,
        ("IN", "PERSON_IN_FAMILY"): 3500,
    },
}


@pytest.mark.parametrize("words", AMOUNTS)
def test_each_amount_is_read_for_its_network_and_people(words: str) -> None:
    answers = [one for one in read_answer("deductible", words, "") if one.reading.attribute == "amount"]

    found = {(one.network, one.coverage_tier): one.reading.value for one in answers}
    assert found == {key: Decimal(value) for key, value in AMOUNTS[words].items()}
    assert len(answers) == len(found)


def test_an_answer_without_an_amount_is_kept_as_printed_and_doubted() -> None:
    (answer,) = read_answer("deductible", "See your benefit booklet.", "")

    assert (answer.reading.attribute, answer.reading.text) == ("details", "See your benefit booklet.")
    assert answer.doubts == ("No amount could be read from this answer.",)


def test_amounts_that_cannot_be_are_doubted() -> None:
    words = "Network: $2,000 person / $1,000 family. Out-of-network: $500 person / $4,000 family."

    doubts = {(one.network, one.coverage_tier): one.doubts for one in read_answer("out_of_pocket_limit", words, "")}

    assert doubts == {
        IN_PERSON: (),
        IN_FAMILY: ("The family amount is smaller than the amount for one person.",),
        OUT_PERSON: ("The amount outside the network is smaller than the one in it.",),
        OUT_FAMILY: (),
    }
