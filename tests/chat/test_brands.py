"""A plan called by its brand alone gets its whole name; no other word passes for a brand."""

from datetime import date

import pytest

from chat.extractive.slots import slots_asked
from chat.pipeline.brands import brands_in, with_brands_named
from chat.pipeline.search_words import search_words

PAPERS = (
    "Harborlight EPO and Kestrel HDHP. The Harborlight EPO asks for a referral. A Dental PPO is offered too.",
    "Deductible — Harborlight EPO: $300; Kestrel HDHP: $1,900. Acme PPO and Acme HMO. Dental: two cleanings.",
)
BRANDS = brands_in(PAPERS)


def test_a_word_before_one_type_and_never_without_one_is_a_brand():
    assert BRANDS == {"Harborlight": "Harborlight EPO", "Kestrel": "Kestrel HDHP"}


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("deductible on harborlight?", "deductible on Harborlight EPO?"),
        ("¿Cuánto es el deducible del kestrel?", "¿Cuánto es el deducible del Kestrel HDHP?"),
        ("deductible on the Harborlight EPO?", "deductible on the Harborlight EPO?"),
        ("what does dental cost at acme?", "what does dental cost at acme?"),
    ],
)
def test_a_question_has_the_plan_by_its_whole_name(asked, named):
    assert with_brands_named((asked,), BRANDS) == (named,)


@pytest.mark.parametrize(
    ("question", "earlier", "names", "searched"),
    [
        (
            "what about Kestrel HDHP",
            "what is the urgent care copay on Harborlight EPO",
            {"kestrel", "harborlight"},
            "what about Kestrel HDHP urgent care copay",
        ),
        (
            "and for warehouse?",
            "what is the 401k match for clerks",
            {"warehouse", "clerks"},
            "and for warehouse? 401k match",
        ),
    ],
)
def test_a_follow_up_with_nothing_but_a_name_goes_on_with_the_thing(question, earlier, names, searched):
    day = date(2027, 2, 1)
    assert search_words(question, [earlier], day=day, plan_years=[], names=frozenset(names)) == searched


def test_a_follow_up_to_what_was_not_understood_asks_for_no_plans_figure():
    assert slots_asked(["And urgent care?"]) is not None
    assert slots_asked(["primary care copay on the harborlight", "And urgent care?"]) is None
    assert slots_asked(["primary care copay on the harborlight", "And urgent care on the PPO 500?"]) is not None
