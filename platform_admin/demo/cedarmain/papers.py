"""The shorter papers of Cedar & Main: dental, vision, disability, who is eligible, leave."""

from datetime import date
from decimal import Decimal

from platform_admin.demo.arithmetic import coverage_start, dental_plan_pays, frame_price
from platform_admin.demo.cedarmain.numbers import COMPANY, DENTAL, FT, PT, THIS_YEAR, TIERS, VISION
from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.phrases import rate_rows
from platform_admin.demo.wording import cents, day, dollars, percent

YEAR = COMPANY.year(THIS_YEAR)
CROWN, LEFT_OF_MAXIMUM = Decimal(1200), Decimal(300)
FRAMES = Decimal(220)
HIRED = date(2026, 10, 5)
WEEKLY_PAY = Decimal(900)


def dental_blocks() -> tuple[Block, ...]:
    return (*_dental_benefits(), *_dental_examples())


def _dental_benefits() -> tuple[Block, ...]:
    dental = COMPANY.dental
    return parse(f"""
        # Dental plan, {THIS_YEAR}

        ^ {dental.carrier}, for full-time and part-time employees and their families.

        * {percent(dental.preventive)} | cleanings, exams, x-rays
        * {percent(dental.basic)} | fillings, extractions
        * {percent(dental.major)} | crowns, bridges, dentures
        * {dollars(dental.yearly_maximum)} | the plan pays per person and year

        The dental plan pays {percent(dental.preventive)} of preventive care, {percent(dental.basic)} of basic care
        and {percent(dental.major)} of major care, up to {dollars(dental.yearly_maximum)} per person in a plan year.
        The deductible is {dollars(dental.deductible)} for one person and {dollars(dental.family_deductible)} for a
        family; it does not apply to preventive care.

        |= 1 2.4 1
        | Class | Services | The plan pays |
        | Preventive | Two exams and two cleanings a year, bitewing x-rays once a year, full x-rays every five years,
        fluoride to age 16, sealants to age 14 | {percent(dental.preventive)} |
        | Basic | Fillings, simple extractions, root canals, gum treatment | {percent(dental.basic)} |
        | Major | Crowns, bridges, dentures, implants, surgical extractions | {percent(dental.major)} |
        | Orthodontia | Braces for children and adults | Not covered |

        ## Small print that matters

        - **Missing teeth.** A tooth lost before you joined is not replaced in the first 12 months.
        - **Crowns, bridges and dentures** are replaced once every seven years.
        - **Late enrollment.** If you join more than 31 days after you could, major care waits 12 months.
        - **Outside the network** the plan pays the same percentage of its own price list; the dentist may bill the
        rest.
        - **Before work above $300** your dentist can ask {dental.carrier} what it will pay.

        ===
    """)


def _dental_examples() -> tuple[Block, ...]:
    dental = COMPANY.dental
    short = dental_plan_pays(dental, CROWN, deductible_left=dental.deductible, maximum_left=LEFT_OF_MAXIMUM)
    full = dental_plan_pays(dental, CROWN, deductible_left=dental.deductible, maximum_left=dental.yearly_maximum)
    used = dental.yearly_maximum - LEFT_OF_MAXIMUM
    columns = ((DENTAL, FT), (DENTAL, PT))
    carrier = COMPANY.carrier("dental")
    return parse(f"""
        # What a crown costs

        |= 2.6 1 1
        | A {dollars(CROWN)} crown | The plan pays | You pay |
        | First dental bill of the year, nothing used | {cents(full)} | {cents(CROWN - full)} |
        | {dollars(used)} of the yearly maximum already paid | {cents(short)} | {cents(CROWN - short)} |

        For a {dollars(CROWN)} crown when {dollars(used)} of the {dollars(dental.yearly_maximum)} maximum has
        already been paid, the plan pays the remaining {cents(short)} and you pay {cents(CROWN - short)}. With the
        full maximum and the {dollars(dental.deductible)} deductible not yet met, the plan pays {cents(full)} and
        you pay {cents(CROWN - full)}.

        # What the plan costs

        |= 2 1 1
        | {THIS_YEAR} price per week | Full-time | Part-time |
        {rate_rows(COMPANY, TIERS, columns, THIS_YEAR)}

        {dental.carrier}: {carrier.phone}, {carrier.url.removeprefix("https://")}, group {carrier.group_number}. You
        do not need a card; give the dentist your name and birth date.
    """)


