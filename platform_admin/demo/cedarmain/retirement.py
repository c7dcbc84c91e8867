"""The 401(k) plan description of Cedar & Main."""

from decimal import Decimal

from platform_admin.demo.arithmetic import retirement_match
from platform_admin.demo.cedarmain.numbers import COMPANY
from platform_admin.demo.federal import CATCH_UP_50, DEFERRAL, limit
from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.wording import cents, dollars, percent

PLAN = COMPANY.retirement
PAY = Decimal(40000)
MATCHED = Decimal(4000)
YEARS = 3


def retirement_blocks() -> tuple[Block, ...]:
    return (*_joining(), *_vesting(), *_money_out())


def _joining() -> tuple[Block, ...]:
    first = PLAN.match[0]
    deferral, catch_up = limit(DEFERRAL, 2026), limit(CATCH_UP_50, 2026)
    match = retirement_match(PLAN, pay=PAY, saved_percent=first.of_first_percent)
    return parse(f"""
        # Cedar & Main 401(k) Plan

        ^ Summary plan description, effective July 1, 2026, for full-time and part-time employees.

        # 1. Joining

        You may join at age {PLAN.minimum_age} after {PLAN.service}. You join on the next January 1 or July 1.
        Nothing is taken from your pay until you choose a rate. You can save from 1% to 60% of pay, before tax or as
        Roth money.

        In 2026 you can save up to {dollars(deferral.amount)}, and {dollars(catch_up.amount)} more from the year you
        turn 50. The limits for 2027 will be posted when they are published.

        # 2. The match

        {COMPANY.short_name} adds {percent(first.fraction)} of the first {first.of_first_percent}% of pay you save.

        **Example.** With pay of {dollars(PAY)}, saving {first.of_first_percent}% is
        {cents(PAY * first.of_first_percent / 100)} a year, and the match is {cents(match)}. Tips reported to
        payroll count as pay.
    """)


def _vesting() -> tuple[Block, ...]:
    rows = "\n".join(f"| {years} | {percent(fraction)} |" for years, fraction in PLAN.vesting)
    fraction = dict(PLAN.vesting)[YEARS]
    return parse(f"""
        # 3. Vesting: when the match is yours

        Your own money is always yours. The match becomes yours by 20% for each year of service with 1,000 hours.

        |= 1 1
        | Years of service | Part of the match that is yours |
        | Less than 1 | 0% |
        {rows}

        **Example.** With {YEARS} years of service and {dollars(MATCHED)} of match in the account,
        {percent(fraction)} or {cents(MATCHED * fraction)} is yours if you leave. The rest is forfeited after five
        years away; if you return before that, it is put back.

        You are fully vested at age 65, on disability, or at death.

        ===
    """)


def _money_out() -> tuple[Block, ...]:
    keeper = COMPANY.carrier("401(k)")
    return parse(f"""
        # 4. Loans, withdrawals and leaving

        | What | Rule |
        | Loan | Up to half of the vested balance, at most $50,000; one at a time; five years |
        | Hardship | Medical bills, eviction, tuition, funeral, repair of a home after a disaster |
        | Age 59 and a half | Any amount while working |
        | Leaving | Keep it in the plan, move it, or take it; under $1,000 is paid out |

        Early withdrawals may be taxed with a 10% penalty.

        # 5. If you die

        A spouse receives the account unless the spouse agreed to someone else in writing before a notary. Name a
        beneficiary with {keeper.name}.

        # 6. Claims and rights

        A refusal comes in writing within 90 days, and you have 60 days to appeal to the plan administrator. You may
        see the plan document and the annual report, and you may go to court if a claim is refused or ignored. The
        plan is not insured by the Pension Benefit Guaranty Corporation.

        |= 1 2
        | Fact | Entry |
        | Plan number | 003 |
        | Sponsor and administrator | {COMPANY.name}, 12 Cedar Street, Chicago, Illinois |
        | Employer identification number | 00-0071150 |
        | Recordkeeper | {keeper.name}, {keeper.phone}, {keeper.email} |
        | Plan year | July 1 to June 30 |
    """)
