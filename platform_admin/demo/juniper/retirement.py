"""The 401(k) plan description of Juniper Ridge."""

from decimal import Decimal

from platform_admin.demo.arithmetic import retirement_match
from platform_admin.demo.federal import CATCH_UP_50, DEFERRAL, limit
from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.juniper.numbers import COMPANY
from platform_admin.demo.wording import cents, dollars, percent

PAY = Decimal(60000)
PLAN = COMPANY.retirement


def retirement_blocks() -> tuple[Block, ...]:
    return (*_joining(), *_match(), *_limits(), *_taking_money_out(), *_rights())


def _joining() -> tuple[Block, ...]:
    return parse(f"""
        # 1. Joining the plan

        You may join when you are {PLAN.minimum_age} years old and have {PLAN.service}. Salaried employees and
        members of Local 88 are both eligible. Interns and leased workers are not.

        If you do nothing, {PLAN.automatic_percent}% of your pay is saved for you from the first payday after you
        become eligible, and the rate goes up by 1% each January until it reaches 8%. You can choose another rate,
        or zero, at any time. Within 90 days of the first automatic deduction you can take that money back.

        Contributions can be traditional (before tax) or Roth (after tax). Both count for the match.
    """)


def _match() -> tuple[Block, ...]:
    first, second = PLAN.match
    whole = first.of_first_percent + second.of_first_percent
    steps = [(saved, retirement_match(PLAN, pay=PAY, saved_percent=Decimal(saved))) for saved in (1, 2, 3, 4, 5, 8)]
    rows = "\n".join(f"| {saved}% | {cents(PAY * saved / 100)} | {cents(match)} |" for saved, match in steps)
    full = retirement_match(PLAN, pay=PAY, saved_percent=whole)
    return parse(f"""
        # 2. The company match

        Juniper Ridge matches {percent(first.fraction)} of the first {first.of_first_percent}% of pay you save and
        {percent(second.fraction)} of the next {second.of_first_percent}%. To get the whole match, save at least
        {whole}%.

        **Example.** An employee who earns {dollars(PAY)} and saves {whole}% gets {cents(PAY * 3 / 100)} on the first
        {first.of_first_percent}% plus {cents(full - PAY * 3 / 100)} on the next {second.of_first_percent}%, which
        is a match of {cents(full)} a year.

        | With pay of {dollars(PAY)} you save | You put in | Juniper Ridge adds |
        {rows}

        The match is paid with every paycheck and is checked once a year: if you reached the federal limit early, the
        missing match is added in February.

        ## Vesting

        Your own money and the match are 100% yours at once. The plan is a safe harbor plan.
    """)


def _limits() -> tuple[Block, ...]:
    deferral, catch_up = limit(DEFERRAL, 2026), limit(CATCH_UP_50, 2026)
    return parse(f"""
        # 3. Limits

        In 2026 you can save up to {dollars(deferral.amount)} of your own pay ({deferral.citation}). If you are 50 or
        older by December 31, you can save {dollars(catch_up.amount)} more. The federal limits for 2027 are
        announced in the autumn and will be posted here when they are published.

        Highly paid employees must make their catch-up contributions as Roth money. Larkspur Retirement tells those
        whom this concerns.
    """)


def _taking_money_out() -> tuple[Block, ...]:
    return parse("""
        # 4. Loans and withdrawals

        | What | How much | Conditions |
        | Loan | Up to half the balance, at most $50,000 | One at a time; repaid within five years from pay |
        | Loan for a home | The same | Repaid within ten years |
        | Hardship withdrawal | What the need requires | Medical bills, eviction, tuition, funeral, disaster |
        | At age 59 and a half | Any amount | While still working |
        | After you leave | Any amount | Or leave it, or move it to another plan or an IRA |

        If you leave with a loan, the rest is due by the tax filing day of the following year. Balances under $1,000
        are paid out; balances up to $7,000 are moved to an IRA if you do not choose.

        ## If you die

        The balance goes to your spouse, unless your spouse agreed in writing before a notary to someone else.
        Without a spouse it goes to the person you named, then to your children, then to your estate.
    """)


def _rights() -> tuple[Block, ...]:
    keeper = COMPANY.carrier("401(k)")
    return parse(f"""
        # 5. Plan facts and your rights

        | Fact | Entry |
        | Plan name and number | Juniper Ridge 401(k) Plan, 002 |
        | Sponsor and administrator | {COMPANY.name}, 400 Ridge Road, Toledo, Ohio |
        | Recordkeeper | {keeper.name}, {keeper.phone}, {keeper.email} |
        | Plan year | January 1 to December 31 |
        | Trustee | Ridge Valley Trust Company |

        If a request is refused, you get the reason in writing within 90 days and have 60 days to appeal to the plan
        administrator. You may see the plan document and the annual report, and you may go to court if a claim is
        refused or ignored. Benefits of this plan are not insured by the Pension Benefit Guaranty Corporation,
        because it is an individual account plan.
    """)
