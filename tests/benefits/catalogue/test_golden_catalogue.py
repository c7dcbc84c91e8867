"""The golden figures, from the demo companies' catalogue to the cent."""

from datetime import date
from decimal import Decimal

import pytest

from benefits.calculators.accounts import dependent_care_limit, fsa_limit, fsa_year_end
from benefits.calculators.annual_cost import estimate_annual_cost, walk
from benefits.calculators.coverage import coverage_start, dependent_age_out, life_event_window
from benefits.calculators.dental_vision import dental_cost, vision_cost
from benefits.calculators.hsa import HsaYear, covered_from, hsa_room
from benefits.calculators.paycheck import paycheck_deduction
from benefits.calculators.plan_terms import Limits, Use
from benefits.calculators.prices import cobra_price, imputed_income_life, imputed_income_partner
from benefits.calculators.retirement import employer_match, vesting
from benefits.calculators.time_away import disability_benefit
from benefits.catalogue.read import (
    account_rule,
    coverage_rule,
    dental_terms,
    disability_rule,
    event_rule,
    leave_rule,
    life_rule,
    medical_terms,
    plans_on,
    premium,
    rate_of,
    retirement_rule,
    usage_profiles,
    vision_terms,
    with_terms,
)
from benefits.federal.limits import amount, hsa_limits, life_table
from benefits.models import Plan, PlanYear

D = Decimal
NEXT_YEAR = date(2027, 1, 1)
THIS_YEAR = date(2026, 11, 10)


def plan(name: str, label: str) -> Plan:
    return Plan.objects.select_related("plan_year").get(short_name=name, plan_year__label=label)


def year(label: str) -> PlanYear:
    return PlanYear.objects.get(label=label)


def test_juniper_deductible_and_prices_of_both_years(juniper):
    assert [medical_terms(plan("PPO 1000", label), "FAM").deductible for label in ("2026", "2027")] == [
        Limits(D(1800), D(900)),
        Limits(D(2000), D(1000)),
    ]
    assert medical_terms(plan("PPO 1000", "2026"), "EE").deductible == Limits.of_one(D(900))

    salaried = paycheck_deduction(
        premium(plan("PPO 1000", "2027"), "FAM", "SAL"), before=premium(plan("PPO 1000", "2026"), "FAM", "SAL")
    )
    union = paycheck_deduction(premium(plan("PPO 1000", "2027"), "FAM", "UNION"))

    assert [salaried[key] for key in ("each", "year", "each_more", "year_more")] == [318, 8268, 22, 572]
    assert (union["each"], union["year"]) == (250, 6500)


def test_juniper_surcharges_are_charged_to_whom_they_are_for(juniper):
    both = {"tobacco", "spouse"}
    salaried = premium(plan("PPO 1000", "2027"), "EE_SP", "SAL", sorted(both))
    union = premium(plan("PPO 1000", "2027"), "EE_SP", "UNION", ["spouse"])

    assert paycheck_deduction(salaried)["each"] == 279
    assert union.surcharges == {}


def test_juniper_hsa_room_counts_the_employers_money(juniper):
    self_only = premium(plan("HDHP", "2026"), "EE", "SAL")
    family = premium(plan("HDHP", "2027"), "FAM", "SAL")

    forty = HsaYear(2026, ("self",) * 12, 40, employer=self_only.seed_a_year, pays_left=self_only.deductions)
    whole = HsaYear(2027, ("family",) * 12, 40, employer=family.seed_a_year)

    assert (hsa_room(forty, hsa_limits(2026))["room"], hsa_room(forty, hsa_limits(2026))["each"]) == (3900, 150)
    assert hsa_room(whole, hsa_limits(2027))["room"] == 7800


@pytest.mark.parametrize(
    ("company", "name", "told"), [("juniper", "HDHP", "4240.00"), ("bluefin", "HSA 2500", "3670.00")]
)
def test_one_hospital_bill_of_a_family_comes_to_what_the_plans_deductible_says(load, company, name, told):
    load(company)

    terms = medical_terms(plan(name, "2027"), "FAM")

    assert walk(terms, [Use("hospital_facility", allowed=D(5200))]).total == D(told)


