"""Which documents a person may find, asked of PostgreSQL at every search."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from accounts.audience import Audience
from knowledge.models import AsIf, Document, DocumentVersion
from knowledge.retrieval.findable_document import FindableDocument
from knowledge.retrieval.plans import plan_guide
from tenants.postgresql.rows import Asked
from tenants.postgresql.written import write
from tenants.read_once import Once

_OF_VERSION = {"version": "pk", "revision": "revision", "served_by": "served_by", "passages": "passage_count"}


def searchable_documents(
    *,
    day: date,
    audience: Audience,
    include_unpublished: bool = False,
    document_ids: Collection[UUID] | None = None,
    about: tuple[Audience, ...] = (),
    as_if: AsIf | None = None,
) -> list[FindableDocument]:
    """Return the documents that may be found, by their titles; none that was replaced for others asked about."""
    documents = findable(day, audience, about, as_if, include_unpublished=include_unpublished)()
    return [one for one in documents if document_ids is None or one.pk in document_ids]


def plans_of(documents: Sequence[FindableDocument]) -> list[str]:
    """Return the plans, by their names, that these documents are about; a type without a level only where no plan of
    that type has one.
    """
    guide = plan_guide(documents)
    names = set().union(*(guide.names_of(document.pk) for document in documents))
    with_level = {name.type for name in names if name.level}
    return sorted(str(name) for name in names if name.level or name.type not in with_level)


@lru_cache(maxsize=256)
def findable(
    day: date,
    audience: Audience,
    about: tuple[Audience, ...] = (),
    as_if: AsIf | None = None,
    *,
    include_unpublished: bool = False,
) -> Once[FindableDocument]:
    """Return what reads them; once, while one answer is made. What of them may be shown is asked again (`hits.py`)."""
    wanted = ("findable", day, audience, about, as_if, include_unpublished)
    statement = write(_findable(day, audience, about, as_if, include_unpublished=include_unpublished))
    return Once(wanted, lambda: Asked(statement, lambda rows: [FindableDocument._make(row) for row in rows]))


def _findable(
    day: date, audience: Audience, about: tuple[Audience, ...], as_if: AsIf | None, *, include_unpublished: bool
) -> QuerySet:
    rows = Document.objects.kept().in_force_for(audience, day, as_if)
    for other in about:
        rows = rows.not_superseded_for(other, day, as_if)
    if as_if:
        one = DocumentVersion.objects.filter(as_if.is_answered_from("pk", "document"), document=OuterRef("pk"))
        columns = {name: Subquery(one.values(column)[:1]) for name, column in _OF_VERSION.items()}
        rows = rows.published(as_if).annotate(**_named(columns))
    elif not include_unpublished:
        columns = {name: F(f"published_version__{column}") for name, column in _OF_VERSION.items()}
        rows = rows.published().annotate(**_named(columns))
    else:
        newest = DocumentVersion.objects.searchable().filter(document=OuterRef("pk")).order_by("-number")
        columns = {name: Subquery(newest.values(column)[:1]) for name, column in _OF_VERSION.items()}
        rows = rows.annotate(**_named(columns)).filter(found_version__isnull=False)
    return rows.order_by("title", "pk").values_list(*FindableDocument._fields)


def _named(found: dict[str, F | Subquery]) -> dict[str, F | Subquery]:
    return {f"found_{name}": value for name, value in found.items()}
