"""Summaries read through the real extraction and compared with the companies' numbers, fact by fact."""

from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarks.facts_printed import told, told_by_summary
from knowledge.extract.types import Block, ExtractedPage
from knowledge.facts.sbc import is_sbc, read_summaries, read_summary
from platform_admin.demo.company import Company
from platform_admin.demo.files.sbc import sbc_pdf
from platform_admin.demo.numbers import COMPANIES, company
from platform_admin.demo.shapes import Plan
from tests.knowledge.facts.printed import pages_of, pdf_with_tables

EVERY_PLAN = [(one, plan) for one in COMPANIES for plan in one.plans]
QUESTIONS = [
    ["Important Questions", "Answers", "Why This Matters:"],
    [
        "What is the overall deductible?",
        "For network providers: $500/individual or $1,000/family; for out-of-network providers: $1,500/individual or "
        "$3,000/family",
        "If you have other family members on the plan, each family member must meet their own individual deductible "
        "until the total amount of deductible expenses paid by all family members meets the overall family deductible.",
    ],
    ["Are there services covered before you meet your deductible?", "Yes. Preventive care.", "This plan covers some."],
    [
        "Are there other deductibles for specific services?",
        "Yes. $100 for prescription drugs. There are no others.",
        "You",
    ],
    ["What is the out-of-pocket limit for this plan?", "$4,000 individual / $8,000 family", "The most you could pay."],
    ["Do you need a referral to see a specialist?", "No.", "You can see the specialist you choose."],
]
HEADS = [
    "Common Medical Event",
    "Services You May Need",
    "Network Provider",
    "Out-of-Network Provider",
    "Limitations, Exceptions",
]
VISIT, HOSPITAL = "If you visit a health care provider's office or clinic", "If you have a hospital stay"
SURGERY, RECOVERY = "If you have outpatient surgery", "If you need help recovering"


def page_of(*tables: list[list[str]], number: int = 1) -> ExtractedPage:
    blocks = tuple(Block("table", "", None, rows=tuple(map(tuple, table))) for table in tables)
    return ExtractedPage(number, 792, 612, blocks)


def prices(pages: list[ExtractedPage]) -> dict[tuple[str, str, str], Decimal | str]:
    facts = read_summary(pages).facts
    return {
        (fact.service, fact.network, fact.reading.attribute): fact.reading.value or fact.reading.text
        for fact in facts
        if fact.network and fact.section not in ("questions", "header")
    }


@pytest.mark.parametrize(
    ("of", "plan"), EVERY_PLAN, ids=[f"{one.subdomain} {plan.name} {plan.plan_year}" for one, plan in EVERY_PLAN]
)
def test_every_fact_of_a_demo_summary_is_the_companys_number(of: Company, plan: Plan, tmp_path) -> None:
    pages = pages_of(sbc_pdf(of, plan), tmp_path)

    (summary,) = read_summaries(pages)

    assert is_sbc(pages)
    assert told(summary.facts) == told_by_summary(of, plan)
    year = of.year(plan.plan_year)
    assert (summary.starts_on, summary.ends_on) == (year.starts_on, year.ends_on)


def test_every_fact_has_its_place_on_the_page(tmp_path) -> None:
    bluefin = company("bluefin")
    pages = pages_of(sbc_pdf(bluefin, bluefin.plan("PPO750", "2027")), tmp_path)

    facts = read_summaries(pages)[0].facts

    for fact in facts:
        assert fact.place.boxes
        assert {box.page for box in fact.place.boxes} == {fact.place.page}
        words = pages[fact.place.page - 1].blocks[fact.place.block].text[fact.place.start : fact.place.end]
        assert fact.raw.split()[0].strip("•") in words


