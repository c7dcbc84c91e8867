"""The shorter papers of Bluefin: accounts, domestic partners, parental leave, the 401(k) notice."""

from datetime import date
from decimal import Decimal

from platform_admin.demo.arithmetic import partner_imputed_income, per_deduction_at_most
from platform_admin.demo.bluefin.numbers import COMPANY, PPO750, STAFF
from platform_admin.demo.federal import CATCH_UP_50, DEFERRAL, HSA_CATCH_UP, HSA_FAMILY, HSA_SELF, limit
from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.shapes import EE, EE_DP
from platform_admin.demo.wording import cents, day, dollars, percent

YEAR = "2027"
PAYS = COMPANY.deductions_per_year
START = date(2027, 9, 1)
LEFT_OVER = Decimal(910)


def accounts_guide_blocks() -> tuple[Block, ...]:
    return (*_hsa_limits(), *_hsa_mid_year(), *_fsa(), *_fsa_carry_over(), *_not_both())


def _hsa_limits() -> tuple[Block, ...]:
    seed = COMPANY.seed(YEAR)
    alone, family, catch_up = (limit(key, 2027) for key in (HSA_SELF, HSA_FAMILY, HSA_CATCH_UP))
    seeds = (seed.self_only * PAYS, seed.family * PAYS)
    older = family.amount + catch_up.amount - seeds[1]
    return parse(f"""
        # Health savings account, {YEAR}

        ^ For employees on the HSA 2500. The money is yours, earns interest, and stays when you leave.

        |= 2 1 1
        | {YEAR} | Self-only | Family |
        | Federal limit, everyone's money together | {dollars(alone.amount)} | {dollars(family.amount)} |
        | Bluefin puts in over {PAYS} paychecks | {dollars(seeds[0])} | {dollars(seeds[1])} |
        | You can put in up to | {dollars(alone.amount - seeds[0])} | {dollars(family.amount - seeds[1])} |
        | Extra from the year you turn 55 | {dollars(catch_up.amount)} | {dollars(catch_up.amount)} |

        The federal limits for {YEAR} were published in {alone.citation}.

        ! Example: family coverage, age 56
        {dollars(family.amount)} + {dollars(catch_up.amount)} - {dollars(seeds[1])} from Bluefin = {cents(older)}
        that you can put in during {YEAR}, or at most {cents(per_deduction_at_most(older, PAYS))} per paycheck over
        {PAYS} paychecks.

        You can change your amount for any paycheck. Two spouses with family coverage share one family limit, but each
        puts an own catch-up amount into an own account.
    """)


def _hsa_mid_year() -> tuple[Block, ...]:
    alone, seed = limit(HSA_SELF, 2027), COMPANY.seed(YEAR)
    months = 13 - START.month
    seeded = seed.self_only * PAYS / 12 * months
    by_month = alone.amount * months / 12
    return parse(f"""
        ## If your coverage starts in mid-year

        The limit is counted by month: one twelfth for each month in which you have HSA coverage on the first day.

        ! Example: self-only coverage from {day(START)}
        {months} of 12 months x {dollars(alone.amount)} = {dollars(by_month)}. Minus {dollars(seeded)} that Bluefin
        puts in from {START:%B} to December leaves {cents(by_month - seeded)}. Under the last-month rule you may put
        in up to {cents(alone.amount - seeded)} if you have HSA coverage on December 1, {START.year} and keep it
        through December 31, {START.year + 1}. If you do not keep it, the extra is taxed with a penalty.

        ## Who may not have an HSA

        - anyone enrolled in Medicare, also only in Part A
        - anyone covered by a general health FSA, including a spouse's
        - anyone who is a tax dependent of someone else

        From age 64 and a half, ask before you go on contributing: Medicare can start up to six months back.

        ===
    """)


def _fsa() -> tuple[Block, ...]:
    old, new = COMPANY.account("health", "2026"), COMPANY.account("health", YEAR)
    care = COMPANY.account("dependent care", YEAR)
    return parse(f"""
        # Flexible spending accounts

        |= 2 1 1
        | Rule | 2026 account | 2027 account |
        | Most you can put into a health FSA | {dollars(old.limit)} | {dollars(new.limit)} |
        | Most you can put into a dependent care FSA | {dollars(care.limit)} | {dollars(care.limit)} |
        | Expenses through | {day(old.spend_by)} | {day(new.spend_by)} |
        | Claims must arrive by | {day(old.claim_by)} | {day(new.claim_by)} |

        The health FSA of Bluefin has a carry-over and no grace period. Claims for 2026 expenses must arrive by
        {day(old.claim_by)}. The dependent care FSA has neither.
    """)


