"""The open enrollment deck of Bluefin, with what the presenter says in the notes."""

from decimal import Decimal

from platform_admin.demo.arithmetic import YearCost, year_cost
from platform_admin.demo.bluefin.numbers import COMPANY, HSA2500, LOW, PPO500, PPO750, PPO1500, STAFF, TYPICAL
from platform_admin.demo.federal import HSA_CATCH_UP, HSA_FAMILY, HSA_SELF, limit
from platform_admin.demo.files.slides import Bar, SlideText, pptx
from platform_admin.demo.shapes import EE, EE_DP, FAM, Scenario
from platform_admin.demo.wording import cents, day, dollars

YEAR = "2027"
TITLE = "Open Enrollment 2027"
CODES = (PPO500, PPO750, PPO1500, HSA2500)
PLANS = tuple(COMPANY.plan(code, YEAR) for code in CODES)


def deck_pptx() -> bytes:
    return pptx(COMPANY, TITLE, (*_opening(), _plan_table(), _price_table(), *_examples(), *_accounts(), *_closing()))


def _opening() -> tuple[SlideText, ...]:
    year = COMPANY.year(YEAR)
    opens, closes = day(year.enrolment_opens_on), day(year.enrolment_closes_on)
    return (
        SlideText(
            "Open enrollment 2027",
            "Welcome everyone. This takes twenty minutes, with time for questions. The recording and these slides are "
            f"in the portal. Enrollment runs from {opens} through {closes}.",
            (f"{opens} through {closes}", "Bluefin People Team"),
            is_statement=True,
        ),
        SlideText(
            "What to do, and by when",
            "The one date to remember is the closing date. Medical, dental and vision roll over if you do nothing. HSA "
            "and FSA amounts do not: they go back to zero on January 1.",
            (
                f"Enroll in the portal by {closes}",
                f"Choices start on {day(year.starts_on)}",
                "Medical, dental and vision roll over; HSA and FSA amounts do not",
                "Check that your dependents and beneficiaries are right",
            ),
        ),
        _changes(),
    )


def _changes() -> SlideText:
    now, new = (
        dollars(COMPANY.plan(HSA2500, label).accumulators[0].person_in_family or Decimal(0)) for label in ("2026", YEAR)
    )
    seed = COMPANY.seed(YEAR)
    rises = [_alone(code, YEAR) - _alone(code, "2026") for code in CODES]
    return SlideText(
        "What is new for 2027",
        "The HSA 2500 change is federal: the smallest family deductible such a plan may have rose, so one person "
        f"inside a family now pays {new} before the plan starts, instead of {now}. Copays did not change.",
        (
            f"HSA 2500: one person in a family now has a {new} deductible (was {now})",
            f"Bluefin's HSA money: {dollars(seed.self_only)} per paycheck, {dollars(seed.family)} with a family",
            "PPO copays stay the same",
            f"Employee-only prices rise by {dollars(min(rises))} to {dollars(max(rises))} per paycheck",
        ),
    )


def _alone(code: str, label: str) -> Decimal:
    return COMPANY.rate(code, EE, class_code=STAFF, plan_year=label).per_deduction


def _plan_table() -> SlideText:
    visits = [plan.service("specialist").network.copay for plan in PLANS]
    cells = [dollars(visit) if visit is not None else "10% after deductible" for visit in visits]
    return SlideText(
        "Four plans, one network",
        "Please look at the plan's name when you compare. PPO 500, 750 and 1500 differ by a few digits only. The "
        f"specialist copay is {cells[0]} on the PPO 500, {cells[1]} on the PPO 750 and {cells[2]} on the PPO 1500.",
        table=(
            ("2027, in the network", *(plan.name for plan in PLANS)),
            ("Deductible, one person", *(dollars(plan.accumulators[0].person) for plan in PLANS)),
            ("Deductible, family", *(dollars(plan.accumulators[0].family) for plan in PLANS)),
            ("Most you pay, one person", *(dollars(plan.out_of_pocket.person) for plan in PLANS)),
            ("Specialist visit", *cells),
        ),
    )


