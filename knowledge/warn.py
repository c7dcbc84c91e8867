"""What HR should look at: documents that are over and still published, two for the same, two with almost the same text,
and two that give different figures for the same thing.

All of a client's warnings are found together, because most are about two documents, and compared with those that are
kept: what is not true any more goes, what is new comes, and one that somebody dismissed is open again only if what it
tells has changed.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from uuid import UUID

from django.db import transaction
from django.db.models import Case, OuterRef, Q, Subquery, When
from django.utils import timezone

from accounts.models import User
from knowledge.alike import find_alike, signature_of
from knowledge.claims import Claim, Told, claims_of, contradicts
from knowledge.facts.words import about_fact, money, reading_words
from knowledge.models import Document, DocumentVersion, DocumentWarning, ExtractedFact, Passage
from knowledge.plans import PlanGuide, PlanName, plan_guide, plan_names
from tenants.audit.log import record

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


@dataclass(frozen=True)
class Found:
    kind: str
    document: UUID
    other: UUID | None
    about: str  # tells two warnings of one kind about the same documents apart
    detail: dict[str, object]

    @property
    def key(self) -> str:
        return hashlib.sha256(f"{self.other}:{self.about}".encode()).hexdigest()


def refresh_warnings(today: date) -> int:
    """Bring the warnings in line with the documents as they are; return how many are open. Safe to run again."""
    found = find_warnings(today)
    with transaction.atomic():
        ids = {pk for one in found for pk in (one.document, one.other) if pk}
        # A document that is erased meanwhile waits for this, and takes its warnings along.
        kept = Document.objects.kept().filter(pk__in=ids).order_by("pk").select_for_update()
        there = {*kept.values_list("pk", flat=True), None}
        _write([one for one in found if {one.document, one.other} <= there])
    return DocumentWarning.objects.open().count()


def find_warnings(today: date) -> list[Found]:
    published = list(Document.objects.published().order_by("pk"))
    in_force = list(Document.objects.published().in_force(today).order_by("pk"))
    guide = plan_guide(published)
    return [
        *_expired(published, today),
        *_overlaps(in_force, guide),
        *_near_duplicates(),
        *_contradictions(in_force, guide),
        *_sums(in_force),
    ]


def dismiss(warning: DocumentWarning, *, by: User) -> bool:
    """Note that somebody looked and leaves it as it is; False if somebody did before."""
    is_open = DocumentWarning.objects.open().filter(pk=warning.pk)
    if not is_open.update(dismissed_at=timezone.now(), dismissed_by=by):
        return False
    record("document.warning_dismissed", actor=by, subject=warning.document, kind=warning.kind)
    return True


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
        plans = _plans(document, guide)
        if document.kind in _ONE_FOR_A_YEAR or (document.kind in _ONE_FOR_A_PLAN and plans):
            alike[(document.kind, plans, document.language, document.plan_year)].append(document)
    for documents in alike.values():
        for one, other in combinations(documents, 2):
            if _are_rivals(one, other):
                detail = {"plans": sorted(str(plan) for plan in _plans(one, guide)), "year": one.plan_year}
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
    if (one.plan_year, one.language) != (other.plan_year, other.language):
        return True
    if not _are_rivals(one, other):
        return True
    return _named(one) != _named(other)


def _contradictions(in_force: Sequence[Document], guide: PlanGuide) -> Iterator[Found]:
    """Find, for each thing a document tells, the document with most authority that tells it differently."""
    documents = {document.pk: document for document in in_force}
    claims: defaultdict[tuple, dict[UUID, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for pk, told in _told(in_force, guide).items():
        for claim in claims_of(told):
            claims[claim.key][pk].append(claim)
    for (plan, service), by_document in claims.items():
        for pk, own in by_document.items():
            for year in sorted({claim.year for claim in own}):
                yield from _contradiction(documents, by_document, documents[pk], year, f"{service}, {plan}")


def _contradiction(
    documents: dict[UUID, Document],
    by_document: dict[UUID, list[Claim]],
    document: Document,
    year: str,
    about: str,
) -> Iterator[Found]:
    own = [claim for claim in by_document[document.pk] if claim.year == year]
    others = {
        pk: [claim for claim in claims if not year or claim.year in ("", year)]
        for pk, claims in by_document.items()
        if pk != document.pk and documents[pk].authority_rank <= document.authority_rank
    }
    others = {pk: claims for pk, claims in others.items() if claims and _are_rivals(documents[pk], document)}
    # Who tells it without a year is right if it is so in any year.
    if not others or (not year and not contradicts(own, [claim for claims in others.values() for claim in claims])):
        return
    differing = [documents[pk] for pk, claims in others.items() if contradicts(own, claims)]
    if not differing:
        return
    other = min(differing, key=lambda one: (one.authority_rank, *_latest_first(one), one.pk))
    # Of two with the same authority each contradicts the other; it is told once.
    if other.authority_rank == document.authority_rank and bool(year) and other.pk > document.pk:
        return
    against = max(others[other.pk], key=lambda claim: claim.year)
    detail = {"about": about, "year": against.year or year, "here": _quote(own[0]), "there": _quote(against)}
    yield Found(Kind.CONTRADICTION, document.pk, other.pk, f"{about}:{year}", detail)


def _are_rivals(one: Document, other: Document) -> bool:
    """Whether both speak to some of the same people at the same time."""
    return _meet(one, other) and one.meant_for.is_rival_of(other.meant_for)


def _sums(in_force: Sequence[Document]) -> Iterator[Found]:
    """Find rows of a rate sheet whose amounts do not fit each other, and that nobody has decided on."""
    rates = ExtractedFact.objects.filter(
        kind=ExtractedFact.Kind.RATE,
        state=ExtractedFact.State.PROPOSED,
        version__in=[document.published_version_id for document in in_force],
    ).exclude(doubts=[])
    for fact in rates.select_related("version").order_by("version", "ordinal"):
        about = ", ".join(part for part in (fact.label, fact.plan, about_fact(fact)) if part)
        here = {"quote": reading_words(fact.reading), "figure": fact.raw, "page": fact.page}
        detail = {"about": about, "year": fact.plan_year, "here": here, "why": list(fact.doubts)}
        yield Found(Kind.CONTRADICTION, fact.version.document_id, None, f"{about}:{fact.plan_year}", detail)


def _told(documents: Sequence[Document], guide: PlanGuide) -> dict[UUID, list[Told]]:
    """Return the passages that may hold a claim, by their document."""
    of_version = {document.published_version_id: document for document in documents}
    passages = Passage.objects.filter(version__in=of_version, text__contains="$", text__iregex="copay|copago")
    told: defaultdict[UUID, list[Told]] = defaultdict(list)
    for passage in passages.order_by("version", "ordinal").only(
        "version_id", "text", "heading", "page_number", "confidence"
    ):
        document = of_version[passage.version_id]
        if passage.has_sure_figures:
            plans = _plans(document, guide)
            told[document.pk].append(
                Told(passage.text, passage.heading, passage.page_number, plans, document.plan_year)
            )
    return told


def _signatures() -> dict[UUID, bytes]:
    """Return the signature of each document's published version, else of its newest ready one; new ones are kept."""
    newest = DocumentVersion.objects.filter(document=OuterRef("document"), status=DocumentVersion.Status.READY)
    shown = Case(
        When(document__published_version__isnull=False, then="document__published_version"),
        default=Subquery(newest.order_by("-number").values("pk")[:1]),
    )
    versions = DocumentVersion.objects.filter(document__deleting_at__isnull=True).annotate(shown=shown)
    found = {}
    for version in versions.filter(Q(pk=shown)).only("pk", "document_id", "signature"):
        if version.signature is None:
            texts = version.passages.order_by("ordinal").values_list("text", flat=True)
            version.signature = signature_of(texts.iterator(chunk_size=500))
            DocumentVersion.objects.filter(pk=version.pk).update(signature=version.signature)
        found[version.document_id] = bytes(version.signature)
    return found


def _plans(document: Document, guide: PlanGuide) -> frozenset[PlanName]:
    return guide.names_of(document.pk) or _named(document)


def _named(document: Document) -> frozenset[PlanName]:
    """Return the plans of its title, else those that are said of it."""
    return plan_names(document.title) or plan_names(" · ".join(document.plans))


def _meet(one: Document, other: Document) -> bool:
    """Whether there is a day on which both are in force."""
    return not (_ends_before(one, other) or _ends_before(other, one))


def _ends_before(one: Document, other: Document) -> bool:
    return bool(one.effective_to and other.effective_from and one.effective_to < other.effective_from)


def _latest_first(document: Document) -> tuple[int]:
    return (-(document.effective_from or date.min).toordinal(),)


def _quote(claim: Claim) -> dict[str, object]:
    return {"quote": claim.quote, "figure": money(claim.amount), "page": claim.page}
