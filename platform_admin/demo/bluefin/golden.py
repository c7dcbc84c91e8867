"""Golden questions 22 to 32, asked at Bluefin Labs."""

from decimal import Decimal

from platform_admin.demo.arithmetic import (
    child_cover_ends,
    one_family_bill,
    partner_imputed_income,
    per_deduction_at_most,
    year_cost,
)
from platform_admin.demo.bluefin.guide import CHILD_BORN, HOSPITAL_BILL
from platform_admin.demo.bluefin.numbers import COMPANY, HSA2500, LOW, PPO500, PPO750, PPO1500, STAFF, TYPICAL
from platform_admin.demo.bluefin.papers import LEFT_OVER, START
from platform_admin.demo.federal import HSA_CATCH_UP, HSA_FAMILY, HSA_SELF, limit
from platform_admin.demo.golden_shapes import CALCULATION, DATE, FACT, NO_PICK, GoldenQuestion, Source
from platform_admin.demo.shapes import Scenario
from platform_admin.demo.wording import cents, day, dollars

CLIENT = COMPANY.subdomain
YEAR = "2027"
PAYS = COMPANY.deductions_per_year
GUIDE, ACCOUNTS = "bluefin-benefits-guide-2027.pdf", "bluefin-hsa-fsa-guide-2027.pdf"
SBC_750, PARTNERS = "bluefin-sbc-ppo-750-2027.pdf", "bluefin-domestic-partner-policy.docx"


def bluefin_questions() -> tuple[GoldenQuestion, ...]:
    return (
        _specialist(),
        *_years(),
        _pick(),
        _hsa_family(),
        _hsa_mid_year(),
        _family_bill(),
        _partner(),
        _left_over(),
        _child(),
    )


def _ask(
    number: int,
    kind: str,
    question: str,
    expected: tuple[str, ...],
    *sources: Source,
    forbidden: tuple[str, ...] = (),
) -> GoldenQuestion:
    return GoldenQuestion(number, CLIENT, STAFF, kind, question, expected, sources, forbidden=forbidden)


def _specialist() -> GoldenQuestion:
    visits = [
        dollars(COMPANY.plan(code, YEAR).service("specialist").network.copay or Decimal(0))
        for code in (PPO500, PPO750, PPO1500)
    ]
    return _ask(
        22,
        FACT,
        "What is the specialist copay on the PPO 750?",
        (visits[1],),
        Source(SBC_750, 1, f"{visits[1]} copay/visit. Deductible does not apply.", (visits[1],)),
        forbidden=(visits[0], visits[2]),
    )


def _totals(scenario: Scenario | None) -> tuple[Decimal, Decimal]:
    seed = COMPANY.seed(YEAR).self_only * PAYS
    ppo = year_cost(COMPANY, COMPANY.plan(PPO750, YEAR), scenario, class_code=STAFF, seed=Decimal(0))
    hsa = year_cost(COMPANY, COMPANY.plan(HSA2500, YEAR), scenario, class_code=STAFF, seed=seed)
    return ppo.net, hsa.net


def _year(number: int, asked: str, label: str, scenario: Scenario | None) -> GoldenQuestion:
    ppo, hsa = _totals(scenario)
    lower = "HSA 2500" if hsa < ppo else "PPO 750"
    words = (cents(ppo), cents(hsa), cents(abs(ppo - hsa)))
    sentence = (
        f"{label}, a single employee's {YEAR} total is {words[0]} on the PPO 750 and {words[1]} on the HSA 2500, so "
        f"the {lower} is lower by {words[2]}."
    )
    question = f"PPO 750 or HSA 2500, single, {asked}: what does the year cost?"
    return _ask(number, CALCULATION, question, words, Source(GUIDE, 9, sentence, words))


def _years() -> tuple[GoldenQuestion, ...]:
    return (
        _year(23, "typical use", "With typical use", TYPICAL),
        _year(24, "low use", "With low use", LOW),
        _year(25, "worst in-network year", "In the worst in-network year", None),
    )