def vision_blocks() -> tuple[Block, ...]:
    vision, carrier = COMPANY.vision, COMPANY.carrier("vision")
    columns = ((VISION, FT), (VISION, PT))
    return parse(f"""
        # Vision plan, {THIS_YEAR}

        ^ {vision.carrier}, for full-time and part-time employees and their families.

        |= 1.4 1.7 1
        | Service in the network | You pay or get | How often |
        | Eye exam | {dollars(vision.exam_copay)} copay | Every {vision.exam_months} months |
        | Lenses, single, bifocal or trifocal | {dollars(vision.lens_copay)} copay | Every {vision.lens_months} months |
        | Frames | {dollars(vision.frame_allowance)} allowance | Every {vision.frame_months} months |
        | Contact lenses instead of glasses | {dollars(vision.contact_allowance)} allowance
        | Every {vision.lens_months} months |
        | Laser surgery | 15% off the usual price | Once |

        Frames have a {dollars(vision.frame_allowance)} allowance, and you get {percent(vision.frame_discount)} off
        what is above it. For {dollars(FRAMES)} frames you pay {cents(frame_price(vision, FRAMES))}: the part above
        the allowance is {dollars(FRAMES - vision.frame_allowance)}, less {percent(vision.frame_discount)}.

        Months are counted from your last visit, not from the calendar year. Outside the network the plan pays back
        up to $40 for an exam and $70 for frames.

        ! Safety glasses at work
        Prescription safety glasses for kitchen and laundry work are paid by {COMPANY.short_name}, not by this plan.
        Ask your manager.

        |= 2 1 1
        | {THIS_YEAR} price per week | Full-time | Part-time |
        {rate_rows(COMPANY, TIERS, columns, THIS_YEAR)}

        {vision.carrier}: {carrier.phone}, {carrier.url.removeprefix("https://")}, group {carrier.group_number}.
    """)


def disability_blocks() -> tuple[Block, ...]:
    income, carrier = COMPANY.disability, COMPANY.carrier("life and disability")
    benefit = min(income.fraction_of_pay * WEEKLY_PAY, income.weekly_maximum)
    return parse(f"""
        # Short-term disability, {THIS_YEAR}

        ^ Part of your pay while an illness, an injury or a birth keeps you from work. For full-time employees, paid
        by {COMPANY.short_name}.

        * {percent(income.fraction_of_pay)} | of your weekly pay
        * {dollars(income.weekly_maximum)} | at most, a week
        * Day {income.first_paid_day} | payment starts
        * {income.weeks} weeks | at most

        Short-term disability pays {percent(income.fraction_of_pay)} of your weekly pay, up to
        {dollars(income.weekly_maximum)} a week. Payment starts on day {income.first_paid_day} and lasts for up to
        {income.weeks} weeks.

        ! Example
        With weekly pay of {dollars(WEEKLY_PAY)}, the benefit is {cents(benefit)} a week before tax.

        |= 1.5 2
        | Question | Answer |
        | Who is covered | Full-time employees from the day medical coverage could start |
        | What is weekly pay | The average of the last 13 weeks, with reported tips |
        | What is day 1 | The first day you cannot work, on a doctor's word |
        | Birth | Six weeks after a birth, eight after a cesarean section |
        | Taxes | The benefit is taxed as pay |
        | Not covered | Injuries at work, injuries from a felony, cosmetic surgery |

        ## How to claim

        1. Tell your manager and the {COMPANY.help.team} that you cannot work.
        2. Call {carrier.name} at {carrier.phone} within 30 days. Have your doctor's name at hand.
        3. Your doctor sends a statement. Payment comes every week, into the same account as your pay.

        If you can come back for some hours, you keep part of the benefit while you do.
    """)


def eligibility_blocks() -> tuple[Block, ...]:
    return (*_look_back(), *_new_hires(), *_classes())


