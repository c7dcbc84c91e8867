"""Index versions anew after the embedding model or the vector engine has changed, without reading a file again.

What has all its vectors in the index in use is left alone, so a run that broke off goes on where it stopped.
Vectors of the model before stay until those of the new one can be found, and answer for the version until then.
"""

from collections.abc import Iterator
from typing import Literal
from uuid import UUID

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from knowledge.embeddings.embedding import EmbeddingUnavailable
from knowledge.embeddings.embedding_cache import embed_passages
from knowledge.index.passages import indexed_text, write_postings
from knowledge.ingestion.state_facts import bring_in_line
from knowledge.models import Document, DocumentVersion
from knowledge.vectors import (
    VectorIndex,
    VectorIndexUnavailable,
    VectorRecord,
    index_at,
    place_in_use,
    vector_index,
)

AT_ONCE = 256
VISIBLE_SECONDS = 60.0
log = structlog.get_logger(__name__)
Outcome = Literal["complete", "indexed", "gone"]


class ReindexStopped(RuntimeError):
    """An engine did not answer; run it again. `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def ready_versions() -> Iterator[DocumentVersion]:
    """Yield every version that can be published, those in use first."""
    kept = DocumentVersion.objects.filter(status=DocumentVersion.Status.READY, document__deleting_at__isnull=True)
    rows = kept.select_related("document").order_by("document__title", "document", "-number")
    yield from sorted(rows, key=lambda version: version.document.published_version_id != version.pk)


def reindex(version: DocumentVersion) -> Outcome:
    """Give the version a vector of the model in use for each of its passages. Raises ReindexStopped."""
    try:
        return _reindex(version, vector_index())
    except (EmbeddingUnavailable, VectorIndexUnavailable) as trouble:
        raise ReindexStopped(trouble.reason) from trouble
    except IntegrityError as error:
        # Its passages were deleted, or another run wrote the same ones.
        raise ReindexStopped("changed_meanwhile") from error


def rewrite_terms(version: DocumentVersion) -> None:
    """Write the version's inverted index anew: the rules for words have changed."""
    with transaction.atomic():
        # Whoever deletes the document waits, and then deletes what is written here.
        if DocumentVersion.objects.select_for_update(no_key=True).filter(pk=version.pk, status=version.status).exists():
            write_postings(version, version.passages.defer("boxes"))
            DocumentVersion.objects.filter(pk=version.pk).update(revision=F("revision") + 1)


def _reindex(version: DocumentVersion, index: VectorIndex) -> Outcome:
    expected = set(version.passages.values_list("pk", flat=True))
    present = index.passage_ids(version.pk)
    if present == expected:
        _serve(version, index, expected)
        return "complete"
    if strays := present - expected:
        index.delete_passages(version.pk, strays)
    missing = sorted(expected - present)
    for start in range(0, len(missing), AT_ONCE):
        _index(version, index, missing[start : start + AT_ONCE])
        if not _is_kept(version):
            index.delete_version(version.pk)
            return "gone"
    if not index.wait_until_visible(version.pk, expected, timeout_seconds=VISIBLE_SECONDS):
        raise VectorIndexUnavailable("not_visible")
    _serve(version, index, expected)
    # Facts that were corrected meanwhile.
    bring_in_line(version, Document.objects.get(pk=version.document_id))
    return "indexed"


def _index(version: DocumentVersion, index: VectorIndex, passage_ids: list[UUID]) -> None:
    passages = list(version.passages.filter(pk__in=passage_ids).defer("boxes"))
    vectors = embed_passages(version.document_id, [indexed_text(passage) for passage in passages])
    index.upsert([VectorRecord(one.pk, version.pk, values) for one, values in zip(passages, vectors, strict=True)])


def _is_kept(version: DocumentVersion) -> bool:
    return DocumentVersion.objects.filter(pk=version.pk, status=DocumentVersion.Status.READY).exists()


def _serve(version: DocumentVersion, index: VectorIndex, expected: set[UUID]) -> None:
    """Let the version be found by these vectors, then delete those that answered for it before."""
    before = version.served_by
    rows = DocumentVersion.objects.filter(pk=version.pk)
    rows.update(served_by=place_in_use(), revision=F("revision") + 1)
    version.served_by = place_in_use()
    _forget_other_models(version, index, expected)
    if before and before.partition("/")[0] != settings.VECTOR_ENGINE:
        _forget_other_engine(version, before)


def _forget_other_engine(version: DocumentVersion, place: str) -> None:
    try:
        index_at(place).delete_version(version.pk)
    except VectorIndexUnavailable as trouble:
        # Taken out of service before this was run, most likely; nothing searches there any more.
        log.warning("vectors_left_at_other_engine", version=str(version.pk), place=place, reason=trouble.reason)


def _forget_other_models(version: DocumentVersion, index: VectorIndex, expected: set[UUID]) -> None:
    if index.count_version(version.pk) > len(expected):
        index.delete_other_models(version.pk)
