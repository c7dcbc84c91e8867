"""The evidence of coverage of the Harborlight HMO: who is covered, how to get care, what it costs."""

from collections import Counter
from decimal import Decimal

from platform_admin.demo.arithmetic import yearly_premium
from platform_admin.demo.cedarmain.eoc_benefits import benefit_chapters
from platform_admin.demo.cedarmain.eoc_rules import rule_chapters
from platform_admin.demo.cedarmain.medical import EPO, HMO
from platform_admin.demo.cedarmain.numbers import COMPANY, FT, THIS_YEAR, TIERS
from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.phrases import rate_rows
from platform_admin.demo.services import SERVICE_ROWS
from platform_admin.demo.shapes import EE
from platform_admin.demo.wording import brief_cost, cents, day, dollars

PLAN = COMPANY.plan(HMO, THIS_YEAR)
YEAR = COMPANY.year(THIS_YEAR)
MEDICAL = COMPANY.carrier("medical")
EMERGENCY = dollars(PLAN.service("emergency").network.copay or Decimal(0))
STAY = PLAN.service("hospital_facility").network
STAY_COST = (STAY.copay or Decimal(0)) * (STAY.days_charged or 0)
URGENT = dollars(PLAN.service("urgent").network.copay or Decimal(0))
EXAMPLES = (
    (
        "A broken arm: emergency room, two specialist visits, six therapy visits",
        ("emergency", "specialist", "specialist", *["rehabilitation"] * 6),
    ),
    ("A hospital stay of 4 nights", ("hospital_facility",)),
    ("A year of asthma: four visits, twelve preferred brand fills", (*["primary"] * 4, *["preferred"] * 12)),
    ("A baby: free prenatal visits, three nights in hospital", ("pregnancy_facility",)),
    ("An MRI of the knee and a specialist visit", ("imaging", "specialist")),
)


def eoc_blocks() -> tuple[Block, ...]:
    return (
        *_opening(),
        *_schedule(),
        *_eligibility(),
        *_getting_care(),
        *_approvals(),
        *benefit_chapters(),
        *rule_chapters(),
        *_contributions(),
    )


def _opening() -> tuple[Block, ...]:
    return parse(f"""
        # Harborlight HMO: evidence of coverage

        ^ Group {MEDICAL.group_number}, {COMPANY.name}. Effective {day(YEAR.starts_on)} through {day(YEAR.ends_on)}.
        This is an extract for employees; the whole contract is kept by the group.

        This evidence of coverage says what the {PLAN.name} pays for, what you pay, what is not covered, and what to
        do when you disagree. It is part of the contract between {MEDICAL.name} and {COMPANY.name}. If a guide, a
        summary, a poster or a person tells you something else, this document governs.

        ## How the plan works

        The plan covers care by doctors and hospitals of the {PLAN.network}. You choose a primary care doctor, who
        looks after you and refers you to specialists. There is no deductible: the plan pays from the first visit,
        and you pay a copay. Care outside the network is not covered, except emergencies and urgent care away from
        home.

        * $0 | deductible
        * {dollars(PLAN.out_of_pocket.person)} | most you pay in a plan year, one person
        * {dollars(PLAN.out_of_pocket.family)} | most you pay in a plan year, family

        The {PLAN.name} has no deductible. The out-of-pocket limit of the {THIS_YEAR} plan year is
        {dollars(PLAN.out_of_pocket.person)} for one person and {dollars(PLAN.out_of_pocket.family)} for a family.
        When you reach it, covered services are free for the rest of the plan year. Copays for every covered service
        count toward it. Premiums and services that are not covered do not.

        ## Words in this document

        "We" is {MEDICAL.name}. "You" is the employee or a covered family member. "Group" is {COMPANY.name}. Words that
        have a special meaning are explained in chapter 12.

        ===
    """)


