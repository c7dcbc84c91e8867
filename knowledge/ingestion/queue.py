"""Which versions are sent to the workers. The rows are the truth; a message is only a hint to look at one.

A client has in the queue or at work at most as many versions as there are processes, less one; the next is sent
when one is finished. So one client's five thousand files never stand in the way of another's one: a process is
free for it, or is as soon as the clients before it have had one turn each. A queue that is lost loses nothing.

Files whose text is found already, and whose pictures of text are still to be read, have a queue and workers of their
own, where a client has one at a time, and none while texts of its own are being read: no text waits for pictures.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import DurationField, ExpressionWrapper, F, Q, Value

from knowledge.models import DocumentVersion, DocumentVersionQuerySet
from tenants.one_at_a_time import one_at_a_time

Status = DocumentVersion.Status
PICTURES_PER_CLIENT = 1
# A file waits as if it had come this much later: half a minute a megabyte. One page need not wait for a folder of
# scans that came a moment before it, and the scans wait no longer than that for pages that come after them.
_DELAY_PER_BYTE = timedelta(microseconds=30)


def per_client() -> int:
    """Return how many versions of one client may be in the queue or at work."""
    return max(1, settings.INGEST_PROCESSES - 1)


def take_waiting(now: datetime) -> list[UUID]:
    """Mark the client's next versions as sent and return them, in their order; each is given out once."""
    # One that is not wanted any more is erased, which takes no time.
    texts = Q(searchable_at__isnull=True) | Q(cancel_requested=True)
    return _take_of(DocumentVersion.objects.filter(texts), now, most=per_client())


def take_waiting_for_pictures(now: datetime) -> list[UUID]:
    """The same for the client's versions of which only pictures are still to be read, once no text of it waits."""
    texts = DocumentVersion.objects.in_progress().filter(searchable_at__isnull=True).exclude(retry_at__gt=now)
    if texts.exists():
        return []
    pictures = DocumentVersion.objects.filter(searchable_at__isnull=False, cancel_requested=False)
    return _take_of(pictures, now, most=PICTURES_PER_CLIENT)


def files_before() -> dict[UUID, int]:
    """Return how many of the client's files are read, or have their pictures read, before the pictures of each that
    waits for its turn.
    """
    versions = DocumentVersion.objects.filter(cancel_requested=False)
    texts = versions.in_progress().filter(searchable_at__isnull=True).count()
    pictures = versions.filter(searchable_at__isnull=False)
    at_work = pictures.filter(status__in=DocumentVersion.BEGUN).count()
    waiting = _in_their_order(pictures.filter(status=Status.RECEIVED)).values_list("pk", flat=True)
    return {pk: texts + at_work + place for place, pk in enumerate(waiting)}


def waiting_for_pictures() -> list[UUID]:
    """Return the documents whose pictures wait for their turn."""
    waiting = DocumentVersion.objects.filter(status=Status.RECEIVED, searchable_at__isnull=False)
    return list(waiting.values_list("document", flat=True))


def is_one_of_many() -> bool:
    """Whether more of the client's files wait for their turn than the one at work."""
    return DocumentVersion.objects.filter(status=Status.RECEIVED, searchable_at__isnull=True).exists()


def _take_of(versions: DocumentVersionQuerySet, now: datetime, *, most: int) -> list[UUID]:
    with transaction.atomic():
        # Of a folder that is just coming in, every file asks for its turn; two at once would both find the same room.
        one_at_a_time("queue")
        on_the_way = versions.filter(status=Status.RECEIVED, queued_at__isnull=False).count()
        at_work = versions.filter(status__in=DocumentVersion.BEGUN).count()
        room = most - on_the_way - at_work
        if room <= 0:
            return []
        waiting = _in_their_order(versions.waiting(now)).values_list("pk", flat=True)[:room]
        return [version_id for version_id in waiting if _take(version_id, now)]


def _in_their_order(versions: DocumentVersionQuerySet) -> DocumentVersionQuerySet:
    delay = ExpressionWrapper(F("size_bytes") * Value(_DELAY_PER_BYTE), output_field=DurationField())
    return versions.order_by(F("created_at") + delay, "pk")


def put_back(version_id: UUID) -> None:
    """The message could not be sent; the sweep tries again."""
    DocumentVersion.objects.filter(pk=version_id, status=Status.RECEIVED).update(queued_at=None)


def _take(version_id: UUID, now: datetime) -> bool:
    return bool(
        DocumentVersion.objects.filter(pk=version_id, status=Status.RECEIVED, queued_at__isnull=True).update(
            queued_at=now
        )
    )
