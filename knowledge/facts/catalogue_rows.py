"""Facts that HR confirmed, as rows of the plan catalogue. A cell that does not say enough gives no row: no guess."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from benefits.catalogue.rows import Row, RowSource
from benefits.models import BenefitClass, Network, PayCalendar, Plan, ServiceCost, Tier
from benefits.services import DRUG_SERVICES, MEDICAL_SERVICE
from knowledge.facts.conflicts import plain_name
from knowledge.facts.costs import DAYS_CHARGED, FIRST_VISITS, MOST
from knowledge.facts.prices import COINSURANCE, COPAY, NO_CHARGE, NOT_COVERED
from knowledge.facts.questions import AGGREGATE, AMOUNT, DEDUCTIBLE, FAMILY_RULE, LIMIT
from knowledge.facts.rate_labels import EMPLOYEE, FULL, MONTH, PAY
from knowledge.facts.rates import PREMIUM
from knowledge.facts.types import APPLIES, FAMILY, PERSON, PERSON_IN_FAMILY, WAIVED, Reading
from knowledge.models import DocumentVersion, ExtractedFact

_NETWORKS = {"IN": Network.FIRST.value, "IN2": Network.SECOND.value, "OON": Network.OUT.value}
_LIMITS = {DEDUCTIBLE: "deductible", LIMIT: "oopm"}
_DAYS = {"": 30, "retail": 30, "mail": 90}
_PRICES = {COPAY, COINSURANCE, NO_CHARGE, NOT_COVERED, MOST, DAYS_CHARGED, FIRST_VISITS}
_NOTHING = {
    "copay": None,
    "coinsurance": None,
    "deductible_applies": False,
    "not_covered": False,
}
_NO_SERVICE = _NOTHING | {
    "copay_unit": "",
    "max_days": None,
    "first_visits": None,
    "first_copay": None,
    "no_charge": False,
}
_CENT = Decimal("0.01")
Facts = Sequence[ExtractedFact]


@dataclass(frozen=True)
class Waiting:
    """Why nobody knows for how many deductions a year a price is, and the calendar that waits, if one does."""

    reason: str
    calendar: UUID | None = None


@dataclass(frozen=True)
class ConfirmedRow:
    """A row with the facts that say it, all of them confirmed; one that waits has no values yet."""

    row: Row
    facts: tuple[ExtractedFact, ...]
    waits: Waiting | None = None

    @property
    def confirmed_by(self) -> object:
        return self._last_confirmed.confirmed_by

    @property
    def confirmed_at(self) -> datetime:
        return self._last_confirmed.confirmed_at

    @property
    def _last_confirmed(self) -> ExtractedFact:
        return max(self.facts, key=lambda fact: fact.confirmed_at)


@dataclass(frozen=True)
class Names:
    """What the catalogue calls plans and classes, by what papers call them."""

    plans: Mapping[tuple[str, str], str]
    classes: Mapping[str, str]
    deductions: Mapping[str, int]  # a year, by class; "" where all classes have the same
    calendars: Mapping[str, PayCalendar | None]  # by class

    def plan(self, year: str, name: str) -> str:
        return self.plans.get((year, plain_name(name)), name[:60])

    def waiting(self, code: str) -> Waiting:
        """Return why the deductions of a class are not known; of "", those that all classes have."""
        for of, one in self.calendars.items():
            if one and not one.is_reviewed and code in ("", of):
                return Waiting(f"The pay calendar of {of}, {one.label}, waits to be reviewed.", one.pk)
        if code:
            return Waiting(f"The class {code} has no pay calendar. Say at the class how many deductions a year it has.")
        if len(set(self.deductions.values())) > 1:
            return Waiting("Classes have different numbers of deductions a year. Say for which class the document is.")
        return Waiting("No class has a pay calendar. Say at a class how many deductions a year it has.")


def read_names() -> Names:
    plans = {}
    for plan in Plan.objects.select_related("plan_year"):
        for name in (plan.name, plan.short_name):
            plans[plan.plan_year.label, plain_name(name)] = plan.short_name
    classes, deductions, calendars = {}, {}, {}
    for one in BenefitClass.objects.select_related("pay_calendar"):
        classes |= {one.code.casefold(): one.code, one.label.casefold(): one.code}
        calendars[one.code] = one.pay_calendar
        # What a sheet leaves out is taken from nothing that nobody has reviewed.
        if one.pay_calendar and one.pay_calendar.is_reviewed:
            deductions[one.code] = one.pay_calendar.deductions_per_year
    if len(set(deductions.values())) == 1:
        deductions[""] = next(iter(deductions.values()))
    return Names(plans, classes, deductions, calendars)


def confirmed_rows(version: DocumentVersion, facts: Iterable[ExtractedFact], names: Names) -> list[ConfirmedRow]:
    """Return the rows of each cell of which HR confirmed every fact; plans first, which the others hang on."""
    cells: dict[tuple[str, ...], list[ExtractedFact]] = defaultdict(list)
    for fact in facts:
        if fact.plan and fact.plan_year and not fact.is_rejected:
            cells[_cell_of(fact)].append(fact)
    sure = {cell: of_cell for cell, of_cell in cells.items() if all(fact.is_confirmed for fact in of_cell)}
    found = [one for cell, of_cell in sure.items() if (one := _row(version, cell, of_cell, names)) is not None]
    return [*_plans(version, sure, found, names), *found]


def _cell_of(fact: ExtractedFact) -> tuple[str, ...]:
    whose = (fact.plan_year, fact.plan)
    if fact.service in _LIMITS:
        return (*whose, "accumulator", fact.service)
    if fact.service == PREMIUM:
        return (*whose, "rate", fact.coverage_tier, fact.applies_to)
    if fact.service in MEDICAL_SERVICE and fact.attribute in _PRICES:
        return (*whose, "service", fact.service, fact.network, fact.applies_to)
    return (*whose, "other", fact.service, fact.network, fact.attribute)


def _row(version: DocumentVersion, cell: tuple[str, ...], facts: Facts, names: Names) -> ConfirmedRow | None:
    year, plan, kind, *_ = cell
    key = {"plan_year": year, "plan": names.plan(year, plan)}
    if kind == "rate":
        found = _rate(version, key, facts, names)
    elif kind == "service":
        found = _service(key, cell[3:], facts)
    else:
        return None
    if found is None:
        return None
    table, key, values = found
    waits = None if values else names.waiting(key["benefit_class"] or "")
    return ConfirmedRow(Row(table, key, values, _source(version, facts)), tuple(facts), waits)


def _source(version: DocumentVersion, facts: Facts) -> RowSource:
    first = min(facts, key=lambda fact: fact.ordinal)
    sure = Decimal(str(round(min(fact.confidence for fact in facts), 4)))
    return RowSource(version.document.title, version.document_id, first.page, sure)


# ---- services


def _service(key: dict, place: tuple[str, ...], facts: Facts) -> tuple[str, dict, dict] | None:
    service, network, applies_to = place
    readings = [fact.reading for fact in facts]
    if len({one.attribute for one in readings}) != len(readings) or network not in _NETWORKS:
        return None
    is_drug = service in DRUG_SERVICES and network == "IN"
    values = _drug(readings) if is_drug else _price(readings)
    if values is None or (applies_to and not is_drug):
        return None
    if not is_drug:
        return "service_cost", key | {"service": service, "network": _NETWORKS[network]}, values
    if applies_to not in _DAYS:
        return None
    place = {"order": DRUG_SERVICES.index(service) + 1, "days": _DAYS[applies_to]}
    return "rx_tier", key | place, values | {"label": MEDICAL_SERVICE[service].name, "service": service}


def _price(readings: Sequence[Reading]) -> dict | None:
    said = {one.attribute: one for one in readings}
    if NOT_COVERED in said or NO_CHARGE in said:
        return _free_or_not(said, _NO_SERVICE)
    money = _money(said)
    if money is None or MOST in said:
        return None
    values = _NO_SERVICE | money
    unit = said[COPAY].unit if COPAY in said else ""
    if unit and unit not in ServiceCost.Unit.values:
        return None
    values["copay_unit"] = unit
    if FIRST_VISITS in said:
        if COPAY not in said or COINSURANCE not in said:
            return None
        first = {"first_visits": int(said[FIRST_VISITS].value), "first_copay": values["copay"]}
        return values | first | {"copay": None, "copay_unit": "", "deductible_applies": True}
    if DAYS_CHARGED in said:
        values["max_days"] = int(said[DAYS_CHARGED].value)
    return values


def _drug(readings: Sequence[Reading]) -> dict | None:
    said = {one.attribute: one for one in readings}
    nothing = _NOTHING | {"max_per_fill": None}
    if NOT_COVERED in said or NO_CHARGE in said:
        return _free_or_not(said, nothing) if NO_CHARGE not in said else nothing | {"copay": Decimal(0)}
    money = _money(said)
    if money is None or {DAYS_CHARGED, FIRST_VISITS} & said.keys():
        return None
    return nothing | money | {"max_per_fill": said[MOST].value if MOST in said else None}


def _free_or_not(said: Mapping[str, Reading], nothing: dict) -> dict | None:
    if len(said) > 1:
        return None
    ((attribute, reading),) = said.items()
    if attribute == NOT_COVERED:
        return nothing | {"not_covered": True}
    return nothing | {"no_charge": True, "deductible_applies": reading.deductible == APPLIES}


def _money(said: Mapping[str, Reading]) -> dict | None:
    """Return copay, share and deductible; None where whether the deductible comes first is not said."""
    prices = [said[name] for name in (COPAY, COINSURANCE) if name in said]
    told = {one.deductible for one in prices}
    if not prices or len(told) != 1 or any(one.value is None for one in prices):
        return None
    (deductible,) = told
    if deductible not in (APPLIES, WAIVED):
        return None
    amounts = {name: said[name].value if name in said else None for name in (COPAY, COINSURANCE)}
    return {**amounts, "deductible_applies": deductible == APPLIES}


# ---- plans with their yearly limits


def _plans(
    version: DocumentVersion, sure: Mapping[tuple[str, ...], Facts], found: Sequence[ConfirmedRow], names: Names
) -> Iterator[ConfirmedRow]:
    """Yield the plans that the rows hang on and the catalogue has not, as drafts, and the limits of each plan."""
    seen = set()
    for one in found:
        place = (one.row.key["plan_year"], one.row.key["plan"])
        if place in seen or one.row.table == "rate":
            continue
        seen.add(place)
        if (place[0], plain_name(place[1])) not in names.plans:
            plan = {"plan_year": place[0], "short_name": place[1]}
            values = {"line": "medical", "name": place[1], "classes": list(version.document.audience)}
            yield ConfirmedRow(Row("plan", plan, values, one.row.source), one.facts)
    for (year, name, kind, *rest), facts in sure.items():
        if kind == "accumulator":
            key = {"plan_year": year, "plan": names.plan(year, name), "kind": _LIMITS[rest[0]]}
            yield from _limits(version, key, facts)


def _limits(version: DocumentVersion, key: dict, facts: Facts) -> Iterator[ConfirmedRow]:
    for network, code in _NETWORKS.items():
        own = [fact for fact in facts if fact.network in (network, "")]
        amounts = {fact.coverage_tier: fact.reading.value for fact in own if fact.reading.attribute == AMOUNT}
        rules = {fact.reading.text for fact in own if fact.reading.attribute == FAMILY_RULE}
        if not {PERSON, FAMILY} <= amounts.keys() or len(rules) != 1 or None in amounts.values():
            continue
        is_aggregate = rules == {AGGREGATE}
        inside = None if is_aggregate else amounts.get(PERSON_IN_FAMILY, amounts[PERSON])
        values = {
            "individual": amounts[PERSON],
            "family": amounts[FAMILY],
            "family_rule": "aggregate" if is_aggregate else "embedded",
            "person_in_family": inside,
        }
        yield ConfirmedRow(Row("accumulator", key | {"network": code}, values, _source(version, own)), tuple(own))


# ---- rates


def _rate(version: DocumentVersion, key: dict, facts: Facts, names: Names) -> tuple[str, dict, dict] | None:
    tier, group = facts[0].coverage_tier, facts[0].applies_to
    amounts = {(fact.reading.attribute, fact.reading.unit): fact.reading.value for fact in facts}
    each = amounts.get((EMPLOYEE, PAY))
    code = _class_of(version, group, names)
    is_known = (key["plan_year"], plain_name(key["plan"])) in names.plans
    if each is None or code is None or tier not in Tier.values or not is_known:
        return None
    key |= {"benefit_class": code or None, "tier": tier}
    deductions = names.deductions.get(code)
    if deductions is None:
        return "rate", key, {}
    month = amounts.get((EMPLOYEE, MONTH)) or (each * deductions / 12).quantize(_CENT)
    full = amounts.get((FULL, MONTH))
    employer = None if full is None else max(full - month, Decimal(0))
    values = {
        "employee_per_deduction": each,
        "deductions": deductions,
        "employee_monthly": month,
        "employer_monthly": employer,
        "total_monthly": full,
    }
    return "rate", key, values


def _class_of(version: DocumentVersion, group: str, names: Names) -> str | None:
    """Return the class the price is for, "" if it is for all; None for a band or a group that is no class."""
    if group:
        return names.classes.get(group.casefold())
    audience = version.document.audience
    if len(audience) == 1:
        return audience[0]
    return "" if not audience else None
