"""A document as HR sees it in a list: its newest version, what becomes of it, and what may be done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from knowledge.audience import audience_words, class_labels
from knowledge.extract.failure import OF_THE_FILE
from knowledge.models import Document, DocumentVersion
from knowledge.pace import time_left

Status = DocumentVersion.Status
WAITING_AGAIN = "Waiting to try again"
CANCELLING = "Cancelling"


@dataclass(frozen=True)
class DocumentRow:
    document: Document
    version: DocumentVersion  # the newest
    audience: str
    progress_label: str
    done: int
    total: int  # 0: nobody knows yet
    time_left: str  # in words; "" while nobody can know
    is_in_progress: bool
    is_published: bool
    has_unpublished_version: bool
    may_publish: bool
    may_unpublish: bool
    may_retry: bool
    needs_other_file: bool  # reading the same one again would end the same way
    may_cancel: bool
    may_replace: bool
    may_delete: bool


def document_rows(documents: Iterable[Document]) -> list[DocumentRow]:
    """Return the rows of these documents; their versions are best prefetched."""
    labels = class_labels()
    return [document_row(document, labels) for document in documents]


def document_row(document: Document, labels: Mapping[str, str]) -> DocumentRow:
    versions = sorted(document.versions.all(), key=lambda version: version.number, reverse=True)
    newest = versions[0]
    ready = next((version for version in versions if version.is_ready), None)
    is_kept = not document.is_being_deleted
    is_working = newest.is_in_progress
    is_new_ready = ready is not None and ready.pk != document.published_version_id
    is_reading = newest.status == Status.EXTRACTING
    is_hopeless = newest.status == Status.FAILED and newest.failure_code in OF_THE_FILE
    return DocumentRow(
        document=document,
        version=newest,
        audience=audience_words(document.audience, labels),
        progress_label=_progress_label(newest),
        done=newest.pages_done if is_reading else 0,
        total=newest.page_count if is_reading else 0,
        time_left=_time_left(newest) if is_reading else "",
        is_in_progress=is_working or not is_kept,
        is_published=document.is_published,
        has_unpublished_version=document.is_published and is_new_ready,
        may_publish=is_kept and is_new_ready,
        may_unpublish=is_kept and document.is_published,
        may_retry=is_kept and newest.may_be_retried and not is_hopeless,
        needs_other_file=is_kept and is_hopeless,
        may_cancel=is_kept and is_working and not newest.cancel_requested,
        may_replace=is_kept and not is_working,
        may_delete=is_kept,
    )


def _progress_label(version: DocumentVersion) -> str:
    if version.cancel_requested:
        return CANCELLING
    if version.status == Status.RECEIVED and version.failure_code:
        return WAITING_AGAIN
    return version.get_status_display()


def _time_left(version: DocumentVersion) -> str:
    if version.reading_since is None or version.cancel_requested:
        return ""
    seconds = (timezone.now() - version.reading_since).total_seconds()
    return time_left(done=version.pages_done, total=version.page_count, seconds=seconds)