def _price_table() -> SlideText:
    def prices(tier: str) -> tuple[str, ...]:
        rates = (COMPANY.rate(code, tier, class_code=STAFF, plan_year=YEAR) for code in CODES)
        return tuple(cents(rate.per_deduction) for rate in rates)

    return SlideText(
        "Price per paycheck",
        "Twenty-four deductions a year. Domestic partners cost the same as spouses, but there is tax on our share: see "
        "the policy. If a number here and the rate sheet differ, ask us before you enroll.",
        table=(
            ("2027, 24 paychecks", *(plan.name for plan in PLANS)),
            ("Employee only", *prices(EE)),
            ("Employee + domestic partner", *prices(EE_DP)),
            ("Family", *prices(FAM)),
        ),
    )


def _totals(scenario: Scenario | None) -> tuple[YearCost, YearCost]:
    seed = COMPANY.seed(YEAR).self_only * COMPANY.deductions_per_year
    return (
        year_cost(COMPANY, PLANS[1], scenario, class_code=STAFF, seed=Decimal(0)),
        year_cost(COMPANY, PLANS[3], scenario, class_code=STAFF, seed=seed),
    )


def _example(label: str, scenario: Scenario | None, notes: str) -> SlideText:
    totals = dict(zip(("PPO 750", "HSA 2500"), _totals(scenario), strict=True))
    points = tuple(
        f"{name}: {dollars(cost.premium)} premium + {dollars(cost.care)} care"
        + (f" - {dollars(cost.seed)} from Bluefin" if cost.seed else "")
        for name, cost in totals.items()
    )
    bars = tuple(Bar(name, float(cost.net), cents(cost.net)) for name, cost in totals.items())
    return SlideText(f"{label}: PPO 750 or HSA 2500, one person", notes, points, bars=bars)


def _examples() -> tuple[SlideText, ...]:
    return (
        _example("A typical year", TYPICAL, "Four primary care visits, three specialists, twelve generics, an MRI."),
        _example("A quiet year", LOW, "One visit, two generics, a free physical. The HSA plan is far ahead here."),
        _example("The worst year", None, "You hit the limit. Here the PPO 750 is ahead, because its limit is lower."),
    )


def _accounts() -> tuple[SlideText, ...]:
    old = COMPANY.account("health", "2026")
    limits = [dollars(limit(key, 2027).amount) for key in (HSA_SELF, HSA_FAMILY, HSA_CATCH_UP)]
    return (
        SlideText(
            "HSA and FSA",
            "People ask every year whether they can have both. A general FSA blocks the HSA, also a spouse's. The "
            "limited-purpose FSA for dental and vision is fine.",
            (
                f"2027 HSA limits: {limits[0]} self-only, {limits[1]} family, {limits[2]} more from 55",
                f"2026 FSA: up to {dollars(old.carry_over or Decimal(0))} carries over, claims by {day(old.claim_by)}",
                "A general FSA blocks an HSA; a limited-purpose FSA does not",
            ),
        ),
        SlideText(
            "Family and leave",
            "Children stay covered to the end of the year they turn 26. Parental leave is for all parents.",
            (
                "Domestic partners welcome: same price, different tax",
                "Children to December 31 of the year they turn 26",
                f"{COMPANY.leave.parental_weeks} weeks of parental leave at full pay",
                "30 days to report a life event",
            ),
        ),
    )


def _closing() -> tuple[SlideText, ...]:
    closes, contact = day(COMPANY.year(YEAR).enrolment_closes_on), COMPANY.help
    return (
        SlideText(
            f"Confirm by {closes}",
            "We can explain every plan and every number. We cannot pick for you. Office hours are on the calendar, and "
            "your questions are welcome in private too.",
            (f"{contact.email}    {contact.phone}",),
            is_statement=True,
        ),
    )
