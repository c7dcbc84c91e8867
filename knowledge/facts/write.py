"""Puts what a version's pages say as facts beside it, for HR to look at. Safe to run again at any time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction

from benefits.models import PlanYear
from knowledge.extract.types import box_to_json
from knowledge.facts.rates import PERIOD_UNSAID, PLAN_UNSAID, PREMIUM, read_rates
from knowledge.facts.sbc import is_sbc, read_summaries
from knowledge.facts.types import NO_NAME, Fact, PlanFacts
from knowledge.index.passages import pages_of
from knowledge.models import Document, DocumentVersion, ExtractedFact
from tenants.context import current_client

Kind = Document.Kind
# Other papers show tables of the same look, but a guide rounds and a deck shortens.
SUMMARY_KINDS = (Kind.SBC, Kind.SUMMARY, Kind.OTHER)
# The terms of a plan and a union's letter set prices themselves, and neither rounds.
BINDING_KINDS = (Kind.PLAN_DOCUMENT, Kind.SPD, Kind.AMENDMENT)
Key = tuple[str, ...]
KEY = ("plan", "plan_year", "service", "network", "coverage_tier", "applies_to", "attribute", "unit")
# A summary has eight pages at most; this is fifty of them bound together, which are held in memory at once.
MOST_PAGES_OF_SUMMARIES = 400
_TEXT_LIMIT = 4_000


def read_facts(version: DocumentVersion) -> list[ExtractedFact]:
    """Read the facts of the version's stored pages; none where the document is of a kind that only speaks of them."""
    document = Document.objects.get(pk=version.document_id)
    if document.kind not in (*SUMMARY_KINDS, *BINDING_KINDS, Kind.RATE_SHEET):
        return []
    years = _year_labels(document.plan_year)
    rows: dict[Key, ExtractedFact] = {}
    for found in _found(document.kind, version):
        for fact in found.facts:
            row = _row(version, fact, years.of(found, fact))
            first = rows.setdefault(key_of(row), row)
            if first.printed != row.printed:
                # Two plans in one file that go by one name, or by none.
                doubt = f"The file says this again on page {row.page}, differently: {' '.join(row.raw.split())[:80]}"
                first.doubts = list(dict.fromkeys([*first.doubts, doubt]))
    for ordinal, row in enumerate(rows.values()):
        row.ordinal = ordinal
    return list(rows.values())


def write_facts(version: DocumentVersion, facts: Sequence[ExtractedFact]) -> int:
    """Put these in the place of what is proposed; what HR has decided stays. Return how many are proposed.

    Run it in a transaction.
    """
    held = ExtractedFact.objects.select_for_update().filter(version=version)
    held.filter(state=ExtractedFact.State.PROPOSED).delete()
    decided = list(held)
    names = {fact.printed_plan: fact.plan for fact in decided if fact.is_plan_name and fact.is_corrected}
    for fact in facts:
        if fact.plan in names:
            give_plan(fact, names[fact.plan])
    keys = {key_of(fact) for fact in facts}
    # What is printed in the very same place and was decided on for another year: the document's year was put right.
    moved = {_place_key(fact): fact for fact in decided if key_of(fact) not in keys}
    proposed, kept = [], {key_of(fact) for fact in decided}
    for fact in facts:
        if key_of(fact) in kept:
            continue
        if older := moved.get(_place_key(fact)):
            ExtractedFact.objects.filter(pk=older.pk).update(plan_year=fact.plan_year)
            continue
        proposed.append(fact)
    return len(ExtractedFact.objects.bulk_create(proposed))


def reread_facts(version: DocumentVersion) -> int:
    """Read the facts of a ready version anew, for a document that was said to be of another kind or year."""
    facts = read_facts(version)
    with transaction.atomic():
        ready = DocumentVersion.objects.select_for_update(no_key=True).filter(
            pk=version.pk, status=DocumentVersion.Status.READY
        )
        return write_facts(version, facts) if ready.exists() else 0


def refresh_facts(document_id: UUID) -> None:
    """Read the facts of every ready version anew after HR corrected what the document is; safe to run again."""
    ready = DocumentVersion.objects.filter(document=document_id, status=DocumentVersion.Status.READY)
    for version in ready.filter(document__deleting_at__isnull=True):
        reread_facts(version)


def key_of(fact: ExtractedFact) -> Key:
    return tuple(getattr(fact, name) for name in KEY)


def give_plan(fact: ExtractedFact, name: str) -> None:
    """Let the fact go by this name of its plan; where HR says the name, that none was found is no doubt any more."""
    fact.plan = name
    fact.doubts = [doubt for doubt in fact.doubts if doubt != NO_NAME or not name]


def _place_key(fact: ExtractedFact) -> Key:
    apart_from_year = tuple(getattr(fact, name) for name in KEY if name != "plan_year")
    return (*apart_from_year, fact.raw, str(fact.page), *map(str, fact.place))


@dataclass(frozen=True)
class YearLabels:
    """The client's plan years by their first day, and the one that the document is said to be for."""

    by_start: dict[date, str]
    of_document: str

    def of(self, found: PlanFacts, fact: Fact) -> str:
        """Return the label of the fact's year: what is printed, or the year that begins then, or the document's."""
        if fact.plan_year and fact.plan_year not in self.of_document:
            return fact.plan_year
        started = self.by_start.get(found.starts_on, "") if found.starts_on else ""
        return started or self.of_document or fact.plan_year


def _year_labels(of_document: str) -> YearLabels:
    return YearLabels(dict(PlanYear.objects.values_list("starts_on", "label")), of_document)


def _found(kind: str, version: DocumentVersion) -> Iterable[PlanFacts]:
    if kind in (*BINDING_KINDS, Kind.RATE_SHEET):
        name = current_client().name
        read = read_rates(pages_of(version), company_names=(name, name.split()[0]))
        return [read if kind == Kind.RATE_SHEET else replace(read, facts=tuple(filter(_is_surely_price, read.facts)))]
    if version.page_count > MOST_PAGES_OF_SUMMARIES:
        return []
    pages = list(pages_of(version))
    return read_summaries(pages) if kind == Kind.SBC or is_sbc(pages) else []


def _is_surely_price(fact: Fact) -> bool:
    """Whether it is a premium also in a paper full of other amounts: its plan and its period are named beside it."""
    return fact.service == PREMIUM and bool(fact.plan) and not {PLAN_UNSAID, PERIOD_UNSAID} & set(fact.doubts)


def _row(version: DocumentVersion, fact: Fact, plan_year: str) -> ExtractedFact:
    reading, place = fact.reading, fact.place
    return ExtractedFact(
        version=version,
        kind=fact.kind,
        section=fact.section,
        plan=fact.plan[:120],
        plan_year=plan_year[:20],
        service=fact.service[:60],
        label=fact.label[:200],
        network=fact.network,
        coverage_tier=fact.coverage_tier,
        applies_to=reading.applies_to[:120],
        attribute=reading.attribute,
        value=reading.value,
        text=reading.text[:_TEXT_LIMIT],
        unit=reading.unit[:30],
        deductible=reading.deductible,
        raw=fact.raw[:_TEXT_LIMIT],
        page=place.page,
        place=[place.block, place.start, place.end],
        boxes=[box_to_json(box) for box in place.boxes],
        confidence=place.confidence,
        doubts=list(fact.doubts),
    )
