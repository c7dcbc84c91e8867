"""Takes the files of a stored archive in, one by one, in a worker.

A run holds the batch's lease and goes on where the one before it stopped: files that have a line are not taken in
again. The archive itself goes when the last file has its line.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

import structlog
from django.core.files import File
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from knowledge.extract.failure import SENTENCES
from knowledge.ingestion.archive import Archive, ArchiveRefused, Member, open_archive
from knowledge.ingestion.batch import Outcome, Taken, facts_as_json, facts_from_json, take_in, write_line
from knowledge.ingestion.files import local_copy_of
from knowledge.ingestion.guess import clean_file_name
from knowledge.ingestion.receive import DocumentFacts, UploadRefused, as_path, not_stored_sentence, receive_document
from knowledge.models import HEARTBEAT_LIMIT, MAX_ATTEMPTS, UploadBatch
from tenants.audit.log import record
from tenants.storage import StorageUnavailable

STOPPED = "Unpacking it broke off several times. The files below are taken in; try again for the others."
log = structlog.get_logger(__name__)


def receive_archive(
    file: File, facts: DocumentFacts, *, uploaded_by: User | None, publish_when_ready: bool = False
) -> UploadBatch:
    """Store an archive that is to be unpacked; raises UploadRefused, and StorageUnavailable."""
    name = clean_file_name(file.name or "")
    with as_path(file) as path:
        try:
            with open_archive(path) as archive:
                count = len(archive.members)
        except ArchiveRefused as refusal:
            raise UploadRefused(str(refusal), file_name=name) from refusal
    if not count:
        raise UploadRefused("There is no file in it.", file_name=name)
    batch = UploadBatch(
        name=name,
        facts=facts_as_json(facts, publish_when_ready=publish_when_ready),
        is_unpacking=True,
        file_count=count,
        uploaded_by=uploaded_by,
    )
    file.seek(0)
    batch.archive.save(name, file, save=False)
    batch.save()
    record("archive.uploaded", actor=uploaded_by, subject=batch, files=count)
    return batch


def unpack(batch_id: UUID, *, taken_in: Callable[[], None]) -> bool:
    """Take in what has no line yet, calling `taken_in` after each new document; False if it was not this run's work."""
    lease = _claim(batch_id, now=timezone.now())
    if lease is None:
        return False
    batch = UploadBatch.objects.get(pk=batch_id)
    try:
        with local_copy_of(batch.archive) as path, open_archive(path) as archive:
            is_whole = _take_members(batch, archive, lease, taken_in)
    except (ArchiveRefused, FileNotFoundError):
        # It was looked at before it was stored; what is there now is something else.
        _end(batch, lease, failure=SENTENCES["missing"])
        return True
    except StorageUnavailable as trouble:
        log.warning("unpacking_interrupted", batch=str(batch_id), reason=trouble.reason)
        failure = not_stored_sentence(trouble) if batch.attempts >= MAX_ATTEMPTS else ""
        _held(batch, lease).update(lease=None, failure=failure, is_unpacking=not failure)
        return True
    if is_whole:
        _end(batch, lease)
    return True


def find_left(now: datetime) -> list[UUID]:
    """Return archives nobody unpacks any more, to be taken up again; give up on those tried too often."""
    left = UploadBatch.objects.filter(is_unpacking=True, heartbeat_at__lt=now - HEARTBEAT_LIMIT)
    left.filter(attempts__gte=MAX_ATTEMPTS).update(is_unpacking=False, lease=None, failure=STOPPED)
    return list(left.values_list("pk", flat=True))


def unpack_again(batch: UploadBatch) -> bool:
    """Put an archive that was given up back in line; False if there is nothing left of it to unpack."""
    stopped = UploadBatch.objects.filter(pk=batch.pk, is_unpacking=False).exclude(archive="").exclude(failure="")
    return bool(stopped.update(is_unpacking=True, attempts=0, failure="", lease=None, stop_requested=False))


def _claim(batch_id: UUID, *, now: datetime) -> UUID | None:
    lease = uuid4()
    is_free = Q(lease=None) | Q(heartbeat_at__lt=now - HEARTBEAT_LIMIT)
    batches = UploadBatch.objects.filter(is_free, pk=batch_id, is_unpacking=True, attempts__lt=MAX_ATTEMPTS)
    won = batches.update(lease=lease, heartbeat_at=now, attempts=F("attempts") + 1)
    return lease if won else None


def _take_members(batch: UploadBatch, archive: Archive, lease: UUID, taken_in: Callable[[], None]) -> bool:
    """Take in what is left; False if another run has it by now."""
    receive = partial(
        receive_document,
        facts=facts_from_json(batch.facts),
        uploaded_by=batch.uploaded_by,
        publish_when_ready=batch.facts["publish_when_ready"],
    )
    done = set(batch.files.values_list("path", flat=True))
    for member in archive.members:
        if member.path in done:
            continue
        if not _held(batch, lease).update(heartbeat_at=timezone.now()):
            return False
        if _held(batch, lease).filter(stop_requested=True).exists():
            return True
        taken = _take(archive, member, receive)
        if taken.trouble:
            raise StorageUnavailable(taken.trouble)
        write_line(batch, taken)
        if taken.outcome == Outcome.TAKEN:
            taken_in()
    return True


def _take(archive: Archive, member: Member, receive: Callable) -> Taken:
    try:
        with archive.unpacked(member) as file:
            return take_in(receive, file, path=member.path)
    except ArchiveRefused as refusal:
        return Taken(member.path, Outcome.REFUSED, sentence=str(refusal))


def _end(batch: UploadBatch, lease: UUID, *, failure: str = "") -> None:
    """Say that it is over, then let the archive go: a stray file is found, a row without its file is not."""
    name = batch.archive.name
    if _held(batch, lease).update(is_unpacking=False, lease=None, archive="", failure=failure):
        batch.archive.storage.delete(name)


def _held(batch: UploadBatch, lease: UUID) -> QuerySet[UploadBatch]:
    return UploadBatch.objects.filter(pk=batch.pk, lease=lease)
