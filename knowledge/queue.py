"""Which versions are sent to the workers. The rows are the truth; a message is only a hint to look at one.

A client has a few versions in the queue at a time and the next is sent when one is finished. So one client's
five thousand files never stand in the way of another's one, and a queue that is lost loses nothing.
"""

from datetime import datetime
from uuid import UUID

from knowledge.models import DocumentVersion

PER_CLIENT = 4
Status = DocumentVersion.Status


def take_waiting(now: datetime) -> list[UUID]:
    """Mark the client's next versions as sent and return them, the oldest first; each is given out once."""
    versions = DocumentVersion.objects
    on_the_way = versions.filter(status=Status.RECEIVED, queued_at__isnull=False).count()
    at_work = versions.filter(status__in=DocumentVersion.BEGUN).count()
    room = PER_CLIENT - on_the_way - at_work
    if room <= 0:
        return []
    waiting = versions.waiting(now).order_by("created_at", "pk").values_list("pk", flat=True)[:room]
    return [version_id for version_id in waiting if _take(version_id, now)]


def put_back(version_id: UUID) -> None:
    """The message could not be sent; the sweep tries again."""
    DocumentVersion.objects.filter(pk=version_id, status=Status.RECEIVED).update(queued_at=None)


def _take(version_id: UUID, now: datetime) -> bool:
    return bool(
        DocumentVersion.objects.filter(pk=version_id, status=Status.RECEIVED, queued_at__isnull=True).update(
            queued_at=now
        )
    )
