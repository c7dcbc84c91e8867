"""The catalogue's medical plans as the figures that federal law is held against."""

from collections.abc import Mapping
from datetime import date

from benefits.catalogue.held import newest
from benefits.federal.plan_limits import DEDUCTIBLE, FAMILY, MOST_COSTS, PERSON, PERSON_IN_FAMILY, PlanFigures
from benefits.models import Accumulator, Network, Plan, PlanLine

Kind = Accumulator.Kind
Limits = Mapping[tuple[str, str], Accumulator]  # by network and kind
KINDS = {DEDUCTIBLE: Kind.DEDUCTIBLE, MOST_COSTS: Kind.OUT_OF_POCKET}
_FIELDS = {PERSON: "individual", FAMILY: "family", PERSON_IN_FAMILY: "person_in_family"}


def figures_of(plan: Plan, limits: Limits) -> PlanFigures:
    """Return what the plan asks of its people in the network; the law is that of the year in which its year begins."""
    amounts = {}
    for what, kind in KINDS.items():
        row = limits.get((Network.FIRST, kind))
        for whom, field in _FIELDS.items():
            if row is not None and getattr(row, field) is not None:
                amounts[what, whom] = getattr(row, field)
    year = str(plan.plan_year.starts_on.year)
    return PlanFigures(
        plan.short_name,
        year,
        has_hsa=plan.hsa_qualified,
        amounts=amounts,
        is_exempt=plan.is_exempt_from_cost_limit,
    )


def figures_on(plan: Plan, day: date) -> PlanFigures:
    """Return the plan's figures as they hold nearest to the day, reviewed or not."""
    cells: dict[tuple[str, str], list[Accumulator]] = {}
    for row in plan.accumulator_rows.all():
        cells.setdefault((row.network, row.kind), []).append(row)
    on = plan.plan_year.nearest_to(day)
    held = {cell: newest(rows, on) for cell, rows in cells.items()}
    return figures_of(plan, {cell: row for cell, row in held.items() if row is not None})


def plans_not_over(day: date) -> list[PlanFigures]:
    """Return the medical plans of years that are not over, reviewed or not, as they hold nearest to the day."""
    plans = Plan.objects.filter(line=PlanLine.MEDICAL, plan_year__ends_on__gte=day)
    return [figures_on(plan, day) for plan in plans.select_related("plan_year").prefetch_related("accumulator_rows")]
