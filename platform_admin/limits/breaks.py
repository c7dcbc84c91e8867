"""What a value would change before it is published: plans of clients that break a rule then, and who waits for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from benefits.calculator_pages.pages import PAGES
from benefits.catalogue.figures import plans_not_over
from benefits.federal.keys import BY_KEY
from benefits.federal.limits import FederalLimits, federal_limits, in_force
from benefits.federal.models import FEDERAL, FederalLimit, LimitStatus
from benefits.federal.plan_limits import RULES, Bound, PlanFigures, broken, limits_of
from knowledge.warnings.warn import plans_in_force
from platform_admin.limits.enter import overlapping
from tenants.clock import today as clients_today
from tenants.context import tenant_scope
from tenants.models import Client

# Of the client that is bound, on a day.
PlansOf = Callable[[date], Iterable[PlanFigures]]


@dataclass(frozen=True)
class BrokenPlan:
    client: Client
    plan: PlanFigures
    bound: Bound

    @property
    def words(self) -> str:
        """Return what is wrong: "HSA 2500, 2027: $1,700 for one person, at least $1,750"."""
        value = self.plan.amounts[self.bound.what, self.bound.whom]
        asked = "at least" if self.bound.is_least else "at most"
        return (
            f"{self.plan.name}, {self.plan.year}: ${value:,.0f} {self.bound.words}, and the law would ask for {asked} "
            f"${self.bound.amount:,.0f}."
        )


def plans_known(day: date) -> list[PlanFigures]:
    """Return the plans of the catalogue, and those that only a summary tells of, which nobody has entered yet."""
    entered = plans_not_over(day)
    return entered + [plan for plan in plans_in_force(day) if not any(_is_same(plan, one) for one in entered)]


def _is_same(of_summary: PlanFigures, entered: PlanFigures) -> bool:
    """Summaries often have the carrier's name before the plan's."""
    begins = of_summary.year[:4] == entered.year
    return begins and of_summary.name.casefold().endswith(entered.name.casefold())


def plans_broken_by(row: FederalLimit, *, plans_of: PlansOf = plans_known) -> list[BrokenPlan]:
    """Return the plans of all clients that are right now and would break a rule with this row published."""
    if row.key not in RULES or row.jurisdiction != FEDERAL:
        return []
    now, then = federal_limits(), _as_if_published(row)
    found = []
    for client in Client.objects.served().migrated().order_by("name"):
        with tenant_scope(client.ref()):
            plans = list(plans_of(clients_today()))
        found += [BrokenPlan(client, plan, bound) for plan in plans for bound in _newly_broken(plan, now, then)]
    return found


def waiting_for(row: FederalLimit) -> list[str]:
    """Return what reckons with the limit, in words."""
    told = [f"Calculator “{page.title}”" for page in PAGES if row.key in page.limits]
    if row.key in RULES:
        told.append("What is held against federal limits in every plan catalogue and summary of benefits")
    kept_for = BY_KEY[row.key].kept_for if row.key in BY_KEY else ""
    return told + ([f"Nothing yet; it is kept for {kept_for}"] if kept_for else [])


def _newly_broken(plan: PlanFigures, now: FederalLimits, then: FederalLimits) -> list[Bound]:
    before, after = limits_of(plan.year, now), limits_of(plan.year, then)
    known = {(one.what, one.whom, one.words) for one in broken(plan, before)} if before else set()
    return [one for one in broken(plan, after) if (one.what, one.whom, one.words) not in known] if after else []


def _as_if_published(row: FederalLimit) -> FederalLimits:
    replaced = set(overlapping(row).values_list("pk", flat=True)) | {row.pk}
    rows = list(FederalLimit.objects.published().filter(jurisdiction=FEDERAL).exclude(pk__in=replaced))
    facts = {field.attname: getattr(row, field.attname) for field in FederalLimit._meta.concrete_fields}
    rows.append(FederalLimit(**facts | {"status": LimitStatus.PUBLISHED}))
    return in_force(rows, this_year=clients_today().year)
