"""Plans and what is used of them, drawn by chance: small sums, so that limits are reached often.

`dollars` is the most that a year's limit may be; prices and copays are drawn to match.
"""

import random
from decimal import Decimal

from benefits.calculators.plan_terms import Limits, MedicalTerms, ServiceTerms, Use

SERVICES = ("pcp", "specialist", "generic", "imaging", "stay")
MEMBERS = ("you", "spouse", "child")


def drawn(seed: int, dollars: int = 40) -> tuple[MedicalTerms, list[Use]]:
    chance = random.Random(seed)
    return random_plan(chance, dollars), random_uses(chance, dollars)


def random_plan(chance: random.Random, dollars: int = 40) -> MedicalTerms:
    out_of_pocket = _limits(chance, 1, dollars)
    deductible = _limits(chance, 0, int(out_of_pocket.family))
    services = {name: _service(chance, dollars, is_a_day=name == "stay") for name in SERVICES}
    return MedicalTerms("Random", deductible, out_of_pocket, services, counts_copays=chance.random() < 0.2)


def random_uses(chance: random.Random, dollars: int = 40) -> list[Use]:
    return [
        Use(
            chance.choice(SERVICES),
            chance.randint(0, 3),
            chance.choice(MEMBERS),
            allowed=Decimal(chance.randint(0, 40 * dollars)) / 100,
            nights=chance.randint(1, 4),
        )
        for _ in range(chance.randint(0, 8))
    ]


def _limits(chance: random.Random, least: int, most: int) -> Limits:
    family = chance.randint(least, most)
    person = chance.choice((None, family, chance.randint(min(least, family), family)))
    return Limits(Decimal(family), None if person is None else Decimal(person))


def _service(chance: random.Random, dollars: int, *, is_a_day: bool) -> ServiceTerms:
    first = chance.choice((0, 0, 2))
    least, most = (None, None) if is_a_day else _of_a_fill(chance, dollars)
    return ServiceTerms(
        copay=Decimal(chance.choice((0, 0, chance.randint(1, 20 * dollars)))) / 100,
        coinsurance=Decimal(chance.choice((0, 10, 15, 20, 30, 50))) / 100,
        deductible_applies=chance.random() < 0.6,
        is_a_day=is_a_day,
        most_days=chance.choice((None, 1, 2)) if is_a_day else None,
        first_visits=0 if is_a_day else first,
        first_copay=Decimal(chance.randint(0, 12 * dollars)) / 100 if first else Decimal(0),
        is_free=chance.random() < 0.1,
        is_covered=chance.random() < 0.95,
        counts_to_limit=chance.random() < 0.9,
        least=least,
        most=most,
    )


def _of_a_fill(chance: random.Random, dollars: int) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the most that a share of one fill comes to; most services have neither."""
    least = chance.choice((None, None, chance.randint(0, 6 * dollars)))
    most = chance.choice((None, None, (least or 0) + chance.randint(0, 12 * dollars)))
    return tuple(None if cents is None else Decimal(cents) / 100 for cents in (least, most))
