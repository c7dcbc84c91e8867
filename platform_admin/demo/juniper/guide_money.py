"""The later chapters of the Juniper Ridge guide: prices, accounts, income, retirement, leaving."""

from decimal import Decimal

from platform_admin.demo.arithmetic import cobra_monthly, per_deduction_at_most
from platform_admin.demo.federal import HSA_CATCH_UP, HSA_FAMILY, HSA_SELF, limit
from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.juniper.medical import HDHP, PPO
from platform_admin.demo.juniper.numbers import COMPANY, DENTAL, SAL, UNION, VISION
from platform_admin.demo.phrases import carrier_rows, rate_rows
from platform_admin.demo.shapes import EE, EE_CH, EE_SP, FAM
from platform_admin.demo.wording import cents, day, dollars, percent

PAYS = COMPANY.deductions_per_year
TIERS = (EE, EE_SP, EE_CH, FAM)


def money_chapters(year: str) -> tuple[Block, ...]:
    return (
        *_paycheck(year),
        *_health_savings(year),
        *_spending_accounts(year),
        *_dental_and_vision(year),
        *_income(year),
        *_retirement_and_time_off(),
        *_leaving(year),
        *_contacts(),
    )


def _paycheck(year: str) -> tuple[Block, ...]:
    tobacco, spousal = COMPANY.surcharge("tobacco"), COMPANY.surcharge("spousal")
    spouse = COMPANY.rate(PPO, EE_SP, class_code=SAL, plan_year=year).per_deduction
    total = spouse + tobacco.per_deduction + spousal.per_deduction
    sum_words = f"{dollars(spouse)} + {dollars(tobacco.per_deduction)} + {dollars(spousal.per_deduction)}"
    columns = ((PPO, SAL), (PPO, UNION), (HDHP, SAL), (HDHP, UNION))
    family = [COMPANY.rate(PPO, FAM, class_code=code, plan_year=year).per_deduction for code in (SAL, UNION)]
    return parse(f"""
        # What you pay from each paycheck in {year}

        ^ Medical prices per paycheck, before tax, over {PAYS} paychecks. The company pays the rest.

        |= 1.7 1 1 1 1
        | {year} price per paycheck | PPO salaried | PPO Local 88 | HDHP salaried | HDHP Local 88 |
        {rate_rows(COMPANY, TIERS, columns, year)}

        In {year}, PPO 1000 family coverage costs {cents(family[0])} per paycheck for salaried employees and
        {cents(family[1])} per paycheck for Local 88 members.

        ## Two surcharges

        <<
        ### Tobacco: {dollars(tobacco.per_deduction)} per paycheck
        Charged to anyone covered by a medical plan who used tobacco in the last six months, salaried or Local 88.
        {tobacco.waiver}
        ||
        ### Spouse: {dollars(spousal.per_deduction)} per paycheck
        Charged to salaried employees who cover a spouse who could enroll in a medical plan at work. It does not
        apply to Local 88 members. {spousal.waiver}
        >>

        ! Both surcharges together
        In {year}, a salaried employee on PPO 1000 employee + spouse coverage who uses tobacco and whose spouse could
        have a plan at work pays {sum_words} = {cents(total)} per paycheck.

        ===
    """)


