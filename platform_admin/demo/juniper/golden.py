"""Golden questions 1 to 21, asked at Juniper Ridge."""

from decimal import Decimal

from platform_admin.demo.arithmetic import (
    child_cover_ends,
    cobra_monthly,
    coverage_start,
    life_event_deadline,
    life_imputed_monthly,
    one_family_bill,
    per_deduction_at_most,
    retirement_match,
)
from platform_admin.demo.federal import HSA_FAMILY, HSA_SELF, LIFE_AGE_45_TO_49, LIFE_EXEMPT, limit
from platform_admin.demo.golden_shapes import CALCULATION, DATE, FACT, GoldenQuestion, Source
from platform_admin.demo.juniper.guide import HOSPITAL_BILL
from platform_admin.demo.juniper.medical import HDHP, PPO
from platform_admin.demo.juniper.numbers import COMPANY, SAL, UNION
from platform_admin.demo.juniper.papers import LIFE_COVER
from platform_admin.demo.juniper.retirement import PAY
from platform_admin.demo.juniper.spd import BIRTH, HIRED, SON_BORN
from platform_admin.demo.numbers import DEMO_TODAY
from platform_admin.demo.phrases import deductible_sentence
from platform_admin.demo.shapes import EE, EE_SP, FAM
from platform_admin.demo.wording import cents, day, dollars

CLIENT = COMPANY.subdomain
PAYS = COMPANY.deductions_per_year
GUIDE_2026, GUIDE_2027 = "juniper-benefits-guide-2026.pdf", "juniper-benefits-guide-2027.pdf"
SUMMARIES = ("juniper-sbc-ppo-1000-2026.pdf", "juniper-sbc-ppo-1000-2027.pdf")
RATES = "juniper-rate-sheet-2027.xlsx"
GUIDE_ES = "juniper-guia-de-beneficios-2027.pdf"
SPD, LETTER = "juniper-summary-plan-description.pdf", "juniper-local-88-side-letter-2027.pdf"
FSA, LIFE = "juniper-fsa-guide-2026-2027.pdf", "juniper-life-disability-2027.pdf"
RETIREMENT = "juniper-401k-summary-plan-description.docx"


def juniper_questions() -> tuple[GoldenQuestion, ...]:
    return (
        _deductible(),
        *_family_price(),
        *_surcharges(),
        *_health_savings(),
        _family_bill(),
        *_spending_accounts(),
        *_baby(),
        *_hired(),
        _son(),
        _life(),
        _match(),
        _cobra(),
        _days_left(),
        _urgencias(),
    )


def _ask(
    number: int,
    kind: str,
    question: str,
    expected: tuple[str, ...],
    *sources: Source,
    class_code: str = SAL,
    language: str = "en",
    forbidden: tuple[str, ...] = (),
    also: tuple[Source, ...] = (),
) -> GoldenQuestion:
    return GoldenQuestion(
        number,
        CLIENT,
        class_code,
        kind,
        question,
        expected,
        sources,
        forbidden=forbidden,
        also=also,
        language=language,
    )


def _rate(plan: str, tier: str, class_code: str, year: str) -> Decimal:
    return COMPANY.rate(plan, tier, class_code=class_code, plan_year=year).per_deduction


