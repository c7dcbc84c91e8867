"""The demo companies' figures, from their terms to the cent."""

from datetime import date
from decimal import Decimal

import pytest

from benefits.calculators.accounts import FsaYearEnd, dependent_care_limit, fsa_limit, fsa_year_end
from benefits.calculators.annual_cost import estimate_annual_cost, walk
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
from benefits.calculators.hsa import HsaLimits, HsaYear, covered_from, hsa_room
from benefits.calculators.paycheck import paycheck_deduction
from benefits.calculators.plan_terms import Limits, MedicalTerms, Premium, ServiceTerms, Use
from benefits.calculators.prices import LifeTable, cobra_price, imputed_income_life, imputed_income_partner
from benefits.calculators.result import Source
from benefits.calculators.retirement import MatchTier, employer_match, vesting
from benefits.calculators.time_away import DisabilityRule, disability_benefit

D = Decimal
AFTER_DEDUCTIBLE = ServiceTerms(coinsurance=D("0.20"), deductible_applies=True)
PPO_750 = MedicalTerms(
    "PPO 750",
    Limits.of_one(D(750)),
    Limits.of_one(D(3000)),
    {
        "pcp": ServiceTerms(copay=D(25)),
        "specialist": ServiceTerms(copay=D(50)),
        "generic": ServiceTerms(copay=D(10)),
        "urgent": ServiceTerms(copay=D(50)),
    },
    others=AFTER_DEDUCTIBLE,
)
HSA_2500 = MedicalTerms(
    "HSA 2500",
    Limits.of_one(D(2500)),
    Limits.of_one(D(5000)),
    {},
    others=ServiceTerms(coinsurance=D("0.10"), deductible_applies=True),
)
PPO_PREMIUM, HSA_PREMIUM = Premium(D(80), 24), Premium(D(45), 24, seed_a_year=D(600))
PRICES = {"pcp": 150, "specialist": 250, "generic": 25, "mri": 1200, "urgent": 200, "er": 1800}
TYPICAL = {"pcp": 4, "specialist": 3, "generic": 12, "mri": 1, "urgent": 1}
LOW = {"pcp": 1, "generic": 2}

TABLE = LifeTable(((0, D("0.05")), (45, D("0.15")), (50, D("0.23"))), D(50_000), Source("Treas. Reg. § 1.79-3(d)(2)"))
LIMITS_2026 = HsaLimits(D(4400), D(8750), D(1000), Source("Rev. Proc. 2025-19"))
LIMITS_2027 = HsaLimits(D(4500), D(9000), D(1000), Source("Rev. Proc. 2026-24"))


def uses(counts: dict[str, int]) -> list[Use]:
    return [Use(service, count, allowed=D(PRICES[service])) for service, count in counts.items()]


@pytest.mark.parametrize(
    ("terms", "premium", "counts", "told"),
    [
        (PPO_750, PPO_PREMIUM, TYPICAL, ("1920.00", "1260.00", "3180.00", "4920.00")),
        (HSA_2500, HSA_PREMIUM, TYPICAL, ("1080.00", "2555.00", "3035.00", "5480.00")),
        (PPO_750, PPO_PREMIUM, LOW, ("1920.00", "45.00", "1965.00", "4920.00")),
        (HSA_2500, HSA_PREMIUM, LOW, ("1080.00", "200.00", "680.00", "5480.00")),
    ],
    ids=["ppo-typical", "hsa-typical", "ppo-low", "hsa-low"],
)
def test_year_on_a_plan_comes_to_what_the_paper_says(terms, premium, counts, told):
    year = estimate_annual_cost(terms, premium, uses(counts))

    assert tuple(year[key] for key in ("premium", "care", "net", "worst")) == tuple(map(D, told))


@pytest.mark.parametrize(
    ("deductible", "coinsurance", "paid"),
    [(Limits(D(4000), None), "0.20", "4240.00"), (Limits(D(5000), D(3500)), "0.10", "3670.00")],
    ids=["aggregate", "embedded"],
)
def test_one_hospital_bill_of_a_family_fills_what_one_member_has_to_fill(deductible, coinsurance, paid):
    share = ServiceTerms(coinsurance=D(coinsurance), deductible_applies=True)
    terms = MedicalTerms("HDHP", deductible, Limits(D(10000), None), {"hospital": share})

    assert walk(terms, [Use("hospital", allowed=D(5200))]).total == D(paid)


