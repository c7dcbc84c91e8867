"""The shorter papers of Juniper Ridge: spending accounts, life and disability, the 401(k) plan."""

from decimal import Decimal

from platform_admin.demo.arithmetic import life_imputed_monthly
from platform_admin.demo.federal import LIFE_AGE_45_TO_49, LIFE_EXEMPT, limit
from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.juniper.numbers import COMPANY
from platform_admin.demo.wording import cents, day, dollars, percent

PAYS = COMPANY.deductions_per_year
LIFE_COVER = Decimal(144000)
LIFE_AGE = 47


def fsa_guide_blocks() -> tuple[Block, ...]:
    return (*_fsa_limits(), *_fsa_deadlines(), *_fsa_use(), *_fsa_claims())


def _fsa_limits() -> tuple[Block, ...]:
    now, new = COMPANY.account("health", "2026"), COMPANY.account("health", "2027")
    care_now, care_new = COMPANY.account("dependent care", "2026"), COMPANY.account("dependent care", "2027")
    return parse(f"""
        # Flexible spending accounts

        ^ Pay for health costs and day care with money that is not taxed. One guide for the 2026 accounts you have now
        and the 2027 accounts you choose in November.

        * {dollars(new.limit)} | health FSA limit for 2027
        * {dollars(care_new.limit)} | dependent care FSA limit for 2027
        * {day(now.spend_by)} | last day to use 2026 health FSA money

        The most you can put into a Juniper Ridge health FSA in 2027 is {cents(new.limit)}, which is
        {cents(new.limit / PAYS)} per paycheck over {PAYS} paychecks. The 2026 limit was also {cents(now.limit)}.
        This is the plan's own limit, and it is the one that counts here.

        The most you can put into a dependent care FSA in 2027 is {cents(care_new.limit)}, which is
        {cents(care_new.limit / PAYS)} per paycheck. For 2026 the plan limit stays at {dollars(care_now.limit)}. The
        limit is for a household: if you are married and file separately, each of you may use half.

        |= 1.9 1 1
        | Limit | 2026 | 2027 |
        | Health FSA, or limited-purpose FSA with an HSA | {dollars(now.limit)} | {dollars(new.limit)} |
        | Dependent care FSA | {dollars(care_now.limit)} | {dollars(care_new.limit)} |
        | Smallest yearly amount, either account | $130 | $130 |

        ! You must choose again for 2027
        An FSA never rolls over. If you do nothing between November 2 and November 20, 2026, you have no account in
        2027.
    """)


def _fsa_deadlines() -> tuple[Block, ...]:
    now, new = COMPANY.account("health", "2026"), COMPANY.account("health", "2027")
    care = COMPANY.account("dependent care", "2026")
    return parse(f"""
        ===

        # Dates to remember

        Money in a 2026 health FSA can be used for expenses through {day(now.spend_by)}, and claims must arrive by
        {day(now.claim_by)}. There is no carry-over: 2026 money that is left after that is lost.

        |= 1.7 1 1
        | Health FSA | 2026 account | 2027 account |
        | Expenses from | January 1, 2026 | January 1, 2027 |
        | Expenses through (with grace period) | {day(now.spend_by)} | {day(new.spend_by)} |
        | Claims must arrive by | {day(now.claim_by)} | {day(new.claim_by)} |
        | Carry-over into the next year | None | None |

        The two and a half months after December 31 are called the grace period. During it, expenses are paid from
        last year's money first. The dependent care FSA has no grace period: 2026 money pays for care through
        {day(care.spend_by)}, with claims by {day(care.claim_by)}.

        <<
        ## If you leave the company

        A health FSA pays for expenses up to your last day of work. Send claims within 90 days of that day. With COBRA
        you can keep using the account to the end of the year.
        ||
        ## If you move to the HDHP

        A balance in a general health FSA during the grace period blocks your HSA until April 1. Spend the account
        down to zero by December 31 and the HSA can start on January 1.
        >>
    """)


