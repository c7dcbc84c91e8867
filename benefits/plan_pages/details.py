"""One plan by itself, of any line: what it costs, pays and leaves out, where to find a doctor, and on which papers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from benefits.calculators.paycheck import paycheck_deduction
from benefits.calculators.result import Result, Source
from benefits.calculators.words import dollars, percent
from benefits.catalogue.held import by_cell, day_in, for_class, newest, sources_of
from benefits.catalogue.read import dental_terms, medical_terms, plans_on, premium, vision_terms, with_terms
from benefits.catalogue.read_plans import Dental, DentalShare, VisionItem
from benefits.models import Accumulator, DentalCost, Network, Plan, PlanLine, Tier, VisionAllowance
from benefits.plan_pages.words import dental_deductible_words, limits_words, service_words, short_dollars
from benefits.services import MEDICAL_SERVICES
from benefits.tiers import CHOSEN

_DENTAL_WORK: Mapping[str, Promise] = {
    DentalCost.DentalClass.PREVENTIVE: gettext_lazy("Check-ups and cleanings (class I)"),
    DentalCost.DentalClass.BASIC: gettext_lazy("Fillings and other basic work (class II)"),
    DentalCost.DentalClass.MAJOR: gettext_lazy("Crowns and other major work (class III)"),
    DentalCost.DentalClass.ORTHO: gettext_lazy("Orthodontia (braces)"),
}
_VISION_ITEMS: Mapping[str, Promise] = {
    VisionAllowance.Item.EXAM: gettext_lazy("Eye exam"),
    VisionAllowance.Item.FRAMES: gettext_lazy("Frames"),
    VisionAllowance.Item.LENSES: gettext_lazy("Lenses"),
    VisionAllowance.Item.CONTACTS: gettext_lazy("Contact lenses"),
}
_FUNDING: Mapping[str, Promise] = {
    Plan.Funding.INSURED: gettext_lazy("The insurer"),
    Plan.Funding.SELF_FUNDED: gettext_lazy("Your employer; the carrier handles the claims"),
    Plan.Funding.LEVEL: gettext_lazy("Your employer up to a limit, the insurer above it"),
}


@dataclass(frozen=True)
class Detail:
    label: str
    value: str
    notes: tuple[str, ...] = ()
    url: str = ""  # where the value leads


@dataclass(frozen=True)
class Section:
    label: str
    details: tuple[Detail, ...]


@dataclass(frozen=True)
class PlanDetails:
    plan: Plan
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    missing: tuple[str, ...]  # sentences on what nobody has entered or reviewed

    def sections_for(self, tier: str) -> list[Section]:
        """Return the sections with the price of this coverage tier alone."""
        others = {str(label) for one, label in CHOSEN.items() if one != tier}
        return [
            replace(one, details=tuple(row for row in one.details if row.label not in others)) for one in self.sections
        ]


def plan_shown(pk: object, class_code: str) -> Plan | None:
    """Return the plan if it is offered to the class; also one of a year that is over, for whoever kept its address."""
    rows = Plan.objects.published().reviewed().offered_to(class_code).select_related("plan_year", "carrier")
    plan = rows.filter(pk=pk).first()
    return plan if plan and newest([plan], day_in(plan.plan_year)) else None


def beside_medical(class_code: str, day: date) -> list[Plan]:
    """Return the dental and vision plans that are offered to the class on the day."""
    lines = (PlanLine.DENTAL, PlanLine.VISION)
    return [plan for plan in plans_on(day, class_code) if plan.line in lines]


def details_of(plan: Plan, class_code: str) -> PlanDetails:
    day = day_in(plan.plan_year)
    with_terms([plan])
    told = {PlanLine.MEDICAL: _medical, PlanLine.DENTAL: _dental, PlanLine.VISION: _vision}
    parts = told.get(PlanLine(plan.line), lambda plan, day: ([], (), None))
    sections, sources, why = parts(plan, day)
    prices, price_sources, unpriced = _prices(plan, class_code, day)
    every = [prices, *sections, _plan_itself(plan)]
    return PlanDetails(
        plan,
        tuple(section for section in every if section.details),
        tuple(dict.fromkeys((*price_sources, *sources, *sources_of([plan])))),
        tuple(filter(None, (*unpriced, why))),
    )


def _prices(plan: Plan, class_code: str, day: date) -> tuple[Section, tuple[Source, ...], list[str]]:
    """Return the price by whom it covers, and why it cannot be told where rows are there."""
    details, sources = [], []
    unpriced: dict[str, list[str]] = {}
    for tier in Tier:
        price = premium(plan, tier, class_code, on=day)
        if isinstance(price, Result):
            if for_class((row for row in plan.rate_rows.all() if row.tier == tier), class_code, day):
                unpriced.setdefault(str(price.why), []).append(str(CHOSEN[tier]))
        else:
            result = paycheck_deduction(price)
            value = _("%(each)s each paycheck, %(year)s a year") % {
                "each": dollars(result["each"]),
                "year": dollars(result["year"]),
            }
            details.append(Detail(str(CHOSEN[tier]), value))
            sources += price.sources
    whys = [f"{why} ({'; '.join(tiers)})" for why, tiers in unpriced.items()]
    return Section(_("What comes off your pay"), tuple(details)), tuple(sources), whys


def _plan_itself(plan: Plan) -> Section:
    links = (
        (_("Doctors in the network"), _("Find a doctor"), plan.directory_url),
        (_("List of covered drugs"), _("See the list"), plan.formulary_url),
    )
    rows = [
        Detail(_("Kind of plan"), plan.get_kind_display()),
        Detail(_("Carrier"), plan.carrier.name if plan.carrier else "", (plan.carrier.phone,) if plan.carrier else ()),
        Detail(_("Network"), plan.network_name),
        *(Detail(label, value if url else "", url=url) for label, value, url in links),
        Detail(_("Where it is offered"), plan.service_area),
        Detail(_("Who pays the claims"), str(_FUNDING.get(plan.funding, ""))),
        Detail(_("Not covered"), "; ".join(plan.excluded)),
        Detail(_("Also covered"), "; ".join(plan.also_covered)),
    ]
    if plan.line == PlanLine.MEDICAL:
        needed = _("Needed") if plan.referral_required else _("Not needed")
        rows += [
            Detail(_("Referral for a specialist"), needed),
            Detail(_("Goes with an HSA"), _("Yes") if plan.hsa_qualified else _("No")),
            Detail(_("Counts as minimum essential coverage"), _yes_or_no(plan.minimum_essential)),
            Detail(_("Meets the minimum value standard"), _yes_or_no(plan.minimum_value)),
        ]
    return Section(_("The plan"), tuple(row for row in rows if row.value))


def _yes_or_no(said: bool | None) -> str:
    return "" if said is None else _("Yes") if said else _("No")


# ---- medical


def _medical(plan: Plan, day: date) -> tuple[list[Section], tuple[Source, ...], str]:
    alone, family = (medical_terms(plan, tier, on=day) for tier in (Tier.EMPLOYEE, Tier.FAMILY))
    if isinstance(alone, Result) or isinstance(family, Result):
        return [], (), str((alone if isinstance(alone, Result) else family).why)
    limits = by_cell((row for row in plan.accumulator_rows.all() if row.network == Network.FIRST), "kind", day)
    rows = by_cell((row for row in plan.servicecost_rows.all() if row.network == Network.FIRST), "service", day)
    yearly = []
    for kind, label, of_terms in _YEARLY:
        notes = _limit_notes(limits.get(kind))
        yearly.append(Detail(_("%(limit)s, only me") % {"limit": label}, limits_words(of_terms(alone)), notes))
        yearly.append(Detail(_("%(limit)s, family") % {"limit": label}, limits_words(of_terms(family))))
    care = [
        Detail(_(one.name), service_words(alone.services[one.code]), _service_notes(rows.get(one.code)))
        for one in MEDICAL_SERVICES
        if one.code in alone.services
    ]
    sections = [
        Section(_("Yearly limits, in the network"), tuple(yearly)),
        Section(_("What you pay for care, in the network"), tuple(care)),
    ]
    return sections, alone.sources, ""


_YEARLY: tuple[tuple[str, Promise, Callable], ...] = (
    (Accumulator.Kind.DEDUCTIBLE, gettext_lazy("Deductible"), lambda terms: terms.deductible),
    (Accumulator.Kind.OUT_OF_POCKET, gettext_lazy("Out-of-pocket limit"), lambda terms: terms.out_of_pocket),
)


def _limit_notes(row: Accumulator | None) -> tuple[str, ...]:
    if row is None or not row.is_combined:
        return ()
    return (_("Care in and out of the network fills this one limit."),)


def _service_notes(row: object) -> tuple[str, ...]:
    if row is None:
        return ()
    asked_first = _("The plan has to agree before (prior authorization).") if row.prior_auth else ""
    return tuple(note for note in (asked_first, row.limits, row.notes) if note)


# ---- dental and vision


def _dental(plan: Plan, day: date) -> tuple[list[Section], tuple[Source, ...], str]:
    terms = dental_terms(plan, on=day)
    if isinstance(terms, Result):
        return [], (), str(terms.why)
    most = short_dollars(terms.annual_max) if terms.annual_max is not None else _("No yearly maximum")
    yearly = [
        Detail(_("Deductible"), dental_deductible_words(terms)),
        Detail(_("The most the plan pays a person in a year"), most),
    ]
    yearly += _ortho(terms)
    work = [_work(terms, name) for name in _DENTAL_WORK]
    sections = [Section(_("Limits"), tuple(yearly)), Section(_("What the plan pays"), tuple(work))]
    return sections, terms.sources, ""


def _work(terms: Dental, name: str) -> Detail:
    label, share = str(_DENTAL_WORK[name]), terms.shares.get(name)
    if share is not None:
        return Detail(label, _share_words(share), _waiting(share))
    is_excluded = name == DentalCost.DentalClass.ORTHO and not terms.ortho_covered
    return Detail(label, _("Not covered") if is_excluded else _("Not entered or reviewed yet"))


def _ortho(terms: Dental) -> list[Detail]:
    most = short_dollars(terms.ortho_max) if terms.ortho_max is not None else ""
    age = _("Children under age %(age)s") % {"age": terms.ortho_age} if terms.ortho_age is not None else ""
    rows = (Detail(_("The most for orthodontia in a lifetime"), most), Detail(_("Orthodontia is for"), age))
    return [row for row in rows if row.value]


def _share_words(share: DentalShare) -> str:
    told = _("The plan pays %(share)s") % {"share": percent(share.plan_share)}
    return _("%(told)s, after the deductible") % {"told": told} if share.deductible_applies else told


def _waiting(share: DentalShare) -> tuple[str, ...]:
    if not share.waiting_months:
        return ()
    told = ngettext(
        "Only after %(count)s month in the plan.", "Only after %(count)s months in the plan.", share.waiting_months
    )
    return (told % {"count": share.waiting_months},)


def _vision(plan: Plan, day: date) -> tuple[list[Section], tuple[Source, ...], str]:
    terms = vision_terms(plan, on=day)
    if isinstance(terms, Result):
        return [], (), str(terms.why)
    items = [
        Detail(str(label), _item_words(terms.items[name]), _how_often(terms.items[name]))
        for name, label in _VISION_ITEMS.items()
        if name in terms.items
    ]
    return [Section(_("What the plan pays"), tuple(items))], terms.sources, ""


def _item_words(item: VisionItem) -> str:
    copay = _("You pay %(copay)s") % {"copay": short_dollars(item.copay)} if item.copay else ""
    if item.allowance is None:
        return copay or _("No charge")
    allowed = _("The plan pays up to %(most)s") % {"most": short_dollars(item.allowance)}
    if item.discount:
        allowed = _("%(allowed)s, with %(share)s off what is above it") % {
            "allowed": allowed,
            "share": percent(item.discount),
        }
    return "; ".join(filter(None, (copay, allowed)))


def _how_often(item: VisionItem) -> tuple[str, ...]:
    told = ngettext("Once every %(count)s month.", "Once every %(count)s months.", item.every_months)
    return (told % {"count": item.every_months},)