def _fsa_carry_over() -> tuple[Block, ...]:
    old = COMPANY.account("health", "2026")
    kept = old.carry_over or Decimal(0)
    lost = LEFT_OVER - kept
    return parse(f"""
        ## What carries over

        Up to {cents(kept)} of unused 2026 health FSA money carries over into 2027. Anything above that is lost,
        unless you claim it for expenses of 2026 by {day(old.claim_by)}. The amount that may carry over from 2027
        into 2028 is set when the federal figure is published.

        ! Example: {dollars(LEFT_OVER)} left on December 31, 2026
        {cents(kept)} carries over into 2027. The other {cents(lost)} is lost unless you send claims for 2026
        expenses by {day(old.claim_by)}.

        A carried-over balance in a general health FSA blocks an HSA for all of 2027. If you move to the HSA 2500, ask
        us before December 31 to carry the balance into a limited-purpose FSA instead.
    """)


def _not_both() -> tuple[Block, ...]:
    accounts = COMPANY.carrier("accounts")
    return parse(f"""
        <<
        ## What a health FSA or HSA pays

        - Deductibles, copays, coinsurance
        - Dental work, glasses, contacts
        - Prescriptions and most pharmacy items
        - Therapy, hearing aids, travel for care
        ||
        ## What the dependent care FSA pays

        - Day care, preschool, after-school care
        - Day camp
        - Care of an adult who cannot be alone
        - Not: school tuition, overnight camp
        >>

        Claims go to {accounts.name}, {accounts.phone}, {accounts.email}. Employer code {accounts.group_number}.

        ~ Tax rules are federal law and may change. California taxes HSA contributions. This guide is not tax advice.
    """)


def partner_policy_blocks() -> tuple[Block, ...]:
    imputed = partner_imputed_income(COMPANY, PPO750, class_code=STAFF, plan_year=YEAR)
    return (
        *_who_is_a_partner(),
        *parse(f"""
        # 3. What it costs

        Employee + domestic partner coverage has the same paycheck price as employee + spouse. The part for your
        partner is taken from pay after tax, unless your partner is your tax dependent. The part for yourself stays
        before tax.

        # 4. What is taxed

        Federal law does not treat a domestic partner as a spouse. Bluefin's share of the partner's coverage is
        therefore added to your taxable pay. We figure it by method (a): Bluefin's share with the partner, minus
        Bluefin's share for you alone.

        {_imputed_table()}

        For PPO 750 employee + domestic partner coverage in {YEAR}, the imputed income is {cents(imputed.monthly)} a
        month, or {cents(imputed.yearly)} a year. Your partner's part of the price is {cents(imputed.partner_share)}
        per paycheck, taken after tax.

        ! Ask a tax adviser
        State rules differ: California and New York do not tax this amount for registered partners. Bluefin cannot
        tell you what you will owe.

        # 5. When the partnership ends

        Tell the {COMPANY.help.team} within 30 days. Coverage ends on the last day of that month. Federal COBRA is not
        owed to a former partner, but Bluefin offers the same 36 months by choice. You may name a new partner six
        months after the end of the last partnership.
    """),
    )


def _who_is_a_partner() -> tuple[Block, ...]:
    return parse("""
        # 1. Who is a domestic partner

        Two adults who share a home and a life, and are not married. You can show it in one of two ways:

        1. a registration with a state, county or city, or
        2. the Bluefin affidavit, signed by both of you, and two papers with both names: a lease, a bank account, a
        loan, a will or a beneficiary form.

        You both must be 18 or older, not married to someone else, not closely related, and have lived together for
        six months.

        # 2. Who can be covered

        Your partner and your partner's children can join medical, dental and vision coverage at hire, at open
        enrollment, or within 30 days of registering or signing the affidavit. A partner's child is covered through
        December 31 of the year in which the child turns 26. A partner's costs cannot be paid from your HSA or FSA
        unless the partner is your tax dependent.
    """)


def _imputed_table() -> str:
    months = Decimal(PAYS) / 12
    lines = ["| PPO 750, 2027, each month | Employee only | Employee + domestic partner |"]
    rates = [COMPANY.rate(PPO750, tier, class_code=STAFF, plan_year=YEAR) for tier in (EE, EE_DP)]
    full = [rate.full_monthly or Decimal(0) for rate in rates]
    own = [rate.per_deduction * months for rate in rates]
    lines.append(f"| Full price | {cents(full[0])} | {cents(full[1])} |")
    lines.append(f"| Your share | {cents(own[0])} | {cents(own[1])} |")
    lines.append(f"| Bluefin's share | {cents(full[0] - own[0])} | {cents(full[1] - own[1])} |")
    return "\n".join(lines)


