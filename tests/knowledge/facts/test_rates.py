"""Rate sheets read through the real extraction, whatever their layout, and whether their amounts agree."""

from decimal import Decimal

import pytest

from benchmarks.facts_printed import told, told_by_rates
from knowledge.extract.types import Block, ExtractedPage
from knowledge.facts.rates import read_rates
from knowledge.facts.types import Fact
from platform_admin.demo.bluefin import rate_sheet as bluefin_sheet
from platform_admin.demo.juniper import rate_sheet as juniper_sheet
from platform_admin.demo.numbers import company
from tests.growth import grows_in_proportion
from tests.knowledge.facts.printed import pages_of, pdf_with_tables

WRONG = ("PPO 750", "2027", "premium", "", "FAM", "", "employee", "month")


def amounts(facts: tuple[Fact, ...]) -> dict[tuple[str, str, str, str, str], Decimal]:
    """Return (plan, tier, group, payer, period) -> amount."""
    return {
        (
            fact.plan,
            fact.coverage_tier,
            fact.reading.applies_to,
            fact.reading.attribute,
            fact.reading.unit,
        ): fact.reading.value
        for fact in facts
        if fact.service == "premium"
    }


def doubted(facts: tuple[Fact, ...]) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {fact.key: fact.doubts for fact in facts if fact.doubts}


def test_every_rate_of_bluefin_is_the_companys_number_but_the_one_that_is_wrong(tmp_path) -> None:
    bluefin = company("bluefin")
    pages = pages_of(bluefin_sheet.rate_sheet_xlsx(), tmp_path, "xlsx")

    facts = read_rates(pages, company_names=(bluefin.name, bluefin.short_name)).facts

    plans = {code: bluefin.plan(code, "2027").name for code in bluefin_sheet.CODES}
    payers = ("employee pay", "employee month", "employer month", "full month", "cobra month")
    expected = told_by_rates(bluefin, plans, group="", payers=payers)
    expected["", "", "calendar", "", "", "", "deductions_per_year", "year"] = (Decimal(24), "")
    assert expected[WRONG] == (Decimal("680.00"), "")
    # As printed: what is wrong is told, never put right.
    expected[WRONG] = (Decimal("690.00"), "")
    assert told(facts) == expected
    assert doubted(facts) == {
        WRONG: (
            "340.00 × 24 deductions is 8,160.00 a year, but 690.00 × 12 months is 8,280.00; 680.00 a month would fit.",
            "The shares 690.00 and 1,735.00 make 2,425.00, but the full price is 2,415.00.",
        )
    }


def test_every_rate_of_juniper_is_the_companys_number(tmp_path) -> None:
    juniper = company("juniper")
    pages = pages_of(juniper_sheet.rate_sheet_xlsx(), tmp_path, "xlsx")

    facts = read_rates(pages, company_names=(juniper.name, juniper.short_name)).facts

    payers = ("employee pay", "employee month", "employee year")
    medical = {"PPO1000": "PPO 1000", "HDHP": "HDHP"}
    expected = told_by_rates(juniper, medical, group="salaried employees", payers=payers)
    expected |= told_by_rates(juniper, medical, group="", payers=("full month", "cobra month"))
    expected |= told_by_rates(juniper, {"DENTAL": "Dental", "VISION": "Vision"}, group="", payers=payers)
    expected["", "", "calendar", "", "", "", "deductions_per_year", "year"] = (Decimal(26), "")
    for one in juniper.surcharges:
        key = ("", "2027", "surcharge", "", "", one.label.casefold(), "employee")
        expected[*key, "pay"] = (one.per_deduction, "")
        expected[*key, "year"] = (one.per_deduction * 26, "")
    assert told(facts) == expected
    assert doubted(facts) == {}


def test_the_employers_column_is_known_by_its_sums_even_beside_a_wrong_row(tmp_path) -> None:
    pages = pages_of(bluefin_sheet.rate_sheet_xlsx(), tmp_path, "xlsx")

    facts = read_rates(pages).facts

    assert set(doubted(facts)) == {WRONG}
    assert amounts(facts)["PPO 750", "EE", "", "employer", "month"] == Decimal("645.00")