def test_only_what_the_paper_leaves_open_is_doubted(tmp_path) -> None:
    doubted = {}
    for one, plan in EVERY_PLAN:
        facts = read_summaries(pages_of(sbc_pdf(one, plan), tmp_path))[0].facts
        doubted |= {
            (plan.name, plan.plan_year, fact.service, fact.reading.attribute): fact.doubts
            for fact in facts
            if fact.doubts
        }

    # The first visits of the EPO cost a copay, and the cell does not say whether the deductible comes before it.
    sentence = "The questions name this service before the deductible; the cell does not say so."
    assert doubted == {("Harborlight EPO", year, "primary", "copay"): (sentence,) for year in ("2025-26", "2026-27")}


def test_federal_wording_of_the_questions_is_read(tmp_path) -> None:
    heading = "Summary of Benefits and Coverage: What this Plan Covers & What You Pay For Covered Services"
    period = "Coverage Period: 01/01/2027 – 12/31/2027"
    kind = "Coverage for: Individual + Family | Plan Type: PPO"
    name = "Northgate Health: Choice Plus 500"
    pages = pages_of(
        pdf_with_tables(
            heading,
            period,
            name,
            kind,
            QUESTIONS,
            [HEADS, [VISIT, "Specialist visit", "$30 copay/visit", "50% coinsurance", "None"]],
        ),
        tmp_path,
    )

    (summary,) = read_summaries(pages)
    found = {key[2:]: value for key, (value, _) in told(summary.facts).items() if key[2] not in ("specialist",)}

    assert {fact.plan for fact in summary.facts} == {"Choice Plus 500"}
    assert found == {
        ("plan", "", "", "", "name", ""): "Choice Plus 500",
        ("plan", "", "", "", "plan_type", ""): "PPO",
        ("plan", "", "", "", "coverage_for", ""): "Individual + Family",
        ("plan", "", "", "", "from", ""): "2027-01-01",
        ("plan", "", "", "", "to", ""): "2027-12-31",
        ("deductible", "IN", "PERSON", "", "amount", "year"): Decimal(500),
        ("deductible", "IN", "FAMILY", "", "amount", "year"): Decimal(1000),
        ("deductible", "OON", "PERSON", "", "amount", "year"): Decimal(1500),
        ("deductible", "OON", "FAMILY", "", "amount", "year"): Decimal(3000),
        ("deductible", "", "", "", "family_rule", ""): "embedded",
        ("before_deductible", "", "", "", "answer", ""): "yes",
        ("before_deductible", "", "", "", "details", ""): "Preventive care.",
        ("other_deductibles", "", "", "", "answer", ""): "yes",
        ("other_deductibles", "", "", "prescription drugs", "amount", "year"): Decimal(100),
        ("other_deductibles", "", "", "", "details", ""): "$100 for prescription drugs. There are no others.",
        ("out_of_pocket_limit", "IN", "PERSON", "", "amount", "year"): Decimal(4000),
        ("out_of_pocket_limit", "IN", "FAMILY", "", "amount", "year"): Decimal(8000),
        ("referral", "", "", "", "answer", ""): "no",
    }


def test_three_network_tiers_are_kept_apart(tmp_path) -> None:
    heads = [
        "Common Medical Event",
        "Services You May Need",
        "Tier 1 Preferred Provider",
        "Tier 2 Network Provider",
        "Out-of-Network Provider",
        "Limitations",
    ]
    rows = [
        heads,
        [
            VISIT,
            "Primary care visit to treat an injury or illness",
            "$15 copay/visit",
            "$30 copay/visit",
            "40% coinsurance",
            "None",
        ],
        [VISIT, "Specialist visit", "$30 copay/visit", "$60 copay/visit", "Not covered", "None"],
    ]

    found = prices(pages_of(pdf_with_tables("Acme: PPO", QUESTIONS, rows), tmp_path))

    assert found == {
        ("primary", "IN", "copay"): Decimal(15),
        ("primary", "IN2", "copay"): Decimal(30),
        ("primary", "OON", "coinsurance"): Decimal("0.4"),
        ("specialist", "IN", "copay"): Decimal(30),
        ("specialist", "IN2", "copay"): Decimal(60),
        ("specialist", "OON", "not_covered"): "Not covered",
    }


