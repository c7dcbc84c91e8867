"""Who works on a version. One run holds its lease; every write of that run names it and fails without it.

A run that was paused, or taken for dead, can therefore not write over the run that came after it. A heartbeat
beside the work keeps the lease while one long call is under way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Thread
from uuid import UUID, uuid4

import structlog
from django.db import DatabaseError, connection
from django.db.models import F, Q
from django.utils import timezone

from knowledge.models import HEARTBEAT_LIMIT, MAX_ATTEMPTS, DocumentVersion, DocumentVersionQuerySet
from tenants.binding import ClientRef
from tenants.context import current_client, tenant_scope

BEAT_SECONDS = 10.0
# Written with what no run after this one has to do again: how often a file was tried counts from there, so that a long
# one outlives as many restarts as it meets, and one that kills its reader at the same page is given up.
GOT_FURTHER = {"attempts": 1}
Status = DocumentVersion.Status
log = structlog.get_logger(__name__)


class LeaseLost(RuntimeError):
    """Another run works on the version, or it is being deleted: stop without a trace."""


class CancelRequested(RuntimeError):
    """A person wants the work to end."""


@dataclass(frozen=True)
class Lease:
    version_id: UUID
    id: UUID

    def hold(self, **changes: object) -> None:
        """Write to the version as its present worker; raises LeaseLost or CancelRequested."""
        if not self._held().filter(cancel_requested=False).update(heartbeat_at=timezone.now(), **changes):
            raise self._reason_to_stop()

    def is_wanted(self) -> bool:
        return self._held().filter(cancel_requested=False).exists()

    def end(self, status: str, **changes: object) -> bool:
        """Leave the version in its final state, wanted or not; False if another run has it."""
        return bool(self._held().update(status=status, lease=None, heartbeat_at=timezone.now(), **changes))

    def give_back(self) -> None:
        """Let go without a word about the state, so that whoever waits for the worker to stop sees that it has."""
        DocumentVersion.objects.filter(pk=self.version_id, lease=self.id).update(lease=None)

    @contextmanager
    def kept_alive(self) -> Iterator[None]:
        """Send heartbeats while the work inside goes on, however long its calls take."""
        is_over = Event()
        beating = Thread(target=self._beat, args=(current_client(), is_over), name="heartbeat", daemon=True)
        beating.start()
        try:
            yield
        finally:
            is_over.set()
            beating.join()

    def _beat(self, client: ClientRef, is_over: Event) -> None:
        while not is_over.wait(BEAT_SECONDS):
            try:
                with tenant_scope(client):
                    self._held().update(heartbeat_at=timezone.now())
            except DatabaseError:
                log.warning("heartbeat_not_written", version=str(self.version_id))
            finally:
                # One beat in ten seconds is not worth a connection of its own in between.
                connection.close()

    def _held(self) -> DocumentVersionQuerySet:
        return DocumentVersion.objects.filter(pk=self.version_id, lease=self.id, status__in=DocumentVersion.BEGUN)

    def _reason_to_stop(self) -> RuntimeError:
        return CancelRequested() if self._held().filter(cancel_requested=True).exists() else LeaseLost()


def claim(version_id: UUID, *, now: datetime) -> Lease | None:
    """Take the version for this run; None if it is done, taken, or has been tried too often.

    One conditional UPDATE: of two runs that want it at the same time, the database lets one through.
    """
    lease = Lease(version_id, uuid4())
    is_left = Q(lease__isnull=True) | Q(heartbeat_at__lt=now - HEARTBEAT_LIMIT)
    is_free = Q(status=Status.RECEIVED) | (Q(status__in=DocumentVersion.BEGUN) & is_left)
    may_go_on = Q(attempts__lt=MAX_ATTEMPTS) | Q(cancel_requested=True)
    won = DocumentVersion.objects.filter(is_free, may_go_on, pk=version_id).update(
        lease=lease.id,
        status=Status.EXTRACTING,
        attempts=F("attempts") + 1,
        heartbeat_at=now,
        queued_at=None,
        retry_at=None,
        failure_code="",
        failure_detail="",
    )
    return lease if won else None
