"""The later chapters of the Bluefin guide: prices, what a year costs, accounts, income, leaving."""

from decimal import Decimal

from platform_admin.demo.arithmetic import YearCost, cobra_monthly, year_cost
from platform_admin.demo.bluefin.numbers import (
    COMPANY,
    DENTAL,
    HSA2500,
    LOW,
    PPO500,
    PPO750,
    PPO1500,
    STAFF,
    TIERS,
    TYPICAL,
    VISION,
)
from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.phrases import carrier_rows, rate_rows
from platform_admin.demo.shapes import EE, FAM, Scenario
from platform_admin.demo.wording import cents, day, dollars, percent

YEAR = "2027"
PAYS = COMPANY.deductions_per_year


def money_chapters() -> tuple[Block, ...]:
    return (*_paycheck(), *_year(), *_accounts(), *_dental_and_vision(), *_income(), *_leaving(), *_contacts())


def _paycheck() -> tuple[Block, ...]:
    columns = tuple((plan, STAFF) for plan in (PPO500, PPO750, PPO1500, HSA2500))
    family = COMPANY.rate(PPO750, FAM, class_code=STAFF, plan_year=YEAR).per_deduction
    alone = [COMPANY.rate(plan, EE, class_code=STAFF, plan_year=YEAR).per_deduction for plan, _ in columns]
    return parse(f"""
        # What you pay from each paycheck in {YEAR}

        ^ Before tax, over {PAYS} paychecks. Two months of the year have a third paycheck without deductions if you
        are paid every other week.

        |= 1.7 1 1 1 1
        | {YEAR} price per paycheck | PPO 500 | PPO 750 | PPO 1500 | HSA 2500 |
        {rate_rows(COMPANY, TIERS, columns, YEAR)}

        Employee-only coverage costs {dollars(alone[0])} per paycheck on the PPO 500, {dollars(alone[1])} on the PPO
        750, {dollars(alone[2])} on the PPO 1500 and {dollars(alone[3])} on the HSA 2500. PPO 750 family coverage
        costs {cents(family)} per paycheck, which is {cents(family * PAYS)} a year.

        ! Domestic partners
        The price of employee + domestic partner is the same as with a spouse, but your partner's part is taken after
        tax and Bluefin's part counts as taxable income. The domestic partner policy shows the amounts.

        ===
    """)


def _totals(scenario: Scenario | None) -> tuple[YearCost, YearCost]:
    """A single employee's year on the PPO 750 and on the HSA 2500."""
    seed = COMPANY.seed(YEAR).self_only * PAYS
    ppo, hsa = COMPANY.plan(PPO750, YEAR), COMPANY.plan(HSA2500, YEAR)
    return (
        year_cost(COMPANY, ppo, scenario, class_code=STAFF, seed=Decimal(0)),
        year_cost(COMPANY, hsa, scenario, class_code=STAFF, seed=seed),
    )


def _year_row(label: str, totals: tuple[YearCost, YearCost]) -> str:
    ppo, hsa = totals
    return (
        f"| {label} | {dollars(ppo.premium)} + {dollars(ppo.care)} = {cents(ppo.net)} "
        f"| {dollars(hsa.premium)} + {dollars(hsa.care)} - {dollars(hsa.seed)} = {cents(hsa.net)} |"
    )


def _year_sentence(label: str, totals: tuple[YearCost, YearCost]) -> str:
    ppo, hsa = totals
    lower, difference = ("HSA 2500", ppo.net - hsa.net) if hsa.net < ppo.net else ("PPO 750", hsa.net - ppo.net)
    return (
        f"{label}, a single employee's {YEAR} total is {cents(ppo.net)} on the PPO 750 and {cents(hsa.net)} on the "
        f"HSA 2500, so the {lower} is lower by {cents(difference)}."
    )


def _year() -> tuple[Block, ...]:
    typical, low, worst = _totals(TYPICAL), _totals(LOW), _totals(None)
    prices = "\n".join(f"| {price.label} | {cents(price.amount)} |" for price in COMPANY.scenario_prices)
    return parse(f"""
        # What would a year cost?

        ^ Paycheck price plus care, minus Bluefin's HSA money, for one person. Three years side by side, so that you
        can see where the lines cross. They are examples, not advice.

        |= 1 1.5 1.8
        | The year | PPO 750 | HSA 2500 |
        {_year_row("Low use", low)}
        {_year_row("Typical use", typical)}
        {_year_row("Worst case", worst)}

        {_year_sentence("With typical use", typical)}

        {_year_sentence("With low use", low)}

        {_year_sentence("In the worst in-network year", worst)}

        <<
        ### What we counted

        Low use is 1 primary care visit, 2 generic fills and a free physical. Typical use is 4 primary care visits, 3
        specialist visits, 12 generic fills, 1 MRI and 1 urgent care visit. The worst case is the plan's limit.
        ||
        |= 2 1
        | Price we assumed | Amount |
        {prices}
        >>

        ===
    """)


