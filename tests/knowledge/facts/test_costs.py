"""The many ways to print what one pays, and what each of them means."""

from decimal import Decimal

import pytest

from knowledge.facts.costs import COST_UNREAD, read_cost
from knowledge.facts.types import Reading
from tests.growth import grows_in_proportion

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
    "$30 copay, not subject to deductible": (Reading("copay", Decimal(30), deductible="waived"),),
    "0% after deductible": (Reading("coinsurance", Decimal(0), deductible="applies"),),
    "Deductible, then 20%": (Reading("coinsurance", Decimal("0.2"), deductible="applies"),),
    "Covered 100%, no deductible": (Reading("no_charge", text="No charge", deductible="waived"),),
    "Member pays 20%": (Reading("coinsurance", Decimal("0.2")),),
    "25% coinsurance, $150 max per script": (
        Reading("coinsurance", Decimal("0.25")),
        Reading("most", Decimal(150), unit="fill"),
    ),
    "20% coinsurance up to a maximum of $150": (
        Reading("coinsurance", Decimal("0.2")),
        Reading("most", Decimal(150)),
    ),
    "Retail (up to 30-day supply): $10 copay; Mail order (up to 90-day supply): $25 copay": (
        Reading("copay", Decimal(10), applies_to="retail"),
        Reading("copay", Decimal(25), applies_to="mail"),
    ),
    "Retail: $10 copay/fill. Mail order: $20 copay/fill. Deductible does not apply.": (
        Reading("copay", Decimal(10), unit="fill", applies_to="retail", deductible="waived"),
        Reading("copay", Decimal(20), unit="fill", applies_to="mail", deductible="waived"),
    ),
}

# Each price of these is for something of its own.
PARTS = {
    "$25 PCP / $50 specialist": {("pcp", "copay", "25", ""), ("specialist", "copay", "50", "")},
    "Lab: $10 copay; X-ray: 20% coinsurance": {("lab", "copay", "10", ""), ("x-ray", "coinsurance", "0.2", "")},
    "$10 copay (retail only) and $25 copay (mail order only)": {
        ("retail", "copay", "10", ""),
        ("mail", "copay", "25", ""),
    },
    "Copay/prescription, deductible doesn't apply: $10 (retail), $20 (mail order)": {
        ("retail", "copay", "10", "waived"),
        ("mail", "copay", "20", "waived"),
    },
    "Office: $30 copay/visit, deductible doesn't apply; other outpatient services: no charge": {
        ("office", "copay", "30", "waived"),
        ("other outpatient services", "no_charge", "No charge", ""),
    },
    "$35 copay/office visit and 20% coinsurance for other outpatient services; deductible does not apply": {
        ("office visit", "copay", "35", "waived"),
        ("other outpatient services", "coinsurance", "0.2", "waived"),
    },
    "30% coinsurance after copay/prescription: $10 (retail)": {
        ("retail", "copay", "10", ""),
        ("retail", "coinsurance", "0.3", ""),
    },
    "Lab: 10% coinsurance X-ray: 10% coinsurance": {("", "coinsurance", "0.1", "")},
    "$10 copay/prescription (retail & mail order)": {("", "copay", "10", "")},
    "$30 individual copayment/visit $15 group copayment/visit": {
        ("individual", "copay", "30", ""),
        ("group", "copay", "15", ""),
    },
}


@pytest.mark.parametrize("words", PARTS)
def test_prices_of_one_cell_are_told_apart_by_what_each_is_for(words: str) -> None:
    cell = read_cost(words)

    read = {(one.applies_to, one.attribute, str(one.value or one.text), one.deductible) for one in cell.readings}
    assert read == PARTS[words]
    assert cell.doubts == ()


@pytest.mark.parametrize("words", READ)
def test_a_cell_is_read_as_what_it_says(words: str) -> None:
    cell = read_cost(words)

    assert set(cell.readings) == set(READ[words])
    assert cell.doubts == ()


