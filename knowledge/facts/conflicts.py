"""Where documents about the same plan and year disagree: two summaries, a newer version and the one before it, two
rate sheets, and rate sheets that name plans no summary is there for.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from knowledge.facts.questions import ANSWER, FAMILY_RULE
from knowledge.facts.rates import PREMIUM
from knowledge.facts.service_table import LIMITS
from knowledge.facts.types import OTHER_LINES
from knowledge.facts.words import about_fact, reading_words
from knowledge.models import DocumentVersion, ExtractedFact

Kind, State = ExtractedFact.Kind, ExtractedFact.State
Cell = tuple[str, ...]
_OTHER_LINES = re.compile(rf"\b(?:{'|'.join(OTHER_LINES)})\b", re.I)
# Words that differ say nothing: what is left out in one version need not have changed.
_COMPARED_TEXTS = frozenset({ANSWER, FAMILY_RULE, "no_charge", "not_covered", "prior_authorization"})
_CELL = ("service", "network", "coverage_tier", "applies_to")


@dataclass(frozen=True)
class Conflict:
    """What this version says of one cell, and what another says of the same."""

    fact: ExtractedFact  # the first of the cell
    fact_ids: tuple[UUID, ...]  # all of the cell
    about: str
    here: str
    other: ExtractedFact
    there: str


@dataclass(frozen=True)
class UnmatchedPlans:
    """Plans of one year that only one side names: rate sheets without a summary, or summaries without a rate."""

    plan_year: str
    without_summary: tuple[str, ...]
    without_rate: tuple[str, ...]


def find_conflicts(version: DocumentVersion) -> list[Conflict]:
    """Return the cells of which another document, or the version before, says something else."""
    own = _by_cell(_compared(version.facts.all()))
    if not own:
        return []
    conflicts = []
    for theirs in _told_elsewhere(version, years={year for _, year, *_ in own}):
        for key, facts in own.items():
            told = theirs.get(key)
            if told and _said(facts) != _said(told):
                ids = tuple(fact.pk for fact in facts)
                conflicts.append(Conflict(facts[0], ids, about_fact(facts[0]), _words(facts), told[0], _words(told)))
    return sorted(conflicts, key=lambda conflict: conflict.fact.ordinal)


def compare_plan_names(version: DocumentVersion) -> list[UnmatchedPlans]:
    """Return, for each year of the version's facts, the medical plans that only rates or only summaries name."""
    years = set(version.facts.exclude(plan_year="").values_list("plan_year", flat=True))
    latest = _latest().exclude(document=version.document_id).values_list("pk", flat=True)
    found = []
    for year in sorted(years):
        facts = ExtractedFact.objects.filter(Q(version=version) | Q(version__in=list(latest)), plan_year=year)
        named = facts.exclude(plan="").exclude(state=State.REJECTED).values_list("kind", "plan", "service").distinct()
        summaries = {plain_name(plan): plan for kind, plan, _ in named if kind == Kind.SBC}
        rates = {
            plain_name(plan): plan
            for kind, plan, service in named
            if kind == Kind.RATE and service == PREMIUM and not _OTHER_LINES.search(plan)
        }
        if not summaries or not rates:
            continue
        names = UnmatchedPlans(year, _only(rates, summaries), _only(summaries, rates))
        if names.without_summary or names.without_rate:
            found.append(names)
    return found


def _told_elsewhere(version: DocumentVersion, *, years: set[str]) -> list[dict[Cell, list[ExtractedFact]]]:
    """Return the cells of the newest ready version of every other document, and of this one's version before."""
    before = version.document.versions.filter(number__lt=version.number, facts__isnull=False).order_by("-number")
    others = [
        *before.values_list("pk", flat=True)[:1],
        *_latest().exclude(document=version.document_id).values_list("pk", flat=True),
    ]
    facts = ExtractedFact.objects.filter(version__in=others, plan_year__in=years).select_related("version__document")
    by_version: dict[object, list[ExtractedFact]] = defaultdict(list)
    for fact in facts:
        # Nobody is told both of two that are for different classes, states or hours.
        if fact.version.document.meant_for.may_meet(version.document.meant_for):
            by_version[fact.version_id].append(fact)
    return [_by_cell(_compared(found)) for found in by_version.values()]


def _latest() -> QuerySet[DocumentVersion]:
    ready = DocumentVersion.objects.filter(status=DocumentVersion.Status.READY, document__deleting_at__isnull=True)
    newest = ready.order_by("document_id", "-number").distinct("document_id").values("pk")
    return ready.filter(pk__in=newest)


def _compared(facts: Iterable[ExtractedFact]) -> Iterable[ExtractedFact]:
    for fact in facts:
        is_figure = fact.value is not None or fact.attribute in _COMPARED_TEXTS
        if fact.state != State.REJECTED and fact.plan and fact.attribute != LIMITS and is_figure:
            yield fact


def _by_cell(facts: Iterable[ExtractedFact]) -> dict[Cell, list[ExtractedFact]]:
    cells: dict[Cell, list[ExtractedFact]] = defaultdict(list)
    for fact in facts:
        rest = tuple(getattr(fact, name) for name in _CELL)
        # Who pays, and for what period, are figures of their own; a copay and a share are two answers to one question.
        own = (fact.attribute, fact.unit) if fact.kind == Kind.RATE else (_question(fact.attribute),)
        cells[(*_plan_key(fact), fact.kind, *rest, *own)].append(fact)
    return cells


def _question(attribute: str) -> str:
    return "" if attribute in ("copay", "coinsurance", "no_charge", "not_covered", "as_printed") else attribute


def _plan_key(fact: ExtractedFact) -> tuple[str, str]:
    return plain_name(fact.plan), fact.plan_year


def plain_name(plan: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", plan.casefold())


def _said(facts: Sequence[ExtractedFact]) -> set[object]:
    return {(one.attribute, one.value, one.text, one.unit, one.deductible) for one in (fact.reading for fact in facts)}


def _words(facts: Sequence[ExtractedFact]) -> str:
    return "; ".join(reading_words(fact.reading) for fact in facts)


def _only(here: dict[str, str], there: dict[str, str]) -> tuple[str, ...]:
    return tuple(sorted(name for plain, name in here.items() if plain not in there))
