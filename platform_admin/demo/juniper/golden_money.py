"""Golden questions about prices, accounts and bills, asked at Juniper Ridge."""

from decimal import Decimal

from platform_admin.demo.arithmetic import (
    one_family_bill,
    per_deduction_at_most,
)
from platform_admin.demo.federal import HSA_FAMILY, HSA_SELF, limit
from platform_admin.demo.golden_shapes import CALCULATION, DATE, FACT, GoldenQuestion, Source
from platform_admin.demo.juniper.golden_papers import FSA, GUIDE_2026, GUIDE_2027, LETTER, PAYS, ask, rate
from platform_admin.demo.juniper.guide import HOSPITAL_BILL
from platform_admin.demo.juniper.medical import HDHP, PPO
from platform_admin.demo.juniper.numbers import COMPANY, SAL, UNION
from platform_admin.demo.shapes import EE_SP, FAM
from platform_admin.demo.wording import cents, day, dollars


def family_price() -> tuple[GoldenQuestion, ...]:
    now, new, union = rate(PPO, FAM, SAL, "2026"), rate(PPO, FAM, SAL, "2027"), rate(PPO, FAM, UNION, "2027")
    price = (cents(new), cents(new * PAYS))
    rise = (cents(new - now), cents((new - now) * PAYS), cents(now))
    union_price = (cents(union), cents(union * PAYS))
    return (
        ask(
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
        ask(
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


def surcharges() -> tuple[GoldenQuestion, ...]:
    parts = [
        rate(PPO, EE_SP, SAL, "2027"),
        COMPANY.surcharge("tobacco").per_deduction,
        COMPANY.surcharge("spousal").per_deduction,
    ]
    total = sum(parts, Decimal(0))
    return (
        ask(
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
        ask(
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


def health_savings() -> tuple[GoldenQuestion, ...]:
    alone, family = limit(HSA_SELF, 2026), limit(HSA_FAMILY, 2027)
    seed, family_seed = COMPANY.seed("2026").self_only, COMPANY.seed("2027").family
    room, family_room = alone.amount - seed, family.amount - family_seed
    each = per_deduction_at_most(room, PAYS)
    return (
        ask(
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
        ask(
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


def family_bill() -> GoldenQuestion:
    plan = COMPANY.plan(HDHP, "2027")
    family = plan.accumulators[0].family
    total = cents(one_family_bill(plan, HOSPITAL_BILL))
    return ask(
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


def spending_accounts() -> tuple[GoldenQuestion, ...]:
    old, new = COMPANY.account("health", "2026"), COMPANY.account("health", "2027")
    care_old, care = COMPANY.account("dependent care", "2026"), COMPANY.account("dependent care", "2027")
    health_words = (cents(new.limit), cents(new.limit / PAYS))
    care_words = (cents(care.limit), cents(care.limit / PAYS))
    days = (day(old.spend_by), day(old.claim_by))
    return (
        ask(
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
        ask(
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
        ask(
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
