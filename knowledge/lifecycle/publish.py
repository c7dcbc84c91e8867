"""What employees are answered from: one column of one row decides, so nothing is ever half published.

People, days that come and files that are read to their end ask (`publish_unless_held`, `unpublish_unless_held`): a gate
may hold the change back (gates.py). What holds it makes it with `publish` and `unpublish`, which ask nobody.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from knowledge.lifecycle.gates import Change, Held, hold
from knowledge.lifecycle.locks import hold_document, take_turn
from knowledge.models import Document, DocumentVersion
from tenants.audit.log import record

# What publishing, unpublishing and deleting forget: a day that was set for what was the case before.
NO_SCHEDULE = {"scheduled_on": None, "scheduled_version": None, "scheduled_by": None}
_BEING_DELETED = "The document is being deleted."


class PublishRefused(ValueError):
    """The document cannot be published now; the message says why."""


def publish(document: Document, *, by: User | None, number: int | None = None) -> DocumentVersion:
    """Publish the newest version that is ready, or this one, in one UPDATE; the one before it steps back in the same
    moment.
    """
    with transaction.atomic():
        _, version = _hold_ready_version(document, number)
        publish_version(version, by=by, now=timezone.now())
    return version


def publish_unless_held(document: Document, *, by: User | None, number: int | None = None) -> DocumentVersion | Held:
    """Publish as `publish` does, or return what holds it back for now. What is published already stays as it is."""
    with transaction.atomic():
        as_it_is, version = _hold_ready_version(document, number)
        held = hold(Change(as_it_is, version, by))
        if held is None:
            publish_version(version, by=by, now=timezone.now())
    return held or version


def unpublish_unless_held(document: Document, *, by: User | None) -> Held | None:
    """Answer nobody from it any more, or return what holds that back for now."""
    with transaction.atomic():
        take_turn()
        # Of one that is not published yet, too: what waits to publish it would do so later.
        held = hold(Change(hold_document(document.pk) or document, None, by))
        if held is None:
            unpublish(document, by=by)
    return held


def _hold_ready_version(document: Document, number: int | None) -> tuple[Document, DocumentVersion]:
    """Return the document as it is now and the version to publish, both locked: a deletion that begins right now leaves
    no published version behind.
    """
    take_turn()
    as_it_is = hold_document(document.pk)
    if as_it_is is None:
        raise PublishRefused(_BEING_DELETED)
    ready = as_it_is.versions.filter(status=DocumentVersion.Status.READY)
    if number is not None:
        ready = ready.filter(number=number)
    version = ready.order_by("-number").first()
    if version is None:
        raise PublishRefused(not_ready_sentence(document))
    return as_it_is, version


def not_ready_sentence(document: Document) -> str:
    """Return why nothing of the document can be published."""
    if document.latest_version().waits_for_pictures:
        return f"“{document.title}” can be published once the pictures of text in it are read."
    return f"“{document.title}” has no version that is ready yet."


def publish_version(version: DocumentVersion, *, by: User | None, now: datetime) -> None:
    """Make this ready version the one employees are answered from, unless it is: who presses twice published once.

    Run it in the transaction that holds the version.
    """
    published = Document.objects.kept().filter(pk=version.document_id)
    if published.filter(published_version=version, scheduled_on=None).exists():
        return
    if not published.update(published_version=version, published_at=now, published_by=by, **NO_SCHEDULE):
        raise PublishRefused(_BEING_DELETED)
    record("document.published", actor=by, subject=version.document, version=version.number)


def unpublish(document: Document, *, by: User | None) -> None:
    """Answer nobody from it any more; a version that waits for its day, or is still being read, does not bring it back
    either.
    """
    with transaction.atomic():
        # One that is being finished right now has the document, and is withdrawn with it.
        hold_document(document.pk)
        document.versions.filter(publish_when_ready=True).exclude(status=DocumentVersion.Status.READY).update(
            publish_when_ready=False
        )
        published = Document.objects.published().filter(pk=document.pk)
        _note_who_stood_for_it(published)
        if published.update(published_version=None, published_at=None, published_by=None, **NO_SCHEDULE):
            record("document.unpublished", actor=by, subject=document)


def _note_who_stood_for_it(published: QuerySet[Document]) -> None:
    """Count the published version as checked by whoever published it, unless facts of it are only guessed.

    While it was published nothing asked for it to be looked at (knowledge/lifecycle/life.py); it must not come back as
    something nobody has ever seen.
    """
    for document in published.filter(guessed=[]):
        unseen = DocumentVersion.objects.filter(pk=document.published_version_id, reviewed_at__isnull=True)
        unseen.update(reviewed_at=document.published_at, reviewed_by=document.published_by_id)
