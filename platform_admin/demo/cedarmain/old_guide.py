"""Last year's guide of Cedar & Main, 2025-26: expired, and kept because people still find it."""

from decimal import Decimal

from platform_admin.demo.arithmetic import yearly_premium
from platform_admin.demo.cedarmain.medical import EPO, HMO
from platform_admin.demo.cedarmain.numbers import COMPANY, FT, LAST_YEAR, TIERS
from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.phrases import carrier_rows, comparison_rows, deductible_sentence, limit_sentence, rate_rows
from platform_admin.demo.shapes import EE
from platform_admin.demo.wording import cents, day, dollars, percent

YEAR = COMPANY.year(LAST_YEAR)
PLANS = (COMPANY.plan(HMO, LAST_YEAR), COMPANY.plan(EPO, LAST_YEAR))
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
)


def old_guide_blocks() -> tuple[Block, ...]:
    return (*_welcome(), *_plans(), *_prices(), *_extras(), *_rules(), *_contacts())


def _welcome() -> tuple[Block, ...]:
    return parse(f"""
        # Your benefits in {LAST_YEAR}

        ^ For work at the front desk, in the kitchen, on the floors and in the office. This guide is for
        {day(YEAR.starts_on)} through {day(YEAR.ends_on)}.

        Open enrollment for {LAST_YEAR} runs from {day(YEAR.enrolment_opens_on)} through
        {day(YEAR.enrolment_closes_on)}.

        <<
        ## Full-time

        Average 30 hours a week or more.

        - Medical, dental and vision
        - Health FSA
        - Life and short-term disability
        - 401(k), vacation and parental leave
        ||
        ## Part-time

        Average less than 30 hours a week.

        - Dental and vision
        - Employee assistance
        - 401(k) after one year with 1,000 hours
        - Sick time
        >>

        ## How to enroll

        1. Look up your status in the time system under "Benefits".
        2. Choose a medical plan, or say no.
        3. Add your family, with birth dates and Social Security numbers.
        4. Confirm. A text message tells you that it worked.

        ===
    """)


def _plans() -> tuple[Block, ...]:
    hmo, epo = PLANS
    stay = hmo.service("hospital_facility").network
    return parse(f"""
        # Medical plans in {LAST_YEAR}

        ^ The HMO costs more each week and little at the doctor. The EPO is the other way around.

        |= 1.3 1.2 1.6
        | In the network, {LAST_YEAR} | HMO | EPO |
        {comparison_rows(PLANS, ROWS)}

        {deductible_sentence(hmo)} {deductible_sentence(epo)} {limit_sentence(hmo)} {limit_sentence(epo)}

        A hospital stay on the HMO costs {dollars(stay.copay or Decimal(0))} a day for at most {stay.days_charged}
        days in {LAST_YEAR}. The HMO needs a referral for a specialist. Neither plan covers care outside its
        network, except in an emergency.

        ===
    """)


def _prices() -> tuple[Block, ...]:
    columns = ((HMO, FT), (EPO, FT))
    weekly = [COMPANY.rate(plan, EE, class_code=FT, plan_year=LAST_YEAR).per_deduction for plan, _ in columns]
    yearly = [yearly_premium(COMPANY, plan, EE, class_code=FT, plan_year=LAST_YEAR) for plan, _ in columns]
    return parse(f"""
        # What it costs each week in {LAST_YEAR}

        |= 1.8 1 1
        | {LAST_YEAR} price per week | HMO | EPO |
        {rate_rows(COMPANY, TIERS, columns, LAST_YEAR)}

        In {LAST_YEAR}, employee-only coverage costs {cents(weekly[0])} a week on the HMO and {cents(weekly[1])} a
        week on the EPO. Over {COMPANY.deductions_per_year} weeks that is {cents(yearly[0])} and {cents(yearly[1])}.

        ! Prices change every July
        This page is good through {day(YEAR.ends_on)}. Ask the {COMPANY.help.team} for the prices after that.
    """)


def _extras() -> tuple[Block, ...]:
    dental, vision, account = COMPANY.dental, COMPANY.vision, COMPANY.account("health", LAST_YEAR)
    return parse(f"""
        # Dental, vision and the FSA

        <<
        ## Dental

        {percent(dental.preventive)} of preventive, {percent(dental.basic)} of basic and {percent(dental.major)} of
        major care, up to {dollars(dental.yearly_maximum)} a year, after a {dollars(dental.deductible)} deductible
        for basic and major care.
        ||
        ## Vision

        Exam {dollars(vision.exam_copay)}, lenses {dollars(vision.lens_copay)}, frames up to
        {dollars(vision.frame_allowance)} every {vision.frame_months} months.
        >>

        The {LAST_YEAR} health FSA holds up to {dollars(account.limit)}. Claims for it must arrive by
        {day(account.claim_by)}.

        ===
    """)


def _rules() -> tuple[Block, ...]:
    staff, leave, income = COMPANY.benefit_class(FT), COMPANY.leave, COMPANY.disability
    return parse(f"""
        # Rules to remember

        - **New employees:** coverage starts on the first of the month on or after {staff.waiting_days} days.
        - **Life events:** you have {staff.life_event_days} days. A baby is covered from birth if you add the child
        in time.
        - **Children:** to the end of the month of the {COMPANY.dependents.child_age}th birthday.
        - **Disability:** {percent(income.fraction_of_pay)} of pay, up to {dollars(income.weekly_maximum)} a week,
        from day {income.first_paid_day}, for {income.weeks} weeks.
        - **Parental leave:** {leave.parental_weeks} weeks at full pay after {leave.parental_after_months} months.
        - **Leaving:** coverage ends with the month; COBRA for 18 months.
    """)


def _contacts() -> tuple[Block, ...]:
    return parse(f"""
        # Who can help

        |= 103 110 78 134 69
        | For | Call | Phone | Web | Group |
        {carrier_rows(COMPANY)}

        {COMPANY.help.team}: {COMPANY.help.phone}, {COMPANY.help.email}, {COMPANY.help.hours}.

        ~ This guide is a summary for {LAST_YEAR}. If it differs from the plan documents, the plan documents govern.
    """)
