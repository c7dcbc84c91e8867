"""What a search shows: passages read this very moment at the places that were found."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.db.models import F

from accounts.audience import Audience
from benefits.audience import MeantFor
from knowledge.models import AsIf, Document, Passage
from knowledge.models.passages import has_sure_figures
from knowledge.retrieval.findable_document import FindableDocument
from knowledge.retrieval.found_places import Asked, Place, Why
from knowledge.retrieval.joined_text import join_texts
from knowledge.retrieval.plans import PlanGuide, PlanName, plan_guide
from tenants.postgresql.written import Statement, among, ask, write

_UNSOUGHT = Why(None, 0.0, None, 0.0, matched=(), coverage=0.0, year_weight=1.0)


@dataclass(frozen=True)
class Hit:
    """A passage, or several of one section that stand side by side: then what is told of one is of the best of them."""

    passage_id: UUID
    version_id: UUID
    version_number: int
    document_id: UUID
    title: str
    document_kind: str
    authority_rank: int
    plan_year: str
    meant_for: MeantFor
    language: str
    page_number: int
    page_to: int
    heading: str
    context: str
    text: str
    boxes: list
    kind: str  # text, table
    score: float
    why: Why
    has_sure_figures: bool = True  # False: recognised in a poor picture; the page may be shown, no figure quoted
    own_plan: PlanName | None = None  # of a proper name, which the document describes and no other


class _Row(NamedTuple):
    """What is shown of a passage, in the order in which it is read."""

    id: UUID
    version_id: UUID
    version__number: int
    ordinal: int
    page_number: int
    page_to: int
    heading: str
    context: str
    text: str
    kind: str
    confidence: float | None
    boxes: str  # JSON


def read_hits(
    places: Sequence[Place], documents: Sequence[FindableDocument], guide: PlanGuide, asked: Asked
) -> tuple[Hit, ...]:
    """Read the passages at these places, as far as they may be shown this very moment; the guide is to `documents`.

    Between the first look at the documents and this one a vendor was asked, and somebody may have deleted a
    document, taken it back or given it to other people.
    """
    shown = _shown(asked.day, asked.audience, asked.as_if, include_unpublished=asked.include_unpublished)
    rows = _read([pk for place in places for pk in place.passage_ids], shown)
    of_id = {document.pk: document for document in documents}
    hits = []
    for place in places:
        kept = [rows[pk] for pk in place.passage_ids if pk in rows]
        if kept and place.document_id in of_id:
            hits.append(_hit(place, of_id[place.document_id], kept, guide))
    return tuple(hits)


def hits_of(
    passage_ids: Collection[UUID],
    documents: Sequence[FindableDocument],
    *,
    day: date,
    audience: Audience,
    as_if: AsIf | None = None,
) -> tuple[Hit, ...]:
    """Return these passages as hits that no search found, as far as they are of `documents`, each with its
    `found_version`, and may be shown this very moment."""
    of_version = {document.found_version: document for document in documents}
    guide = plan_guide(documents)
    hits = []
    shown = _shown(day, audience, as_if, include_unpublished=False)
    for row in sorted(_read(passage_ids, shown).values(), key=lambda one: one.ordinal):
        document = of_version.get(row.version_id)
        if document:
            hits.append(_hit(Place(document.pk, (row.id,), 0.0, _UNSOUGHT), document, [row], guide))
    return tuple(hits)


def _read(passage_ids: Iterable[UUID], statement: Statement) -> dict[UUID, _Row]:
    (rows,) = ask(among(passage_ids, Passage._meta.db_table, statement))
    return {row[0]: _Row._make(row) for row in rows}


@lru_cache(maxsize=256)
def _shown(day: date, audience: Audience, as_if: AsIf | None, *, include_unpublished: bool) -> Statement:
    shown = Document.objects.kept().in_force_for(audience, day, as_if)
    passages = Passage.objects.filter(version__document__in=shown)
    if as_if:
        passages = passages.filter(as_if.is_answered_from("version", "version__document"))
    elif not include_unpublished:
        passages = passages.filter(version__document__published_version=F("version"))
    return write(passages.order_by().values_list(*_Row._fields))


def _hit(place: Place, document: FindableDocument, passages: Sequence[_Row], guide: PlanGuide) -> Hit:
    passage = passages[0]
    in_order = sorted(passages, key=lambda one: one.ordinal)
    return Hit(
        passage_id=passage.id,
        version_id=passage.version_id,
        version_number=passage.version__number,
        document_id=document.pk,
        title=document.title,
        document_kind=document.kind,
        authority_rank=document.authority_rank,
        plan_year=document.plan_year,
        meant_for=document.meant_for,
        language=document.language,
        page_number=min(one.page_number for one in passages),
        page_to=max(one.page_to for one in passages),
        heading=passage.heading,
        context=passage.context,
        text=join_texts([one.text for one in in_order]),
        boxes=[box for one in in_order for box in json.loads(one.boxes)],
        kind=passage.kind,
        score=place.score,
        why=place.why,
        has_sure_figures=all(has_sure_figures(one.confidence) for one in passages),
        own_plan=guide.own_plan(document.pk),
    )
