"""Golden questions 33 to 39, asked at Cedar & Main."""

from decimal import Decimal

from platform_admin.demo.arithmetic import (
    cobra_monthly,
    coverage_start,
    dental_plan_pays,
    frame_price,
    life_event_deadline,
    yearly_premium,
)
from platform_admin.demo.cedarmain.medical import EPO, HMO
from platform_admin.demo.cedarmain.notices import (
    COVER_ENDS,
    ELECTED,
    ELECTION_DAYS,
    JOB_LOSS_MONTHS,
    NOTICE_SENT,
    PAYMENT_DAYS,
)
from platform_admin.demo.cedarmain.numbers import COMPANY, FT, PT, THIS_YEAR
from platform_admin.demo.cedarmain.papers import CROWN, FRAMES, HIRED, LEFT_OF_MAXIMUM
from platform_admin.demo.golden_shapes import CALCULATION, DATE, FACT, GoldenQuestion, Source
from platform_admin.demo.shapes import EE
from platform_admin.demo.wording import cents, day, dollars

CLIENT = COMPANY.subdomain
EOC = "cedarmain-hmo-evidence-of-coverage-2026-27.pdf"
ELIGIBILITY = "cedarmain-look-back-eligibility-policy.docx"
DENTAL_FILE, VISION_FILE = "cedarmain-dental-summary-2026-27.pdf", "cedarmain-vision-summary-2026-27.pdf"
COBRA, NOTICES = "cedarmain-cobra-general-notice-2026-27.pdf", "cedarmain-annual-notices-2026-27.pdf"


def cedarmain_questions() -> tuple[GoldenQuestion, ...]:
    return (_premiums(), _hospital(), _part_time(), _crown(), _frames(), _cobra(), _new_hire())


def _ask(
    number: int,
    kind: str,
    question: str,
    expected: tuple[str, ...],
    *sources: Source,
    class_code: str = FT,
    also: tuple[Source, ...] = (),
) -> GoldenQuestion:
    return GoldenQuestion(number, CLIENT, class_code, kind, question, expected, sources, also=also)


def _premiums() -> GoldenQuestion:
    hmo, epo = (yearly_premium(COMPANY, plan, EE, class_code=FT, plan_year=THIS_YEAR) for plan in (HMO, EPO))
    weekly = [cents(COMPANY.rate(plan, EE, class_code=FT, plan_year=THIS_YEAR).per_deduction) for plan in (HMO, EPO)]
    words = (cents(hmo), cents(epo), cents(hmo - epo))
    return _ask(
        33,
        FACT,
        "HMO or EPO, single: what is the yearly premium?",
        words,
        Source(
            EOC,
            23,
            f"Employee-only coverage on the HMO costs {weekly[0]} a week, which is {words[0]} a year. Employee-only "
            f"coverage on the EPO costs {weekly[1]} a week, which is {words[1]} a year. The HMO costs {words[2]} more "
            "a year than the EPO.",
            words,
        ),
    )


def _hospital() -> GoldenQuestion:
    stay = COMPANY.plan(HMO, THIS_YEAR).service("hospital_facility").network
    daily, days = stay.copay or Decimal(0), stay.days_charged or 0
    words = (dollars(daily), cents(daily * days))
    return _ask(
        34,
        CALCULATION,
        "What do 4 nights in hospital cost on the HMO?",
        words,
        Source(EOC, 4, f"A stay of 4 nights therefore costs {words[1]}.", words),
        also=(Source(EOC, 24, f"A hospital stay of 4 nights {days} x {words[0]} {words[1]}", words),),
    )


def _part_time() -> GoldenQuestion:
    sentence = (
        "Part-time employees cannot enroll in medical coverage. Part-time employees can enroll in dental and vision "
        "and can use the employee assistance program."
    )
    return _ask(
        35,
        FACT,
        "Can I get medical coverage?",
        ("dental", "vision", "employee assistance"),
        Source(ELIGIBILITY, None, sentence, ("cannot enroll in medical", "dental", "vision")),
        class_code=PT,
    )


def _crown() -> GoldenQuestion:
    dental = COMPANY.dental
    pays = dental_plan_pays(dental, CROWN, deductible_left=Decimal(0), maximum_left=LEFT_OF_MAXIMUM)
    words = (cents(pays), cents(CROWN - pays))
    return _ask(
        36,
        CALCULATION,
        "My crown costs $1,200 and $1,200 of my dental maximum is already paid. What do I pay?",
        words,
        Source(DENTAL_FILE, 2, f"the plan pays the remaining {words[0]} and you pay {words[1]}.", words),
    )


def _frames() -> GoldenQuestion:
    price = cents(frame_price(COMPANY.vision, FRAMES))
    return _ask(
        37,
        CALCULATION,
        "What do I pay for $220 frames?",
        (price,),
        Source(VISION_FILE, 1, f"For {dollars(FRAMES)} frames you pay {price}", (price,)),
    )


def _cobra() -> GoldenQuestion:
    elect_by = day(life_event_deadline(max(COVER_ENDS, NOTICE_SENT), days=ELECTION_DAYS))
    pay_by = day(life_event_deadline(ELECTED, days=PAYMENT_DAYS))
    full = COMPANY.rate(HMO, EE, class_code=FT, plan_year=THIS_YEAR).full_monthly or Decimal(0)
    price, months = cents(cobra_monthly(full)), f"{JOB_LOSS_MONTHS} months"
    return _ask(
        38,
        DATE,
        f"My coverage ends on {day(COVER_ENDS)} and the notice is dated {day(NOTICE_SENT)}. By when can I choose "
        "COBRA, and what does it cost?",
        (elect_by, pay_by, price, months),
        Source(COBRA, 2, f"The last day to choose COBRA is {elect_by}.", (elect_by,)),
        Source(COBRA, 2, f"the first payment must be made by {pay_by}.", (pay_by,)),
        Source(COBRA, 2, f"The COBRA price of HMO employee-only coverage is {price} a month", (price,)),
        Source(COBRA, 1, f"COBRA after a job ends lasts {months}.", (months,)),
    )


def _new_hire() -> GoldenQuestion:
    starts = coverage_start(HIRED, waiting_days=COMPANY.benefit_class(FT).waiting_days)
    waited = f"{(starts - HIRED).days} days"
    account = COMPANY.account("health", THIS_YEAR)
    cap, claim_by = dollars(account.limit), day(account.claim_by)
    return _ask(
        39,
        DATE,
        f"I was hired on {day(HIRED)}. When am I covered, how much can I put into the FSA, and until when can I claim?",
        (day(starts), waited, cap, claim_by),
        Source(
            ELIGIBILITY,
            None,
            f"is covered from {day(starts)}, which is {waited} after the day of hire.",
            (day(starts),),
        ),
        Source(NOTICES, 2, f"can put into the health FSA in the {THIS_YEAR} plan year is {cap}.", (cap,)),
        Source(NOTICES, 2, f"Claims must arrive within 90 days after the plan year, by {claim_by}.", (claim_by,)),
    )
