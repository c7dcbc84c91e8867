"""The plans of a company, what they charge and what they cost."""

from collections.abc import Iterator
from decimal import Decimal

from benefits.catalogue.rows import Row, RowSource
from benefits.models import Network, Tier
from platform_admin.demo.catalogue.papers import medical_paper, paper
from platform_admin.demo.company import Company
from platform_admin.demo.services import MAIL_TIMES
from platform_admin.demo.shapes import Accumulator, Cost, Plan, Rate

DENTAL, VISION = "DENTAL", "VISION"
HEALTH_NAMES = {DENTAL: "Dental", VISION: "Vision"}
_NETWORKS = {"IN": Network.FIRST.value, "OON": Network.OUT.value}
_KINDS = {"deductible": "deductible", "out_of_pocket": "oopm"}
_DRUGS = {"generic": 1, "preferred": 2, "non_preferred": 3, "specialty": 4}
_DRUG_LABELS = {
    "generic": "Generic",
    "preferred": "Preferred brand",
    "non_preferred": "Non-preferred brand",
    "specialty": "Specialty",
}
_SELF_ONLY = Tier.EMPLOYEE.value


def short_name(plan: Plan) -> str:
    """What people call it, without the carrier's name before it."""
    return plan.name.removeprefix(plan.carrier).strip()


def plan_rows(company: Company) -> Iterator[Row]:
    for plan in company.plans:
        yield from _medical(company, plan)
    for year in company.plan_years:
        codes = {rate.plan for rate in company.rates if rate.plan_year == year.label}
        if DENTAL in codes:
            yield from _dental(company, year.label)
        if VISION in codes:
            yield from _vision(company, year.label)
        yield from _beside_health(company, year.label)
    yield from (_rate(company, rate) for rate in company.rates)
    yield from _seeds(company)


# ---- medical


def _medical(company: Company, plan: Plan) -> Iterator[Row]:
    summary = medical_paper(company, plan)
    key = {"plan_year": plan.plan_year, "plan": short_name(plan)}
    yield Row("plan", {"plan_year": plan.plan_year, "short_name": short_name(plan)}, _plan(company, plan), summary)
    if plan.deductible is None:
        # A plan without a deductible says so: an empty cell would be one that nobody has filled in.
        nothing = dict.fromkeys(("individual", "family", "person_in_family"), Decimal(0))
        place = {"network": Network.FIRST.value, "kind": "deductible"}
        yield Row("accumulator", key | place, nothing | {"family_rule": "embedded"}, summary)
    for limit in plan.accumulators:
        place = {"network": _NETWORKS[limit.tier], "kind": _KINDS[limit.kind]}
        yield Row("accumulator", key | place, _limit(limit), summary)
    for one in plan.services:
        for network, cost in ((Network.FIRST.value, one.network), (Network.OUT.value, one.out_of_network)):
            if one.service in _DRUGS and network == Network.FIRST:
                yield from _drug(key, one.service, cost, summary)
                continue
            values = _cost(cost) | ({"limits": one.limits} if one.limits != "None" else {})
            yield Row("service_cost", key | {"service": one.service, "network": network}, values, summary)


def _plan(company: Company, plan: Plan) -> dict[str, object]:
    labels = [year.label for year in company.plan_years]
    place = labels.index(plan.plan_year)
    values = {
        "line": "medical",
        "name": plan.name,
        "carrier": plan.carrier,
        "kind": plan.plan_type,
        "network_name": plan.network,
        "referral_required": plan.referral_required,
        "hsa_qualified": plan.hsa_qualified,
        "minimum_essential": True,
        "minimum_value": True,
        "status": "published",
        "classes": _offered_to(company, is_medical=True),
        "excluded": list(plan.excluded),
        "also_covered": list(plan.also_covered),
    }
    if place and any((one.code, one.plan_year) == (plan.code, labels[place - 1]) for one in company.plans):
        values["predecessor"] = short_name(plan)
    return values


def _offered_to(company: Company, *, is_medical: bool) -> list[str]:
    """The classes that have it, none where all have."""
    if not is_medical or all(one.has_medical for one in company.classes):
        return []
    return [one.code for one in company.classes if one.has_medical]


def _limit(limit: Accumulator) -> dict[str, object]:
    return {
        "individual": limit.person,
        "family": limit.family,
        "family_rule": "aggregate" if limit.is_aggregate else "embedded",
        "person_in_family": limit.person_in_family,
    }


def _cost(cost: Cost) -> dict[str, object]:
    if not cost.covered:
        return {"not_covered": True}
    if cost.copay is None and cost.coinsurance is None:
        return {"no_charge": True}
    if cost.first_visits is not None:
        return {
            "first_visits": cost.first_visits,
            "first_copay": cost.copay,
            "coinsurance": cost.coinsurance,
            "deductible_applies": True,
        }
    return {
        "copay": cost.copay,
        "copay_unit": cost.unit if cost.copay is not None else "",
        "coinsurance": cost.coinsurance,
        "deductible_applies": cost.after_deductible,
        "max_days": cost.days_charged,
    }


