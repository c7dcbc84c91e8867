"""Finds what stopped half way: killed workers, lost messages, deletions that met an engine that was down, and
corrected facts that never reached the passages.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from django.db.models import Exists, OuterRef

from knowledge.embeddings.embedding_cache import forget_old_texts
from knowledge.ingestion.ingest import STOPPED
from knowledge.ingestion.ocr_room import OCR_LIMIT
from knowledge.ingestion.progress import row_changed
from knowledge.ingestion.retry import put_back_in_line
from knowledge.ingestion.state_facts import find_outdated
from knowledge.models import MAX_ATTEMPTS, Document, DocumentVersion

# A deletion that has just begun has its own message on the way.
DELETION_PAUSE = timedelta(seconds=30)
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Found:
    versions: tuple[UUID, ...]  # to be worked on again
    waiting_for_pictures: tuple[UUID, ...]  # the same, where only pictures are still to be read
    documents: tuple[UUID, ...]  # to be deleted for good
    outdated: tuple[UUID, ...]  # documents whose passages carry older facts


NOTHING = Found((), (), (), ())


def sweep(now: datetime) -> Found:
    """Return what must be taken up again at the current client; give up on what was tried too often."""
    DocumentVersion.objects.lost_in_queue(now).update(queued_at=None)
    _give_up(now)
    _take_up_in_new_month(now)
    forget_old_texts(now)
    stuck = DocumentVersion.objects.stuck(now).values_list("pk", "searchable_at")
    texts = tuple(pk for pk, searchable_at in stuck if searchable_at is None)
    pictures = tuple(pk for pk, searchable_at in stuck if searchable_at is not None)
    deleting = Document.objects.filter(deleting_at__lt=now - DELETION_PAUSE).values_list("pk", flat=True)
    found = Found(texts, pictures, tuple(deleting), tuple(find_outdated()))
    if found != NOTHING:
        log.info(
            "documents_swept",
            stuck=len(stuck),
            deleting=len(found.documents),
            outdated=len(found.outdated),
        )
    return found


def _take_up_in_new_month(now: datetime) -> None:
    """Put back in line what waited for the contract's pages of a new month."""
    month = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    newer = DocumentVersion.objects.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    waiting = DocumentVersion.objects.filter(~Exists(newer), status=DocumentVersion.Status.FAILED)
    waiting = waiting.filter(failure_code=OCR_LIMIT, reading_since__lt=month)
    for pk, document_id in waiting.values_list("pk", "document_id"):
        if put_back_in_line(pk):
            row_changed(document_id)


def _give_up(now: datetime) -> None:
    worn_out = DocumentVersion.objects.stuck(now).filter(attempts__gte=MAX_ATTEMPTS, cancel_requested=False)
    for pk, document_id in worn_out.values_list("pk", "document_id"):
        failed = DocumentVersion.objects.stuck(now).filter(pk=pk, cancel_requested=False)
        if failed.update(
            status=DocumentVersion.Status.FAILED, failure_code="stopped", failure_detail=STOPPED, lease=None
        ):
            row_changed(document_id)
