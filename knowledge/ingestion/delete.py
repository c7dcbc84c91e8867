"""Deleting a document: out of search at once, then vectors, rows and file, in this order.

Vectors first: a passage without its vector is merely not found by meaning, but a vector without its passage is
a dead policy that a search still ranks. Until all three are gone the document rests in DELETING, and the sweep
takes it up again; every step may run twice.
"""

import time
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from knowledge.lifecycle.locks import hold_document
from knowledge.lifecycle.publish import NO_SCHEDULE
from knowledge.models import HEARTBEAT_LIMIT, Document, DocumentVersion
from knowledge.vectors import VectorIndex, VectorIndexUnavailable, index_at, vector_index
from tenants.audit.log import record
from tenants.context import current_client

GONE_SECONDS = 30.0
_LOOK_SECONDS = 0.5
Status = DocumentVersion.Status


class MustBeKept(ValueError):
    """A legal hold forbids to delete anything of the client; the message says what would do."""


def begin_deletion(document: Document, *, by: User | None) -> bool:
    """Take the document out of every list and search; False if it is being deleted already. Raises MustBeKept."""
    if current_client().is_held:
        raise MustBeKept(
            f"“{document.title}” is not deleted: a legal hold, set for your company, forbids to delete anything. "
            "Unpublish it, and employees are no longer answered from it."
        )
    now = timezone.now()
    with transaction.atomic():
        # A replacement that was just being received had the document locked, and has a version by now.
        if hold_document(document.pk) is None:
            return False
        document.versions.all().update(status=Status.DELETING)
        unpublished = {"published_version": None, "published_at": None, "published_by": None, **NO_SCHEDULE}
        Document.objects.filter(pk=document.pk).update(deleting_at=now, **unpublished)
        record("document.deleted", actor=by, subject=document, title=document.title)
    return True


def finish_deletion(document_id: UUID, *, now: datetime) -> bool:
    """Erase a document that is being deleted; False if a worker still has it, or the index still shows it,
    or a legal hold was set since.

    Raises VectorIndexUnavailable and StorageUnavailable; the sweep calls again.
    """
    document = Document.objects.filter(pk=document_id, deleting_at__isnull=False).first()
    if document is None:
        return True
    if current_client().is_held:
        return False
    # A worker notices at its next write that the version is no longer its own; until then it may still add vectors.
    at_work = document.versions.filter(lease__isnull=False, heartbeat_at__gte=now - HEARTBEAT_LIMIT)
    if at_work.exists():
        return False
    for version in document.versions.all():
        erase_contents(version)
        version.file.storage.delete(version.file.name)
        version.delete()
    document.delete()
    return True


def erase_contents(version: DocumentVersion) -> None:
    """Erase what was read from a version: vectors, then passages and pages. The file and the row stay.

    Raises VectorIndexUnavailable, also when vectors can still be seen after a while.
    """
    erase_vectors(version)
    with transaction.atomic():
        version.passages.all().delete()
        version.postings.all().delete()
        version.facts.all().delete()
        version.pages.all().delete()
        version.pages_in_pictures.all().delete()


def erase_vectors(version: DocumentVersion) -> None:
    """Delete the version's vectors and wait until no query can see one of them."""
    deadline = time.monotonic() + GONE_SECONDS
    for index in _indexes_of(version):
        index.delete_version(version.pk)
        while index.count_version(version.pk):
            if time.monotonic() > deadline:
                raise VectorIndexUnavailable("still_visible")
            time.sleep(_LOOK_SECONDS)
            index.delete_version(version.pk)


def _indexes_of(version: DocumentVersion) -> list[VectorIndex]:
    """Return the index in use, and the one that still answers for the version after a change of engine."""
    engine = version.served_by.partition("/")[0]
    if not engine or engine == settings.VECTOR_ENGINE:
        return [vector_index()]
    return [vector_index(), index_at(version.served_by)]
