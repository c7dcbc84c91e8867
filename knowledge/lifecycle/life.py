"""Where a document stands in its life: read, checked, published, over. One expression for the list, its filter and
each row, so that they cannot tell different things.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, TextChoices, Value, When
from django.utils import timezone

from accounts.models import User
from knowledge.models import Document, DocumentVersion, is_superseded
from tenants.audit.log import record

Status = DocumentVersion.Status


class State(TextChoices):
    DELETING = "deleting", "Being deleted"
    SUPERSEDED = "superseded", "Superseded"
    EXPIRED = "expired", "Expired"
    PUBLISHED = "published", "Published"
    WORKING = "working", "Being read"
    FAILED = "failed", "Not readable"
    TEXT_ALONE = "text_alone", "Pictures not read"
    CANCELLED = "cancelled", "Cancelled"
    SCHEDULED = "scheduled", "Waits for its day"
    REVIEWED = "reviewed", "Checked"
    READ = "read", "Read"


TONES = {
    State.SUPERSEDED: "warning",
    State.EXPIRED: "warning",
    State.PUBLISHED: "success",
    State.FAILED: "danger",
    State.TEXT_ALONE: "warning",
    State.SCHEDULED: "info",
    State.REVIEWED: "info",
}


def with_state(rows: QuerySet[Document], today: date) -> QuerySet[Document]:
    """Annotate each document with `state`, `newest_status`, `newest_at` and `ready_version`, the newest that is."""
    versions = DocumentVersion.objects.filter(document=OuterRef("pk")).order_by("-number")
    ready = versions.filter(status=Status.READY)
    rows = rows.annotate(
        newest_status=Subquery(versions.values("status")[:1]),
        newest_searchable_at=Subquery(versions.values("searchable_at")[:1]),
        newest_at=Subquery(versions.values("created_at")[:1]),
        ready_version=Subquery(ready.values("pk")[:1]),
        ready_reviewed_at=Subquery(ready.values("reviewed_at")[:1]),
    )
    is_published = Q(published_version__isnull=False)
    state = Case(
        When(Q(deleting_at__isnull=False) | Q(newest_status=Status.DELETING), then=Value(State.DELETING)),
        When(is_published & Q(is_superseded(today)), then=Value(State.SUPERSEDED)),
        When(is_published & Q(effective_to__lt=today), then=Value(State.EXPIRED)),
        When(is_published, then=Value(State.PUBLISHED)),
        When(newest_status__in=DocumentVersion.IN_PROGRESS, then=Value(State.WORKING)),
        When(scheduled_on__isnull=False, then=Value(State.SCHEDULED)),
        When(newest_status=Status.FAILED, newest_searchable_at__isnull=False, then=Value(State.TEXT_ALONE)),
        When(newest_status=Status.FAILED, then=Value(State.FAILED)),
        When(newest_status=Status.CANCELLED, then=Value(State.CANCELLED)),
        When(ready_reviewed_at__isnull=False, then=Value(State.REVIEWED)),
        default=Value(State.READ),
        output_field=CharField(),
    )
    return rows.annotate(state=state)


def states_of(document_ids: Iterable[UUID], today: date) -> dict[UUID, State]:
    rows = with_state(Document.objects.filter(pk__in=document_ids), today)
    return {pk: State(state) for pk, state in rows.values_list("pk", "state")}


def to_check(today: date) -> QuerySet[Document]:
    """Return the documents read and looked at by nobody: unpublished ones, and published ones with guessed facts."""
    rows = with_state(Document.objects.kept(), today).filter(ready_version__isnull=False)
    unseen = Q(published_version__isnull=True) | ~Q(published_version=F("ready_version")) | ~Q(guessed=[])
    return rows.filter(unseen, ready_reviewed_at__isnull=True).order_by("newest_at", "pk")


def review(version: DocumentVersion, *, by: User | None) -> bool:
    """Note that a person looked at what was read of this version; False if somebody did before."""
    unseen = DocumentVersion.objects.filter(pk=version.pk, status=Status.READY, reviewed_at__isnull=True)
    if not unseen.update(reviewed_at=timezone.now(), reviewed_by=by):
        return False
    record("document.reviewed", actor=by, subject=version.document, version=version.number)
    return True


def successors_of(document_ids: Iterable[UUID]) -> dict[UUID, list[Document]]:
    """Return for each of the documents the published ones that take its place, for all or for some of its people, the
    one that begins first before the others.
    """
    rows = Document.objects.published().filter(supersedes__in=document_ids).exclude(guessed__contains=["supersedes"])
    found: defaultdict[UUID, list[Document]] = defaultdict(list)
    for row in rows.order_by(F("effective_from").asc(nulls_first=True), "title", "pk"):
        found[row.supersedes_id].append(row)
    return found


def may_give_way_to(document: Document) -> QuerySet[Document]:
    """Return the documents whose place it may take: those that were read, and the one it takes now. Not itself, nor
    what takes its own place, which would end in a circle.
    """
    later, found = {document.pk}, {document.pk}
    while found:
        found = set(Document.objects.filter(supersedes__in=found).values_list("pk", flat=True)) - later
        later |= found
    was_read = DocumentVersion.objects.filter(document=OuterRef("pk"), status=DocumentVersion.Status.READY)
    rows = Document.objects.kept().filter(Exists(was_read) | Q(pk=document.supersedes_id))
    return rows.exclude(pk__in=later).order_by("title")
