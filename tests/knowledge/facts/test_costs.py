"""The many ways to print what one pays, and what each of them means."""

from decimal import Decimal

import pytest

from knowledge.facts.costs import read_cost
from knowledge.facts.types import Reading

READ = {
    "$55 copay/visit. Deductible does not apply.": (Reading("copay", Decimal(55), unit="visit", deductible="waived"),),
    "$30 copay per visit; deductible waived": (Reading("copay", Decimal(30), unit="visit", deductible="waived"),),
    "$30 Copayment per office visit": (Reading("copay", Decimal(30), unit="visit"),),
    "$350 copay/visit after deductible": (Reading("copay", Decimal(350), unit="visit", deductible="applies"),),
    "20% coinsurance after deductible": (Reading("coinsurance", Decimal("0.2"), deductible="applies"),),
    "12.5% coinsurance": (Reading("coinsurance", Decimal("0.125")),),
    "0% coinsurance": (Reading("coinsurance", Decimal(0)),),
    "No charge": (Reading("no_charge", text="No charge"),),
    "No charge after deductible": (Reading("no_charge", text="No charge", deductible="applies"),),
    "Not covered": (Reading("not_covered", text="Not covered"),),
    "$250 copay/visit, then 20% coinsurance": (
        Reading("copay", Decimal(250), unit="visit"),
        Reading("coinsurance", Decimal("0.2")),
    ),
    "$500 copay/day, for at most 3 days per stay": (
        Reading("copay", Decimal(500), unit="day"),
        Reading("days_charged", Decimal(3), unit="day"),
    ),
    "$100 per day for the first 5 days": (
        Reading("copay", Decimal(100), unit="day"),
        Reading("days_charged", Decimal(5), unit="day"),
    ),
    "$1,250.50 copay/admission": (Reading("copay", Decimal("1250.50"), unit="admission"),),
    "$40 copay/visit for the first 3 visits, then 30% coinsurance": (
        Reading("copay", Decimal(40), unit="visit"),
        Reading("coinsurance", Decimal("0.3")),
        Reading("first_visits", Decimal(3), unit="visit"),
    ),
    "25% coinsurance up to $250/prescription": (
        Reading("coinsurance", Decimal("0.25")),
        Reading("most", Decimal(250), unit="fill"),
    ),
    "$10 copay/prescription (retail); $25 copay/prescription (mail order)": (
        Reading("copay", Decimal(10), unit="fill", applies_to="retail"),
        Reading("copay", Decimal(25), unit="fill", applies_to="mail"),
    ),
    "Retail: $10 copay/fill. Mail order: $20 copay/fill. Deductible does not apply.": (
        Reading("copay", Decimal(10), unit="fill", applies_to="retail", deductible="waived"),
        Reading("copay", Decimal(20), unit="fill", applies_to="mail", deductible="waived"),
    ),
}


@pytest.mark.parametrize("words", READ)
def test_a_cell_is_read_as_what_it_says(words: str) -> None:
    cell = read_cost(words)

    assert set(cell.readings) == set(READ[words])
    assert cell.doubts == ()


@pytest.mark.parametrize("words", ["See the plan document", "Covered at 80%", "Up to $150 allowance"])
def test_a_cell_that_says_no_price_is_kept_as_printed_and_doubted(words: str) -> None:
    cell = read_cost(words)

    assert cell.readings == (Reading("as_printed", text=words),)
    assert cell.doubts == ("What one pays could not be read from this cell.",)


@pytest.mark.parametrize("words", ["", "—", "N/A", "Not applicable"])
def test_an_empty_cell_says_nothing(words: str) -> None:
    assert read_cost(words).readings == ()


def test_price_beside_not_covered_is_doubted() -> None:
    assert read_cost("$50 copay/visit; not covered out of state").doubts == (
        "The cell names a price and says “not covered” too.",
    )


def test_a_deductible_that_is_both_waived_and_due_is_left_open() -> None:
    cell = read_cost("$40 copay/visit, deductible does not apply; other services 20% coinsurance after deductible")

    assert {reading.deductible for reading in cell.readings} == {""}
