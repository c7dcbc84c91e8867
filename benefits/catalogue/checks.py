"""What must be true of a plan as a whole or by the law, which no single row can say of itself."""

from collections.abc import Iterable, Iterator
from datetime import date

from benefits.catalogue.figures import KINDS, Kind, Limits, figures_of, figures_on
from benefits.catalogue.read_rules import year_end_of
from benefits.federal.plan_limits import Bound, broken, limits_of, most_of_one_is_open
from benefits.models import AccountRule, Accumulator, Network, Plan, PlanLine
from tenants.clock import day_in_words

_WITH_YEAR_END = (AccountRule.Line.FSA, AccountRule.Line.LIMITED, AccountRule.Line.DEPENDENT_CARE)


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
            if plan.line == PlanLine.MEDICAL:
                yield from _federal(plan, limits)


def wrong_of_account(rule: AccountRule) -> Iterator[str]:
    """Yield what of a spending account's rule the law does not allow, or what cannot be."""
    if rule.line not in _WITH_YEAR_END:
        return
    end = year_end_of(rule, rule.plan_year)
    if end.carries_too_much:
        most = f"${end.most_carried:,.0f}"
        yield f"Of a plan year that begins in {rule.plan_year.starts_on.year} at most {most} may be carried over."
    if end.has_wrong_grace:
        first, last = day_in_words(end.ends_on), day_in_words(end.latest_grace)
        yield f"A grace period ends between {first}, the plan year's last day, and {last}, two and a half months later."
    elif end.ends_claims_before_care:
        until = day_in_words(end.care_until)
        yield f"The last day for claims lies before the last day of care, {until}. Give a later one."


def warned_of(plan: Plan, day: date) -> str:
    """Return what HR should look at, as it may be against the law and no figure says so; "" for nothing."""
    figures = figures_on(plan, day)
    federal = limits_of(figures.year)
    if plan.line != PlanLine.MEDICAL or federal is None or not most_of_one_is_open(figures, federal):
        return ""
    return (
        f"In {figures.year} a plan may let one person of a family pay at most ${federal.most_costs[0]:,.0f} in the "
        "network, and here one person may have to fill the family’s limit. Make the out-of-pocket limit an embedded "
        "one, or say that the plan is exempt."
    )


def _order(limits: Limits) -> Iterator[tuple[Accumulator, str]]:
    for network in Network.values:
        deductible, most = limits.get((network, Kind.DEDUCTIBLE)), limits.get((network, Kind.OUT_OF_POCKET))
        if deductible and most and (most.individual < deductible.individual or most.family < deductible.family):
            yield most, "The out-of-pocket limit is below the deductible. One of the two is wrong."


def _federal(plan: Plan, limits: Limits) -> Iterator[tuple[Accumulator, str]]:
    figures = figures_of(plan, limits)
    federal = limits_of(figures.year)
    if federal is None:
        return
    for bound in broken(figures, federal):
        yield limits[Network.FIRST, KINDS[bound.what]], _said(bound, figures.year)


def _said(bound: Bound, year: str) -> str:
    amount = f"${bound.amount:,.0f} {bound.words}"
    if bound.is_least:
        return f"A plan with an HSA that begins in {year} has a deductible of at least {amount}."
    return f"A plan that begins in {year} may cost at most {amount}."
