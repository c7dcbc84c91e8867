"""Summaries whose figures federal law does not allow: a deductible too low for a health savings account, or a limit of
what one pays that is too high. It may be the paper, or how it was read; both are for HR to look at.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benefits.federal import plan_limits
from benefits.federal.plan_limits import Bound, PlanFigures, broken, limits_of
from benefits.models import Plan
from knowledge.facts.cell_doubts import is_about_whose
from knowledge.facts.conflicts import plain_name
from knowledge.facts.questions import AMOUNT, DEDUCTIBLE, EMBEDDED, FAMILY_RULE, LIMIT
from knowledge.facts.types import FAMILY, IN_NETWORK, PERSON, PERSON_IN_FAMILY
from knowledge.facts.words import money
from knowledge.models import Document, DocumentWarning, ExtractedFact
from knowledge.retrieval.plans import PlanGuide, PlanName, plan_names
from knowledge.warnings.documents import plans_of
from knowledge.warnings.types import Found

# Plans with a deductible high enough for a health savings account; "HSA 2500" is read as one.
_WITH_HSA = "hdhp"
_WHAT = {DEDUCTIBLE: plan_limits.DEDUCTIBLE, LIMIT: plan_limits.MOST_COSTS}
_WHOM = {
    PERSON: plan_limits.PERSON,
    FAMILY: plan_limits.FAMILY,
    PERSON_IN_FAMILY: plan_limits.PERSON_IN_FAMILY,
}


@dataclass(frozen=True)
class ReadPlan:
    """The figures of a plan as a document has them, each with the fact that says so."""

    document: Document
    figures: PlanFigures
    facts: Mapping[tuple[str, str], ExtractedFact]


def find_beyond_limits(in_force: Sequence[Document], guide: PlanGuide) -> Iterator[Found]:
    for plan in read_plans(in_force, guide):
        limits = limits_of(plan.figures.year)
        if limits is not None:
            for bound in broken(plan.figures, limits):
                yield _found(plan, bound)


def read_plans(in_force: Sequence[Document], guide: PlanGuide) -> Iterator[ReadPlan]:
    """Yield the medical plans whose summaries were read and not rejected, with what they ask of people."""
    of_version = {document.published_version_id: document for document in in_force}
    by_plan: defaultdict[tuple, list[ExtractedFact]] = defaultdict(list)
    told = ExtractedFact.objects.filter(
        version__in=of_version, kind=ExtractedFact.Kind.SBC, service__in=(DEDUCTIBLE, LIMIT)
    ).exclude(state=ExtractedFact.State.REJECTED)
    for fact in told.order_by("version", "ordinal"):
        if not any(map(is_about_whose, fact.doubts)):
            by_plan[(fact.version_id, fact.plan, fact.plan_year)].append(fact)
    exempt = _exempt_by_name()
    for (version, plan, year), facts in by_plan.items():
        document = of_version[version]
        names, year = plan_names(plan) or plans_of(document, guide), year or document.plan_year
        is_exempt = _is_exempt(plan, year, exempt)
        yield _read_plan(document, plan, year, facts, names, is_exempt=is_exempt)


def _exempt_by_name() -> Mapping[tuple[str, str], bool]:
    """Return of all plans, by year and name, whether somebody stands behind it that the limit on costs does not bind
    them.
    """
    found: dict[tuple[str, str], bool] = {}
    for plan in Plan.objects.select_related("plan_year"):
        for name in {plain_name(plan.name), plain_name(plan.short_name)} - {""}:
            place = (plan.plan_year.label, name)
            found[place] = found.get(place, True) and plan.is_exempt_from_cost_limit and plan.is_reviewed
    return found


def _is_exempt(plan: str, year: str, exempt: Mapping[tuple[str, str], bool]) -> bool:
    """Summaries often have the carrier's name before the plan's: the longest name that is the end of theirs counts."""
    words = plan.split()
    ends = (plain_name(" ".join(words[place:])) for place in range(len(words)))
    return next((exempt[year, end] for end in ends if (year, end) in exempt), False)


def _read_plan(
    document: Document,
    plan: str,
    year: str,
    facts: Sequence[ExtractedFact],
    names: frozenset[PlanName],
    *,
    is_exempt: bool,
) -> ReadPlan:
    found: dict[tuple[str, str], ExtractedFact] = {}
    for fact in facts:
        if fact.attribute == AMOUNT and fact.network == IN_NETWORK and fact.coverage_tier in _WHOM:
            found.setdefault((_WHAT[fact.service], _WHOM[fact.coverage_tier]), fact)
    figures = PlanFigures(
        plan,
        year,
        has_hsa=bool(names) and all(name.type == _WITH_HSA for name in names),
        amounts={place: fact.reading.value for place, fact in found.items() if fact.reading.value is not None},
        is_embedded=any(
            (fact.service, fact.attribute, fact.reading.text) == (DEDUCTIBLE, FAMILY_RULE, EMBEDDED) for fact in facts
        ),
        is_exempt=is_exempt,
    )
    return ReadPlan(document, figures, found)


def _found(plan: ReadPlan, bound: Bound) -> Found:
    fact, figures = plan.facts[bound.what, bound.whom], plan.figures
    what = "deductible" if bound.what == plan_limits.DEDUCTIBLE else "most one pays in a year"
    detail = {
        "about": f"{figures.name}, {what} {bound.words}",
        "year": figures.year,
        "bound": money(bound.amount),
        "is_least": bound.is_least,
        "here": {"quote": " ".join(fact.raw.split()), "figure": money(fact.reading.value), "page": fact.page},
    }
    return Found(DocumentWarning.Kind.LIMIT, plan.document.pk, None, f"{detail['about']}:{figures.year}", detail)
