"""What HR should look at: documents that are over and still published, two for the same, two with almost the same text,
two that give different figures for the same thing, and what is missing for a plan or against a federal limit.

All of a client's warnings are found together, because most are about two documents, and compared with those that are
kept: what is not true any more goes, what is new comes, and one that somebody dismissed is open again only if what it
tells has changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Self
from uuid import UUID

from django.db import transaction
from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from accounts.models import User
from benefits.federal.plan_limits import PlanFigures
from knowledge.facts.cell_doubts import is_about_reading, is_about_whose
from knowledge.facts.words import about_fact, reading_words
from knowledge.models import Document, DocumentVersion, DocumentWarning, ExtractedFact
from knowledge.retrieval.plans import PlanGuide, plan_guide
from knowledge.warnings.alike import find_alike, signature_of
from knowledge.warnings.contradictions import claims_by_document, find_contradictions
from knowledge.warnings.documents import are_rivals, named_plans, plans_of
from knowledge.warnings.limits import find_beyond_limits, read_plans
from knowledge.warnings.plans import find_missing
from knowledge.warnings.reading import Reading, keep_claims, readings_of
from knowledge.warnings.types import Found
from tenants.audit.log import record
from tenants.one_at_a_time import one_at_a_time

Kind = DocumentWarning.Kind
# Of these a client has one for a plan and a year; of policies, notices or presentations it has as many as it likes.
_ONE_FOR_A_PLAN = frozenset(
    {
        Document.Kind.PLAN_DOCUMENT,
        Document.Kind.SPD,
        Document.Kind.SBC,
        Document.Kind.SUMMARY,
    }
)
# And of these one for a year, whatever plans they name.
_ONE_FOR_A_YEAR = frozenset({Document.Kind.GUIDE, Document.Kind.RATE_SHEET})


def refresh_warnings(today: date) -> int:
    """Bring the warnings in line with the documents as they are; return how many are open. Safe to run again.

    Two that run at once look one after the other, so what the one that began last has seen is what stays.
    """
    # What takes long is done before anybody has to wait, and kept.
    keep_signatures()
    keep_claims(_Documents.read(today).readings)
    with transaction.atomic():
        one_at_a_time("warnings")
        found = find_warnings(today)
        ids = {pk for one in found for pk in (one.document, one.other) if pk}
        # A document that is erased meanwhile waits for this, and takes its warnings along.
        kept = Document.objects.kept().filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
        there = {*kept.values_list("pk", flat=True), None}
        _write([one for one in found if {one.document, one.other} <= there])
    return DocumentWarning.objects.open().count()


def plans_in_force(today: date) -> list[PlanFigures]:
    """Return the medical plans that the summaries in force tell of, with what they ask of people."""
    in_force = list(Document.objects.published().in_force(today).order_by("pk"))
    return [plan.figures for plan in read_plans(in_force, plan_guide(Document.objects.published().order_by("pk")))]


def find_warnings(today: date) -> list[Found]:
    documents = _Documents.read(today)
    in_force, guide, told_by = documents.in_force, documents.guide, claims_by_document(documents.readings)
    return [
        *_expired(documents.published, today),
        *_overlaps(in_force, guide),
        *_near_duplicates(),
        *find_contradictions(in_force, told_by),
        *_sums(in_force),
        *find_missing(in_force, guide, told_by),
        *find_beyond_limits(in_force, guide),
    ]


def dismiss(warning: DocumentWarning, *, by: User) -> bool:
    """Note that somebody looked and leaves it as it is; False if somebody did before."""
    is_open = DocumentWarning.objects.open().filter(pk=warning.pk)
    if not is_open.update(dismissed_at=timezone.now(), dismissed_by=by):
        return False
    record("document.warning_dismissed", actor=by, subject=warning.document, kind=warning.kind)
    return True


def dismiss_all(warning_ids: Iterable[UUID], *, by: User) -> int:
    """Leave all of these as they are, in one act; return how many were still open."""
    now = timezone.now()
    with transaction.atomic():
        rows = DocumentWarning.objects.open().filter(pk__in=set(warning_ids)).select_for_update(of=("self",))
        left = list(rows.select_related("document"))
        DocumentWarning.objects.filter(pk__in=[row.pk for row in left]).update(dismissed_at=now, dismissed_by=by)
        for row in left:
            record("document.warning_dismissed", actor=by, subject=row.document, kind=row.kind)
    return len(left)


def reopen(warning_ids: Iterable[UUID], *, by: User) -> int:
    """Have these looked at again; return how many had been left as they are."""
    with transaction.atomic():
        left = DocumentWarning.objects.filter(pk__in=set(warning_ids), dismissed_at__isnull=False)
        rows = list(left.select_for_update(of=("self",)).select_related("document"))
        left.update(dismissed_at=None, dismissed_by=None)
        for row in rows:
            record("document.warning_reopened", actor=by, subject=row.document, kind=row.kind)
    return len(rows)


@dataclass(frozen=True)
class _Documents:
    """What is compared."""

    published: Sequence[Document]
    in_force: Sequence[Document]
    guide: PlanGuide
    readings: Sequence[Reading]

    @classmethod
    def read(cls, today: date) -> Self:
        published = list(Document.objects.published().order_by("pk"))
        in_force = list(Document.objects.published().in_force(today).select_related("published_version").order_by("pk"))
        guide = plan_guide(published)
        return cls(published, in_force, guide, readings_of(in_force, guide, today))


def _write(found: Sequence[Found]) -> None:
    known = {(row.document_id, row.kind, row.key): row for row in DocumentWarning.objects.select_for_update()}
    new = []
    for one in found:
        row = known.pop((one.document, one.kind, one.key), None)
        if row is None:
            new.append(
                DocumentWarning(
                    document_id=one.document, other_id=one.other, kind=one.kind, key=one.key, detail=one.detail
                )
            )
        elif row.detail != one.detail:
            DocumentWarning.objects.filter(pk=row.pk).update(
                detail=one.detail, found_at=timezone.now(), dismissed_at=None, dismissed_by=None
            )
    DocumentWarning.objects.bulk_create(new, ignore_conflicts=True)
    DocumentWarning.objects.filter(pk__in=[row.pk for row in known.values()]).delete()


def _expired(published: Iterable[Document], today: date) -> Iterator[Found]:
    for document in published:
        if document.effective_to and document.effective_to < today:
            yield Found(Kind.EXPIRED, document.pk, None, "", {"day": document.effective_to.isoformat()})


def _overlaps(in_force: Sequence[Document], guide: PlanGuide) -> Iterator[Found]:
    """Find two of a kind for the same plans, people, language and time."""
    alike: defaultdict[tuple, list[Document]] = defaultdict(list)
    for document in in_force:
        plans = plans_of(document, guide)
        if document.kind in _ONE_FOR_A_YEAR or (document.kind in _ONE_FOR_A_PLAN and plans):
            alike[(document.kind, plans, document.language, document.plan_year)].append(document)
    for documents in alike.values():
        for one, other in combinations(documents, 2):
            if are_rivals(one, other):
                detail = {"plans": sorted(str(plan) for plan in plans_of(one, guide)), "year": one.plan_year}
                yield Found(Kind.OVERLAP, one.pk, other.pk, "", detail)


def _near_duplicates() -> Iterator[Found]:
    """Find two documents of almost the same text that nothing HR says of them tells apart."""
    documents = {document.pk: document for document in Document.objects.kept().order_by("pk")}
    for pair in find_alike(_signatures()):
        one, other = documents.get(pair.one), documents.get(pair.other)
        if one and other and not _is_told_apart(one, other):
            yield Found(Kind.NEAR_DUPLICATE, one.pk, other.pk, "", {"share": round(100 * pair.share)})


def _is_told_apart(one: Document, other: Document) -> bool:
    """Whether year, people, language or plan say why there are two, or one stands in the other's place."""
    if one.pk == other.supersedes_id or other.pk == one.supersedes_id:
        return True
    if (one.plan_year, one.language) != (other.plan_year, other.language) or not are_rivals(one, other):
        return True
    return named_plans(one) != named_plans(other)


