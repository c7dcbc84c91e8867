"""Which sentences count as telling what a service costs on a plan."""

from decimal import Decimal

import pytest

from knowledge.claims import Told, claims_of
from knowledge.plans import plan_names


def told(text: str, *, heading: str = "", plans: str = "", year: str = "2027") -> list[tuple[str, str, str, str]]:
    passage = Told(text, heading, 3, plan_names(plans), year)
    return [(str(one.plan), one.service, str(one.amount), one.year) for one in claims_of([passage])]


URGENT = ("PPO 750", "Urgent care", "50", "2027")


@pytest.mark.parametrize(
    "text",
    [
        "An urgent care visit on the PPO 750 is a $50 copay.",
        "Urgent care — PPO 750: $50 copay",
        "PPO 750 — Urgent care: $50 copay; Hospital stay: 20%",
        "On the PPO 750 you pay a copay of $50 for urgent care.",
        "La atención de urgencia en el PPO 750 es un copago de $50.",
    ],
)
def test_plan_service_and_copay_are_read_from_sentences_and_rows(text: str) -> None:
    assert told(text) == [URGENT]


def test_each_column_of_a_row_is_a_plan_of_its_own() -> None:
    row = "Urgent care — PPO 500: $40 copay; PPO 750: $50 copay; HSA 2500: 10% after deductible"

    assert told(row) == [("PPO 500", "Urgent care", "40", "2027"), URGENT]


def test_a_summary_takes_plan_and_network_from_where_it_stands() -> None:
    row = (
        "If you need immediate medical attention, Urgent care — What You Will Pay, Network Provider (You will pay the "
        "least): $50 copay/visit. Deductible does not apply.; What You Will Pay, Out-of-Network Provider (You will pay "
        "the most): $90 copay; Limitations, Exceptions, & Other Important Information: None"
    )

    assert told(row, plans="PPO 750") == [URGENT]
    assert told(row, heading="Bluefin: PPO 750") == [URGENT]


def test_a_year_that_is_named_stands_before_the_documents() -> None:
    assert told("In 2026 urgent care on the PPO 750 is a $45 copay.") == [("PPO 750", "Urgent care", "45", "2026")]
    assert told("Urgent care on the PPO 750 is a $45 copay.", year="") == [("PPO 750", "Urgent care", "45", "")]


@pytest.mark.parametrize(
    "text",
    [
        "Urgent care is a $50 copay.",  # of which plan?
        "Urgent care on the PPO 500 and PPO 750 is a $50 copay.",
        "On the PPO 750 urgent care or a specialist is a $50 copay.",
        "On the PPO 750 urgent care is a $50 copay, or a $90 copay at night.",
        "On the PPO 750 urgent care costs $200 in all.",
        "On the PPO 750 the first 3 primary care visits are a $40 copay.",
        "On the PPO 750 urgent care out of network is a $90 copay.",
        "On the PPO 750 a generic drug by mail is a $25 copay.",
        "On the PPO 750 urgent care rose in 2027 from 2026 to a $50 copay.",
        "On the PPO 750 urgent care was a $45 copay.",
        "On the PPO 750 urgent care is a $50 copay unless you are admitted.",
    ],
)
def test_what_may_be_about_something_else_is_no_claim(text: str) -> None:
    assert told(text) == []


def test_amounts_are_numbers_and_told_once() -> None:
    passage = Told("Urgent care — PPO 750: $1,050.00 copay", "", 3, frozenset(), "2027")

    (claim,) = claims_of([passage, passage])

    assert (claim.amount, claim.quote, claim.page) == (Decimal(1050), passage.text, 3)
