"""What must be true of a plan as a whole, which no single row can say of itself."""

from collections.abc import Iterable, Iterator, Mapping

from benefits.federal.plan_limits import YearLimits, limits_of
from benefits.models import Accumulator, Network, Plan

Kind = Accumulator.Kind
Limits = Mapping[tuple[str, str], Accumulator]


def check_plans(plans: Iterable[Plan], accumulators: Iterable[Accumulator]) -> Iterator[tuple[Accumulator | Plan, str]]:
    """Yield what of these plans contradicts itself or federal law, with the row that says it.

    `accumulators` are all of theirs, as they would be; those of one day are held against each other.
    """
    of_plan: dict[object, dict[object, dict[tuple[str, str], Accumulator]]] = {}
    for one in accumulators:
        of_plan.setdefault(one.plan_id, {}).setdefault(one.effective_from, {})[one.network, one.kind] = one
    for plan in plans:
        for limits in of_plan.get(plan.pk, {}).values():
            yield from _order(limits)
            if plan.hsa_qualified:
                yield from _federal(plan, limits)


def _order(limits: Limits) -> Iterator[tuple[Accumulator, str]]:
    for network in Network.values:
        deductible, most = limits.get((network, Kind.DEDUCTIBLE)), limits.get((network, Kind.OUT_OF_POCKET))
        if deductible and most and (most.individual < deductible.individual or most.family < deductible.family):
            yield most, "The out-of-pocket limit is below the deductible. One of the two is wrong."


def _federal(plan: Plan, limits: Limits) -> Iterator[tuple[Accumulator, str]]:
    year = str(plan.plan_year.starts_on.year)
    federal = limits_of(year)
    if federal is None:
        return
    if deductible := limits.get((Network.FIRST, Kind.DEDUCTIBLE)):
        yield from _least(deductible, federal, year)
    if most := limits.get((Network.FIRST, Kind.OUT_OF_POCKET)):
        person, family = federal.most_hsa_costs
        if most.individual > person or most.family > family:
            yield (
                most,
                f"A plan with an HSA that begins in {year} may cost at most ${person:,.0f} for one person and "
                f"${family:,.0f} for a family.",
            )


def _least(deductible: Accumulator, federal: YearLimits, year: str) -> Iterator[tuple[Accumulator, str]]:
    person, family = federal.least_hsa_deductible
    if deductible.individual < person or deductible.family < family:
        yield (
            deductible,
            f"A plan with an HSA that begins in {year} has a deductible of at least ${person:,.0f} for one person and "
            f"${family:,.0f} for a family.",
        )
    if deductible.person_in_family is not None and deductible.person_in_family < family:
        yield (
            deductible,
            f"In a family no member's deductible may be below the family minimum of {year}, ${family:,.0f}, on a plan "
            "with an HSA.",
        )