def test_stay_is_charged_by_the_day_for_as_many_days_as_the_plan_says():
    stay = ServiceTerms(copay=D(500), is_a_day=True, most_days=3)
    terms = MedicalTerms("HMO", Limits.of_one(D(0)), Limits.of_one(D(3500)), {"stay": stay})

    assert walk(terms, [Use("stay", nights=4)]).total == D("1500.00")
    assert walk(terms, [Use("stay", 2, nights=2)]).total == D("2000.00")


def test_stay_without_told_nights_has_the_usual_ones_and_says_so_where_they_count():
    none, most = Limits.of_one(D(0)), Limits.of_one(D(9000))
    by_day = MedicalTerms("HMO", none, most, {"stay": ServiceTerms(copay=D(200), is_a_day=True)})
    by_stay = MedicalTerms("EPO", none, most, {"stay": ServiceTerms(copay=D(350))})
    usual = "Each stay that is charged by the day is taken to have 5 nights."

    def of_two(terms):
        result = estimate_annual_cost(terms, Premium(D(0), 1), [Use.counted("stay", 2, None)])
        return result["care"], usual in map(str, result.assumptions)

    assert of_two(by_day) == (2000, True)
    assert of_two(by_stay) == (700, False)
    told = estimate_annual_cost(by_day, Premium(D(0), 1), [Use("stay", 2, nights=2)])
    assert usual not in map(str, told.assumptions)


def test_two_stays_of_the_same_nights_are_charged_by_the_day_on_one_plan_and_by_the_stay_on_another():
    uses = [Use("stay", 2, nights=3)]
    none, most = Limits.of_one(D(0)), Limits.of_one(D(9000))
    by_day = MedicalTerms("HMO", none, most, {"stay": ServiceTerms(copay=D(200), is_a_day=True)})
    by_stay = MedicalTerms("EPO", none, most, {"stay": ServiceTerms(copay=D(350))})

    assert walk(by_day, uses).total == 1200
    assert walk(by_stay, uses).total == 700


def test_paycheck_has_its_surcharges_and_is_held_against_the_year_before():
    family = paycheck_deduction(Premium(D(318), 26), before=Premium(D(296), 26))
    spouse = paycheck_deduction(Premium(D(214), 26, {"tobacco": D(25), "spouse": D(40)}))

    assert [family[key] for key in ("each", "year", "each_more", "year_more")] == [318, 8268, 22, 572]
    assert spouse["each"] == 279
    assert (
        paycheck_deduction(Premium(D("41.50"), 52))["year"] - paycheck_deduction(Premium(D("18.25"), 52))["year"]
        == 1209
    )


def test_hsa_room_goes_by_months_age_and_everybodys_money():
    whole_year = ("self",) * 12
    forty = HsaYear(2026, whole_year, 40, employer=D(500), pays_left=26)
    family = HsaYear(2027, ("family",) * 12, 56, employer=D(1200), pays_left=24)
    late = HsaYear(2027, covered_from(date(2027, 9, 1), "self"), 30, employer=D(200))

    assert (hsa_room(forty, LIMITS_2026)["room"], hsa_room(forty, LIMITS_2026)["each"]) == (3900, 150)
    assert (hsa_room(family, LIMITS_2027)["room"], hsa_room(family, LIMITS_2027)["each"]) == (8800, D("366.66"))
    told = hsa_room(late, LIMITS_2027)
    assert (told["room"], told["room_by_last_month"]) == (1300, 4300)
    assert "December 31, 2028" in str(told.warnings[0])


def test_paychecks_together_never_exceed_the_limit_of_an_account():
    plan = fsa_limit(plan_limit=D(3400), federal_limit=D(3400), deductions=27)
    care = dependent_care_limit(household=D(7500), separate=D(3750), filing="joint", deductions=53)

    assert (plan["each"], care["each"]) == (D("125.92"), D("141.50"))
    assert plan["each"] * 27 <= plan["limit"]
    assert care["each"] * 53 <= care["limit"]


