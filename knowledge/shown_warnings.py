"""Warnings in words, as the page of one of the two documents they are about shows them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from knowledge.models import Document, DocumentWarning
from tenants.clock import day_in_words

Kind = DocumentWarning.Kind


@dataclass(frozen=True)
class Quotation:
    title: str
    text: str
    figure: str
    page: int
    url: str


@dataclass(frozen=True)
class ShownWarning:
    pk: UUID
    title: str
    text: str
    other: Document | None
    quotations: tuple[Quotation, ...]
    dismissed: DocumentWarning | None  # who left it as it is, and when


def shown_warnings(document: Document) -> list[ShownWarning]:
    """Return the document's warnings, the open ones first."""
    rows = DocumentWarning.objects.about(document.pk).select_related("document", "other", "dismissed_by")
    return [_shown(row, document) for row in sorted(rows, key=lambda row: row.dismissed_at is not None)]


def open_counts(document_ids: Iterable[UUID]) -> Counter[UUID]:
    """Return how many open warnings each of the documents has, whichever of two it is."""
    ids = set(document_ids)
    rows = DocumentWarning.objects.open().filter(Q(document__in=ids) | Q(other__in=ids))
    return Counter(pk for pair in rows.values_list("document", "other") for pk in pair if pk in ids)


def _shown(row: DocumentWarning, document: Document) -> ShownWarning:
    other = row.other if row.document_id == document.pk else row.document
    is_pair = row.kind in (Kind.OVERLAP, Kind.NEAR_DUPLICATE)
    return ShownWarning(
        pk=row.pk,
        title=row.get_kind_display(),
        text=_text(row),
        other=other if is_pair else None,
        quotations=tuple(_quotations(row)),
        dismissed=row if row.dismissed_at else None,
    )


def _text(row: DocumentWarning) -> str:
    detail = row.detail
    if row.kind == Kind.EXPIRED:
        last = day_in_words(date.fromisoformat(detail["day"]))
        return f"Its last day was {last}. Nobody is answered from it any more; unpublish it, or correct the day."
    if row.kind == Kind.OVERLAP:
        about = ", ".join(part for part in (*detail["plans"], detail["year"]) if part)
        return f"Both are published for the same people and time{f' ({about})' if about else ''}. Which one holds?"
    if row.kind == Kind.NEAR_DUPLICATE:
        return f"{detail['share']}% of the text of both stands in both, and nothing tells them apart."
    about = ", ".join(part for part in (detail["about"], detail["year"]) if part)
    if "why" in detail:
        return f"{about}: the amounts of this row do not fit each other. {' '.join(detail['why'])}"
    return f"{about}: {detail['here']['figure']} in one document, {detail['there']['figure']} in the other."


def _quotations(row: DocumentWarning) -> Iterable[Quotation]:
    for document, side in ((row.document, "here"), (row.other, "there")):
        told = row.detail.get(side)
        if document is None or told is None:
            continue
        page = told["page"]
        url = f"{reverse('knowledge:document', args=[document.pk])}?page={page}#pages"
        yield Quotation(document.title, told["quote"], told["figure"], page, url)