def _drug(key: dict[str, object], service: str, cost: Cost, summary: RowSource) -> Iterator[Row]:
    values = {
        "label": _DRUG_LABELS[service],
        "service": service,
        "copay": cost.copay,
        "coinsurance": cost.coinsurance,
        "max_per_fill": cost.most_per_fill,
        "deductible_applies": cost.after_deductible,
    }
    place = key | {"order": _DRUGS[service]}
    yield Row("rx_tier", place | {"days": 30}, values, summary)
    if service in ("generic", "preferred"):
        by_mail = None if cost.copay is None else cost.copay * MAIL_TIMES
        yield Row("rx_tier", place | {"days": 90}, values | {"copay": by_mail}, summary)


# ---- dental and vision


def _extra(company: Company, year: str, code: str, name: str, carrier: str) -> Row:
    line = HEALTH_NAMES[code].lower()
    values = {"line": line, "name": name, "carrier": carrier, "status": "published"}
    return Row("plan", {"plan_year": year, "short_name": HEALTH_NAMES[code]}, values, paper(company, line, year))


def _dental(company: Company, year: str) -> Iterator[Row]:
    dental, source = company.dental, paper(company, "dental", year)
    key = {"plan_year": year, "plan": HEALTH_NAMES[DENTAL]}
    yield _extra(company, year, DENTAL, dental.name, dental.carrier)
    terms = {
        "deductible_person": dental.deductible,
        "deductible_family": dental.family_deductible,
        "annual_max": dental.yearly_maximum,
    }
    ortho = dental.ortho
    if ortho is not None:
        terms |= {"ortho_covered": True, "ortho_max": ortho.lifetime_maximum, "ortho_age": ortho.under_age}
        costs = {"plan_share": ortho.fraction, "deductible_applies": False}
        yield Row("dental_cost", key | {"dental_class": "ortho"}, costs, source)
    yield Row("dental_terms", key, terms, source)
    for name, part in (("I", dental.preventive), ("II", dental.basic), ("III", dental.major)):
        values = {"plan_share": part, "deductible_applies": name != "I"}
        yield Row("dental_cost", key | {"dental_class": name}, values, source)


def _vision(company: Company, year: str) -> Iterator[Row]:
    vision, source = company.vision, paper(company, "vision", year)
    key = {"plan_year": year, "plan": HEALTH_NAMES[VISION]}
    yield _extra(company, year, VISION, vision.name, vision.carrier)
    items = {
        "exam": {"copay": vision.exam_copay, "every_months": vision.exam_months},
        "lenses": {"copay": vision.lens_copay, "every_months": vision.lens_months},
        "frames": {
            "allowance": vision.frame_allowance,
            "discount": vision.frame_discount,
            "every_months": vision.frame_months,
        },
        "contacts": {"allowance": vision.contact_allowance, "every_months": vision.lens_months},
    }
    for item, values in items.items():
        yield Row("vision_allowance", key | {"item": item}, values, source)


# ---- what there is beside health plans


def _beside_health(company: Company, year: str) -> Iterator[Row]:
    """Who is offered no medical plan has no insurance of income and no accounts either."""
    told = [
        ("eap", "EAP", "Employee assistance", "employee assistance", False),
        ("std", "STD", "Short-term disability", "life and disability", True),
        ("retirement", "401(k)", "401(k) plan", "401(k)", False),
    ]
    if company.life is not None:
        told.append(("life", "Life", "Life insurance", "life and disability", True))
    kinds = {account.kind for account in company.accounts if account.plan_year == year}
    for kind, line, name in (("health", "fsa", "Health care FSA"), ("dependent care", "dcfsa", "Dependent care FSA")):
        if kind in kinds:
            told.append((line, name, name, "accounts", True))
    for line, short, name, role, is_for_medical in told:
        values = {
            "line": line,
            "name": name,
            "carrier": company.carrier(role).name,
            "status": "published",
            "classes": _offered_to(company, is_medical=is_for_medical),
        }
        yield Row("plan", {"plan_year": year, "short_name": short}, values, paper(company, line, year))


# ---- prices


def _rate(company: Company, rate: Rate) -> Row:
    name = HEALTH_NAMES.get(rate.plan)
    if name is None:
        name = short_name(company.plan(rate.plan, rate.plan_year))
    deductions = company.deductions_per_year
    monthly = (rate.per_deduction * deductions / 12).quantize(Decimal("0.01"))
    values = {"employee_per_deduction": rate.per_deduction, "deductions": deductions, "employee_monthly": monthly}
    if rate.full_monthly is not None:
        values |= {"total_monthly": rate.full_monthly, "employer_monthly": max(rate.full_monthly - monthly, Decimal(0))}
    key = {"plan_year": rate.plan_year, "plan": name, "benefit_class": rate.class_code, "tier": rate.tier}
    return Row("rate", key, values, paper(company, "rates", rate.plan_year, rate.class_code))


def _seeds(company: Company) -> Iterator[Row]:
    for seed in company.seeds:
        plan = next(one for one in company.plans if one.hsa_qualified and one.plan_year == seed.plan_year)
        tiers = sorted({rate.tier for rate in company.rates if rate.plan == plan.code})
        for tier in tiers:
            amount = seed.self_only if tier == _SELF_ONLY else seed.family
            # Money that does not come with every deduction comes in two halves.
            each = amount if seed.per_deduction else amount / 2
            schedule = "per_pay" if seed.per_deduction else "semi_annual"
            key = {"plan_year": seed.plan_year, "plan": short_name(plan), "tier": tier}
            yield Row("seed", key, {"amount": each, "schedule": schedule}, paper(company, "accounts", seed.plan_year))
