"""The medical plans that are offered to a person, each with its price and what it charges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.calculators.paycheck import paycheck_deduction
from benefits.calculators.plan_terms import MedicalTerms, Premium
from benefits.calculators.result import Result, Source
from benefits.calculators.words import dollars
from benefits.catalogue.held import by_cell, for_class
from benefits.catalogue.read import medical_terms, plans_on, premium, with_terms
from benefits.models import Plan, PlanLine, Tier
from benefits.plan_pages.for_whom import ForWhom

FIGURES = {
    "each": gettext_lazy("Each paycheck"),
    "month": gettext_lazy("A month"),
    "year": gettext_lazy("A year"),
    "each_more": gettext_lazy("Each paycheck, against the year before"),
}


@dataclass(frozen=True)
class Figure:
    label: str | Promise
    value: str  # "" where it is not known


@dataclass(frozen=True)
class Offer:
    """One plan as it is for the person; what may not be told is a Result that says why."""

    plan: Plan
    price: Premium | Result
    terms: MedicalTerms | Result
    last_year: Premium | None = None

    @property
    def paycheck(self) -> Result:
        """Return what comes off each pay, a month and a year, and against the year before where that is known."""
        if isinstance(self.price, Result):
            return self.price
        return paycheck_deduction(self.price, before=self.last_year, sources=self.price.sources)

    @property
    def missing(self) -> list[str]:
        """Return sentences that say what is not known of the plan."""
        return [str(one.why) for one in (self.price, self.terms) if isinstance(one, Result)]

    @property
    def sources(self) -> tuple[Source, ...]:
        known = [one.sources for one in (self.price, self.terms) if not isinstance(one, Result)]
        return tuple(dict.fromkeys(source for sources in known for source in sources))

    @property
    def figures(self) -> list[Figure]:
        told = {one.key: dollars(one.value) for one in self.paycheck.amounts}
        told["each_more"] = self._more()
        return [Figure(label, told.get(key, "")) for key, label in FIGURES.items()]

    def _more(self) -> str:
        """Return how much more it is than the year before; in a year, where the paychecks are not as many as then."""
        if self.last_year is None or isinstance(self.price, Result):
            return ""
        is_each = self.last_year.deductions == self.price.deductions
        more = self.amount("each_more" if is_each else "year_more")
        if more == 0:
            return _("the same")
        told = f"+{dollars(more)}" if more > 0 else dollars(more)
        return told if is_each else _("%(amount)s a year") % {"amount": told}

    def amount(self, key: str) -> Decimal | None:
        paycheck = self.paycheck
        return next((one.value for one in paycheck.amounts if one.key == key), None)


def offered_plans(who: ForWhom) -> list[Plan]:
    """Return the plans with what they charge, so that nothing that a page asks of them is read again."""
    return list(with_terms(plans_on(who.day, who.class_code, PlanLine.MEDICAL)))


def offers(plans: Sequence[Plan], who: ForWhom) -> list[Offer]:
    """Return the plans with their figures, the cheapest first; those without a price come last."""
    prefetch_related_objects(plans, "predecessor__plan_year")
    before = [plan.predecessor for plan in plans if plan.predecessor]
    with_terms([*plans, *before])
    prefetch_related_objects([*plans, *before], "plan_year__surcharges")
    made = [
        Offer(
            plan,
            premium(plan, who.tier, who.class_code, who.surcharges, on=who.day, band=who.band),
            medical_terms(plan, who.tier, on=who.day),
            _last_year(plan, who),
        )
        for plan in plans
    ]
    return sorted(made, key=lambda one: (one.amount("each") is None, one.amount("each"), one.plan.short_name))


def without_rows(plan: Plan) -> Plan:
    """Return the plan without what was read of it, which is much to keep and to bring back."""
    return Plan(**{field.attname: getattr(plan, field.attname) for field in Plan._meta.concrete_fields})


def tiers_of(plans: Sequence[Plan], class_code: str, day: date) -> list[str]:
    """Return the coverage tiers that any of the plans has a price for the class for, from one person to a family."""
    return [tier for tier in Tier.values if any(_has_price(plan, tier, class_code, day) for plan in plans)]


def _has_price(plan: Plan, tier: str, class_code: str, day: date) -> bool:
    """Whether a reviewed price holds on the day; one of several bands of pay or age is one too."""
    rows = for_class((row for row in plan.rate_rows.all() if row.tier == tier), class_code, day)
    return bool(by_cell(rows, "band", day))


def bands_of(plans: Sequence[Plan], class_code: str, day: date) -> list[str]:
    """Return the bands of pay or age on which a reviewed price for the class hangs."""
    rows = (for_class((row for row in plan.rate_rows.all() if row.band), class_code, day) for plan in plans)
    return sorted({band for of_plan in rows for band in by_cell(of_plan, "band", day)})


def surcharge_kinds(plans: Sequence[Plan], class_code: str, day: date) -> frozenset[str]:
    """Return the kinds of surcharges that the class can be charged in the year of these plans."""
    rows = (row for plan in plans[:1] for row in plan.plan_year.surcharges.all() if row.is_for(class_code))
    return frozenset(by_cell(rows, "kind", day))


def _last_year(plan: Plan, who: ForWhom) -> Premium | None:
    before = plan.predecessor
    is_told = before is not None and before.status == Plan.Status.PUBLISHED and before.plan_year.is_told
    if not is_told or (before.classes and who.class_code not in before.classes):
        return None
    price = premium(before, who.tier, who.class_code, who.surcharges, band=who.band)
    return None if isinstance(price, Result) else price