def test_a_third_tier_of_the_network_that_cannot_be_kept_is_doubted() -> None:
    heads = [*HEADS[:2], "Tier 1 Provider", "Tier 2 Provider", "Tier 3 Provider", "Limitations"]
    rows = [heads, [VISIT, "Specialist visit", "$30 copay/visit", "$60 copay/visit", "$90 copay/visit", "None"]]

    pages = [page_of(QUESTIONS, rows)]

    assert prices(pages) == {
        ("specialist", "IN", "copay"): Decimal(30),
        ("specialist", "IN2", "copay"): Decimal(60),
    }
    doubt = "The table has more columns of prices than can be told apart; the first of each kind are read."
    assert all(doubt in fact.doubts for fact in read_summary(pages).facts if fact.service == "specialist")


def test_two_plans_side_by_side_are_doubted_in_every_cell() -> None:
    questions = [
        ["Important Questions", "PPO 500", "HDHP 2500"],
        ["What is the overall deductible?", "$500 individual / $1,000 family", "$2,500 individual / $5,000 family"],
    ]
    heads = [*HEADS[:2], "PPO 500", "HDHP 2500", "Limitations"]
    rows = [heads, [VISIT, "Specialist visit", "$30 copay/visit", "20% coinsurance", "None"]]

    facts = read_summary([page_of(questions, rows)]).facts

    services = {fact.doubts[0] for fact in facts if fact.service == "specialist"}
    limits = [fact for fact in facts if fact.service == "deductible"]
    assert services == {"The heads over the prices name no network: are these different plans?"}
    beside = "An amount stands where the explanation should: are these plans side by side?"
    assert len(limits) == 2
    assert all(beside in fact.doubts for fact in limits)


def test_a_column_of_notes_is_no_second_network() -> None:
    heads = [*HEADS[:4], "Notes"]
    rows = [heads, [VISIT, "Specialist visit", "$30 copay/visit", "50% coinsurance", "20% discount online"]]

    assert prices([page_of(QUESTIONS, rows)]) == {
        ("specialist", "IN", "copay"): Decimal(30),
        ("specialist", "OON", "coinsurance"): Decimal("0.5"),
    }


def test_a_silent_price_is_not_taken_as_after_the_deductible_where_the_cell_leaves_it_open() -> None:
    note = "All copayment and coinsurance costs shown in this chart are after your deductible has been met."
    rows = [
        HEADS,
        [VISIT, "Specialist visit", "$30 copay/visit", "50% coinsurance", "None"],
        [VISIT, "Primary care visit", "$20 copay/visit, deductible waived for the first visit", "Not covered", "None"],
    ]
    page = page_of(QUESTIONS, rows)
    page = ExtractedPage(1, 792, 612, (*page.blocks, Block("paragraph", note, None)))

    found = {fact.service: fact.reading.deductible for fact in read_summary([page]).facts if fact.network == "IN"}

    assert (found["specialist"], found["primary"]) == ("applies", "")


def test_a_table_that_goes_on_without_its_heads_is_read_on(tmp_path) -> None:
    filler = [
        [
            VISIT,
            f"Primary care visit number {number} " + "of the many there are " * 8,
            "$30 copay/visit",
            "40% coinsurance",
            "None",
        ]
        for number in (1,)
    ]
    rows = [
        HEADS,
        *filler * 12,
        [HOSPITAL, "Facility fee (e.g., hospital room)", "20% coinsurance", "45% coinsurance", "None"],
        [HOSPITAL, "Physician/surgeon fees", "25% coinsurance", "50% coinsurance", "None"],
        [RECOVERY, "Hospice services", "5% coinsurance", "35% coinsurance", "None"],
    ]
    pages = pages_of(pdf_with_tables("Acme: PPO", QUESTIONS, rows), tmp_path)

    found = prices(pages)

    last = [block for block in pages[-1].blocks if block.rows][-1]
    assert len(pages) > 1
    assert "Services You May Need" not in str(last.rows)
    assert found["hospital_facility", "IN", "coinsurance"] == Decimal("0.20")
    assert found["hospital_physician", "OON", "coinsurance"] == Decimal("0.50")
    assert found["hospice", "OON", "coinsurance"] == Decimal("0.35")


