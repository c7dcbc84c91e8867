"""How the facts of a paper of another hand are held against what it says."""

from decimal import Decimal

from benchmarks.other_hands.truth import score
from knowledge.facts.types import Fact, Place, Reading

PLACE = Place(1, 0, 0, 3)
KEY = ("Basic", "", "primary", "IN", "", "", "copay")
TRUTH = {KEY: (Decimal(25), "visit", "")}


def fact(amount: int, *doubts: str) -> Fact:
    reading = Reading("copay", Decimal(amount), unit="visit")
    words = {"section": "events", "label": "Primary care", "raw": f"${amount}", "plan": "Basic", "network": "IN"}
    return Fact("sbc", service="primary", reading=reading, place=PLACE, doubts=doubts, **words)


def test_fact_that_is_read_twice_counts_once():
    read = score(TRUTH, [fact(25), fact(25)])

    assert (read.exact, read.doubted, read.missed, read.wrong) == (1, 0, (), ())


def test_fact_that_is_doubted_once_of_twice_counts_as_doubted():
    read = score(TRUTH, [fact(25), fact(25, "split")])

    assert (read.exact, read.doubted) == (0, 1)


def test_fact_that_is_read_rightly_and_wrongly_is_wrong():
    read = score(TRUTH, [fact(25), fact(30), fact(30)])

    assert (read.exact, read.doubted, read.wrong_doubted) == (0, 0, 0)
    assert read.wrong == ((KEY, TRUTH[KEY], (Decimal(30), "visit", "")),)


def test_what_the_paper_does_not_say_is_wrong_and_what_is_not_read_missed():
    other = {(*KEY[:2], "specialist", *KEY[3:]): TRUTH[KEY]}

    read = score(other, [fact(25), fact(25, "split")])

    assert (read.exact, read.wrong_doubted, read.wrong, read.missed) == (0, 1, (), tuple(other))