def test_juniper_accounts_have_their_limits_and_last_days(juniper):
    health, care = account_rule("fsa", "SAL", year("2027")), account_rule("dcfsa", "SAL", year("2027"))
    limit = fsa_limit(plan_limit=health.plan_limit, federal_limit=amount("fsa", 2027), deductions=26)
    cared = dependent_care_limit(
        household=amount("dependent_care", 2027, "household"),
        separate=amount("dependent_care", 2027, "separate"),
        filing="joint",
        plan_limit=care.plan_limit,
        deductions=26,
    )
    ends = fsa_year_end(account_rule("fsa", "SAL", year("2026")).year_end, balance=D(200))

    assert (limit["limit"], limit["each"]) == (3300, D("126.92"))
    assert (cared["limit"], cared["each"]) == (7500, D("288.46"))
    assert account_rule("dcfsa", "SAL", year("2026")).plan_limit == 5000
    assert (ends["care_until"], ends["claims_until"], ends["carried"]) == (date(2027, 3, 15), date(2027, 4, 30), 0)


@pytest.mark.parametrize(("class_code", "until"), [("SAL", date(2027, 3, 5)), ("UNION", date(2027, 4, 4))])
def test_juniper_baby_is_reported_within_the_days_of_the_class(juniper, class_code, until):
    rule = event_rule("birth", class_code, year("2027"))

    told = life_event_window(rule.terms, happened=date(2027, 2, 3), sources=rule.sources)

    assert (told["until"], told["holds_from"]) == (until, date(2027, 2, 3))


@pytest.mark.parametrize(
    ("company", "class_code", "label", "hired", "starts"),
    [
        ("juniper", "SAL", "2027", date(2027, 3, 9), date(2027, 5, 1)),
        ("juniper", "UNION", "2027", date(2027, 3, 9), date(2027, 6, 1)),
        ("cedarmain", "FT", "2026-27", date(2026, 10, 5), date(2027, 1, 1)),
        ("bluefin", "STAFF", "2027", date(2027, 3, 9), date(2027, 4, 1)),
        ("bluefin", "STAFF", "2027", date(2027, 3, 1), date(2027, 4, 1)),
    ],
)
def test_coverage_begins_by_the_rule_of_the_class(load, company, class_code, label, hired, starts):
    load(company)

    rule = coverage_rule(class_code, year(label))

    assert coverage_start(rule.waiting, hired=hired)["starts"] == starts


@pytest.mark.parametrize(
    ("company", "class_code", "until"),
    [("juniper", "SAL", date(2027, 5, 31)), ("bluefin", "STAFF", date(2027, 12, 31))],
)
def test_child_is_covered_until_the_day_of_the_rule(load, company, class_code, until):
    load(company)

    rule = coverage_rule(class_code, year("2027"))

    assert dependent_age_out(rule.child_ends, born=date(2001, 5, 14), age=rule.child_age)["until"] == until


def test_juniper_life_match_and_cobra(juniper):
    life = life_rule("SAL", year("2027"))
    match = retirement_rule("SAL", year("2027"))
    coverage = min(life.multiple * 72_000, life.maximum)

    assert coverage == 144_000
    assert imputed_income_life(coverage, life_table(2027), age_at_year_end=47)["year"] == D("169.20")
    assert employer_match(match.match, pay=D(60_000), saved=D("0.05"))["match"] == 2400
    assert cobra_price(rate_of(plan("PPO 1000", "2027"), "EE", "SAL").total_monthly)["month"] == D("756.84")
    assert rate_of(plan("HDHP", "2027"), "FAM", "SAL").total_monthly == 1854


@pytest.mark.parametrize(
    ("name", "level", "told"),
    [
        ("PPO 750", "typical", ("1920.00", "1260.00", "3180.00", "4920.00")),
        ("HSA 2500", "typical", ("1080.00", "2555.00", "3035.00", "5480.00")),
        ("PPO 750", "low", ("1920.00", "45.00", "1965.00", "4920.00")),
        ("HSA 2500", "low", ("1080.00", "200.00", "680.00", "5480.00")),
    ],
)
def test_bluefin_year_on_a_plan_comes_to_what_the_paper_says(bluefin, name, level, told):
    uses = usage_profiles(year("2027")).terms[level]
    one = plan(name, "2027")

    cost = estimate_annual_cost(medical_terms(one, "EE"), premium(one, "EE", "STAFF"), uses)

    assert tuple(cost[key] for key in ("premium", "care", "net", "worst")) == tuple(map(D, told))
    assert f"Summary of Benefits and Coverage: {name} 2027" in [source.label for source in cost.sources]


def test_bluefin_copays_differ_from_plan_to_plan(bluefin):
    copays = [
        medical_terms(plan(name, "2027"), "EE").services["specialist"].copay
        for name in ("PPO 500", "PPO 750", "PPO 1500")
    ]

    assert copays == [40, 50, 60]


