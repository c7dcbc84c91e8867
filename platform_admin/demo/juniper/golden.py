"""Golden questions 1 to 21, asked at Juniper Ridge."""

from decimal import Decimal

from platform_admin.demo.arithmetic import (
    child_cover_ends,
    cobra_monthly,
    coverage_start,
    life_event_deadline,
    life_imputed_monthly,
    retirement_match,
)
from platform_admin.demo.federal import LIFE_AGE_45_TO_49, LIFE_EXEMPT, limit
from platform_admin.demo.golden_shapes import CALCULATION, DATE, FACT, GoldenQuestion, Source
from platform_admin.demo.juniper.golden_money import (
    family_bill,
    family_price,
    health_savings,
    spending_accounts,
    surcharges,
)
from platform_admin.demo.juniper.golden_papers import (
    GUIDE_2026,
    GUIDE_2027,
    GUIDE_ES,
    LIFE,
    RATES,
    RETIREMENT,
    SPD,
    SUMMARIES,
    ask,
)
from platform_admin.demo.juniper.medical import PPO
from platform_admin.demo.juniper.numbers import COMPANY, SAL, UNION
from platform_admin.demo.juniper.papers import LIFE_COVER
from platform_admin.demo.juniper.retirement import PAY
from platform_admin.demo.juniper.spd import BIRTH, HIRED, SON_BORN
from platform_admin.demo.numbers import DEMO_TODAY
from platform_admin.demo.phrases import deductible_sentence
from platform_admin.demo.shapes import EE
from platform_admin.demo.wording import cents, day, dollars


def juniper_questions() -> tuple[GoldenQuestion, ...]:
    return (
        _deductible(),
        *family_price(),
        *surcharges(),
        *health_savings(),
        family_bill(),
        *spending_accounts(),
        *_baby(),
        *_hired(),
        _son(),
        _life(),
        _match(),
        _cobra(),
        _days_left(),
        _urgencias(),
    )


def _deductible() -> GoldenQuestion:
    plans = [COMPANY.plan(PPO, year) for year in ("2026", "2027")]
    amounts = [(dollars(plan.accumulators[0].person), dollars(plan.accumulators[0].family)) for plan in plans]
    return ask(
        1,
        FACT,
        "What is the PPO deductible?",
        (*amounts[0], *amounts[1]),
        Source(GUIDE_2026, 6, deductible_sentence(plans[0]), amounts[0]),
        Source(GUIDE_2027, 7, deductible_sentence(plans[1]), amounts[1]),
        also=tuple(
            Source(summary, 1, f"Network providers: {one[0]} person / {one[1]} family.", one)
            for summary, one in zip(SUMMARIES, amounts, strict=True)
        ),
    )


def _baby() -> tuple[GoldenQuestion, ...]:
    salaried, union = (
        day(life_event_deadline(BIRTH, days=COMPANY.benefit_class(code).life_event_days)) for code in (SAL, UNION)
    )
    sentence = (
        f"A salaried parent must add the child by {salaried} and a parent in Local 88 by {union}. In both cases "
        f"coverage of the child starts on {day(BIRTH)}, the day of birth."
    )
    question = f"We have a baby on {day(BIRTH)}. By when do I have to add the child?"
    return (
        ask(12, DATE, question, (salaried, day(BIRTH)), Source(SPD, 3, sentence, (salaried, day(BIRTH)))),
        ask(
            13,
            DATE,
            question,
            (union, day(BIRTH)),
            Source(SPD, 3, sentence, (union, day(BIRTH))),
            class_code=UNION,
        ),
    )