def parental_policy_blocks() -> tuple[Block, ...]:
    leave = COMPANY.leave
    return parse(f"""
        # 1. Who and how much

        Every regular employee with {leave.parental_after_months} months of service has {leave.parental_weeks} weeks
        of parental leave at {percent(leave.parental_fraction)} of pay after a birth, an adoption or a foster
        placement. It does not matter whether you gave birth. Both parents have it if both work here.

        | Situation | Paid weeks | Paid by |
        | Recovery from birth | 6 to 8 | State disability and Bluefin together |
        | Bonding, all parents | The rest, to {leave.parental_weeks} in all | State family leave and Bluefin together |
        | Less than {leave.parental_after_months} months of service | None from Bluefin | State benefits only |

        # 2. When

        Take it within 12 months of the birth or placement, in one piece or in up to three parts of at least two
        weeks. Tell your manager and the {COMPANY.help.team} 30 days ahead if you can.

        # 3. State benefits

        In California and New York the state pays part of your wages while you bond with a child. You apply to the
        state yourself; Bluefin pays the difference to your full pay. Elsewhere Bluefin pays all of it.

        # 4. While you are away

        - Your health coverage goes on, and your share is taken from your pay as usual.
        - Stock and 401(k) vesting go on.
        - You come back to the same or an equal job.
        - You may return at half time for four weeks at full pay.

        # 5. Adding the child

        Leave does not enroll the child. Add your baby in the portal within
        {COMPANY.benefit_class(STAFF).life_event_days} days after the birth; coverage goes back to the day of birth.
    """)


def earlier_parental_policy_blocks() -> tuple[Block, ...]:
    """The policy before the present one: fewer weeks, a longer wait, nothing about half time."""
    return parse(f"""
        # 1. Who and how much

        Every regular employee with 12 months of service has 12 weeks of parental leave at 100% of pay after a birth,
        an adoption or a foster placement. It does not matter whether you gave birth. Both parents have it if both
        work here.

        | Situation | Paid weeks | Paid by |
        | Recovery from birth | 6 to 8 | State disability and Bluefin together |
        | Bonding, all parents | The rest, to 12 in all | State family leave and Bluefin together |
        | Less than 12 months of service | None from Bluefin | State benefits only |

        # 2. When

        Take it within 12 months of the birth or placement, in one piece or in up to two parts of at least two
        weeks. Tell your manager and the {COMPANY.help.team} 60 days ahead if you can.

        # 3. While you are away

        - Your health coverage goes on, and your share is taken from your pay as usual.
        - Stock and 401(k) vesting go on.
        - You come back to the same or an equal job.
    """)


def commuter_blocks() -> tuple[Block, ...]:
    return parse(f"""
        # 1. What Bluefin pays

        From January 1, {YEAR} Bluefin pays $60 a month toward trains, buses and ferries to the office. The money is
        on a card and stays there until you spend it.

        | Way to the office | Bluefin pays each month |
        | Train, bus or ferry | $60 |
        | Parking at a station | Nothing |

        # 2. Who has it

        Every regular employee who comes to an office at least four days a month.

        # 3. How to get it

        Ask the {COMPANY.help.team} for a card. It works from the first of the next month.
    """)


def wellness_blocks() -> tuple[Block, ...]:
    return parse(f"""
        # Wellness stipend

        Effective February 1, {YEAR}. Employees on the PPO 750 or the HSA 2500 may spend $40 a month on a gym, classes
        or a bicycle. Send your receipts to the {COMPANY.help.team} by the end of the next month.
    """)


def retirement_notice_blocks() -> tuple[Block, ...]:
    plan, keeper = COMPANY.retirement, COMPANY.carrier("401(k)")
    first, deferral, catch_up = plan.match[0], limit(DEFERRAL, 2026), limit(CATCH_UP_50, 2026)
    return parse(f"""
        # 401(k) safe harbor notice for {YEAR}

        ^ The law asks us to tell you each year, at least 30 days before the plan year, how the Bluefin Labs 401(k)
        Plan works.

        ## Saving

        You are enrolled at {plan.automatic_percent}% of pay from {plan.service}, before tax, unless you choose
        another rate or none. Your rate rises by 1% each January until it reaches 10%. You can stop, change or start
        at any time, and take back automatic savings within 90 days of the first one. If you do not choose
        investments, your money goes into the target date fund for the year you turn 65.

        ## Bluefin's match

        Bluefin matches {percent(first.fraction)} of the first {first.of_first_percent}% of pay that you save. If
        you save {first.of_first_percent}% of a salary of $90,000, you put in $3,600.00 and Bluefin adds $3,600.00.
        The match is yours at once: there is no vesting schedule.

        |= 2 1
        | Federal limit | 2026 |
        | Your own savings | {dollars(deferral.amount)} |
        | More from the year you turn 50 | {dollars(catch_up.amount)} |

        The limits for {YEAR} had not been published when this notice was printed.

        ## Taking money out

        While you work here you may borrow up to half of your balance, take a hardship withdrawal, or withdraw after
        age 59 and a half. When you leave you can keep the account, move it or take it. Early withdrawals may be
        taxed with a 10% penalty.

        ## Questions

        {keeper.name}, {keeper.phone}, {keeper.email}, or the {COMPANY.help.team}, {COMPANY.help.email}. Bluefin may
        reduce or stop the match in mid-year after 30 days of notice.
    """)