def _deductible() -> GoldenQuestion:
    plans = [COMPANY.plan(PPO, year) for year in ("2026", "2027")]
    amounts = [(dollars(plan.accumulators[0].person), dollars(plan.accumulators[0].family)) for plan in plans]
    return _ask(
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


def _family_price() -> tuple[GoldenQuestion, ...]:
    now, new, union = _rate(PPO, FAM, SAL, "2026"), _rate(PPO, FAM, SAL, "2027"), _rate(PPO, FAM, UNION, "2027")
    price = (cents(new), cents(new * PAYS))
    rise = (cents(new - now), cents((new - now) * PAYS), cents(now))
    union_price = (cents(union), cents(union * PAYS))
    return (
        _ask(
            2,
            FACT,
            "What does PPO family coverage cost per paycheck next year?",
            (*price, *rise),
            Source(
                GUIDE_2027,
                4,
                f"PPO 1000 family coverage costs salaried employees {price[0]} per paycheck in 2027, which is "
                f"{price[1]} over {PAYS} paychecks.",
                price,
            ),
            Source(
                GUIDE_2027,
                4,
                f"That is {rise[0]} more per paycheck, or {rise[1]} more a year, than the {rise[2]} of 2026.",
                rise,
            ),
        ),
        _ask(
            3,
            FACT,
            "What does PPO family coverage cost per paycheck next year?",
            union_price,
            Source(
                LETTER,
                1,
                f"Local 88 members pay {union_price[0]} per paycheck for PPO 1000 family coverage in 2027, which is "
                f"{union_price[1]} a year.",
                union_price,
            ),
            class_code=UNION,
            forbidden=(cents(new),),
        ),
    )


def _surcharges() -> tuple[GoldenQuestion, ...]:
    parts = [
        _rate(PPO, EE_SP, SAL, "2027"),
        COMPANY.surcharge("tobacco").per_deduction,
        COMPANY.surcharge("spousal").per_deduction,
    ]
    total = sum(parts, Decimal(0))
    return (
        _ask(
            4,
            CALCULATION,
            "What do I pay for the PPO with my wife? I smoke, and she could have a plan at her own job.",
            (*(dollars(part) for part in parts), cents(total)),
            Source(
                GUIDE_2027,
                11,
                f"pays {' + '.join(dollars(part) for part in parts)} = {cents(total)} per paycheck.",
                (cents(total),),
            ),
        ),
        _ask(
            5,
            FACT,
            "Do I pay the spousal surcharge?",
            ("Local 88",),
            Source(
                LETTER,
                1,
                "The spousal surcharge does not apply to members of Local 88.",
                ("does not apply", "Local 88"),
            ),
            class_code=UNION,
        ),
    )


def _health_savings() -> tuple[GoldenQuestion, ...]:
    alone, family = limit(HSA_SELF, 2026), limit(HSA_FAMILY, 2027)
    seed, family_seed = COMPANY.seed("2026").self_only, COMPANY.seed("2027").family
    room, family_room = alone.amount - seed, family.amount - family_seed
    each = per_deduction_at_most(room, PAYS)
    return (
        _ask(
            6,
            CALCULATION,
            "How much can I put into my HSA in 2026? I am 40 and had self-only coverage all year.",
            (dollars(alone.amount), dollars(seed), cents(room), cents(each)),
            Source(
                GUIDE_2026,
                11,
                f"With self-only coverage for all of 2026, the {dollars(alone.amount)} limit minus {dollars(seed)} "
                f"from the company leaves {cents(room)} for you.",
                (dollars(alone.amount), cents(room)),
            ),
        ),
        _ask(
            7,
            FACT,
            "How much is the HSA family limit in 2027?",
            (dollars(family.amount), dollars(family_seed), dollars(family_room), family.citation),
            Source(
                GUIDE_2027,
                12,
                f"The federal HSA limit for family coverage in 2027 is {dollars(family.amount)} ({family.citation}).",
                (dollars(family.amount), family.citation),
            ),
        ),
    )


def _family_bill() -> GoldenQuestion:
    plan = COMPANY.plan(HDHP, "2027")
    family = plan.accumulators[0].family
    total = cents(one_family_bill(plan, HOSPITAL_BILL))
    return _ask(
        8,
        CALCULATION,
        "HDHP family: one hospital bill of $5,200 and nothing else. What do we pay?",
        (dollars(family), total),
        Source(
            GUIDE_2027,
            8,
            f"On the 2027 HDHP a family with one hospital bill of {dollars(HOSPITAL_BILL)} and nothing else pays "
            f"{dollars(family)} of deductible plus 20% of {dollars(HOSPITAL_BILL - family)}, which is {total}.",
            (dollars(family), total),
        ),
    )


def _spending_accounts() -> tuple[GoldenQuestion, ...]:
    old, new = COMPANY.account("health", "2026"), COMPANY.account("health", "2027")
    care_old, care = COMPANY.account("dependent care", "2026"), COMPANY.account("dependent care", "2027")
    health_words = (cents(new.limit), cents(new.limit / PAYS))
    care_words = (cents(care.limit), cents(care.limit / PAYS))
    days = (day(old.spend_by), day(old.claim_by))
    return (
        _ask(
            9,
            FACT,
            "What is the FSA maximum for 2027?",
            health_words,
            Source(
                FSA,
                1,
                f"The most you can put into a Juniper Ridge health FSA in 2027 is {health_words[0]}, which is "
                f"{health_words[1]} per paycheck",
                health_words,
            ),
        ),
        _ask(
            10,
            DATE,
            "Until when can I use my 2026 FSA money?",
            days,
            Source(
                FSA,
                2,
                f"Money in a 2026 health FSA can be used for expenses through {days[0]}, and claims must arrive by "
                f"{days[1]}.",
                days,
            ),
        ),
        _ask(
            11,
            FACT,
            "What is the dependent care maximum next year?",
            (*care_words, dollars(care_old.limit)),
            Source(
                FSA,
                1,
                f"The most you can put into a dependent care FSA in 2027 is {care_words[0]}, which is {care_words[1]} "
                f"per paycheck. For 2026 the plan limit stays at {dollars(care_old.limit)}.",
                care_words,
            ),
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
        _ask(12, DATE, question, (salaried, day(BIRTH)), Source(SPD, 3, sentence, (salaried, day(BIRTH)))),
        _ask(
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
        _ask(14, DATE, question, (day(salaried),), Source(SPD, 2, sentence, (day(salaried),))),
        _ask(15, DATE, question, (day(union), waited), Source(SPD, 2, sentence, (day(union),)), class_code=UNION),
    )


def _son() -> GoldenQuestion:
    child = COMPANY.dependents
    last = day(child_cover_ends(SON_BORN, age=child.child_age, ends=child.child_ends))
    return _ask(
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
    return _ask(
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
    return _ask(
        18,
        CALCULATION,
        "I earn $60,000 and save 5%. What is the company match?",
        words,
        Source(RETIREMENT, None, f"which is a match of {words[2]} a year.", words),
    )


def _cobra() -> GoldenQuestion:
    full = COMPANY.rate(PPO, EE, class_code=SAL, plan_year="2027").full_monthly or Decimal(0)
    words = (cents(full), cents(cobra_monthly(full)))
    return _ask(
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
    return _ask(
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
    return _ask(
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
