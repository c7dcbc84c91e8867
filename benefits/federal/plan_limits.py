"""What federal law sets for medical plans, by the year in which a plan's year begins, and which plans break it.

A plan comes as its figures, from wherever they are kept: what was read from its summary, or what HR entered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from benefits.federal.limits import FederalLimits, federal_limits

Pair = tuple[Decimal, Decimal]
PERSON, FAMILY, PERSON_IN_FAMILY = "person", "family", "person_in_family"
DEDUCTIBLE, MOST_COSTS = "deductible", "most_costs"
# The limits that plans are held against.
RULES = ("hdhp_least_deductible", "hdhp_most_costs", "most_costs")


@dataclass(frozen=True)
class YearLimits:
    """Dollars a year, in the network; each for one person and for a family. None where it is not published."""

    least_hsa_deductible: Pair | None
    most_hsa_costs: Pair | None  # that a person may have to pay on a plan with a health savings account
    most_costs: Pair | None  # on any plan


@dataclass(frozen=True)
class PlanFigures:
    """What a medical plan asks of its people a year, in the network, as far as it is known: by what and for whom."""

    name: str
    year: str  # the label of its plan year
    has_hsa: bool
    amounts: Mapping[tuple[str, str], Decimal]  # (DEDUCTIBLE, PERSON)
    is_embedded: bool = False  # one person of a family may meet the person's deductible alone
    is_exempt: bool = False  # grandfathered, or for retirees alone: what binds any plan does not bind it


@dataclass(frozen=True)
class Bound:
    """What an amount may at most be, or at least."""

    what: str
    whom: str
    amount: Decimal
    words: str  # for whom, in words
    is_least: bool = False

    def is_broken_by(self, value: Decimal) -> bool:
        return value < self.amount if self.is_least else value > self.amount


def limits_of(plan_year: str, limits: FederalLimits | None = None) -> YearLimits | None:
    """Return the limits of a plan year by its label, "2027" or "2026-27": those of the year in which it begins.

    None where none of them is published: each is held against plans by itself. `limits` are others than those that hold
    now, to see what they would break.
    """
    begins = plan_year[:4]
    if not (begins.isascii() and begins.isdecimal()):
        return None
    pairs = [_pair(limits or federal_limits(), key, int(begins)) for key in RULES]
    return YearLimits(*pairs) if any(pairs) else None


def broken(plan: PlanFigures, limits: YearLimits) -> Iterator[Bound]:
    """Yield what the plan's figures go beyond."""
    for bound in _bounds(plan, limits):
        value = plan.amounts.get((bound.what, bound.whom))
        if value is not None and bound.is_broken_by(value):
            yield bound


def most_of_one_is_open(plan: PlanFigures, limits: YearLimits) -> bool:
    """Whether one person of a family may have to pay more than the law lets one pay, as no limit of theirs stands in
    the family's."""
    family = plan.amounts.get((MOST_COSTS, FAMILY))
    if limits.most_costs is None or plan.is_exempt or family is None or (MOST_COSTS, PERSON_IN_FAMILY) in plan.amounts:
        return False
    return family > limits.most_costs[0]


def _bounds(plan: PlanFigures, limits: YearLimits) -> Iterator[Bound]:
    if plan.has_hsa or not plan.is_exempt:
        most = limits.most_hsa_costs if plan.has_hsa else limits.most_costs
        kind = "a plan with a health savings account" if plan.has_hsa else "any plan"
        if most is not None:
            yield Bound(MOST_COSTS, PERSON, most[0], f"for one person on {kind}")
            yield Bound(MOST_COSTS, FAMILY, most[1], f"for a family on {kind}")
    if limits.most_costs is not None and not plan.is_exempt:
        # Nobody pays more for being covered with others: section 2707(b) of the Public Health Service Act.
        yield Bound(MOST_COSTS, PERSON_IN_FAMILY, limits.most_costs[0], "for one person in a family on any plan")
    if limits.least_hsa_deductible is None or not plan.has_hsa:
        return
    for_person, for_family = limits.least_hsa_deductible
    yield Bound(DEDUCTIBLE, PERSON, for_person, "for one person", is_least=True)
    yield Bound(DEDUCTIBLE, FAMILY, for_family, "for a family", is_least=True)
    # Nobody in a family may be paid for before the family's least amount is met, not even by their own.
    whose = "for one person in a family"
    if (DEDUCTIBLE, PERSON_IN_FAMILY) in plan.amounts:
        yield Bound(DEDUCTIBLE, PERSON_IN_FAMILY, for_family, whose, is_least=True)
    elif plan.is_embedded:
        yield Bound(DEDUCTIBLE, PERSON, for_family, whose, is_least=True)


def _pair(limits: FederalLimits, key: str, year: int) -> Pair | None:
    person, family = limits.get(key, year, "self"), limits.get(key, year, "family")
    return (person.value, family.value) if person and family else None