def test_plans_down_and_tiers_across_are_read_from_a_pdf(tmp_path) -> None:
    pages = pages_of(
        pdf_with_tables(
            "<b>2027 employee contributions per biweekly paycheck</b>",
            [
                ["Plan", "Employee only", "Employee + spouse", "Employee + child(ren)", "Family"],
                ["Gold PPO", "$80.00", "$228.00", "$182.00", "$340.00"],
                ["Saver HDHP", "$45.00", "$104.00", "$82.00", "$150.00"],
            ],
        ),
        tmp_path,
    )

    found = amounts(read_rates(pages).facts)

    assert found == {
        (plan, tier, "", "employee", "pay"): Decimal(amount)
        for plan, row in (("Gold PPO", (80, 228, 182, 340)), ("Saver HDHP", (45, 104, 82, 150)))
        for tier, amount in zip(("EE", "EE_SP", "EE_CH", "FAM"), row, strict=True)
    }


def test_tiers_by_head_count_and_names_that_hold_common_words_are_read(tmp_path) -> None:
    pages = pages_of(
        pdf_with_tables(
            "Costs",
            [
                [
                    "",
                    "Employee's cost per paycheck, Harbor Standard",
                    "Employee's cost per paycheck, Harbor Health Plus",
                ],
                ["Employee Only", "$45.00", "$55.00"],
                ["Employee +1", "$65.00", "$71.00"],
                ["Employee +2 or more", "$78.00", "$89.00"],
            ],
        ),
        tmp_path,
    )

    assert amounts(read_rates(pages).facts) == {
        ("Harbor Standard", "EE", "", "employee", "pay"): Decimal(45),
        ("Harbor Health Plus", "EE", "", "employee", "pay"): Decimal(55),
        ("Harbor Standard", "EE_1", "", "employee", "pay"): Decimal(65),
        ("Harbor Health Plus", "EE_1", "", "employee", "pay"): Decimal(71),
        ("Harbor Standard", "EE_2", "", "employee", "pay"): Decimal(78),
        ("Harbor Health Plus", "EE_2", "", "employee", "pay"): Decimal(89),
    }


def test_full_time_is_no_full_price_and_a_heading_about_both_sides_tells_no_payer(tmp_path) -> None:
    pages = pages_of(
        pdf_with_tables(
            "<b>Weekly rates: the employer pays most, the employee pays the rest</b>",
            [["Coverage", "HMO, Full-time", "HMO, Part-time"], ["Employee only", "$41.50", "$60.00"]],
        ),
        tmp_path,
    )

    facts = read_rates(pages).facts

    unsaid = "The sheet does not say who pays this amount; taken as the employee's."
    assert amounts(facts) == {
        ("HMO", "EE", "full-time", "employee", "pay"): Decimal("41.50"),
        ("HMO", "EE", "part-time", "employee", "pay"): Decimal("60.00"),
    }
    assert {fact.doubts for fact in facts} == {(unsaid,)}


def test_salary_bands_and_tobacco_are_kept_apart(tmp_path) -> None:
    pages = pages_of(
        pdf_with_tables(
            "<b>PPO 500: your cost per paycheck</b>",
            [
                ["Coverage", "Under $50,000", "$50,000 - $99,999", "$100,000 and over"],
                ["Employee only", "$40.00", "$60.00", "$80.00"],
                ["Family", "$140.00", "$160.00", "$180.00"],
            ],
        ),
        tmp_path,
    )

    found = amounts(read_rates(pages).facts)

    assert {group for _, _, group, _, _ in found} == {"under $50,000", "$50,000 - $99,999", "$100,000 and over"}
    assert found["PPO 500", "FAM", "$50,000 - $99,999", "employee", "pay"] == Decimal("160.00")
    assert len(found) == 6


def test_an_amount_that_disagrees_in_one_check_alone_leaves_both_sides_doubted(tmp_path) -> None:
    """One guide printed $490.00 a month and $445.00 "bi-monthly" for the same cover: half is $245.00."""
    pages = pages_of(
        pdf_with_tables(
            "<b>Medical PPO rates: what you pay</b>",
            [
                ["Coverage", "Monthly", "Bi-monthly"],
                ["Employee only", "$120.00", "$60.00"],
                ["Employee + spouse", "$300.00", "$150.00"],
                ["Family", "$490.00", "$445.00"],
            ],
        ),
        tmp_path,
    )

    facts = read_rates(pages).facts

    sentence = (
        "445.00 × 24 deductions is 10,680.00 a year, but 490.00 × 12 months is 5,880.00; 890.00 a month would fit."
    )
    assert {(key[4], key[7]): doubts for key, doubts in doubted(facts).items()} == {
        ("FAM", "pay"): (sentence,),
        ("FAM", "month"): (sentence,),
    }


