"""Tells HR's pages what becomes of their documents. Only hints travel: the page asks the server for the row."""

import time
from uuid import UUID

from knowledge.models import DocumentVersion
from knowledge.pace import time_left
from tenants import live

TOPIC = "documents"
_PAUSE_SECONDS = 0.4


def row_changed(document_id: UUID) -> None:
    """Say that the document's row is to be fetched again. Call it after the change is committed."""
    live.publish(TOPIC, "row", {"document": str(document_id)})


def begin_quiet_topic(version: DocumentVersion) -> None:
    """Forget what was told of earlier work, unless somebody is following other work right now.

    A page that opens replays its topic; without this it would fetch every row that moved within the hour.
    """
    if not DocumentVersion.objects.in_progress().exclude(pk=version.pk).exists():
        live.forget(TOPIC)


class ProgressBar:
    """Moves one document's bar, at most a few times a second, and says how long the step will still take."""

    def __init__(self, document_id: UUID) -> None:
        self._document_id = document_id
        self._told_at = 0.0
        self._step = ""
        self._began_at = 0.0
        self._began_with = 0

    def show(self, label: str, *, done: int, total: int) -> None:
        now = time.monotonic()
        if label != self._step or done < self._began_with:
            self._step, self._began_at, self._began_with = label, now, done
        if now - self._told_at < _PAUSE_SECONDS:
            return
        self._told_at = now
        # What an earlier run had done says nothing about this one's pace.
        own, rest = done - self._began_with, total - self._began_with
        left = time_left(done=own, total=rest, seconds=now - self._began_at)
        payload = {"document": str(self._document_id), "label": label, "done": done, "total": total, "left": left}
        live.publish(TOPIC, "progress", payload)
