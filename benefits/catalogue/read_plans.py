"""Plans as the calculators take them. Only what HR reviewed is told; what is missing is a reason, never a guess."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_noop

from benefits.calculators.money import ZERO
from benefits.calculators.plan_terms import Limits, MedicalTerms, Premium, ServiceTerms
from benefits.calculators.result import Result, Source, needs_input
from benefits.catalogue.held import Held, by_cell, day_in, for_class, held, missing, newest, sources_of, unreviewed
from benefits.models import (
    Accumulator,
    BenefitClass,
    Network,
    Plan,
    PlanLine,
    PlanYear,
    Rate,
    RxTier,
    ServiceCost,
    Surcharge,
    Tier,
)

RETAIL_DAYS = 30
_DEDUCTIBLE = gettext_noop("the deductible")
_MOST = gettext_noop("the out-of-pocket limit")
_RATE = gettext_noop("the price of this coverage")
_SEED = gettext_noop("the employer's money for the HSA")
_SURCHARGE = gettext_noop("the surcharge")
_PLAN = gettext_noop("the plan")
_DENTAL = gettext_noop("what the dental plan pays")
_VISION = gettext_noop("what the vision plan pays")


def plans_on(day: date, class_code: str = "", line: str | None = None) -> list[Plan]:
    """Return the plans that are offered to a class on a day: published, reviewed, of the plan year of that day."""
    rows = Plan.objects.published().usable(day).offered_to(class_code)
    rows = rows.filter(plan_year__starts_on__lte=day, plan_year__ends_on__gte=day)
    if line:
        rows = rows.filter(line=line)
    return list(rows.select_related("plan_year", "carrier").order_by("line", "short_name"))


def with_terms(plans: Sequence[Plan]) -> Sequence[Plan]:
    """Read what these plans charge in the network, for all of them at once: a comparison asks no more than one plan."""
    here = {"network": Network.FIRST}
    prefetch_related_objects(
        plans,
        Prefetch("accumulator_rows", Accumulator.objects.filter(**here)),
        Prefetch("servicecost_rows", ServiceCost.objects.filter(**here)),
        "rxtier_rows",
        Prefetch("rate_rows", Rate.objects.select_related("benefit_class")),
        "seed_rows",
        "plan_year__surcharges",
    )
    return plans


# ---- medical


def medical_terms(plan: Plan, tier: str, *, on: date | None = None) -> MedicalTerms | Result:
    """Return what a medical plan charges in its network at one coverage tier.

    A service without a reviewed row is left out: whoever reckons with it is told that nobody has entered it.
    """
    day = day_in(plan.plan_year, on)
    if not plan.is_reviewed:
        return unreviewed(plan, _PLAN)
    limits = list(plan.accumulator_rows.all())
    deductible = _limit(plan, limits, Accumulator.Kind.DEDUCTIBLE, day, _DEDUCTIBLE)
    most = _limit(plan, limits, Accumulator.Kind.OUT_OF_POCKET, day, _MOST)
    for one in (deductible, most):
        if isinstance(one, Result):
            return one
    services = _services(plan, day, drugs_share_deductible=deductible.includes_drugs, limits_drugs=most.includes_drugs)
    rows = [row for row, _ in services.values()]
    return MedicalTerms(
        plan.name,
        _limits_of(deductible, tier),
        _limits_of(most, tier),
        {code: terms for code, (_, terms) in services.items()},
        counts_copays=deductible.copays_count,
        limits_drugs=most.includes_drugs,
        sources=sources_of((deductible, most, *rows)),
    )


def _limit(plan: Plan, limits: Iterable[Accumulator], kind: str, day: date, what: str) -> Accumulator | Result:
    cell = [one for one in limits if (one.network, one.kind) == (Network.FIRST, kind)]
    return held(cell, day, of=plan, what=what)


def _limits_of(row: Accumulator, tier: str) -> Limits:
    return Limits.of_one(row.individual) if tier == Tier.EMPLOYEE else Limits(row.family, row.person_in_family)


def _services(
    plan: Plan, day: date, *, drugs_share_deductible: bool, limits_drugs: bool
) -> Mapping[str, tuple[ServiceCost | RxTier, ServiceTerms]]:
    cells = defaultdict(list)
    for row in plan.servicecost_rows.all():
        if row.network == Network.FIRST:
            cells[row.service].append(row)
    for row in plan.rxtier_rows.all():
        # What counts towards a deductible of drugs alone cannot be told: how much that is stands nowhere.
        if row.service and row.days == RETAIL_DAYS and (drugs_share_deductible or not row.deductible_applies):
            cells[row.service].append(row)
    found = {code: newest(rows, day) for code, rows in cells.items()}
    return {
        code: (row, _terms_of(row, limits_drugs=limits_drugs))
        for code, row in found.items()
        if row is not None and row.is_reviewed
    }


def _terms_of(row: ServiceCost | RxTier, *, limits_drugs: bool) -> ServiceTerms:
    charged = {
        "copay": row.copay or ZERO,
        "coinsurance": row.coinsurance or ZERO,
        "deductible_applies": row.deductible_applies,
        "is_covered": not row.not_covered,
    }
    if isinstance(row, RxTier):
        return ServiceTerms(**charged, least=row.min_per_fill, most=row.max_per_fill, counts_to_limit=limits_drugs)
    return ServiceTerms(
        **charged,
        is_a_day=row.copay_unit == ServiceCost.Unit.DAY,
        most_days=row.max_days,
        first_visits=row.first_visits or 0,
        first_copay=row.first_copay or ZERO,
        is_free=row.no_charge and not row.deductible_applies,
    )


# ---- prices


def premium(
    plan: Plan,
    tier: str,
    class_code: str = "",
    surcharges: Collection[str] = (),
    *,
    on: date | None = None,
    band: str = "",
) -> Premium | Result:
    """Return what comes off each pay for the plan. `surcharges` are the kinds that hold for the person; one that is not
    charged to their class adds nothing.
    """
    day = day_in(plan.plan_year, on)
    rate = rate_of(plan, tier, class_code, on=day, band=band)
    if isinstance(rate, Result):
        return rate
    added = _surcharges(plan, class_code, surcharges, day) if surcharges else []
    seed = _seed(plan, tier, rate.deductions, day)
    for one in (added, seed):
        if isinstance(one, Result):
            return one
    amount, seeds = seed
    return Premium(
        rate.employee_per_deduction,
        rate.deductions,
        {one.kind: one.per_deduction for one in added},
        seed_a_year=amount,
        seed_condition=next((one.conditions for one in seeds), ""),
        sources=sources_of((rate, *added, *seeds)),
    )


def rate_of(plan: Plan, tier: str, class_code: str = "", *, on: date | None = None, band: str = "") -> Rate | Result:
    """Return the price of a coverage tier for a class, or the one that all classes have."""
    day = day_in(plan.plan_year, on)
    if not plan.is_reviewed:
        return unreviewed(plan, _PLAN)
    rows = for_class((row for row in plan.rate_rows.all() if row.tier == tier), class_code, day)
    bands = sorted({row.band for row in rows if row.is_reviewed} - {""})
    if bands and band not in bands:
        return needs_input(
            ["band"],
            gettext_noop("{plan}: the price hangs on pay or age. Say which of these is yours: {bands}."),
            plan=plan.name,
            bands=", ".join(bands),
        )
    # Of what hangs on nothing the price is everybody's, also where others say their band for another plan.
    return held([row for row in rows if row.band == (band if bands else "")], day, of=plan, what=_RATE)


def deductions_of(year: PlanYear, class_code: str, *, on: date | None = None) -> int | None:
    """Return from how many paychecks of the year is deducted for a class: by the prices that somebody stands behind,
    medical ones where there are any. None where they differ or there is none. A pay calendar is not asked: it says of
    no plan that its price is for so many.
    """
    day = day_in(year, on)
    plans = with_terms(plans_on(day, class_code))
    medical = [plan for plan in plans if plan.line == PlanLine.MEDICAL]
    rates = (rate_of(plan, tier, class_code, on=day) for plan in medical or plans for tier in Tier.values)
    found = {rate.deductions for rate in rates if not isinstance(rate, Result)}
    return found.pop() if len(found) == 1 else None


def days_without_deduction(
    year: PlanYear, class_code: str, deductions: int, *, on: date | None = None
) -> Held[tuple[date, ...]]:
    """Return the paydays of the year on which no premium comes off the pay of a class, by a calendar that is reviewed
    and has as many deductions a year as the price.
    """
    there = BenefitClass.objects.filter(code=class_code).exclude(pay_calendar=None).select_related("pay_calendar")
    calendar = newest((one.pay_calendar for one in there), day_in(year, on))
    if calendar is None or not calendar.is_reviewed or calendar.deductions_per_year != deductions:
        return Held((), ())
    days = tuple(sorted(day for day in calendar.skipped_pays if year.starts_on <= day <= year.ends_on))
    return Held(days, sources_of([calendar]) if days else ())


def _surcharges(plan: Plan, class_code: str, kinds: Collection[str], day: date) -> list[Surcharge] | Result:
    there = list(plan.plan_year.surcharges.all())
    found = []
    for kind in kinds:
        of_kind = [one for one in there if one.kind == kind]
        # What is charged to others, reviewed or not, says nothing of this class.
        own = [one for one in of_kind if one.is_for(class_code)]
        if of_kind and not own:
            continue
        row = held(own, day, of=plan.plan_year, what=_SURCHARGE)
        if isinstance(row, Result):
            return row
        found.append(row)
    return found


def _seed(plan: Plan, tier: str, deductions: int, day: date) -> tuple[Decimal, tuple] | Result:
    """Return the employer's money a year and the rows it stands in; a plan without an HSA has none."""
    if not plan.hsa_qualified:
        return ZERO, ()
    row = held([one for one in plan.seed_rows.all() if one.tier == tier], day, of=plan, what=_SEED)
    return row if isinstance(row, Result) else (row.a_year(deductions), (row,))


