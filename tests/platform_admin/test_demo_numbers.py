"""The golden answers, reckoned from the demo companies' numbers, are those that were worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from platform_admin.demo.arithmetic import (
    coverage_start,
    first_of_next_month,
    last_continued_day,
    member_share,
    one_family_bill,
)
from platform_admin.demo.cedarmain.medical import EPO, HMO
from platform_admin.demo.federal import HDHP_MINIMUM_FAMILY, HDHP_MINIMUM_SELF, limit
from platform_admin.demo.files.blocks import Bullets, Callout, Columns, Figures, Heading, Paragraph, Table, parse
from platform_admin.demo.golden import golden_questions
from platform_admin.demo.numbers import BLUEFIN, CEDARMAIN, COMPANIES, JUNIPER
from platform_admin.demo.wording import brief_cost, cost_words, day, dia, dollars, percent

WORKED_OUT = {
    "1": ("$900", "$1,800", "$1,000", "$2,000"),
    "2": ("$318.00", "$8,268.00", "$22.00", "$572.00", "$296.00"),
    "3": ("$250.00", "$6,500.00"),
    "4": ("$214", "$25", "$40", "$279.00"),
    "6": ("$4,400", "$500", "$3,900.00", "$150.00"),
    "7": ("$9,000", "$1,200", "$7,800", "Rev. Proc. 2026-24"),
    "8": ("$4,000", "$4,240.00"),
    "9": ("$3,300.00", "$126.92"),
    "10": ("March 15, 2027", "April 30, 2027"),
    "11": ("$7,500.00", "$288.46", "$5,000"),
    "12": ("March 5, 2027", "February 3, 2027"),
    "13": ("April 4, 2027", "February 3, 2027"),
    "14": ("May 1, 2027",),
    "15": ("June 1, 2027", "84 days"),
    "16": ("May 31, 2027",),
    "17": ("$14.10", "$169.20"),
    "18": ("$1,800.00", "$600.00", "$2,400.00"),
    "19": ("$742.00", "$756.84"),
    "20": ("November 20, 2026", "10 days"),
    "21": ("$60",),
    "22": ("$50",),
    "23": ("$3,180.00", "$3,035.00", "$145.00"),
    "24": ("$1,965.00", "$680.00", "$1,285.00"),
    "25": ("$4,920.00", "$5,480.00", "$560.00"),
    "26": ("$3,180.00", "$3,035.00", "$1,965.00", "$680.00", "$4,920.00", "$5,480.00"),
    "27": ("$8,800.00", "$366.66"),
    "28": ("$1,300.00", "$4,300.00"),
    "29": ("$3,500", "$3,670.00"),
    "30": ("$589.50", "$7,074.00", "$148.00"),
    "31": ("$680.00", "$230.00", "March 31, 2027"),
    "32": ("December 31, 2027",),
    "33": ("$2,158.00", "$949.00", "$1,209.00"),
    "34": ("$500", "$1,500.00"),
    "36": ("$300.00", "$900.00"),
    "37": ("$56.00",),
    "38": ("April 11, 2027", "May 16, 2027", "$702.78", "18 months"),
    "39": ("January 1, 2027", "88 days", "$2,500", "September 28, 2027"),
}


@pytest.mark.parametrize("number", WORKED_OUT)
def test_a_golden_answer_is_the_one_worked_out_by_hand(number):
    question = next(one for one in golden_questions() if f"{one.number}{one.part}" == number)

    assert question.expected == WORKED_OUT[number]


def test_there_are_forty_golden_questions_in_order():
    numbers = [question.number for question in golden_questions()]

    assert numbers == [*range(1, 40), 40, 40, 40]


def test_near_identical_plans_forbid_each_others_copays():
    question = next(one for one in golden_questions() if one.number == 22)

    assert question.forbidden == ("$40", "$60")


def test_a_person_stops_paying_at_the_limit():
    plan = BLUEFIN.plan("PPO750", "2027")

    share = member_share(plan, (("hospital_facility", Decimal(90000)),), deductible=Decimal(750))

    assert (share.deductible, share.coinsurance, share.total) == (750, Decimal(2250), plan.out_of_pocket.person)


def test_the_fourth_visit_on_the_epo_counts_toward_the_deductible():
    plan = CEDARMAIN.plan(EPO, "2026-27")

    share = member_share(plan, (("primary", Decimal(150)),) * 4, deductible=Decimal(3000))

    assert (share.copays, share.deductible) == (120, 150)


def test_a_copay_after_the_deductible_is_paid_on_what_is_left():
    plan = CEDARMAIN.plan(EPO, "2026-27")

    share = member_share(plan, (("emergency", Decimal(1800)),), deductible=Decimal(500))

    assert (share.deductible, share.copays) == (500, 400)


def test_a_hospital_stay_on_the_hmo_is_charged_for_three_days():
    plan = CEDARMAIN.plan(HMO, "2026-27")

    share = member_share(plan, (("hospital_facility", Decimal(20000)),), deductible=Decimal(0))

    assert share.total == 1500


def test_a_plan_without_a_deductible_has_no_family_bill_of_that_kind():
    with pytest.raises(ValueError, match="HMO"):
        one_family_bill(CEDARMAIN.plan(HMO, "2026-27"), Decimal(100))


def test_months_turn_over_the_year():
    assert first_of_next_month(date(2026, 12, 15)) == date(2027, 1, 1)
    assert coverage_start(date(2026, 12, 2), waiting_days=30) == date(2027, 1, 1)
    assert last_continued_day(date(2027, 1, 31), months=18) == date(2028, 7, 31)
    assert last_continued_day(date(2027, 8, 31), months=18) == date(2029, 2, 28)


@pytest.mark.parametrize("year", [2026, 2027])
def test_every_savings_plan_meets_the_federal_minimum_of_its_year(year):
    for company, code in ((JUNIPER, "HDHP"), (BLUEFIN, "HSA2500")):
        deductible = company.plan(code, str(year)).accumulators[0]
        smallest = deductible.person_in_family or deductible.family
        assert deductible.person >= limit(HDHP_MINIMUM_SELF, year).amount
        assert smallest >= limit(HDHP_MINIMUM_FAMILY, year).amount


def test_employee_shares_never_exceed_the_full_price():
    for company in COMPANIES:
        for rate in company.rates:
            monthly = rate.per_deduction * company.deductions_per_year / 12
            assert rate.full_monthly is not None
            assert monthly <= rate.full_monthly + Decimal("0.10")


def test_money_days_and_shares_are_written_for_people():
    assert [dollars(Decimal("1000")), dollars(Decimal("41.5")), percent(Decimal("0.20"))] == ["$1,000", "$41.50", "20%"]
    assert day(date(2027, 3, 5)) == "March 5, 2027"
    assert [dia(date(2027, 1, 1)), dia(date(2027, 3, 15))] == ["1.º de enero de 2027", "15 de marzo de 2027"]


def test_costs_are_written_as_a_federal_summary_and_as_a_guide_would():
    first_visits = CEDARMAIN.plan(EPO, "2026-27").service("primary").network
    stay = CEDARMAIN.plan(HMO, "2026-27").service("hospital_facility").network

    assert cost_words(first_visits) == "$40 copay/visit for the first 3 visits, then 30% coinsurance"
    assert brief_cost(stay) == "$500 a day, at most 3 days"


def test_markup_becomes_blocks():
    blocks = parse("""
        # Title
        Text under it
        that goes on.

        - one
        - two that
          goes on

        1. first

        |= 2 1
        | Head | Number |
        | A long
        row | 1 |

        ! Note
        Read this.

        * $5 | a figure

        <<
        left
        ||
        right
        >>
    """)

    assert blocks == (
        Heading("Title", 1),
        Paragraph("Text under it that goes on."),
        Bullets(("one", "two that goes on")),
        Bullets(("first",), is_numbered=True),
        Table((("Head", "Number"), ("A long row", "1")), (2.0, 1.0)),
        Callout("Note", "Read this."),
        Figures((("$5", "a figure"),)),
        Columns((Paragraph("left"),), (Paragraph("right"),)),
    )