def test_rows_that_are_missing_are_not_made_up() -> None:
    rows = [
        HEADS,
        [SURGERY, "Physician/surgeon fees", "20% coinsurance", "40% coinsurance", "None"],
        [HOSPITAL, "Facility fee", "30% coinsurance", "50% coinsurance", "None"],
    ]

    assert prices([page_of(QUESTIONS, rows)]) == {
        ("surgery_physician", "IN", "coinsurance"): Decimal("0.20"),
        ("surgery_physician", "OON", "coinsurance"): Decimal("0.40"),
        ("hospital_facility", "IN", "coinsurance"): Decimal("0.30"),
        ("hospital_facility", "OON", "coinsurance"): Decimal("0.50"),
    }


def test_cells_that_changed_places_are_doubted() -> None:
    rows = [
        HEADS,
        [RECOVERY, "Skilled nursing care", "20% coinsurance 50% coinsurance", "50% coinsurance", "60 days per year"],
        [RECOVERY, "Durable medical equipment", "20% coinsurance", "", "None"],
        [RECOVERY, "Home health care", "40% coinsurance", "20% coinsurance", "None"],
        [RECOVERY, "Hospice services", "See page 14", "20% coinsurance", "$30 copay"],
    ]

    doubts = {
        (fact.service, fact.network, fact.reading.attribute): fact.doubts
        for fact in read_summary([page_of(QUESTIONS, rows)]).facts
        if fact.section == "recovery" and fact.doubts != ("The plan's name was not found.",)
    }

    no_name = "The plan's name was not found."
    assert doubts == {
        ("skilled_nursing", "IN", "coinsurance"): (
            "Several amounts of one kind stand in this cell; the first is proposed.",
            no_name,
        ),
        ("equipment", "IN", "coinsurance"): (
            "A price of this row is missing: have cells changed places?",
            no_name,
        ),
        ("home_health", "IN", "coinsurance"): (
            "The row costs less outside the network than in it: have cells changed places?",
            no_name,
        ),
        ("home_health", "OON", "coinsurance"): (
            "The row costs less outside the network than in it: have cells changed places?",
            no_name,
        ),
        ("hospice", "IN", "as_printed"): ("What one pays could not be read from this cell.", no_name),
        ("hospice", "", "limits"): ("A price stands where limitations should: have cells changed places?", no_name),
    }


def test_rows_that_became_one_are_doubted() -> None:
    rows = [HEADS, [VISIT, "Primary care visit Preventive care", "$20 copay/visit", "40% coinsurance", "None"]]

    facts = [fact for fact in read_summary([page_of(QUESTIONS, rows)]).facts if fact.network]

    read = [fact for fact in facts if fact.section == "visit"]
    assert len(read) == 2
    assert all("This row names several services: which is the price for?" in fact.doubts for fact in read)


def test_the_deductible_among_the_limitations_goes_before_what_the_chart_says() -> None:
    note = "All copayment and coinsurance costs shown in this chart are after your deductible has been met."
    rows = [
        HEADS,
        [VISIT, "Primary care visit", "$20 copay/visit", "Not covered", "Not subject to deductible."],
        [VISIT, "Specialist visit", "$40 copay/visit", "Not covered", "Deductible waived, but not for surgery."],
    ]

    page = page_of(QUESTIONS, rows)
    page = replace(page, blocks=(*page.blocks, Block("paragraph", note, None)))
    facts = {fact.service: fact for fact in read_summary([page]).facts if fact.network == "IN"}

    assert facts["primary"].reading.deductible == "waived"
    assert facts["primary"].doubts == ()
    assert facts["specialist"].reading.deductible == ""
    assert "The limitations speak of the deductible, the cell does not." in facts["specialist"].doubts