def test_accounts_have_the_smaller_limit_and_their_own_end():
    plan = fsa_limit(plan_limit=D(3300), federal_limit=None, deductions=26)
    care = dependent_care_limit(household=D(7500), separate=D(3750), filing="joint", plan_limit=D(7500), deductions=26)
    carried = fsa_year_end(FsaYearEnd(date(2026, 12, 31), date(2027, 3, 31), carries_up_to=D(680)), balance=D(910))
    grace = fsa_year_end(
        FsaYearEnd(date(2026, 12, 31), date(2027, 4, 30), grace_until=date(2027, 3, 15)), balance=D(200)
    )

    assert (plan["limit"], plan["each"]) == (3300, D("126.92"))
    assert plan.warnings
    assert (care["limit"], care["each"]) == (7500, D("288.46"))
    assert (carried["carried"], carried["at_risk"], carried["claims_until"]) == (680, 230, date(2027, 3, 31))
    assert (grace["care_until"], grace["claims_until"], grace["carried"]) == (date(2027, 3, 15), date(2027, 4, 30), 0)


@pytest.mark.parametrize(
    ("days", "last"), [(30, date(2027, 3, 5)), (60, date(2027, 4, 4)), (31, date(2027, 3, 6)), (10, date(2027, 3, 5))]
)
def test_baby_is_covered_from_birth_if_reported_in_time(days, last):
    told = life_event_window(EventRule("birth", days, "event"), happened=date(2027, 2, 3))

    assert (told["until"], told["holds_from"]) == (last, date(2027, 2, 3))


@pytest.mark.parametrize("takes", ["event", "first_after_request"])
def test_change_whose_time_is_over_today_is_told_as_that_unless_it_was_asked_for_in_time(takes):
    rule, born = EventRule("birth", 30, takes), date(2027, 2, 3)

    last_day = life_event_window(rule, happened=born, today=date(2027, 3, 5))
    over = life_event_window(rule, happened=born, today=date(2027, 3, 6))
    in_time = life_event_window(rule, happened=born, requested=date(2027, 3, 1), today=date(2027, 3, 6))

    assert (last_day["holds_from"], last_day.warnings) == (born, ())
    assert [one.key for one in over.amounts] == ["until", "days"]
    assert [str(one) for one in over.warnings] == [
        "March 5, 2027 is over: the change waits for the next open enrollment, unless you have asked for it."
    ]
    assert (in_time["holds_from"], in_time.warnings) == (born, ())


def test_wedding_holds_from_the_month_after_the_request_and_medicaid_has_sixty_days():
    wedding = life_event_window(
        EventRule("marriage", 30, "first_after_request"), happened=date(2027, 6, 19), requested=date(2027, 6, 25)
    )
    medicaid = life_event_window(EventRule("medicaid", 30, "day_after_event"), happened=date(2027, 4, 30))

    assert (wedding["until"], wedding["holds_from"]) == (date(2027, 7, 19), date(2027, 7, 1))
    ahead = life_event_window(
        EventRule("marriage", 30, "first_after_request"), happened=date(2027, 6, 19), requested=date(2027, 5, 3)
    )
    late = life_event_window(
        EventRule("marriage", 30, "event"), happened=date(2027, 6, 19), requested=date(2027, 7, 20)
    )
    assert ahead["holds_from"] == date(2027, 7, 1)
    assert {one.key for one in late.amounts} == {"until", "days"}
    assert "is too late" in str(late.warnings[0])
    assert medicaid["until"] == date(2027, 6, 29)


@pytest.mark.parametrize(
    ("hired", "days", "starts", "waits"),
    [
        (date(2027, 3, 9), 30, date(2027, 5, 1), 53),
        (date(2027, 3, 9), 60, date(2027, 6, 1), 84),
        (date(2026, 10, 5), 60, date(2027, 1, 1), 88),
    ],
)
def test_coverage_starts_on_the_first_of_the_month_that_the_rule_reaches(hired, days, starts, waits):
    told = coverage_start(WaitingRule(days, "first_on_or_after"), hired=hired)

    assert (told["starts"], told["waits"]) == (starts, waits)


def test_child_is_covered_as_long_as_the_rule_says():
    born = date(2001, 5, 14)

    assert dependent_age_out("end_of_month", born=born)["until"] == date(2027, 5, 31)
    assert dependent_age_out("end_of_year", born=born)["until"] == date(2027, 12, 31)
    assert dependent_age_out("birthday", born=born)["until"] == date(2027, 5, 13)


def test_cobra_is_counted_from_the_later_day_and_costs_two_percent_more():
    told = cobra_window("left_job", lost=date(2027, 1, 31), noticed=date(2027, 2, 10), elected=date(2027, 4, 1))

    assert told["elect_by"] == date(2027, 4, 11)
    assert told["pay_by"] == date(2027, 5, 16)
    assert told["lasts_until"] == date(2028, 7, 31)
    assert cobra_price(D(742))["month"] == D("756.84")
    assert cobra_price(D(689))["month"] == D("702.78")
    assert cobra_price(D(1854))["month"] == D("1891.08")