# ---- dental and vision


@dataclass(frozen=True)
class DentalShare:
    plan_share: Decimal
    deductible_applies: bool
    waiting_months: int


@dataclass(frozen=True)
class Dental:
    """`shares` by class of work: "I", "II", "III", "ortho"; of what is not entered or reviewed there is none. No yearly
    maximum is None."""

    deductible: Decimal  # of one person
    family_deductible: Decimal | None  # None: each member fills their own
    annual_max: Decimal | None
    ortho_covered: bool
    ortho_max: Decimal | None
    ortho_age: int | None
    shares: Mapping[str, DentalShare]
    sources: tuple[Source, ...]


def dental_terms(plan: Plan, *, on: date | None = None) -> Dental | Result:
    day = day_in(plan.plan_year, on)
    row = held(plan.dentalterms_rows.all(), day, of=plan, what=_DENTAL)
    if isinstance(row, Result):
        return row
    costs = by_cell(plan.dentalcost_rows.all(), "dental_class", day)
    shares = {
        name: DentalShare(one.plan_share, one.deductible_applies, one.waiting_months) for name, one in costs.items()
    }
    return Dental(
        row.deductible_person,
        row.deductible_family,
        row.annual_max,
        row.ortho_covered,
        row.ortho_max,
        row.ortho_age,
        shares,
        sources_of((row, *costs.values())),
    )


@dataclass(frozen=True)
class VisionItem:
    copay: Decimal
    allowance: Decimal | None  # None: paid in full above the copay
    discount: Decimal
    every_months: int


@dataclass(frozen=True)
class Vision:
    items: Mapping[str, VisionItem]  # "exam", "frames", "lenses", "contacts"
    sources: tuple[Source, ...]


def vision_terms(plan: Plan, *, on: date | None = None) -> Vision | Result:
    rows = list(plan.visionallowance_rows.all())
    found = by_cell(rows, "item", day_in(plan.plan_year, on))
    if not found:
        return unreviewed(plan, _VISION) if rows else missing(plan, _VISION)
    items = {name: VisionItem(row.copay, row.allowance, row.discount, row.every_months) for name, row in found.items()}
    return Vision(items, sources_of(found.values()))
