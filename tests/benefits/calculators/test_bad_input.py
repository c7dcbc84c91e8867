"""What is missing, absurd or contradicts itself gets a sentence, and never a number."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from benefits.calculators.accounts import FsaYearEnd, dependent_care_limit, fsa_limit, fsa_year_end
from benefits.calculators.annual_cost import estimate_annual_cost
from benefits.calculators.coverage import (
    EventRule,
    WaitingRule,
    cobra_window,
    coverage_start,
    dependent_age_out,
    life_event_window,
)
from benefits.calculators.deductible import deductible_left
from benefits.calculators.dental_vision import dental_cost, vision_cost
from benefits.calculators.hsa import HsaLimits, HsaYear, hsa_room
from benefits.calculators.paycheck import paycheck_deduction
from benefits.calculators.plan_terms import Limits, MedicalTerms, Premium, ServiceTerms, Use
from benefits.calculators.prices import LifeTable, cobra_price, imputed_income_life, imputed_income_partner
from benefits.calculators.result import Result, Source
from benefits.calculators.retirement import DeferralLimits, MatchTier, employer_match, retirement_room, vesting
from benefits.calculators.time_away import DisabilityRule, disability_benefit, time_off_accrual

D = Decimal
SHARE = ServiceTerms(coinsurance=D("0.2"), deductible_applies=True)
PLAN = MedicalTerms("PPO", Limits(D(2000), D(1000)), Limits(D(8000), D(4000)), {"visit": SHARE})
BY_THE_DAY = replace(PLAN, services={"stay": ServiceTerms(copay=D(500), is_a_day=True, most_days=3)})
PREMIUM = Premium(D(80), 26)
HSA = HsaLimits(D(4500), D(9000), D(1000), Source("Rev. Proc. 2026-24"))
TABLE = LifeTable(((0, D("0.05")), (45, D("0.15")), (50, D("0.23"))), D(50_000), Source("Treas. Reg. § 1.79-3(d)(2)"))
PERSON = HsaYear(2027, ("self",) * 12, 40)
SAVING = DeferralLimits(D(24_500), D(8000), D(11_250), D(150_000), Source("Notice 2025-67"))
DAY = date(2027, 3, 9)
FAR = date(3027, 3, 9)
RATES = {"full_with": D(1690), "full_alone": D(805), "each_with": D(228), "each_alone": D(80)}

YEAR_END = date(2026, 12, 31)
NEEDS = {
    "a negative premium": lambda: paycheck_deduction(Premium(D(-1), 26)),
    "no number": lambda: paycheck_deduction(Premium(D("NaN"), 26)),
    "an absurd premium": lambda: paycheck_deduction(Premium(D(10) ** 12, 26)),
    "no deduction": lambda: paycheck_deduction(Premium(D(80), 0)),
    "54 deductions": lambda: paycheck_deduction(Premium(D(80), 54)),
    "a surcharge below zero": lambda: paycheck_deduction(Premium(D(80), 26, {"tobacco": D(-25)})),
    "a visit too few": lambda: estimate_annual_cost(PLAN, PREMIUM, [Use("visit", -1, allowed=D(100))]),
    "too many visits": lambda: estimate_annual_cost(PLAN, PREMIUM, [Use("visit", 100_000, allowed=D(100))]),
    "no price": lambda: estimate_annual_cost(PLAN, PREMIUM, [Use("visit")]),
    "no nights of a stay by the day": lambda: estimate_annual_cost(BY_THE_DAY, PREMIUM, [Use("stay")]),
    "a stay without a night": lambda: estimate_annual_cost(BY_THE_DAY, PREMIUM, [Use("stay", nights=0)]),
    "a stay of two years": lambda: estimate_annual_cost(BY_THE_DAY, PREMIUM, [Use("stay", nights=730)]),
    "a price below zero": lambda: estimate_annual_cost(PLAN, PREMIUM, [Use("visit", allowed=D(-5))]),
    "nothing spent said": lambda: deductible_left(PLAN.deductible, spent=None),
    "a family that spent less": lambda: deductible_left(PLAN.deductible, spent=D(500), spent_by_family=D(400)),
    "no age": lambda: hsa_room(replace(PERSON, age_at_year_end=None), HSA),
    "an age of 200": lambda: hsa_room(replace(PERSON, age_at_year_end=200), HSA),
    "eleven months": lambda: hsa_room(replace(PERSON, months=("self",) * 11), HSA),
    "a seed below zero": lambda: hsa_room(replace(PERSON, employer=D(-1)), HSA),
    "no balance": lambda: fsa_year_end(FsaYearEnd(DAY, DAY), balance=None),
    "a balance below zero": lambda: fsa_year_end(FsaYearEnd(DAY, DAY), balance=D(-1)),
    "no filing status": lambda: dependent_care_limit(household=D(7500), separate=D(3750), filing=None),
    "no hire": lambda: coverage_start(WaitingRule(30, "on_day"), hired=None),
    "a hire in a thousand years": lambda: coverage_start(WaitingRule(30, "on_day"), hired=FAR),
    "no event": lambda: life_event_window(EventRule("birth", 30, "event"), happened=None),
    "asked for before birth": lambda: life_event_window(
        EventRule("birth", 30, "event"), happened=DAY, requested=date(2027, 1, 1)
    ),
    "no birth": lambda: dependent_age_out("birthday", born=None),
    "an event two years before the loss": lambda: cobra_window(
        "fewer_hours", lost=DAY, noticed=DAY, happened=DAY.replace(year=DAY.year - 2)
    ),
    "no notice": lambda: cobra_window("left_job", lost=DAY, noticed=None),
    "elected too late": lambda: cobra_window("left_job", lost=DAY, noticed=DAY, elected=date(2027, 8, 1)),
    "no coverage": lambda: imputed_income_life(None, TABLE, age_at_year_end=40),
    "a negative age": lambda: imputed_income_life(D(100_000), TABLE, age_at_year_end=-1),
    "no pay": lambda: employer_match([MatchTier(D("0.03"), D(1))], pay=None, saved=D("0.05")),
    "saving more than all": lambda: employer_match([MatchTier(D("0.03"), D(1))], pay=D(1), saved=D("1.05")),
    "nothing saved said": lambda: retirement_room(SAVING, year=2026, age_at_year_end=40, saved_so_far=None),
    "seen before hired": lambda: vesting([(1, D(1))], hired=DAY, on=date(2026, 1, 1)),
    "a vested share of 120 percent": lambda: vesting([(1, D("1.2"))], hired=DAY, on=FAR.replace(year=2090)),
    "no fee": lambda: dental_cost(fee=None, plan_share=D(1), deductible_left=D(0), maximum_left=None),
    "no price of frames": lambda: vision_cost(price=None, allowance=D(150)),
    "a discount of 200 percent": lambda: vision_cost(price=D(1), allowance=D(150), discount=D(2)),
    "no weekly pay": lambda: disability_benefit(DisabilityRule(D("0.6"), None, 8, 12), weekly_pay=None),
    "time off before hired": lambda: time_off_accrual([(0, D(80))], hired=DAY, on=date(2026, 1, 1)),
}

NOT_AVAILABLE = {
    "a service that is not in the catalogue": lambda: estimate_annual_cost(PLAN, PREMIUM, [Use("laser")]),
    "one member's limit above the family's": lambda: estimate_annual_cost(
        replace(PLAN, deductible=Limits(D(1000), D(2000))), PREMIUM, []
    ),
    "a deductible above the limit": lambda: estimate_annual_cost(
        replace(PLAN, deductible=Limits(D(9000), D(1000))), PREMIUM, []
    ),
    "HSA limits that are not published": lambda: hsa_room(PERSON, None),
    "nobody covered": lambda: hsa_room(replace(PERSON, months=(None,) * 12), HSA),
    "a general FSA": lambda: hsa_room(replace(PERSON, has_general_fsa=True), HSA),
    "a tax dependent": lambda: hsa_room(replace(PERSON, is_dependent=True), HSA),
    "no plan limit": lambda: fsa_limit(plan_limit=None, federal_limit=D(3400), deductions=26),
    "carry-over and grace": lambda: fsa_year_end(
        FsaYearEnd(DAY, DAY, carries_up_to=D(680), grace_until=DAY), balance=D(1)
    ),
    "more carried over than the law allows": lambda: fsa_year_end(
        FsaYearEnd(YEAR_END, date(2027, 3, 31), carries_up_to=D(700), most_carried=D(680)), balance=D(1)
    ),
    "a grace period of three months": lambda: fsa_year_end(
        FsaYearEnd(YEAR_END, date(2027, 4, 30), grace_until=date(2027, 3, 16)), balance=D(1)
    ),
    "claims that end before care": lambda: fsa_year_end(
        FsaYearEnd(YEAR_END, date(2027, 3, 14), grace_until=date(2027, 3, 15)), balance=D(1)
    ),
    "no last day for claims": lambda: fsa_year_end(FsaYearEnd(DAY, None), balance=D(1)),
    "no household limit": lambda: dependent_care_limit(household=None, separate=None, filing="joint"),
    "a waiting period of a year": lambda: coverage_start(WaitingRule(365, "on_day"), hired=DAY),
    "an event of no days": lambda: life_event_window(EventRule("marriage", 0, "event"), happened=DAY),
    "children to 20": lambda: dependent_age_out("birthday", born=DAY, age=20),
    "no full cost": lambda: cobra_price(None),
    "no table of life insurance": lambda: imputed_income_life(D(100_000), None, age_at_year_end=40),
    "no method": lambda: imputed_income_partner(None, **RATES, deductions=24),
    "no rate": lambda: imputed_income_partner("employer_share", **{**RATES, "full_with": None}, deductions=24),
    "no value": lambda: imputed_income_partner("fair_value", **RATES, deductions=24),
    "a partner for less": lambda: imputed_income_partner(
        "employer_share", **{**RATES, "each_with": D(10)}, deductions=24
    ),
    "no match": lambda: employer_match([], pay=D(1), saved=D(0)),
    "401(k) limits not published": lambda: retirement_room(None, year=2027, age_at_year_end=40, saved_so_far=D(0)),
    "no vesting": lambda: vesting([], hired=DAY, on=DAY),
    "a catch-up at 60 that is not published": lambda: retirement_room(
        replace(SAVING, catch_up_60_to_63=None), year=2027, age_at_year_end=60, saved_so_far=D(0)
    ),
    "no dental share": lambda: dental_cost(fee=D(1), plan_share=None, deductible_left=D(0), maximum_left=None),
    "no allowance": lambda: vision_cost(price=D(1), allowance=None),
    "no days of disability": lambda: disability_benefit(DisabilityRule(D("0.6"), None, 0, 12), weekly_pay=D(900)),
    "no time off": lambda: time_off_accrual([], hired=DAY, on=DAY),
    "time off from a year on": lambda: time_off_accrual([(1, D(80))], hired=DAY, on=DAY),
}

HANDED_OFF = {
    "an HSA at 65": lambda: hsa_room(replace(PERSON, age_at_year_end=65), HSA),
    "more than 90 days": lambda: coverage_start(WaitingRule(90, "first_after"), hired=DAY),
}


def _is_said_without_a_number(result: Result) -> None:
    assert not result.amounts
    assert not result.lines
    for language in ("en", "es"):
        with translation.override(language):
            said = str(result.why)
        assert said
        assert "{" not in said


@pytest.mark.parametrize("case", NEEDS)
def test_bad_or_missing_input_is_asked_for_by_name(case):
    result = NEEDS[case]()

    assert result.status == "needs_input"
    assert result.missing
    _is_said_without_a_number(result)


@pytest.mark.parametrize("case", NOT_AVAILABLE)
def test_what_the_catalogue_or_the_law_does_not_say_is_not_available(case):
    result = NOT_AVAILABLE[case]()

    assert result.status == "not_available"
    _is_said_without_a_number(result)


@pytest.mark.parametrize("case", HANDED_OFF)
def test_what_hangs_on_more_is_handed_to_a_person(case):
    result = HANDED_OFF[case]()

    assert result.status == "handoff"
    _is_said_without_a_number(result)


def test_leap_days_and_years_that_cross_the_calendar_are_counted_by_the_calendar():
    leap = date(2028, 2, 29)

    assert coverage_start(WaitingRule(30, "first_on_or_after"), hired=leap)["starts"] == date(2028, 4, 1)
    assert coverage_start(WaitingRule(0, "first_on_or_after"), hired=date(2027, 7, 1))["starts"] == date(2027, 7, 1)
    assert dependent_age_out("end_of_month", born=date(2000, 2, 29))["until"] == date(2026, 3, 31)
    assert cobra_window("divorce", lost=leap, noticed=leap)["lasts_until"] == date(2031, 2, 28)
    assert fsa_year_end(FsaYearEnd(date(2027, 6, 30), date(2027, 9, 28)), balance=D(0))["claims_until"] == date(
        2027, 9, 28
    )


def test_grace_period_ends_two_and_a_half_months_after_the_year_at_the_latest():
    by_june = FsaYearEnd(date(2027, 6, 30), date(2027, 12, 31), grace_until=date(2027, 9, 15))

    assert FsaYearEnd(YEAR_END, None).latest_grace == date(2027, 3, 15)
    assert by_june.latest_grace == date(2027, 9, 15)
    assert fsa_year_end(by_june, balance=D(0))["care_until"] == date(2027, 9, 15)


def test_year_may_have_53_deductions():
    assert paycheck_deduction(Premium(D("41.50"), 53))["year"] == D("2199.50")


def test_too_much_in_an_hsa_leaves_no_room_and_says_how_much_it_is():
    told = hsa_room(replace(PERSON, own_so_far=D(4600)), HSA)

    assert told["room"] == 0
    assert "$100.00" in str(told.warnings[0])


def test_who_turns_65_next_year_is_warned_of_medicare_and_told_nothing_by_the_last_month():
    months = (None,) * 11 + ("self",)
    at_63 = hsa_room(replace(PERSON, months=months, age_at_year_end=63), HSA)
    at_64 = hsa_room(replace(PERSON, months=months, age_at_year_end=64), HSA)
    all_year = hsa_room(replace(PERSON, age_at_year_end=64), HSA)

    assert at_63["room_by_last_month"] > at_63["room"]
    assert not any("Medicare" in str(note) for note in at_63.warnings)
    assert at_64["room"] == at_63["room"]
    assert [one.key for one in at_64.amounts if one.key == "room_by_last_month"] == []
    for told in (at_64, all_year):
        assert "You turn 65 next year." in str(told.warnings[0])


def test_catch_up_goes_by_age_and_has_to_be_roth_above_the_wages():
    def room(age: int, wages: D | None = None) -> Result:
        return retirement_room(SAVING, year=2026, age_at_year_end=age, saved_so_far=D(0), wages_last_year=wages)

    assert [room(age)["limit"] for age in (49, 50, 59, 60, 63, 64)] == [24_500, 32_500, 32_500, 35_750, 35_750, 32_500]
    assert room(50, D(150_001)).warnings
    without = replace(SAVING, catch_up_60_to_63=None)
    before = retirement_room(without, year=2024, age_at_year_end=61, saved_so_far=D(0))
    assert before["limit"] == retirement_room(without, year=2026, age_at_year_end=64, saved_so_far=D(0))["limit"]
    assert not room(50, D(150_000)).warnings


def test_figures_are_said_in_the_readers_language():
    with translation.override("es"):
        told = life_event_window(EventRule("birth", 30, "event"), happened=date(2027, 2, 3))
        assert "días" in str(told.lines[0].label)
        assert str(told.lines[0].formula).startswith("3 de febrero de 2027")
