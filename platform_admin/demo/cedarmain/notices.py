"""The legal papers of Cedar & Main: the COBRA general notice and the packet of yearly notices."""

from datetime import date
from decimal import Decimal

from platform_admin.demo.arithmetic import cobra_monthly, last_continued_day, life_event_deadline
from platform_admin.demo.cedarmain.medical import EPO, HMO
from platform_admin.demo.cedarmain.numbers import COMPANY, FT, THIS_YEAR, TIERS
from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.shapes import EE, TIER_LABELS
from platform_admin.demo.wording import cents, day, dollars

COBRA = COMPANY.carrier("COBRA")
YEAR = COMPANY.year(THIS_YEAR)
ELECTION_DAYS, PAYMENT_DAYS, JOB_LOSS_MONTHS = 60, 45, 18
COVER_ENDS, NOTICE_SENT, ELECTED = date(2027, 1, 31), date(2027, 2, 10), date(2027, 4, 1)


def cobra_blocks() -> tuple[Block, ...]:
    return (*_cobra_rights(), *_cobra_deadlines(), *_cobra_prices())


def _cobra_rights() -> tuple[Block, ...]:
    return parse(f"""
        # Your right to continue health coverage

        ^ General notice under COBRA. Please keep it with your papers, and show it to your spouse.

        When you join a health plan of {COMPANY.name}, the law asks us to tell you that you may be able to keep it
        for a time when it would otherwise end. This right comes from the Consolidated Omnibus Budget Reconciliation
        Act of 1985 (COBRA). It is for medical, dental and vision coverage and the health FSA. Coverage through the
        Marketplace or a spouse's plan may cost less; compare before you choose.

        ## Who may continue, and for how long

        |= 2.2 1.3 1
        | What happens | Who | How long |
        | Your job ends, except for gross misconduct | You, spouse, children | 18 months |
        | Your hours are cut and you lose coverage | You, spouse, children | 18 months |
        | One of you is found disabled by Social Security in the first 60 days | All of you | 29 months |
        | You die | Spouse, children | 36 months |
        | You divorce or separate legally | Spouse, children | 36 months |
        | You enroll in Medicare | Spouse, children | 36 months |
        | A child is no longer a dependent | That child | 36 months |

        COBRA after a job ends lasts {JOB_LOSS_MONTHS} months. Each person may choose for himself or herself; a
        parent may choose for a child.

        ## What you must tell us

        We know when your job ends or your hours are cut. You must tell {COBRA.name} in writing about a divorce, a
        child's 26th birthday, or a disability decision within 60 days. Give your name, the names of the people,
        what happened, and the date.

        ===
    """)


def _cobra_deadlines() -> tuple[Block, ...]:
    elect_by = life_event_deadline(max(COVER_ENDS, NOTICE_SENT), days=ELECTION_DAYS)
    last_day = last_continued_day(COVER_ENDS, months=JOB_LOSS_MONTHS)
    pay_by = life_event_deadline(ELECTED, days=PAYMENT_DAYS)
    return parse(f"""
        # How to choose it, and when to pay

        {COBRA.name} sends you an election notice within 44 days. You have {ELECTION_DAYS} days to choose, counted
        from the later of the day coverage ends and the day of the notice. If you choose in time, there is no gap:
        coverage goes back to the day it ended.

        The first payment is due {PAYMENT_DAYS} days after you choose, and pays for all months up to then. After
        that, payment is due on the first of each month, with 30 days of grace. If you pay late, coverage ends and
        is not restored.

        ! Example
        Coverage ends on {day(COVER_ENDS)} and the notice is dated {day(NOTICE_SENT)}. The last day to choose COBRA is
        {day(elect_by)}. If you choose it on {day(ELECTED)}, the first payment must be made by {day(pay_by)}.
        Coverage can last through {day(last_day)}, which is {JOB_LOSS_MONTHS} months.

        ## When it ends early

        - you do not pay in time
        - you first become covered by another group plan or Medicare after you chose COBRA
        - {COMPANY.short_name} no longer has any health plan
        - you are no longer disabled, during the 11 extra months

        ## If you have questions

        {COBRA.name}: {COBRA.phone}, {COBRA.email}, {COBRA.hours}. The Employee Benefits Security Administration
        answers at 1-866-444-3272. Tell us when your address changes.
    """)


def _cobra_prices() -> tuple[Block, ...]:
    rows = []
    for tier in TIERS:
        full = [
            COMPANY.rate(plan, tier, class_code=FT, plan_year=THIS_YEAR).full_monthly or Decimal(0)
            for plan in (HMO, EPO)
        ]
        rows.append(f"| {TIER_LABELS[tier]} | {cents(cobra_monthly(full[0]))} | {cents(cobra_monthly(full[1]))} |")
    prices = "\n".join(rows)
    alone = COMPANY.rate(HMO, EE, class_code=FT, plan_year=THIS_YEAR).full_monthly or Decimal(0)
    return parse(f"""
        ## Prices from {day(YEAR.starts_on)} through {day(YEAR.ends_on)}

        |= 2 1 1
        | COBRA price per month | Harborlight HMO | Harborlight EPO |
        {prices}

        The COBRA price of HMO employee-only coverage is {cents(cobra_monthly(alone))} a month, which is 102% of the
        full price of {cents(alone)}.
    """)


