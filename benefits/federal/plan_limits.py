"""What federal law sets for medical plans, by the year in which a plan's year begins."""

from dataclasses import dataclass
from decimal import Decimal

from benefits.federal.limits import federal_limit

Pair = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class YearLimits:
    """Dollars a year, in the network; each for one person and for a family."""

    least_hsa_deductible: Pair
    most_hsa_costs: Pair  # that a person may have to pay on a plan with a health savings account
    most_costs: Pair  # on any plan


def limits_of(plan_year: str) -> YearLimits | None:
    """Return the limits of a plan year by its label, "2027" or "2026-27": those of the year in which it begins.

    None unless all of them are published.
    """
    begins = plan_year[:4]
    if not (begins.isascii() and begins.isdecimal()):
        return None
    pairs = [_pair(key, int(begins)) for key in ("hdhp_least_deductible", "hdhp_most_costs", "most_costs")]
    return None if None in pairs else YearLimits(*pairs)


def _pair(key: str, year: int) -> Pair | None:
    person, family = federal_limit(key, year, "self"), federal_limit(key, year, "family")
    return (person.value, family.value) if person and family else None
