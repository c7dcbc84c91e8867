"""HR corrects what is known about a document. Its passages carry these facts, so they are indexed anew in place:
the same passages, found all the while.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.models import User
from benefits.audience import class_labels
from knowledge.embeddings.embedding_cache import embed_passages
from knowledge.index.passages import context_of, facts_line, indexed_text, write_postings
from knowledge.ingestion.receive import DocumentFacts
from knowledge.models import Document, DocumentVersion, Passage
from knowledge.vectors import VectorRecord, vector_index
from tenants.audit.log import record

AT_ONCE = 256
_FACTS = (
    *(
        "title",
        "knowledge_base",
        "kind",
        "plan_year",
        "effective_from",
        "effective_to",
        "audience",
        "work_states",
        "hours",
    ),
    *("language", "plans", "rank", "supersedes"),
)


def state_facts(document: Document, *, title: str, facts: DocumentFacts, by: User | None) -> None:
    """Write what a person says; from then on nothing of it counts as guessed."""
    with transaction.atomic():
        row = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
        before = {name: getattr(row, name) for name in _FACTS}
        row.title = title
        row.knowledge_base = facts.knowledge_base
        row.kind = facts.kind or row.kind
        row.plan_year = facts.plan_year or ""
        row.effective_from, row.effective_to = facts.effective_from, facts.effective_to
        row.audience, row.work_states = sorted(facts.meant_for.classes), sorted(facts.meant_for.work_states)
        row.hours = facts.meant_for.hours
        row.language = facts.language or row.language
        row.plans = list(facts.plans or ())
        row.rank, row.supersedes = facts.rank, facts.supersedes
        row.guessed = []
        row.save()
        changed = [name for name in _FACTS if getattr(row, name) != before[name]]
        record("document.facts_stated", actor=by, subject=row, changed=changed)


def refresh_passages(document_id: UUID) -> None:
    """Bring the passages of every ready version in line with the document's facts; safe to run again.

    Raises EmbeddingUnavailable and VectorIndexUnavailable; the passages are then found as before.
    """
    document = Document.objects.kept().filter(pk=document_id).first()
    if document is None:
        return
    for version in document.versions.filter(status=DocumentVersion.Status.READY):
        bring_in_line(version, document)


def find_outdated() -> list[UUID]:
    """Return the documents with a ready version whose passages carry older facts: its refresh was lost.

    The contexts of a version are written in one transaction, so its first passage speaks for all of them.
    """
    labels = class_labels()
    firsts = Passage.objects.filter(
        ordinal=0, version__status=DocumentVersion.Status.READY, version__document__deleting_at__isnull=True
    )
    told = ("title", "plan_year", "audience", "work_states", "hours", "plans", "guessed")
    facts = [f"version__document__{name}" for name in told]
    found = {}
    for passage in firsts.select_related("version__document").only("heading", "context", *facts):
        document = passage.version.document
        if passage.context != context_of(passage.heading, facts_line(document, labels)):
            found[document.pk] = None
    return list(found)


def bring_in_line(version: DocumentVersion, document: Document) -> None:
    """Index the version's passages anew if they do not carry the facts of the document as it is now."""
    facts = facts_line(document)
    first = version.passages.first()
    if first is None or first.context == context_of(first.heading, facts):
        return
    passages = list(version.passages.defer("boxes"))
    for passage in passages:
        passage.context = context_of(passage.heading, facts)
    # The rows last: as long as they carry the old facts, a run that broke off is known to be unfinished.
    index = vector_index()
    for start in range(0, len(passages), AT_ONCE):
        batch = passages[start : start + AT_ONCE]
        vectors = embed_passages(document.pk, [indexed_text(passage) for passage in batch])
        index.upsert([VectorRecord(one.pk, version.pk, values) for one, values in zip(batch, vectors, strict=True)])
    with transaction.atomic():
        version.passages.bulk_update(passages, ["context"], batch_size=500)
        write_postings(version, passages)
        DocumentVersion.objects.filter(pk=version.pk).update(revision=F("revision") + 1)