def _health_savings(year: str) -> tuple[Block, ...]:
    seed, number = COMPANY.seed(year), int(year)
    alone, family = limit(HSA_SELF, number), limit(HSA_FAMILY, number)
    own, own_family = alone.amount - seed.self_only, family.amount - seed.family
    catch_up = limit(HSA_CATCH_UP, number)
    return parse(f"""
        # The health savings account in {year}

        ^ If you choose the HDHP you can save for health costs before tax. The money is yours and stays yours.

        |= 1.8 1 1
        | {year} | Employee only | Family |
        | Federal limit, including company money | {dollars(alone.amount)} | {dollars(family.amount)} |
        | Juniper Ridge puts in | {dollars(seed.self_only)} | {dollars(seed.family)} |
        | You can put in up to | {dollars(own)} | {dollars(own_family)} |

        The federal HSA limit for family coverage in {year} is {dollars(family.amount)} ({family.citation}). It
        includes the {dollars(seed.family)} from Juniper Ridge, so you can put in up to {dollars(own_family)}
        yourself.

        With self-only coverage for all of {year}, the {dollars(alone.amount)} limit minus {dollars(seed.self_only)}
        from the company leaves {cents(own)} for you. That is {cents(per_deduction_at_most(own, PAYS))} per paycheck
        over {PAYS} paychecks.

        The company pays its money in two parts, {seed.schedule}. If you will be 55 or older by December 31, you can
        add {dollars(catch_up.amount)} more.

        <<
        ## You can have an HSA if

        - you are enrolled in the HDHP
        - you have no other medical coverage that pays first
        - you are not enrolled in Medicare
        - nobody can claim you as a dependent
        ||
        ## Watch out for

        - a spouse's general health FSA: it blocks your HSA
        - Medicare Part A, which can start up to six months back
        - changing coverage in mid-year: the limit is counted by month
        >>

        You may change your HSA amount in any month. Unused money carries over every year without limit.

        ===
    """)


def _spending_accounts(year: str) -> tuple[Block, ...]:
    health, care = COMPANY.account("health", year), COMPANY.account("dependent care", year)
    return parse(f"""
        # Flexible spending accounts in {year}

        ^ Money set aside before tax, for one year at a time. Choose an amount you are sure to use.

        |= 1.6 1 1
        | {year} | Health FSA | Dependent care FSA |
        | Most you can put in | {dollars(health.limit)} | {dollars(care.limit)} |
        | Per paycheck at the limit | {cents(health.limit / PAYS)} | {cents(care.limit / PAYS)} |
        | Use it for expenses through | {day(health.spend_by)} | {day(care.spend_by)} |
        | Claims must arrive by | {day(health.claim_by)} | {day(care.claim_by)} |

        The Juniper Ridge health FSA limit for {year} is {cents(health.limit)}, which is
        {cents(health.limit / PAYS)} per paycheck. The company sets this limit; it can be lower than the federal one.
        There is no carry-over: what you have not used by {day(health.spend_by)} is lost.

        The dependent care FSA limit for {year} is {cents(care.limit)} for a household, which is
        {cents(care.limit / PAYS)} per paycheck. It pays for day care, after-school care and day camps for children
        under 13 while you work.

        ! HDHP and FSA together
        With an HSA you can only have a limited-purpose FSA, which pays for dental and vision costs.

        ===
    """)


def _dental_and_vision(year: str) -> tuple[Block, ...]:
    dental, vision = COMPANY.dental, COMPANY.vision
    return parse(f"""
        # Dental and vision in {year}

        The dental plan pays {percent(dental.preventive)} of preventive care, {percent(dental.basic)} of basic care and
        {percent(dental.major)} of major care such as crowns, up to {dollars(dental.yearly_maximum)} per person a year.
        The vision plan has a {dollars(vision.exam_copay)} eye exam and a {dollars(vision.frame_allowance)} allowance
        for frames.

        ## What they cost

        |= 2 1 1
        | {year} price per paycheck | Dental | Vision |
        {rate_rows(COMPANY, TIERS, ((DENTAL, SAL), (VISION, SAL)), year)}

        <<
        ## Dental: {dental.carrier}

        |= 1.6 1
        | Service | The plan pays |
        | Cleanings, exams, x-rays | {percent(dental.preventive)} |
        | Fillings, root canals | {percent(dental.basic)} |
        | Crowns, bridges, dentures | {percent(dental.major)} |
        | Deductible, person / family | {dollars(dental.deductible)} / {dollars(dental.family_deductible)} |
        | Yearly maximum per person | {dollars(dental.yearly_maximum)} |

        Orthodontia is paid at {dental.ortho}. Two cleanings a year are free.
        ||
        ## Vision: {vision.carrier}

        |= 1.4 1
        | Service | You pay or get |
        | Eye exam | {dollars(vision.exam_copay)} copay |
        | Lenses | {dollars(vision.lens_copay)} copay |
        | Frames | {dollars(vision.frame_allowance)} allowance |
        | Contacts instead | {dollars(vision.contact_allowance)} allowance |

        Exams and lenses every {vision.exam_months} months, frames every {vision.frame_months} months. Above the frame
        allowance you get {percent(vision.frame_discount)} off.
        >>

        ===
    """)


