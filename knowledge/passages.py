"""The passages of a version: written from its pages, and what of a passage is indexed."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.db import connection

from benefits.audience import audience_words, class_labels
from knowledge.extract.types import ExtractedPage, block_from_json, box_to_json
from knowledge.models import Document, DocumentVersion, Page, Passage
from knowledge.postings import make_postings
from knowledge.sameness import what_it_says
from knowledge.split import PassageDraft, split
from knowledge.terms import count_terms

CONTEXT_JOINT = " · "
_COPY = "COPY knowledge_posting (version_id, term, ordinals, frequencies) FROM STDIN (FORMAT BINARY)"
_OUT_OF_THE_WAY = "UPDATE knowledge_passage SET ordinal = ordinal + (1 << 30) WHERE id = ANY(%s)"
_INTO_PLACE = """
    UPDATE knowledge_passage AS passage SET ordinal = moved.ordinal
    FROM unnest(%s::uuid[], %s::int[]) AS moved (id, ordinal) WHERE passage.id = moved.id
"""
_HEADING_LIMIT = Passage._meta.get_field("heading").max_length
_CONTEXT_LIMIT = Passage._meta.get_field("context").max_length


def pages_of(version: DocumentVersion) -> Iterator[ExtractedPage]:
    """Yield what is stored of the version's pages, in order."""
    return (_page(row) for row in version.pages.order_by("number").iterator(chunk_size=100))


def pages_with_tables(version: DocumentVersion, *, limit: int) -> list[ExtractedPage]:
    rows = version.pages.filter(blocks__contains=[{"kind": "table"}])
    return [_page(row) for row in rows.order_by("number")[:limit]]


def drafts_of(version: DocumentVersion, pages: Iterable[ExtractedPage] | None = None) -> list[PassageDraft]:
    """Split these pages of the version, or what is stored of them."""
    pages = pages_of(version) if pages is None else pages
    return split(pages, max_tokens=settings.PASSAGE_TOKENS, overlap_tokens=settings.PASSAGE_OVERLAP_TOKENS)


def write_passages(version: DocumentVersion, drafts: Sequence[PassageDraft]) -> int:
    """Put these passages in the place of the version's old ones. Run it in a transaction, the old vectors gone."""
    version.passages.all().delete()
    facts = facts_line(version.document)
    passages = Passage.objects.bulk_create((_passage(version, draft, facts) for draft in drafts), batch_size=500)
    write_postings(version, passages)
    return len(passages)


def change_passages(version: DocumentVersion, drafts: Sequence[PassageDraft]) -> int:
    """Put these passages in the place of the version's old ones, where the others have been found all the while.

    What says the same in the same place stays, with its vectors. Run it in a transaction.
    """
    facts = facts_line(version.document)
    old = defaultdict(list)
    for passage in version.passages.all():
        old[_what_it_is(passage)].append(passage)
    staying, coming, passages = {}, [], []
    for draft in drafts:
        passage = _passage(version, draft, facts)
        if same := old[_what_it_is(passage)]:
            staying[same[0].pk] = passage.ordinal
            passage.pk = same.pop(0).pk
        else:
            coming.append(passage)
        passages.append(passage)
    version.passages.exclude(pk__in=staying).delete()
    _renumber(staying)
    Passage.objects.bulk_create(coming, batch_size=500)
    write_postings(version, passages)
    return len(passages)


def _renumber(ordinals: Mapping[UUID, int]) -> None:
    """Give the passages these places. Out of the way first: no two may have one place, not even for a moment."""
    with connection.cursor() as cursor:
        cursor.execute(_OUT_OF_THE_WAY, [list(ordinals)])
        cursor.execute(_INTO_PLACE, [list(ordinals), list(ordinals.values())])


def _what_it_is(passage: Passage) -> tuple[object, ...]:
    boxes = tuple(tuple(box) for box in passage.boxes)
    place = (passage.page_number, passage.page_to, boxes)
    return (passage.kind, passage.heading, passage.context, passage.text, passage.confidence, *place)


def write_postings(version: DocumentVersion, passages: Iterable[Passage]) -> None:
    """Put the inverted index of these passages in the place of the version's old one. Run it in a transaction."""
    version.postings.all().delete()
    counts = {passage.ordinal: count_terms(indexed_text(passage)) for passage in passages}
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.set_types(["uuid", "varchar", "bytea", "bytea"])
        for posting in make_postings(counts):
            copy.write_row((version.pk, posting.term, posting.ordinals, posting.frequencies))


def indexed_text(passage: Passage) -> str:
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


def _passage(version: DocumentVersion, draft: PassageDraft, facts: str) -> Passage:
    return Passage(
        version=version,
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


def _page(row: Page) -> ExtractedPage:
    return ExtractedPage(
        number=row.number,
        width=row.width,
        height=row.height,
        blocks=tuple(block_from_json(block) for block in row.blocks),
        is_ocr=row.is_ocr,
        ocr_confidence=row.ocr_confidence,
    )
