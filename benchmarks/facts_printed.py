"""What the demo companies' numbers say that their summaries and rate sheets print, as facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge.facts.types import Fact
from platform_admin.demo.arithmetic import cobra_monthly, to_cents
from platform_admin.demo.company import Company
from platform_admin.demo.files.sbc_words import important_questions
from platform_admin.demo.services import SERVICE_ROWS
from platform_admin.demo.shapes import Accumulator, Cost, Plan

Told = dict[tuple[str, ...], tuple[Decimal | str, str]]
QUESTION_CODES = (
    "deductible",
    "before_deductible",
    "other_deductibles",
    "out_of_pocket_limit",
    "not_in_limit",
    "network_saves",
    "referral",
)


def told(facts: Iterable[Fact]) -> Told:
    """Return key -> (value or text, deductible) of facts that were read."""
    listed = [
        (fact.key, (fact.reading.value if fact.reading.text == "" else fact.reading.text, fact.reading.deductible))
        for fact in facts
    ]
    if len(dict(listed)) < len(listed):
        raise ValueError("one fact was read twice")
    return dict(listed)


@dataclass(frozen=True)
class Said:
    service: str
    attribute: str
    value: Decimal | str
    network: str = ""
    tier: str = ""
    unit: str = ""
    deductible: str = ""


def told_by_summary(company: Company, plan: Plan) -> Told:
    """Return everything that the company's numbers say about the plan, as told() does."""
    said = (*_head(company, plan), *_limits_of(plan), *_questions(company, plan), *_services(plan), *_end(plan))
    return {
        (plan.name, "", one.service, one.network, one.tier, "", one.attribute, one.unit): (one.value, one.deductible)
        for one in said
    }


def _head(company: Company, plan: Plan) -> Iterable[Said]:
    year = company.year(plan.plan_year)
    yield Said("plan", "name", plan.name)
    yield Said("plan", "plan_type", plan.plan_type)
    yield Said("plan", "coverage_for", "Individual + Family")
    yield Said("plan", "from", year.starts_on.isoformat())
    yield Said("plan", "to", year.ends_on.isoformat())


def _limits_of(plan: Plan) -> Iterable[Said]:
    for code, kind in (("deductible", "deductible"), ("out_of_pocket_limit", "out_of_pocket")):
        limits = [one for one in plan.accumulators if one.kind == kind]
        for limit in limits:
            for tier, value in _amounts(limit):
                yield Said(code, "amount", value, limit.tier, tier, "year")
        if limits:
            yield Said(code, "family_rule", "aggregate" if limits[0].is_aggregate else "embedded")
        else:
            yield Said(code, "amount", Decimal(0), "IN", "PERSON", "year")


def _questions(company: Company, plan: Plan) -> Iterable[Said]:
    answers = dict(zip(QUESTION_CODES, (answer for _, answer, _ in important_questions(company, plan)), strict=True))
    for code in ("before_deductible", "other_deductibles", "network_saves", "referral"):
        yes_no, _, rest = answers[code].partition(".")
        yield Said(code, "answer", yes_no.casefold())
        if rest:
            yield Said(code, "details", rest.strip())
    yield Said("not_in_limit", "details", answers["not_in_limit"])


def _services(plan: Plan) -> Iterable[Said]:
    for row in SERVICE_ROWS:
        cost = plan.service(row.code)
        for network, one in (("IN", cost.network), ("OON", cost.out_of_network)):
            for attribute, value, unit, deductible in _readings(one):
                yield Said(row.code, attribute, value, network, unit=unit, deductible=deductible)
        if cost.limits not in ("", "None"):
            yield Said(row.code, "limits", cost.limits)
        for attribute, value, unit in _limits(cost.limits):
            yield Said(row.code, attribute, value, unit=unit)


def _end(plan: Plan) -> Iterable[Said]:
    yield Said("excluded", "details", "\n".join(plan.excluded))
    yield Said("also_covered", "details", "\n".join(plan.also_covered))
    yield Said("mec", "answer", "yes")
    yield Said("minimum_value", "answer", "yes")


def _amounts(limit: Accumulator) -> Iterable[tuple[str, Decimal]]:
    yield "PERSON", limit.person
    yield "FAMILY", limit.family
    if limit.tier == "IN" and limit.kind == "deductible" and limit.person_in_family not in (None, limit.person):
        yield "PERSON_IN_FAMILY", limit.person_in_family


def _readings(cost: Cost) -> Iterable[tuple[str, Decimal | str, str, str]]:
    if not cost.covered:
        yield "not_covered", "Not covered", "", ""
        return
    if cost.copay is None and cost.coinsurance is None:
        yield "no_charge", "No charge", "", ""
    if cost.copay is not None:
        # A copay for a number of days or visits is printed without a word on the deductible.
        silent = cost.days_charged is not None or cost.first_visits is not None
        waived = "" if silent else "waived"
        yield "copay", cost.copay, cost.unit, "applies" if cost.after_deductible else waived
    if cost.coinsurance is not None:
        applies = cost.after_deductible or cost.first_visits is not None
        yield "coinsurance", cost.coinsurance, "", "applies" if applies else "waived"
    if cost.most_per_fill is not None:
        yield "most", cost.most_per_fill, "fill", ""
    if cost.days_charged is not None:
        yield "days_charged", Decimal(cost.days_charged), "day", ""
    if cost.first_visits is not None:
        yield "first_visits", Decimal(cost.first_visits), "visit", ""


def _limits(words: str) -> Iterable[tuple[str, Decimal | str, str]]:
    for kind in ("visits", "days"):
        if words.startswith("At most 60 " + kind):
            yield "visit_limit", Decimal(60), f"{kind} a year"
    if "Prior authorization is required" in words:
        yield "prior_authorization", "partly" if "some procedures" in words or " above $" in words else "required", ""


def told_by_rates(company: Company, plans: dict[str, str], *, group: str, payers: Sequence[str]) -> Told:
    """Return the rates of 2027 as they should be printed, of plan code -> printed name."""
    found: Told = {}
    pays = company.deductions_per_year
    classes = {one.code for one in company.classes}
    for rate in company.rates:
        if rate.plan not in plans or rate.plan_year != "2027" or (len(classes) > 1 and rate.class_code != "SAL"):
            continue
        monthly = to_cents(rate.per_deduction * pays / 12)
        full = rate.full_monthly or Decimal(0)
        amounts = {
            ("employee", "pay"): rate.per_deduction,
            ("employee", "month"): monthly,
            ("employee", "year"): rate.per_deduction * pays,
            ("employer", "month"): full - monthly,
            ("full", "month"): full,
            ("cobra", "month"): cobra_monthly(full),
        }
        for (payer, unit), amount in amounts.items():
            if f"{payer} {unit}" in payers:
                own_group = group if payer in ("employee", "employer") else ""
                found[plans[rate.plan], "2027", "premium", "", rate.tier, own_group, payer, unit] = (amount, "")
    return found