def _schedule() -> tuple[Block, ...]:
    rows = "\n".join(
        f"| {row.label} | {brief_cost(PLAN.service(row.code).network)} | {PLAN.service(row.code).limits} |"
        for row in SERVICE_ROWS
        if PLAN.service(row.code).network.covered
    )
    return parse(f"""
        # 1. Schedule of benefits

        What you pay in the {PLAN.network} in the {THIS_YEAR} plan year.

        |= 1.5 1.2 2.2
        | Service | You pay | Limits and conditions |
        {rows}

        A specialist visit costs a {brief_cost(PLAN.service("specialist").network)} and needs a referral from your
        primary care doctor.

        An inpatient hospital stay costs {dollars(STAY.copay or Decimal(0))} a day for at most {STAY.days_charged}
        days, and nothing from the fourth day on. A stay of 4 nights therefore costs {cents(STAY_COST)}. A new stay
        within 30 days for the same condition counts as the same stay.

        ===
    """)


def _eligibility() -> tuple[Block, ...]:
    full_time, child = COMPANY.benefit_class(FT), COMPANY.dependents
    return parse(f"""
        # 2. Who is covered

        ## Employees

        You are eligible if the group reports you as full-time, which means an average of 30 hours a week or more
        under the group's look-back policy. We do not decide who is full-time. Coverage starts on the first of the
        month that falls on or next follows {full_time.waiting_days} days of employment, and never later than the
        91st day.

        ## Family members

        You can enroll your legal spouse and your children. A child is covered through the last day of the month of
        the {child.child_age}th birthday. Children are your own, your spouse's, adopted, placed for adoption, under
        your legal guardianship, or named in a court order. A child who cannot support himself or herself because of
        a disability that began before age {child.child_age} may stay covered while it lasts; we may ask for proof
        once a year.

        Domestic partners, parents, grandchildren and former spouses are not eligible.

        ## Service area

        You must live or work in the service area, which is the part of Illinois and Wisconsin shown at
        {MEDICAL.url.removeprefix("https://")}. A child who studies elsewhere is covered there for emergencies and
        urgent care, and for routine care when at home.

        ## Enrolling

        - When you are first eligible: within 31 days of the day coverage could start.
        - At open enrollment: {day(YEAR.enrolment_opens_on)} through {day(YEAR.enrolment_closes_on)} for this plan
        year.
        - After a life event: within {full_time.life_event_days} days. A new baby is covered from birth for
          {full_time.life_event_days} days and stays covered if you enroll the child in that time.
        - After losing Medicaid or CHIP, or gaining premium help: within 60 days.

        ## Identification cards

        Show your card at every visit. If you let someone else use it, coverage ends for both of you. If you have no
        card yet, the office can check with us by phone.

        ===
    """)


def _getting_care() -> tuple[Block, ...]:
    return parse(f"""
        # 3. Getting care

        ## Your primary care doctor

        Each covered person chooses a primary care doctor: a family doctor, an internist, or for children a
        pediatrician. If you do not choose, we choose one near your home and tell you. You may change at any time; a
        change asked for by the 20th takes effect on the first of the next month.

        ## Referrals

        You need a referral from your primary care doctor before you see a specialist. Without one, the visit is not
        covered and you pay the whole bill. A referral is good for 90 days and for the number of visits it states.
        With a lasting condition you can have a standing referral for a year. You do not need a referral for

        - a gynecologist or obstetrician of the network
        - a mental health or substance use provider of the network
        - urgent care and emergencies
        - a yearly eye exam for a child
        - a second opinion that we have arranged

        ## Emergencies

        An emergency is a condition with symptoms so severe that a reasonable person would expect serious harm without
        care at once. Call 911 or go to the nearest hospital. You need no approval, in or out of the network, and
        you pay the emergency room copay of {EMERGENCY}, which is waived if you are admitted. Tell us within 48
        hours if you are admitted, or as soon as you can. Follow-up visits after an emergency must be with network
        doctors.

        ## Urgent care

        For problems that cannot wait for your doctor, such as a sprain or a high fever, go to a network urgent care
        clinic in the service area or to any licensed clinic outside it. The copay is {URGENT}. The nurse line,
        312-555-0131, answers day and night and can tell you where to go.

        ## Appointments in time

        Network doctors must see you within these times. If they cannot, call us and we find someone else, outside
        the network at network price if necessary.

        | Visit | Longest wait |
        | Urgent, no approval needed | 48 hours |
        | Primary care | 10 working days |
        | Specialist | 15 working days |
        | Mental health | 10 working days |

        ===
    """)


