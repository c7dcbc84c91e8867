"""What federal law sets for medical plans, by the year in which a plan's year begins.

Published values only: a year that is not here is not guessed, and nothing is compared with it. Sources: Rev. Proc.
2023-23, 2024-25, 2025-19 and 2026-24 for plans with a health savings account; the notices of benefit and payment
parameters for the limit of what one pays (2026: as revised in June 2025).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class YearLimits:
    """Dollars a year, in the network; each for one person and for a family."""

    least_hsa_deductible: tuple[Decimal, Decimal]
    most_hsa_costs: tuple[Decimal, Decimal]  # that a person may have to pay on a plan with a health savings account
    most_costs: tuple[Decimal, Decimal]  # on any plan


def _pair(person: int, family: int) -> tuple[Decimal, Decimal]:
    return Decimal(person), Decimal(family)


LIMITS: Mapping[int, YearLimits] = {
    2024: YearLimits(_pair(1_600, 3_200), _pair(8_050, 16_100), _pair(9_450, 18_900)),
    2025: YearLimits(_pair(1_650, 3_300), _pair(8_300, 16_600), _pair(9_200, 18_400)),
    2026: YearLimits(_pair(1_700, 3_400), _pair(8_500, 17_000), _pair(10_600, 21_200)),
    2027: YearLimits(_pair(1_750, 3_500), _pair(8_700, 17_400), _pair(12_000, 24_000)),
}


def limits_of(plan_year: str) -> YearLimits | None:
    """Return the limits of a plan year by its label, "2027" or "2026-27": those of the year in which it begins."""
    begins = plan_year[:4]
    return LIMITS.get(int(begins)) if begins.isdecimal() else None
