"""HR corrects what is known about a document. Its passages carry these facts, so they are indexed anew in place:
the same passages, found all the while.
"""

from uuid import UUID

from django.db import transaction

from accounts.models import User
from knowledge.embedding import embed
from knowledge.models import Document, DocumentVersion
from knowledge.passages import context_of, facts_line, indexed_text, write_postings
from knowledge.receive import DocumentFacts
from knowledge.vectors import VectorRecord, vector_index
from tenants.audit.log import record

AT_ONCE = 256
_FACTS = ("title", "knowledge_base", "kind", "plan_year", "effective_from", "effective_to", "audience", "language")


def state_facts(document: Document, *, title: str, facts: DocumentFacts, by: User | None) -> None:
    """Write what a person says; from then on nothing of it counts as guessed."""
    with transaction.atomic():
        row = Document.objects.select_for_update().get(pk=document.pk)
        before = {name: getattr(row, name) for name in _FACTS}
        row.title = title
        row.knowledge_base = facts.knowledge_base
        row.kind = facts.kind or row.kind
        row.plan_year = facts.plan_year or ""
        row.effective_from, row.effective_to = facts.effective_from, facts.effective_to
        row.audience = sorted(facts.audience)
        row.language = facts.language or row.language
        row.guessed = []
        row.save()
        changed = [name for name in _FACTS if getattr(row, name) != before[name]]
        record("document.facts_stated", actor=by, subject=row, changed=changed)


def refresh_passages(document_id: UUID) -> None:
    """Bring the passages of every ready version in line with the document's facts; safe to run again.

    Raises EmbeddingUnavailable and VectorIndexUnavailable; by words the passages are found by then.
    """
    document = Document.objects.kept().filter(pk=document_id).first()
    if document is None:
        return
    facts = facts_line(document)
    for version in document.versions.filter(status=DocumentVersion.Status.READY):
        _refresh(version, facts)


def _refresh(version: DocumentVersion, facts: str) -> None:
    passages = list(version.passages.defer("boxes"))
    for passage in passages:
        passage.context = context_of(passage.heading, facts)
    with transaction.atomic():
        version.passages.bulk_update(passages, ["context"], batch_size=500)
        write_postings(version, passages)
    index = vector_index()
    for start in range(0, len(passages), AT_ONCE):
        batch = passages[start : start + AT_ONCE]
        vectors = embed([indexed_text(passage) for passage in batch], purpose="passage")
        index.upsert([VectorRecord(one.pk, version.pk, values) for one, values in zip(batch, vectors, strict=True)])
