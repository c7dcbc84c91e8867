"""A person's word on the work: end it, or try once more."""

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
    again = DocumentVersion.objects.filter(pk=version.pk, status__in=(Status.FAILED, Status.CANCELLED)).update(
        status=Status.RECEIVED,
        attempts=0,
        cancel_requested=False,
        queued_at=None,
        retry_at=None,
        failure_code="",
        failure_detail="",
    )
    if again:
        record("document.retried", actor=by, subject=version.document, version=version.number)
    return bool(again)