def _accounts() -> tuple[Block, ...]:
    seed, health, care = COMPANY.seed(YEAR), COMPANY.account("health", YEAR), COMPANY.account("dependent care", YEAR)
    return parse(f"""
        # Health savings and spending accounts

        <<
        ## HSA, with the HSA 2500

        Bluefin puts {dollars(seed.self_only)} per paycheck into your account for self-only coverage and
        {dollars(seed.family)} for a family. That is {dollars(seed.self_only * PAYS)} or
        {dollars(seed.family * PAYS)} over the year.
        ||
        ## FSA, with a PPO

        Up to {dollars(health.limit)} for health costs and {dollars(care.limit)} for dependent care in {YEAR}. You
        choose the amount once and can change it only after a life event.
        >>

        The HSA and FSA guide has the federal limits, the rules for a start in mid-year, and what carries over.

        ! Not both
        A general health FSA, also your spouse's, blocks an HSA. With the HSA 2500 choose the limited-purpose FSA for
        dental and vision costs.
    """)


def _dental_and_vision() -> tuple[Block, ...]:
    dental, vision = COMPANY.dental, COMPANY.vision
    extra = sum(COMPANY.rate(plan, FAM, class_code=STAFF, plan_year=YEAR).per_deduction for plan in (DENTAL, VISION))
    return parse(f"""
        # Dental and vision

        ^ Bluefin pays for your own dental and vision coverage. Adding a family costs {dollars(Decimal(extra))} per
        paycheck for both.

        The dental plan pays {percent(dental.preventive)} of preventive care, {percent(dental.basic)} of basic care and
        {percent(dental.major)} of major care such as crowns, up to {dollars(dental.yearly_maximum)} per person a year.
        The vision plan has a {dollars(vision.exam_copay)} eye exam and a {dollars(vision.frame_allowance)} allowance
        for frames.

        <<
        ## {dental.carrier}

        |= 1.7 1
        | Service | The plan pays |
        | Cleanings and exams | {percent(dental.preventive)} |
        | Fillings, root canals | {percent(dental.basic)} |
        | Crowns, bridges | {percent(dental.major)} |
        | Deductible | {dollars(dental.deductible)} / {dollars(dental.family_deductible)} |
        | Yearly maximum | {dollars(dental.yearly_maximum)} |
        ||
        ## {vision.carrier}

        |= 1.3 1
        | Service | You pay or get |
        | Eye exam | {dollars(vision.exam_copay)} copay |
        | Lenses | {dollars(vision.lens_copay)} copay |
        | Frames | {dollars(vision.frame_allowance)} allowance |
        | Contacts | {dollars(vision.contact_allowance)} allowance |
        >>

        Orthodontia is paid at {dental.ortho}. Exams, lenses and frames are covered every {vision.frame_months}
        months.

        ===
    """)


def _income() -> tuple[Block, ...]:
    life, income, plan, leave = COMPANY.life, COMPANY.disability, COMPANY.retirement, COMPANY.leave
    if life is None:
        raise ValueError("Bluefin pays for life insurance")
    first = plan.match[0]
    return parse(f"""
        # Income, leave and retirement

        |= 1 2.6
        | Benefit | What you have |
        | Life insurance | {life.multiple} x yearly pay, up to {dollars(life.maximum)}, paid by Bluefin |
        | Short-term disability | {percent(income.fraction_of_pay)} of pay, up to {dollars(income.weekly_maximum)}
        a week, from day {income.first_paid_day}, for {income.weeks} weeks; state benefits are counted in |
        | Parental leave | {leave.parental_weeks} weeks at full pay after {leave.parental_after_months} months |
        | Vacation | Flexible, with at least 15 days a year taken |
        | 401(k) | {percent(first.fraction)} match of the first {first.of_first_percent}% of pay, yours at once |
        | Learning | $1,500 a year for courses, books and conferences |
        | Wellness | $40 a month for anything that moves you |

        The 401(k) starts on {plan.service}, at {plan.automatic_percent}% of pay unless you choose otherwise.
        California and New York employees also have paid family leave from the state.
    """)


def _leaving() -> tuple[Block, ...]:
    full = COMPANY.rate(PPO750, EE, class_code=STAFF, plan_year=YEAR).full_monthly or Decimal(0)
    return parse(f"""
        # If you leave

        Coverage ends on the last day of the month of your last day of work. Under COBRA you can keep it for up to 18
        months at the full price plus 2%. For PPO 750 employee-only coverage in {YEAR} that is
        {cents(cobra_monthly(full))} a month. You have 60 days to decide. Your HSA and your 401(k) are yours.
    """)


def _contacts() -> tuple[Block, ...]:
    help_contact, closes = COMPANY.help, COMPANY.year(YEAR).enrolment_closes_on
    return parse(f"""
        # Who can help

        |= 103 110 78 134 69
        | For | Call | Phone | Web | Group |
        {carrier_rows(COMPANY)}

        {help_contact.team}: {help_contact.phone}, {help_contact.email}, {help_contact.hours}. We explain the plans
        and fix enrollment problems until {day(closes)} and after. We do not see your claims, and we do not pick a
        plan for you.

        ## Words to know

        - **Deductible:** what you pay first, before the plan shares the cost.
        - **Copay:** a fixed amount for a visit or a prescription.
        - **Coinsurance:** your share of a bill, as a percentage.
        - **Out-of-pocket limit:** the most you can pay for covered care in the network in a year.
        - **Embedded:** each person in a family has an own deductible inside the family's.

        ~ This guide is a summary. If it differs from the plan documents, the plan documents govern.
    """)
