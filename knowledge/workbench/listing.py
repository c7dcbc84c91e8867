"""HR's list of documents: filtered, counted and sorted in the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from benefits.audience import class_labels
from knowledge.lifecycle.life import State, with_state
from knowledge.models import Document, DocumentVersion, DocumentWarning, KnowledgeBase

Status = DocumentVersion.Status
SORTS = {"title": "title", "kind": "kind", "plan_year": "plan_year", "updated": "-newest_at"}
DEFAULT_SORT = "updated"
NO_YEAR, EVERYONE = "any", "everyone"
_WORKING = Q(newest_status__in=DocumentVersion.IN_PROGRESS) | Q(deleting_at__isnull=False)
_STATES = {
    "published": Q(state=State.PUBLISHED),
    # Ready, and not what employees are answered from.
    "ready": Q(ready_version__isnull=False)
    & (Q(published_version__isnull=True) | ~Q(published_version=F("ready_version"))),
    "working": _WORKING,
    "failed": Q(newest_status=Status.FAILED) & ~_WORKING,
}
WARNED = "warned"


@dataclass(frozen=True)
class Filters:
    """What is wanted of the list; "" = all of it."""

    q: str = ""
    status: str = ""
    kind: str = ""
    year: str = ""  # a label; NO_YEAR = documents of any year
    audience: str = ""  # a class's code; EVERYONE = meant for all
    work_state: str = ""  # its letters
    hours: str = ""

    def __bool__(self) -> bool:
        return self != Filters()


@dataclass(frozen=True)
class Offered:
    """What there is to filter documents by."""

    years: Sequence[str]  # the latest first
    classes: Mapping[str, str]  # code -> label
    work_states: Sequence[str]
    tells_hours: bool  # whether any document is for full-time or part-time people


def list_documents(filters: Filters, *, base: KnowledgeBase | None, today: date) -> QuerySet:
    rows = _of_base(base, today)
    if filters.q:
        named = DocumentVersion.objects.filter(file_name__icontains=filters.q).values("document")
        rows = rows.filter(Q(title__icontains=filters.q) | Q(pk__in=named))
    if filters.status == WARNED:
        rows = rows.filter(pk__in=warned_documents())
    elif filters.status:
        rows = rows.filter(_STATES.get(filters.status, Q(state=filters.status)))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.year:
        rows = rows.filter(plan_year="" if filters.year == NO_YEAR else filters.year)
    if filters.audience:
        everyone = Q(audience=[], work_states=[], hours="")
        rows = rows.filter(everyone if filters.audience == EVERYONE else Q(audience__contains=[filters.audience]))
    if filters.work_state:
        rows = rows.filter(work_states__contains=[filters.work_state])
    if filters.hours:
        rows = rows.filter(hours=filters.hours)
    return rows.select_related("knowledge_base").prefetch_related("versions")


def warned_documents() -> set[UUID]:
    """Return the documents with something to look at, whichever of two it is."""
    pairs = DocumentWarning.objects.open().values_list("document", "other")
    return {pk for pair in pairs for pk in pair if pk}


def offered_filters() -> Offered:
    """Return what the documents differ by."""
    told = Document.objects.kept().values_list("plan_year", "work_states", "hours").distinct().order_by()
    rows = list(told)
    return Offered(
        years=sorted({year for year, _, _ in rows if year}, reverse=True),
        classes=class_labels(),
        work_states=sorted({state for _, states, _ in rows for state in states}),
        tells_hours=any(hours for _, _, hours in rows),
    )


def count_states(base: KnowledgeBase | None, today: date) -> dict[str, int]:
    """Return how many documents are published, ready, working and failed."""
    return _of_base(base, today).aggregate(**{name: Count("pk", filter=wanted) for name, wanted in _STATES.items()})


def _of_base(base: KnowledgeBase | None, today: date) -> QuerySet:
    rows = with_state(Document.objects.all(), today)
    return rows.filter(knowledge_base=base) if base else rows
