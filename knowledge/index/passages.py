"""The passages of a version: written from its pages, and what of a passage is indexed."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Protocol
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction

from benefits.audience import audience_words, class_labels
from knowledge.extract.types import ExtractedPage, block_from_json, box_to_json
from knowledge.index.copying import copy_rows
from knowledge.index.postings import NewPostings
from knowledge.index.split import PassageDraft, split_each
from knowledge.models import Document, DocumentVersion, Page, Passage
from knowledge.text.sameness import what_it_says
from knowledge.text.terms import count_terms

CONTEXT_JOINT = " · "
WRITE_AT_ONCE = 500
_POSTING = {"version_id": "uuid", "term": "varchar", "ordinals": "bytea", "frequencies": "bytea"}
_TYPES = {
    "id": "uuid",
    "version_id": "uuid",
    "ordinal": "int4",
    "page_number": "int4",
    "page_to": "int4",
    "kind": "varchar",
    "heading": "varchar",
    "context": "varchar",
    "text": "text",
    "token_count": "int4",
    "boxes": "jsonb",
    "confidence": "float8",
    "content_hash": "varchar",
}
_OUT_OF_THE_WAY = "UPDATE knowledge_passage SET ordinal = ordinal + (1 << 30) WHERE id = ANY(%s)"
_INTO_PLACE = """
    UPDATE knowledge_passage AS passage SET ordinal = moved.ordinal
    FROM unnest(%s::uuid[], %s::int[]) AS moved (id, ordinal) WHERE passage.id = moved.id
"""
_HEADING_LIMIT = Passage._meta.get_field("heading").max_length
_CONTEXT_LIMIT = Passage._meta.get_field("context").max_length


class HasText(Protocol):
    """A passage, or a row of one."""

    @property
    def context(self) -> str: ...

    @property
    def text(self) -> str: ...


def _ask_nobody(**changes: object) -> None:
    """Stand for a lease where nobody else works on the version."""


def pages_of(version: DocumentVersion) -> Iterator[ExtractedPage]:
    """Yield what is stored of the version's pages, in order."""
    return (stored_page(row) for row in version.pages.order_by("number").iterator(chunk_size=100))


def pages_with_tables(version: DocumentVersion, *, limit: int) -> list[ExtractedPage]:
    rows = version.pages.filter(blocks__contains=[{"kind": "table"}])
    return [stored_page(row) for row in rows.order_by("number")[:limit]]


def drafts_of(version: DocumentVersion, pages: Iterable[ExtractedPage] | None = None) -> Iterator[PassageDraft]:
    """Split these pages of the version, or what is stored of them; only a few are in memory at any time."""
    pages = pages_of(version) if pages is None else pages
    return split_each(pages, max_tokens=settings.PASSAGE_TOKENS, overlap_tokens=settings.PASSAGE_OVERLAP_TOKENS)


def write_passages(
    version: DocumentVersion, drafts: Iterable[PassageDraft], *, hold: Callable[..., None] = _ask_nobody
) -> int:
    """Put these passages in the place of the version's old ones, whose vectors are gone, and return their number.

    It takes several transactions, each of which begins with `hold`, the last with the number of passages as
    `passage_count`: what is in between is no version that anybody finds.
    """
    facts, postings, count = facts_line(version.document), NewPostings(), 0
    with transaction.atomic():
        hold()
        version.passages.all().delete()
    waiting = iter(drafts)
    while batch := list(islice(waiting, WRITE_AT_ONCE)):
        rows = [_row(version.pk, draft, facts) for draft in batch]
        for row in rows:
            postings.add(row.ordinal, count_terms(indexed_text(row)))
        with transaction.atomic():
            hold()
            copy_rows("knowledge_passage", _TYPES, rows)
        count += len(rows)
    with transaction.atomic():
        hold(passage_count=count)
        _put_postings(version, postings)
    return count


@dataclass(frozen=True)
class PassageChange:
    """What becomes of a version's passages, where the others have been found all the while."""

    version: DocumentVersion
    staying: Mapping[UUID, int]  # those that say the same in the same place, with their vectors, and their new ordinals
    coming: Sequence["_Row"]
    postings: NewPostings

    @property
    def count(self) -> int:
        return len(self.staying) + len(self.coming)

    def write(self) -> None:
        """Run it in a transaction."""
        self.version.passages.exclude(pk__in=self.staying).delete()
        ids, ordinals = list(self.staying), list(self.staying.values())
        with connection.cursor() as cursor:
            # Out of the way first: no two may have one place, not even for a moment.
            cursor.execute(_OUT_OF_THE_WAY, [ids])
            cursor.execute(_INTO_PLACE, [ids, ordinals])
        copy_rows("knowledge_passage", _TYPES, self.coming)
        _put_postings(self.version, self.postings)


