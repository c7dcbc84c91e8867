"""Summaries whose figures federal law does not allow: a deductible too low for a health savings account, or a limit of
what one pays that is too high. It may be the paper, or how it was read; both are for HR to look at.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from benefits.federal.plan_limits import YearLimits, limits_of
from knowledge.facts.cell_doubts import is_about_whose
from knowledge.facts.questions import AMOUNT, DEDUCTIBLE, EMBEDDED, FAMILY_RULE, LIMIT
from knowledge.facts.types import FAMILY, IN_NETWORK, PERSON, PERSON_IN_FAMILY
from knowledge.facts.words import money
from knowledge.models import Document, DocumentWarning, ExtractedFact
from knowledge.retrieval.plans import PlanGuide, PlanName, plan_names
from knowledge.warnings.documents import plans_of
from knowledge.warnings.types import Found

# Plans with a deductible high enough for a health savings account; "HSA 2500" is read as one.
_WITH_HSA = "hdhp"


@dataclass(frozen=True)
class _Bound:
    """What an amount may at most be, or at least."""

    service: str
    tier: str
    amount: Decimal
    whom: str  # in words
    is_least: bool = False

    def is_broken_by(self, value: Decimal) -> bool:
        return value < self.amount if self.is_least else value > self.amount


def find_beyond_limits(in_force: Sequence[Document], guide: PlanGuide) -> Iterator[Found]:
    of_version = {document.published_version_id: document for document in in_force}
    by_plan: defaultdict[tuple, list[ExtractedFact]] = defaultdict(list)
    told = ExtractedFact.objects.filter(
        version__in=of_version, kind=ExtractedFact.Kind.SBC, service__in=(DEDUCTIBLE, LIMIT)
    ).exclude(state=ExtractedFact.State.REJECTED)
    for fact in told.order_by("version", "ordinal"):
        if not any(map(is_about_whose, fact.doubts)):
            by_plan[(fact.version_id, fact.plan, fact.plan_year)].append(fact)
    for (version, plan, year), facts in by_plan.items():
        document = of_version[version]
        limits = limits_of(year or document.plan_year)
        if limits is not None:
            names = plan_names(plan) or plans_of(document, guide)
            yield from _beyond(document, plan, year or document.plan_year, facts, names, limits)


def _beyond(
    document: Document,
    plan: str,
    year: str,
    facts: Sequence[ExtractedFact],
    names: frozenset[PlanName],
    limits: YearLimits,
) -> Iterator[Found]:
    amounts = _amounts(facts)
    has_hsa = bool(names) and all(name.type == _WITH_HSA for name in names)
    bounds = list(_most_costs(limits, has_hsa=has_hsa))
    if has_hsa:
        bounds += _least_deductibles(limits, facts, amounts)
    for bound in bounds:
        fact = amounts.get((bound.service, bound.tier))
        value = fact.reading.value if fact else None
        if fact is not None and value is not None and bound.is_broken_by(value):
            yield _found(document, fact, plan, year, bound)


def _most_costs(limits: YearLimits, *, has_hsa: bool) -> Iterator[_Bound]:
    most = limits.most_hsa_costs if has_hsa else limits.most_costs
    what = "a plan with a health savings account" if has_hsa else "any plan"
    yield _Bound(LIMIT, PERSON, most[0], f"for one person on {what}")
    yield _Bound(LIMIT, FAMILY, most[1], f"for a family on {what}")


def _least_deductibles(
    limits: YearLimits, facts: Sequence[ExtractedFact], amounts: Mapping[tuple[str, str], ExtractedFact]
) -> Iterator[_Bound]:
    for_person, for_family = limits.least_hsa_deductible
    yield _Bound(DEDUCTIBLE, PERSON, for_person, "for one person", is_least=True)
    yield _Bound(DEDUCTIBLE, FAMILY, for_family, "for a family", is_least=True)
    # Nobody in a family may be paid for before the family's least amount is met, not even by their own.
    whose = "for one person in a family"
    rules = [fact.reading.text for fact in facts if (fact.service, fact.attribute) == (DEDUCTIBLE, FAMILY_RULE)]
    if (DEDUCTIBLE, PERSON_IN_FAMILY) in amounts:
        yield _Bound(DEDUCTIBLE, PERSON_IN_FAMILY, for_family, whose, is_least=True)
    elif EMBEDDED in rules:
        yield _Bound(DEDUCTIBLE, PERSON, for_family, whose, is_least=True)


def _amounts(facts: Sequence[ExtractedFact]) -> dict[tuple[str, str], ExtractedFact]:
    found: dict[tuple[str, str], ExtractedFact] = {}
    for fact in facts:
        if fact.attribute == AMOUNT and fact.network == IN_NETWORK:
            found.setdefault((fact.service, fact.coverage_tier), fact)
    return found


def _found(document: Document, fact: ExtractedFact, plan: str, year: str, bound: _Bound) -> Found:
    what = "deductible" if fact.service == DEDUCTIBLE else "most one pays in a year"
    detail = {
        "about": f"{plan}, {what} {bound.whom}",
        "year": year,
        "bound": money(bound.amount),
        "is_least": bound.is_least,
        "here": {"quote": " ".join(fact.raw.split()), "figure": money(fact.reading.value), "page": fact.page},
    }
    return Found(DocumentWarning.Kind.LIMIT, document.pk, None, f"{detail['about']}:{year}", detail)