def _income(year: str) -> tuple[Block, ...]:
    life, income = COMPANY.life, COMPANY.disability
    if life is None:
        raise ValueError("Juniper Ridge pays for life insurance")
    return parse(f"""
        # Life and disability in {year}

        ^ Paid in full by the company from the day your medical waiting period ends. You do not have to enroll.

        * {life.multiple} x pay | basic life insurance
        * {dollars(life.maximum)} | the most it pays
        * {percent(income.fraction_of_pay)} | of pay while you cannot work
        * {income.weeks} weeks | of short-term disability

        Basic life insurance pays {life.multiple} times your yearly pay, up to {dollars(life.maximum)}. The same
        amount is paid again for an accidental death. The value of company-paid life insurance above $50,000 counts as
        taxable income; the life and disability sheet shows how it is figured.

        Short-term disability pays {percent(income.fraction_of_pay)} of your weekly pay, up to
        {dollars(income.weekly_maximum)} a week, from day {income.first_paid_day} of an illness for up to
        {income.weeks} weeks. Long-term disability pays 60% of pay, up to $6,000 a month, after that.
    """)


def _retirement_and_time_off() -> tuple[Block, ...]:
    plan, leave = COMPANY.retirement, COMPANY.leave
    first, second = plan.match
    rows = "\n".join(f"| {label} | {hours:.0f} hours | {hours / 8:.0f} days |" for label, hours in leave.accrual)
    return parse(f"""
        # 401(k) and time off

        You can join the 401(k) at age {plan.minimum_age} after {plan.service}. New employees are enrolled at
        {plan.automatic_percent}% of pay unless they choose otherwise. Juniper Ridge matches
        {percent(first.fraction)} of the first {first.of_first_percent}% of pay you save and
        {percent(second.fraction)} of the next {second.of_first_percent}%. The match is yours at once.

        |= 1.6 1 1
        | Salaried: years of service | Vacation each year | In days of 8 hours |
        {rows}

        Up to {leave.carry_over_hours} hours carry over into the next year. Parental leave is
        {leave.parental_weeks} weeks at full pay after {leave.parental_after_months} months of service. Local 88
        members find vacation and leave in their labor agreement.

        ===
    """)


def _leaving(year: str) -> tuple[Block, ...]:
    alone = COMPANY.rate(PPO, EE, class_code=SAL, plan_year=year).full_monthly or Decimal(0)
    family = COMPANY.rate(HDHP, FAM, class_code=SAL, plan_year=year).full_monthly or Decimal(0)
    return parse(f"""
        # If you leave Juniper Ridge

        Medical, dental and vision coverage ends on the last day of the month in which you stop working. You can keep
        it for up to 18 months under COBRA by paying the full price plus 2%.

        The COBRA price of PPO 1000 employee-only coverage in {year} is {cents(cobra_monthly(alone))} a month, which
        is 102% of the full price of {cents(alone)}. The COBRA price of HDHP family coverage in {year} is
        {cents(cobra_monthly(family))} a month.

        - Your HSA goes with you.
        - A health FSA pays only for expenses up to your last day, unless you choose COBRA for it.
        - Life insurance can be converted to your own policy within 31 days.
        - Your 401(k) can stay, or be moved to another plan or an IRA.
    """)


def _contacts() -> tuple[Block, ...]:
    help_contact = COMPANY.help
    return parse(f"""
        # Who can help

        |= 103 110 78 134 69
        | For | Call | Phone | Web | Group |
        {carrier_rows(COMPANY)}

        {help_contact.team}: {help_contact.phone}, {help_contact.email}, {help_contact.hours}. For a claim that was
        denied, call the number on your card first; the plan description explains how to appeal and how long you have.

        ~ This guide is a summary. If it differs from the plan documents, the plan documents govern. Juniper Ridge
        Manufacturing may change or end its plans at any time, within the law and its labor agreements.
    """)
