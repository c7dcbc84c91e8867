"""Which documents a person may find, asked of PostgreSQL at every search."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from knowledge.models import Document, DocumentVersion
from knowledge.plans import plan_guide

# What a search reads of a document.
READ_COLUMNS = ("title", "kind", "plan_year", "audience", "language", "plans", "guessed", "rank")


def searchable_documents(
    *,
    day: date,
    class_code: str,
    include_unpublished: bool = False,
    document_ids: Collection[UUID] | None = None,
) -> list[Document]:
    """Return the documents that may be found, each with `found_version`, the `found_revision` of what was read from
    it and `found_served_by`, the place of its vectors.
    """
    rows = _findable(day, class_code, include_unpublished=include_unpublished)
    return list(rows.all() if document_ids is None else rows.filter(pk__in=document_ids))


# Never evaluated, and of no client: to write the condition anew each time takes longer than to ask it.
@lru_cache(maxsize=64)
def _findable(day: date, class_code: str, *, include_unpublished: bool) -> QuerySet[Document]:
    rows = Document.objects.kept().in_force(day).for_class(class_code)
    if not include_unpublished:
        rows = rows.published().annotate(
            found_version=F("published_version_id"),
            found_revision=F("published_version__revision"),
            found_served_by=F("published_version__served_by"),
        )
    else:
        ready = DocumentVersion.objects.filter(document=OuterRef("pk"), status=DocumentVersion.Status.READY)
        newest = {
            name: Subquery(ready.order_by("-number").values(column)[:1])
            for name, column in (("version", "pk"), ("revision", "revision"), ("served_by", "served_by"))
        }
        rows = rows.annotate(**{f"found_{name}": value for name, value in newest.items()})
        rows = rows.filter(found_version__isnull=False)
    return rows.only(*READ_COLUMNS).order_by("title", "pk")


def plans_of(documents: Sequence[Document]) -> list[str]:
    """Return the plans, by their names, that these documents are about; a type without a level only where no plan of
    that type has one.
    """
    guide = plan_guide(documents)
    names = set().union(*(guide.names_of(document.pk) for document in documents))
    with_level = {name.type for name in names if name.level}
    return sorted(str(name) for name in names if name.level or name.type not in with_level)
