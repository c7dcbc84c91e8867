"""Publishing on a day to come. What is published then is the version somebody looked at, not one that came after it."""

from datetime import date
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from knowledge.lifecycle.gates import Change, hold
from knowledge.lifecycle.locks import hold_document, take_turn
from knowledge.lifecycle.publish import NO_SCHEDULE, PublishRefused, not_ready_sentence, publish_version
from knowledge.models import Document, DocumentVersion
from tenants.audit.log import record

log = structlog.get_logger(__name__)


def schedule(version: DocumentVersion, *, on: date, today: date, by: User | None) -> None:
    """Have this version published on a later day; another day or version that was set before is forgotten."""
    document = version.document
    if on <= today:
        raise PublishRefused("Choose a day after today, or publish it now.")
    with transaction.atomic():
        hold_document(document.pk)
        ready = document.versions.filter(pk=version.pk, status=DocumentVersion.Status.READY)
        if not ready.exists():
            raise PublishRefused(not_ready_sentence(document))
        rows = Document.objects.kept().filter(pk=document.pk).exclude(published_version=version)
        if not rows.update(scheduled_on=on, scheduled_version=version, scheduled_by=by):
            raise PublishRefused(f"“{document.title}” is published already, or is being deleted.")
        record("document.scheduled", actor=by, subject=document, version=version.number, day=on.isoformat())


def withdraw(document: Document, *, by: User | None) -> bool:
    """Forget the day; False if there is none."""
    with transaction.atomic():
        if not Document.objects.filter(pk=document.pk, scheduled_on__isnull=False).update(**NO_SCHEDULE):
            return False
        record("document.schedule_withdrawn", actor=by, subject=document)
    return True


def publish_due(today: date) -> list[UUID]:
    """Publish what is due at the current client; return the documents. Two runs at once publish each of them once.

    What a gate holds keeps its day, and is asked for again, until the gate publishes it or withdraws the day.
    """
    due = Document.objects.kept().filter(scheduled_on__lte=today, scheduled_version__isnull=False)
    return [pk for pk in due.values_list("pk", flat=True) if _publish(pk, today)]


def _publish(document_id: UUID, today: date) -> bool:
    with transaction.atomic():
        # Whoever comes second finds the day gone.
        take_turn()
        document = hold_document(document_id)
        if document is None or document.scheduled_on is None or document.scheduled_on > today:
            return False
        ready = DocumentVersion.objects.filter(status=DocumentVersion.Status.READY)
        version = ready.filter(pk=document.scheduled_version_id).first()
        if version is None:
            return False
        held = hold(Change(document, version, document.scheduled_by, is_scheduled=True))
        if held is not None:
            log.info("scheduled_document_held", document=str(document_id))
            return False
        publish_version(version, by=document.scheduled_by, now=timezone.now())
    log.info("scheduled_document_published", document=str(document_id))
    return True