def _look_back() -> tuple[Block, ...]:
    return parse("""
        # 1. Purpose

        Hours change from week to week in hotels and restaurants. This policy says how we measure them, who is
        full-time, and what each group can enroll in. It follows the look-back method of the Affordable Care Act.

        # 2. Full-time means 30 hours

        An employee who averages 30 hours a week or more over a measurement period is full-time (class FT) for the
        whole stability period that follows. An employee who averages less than 30 hours a week is part-time (class
        PT).

        | Period | Ongoing employees | New employees with variable hours |
        | Measurement | May 1 to April 30 | The first 11 months of work |
        | Administration | May 1 to June 30 | Up to one month after |
        | Stability | July 1 to June 30 | The next 12 months |

        Hours count when you are paid for work, vacation, sick time, jury duty or leave. Unpaid leave under federal
        law is left out of the average. A break of 13 weeks or more makes you a new employee.

        # 3. Status does not change in mid-year

        If you are full-time for a stability period, you stay full-time to its end even if your hours fall. If you
        are part-time and work more, you become full-time at the next stability period. A move to a position that is
        expected to be 30 hours or more makes you full-time after the waiting period.
    """)


def _new_hires() -> tuple[Block, ...]:
    full_time = COMPANY.benefit_class(FT)
    starts = coverage_start(HIRED, waiting_days=full_time.waiting_days)
    return parse(f"""
        # 4. When coverage starts

        Coverage of a full-time employee starts on the first of the month that falls on or next follows
        {full_time.waiting_days} days of employment. It never starts later than the 91st day.

        **Example.** A full-time employee hired on {day(HIRED)} is covered from {day(starts)}, which is
        {(starts - HIRED).days} days after the day of hire.

        Part-time employees can enroll in dental and vision on the same schedule. The employee assistance program is
        open from the first day.
    """)


def _classes() -> tuple[Block, ...]:
    return parse(f"""
        # 5. What each group can have

        Part-time employees cannot enroll in medical coverage. Part-time employees can enroll in dental and vision
        and can use the employee assistance program.

        | Benefit | Full-time (FT) | Part-time (PT) |
        | Medical, HMO or EPO | Yes | No |
        | Dental | Yes | Yes |
        | Vision | Yes | Yes |
        | Employee assistance | Yes | Yes |
        | Health FSA | Yes | No |
        | Life and short-term disability | Yes | No |
        | 401(k) | After one year with 1,000 hours | After one year with 1,000 hours |
        | Sick time | Yes | Yes |

        # 6. If you think the hours are wrong

        You can see your measured hours in the time system under "Benefits". If you think they are wrong, write to the
        {COMPANY.help.team} ({COMPANY.help.email}, {COMPANY.help.phone}) within 60 days of the letter that told you
        your status. A person checks the time records and answers within 30 days. Nobody may cut your hours or
        punish you because you asked.
    """)


def leave_blocks() -> tuple[Block, ...]:
    leave = COMPANY.leave
    rows = "\n".join(f"| {label} | {hours:.0f} hours |" for label, hours in leave.accrual)
    days = COMPANY.benefit_class(FT).life_event_days
    return parse(f"""
        # 1. Vacation

        Full-time employees earn vacation every week, in equal parts. Up to {leave.carry_over_hours} hours carry
        over into the next plan year; the rest is paid out in July.

        | Years of service | Vacation a year |
        {rows}

        # 2. Sick time

        Everyone, full-time and part-time, earns one hour of sick time for every 30 hours worked, up to 56 hours a
        year. You may use it from day 90 for your own illness, a doctor's visit, or the care of a family member.
        Where state or city law gives more, you have more.

        # 3. Parental leave

        Parental leave is {leave.parental_weeks} weeks at {percent(leave.parental_fraction)} of pay after
        {leave.parental_after_months} months of full-time service. It is for every parent after a birth, adoption or
        foster placement, and may be taken in two parts within a year. A mother may first have short-term disability
        and then parental leave.

        # 4. Family and medical leave

        After 12 months and 1,250 hours you may take up to 12 weeks of unpaid, job-protected leave under federal
        law, and up to 26 weeks to care for a member of the armed forces. Health coverage goes on if you pay your
        share.

        # 5. Other leave

        - **Bereavement:** three days for close family, one day for others.
        - **Jury duty:** full pay for up to ten days.
        - **Voting:** two hours, if the polls are not open outside your shift.
        - **Military:** as federal law says; coverage may be kept for 24 months.

        # 6. Adding a child to your coverage

        Leave does not enroll the child. You have {days} days after a birth to add the baby, and coverage goes back
        to the day of birth.

        # 7. Asking for leave

        Tell your manager and the {COMPANY.help.team}, {COMPANY.help.phone}, 30 days ahead, or as soon as you can.
        Forms are in English and Spanish.
    """)
