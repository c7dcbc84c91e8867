"""Puts what a version's pages say as facts beside it, for HR to look at. Safe to run again at any time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from benefits.models import PlanYear
from knowledge.extract.types import ExtractedPage, box_to_json
from knowledge.facts.rates import read_rates
from knowledge.facts.sbc import is_sbc, read_summaries
from knowledge.facts.types import Fact, PlanFacts
from knowledge.models import Document, DocumentVersion, ExtractedFact
from knowledge.passages import pages_of
from tenants.context import current_client

Kind = Document.Kind
# Other papers show tables of the same look, but a guide rounds and a deck shortens.
SUMMARY_KINDS = (Kind.SBC, Kind.SUMMARY, Kind.OTHER)
KEY = ("plan", "plan_year", "service", "network", "coverage_tier", "applies_to", "attribute", "unit")
_TEXT_LIMIT = 4_000


def read_facts(version: DocumentVersion) -> list[ExtractedFact]:
    """Read the facts of the version's stored pages; none where the document is no summary or rate sheet."""
    document = Document.objects.get(pk=version.document_id)
    if document.kind not in (*SUMMARY_KINDS, Kind.RATE_SHEET):
        return []
    years = _year_labels(document.plan_year)
    rows: dict[tuple[str, ...], ExtractedFact] = {}
    for found in _found(document.kind, list(pages_of(version))):
        for fact in found.facts:
            row = _row(version, fact, years.of(found, fact))
            rows.setdefault(key_of(row), row)
    for ordinal, row in enumerate(rows.values()):
        row.ordinal = ordinal
    return list(rows.values())


def write_facts(version: DocumentVersion, facts: Sequence[ExtractedFact]) -> int:
    """Put these in the place of what is proposed; what HR has decided stays. Run it in a transaction."""
    held = ExtractedFact.objects.select_for_update().filter(version=version)
    held.filter(state=ExtractedFact.State.PROPOSED).delete()
    decided = {key_of(fact) for fact in held}
    return len(ExtractedFact.objects.bulk_create([fact for fact in facts if key_of(fact) not in decided]))


def reread_facts(version: DocumentVersion) -> int:
    """Read the facts of a ready version anew, for a document that was said to be of another kind or year."""
    facts = read_facts(version)
    with transaction.atomic():
        ready = DocumentVersion.objects.select_for_update().filter(pk=version.pk, status=DocumentVersion.Status.READY)
        return write_facts(version, facts) if ready.exists() else 0


def key_of(fact: ExtractedFact) -> tuple[str, ...]:
    return tuple(getattr(fact, name) for name in KEY)


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


def _found(kind: str, pages: Sequence[ExtractedPage]) -> Iterable[PlanFacts]:
    if kind == Kind.RATE_SHEET:
        name = current_client().name
        return [read_rates(pages, company_names=(name, name.split()[0]))]
    return read_summaries(pages) if kind == Kind.SBC or is_sbc(pages) else []


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