def _hired() -> tuple[GoldenQuestion, ...]:
    salaried, union = (
        coverage_start(HIRED, waiting_days=COMPANY.benefit_class(code).waiting_days) for code in (SAL, UNION)
    )
    waited = f"{(union - HIRED).days} days"
    sentence = (
        f"Coverage starts on {day(salaried)} for a salaried employee and on {day(union)} for a Local 88 member, which "
        f"is {waited} after the day of hire."
    )
    question = f"I was hired on {day(HIRED)}. When does my coverage start?"
    return (
        ask(14, DATE, question, (day(salaried),), Source(SPD, 2, sentence, (day(salaried),))),
        ask(15, DATE, question, (day(union), waited), Source(SPD, 2, sentence, (day(union),)), class_code=UNION),
    )


def _son() -> GoldenQuestion:
    child = COMPANY.dependents
    last = day(child_cover_ends(SON_BORN, age=child.child_age, ends=child.child_ends))
    return ask(
        16,
        DATE,
        f"My son was born on {day(SON_BORN)}. When does he lose coverage?",
        (last,),
        Source(SPD, 2, f"is covered through {last}.", (last,)),
    )


def _life() -> GoldenQuestion:
    exempt, factor = limit(LIFE_EXEMPT, 2027).amount, limit(LIFE_AGE_45_TO_49, 2027).amount
    monthly = life_imputed_monthly(LIFE_COVER, exempt=exempt, per_thousand=factor)
    words = (cents(monthly), cents(monthly * 12))
    return ask(
        17,
        CALCULATION,
        "I have $144,000 of life insurance and I am 47. How much of it is taxable?",
        words,
        Source(LIFE, 1, f"= {words[0]} a month, or {words[1]} a year, is added to taxable pay.", words),
    )


def _match() -> GoldenQuestion:
    first, second = COMPANY.retirement.match
    total = retirement_match(
        COMPANY.retirement, pay=PAY, saved_percent=first.of_first_percent + second.of_first_percent
    )
    base = PAY * first.of_first_percent / 100
    words = (cents(base), cents(total - base), cents(total))
    return ask(
        18,
        CALCULATION,
        "I earn $60,000 and save 5%. What is the company match?",
        words,
        Source(RETIREMENT, None, f"which is a match of {words[2]} a year.", words),
    )


def _cobra() -> GoldenQuestion:
    full = COMPANY.rate(PPO, EE, class_code=SAL, plan_year="2027").full_monthly or Decimal(0)
    words = (cents(full), cents(cobra_monthly(full)))
    return ask(
        19,
        FACT,
        "What does COBRA cost for the PPO, single, in 2027?",
        words,
        Source(
            GUIDE_2027,
            16,
            f"The COBRA price of PPO 1000 employee-only coverage in 2027 is {words[1]} a month, which is 102% of the "
            f"full price of {words[0]}.",
            words,
        ),
        also=(
            Source(
                RATES,
                3,
                f"The COBRA price of PPO 1000 employee-only coverage in 2027 is {words[1]} a month, which is 102% of "
                f"{words[0]}.",
                words,
            ),
        ),
    )


def _days_left() -> GoldenQuestion:
    year = COMPANY.year("2027")
    closes = day(year.enrolment_closes_on)
    left = f"{(year.enrolment_closes_on - DEMO_TODAY).days} days"
    return ask(
        20,
        DATE,
        "How many days are left to enroll?",
        (closes, left),
        Source(
            GUIDE_2027,
            3,
            f"Open enrollment for 2027 runs from {day(year.enrolment_opens_on)} through {closes}.",
            (closes,),
        ),
    )


def _urgencias() -> GoldenQuestion:
    copay = dollars(COMPANY.plan(PPO, "2027").service("urgent").network.copay or Decimal(0))
    return ask(
        21,
        FACT,
        "¿Cuánto pago por urgencias (urgent care) en el PPO 2027?",
        (copay,),
        Source(
            GUIDE_ES,
            4,
            f"En el PPO 1000 de 2027, una visita de urgencias (urgent care) cuesta un copago de {copay} y el deducible "
            "no se aplica.",
            (copay, "deducible"),
        ),
        also=(Source(SUMMARIES[1], 2, f"Urgent care {copay} copay/visit. Deductible does not apply.", (copay,)),),
        language="es",
    )
