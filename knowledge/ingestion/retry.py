"""A person's word on the work: end it, or try once more."""

from uuid import UUID

from accounts.models import User
from knowledge.models import DocumentVersion
from tenants.audit.log import record

Status = DocumentVersion.Status


def request_cancel(version: DocumentVersion, *, by: User | None) -> bool:
    """End the work on the version; False if there is none any more. A worker stops at its next page or batch."""
    versions = DocumentVersion.objects.filter(pk=version.pk)
    # Nobody has begun: nothing to erase, nobody to tell.
    cancelled = versions.filter(status=Status.RECEIVED, attempts=0, searchable_at__isnull=True).update(
        status=Status.CANCELLED, queued_at=None, retry_at=None
    )
    cancelled = cancelled or versions.in_progress().update(cancel_requested=True, queued_at=None, retry_at=None)
    if cancelled:
        record("document.cancelled", actor=by, subject=version.document, version=version.number)
    return bool(cancelled)


def retry(version: DocumentVersion, *, by: User | None) -> bool:
    """Put a failed or cancelled version back in line; False if it is neither. What is complete is kept."""
    again = put_back_in_line(version.pk)
    if again:
        record("document.retried", actor=by, subject=version.document, version=version.number)
    return again


def put_back_in_line(version_id: UUID) -> bool:
    """Let a failed or cancelled version be worked on again; False if it is neither."""
    return bool(
        DocumentVersion.objects.filter(pk=version_id, status__in=(Status.FAILED, Status.CANCELLED)).update(
            status=Status.RECEIVED,
            attempts=0,
            cancel_requested=False,
            without_pictures=False,
            queued_at=None,
            retry_at=None,
            failure_code="",
            failure_detail="",
        )
    )


def go_on_without_pictures(version: DocumentVersion, *, by: User | None) -> bool:
    """Make ready what was read of a version whose pictures of text could not all be; False if it is no such version.

    It is not published by itself any more: that was wished for the whole file.
    """
    unread = list(version.unread_pictures().values_list("number", flat=True))
    failed = DocumentVersion.objects.filter(pk=version.pk, status=Status.FAILED, searchable_at__isnull=False)
    goes_on = failed.filter(pictures_count__gt=0).update(
        status=Status.RECEIVED,
        attempts=0,
        without_pictures=True,
        publish_when_ready=False,
        queued_at=None,
        retry_at=None,
        failure_code="",
        failure_detail="",
    )
    if goes_on:
        record("document.pictures_left_out", actor=by, subject=version.document, version=version.number, pages=unread)
    return bool(goes_on)