@pytest.mark.parametrize(
    ("happened", "counts_from", "last", "rule"),
    [
        (date(2027, 3, 10), "event", date(2028, 9, 10), "18 months from the event, as the law has it"),
        (date(2027, 3, 10), "loss", date(2028, 9, 30), "18 months from the end of coverage, as the plan counts them"),
        (None, "event", date(2028, 9, 30), "18 months from the end of coverage, as the day of the event is not known"),
        (date(2027, 3, 31), "event", date(2028, 9, 30), "18 months from the event, as the law has it"),
    ],
)
def test_months_of_cobra_count_from_the_event_unless_the_plan_counts_from_the_loss(happened, counts_from, last, rule):
    lost = date(2027, 3, 31)

    told = cobra_window("left_job", lost=lost, noticed=lost, happened=happened, counts_from=counts_from)

    assert told["lasts_until"] == last
    assert [str(line.label) for line in told.lines][1] == rule


@pytest.mark.parametrize(
    ("event", "lost", "happened", "last"),
    [
        ("age_out", date(2027, 5, 13), date(2027, 5, 14), date(2030, 5, 13)),  # the 26th birthday
        ("left_job", date(2027, 6, 30), date(2027, 6, 30), date(2028, 12, 31)),
        ("left_job", date(2027, 6, 30), None, date(2028, 12, 31)),
        ("left_job", date(2027, 6, 30), date(2027, 7, 1), date(2028, 12, 31)),
        ("left_job", date(2027, 8, 31), date(2027, 8, 30), date(2029, 2, 28)),
        ("left_job", date(2027, 8, 31), date(2027, 8, 31), date(2029, 2, 28)),
    ],
)
def test_months_of_cobra_lose_no_day_at_a_birthday_and_at_the_end_of_a_month(event, lost, happened, last):
    assert cobra_window(event, lost=lost, noticed=lost, happened=happened)["lasts_until"] == last


@pytest.mark.parametrize("happened", [date(2027, 4, 2), date(2027, 5, 1)])
def test_event_after_the_last_day_of_coverage_is_asked_for_again(happened):
    told = cobra_window("divorce", lost=date(2027, 3, 31), noticed=date(2027, 4, 1), happened=happened)

    assert (told.status, told.missing) == ("needs_input", ("happened",))


def test_taxable_pay_grows_by_a_partner_and_by_life_insurance():
    partner = imputed_income_partner(
        "employer_share", full_with=D("1690.50"), full_alone=D(805), each_with=D(228), each_alone=D(80), deductions=24
    )
    life = imputed_income_life(D(144_000), TABLE, age_at_year_end=47)

    assert (partner["month"], partner["year"], partner["after_tax"]) == (D("589.50"), 7074, 148)
    assert (life["month"], life["year"]) == (D("14.10"), D("169.20"))


def test_match_vesting_dental_frames_disability_and_what_is_left_of_a_deductible():
    tiers = (MatchTier(D("0.03"), D(1)), MatchTier(D("0.02"), D("0.5")))
    years = tuple((year, D(year) / 5) for year in range(1, 6))
    paid = disability_benefit(DisabilityRule(D("0.6"), D(1000), 8, 12), weekly_pay=D(900))
    crown = {"fee": D(1200), "plan_share": D("0.5"), "deductible_left": D(50)}

    assert employer_match(tiers, pay=D(60_000), saved=D("0.05"))["match"] == 2400
    assert employer_match(tiers, pay=D(60_000), saved=D("0.02"))["missed"] == 1200
    vested = vesting(years, hired=date(2024, 1, 10), on=date(2027, 1, 10), balance=D(4000))
    assert (vested["share"], vested["own"]) == (D("0.6"), 2400)
    assert dental_cost(**crown, maximum_left=D(300))["you_pay"] == 900
    assert dental_cost(**{**crown, "deductible_left": D(0)}, maximum_left=D(300))["you_pay"] == 900
    full = dental_cost(**crown, maximum_left=D(1500))
    assert (full["plan_pays"], full["you_pay"]) == (575, 625)
    assert vision_cost(price=D(220), allowance=D(150), discount=D("0.2"))["you_pay"] == 56
    assert paid["week"] == 540
    assert deductible_left(Limits(D(2000), D(1000)), spent=D(380))["left"] == 620