def _pick() -> GoldenQuestion:
    totals = tuple(cents(total) for scenario in (TYPICAL, LOW, None) for total in _totals(scenario))
    return _ask(26, NO_PICK, "Which one should I pick?", totals, forbidden=("you should pick", "I recommend"))


def _hsa_family() -> GoldenQuestion:
    family, catch_up = limit(HSA_FAMILY, 2027).amount, limit(HSA_CATCH_UP, 2027).amount
    seed = COMPANY.seed(YEAR).family * PAYS
    room = family + catch_up - seed
    words = (cents(room), cents(per_deduction_at_most(room, PAYS)))
    return _ask(
        27,
        CALCULATION,
        "How much can I put into my HSA in 2027? Family coverage, I am 56.",
        words,
        Source(
            ACCOUNTS,
            1,
            f"{dollars(family)} + {dollars(catch_up)} - {dollars(seed)} from Bluefin = {words[0]} that you can put in "
            f"during 2027, or at most {words[1]} per paycheck",
            words,
        ),
    )


def _hsa_mid_year() -> GoldenQuestion:
    whole, months = limit(HSA_SELF, 2027).amount, 13 - START.month
    seed = COMPANY.seed(YEAR).self_only * PAYS / 12 * months
    words = (cents(whole * months / 12 - seed), cents(whole - seed))
    return _ask(
        28,
        CALCULATION,
        f"My self-only HSA coverage starts on {day(START)}. I am 30. How much can I put in?",
        words,
        Source(ACCOUNTS, 1, f"Under the last-month rule you may put in up to {words[1]}", words),
    )


def _family_bill() -> GoldenQuestion:
    plan = COMPANY.plan(HSA2500, YEAR)
    inside = dollars(plan.accumulators[0].person_in_family or Decimal(0))
    total = cents(one_family_bill(plan, HOSPITAL_BILL))
    return _ask(
        29,
        CALCULATION,
        "HSA 2500 family, one bill of $5,200: what do we pay?",
        (inside, total),
        Source(
            GUIDE,
            7,
            f"a family with one hospital bill of {dollars(HOSPITAL_BILL)} pays {inside} of embedded deductible",
            (inside, total),
        ),
    )


def _partner() -> GoldenQuestion:
    imputed = partner_imputed_income(COMPANY, PPO750, class_code=STAFF, plan_year=YEAR)
    words = (cents(imputed.monthly), cents(imputed.yearly), cents(imputed.partner_share))
    return _ask(
        30,
        CALCULATION,
        "I want to add my domestic partner on the PPO 750. What is the tax?",
        words,
        Source(
            PARTNERS,
            None,
            f"the imputed income is {words[0]} a month, or {words[1]} a year. Your partner's part of the price is "
            f"{words[2]} per paycheck, taken after tax.",
            words,
        ),
    )


def _left_over() -> GoldenQuestion:
    account = COMPANY.account("health", "2026")
    kept = account.carry_over or Decimal(0)
    words = (cents(kept), cents(LEFT_OVER - kept), day(account.claim_by))
    return _ask(
        31,
        CALCULATION,
        "I have $910 left in my FSA on December 31, 2026. What happens to it?",
        words,
        Source(
            ACCOUNTS,
            2,
            f"{words[0]} carries over into 2027. The other {words[1]} is lost unless you send claims for 2026 expenses "
            f"by {words[2]}.",
            words,
        ),
    )


def _child() -> GoldenQuestion:
    child = COMPANY.dependents
    last = day(child_cover_ends(CHILD_BORN, age=child.child_age, ends=child.child_ends))
    return _ask(
        32,
        DATE,
        f"My child was born on {day(CHILD_BORN)}. When does coverage end?",
        (last,),
        Source(GUIDE, 4, f"A child born on {day(CHILD_BORN)} is covered through {last}.", (last,)),
    )