def _sums(in_force: Sequence[Document]) -> Iterator[Found]:
    """Find rows of a rate sheet whose amounts do not fit each other, and that nobody has decided on."""
    rates = ExtractedFact.objects.filter(
        kind=ExtractedFact.Kind.RATE,
        state=ExtractedFact.State.PROPOSED,
        version__in=[document.published_version_id for document in in_force],
    ).exclude(doubts=[])
    for fact in rates.select_related("version").order_by("version", "ordinal"):
        # Of whom a price is, and who pays it, is asked on the page of facts; it contradicts nothing.
        odd = [doubt for doubt in fact.doubts if not is_about_reading(doubt) and not is_about_whose(doubt)]
        if not odd:
            continue
        about = ", ".join(part for part in (fact.label, fact.plan, about_fact(fact)) if part)
        here = {"quote": reading_words(fact.reading), "figure": fact.raw, "page": fact.page}
        detail = {"about": about, "year": fact.plan_year, "here": here, "why": odd}
        yield Found(Kind.CONTRADICTION, fact.version.document_id, None, f"{about}:{fact.plan_year}", detail)


def keep_signatures() -> None:
    """Reckon the signatures that are missing. Each is kept at once, so that no other work waits for its version."""
    for version in _shown_versions().filter(signature=None).only("pk"):
        DocumentVersion.objects.filter(pk=version.pk, signature=None).update(signature=_signature(version))


def _signatures() -> dict[UUID, bytes]:
    """Return the signature of each document's shown version; of one that has come just now, as it is."""
    shown = _shown_versions().only("pk", "document_id", "signature")
    return {
        version.document_id: bytes(_signature(version) if version.signature is None else version.signature)
        for version in shown
    }


def _signature(version: DocumentVersion) -> bytes:
    return signature_of(version.passages.order_by("ordinal").values_list("text", flat=True).iterator(chunk_size=500))


def _shown_versions() -> QuerySet[DocumentVersion]:
    """Return the published version of each document, else its newest ready one."""
    newest = DocumentVersion.objects.filter(document=OuterRef("document"), status=DocumentVersion.Status.READY)
    shown = Case(
        When(document__published_version__isnull=False, then="document__published_version"),
        default=Subquery(newest.order_by("-number").values("pk")[:1]),
    )
    versions = DocumentVersion.objects.filter(document__deleting_at__isnull=True).annotate(shown=shown)
    return versions.filter(Q(pk=shown))