def _fsa_use() -> tuple[Block, ...]:
    return parse("""
        ===

        # What it pays for

        <<
        ## Health FSA

        - Deductibles, copays and coinsurance
        - Dental work and braces
        - Glasses, contacts and eye surgery
        - Prescription drugs and over-the-counter medicine
        - Hearing aids and batteries
        ||
        ## Dependent care FSA

        - Day care and preschool
        - Before and after school programs
        - Summer day camp
        - Care of a parent or spouse who cannot be alone
        >>

        <<
        ## Not the health FSA

        - Insurance premiums
        - Cosmetic surgery
        - Vitamins without a prescription
        ||
        ## Not the dependent care FSA

        - Overnight camp
        - School tuition from kindergarten on
        - Care by your spouse or by a child under 19
        >>

        The whole yearly amount of a health FSA is there on January 1, even though you pay it in over the year. A
        dependent care FSA pays only what has already been taken from your paychecks.
    """)


def _fsa_claims() -> tuple[Block, ...]:
    accounts = COMPANY.carrier("accounts")
    return parse(f"""
        # How to get paid

        1. Use the {accounts.name} card at the doctor or the pharmacy and keep the receipt.
        2. Or pay yourself and send a photo of the receipt in the app. It must show the date, the service and the
        price.
        3. Payment comes to your bank account within five working days.
        4. If you are asked for a receipt, answer within 45 days or the card stops working.

        Changing the amount in mid-year is possible only after a life event, and only in the direction that fits it:
        more after a birth, for example.

        {accounts.name}: {accounts.phone}, {accounts.email}, {accounts.hours}. Employer code {accounts.group_number}.

        ~ Tax rules are federal law and may change. This guide is not tax advice.
    """)


def life_sheet_blocks() -> tuple[Block, ...]:
    life, income = COMPANY.life, COMPANY.disability
    if life is None:
        raise ValueError("Juniper Ridge pays for life insurance")
    return (
        *_life(life.multiple, life.maximum),
        *_life_tax(),
        *parse(f"""
        # Short-term disability

        Short-term disability pays {percent(income.fraction_of_pay)} of your weekly pay, up to
        {dollars(income.weekly_maximum)} a week. Payment starts on day {income.first_paid_day} of an illness and on
        day 1 of an accident, and goes on for up to {income.weeks} weeks. Call {income.carrier} at
        {COMPANY.carrier("life and disability").phone} as soon as you know you will be away for more than a week.

        |= 1.6 1.6
        | Question | Answer |
        | Who pays for it | Juniper Ridge |
        | Is the payment taxed | Yes, as pay |
        | Does vacation come first | No; you may use it for the first seven days |
        | Not covered | Injuries paid by workers' compensation, elective cosmetic surgery |

        Long-term disability follows after {income.weeks} weeks and pays 60% of pay, up to $6,000 a month, to age 65.
    """),
    )


def _life(multiple: Decimal, maximum: Decimal) -> tuple[Block, ...]:
    return parse(f"""
        # Life insurance and disability income, 2027

        ^ Paid by the company, with nothing to sign up for. Name a beneficiary in the portal.

        * {multiple} x pay | basic life insurance
        * {dollars(maximum)} | the most it pays
        * $10,000 | spouse, if you buy it
        * $5,000 | each child, if you buy it

        Basic life insurance pays {multiple} times your yearly pay, rounded up to the next $1,000, up to
        {dollars(maximum)}. The amount falls to 65% at age 70 and to 50% at age 75. You may buy more for yourself in
        steps of $10,000, up to $300,000; the first $100,000 needs no health questions when you are newly hired.
    """)


def _life_tax() -> tuple[Block, ...]:
    exempt, factor = limit(LIFE_EXEMPT, 2027), limit(LIFE_AGE_45_TO_49, 2027)
    monthly = life_imputed_monthly(LIFE_COVER, exempt=exempt.amount, per_thousand=factor.amount)
    thousands = (LIFE_COVER - exempt.amount) / 1000
    return parse(f"""
        ## What is taxed

        The first {dollars(exempt.amount)} of company-paid life insurance is free of tax. The value of the rest is
        added to your taxable pay, at a monthly price per $1,000 that depends on your age on December 31 (Table I).
        From age 45 to 49 that price is {cents(factor.amount)}.

        ! Example
        An employee aged {LIFE_AGE} has {dollars(LIFE_COVER)} of life insurance. The part above
        {dollars(exempt.amount)} is {thousands:.0f} thousand, and {thousands:.0f} x {cents(factor.amount)} =
        {cents(monthly)} a month, or {cents(monthly * 12)} a year, is added to taxable pay.
    """)
