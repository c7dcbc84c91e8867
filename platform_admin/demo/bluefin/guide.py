"""The benefits guide of Bluefin Labs for 2027: enrollment, family, medical plans."""

from datetime import date
from decimal import Decimal

from platform_admin.demo.arithmetic import child_cover_ends, one_family_bill
from platform_admin.demo.bluefin.guide_money import money_chapters
from platform_admin.demo.bluefin.numbers import COMPANY, HSA2500, PPO500, PPO750, PPO1500, STAFF
from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.phrases import comparison_rows
from platform_admin.demo.shapes import Accumulator
from platform_admin.demo.wording import cents, day, dollars, percent

YEAR = "2027"
CODES = (PPO500, PPO750, PPO1500, HSA2500)
PLANS = tuple(COMPANY.plan(code, YEAR) for code in CODES)
HOSPITAL_BILL = Decimal(5200)
CHILD_BORN = date(2001, 5, 14)
ROWS = (
    "primary",
    "specialist",
    "preventive",
    "urgent",
    "emergency",
    "diagnostic",
    "imaging",
    "hospital_facility",
    "mental_outpatient",
    "generic",
    "preferred",
    "non_preferred",
    "specialty",
)


def guide_blocks() -> tuple[Block, ...]:
    return (
        *_enrollment(),
        *_family(),
        *_plans(),
        *_four_plans(),
        *_deductible_examples(),
        *money_chapters(),
    )


def _enrollment() -> tuple[Block, ...]:
    year = COMPANY.year(YEAR)
    opens, closes = year.enrolment_opens_on, year.enrolment_closes_on
    seeds = [COMPANY.seed(label) for label in ("2026", YEAR)]
    old, new = COMPANY.plan(HSA2500, "2026"), PLANS[3]
    inside = [dollars(plan.accumulators[0].person_in_family or Decimal(0)) for plan in (old, new)]
    limits = [dollars(plan.out_of_pocket.person) for plan in (old, new)]
    return parse(f"""
        # Enrolling for {YEAR}

        ^ Thirty-eight people, four medical plans, one short window. Read the two comparison pages, pick, confirm.

        * {opens:%b} {opens.day} to {closes.day} | open enrollment
        * {year.starts_on:%b} {year.starts_on.day}, {YEAR} | choices take effect
        * {COMPANY.deductions_per_year} | paychecks with deductions

        Open enrollment for {YEAR} runs from {day(opens)} through {day(closes)}. If you do nothing, your medical,
        dental and vision choices continue at the {YEAR} prices, but health savings and flexible spending amounts go
        back to zero.

        ## What is new

        |= 2.4 1 1
        | What changes | 2026 | {YEAR} |
        | HSA 2500, deductible of one person in a family | {inside[0]} | {inside[1]} |
        | HSA 2500, out-of-pocket limit of one person | {limits[0]} | {limits[1]} |
        | Bluefin's HSA money per paycheck, self-only | {dollars(seeds[0].self_only)} | {dollars(seeds[1].self_only)} |
        | Bluefin's HSA money per paycheck, family | {dollars(seeds[0].family)} | {dollars(seeds[1].family)} |

        The copays of the three PPOs stay as they are. The deductible of one person inside an HSA 2500 family rises
        because the federal minimum for such plans rose.

        <<
        ## Three steps

        1. Find last year's visits in your {COMPANY.carrier("medical").name} account.
        2. Compare totals, not only paycheck prices.
        3. Confirm in the portal by {day(closes)}.
        ||
        ## New here?

        Coverage starts on the first of the month after your first day of work. Enroll within 30 days of that day.
        There is no other waiting period.
        >>

        ===
    """)


def _family() -> tuple[Block, ...]:
    staff, child = COMPANY.benefit_class(STAFF), COMPANY.dependents
    ends = child_cover_ends(CHILD_BORN, age=child.child_age, ends=child.child_ends)
    return parse(f"""
        # Your family

        ^ You can cover a spouse, a domestic partner and children, whoever they live with.

        <<
        ## Spouse or domestic partner

        A domestic partner has the same coverage as a spouse, at the same paycheck price. The tax is different: read
        the domestic partner policy before you enroll.
        ||
        ## Children

        Your children, and your spouse's or partner's. A child is covered through December 31 of the year in which the
        child turns {child.child_age}.
        >>

        **Example.** A child born on {day(CHILD_BORN)} is covered through {day(ends)}.

        ## When life changes

        After a life event you have {staff.life_event_days} days to change your choices. The day after the event is
        day 1. Ask in the portal; papers can follow.

        |= 1.5 1.5 1.5
        | Event | New coverage starts | Send this |
        | Birth or adoption | On the day itself | Birth record, placement letter |
        | Marriage or partnership | First of the month after you ask | Certificate or affidavit |
        | Divorce or end of partnership | Coverage ends with the month | Decree or statement |
        | Other coverage is lost | First of the month after you ask | Letter with the end date |
        | Move to another state | First of the month after you ask | New address |

        Loss of Medicaid or CHIP gives you 60 days.

        ===
    """)


