"""The three coverage examples of the federal summary, reckoned from the plan's own numbers."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from platform_admin.demo.arithmetic import member_share
from platform_admin.demo.shapes import Plan
from platform_admin.demo.wording import dollars

TEN = Decimal(10)
# Things no plan pays for, such as over-the-counter items.
LEFT_OUT = Decimal(60)


@dataclass(frozen=True)
class ExampleCase:
    title: str
    story: str
    services: str
    person: str
    bills: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True)
class CoverageExample:
    case: ExampleCase
    total_cost: str
    lines: tuple[tuple[str, str], ...]
    you_pay: str


def _repeated(service: str, amount: int, count: int) -> tuple[tuple[str, Decimal], ...]:
    return ((service, Decimal(amount)),) * count


CASES = (
    ExampleCase(
        "Peg is Having a Baby",
        "(9 months of in-network pre-natal care and a hospital delivery)",
        "Specialist office visits (prenatal care), childbirth professional and facility services, blood work",
        "Peg",
        (
            *_repeated("pregnancy_office", 120, 10),
            *_repeated("diagnostic", 500, 2),
            *_repeated("pregnancy_professional", 3000, 1),
            *_repeated("pregnancy_facility", 7300, 1),
            *_repeated("generic", 35, 4),
        ),
    ),
    ExampleCase(
        "Managing Joe's Type 2 Diabetes",
        "(a year of routine in-network care of a well-controlled condition)",
        "Primary care visits, blood work, prescription drugs, durable medical equipment (glucose meter)",
        "Joe",
        (
            *_repeated("primary", 150, 4),
            *_repeated("diagnostic", 175, 4),
            *_repeated("preferred", 300, 12),
            *_repeated("equipment", 640, 1),
        ),
    ),
    ExampleCase(
        "Mia's Simple Fracture",
        "(in-network emergency room visit and follow up care)",
        "Emergency room care, x-ray, durable medical equipment (crutches), physical therapy",
        "Mia",
        (
            *_repeated("emergency", 1500, 1),
            *_repeated("diagnostic", 240, 1),
            *_repeated("equipment", 200, 1),
            *_repeated("rehabilitation", 100, 8),
        ),
    ),
)


def coverage_examples(plan: Plan) -> tuple[CoverageExample, ...]:
    return tuple(_example(plan, case) for case in CASES)


def _example(plan: Plan, case: ExampleCase) -> CoverageExample:
    share = member_share(plan, case.bills, deductible=plan.deductible.person if plan.deductible else Decimal(0))
    parts = [_to_tens(part) for part in (share.deductible, share.copays, share.coinsurance)]
    names = ("Deductibles", "Copayments", "Coinsurance")
    lines = tuple((name, dollars(part)) for name, part in zip(names, parts, strict=True))
    total = sum(amount for _, amount in case.bills) + LEFT_OUT
    return CoverageExample(
        case,
        dollars(Decimal(total)),
        (*lines, ("Limits or exclusions", dollars(LEFT_OUT))),
        dollars(sum(parts) + LEFT_OUT),
    )


def _to_tens(amount: Decimal) -> Decimal:
    return (amount / TEN).quantize(Decimal(1), ROUND_HALF_UP) * TEN