@pytest.mark.parametrize(
    "words",
    [
        "See the plan document",
        "Covered at 80%",
        "80% covered by the plan",
        "Plan pays 80%",
        "Up to $150 allowance",
        "$150 allowance every 24 months",
        "$45 reimbursement",
        "All charges above $45",
        "$100 discount",
        "20% off",
        "20-40% coinsurance",
        "$1.500 copay",
    ],
)
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


FIGURE_LEFT = "Not every figure of this cell is understood: compare it with the page."
SEVERAL = "Several amounts of one kind stand in this cell; the first is proposed."
WITH_DOUBT = {
    "$250 deductible, then 20% coinsurance": ({"coinsurance": Decimal("0.2")}, FIGURE_LEFT),
    "20% coinsurance; $500 penalty if no prior authorization": ({"coinsurance": Decimal("0.2")}, FIGURE_LEFT),
    "50% coinsurance up to $2,500 lifetime": ({"coinsurance": Decimal("0.5")}, FIGURE_LEFT),
    "$10 copay; frames $130 allowance": ({"copay": Decimal(10)}, FIGURE_LEFT),
    "$50/visit up to 20 visits per year": ({"copay": Decimal(50)}, FIGURE_LEFT),
    "20% coinsurance, $50 minimum": (
        {"coinsurance": Decimal("0.2")},
        "The cell names a least amount too, which is not read.",
    ),
    "20% coinsurance 50% coinsurance": ({"coinsurance": Decimal("0.2")}, SEVERAL),
    "$10/$20/$30 copay": ({"copay": Decimal(10)}, SEVERAL),
    "$30 copay/visit; virtual visits no charge": (
        {"copay": Decimal(30)},
        "The cell names a price and says “no charge” too.",
    ),
    "$10 copay, 20% coinsurance": (
        {"copay": Decimal(10), "coinsurance": Decimal("0.2")},
        "A copay and a share stand side by side: what is each for?",
    ),
    "20% / not covered": ({"coinsurance": Decimal("0.2")}, "The cell names a price and says “not covered” too."),
    "$30 copay per prescription (retail": (
        {"copay": Decimal(30)},
        "The cell ends in the middle: it may go on over the page.",
    ),
    "$35 copay/prescription after $200 brand name drug deductible": (
        {"copay": Decimal(35)},
        "This price comes after a deductible of its own, not after the overall one.",
    ),
    "No charge; $30 for an x-ray": ({"copay": Decimal(30)}, "The cell names a price and says “no charge” too."),
    "$15 copay, deductible waived for telehealth; $20 copay otherwise": ({"copay": Decimal(15)}, SEVERAL),
    "Not covered, except in an emergency": ({"not_covered": None}, "The cell names an exception."),
    "80% after deductible": ({"coinsurance": Decimal("0.8")}, "A share as large as this is often what the plan pays."),
}


@pytest.mark.parametrize("words", WITH_DOUBT)
def test_a_cell_that_says_more_than_a_price_is_read_with_a_doubt(words: str) -> None:
    cell = read_cost(words)

    assert ({one.attribute: one.value for one in cell.readings}, cell.doubts[0]) == WITH_DOUBT[words]


@pytest.mark.parametrize(
    "words",
    [
        "$40 copay/visit, deductible does not apply; then 20% coinsurance after deductible",
        "20% coinsurance, deductible waived for the first visit",
    ],
)
def test_a_deductible_that_comes_first_only_at_times_is_left_open_with_a_doubt(words: str) -> None:
    cell = read_cost(words)

    assert {reading.deductible for reading in cell.readings} == {""}
    assert "When the deductible comes first is not clear from this cell." in cell.doubts


@pytest.mark.parametrize("words", ["$1 ", "$5\n", "20% ", "1,", "(", "$1,000 deductible ", "$5 copay/visit "])
def test_a_cell_made_to_be_slow_is_no_price(words: str) -> None:
    assert grows_in_proportion(lambda letters: read_cost(words * (letters // len(words))), 100_000)
    assert read_cost(words * (100_000 // len(words))).doubts == (COST_UNREAD,)
