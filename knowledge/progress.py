"""Tells HR's pages what becomes of their documents. Only hints travel: the page asks the server for the row."""

import time
from uuid import UUID

from knowledge.models import DocumentVersion
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
    """Moves one document's bar, at most a few times a second."""

    def __init__(self, document_id: UUID) -> None:
        self._document_id = document_id
        self._told_at = 0.0

    def show(self, label: str, *, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told_at < _PAUSE_SECONDS:
            return
        self._told_at = now
        payload = {"document": str(self._document_id), "label": label, "done": done, "total": total}
        live.publish(TOPIC, "progress", payload)