def _plans() -> tuple[Block, ...]:
    deductibles = " | ".join(_pair(plan.accumulators[0]) for plan in PLANS)
    limits = " | ".join(_pair(plan.out_of_pocket) for plan in PLANS)
    visits = [p.service("specialist").network.copay or Decimal(0) for p in PLANS[:3]]
    return parse(f"""
        # Four medical plans at a glance

        ^ Three PPOs that differ in price and deductible, and one plan with a health savings account. All use the
        {PLANS[0].network} network.

        |= 1.5 1 1 1 1.1
        | In the network, {YEAR} | PPO 500 | PPO 750 | PPO 1500 | HSA 2500 |
        | Deductible, person / family | {deductibles} |
        | Most you pay, person / family | {limits} |
        | Your share of most bills | {" | ".join(percent(p.coinsurance) for p in PLANS)} |
        | Health savings account | No | No | No | Yes |

        A specialist visit costs {dollars(visits[0])} on the PPO 500, {dollars(visits[1])} on the PPO 750 and
        {dollars(visits[2])} on the PPO 1500. On the HSA 2500 you pay the full price of a visit until you reach the
        deductible and {percent(PLANS[3].coinsurance)} after that.

        ## How to read the names

        The number in a plan's name is its deductible for one person. A PPO asks for a copay at the doctor and the
        pharmacy, and for the deductible only when you need a scan, surgery or a hospital. The HSA 2500 asks for the
        deductible first, for everything but preventive care, and gives you money to pay it with.

        ! Easy to mix up
        The PPO 500, PPO 750 and PPO 1500 look alike on paper. Check the plan's name on your card and on the summary
        of benefits before you rely on a number.

        ===
    """)


def _pair(limit: Accumulator) -> str:
    return f"{dollars(limit.person)} / {dollars(limit.family)}"


def _four_plans() -> tuple[Block, ...]:
    return parse(f"""
        # What each plan charges in {YEAR}

        In the network. Copays apply before the deductible.

        |= 1.35 1.1 1.1 1.1 1.2
        | What you need | PPO 500 | PPO 750 | PPO 1500 | HSA 2500 |
        {comparison_rows(PLANS, ROWS)}

        On the PPO 750, an MRI costs 20% after the $750 deductible, urgent care is a
        {dollars(PLANS[1].service("urgent").network.copay or Decimal(0))} copay and a generic drug is a
        {dollars(PLANS[1].service("generic").network.copay or Decimal(0))} copay.

        Outside the network the PPOs have a separate deductible, three times as high, and pay 60%. The HSA 2500 pays
        70%. Emergencies are always paid as in the network.

        ===
    """)


def _deductible_examples() -> tuple[Block, ...]:
    plan = PLANS[3]
    limit = plan.accumulators[0]
    inside = limit.person_in_family or limit.family
    rest = HOSPITAL_BILL - inside
    return parse(f"""
        # How the HSA 2500 deductible works

        ^ {dollars(limit.person)} if you cover only yourself. {dollars(limit.family)} for a family, and inside a
        family nobody pays more than {dollars(inside)} before the plan starts to pay for that person.

        * {dollars(limit.person)} | employee only
        * {dollars(limit.family)} | family together
        * {dollars(inside)} | one person in a family

        A limit for each person inside the family limit is called embedded. It helps when one person has most of the
        bills. Two or more people together never pay more than {dollars(limit.family)}.

        ## One large bill

        |= 2.4 1
        | A family on the HSA 2500, one hospital bill of {dollars(HOSPITAL_BILL)} | Amount |
        | That person's own deductible | {cents(inside)} |
        | Then {percent(plan.coinsurance)} of the remaining {dollars(rest)} | {cents(rest * plan.coinsurance)} |
        | **The family pays** | {cents(one_family_bill(plan, HOSPITAL_BILL))} |

        On the {YEAR} HSA 2500, a family with one hospital bill of {dollars(HOSPITAL_BILL)} pays {dollars(inside)} of
        embedded deductible plus {percent(plan.coinsurance)} of {dollars(rest)}, which is
        {cents(one_family_bill(plan, HOSPITAL_BILL))}.

        The three PPOs have embedded deductibles too: each person stops at the amount for one person.

        ===
    """)