@pytest.mark.parametrize("count", [1, 4])
def test_comparison_asks_no_more_of_four_plans_than_of_one(bluefin, django_assert_max_num_queries, count):
    with django_assert_max_num_queries(9):
        plans = with_terms(plans_on(NEXT_YEAR, "STAFF", "medical")[:count])
        told = [(medical_terms(one, tier), premium(one, tier, "STAFF")) for one in plans for tier in ("EE", "FAM")]

    assert len(told) == 2 * count
    assert all(terms.services and price.a_deduction for terms, price in told)


def test_bluefin_hsa_partner_and_what_is_left_of_an_fsa(bluefin):
    family = premium(plan("HSA 2500", "2027"), "FAM", "STAFF")
    alone = premium(plan("HSA 2500", "2027"), "EE", "STAFF")
    older = HsaYear(2027, ("family",) * 12, 56, employer=family.seed_a_year, pays_left=family.deductions)
    # From September on there are four months of deductions.
    late = HsaYear(2027, covered_from(date(2027, 9, 1), "self"), 30, employer=alone.seed_a_year / 3)
    rule = coverage_rule("STAFF", year("2027"))
    rates = {tier: rate_of(plan("PPO 750", "2027"), tier, "STAFF") for tier in ("EE", "EE_DP")}
    partner = imputed_income_partner(
        rule.imputed_method,
        full_with=rates["EE_DP"].total_monthly,
        full_alone=rates["EE"].total_monthly,
        each_with=rates["EE_DP"].employee_per_deduction,
        each_alone=rates["EE"].employee_per_deduction,
        deductions=24,
    )
    left = fsa_year_end(account_rule("fsa", "STAFF", year("2026")).year_end, balance=D(910))

    assert (hsa_room(older, hsa_limits(2027))["room"], hsa_room(older, hsa_limits(2027))["each"]) == (
        8800,
        D("366.66"),
    )
    assert hsa_room(late, hsa_limits(2027))["room"] == 1300
    assert (partner["month"], partner["year"], partner["after_tax"]) == (D("589.50"), 7074, 148)
    assert (left["carried"], left["at_risk"], left["claims_until"]) == (680, 230, date(2027, 3, 31))


def test_cedarmain_part_time_has_no_medical_plan_and_full_time_has_two(cedarmain):
    part_time = {one.line for one in plans_on(THIS_YEAR, "PT")}
    medical = [one.short_name for one in plans_on(THIS_YEAR, "FT", "medical")]

    assert part_time == {"dental", "vision", "eap", "retirement"}
    assert medical == ["EPO", "HMO"]
    assert coverage_rule("FT", year("2026-27")).least_hours == 30


def test_cedarmain_prices_and_a_stay_in_hospital(cedarmain):
    a_year = [paycheck_deduction(premium(plan(name, "2026-27"), "EE", "FT"))["year"] for name in ("HMO", "EPO")]
    stay = walk(medical_terms(plan("HMO", "2026-27"), "EE"), [Use("hospital_facility", nights=4)])
    visits = walk(medical_terms(plan("EPO", "2026-27"), "EE"), [Use("primary", 4, allowed=D(150))])

    assert a_year == [2158, 949]
    assert stay.total == 1500
    assert visits.total == 3 * 40 + 150
    assert cobra_price(rate_of(plan("HMO", "2026-27"), "EE", "FT").total_monthly)["month"] == D("702.78")


def test_cedarmain_crown_frames_and_accounts(cedarmain):
    dental, vision = dental_terms(plan("Dental", "2026-27")), vision_terms(plan("Vision", "2026-27"))
    crown = dental_cost(
        fee=D(1200),
        plan_share=dental.shares["III"].plan_share,
        deductible_left=dental.deductible,
        maximum_left=dental.annual_max - 1200,
    )
    frames = vision.items["frames"]
    account = account_rule("fsa", "FT", year("2026-27"))

    assert (crown["plan_pays"], crown["you_pay"]) == (300, 900)
    assert vision_cost(price=D(220), allowance=frames.allowance, discount=frames.discount)["you_pay"] == 56
    assert (account.plan_limit, account.year_end.claims_until) == (2500, date(2027, 9, 28))


def test_cedarmain_disability_leave_and_vesting(cedarmain):
    paid = disability_rule("std", "FT", year("2026-27"))
    leave = leave_rule("parental", "FT", year("2026-27"))
    schedule = retirement_rule("FT", year("2026-27")).vesting

    assert disability_benefit(paid.terms, weekly_pay=D(900))["week"] == 540
    assert disability_benefit(paid.terms, weekly_pay=D(2000))["week"] == 1000
    assert (leave.weeks, leave.pay_share, leave.after_months) == (6, 1, 12)
    vested = vesting(schedule, hired=date(2024, 1, 10), on=date(2027, 1, 10), balance=D(4000))
    assert (vested["share"], vested["own"]) == (D("0.6"), 2400)