def test_rounding_to_the_cent_is_no_contradiction(tmp_path) -> None:
    pages = pages_of(
        pdf_with_tables(
            "<b>Dental: employee share, 26 paychecks a year</b>",
            [
                ["Coverage", "Per paycheck", "Per month"],
                ["Employee only", "$3.25", "$7.04"],
                ["Family", "$5.00", "$10.84"],
            ],
        ),
        tmp_path,
    )

    assert doubted(read_rates(pages).facts) == {}


def test_amounts_that_are_no_premium_are_left_alone(tmp_path) -> None:
    pages = pages_of(pdf_with_tables("Fees", [["Item", "Amount"], ["Parking", "$12.00"], ["Badge", "$5.00"]]), tmp_path)

    assert read_rates(pages).facts == ()


def test_amounts_of_the_plan_under_the_same_tiers_are_no_premiums(tmp_path) -> None:
    pages = pages_of(
        pdf_with_tables(
            "2027 monthly rates, employee share",
            [
                ["Plan", "Employee only", "Family"],
                ["HDHP 2500 with HSA", "$50.00", "$150.00"],
                ["Employer HSA contribution", "$500.00", "$1,000.00"],
                ["Annual deductible", "$2,500.00", "$5,000.00"],
                ["Out-of-pocket maximum", "$4,000.00", "$8,000.00"],
            ],
        ),
        tmp_path,
    )

    assert amounts(read_rates(pages).facts) == {
        ("HDHP 2500 with HSA", "EE", "", "employee", "month"): Decimal("50.00"),
        ("HDHP 2500 with HSA", "FAM", "", "employee", "month"): Decimal("150.00"),
    }


def test_a_plan_called_by_its_deductible_is_no_year(tmp_path) -> None:
    sheet = [["Plan, employee monthly cost", "Employee only", "Family"], ["HDHP 2000", "$30.00", "$150.00"]]

    facts = read_rates(pages_of(pdf_with_tables("2026 rates", sheet), tmp_path)).facts

    assert {(fact.plan, fact.reading.unit) for fact in facts} == {("HDHP 2000", "month")}
    assert {fact.plan_year for fact in facts} <= {"", "2026"}


def test_who_pays_is_not_taken_for_a_plan_without_a_doubt(tmp_path) -> None:
    sheet = [
        ["PPO", "ABC Weekly Contribution", "Your Weekly Contribution", "Change"],
        ["Employee only", "$40.00", "$10.00", "$1.00"],
        ["Employee + family", "$70.00", "$20.00", "$2.00"],
    ]

    facts = read_rates(pages_of(pdf_with_tables("2026 rates", sheet), tmp_path)).facts

    sure = {(fact.plan, fact.coverage_tier, fact.reading.value) for fact in facts if not fact.doubts}
    assert sure == {("PPO", "EE", Decimal("10.00")), ("PPO", "FAM", Decimal("20.00"))}


def test_rates_before_a_change_are_doubted_and_kept_apart(tmp_path) -> None:
    sheet = [
        ["PPO 500", "Current Monthly Payroll Contributions", "New 2026 Monthly Payroll Contributions"],
        ["Employee", "$75.00", "$88.00"],
        ["Family", "$300.00", "$350.00"],
    ]

    facts = read_rates(pages_of(pdf_with_tables("Contributions", sheet), tmp_path)).facts

    assert {fact.reading.value for fact in facts if fact.doubts} == {Decimal("75.00"), Decimal("300.00")}
    assert {(fact.plan_year, fact.reading.value) for fact in facts if not fact.doubts} == {
        ("2026", Decimal("88.00")),
        ("2026", Decimal("350.00")),
    }


@pytest.mark.parametrize("words", ["a" + " " * 500, "20% ", "employee ", "(", "hsa ", "$1,000 - "])
def test_a_table_made_to_be_slow_has_no_rates(words: str) -> None:
    def read(letters: int) -> None:
        slow = words * (letters // len(words))
        rows = (("Plan", slow), (slow, "$50.00"))
        page = ExtractedPage(1, 0, 0, (Block("table", slow, None, rows=rows), Block("paragraph", slow, None)))
        read_rates([page], company_names=("Acme",))

    assert grows_in_proportion(read, 100_000)