def _approvals() -> tuple[Block, ...]:
    return parse(f"""
        # 4. Care that needs our approval

        Some care is covered only if we approve it first. Your network doctor asks us; you do not have to. We
        approve care that is medically necessary, that is covered by this plan, and that is given in the right place.

        | Care | When the doctor asks |
        | Hospital stay, not an emergency | Five working days before |
        | Outpatient surgery on our list | Five working days before |
        | MRI, CT and PET scans | Two working days before |
        | Skilled nursing facility, home health, hospice | Before it starts |
        | Equipment above $500 | Before it is ordered |
        | Specialty drugs | Before the first fill |
        | Transplants and clinical trials | As soon as they are considered |
        | Speech, physical, occupational therapy after 12 visits | Before the 13th visit |

        ## How long it takes

        We decide within five working days, or within 72 hours if waiting could harm you. If we need more facts we
        say so at once. If we refuse, we name the reason and the doctor who decided, and you may appeal (chapter 9).

        ## Keeping an approval

        An approval is good for 60 days. We do not take it back after the care was given, unless it rested on false
        facts or you were no longer covered on that day.

        ## Leaving hospital

        We follow hospital stays and help to plan what comes after. If we think that a stay is no longer necessary
        we tell you and your doctor a day ahead, in writing; you may ask for a fast appeal and pay only your copay
        until it is decided.

        ## When your doctor leaves the network

        If your doctor leaves the network while you are pregnant, seriously ill or in the middle of treatment, you
        may go on seeing that doctor at network price for 90 days, or until six weeks after a birth. Call
        {MEDICAL.phone} to ask for it.

        ===
    """)


def _example_row(what: str, services: tuple[str, ...]) -> str:
    """What happened, the copays as a sum, and their total; a stay is charged by the day."""
    costs = [PLAN.service(service).network for service in services]
    counted = Counter({cost.copay or Decimal(0): 0 for cost in costs})
    for cost in costs:
        counted[cost.copay or Decimal(0)] += cost.days_charged or 1
    words = " + ".join(f"{count} x {dollars(copay)}" for copay, count in counted.items())
    total = sum((copay * count for copay, count in counted.items()), Decimal(0))
    return f"| {what} | {words} | {cents(total)} |"


def _contributions() -> tuple[Block, ...]:
    examples = "\n".join(_example_row(what, services) for what, services in EXAMPLES)
    columns = ((HMO, FT), (EPO, FT))
    hmo, epo = (yearly_premium(COMPANY, plan, EE, class_code=FT, plan_year=THIS_YEAR) for plan in (HMO, EPO))
    weekly = [COMPANY.rate(plan, EE, class_code=FT, plan_year=THIS_YEAR).per_deduction for plan in (HMO, EPO)]
    return parse(f"""
        # Appendix A. What full-time employees pay each week

        Set by {COMPANY.name} for {day(YEAR.starts_on)} through {day(YEAR.ends_on)}. Taken before tax from
        {COMPANY.deductions_per_year} weekly paychecks. {COMPANY.short_name} pays the rest.

        | {THIS_YEAR} price per week | Harborlight HMO | Harborlight EPO |
        {rate_rows(COMPANY, TIERS, columns, THIS_YEAR)}

        Employee-only coverage on the HMO costs {cents(weekly[0])} a week, which is {cents(hmo)} a year. Employee-only
        coverage on the EPO costs {cents(weekly[1])} a week, which is {cents(epo)} a year. The HMO costs
        {cents(hmo - epo)} more a year than the EPO.

        ===

        # Appendix B. How copays add up

        What one person would pay on the HMO in the {THIS_YEAR} plan year. Prices on the bill do not matter, because
        there is no deductible.

        |= 2.2 1.6 1
        | What happened | Copays | You pay |
        {examples}

        If all of this happened to one person in one plan year, the total would stop at
        {dollars(PLAN.out_of_pocket.person)}.

        ## Questions

        {MEDICAL.name}: {MEDICAL.phone}, {MEDICAL.hours}. {MEDICAL.note} {COMPANY.help.team}: {COMPANY.help.phone},
        {COMPANY.help.email}.

        Para obtener ayuda en español, llame al {MEDICAL.phone} y oprima 2.
    """)