def changed_passages(version: DocumentVersion, drafts: Iterable[PassageDraft]) -> PassageChange:
    """Find out what is to be done to make these the version's passages."""
    old: dict[bytes, list[UUID]] = defaultdict(list)
    for passage in version.passages.iterator(chunk_size=WRITE_AT_ONCE):
        old[_mark_of(passage)].append(passage.pk)
    facts = facts_line(version.document)
    staying, coming, postings = {}, [], NewPostings()
    for draft in drafts:
        row = _row(version.pk, draft, facts)
        postings.add(row.ordinal, count_terms(indexed_text(row)))
        if same := old[_mark_of(row)]:
            staying[same.pop(0)] = row.ordinal
        else:
            coming.append(row)
    return PassageChange(version, staying, coming, postings)


def write_postings(version: DocumentVersion, passages: Iterable[Passage]) -> None:
    """Put the inverted index of these passages in the place of the version's old one. Run it in a transaction."""
    postings = NewPostings()
    for passage in passages:
        postings.add(passage.ordinal, count_terms(indexed_text(passage)))
    _put_postings(version, postings)


def _put_postings(version: DocumentVersion, postings: NewPostings) -> None:
    version.postings.all().delete()
    rows = ((version.pk, one.term, one.ordinals, one.frequencies) for one in postings.columns())
    copy_rows("knowledge_posting", _POSTING, rows)


def indexed_text(passage: "HasText") -> str:
    """Return what both legs of search read: whose text it is, for whom, where it stands, and the text."""
    return f"{passage.context}\n{passage.text}"


def facts_line(document: Document, labels: Mapping[str, str] | None = None) -> str:
    """Return what the document's facts add to each of its passages, so that "union 2027" finds the right one.

    `labels` are those of the classes, for whoever asks for many documents.
    """
    parts = [document.title]
    if document.plan_year and document.plan_year not in document.title:
        parts.append(f"plan year {document.plan_year}")
    # Only what a person confirmed: a guess would say of every passage that it is about plans of the first page alone.
    unnamed = [plan for plan in document.plans if plan.lower() not in document.title.lower()]
    if unnamed and "plans" not in document.guessed:
        parts.append(", ".join(unnamed))
    if not document.meant_for.is_everyone:
        parts.append(f"for {audience_words(document.meant_for, class_labels() if labels is None else labels)}")
    return CONTEXT_JOINT.join(parts)


def context_of(heading: str, facts: str) -> str:
    return (f"{facts}{CONTEXT_JOINT}{heading}" if heading else facts)[:_CONTEXT_LIMIT]


class _Row(NamedTuple):
    """A passage as it is written."""

    id: UUID
    version_id: UUID
    ordinal: int
    page_number: int
    page_to: int
    kind: str
    heading: str
    context: str
    text: str
    token_count: int
    boxes: list[list[float]]
    confidence: float | None
    content_hash: str


def _row(version_id: UUID, draft: PassageDraft, facts: str) -> _Row:
    return _Row(
        id=uuid4(),
        version_id=version_id,
        ordinal=draft.ordinal,
        page_number=draft.page_number,
        page_to=draft.page_to,
        kind=draft.kind,
        heading=draft.heading[:_HEADING_LIMIT],
        context=context_of(draft.heading, facts),
        text=draft.text,
        token_count=draft.token_count,
        boxes=[box_to_json(box) for box in draft.boxes],
        confidence=draft.confidence,
        content_hash=hashlib.sha256(what_it_says(draft.text).encode()).hexdigest(),
    )


def _mark_of(passage: Passage | _Row) -> bytes:
    """Return what is equal for passages that say the same in the same place."""
    place = (passage.page_number, passage.page_to, passage.boxes)
    told = (passage.kind, passage.heading, passage.context, passage.text, passage.confidence, *place)
    return hashlib.sha256(repr(told).encode()).digest()


def stored_page(row: Page) -> ExtractedPage:
    return ExtractedPage(
        number=row.number,
        width=row.width,
        height=row.height,
        blocks=tuple(block_from_json(block) for block in row.blocks),
        is_ocr=row.is_ocr,
        ocr_confidence=row.ocr_confidence,
    )