def test_a_row_the_template_does_not_have_is_kept_under_its_own_name() -> None:
    rows = [HEADS, [VISIT, "Chiropractic care", "$20 copay/visit", "Not covered", "None"]]

    facts = [
        fact
        for fact in read_summary([page_of(QUESTIONS, rows)]).facts
        if fact.network == "IN" and fact.label == "Chiropractic care"
    ]

    assert [(fact.service, fact.section, fact.reading.value) for fact in facts] == [
        ("other-chiropractic-care", "visit", Decimal(20))
    ]
    assert "This row is not in the federal template." in facts[0].doubts


def test_two_summaries_bound_together_are_two_plans(tmp_path) -> None:
    bluefin = company("bluefin")
    pages = [
        page
        for code in ("PPO500", "PPO750")
        for page in pages_of(sbc_pdf(bluefin, bluefin.plan(code, "2027")), tmp_path)
    ]

    summaries = read_summaries(pages)

    assert [{fact.plan for fact in one.facts} for one in summaries] == [{"PPO 500"}, {"PPO 750"}]
    assert [
        next(fact.reading.value for fact in one.facts if fact.key[2:5] == ("deductible", "IN", "PERSON"))
        for one in summaries
    ] == [Decimal(500), Decimal(750)]


def test_lists_in_a_box_and_a_head_in_one_line_are_read(tmp_path) -> None:
    head = "Northgate Health: Choice 900 Coverage for: Individual + Family | Plan Type: PPO"
    title = "Summary of Benefits and Coverage: What this Plan Covers &amp; What You Pay For Covered Services"
    period = "Coverage Period: 01/01/2027 – 12/31/2027"
    services = [HEADS, [VISIT, "Specialist visit", "$30 copay/visit", "50% coinsurance", "None"]]
    excluded = [["• Cosmetic surgery", "• Infertility treatment", "• Weight loss programs"]]
    covered = [["• Acupuncture", "• Hearing aids", "• Chiropractic care"]]
    pages = pages_of(
        pdf_with_tables(
            f"{title} {period}",
            head,
            "The Summary of Benefits and Coverage (SBC) document will help you choose a health plan.",
            QUESTIONS,
            "All costs shown.",
            services,
            "Services Your Plan Generally Does NOT Cover (Check your policy for more information.)",
            excluded,
            "Other Covered Services (Limitations may apply to these services.)",
            covered,
            "Does this plan provide Minimum Essential Coverage? Yes",
            "Does this plan meet the Minimum Value Standards? No",
        ),
        tmp_path,
    )

    facts = read_summaries(pages)[0].facts

    found = {(fact.service, fact.reading.attribute): fact.reading.text for fact in facts if fact.section != "visit"}
    assert {fact.plan for fact in facts} == {"Choice 900"}
    assert found["plan", "plan_type"] == "PPO"
    assert found["plan", "coverage_for"] == "Individual + Family"
    assert found["excluded", "details"] == "Cosmetic surgery\nInfertility treatment\nWeight loss programs"
    assert found["also_covered", "details"] == "Acupuncture\nHearing aids\nChiropractic care"
    assert (found["mec", "answer"], found["minimum_value", "answer"]) == ("yes", "no")


def test_a_guide_is_not_taken_for_a_summary(tmp_path) -> None:
    pages = pages_of(pdf_with_tables("Benefits guide", [["Plan", "Deductible"], ["PPO 750", "$750"]]), tmp_path)

    assert not is_sbc(pages)
    assert read_summaries(pages) == []