def annual_notices_blocks() -> tuple[Block, ...]:
    return (*_special_enrolment(), *_fsa_notice(), *_women_and_mothers(), *_children(), *_drug_coverage(), *_privacy())


def _special_enrolment() -> tuple[Block, ...]:
    days = COMPANY.benefit_class(FT).life_event_days
    return parse(f"""
        # Annual notices, plan year {THIS_YEAR}

        ^ The law asks us to give you these notices once a year. Nothing has to be done unless a notice says so.

        |= 3 1
        | Notice | Concerns |
        | 1. Special enrollment | Full-time |
        | 2. Health flexible spending account | Full-time |
        | 3. Women's health and mothers | Full-time |
        | 4. Premium help for children (Medicaid and CHIP) | Everyone |
        | 5. Prescription drugs and Medicare | Full-time |
        | 6. Privacy, wellness, genetic information | Everyone |

        # 1. Special enrollment

        If you turn down medical coverage because you have other coverage, you can join this plan if you lose the
        other coverage, or if the other employer stops paying for it. You must ask within {days} days after it ends.

        If you marry, or have, adopt or are placed with a child, you can enroll yourself, your spouse and the child.
        You must ask within {days} days after the event. Coverage of a new child goes back to the day of birth,
        adoption or placement.

        If you or your children lose Medicaid or CHIP, or become entitled to help with premiums from them, you have
        60 days to ask.

        Ask the {COMPANY.help.team}: {COMPANY.help.phone}, {COMPANY.help.email}.

        ===
    """)


def _fsa_notice() -> tuple[Block, ...]:
    account, carrier = COMPANY.account("health", THIS_YEAR), COMPANY.carrier("accounts")
    return parse(f"""
        # 2. Health flexible spending account

        The most a full-time employee can put into the health FSA in the {THIS_YEAR} plan year is
        {dollars(account.limit)}. This is the plan's own limit.

        There is no carry-over and no grace period. Expenses must be from {day(YEAR.starts_on)} through
        {day(account.spend_by)}. Claims must arrive within 90 days after the plan year, by {day(account.claim_by)}.
        What is left after that is lost.

        The whole yearly amount can be used from the first day. If you leave, expenses count up to your last day,
        and claims must arrive within 90 days of it. Send claims to {carrier.name}, {carrier.phone}.
    """)


def _women_and_mothers() -> tuple[Block, ...]:
    return parse("""
        # 3. Women's health and mothers

        **Reconstruction after mastectomy.** Both medical plans cover all stages of reconstruction of the breast,
        surgery on the other breast for symmetry, prostheses, and treatment of complications such as swelling. The
        plan's usual copays, deductible and coinsurance apply.

        **Stays after birth.** The plans may not limit a stay after birth to less than 48 hours, or 96 hours after a
        cesarean section, and need no approval for it. Mother and doctor may agree to leave earlier.

        ===
    """)


def _children() -> tuple[Block, ...]:
    return parse("""
        # 4. Premium help for children

        If you or your children have Medicaid or CHIP, or could have it, your state may help to pay for employer
        coverage. If you do not have it but think you might be entitled, call 1-877-KIDS NOW or your state office.
        If you are found to be entitled, you may join our plan within 60 days, even in mid-year.

        |= 1 2
        | State | Where to ask |
        | Illinois | Department of Healthcare and Family Services |
        | Wisconsin | Department of Health Services, BadgerCare Plus |

        Part-time employees: you cannot join the medical plans of the company, but your children may be entitled to
        CHIP.
    """)


def _drug_coverage() -> tuple[Block, ...]:
    return parse(f"""
        # 5. Prescription drugs and Medicare

        This concerns you if you or someone you cover has Medicare or will have it within a year. The drug coverage
        of the Harborlight HMO and of the Harborlight EPO is, on average, expected to pay as much as standard
        Medicare drug coverage. It is therefore creditable: you can keep it and pay no penalty if you join a
        Medicare drug plan later.

        You can join a Medicare drug plan from October 15 to December 7 each year, and for two months after you lose
        this coverage. If you go without creditable coverage for 63 days or more, the Medicare premium may rise by
        1% for each month. If you drop our medical coverage you lose our drug coverage too, and can come back at
        open enrollment. More: 1-800-MEDICARE, or {COMPANY.help.team}, {COMPANY.help.phone}.

        ===
    """)


def _privacy() -> tuple[Block, ...]:
    return parse(f"""
        # 6. Privacy, wellness, genetic information

        **Privacy.** The plans use health information for treatment, payment and running the plans. Managers never
        see it. You may ask for the full notice, for a copy of your records, and for corrections. Complaints go to
        the {COMPANY.help.team} or to the federal Office for Civil Rights, and may not be held against you.

        **Wellness.** Taking part in the health survey is voluntary. Answers go to Harborlight, not to the company,
        and nobody is treated worse for not taking part.

        **Genetic information.** The plans do not ask for family medical history to set prices or eligibility.

        **Mental health parity.** Limits on mental health care are not stricter than those on other care.

        **Surprise bills.** In an emergency, or when a doctor outside the network treats you in a network hospital,
        you pay only the network share and the doctor may not bill you for more.

        **Marketplace.** You can compare plans at the Health Insurance Marketplace. Full-time employees are usually
        not entitled to a premium tax credit, because the company's coverage is affordable and meets minimum value.
        Part-time employees may be.
    """)
