"""What a search shows: passages read this very moment at the places that were found."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import F, QuerySet

from knowledge.found_places import Asked, Place, Why
from knowledge.joined_text import join_texts
from knowledge.models import Document, Passage
from knowledge.plans import PlanGuide, PlanName, plan_guide

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
    audience: tuple[str, ...]
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


def read_hits(places: Sequence[Place], documents: Sequence[Document], asked: Asked) -> tuple[Hit, ...]:
    """Read the passages at these places, as far as they may be shown this very moment.

    Between the first look at the documents and this one a vendor was asked, and somebody may have deleted a
    document, taken it back or given it to other people.
    """
    rows = _still_shown([pk for place in places for pk in place.passage_ids], asked)
    of_id = {document.pk: document for document in documents}
    guide = plan_guide(documents)
    hits = []
    for place in places:
        kept = [rows[pk] for pk in place.passage_ids if pk in rows]
        if kept and place.document_id in of_id:
            hits.append(_hit(place, of_id[place.document_id], kept, guide))
    return tuple(hits)


def hits_of(passage_ids: Collection[UUID], documents: Sequence[Document]) -> tuple[Hit, ...]:
    """Return these passages as hits that no search found, as far as they are of `documents`, each with its
    `found_version`."""
    of_version = {document.found_version: document for document in documents}
    guide = plan_guide(documents)
    passages = Passage.objects.filter(pk__in=passage_ids, version__in=list(of_version))
    hits = []
    for passage in passages.annotate(version_number=F("version__number")):
        document = of_version[passage.version_id]
        hits.append(_hit(Place(document.pk, (passage.pk,), 0.0, _UNSOUGHT), document, [passage], guide))
    return tuple(hits)


def _still_shown(passage_ids: list[UUID], asked: Asked) -> Mapping[UUID, Passage]:
    return _of_shown(asked.day, asked.class_code, include_unpublished=asked.include_unpublished).in_bulk(passage_ids)


# Never evaluated, and of no client: to write the condition anew each time takes longer than to ask it.
@lru_cache(maxsize=64)
def _of_shown(day: date, class_code: str, *, include_unpublished: bool) -> QuerySet[Passage]:
    shown = Document.objects.kept().in_force(day).for_class(class_code)
    passages = Passage.objects.filter(version__document__in=shown)
    if not include_unpublished:
        passages = passages.filter(version__document__published_version=F("version"))
    return passages.annotate(version_number=F("version__number"))


def _hit(place: Place, document: Document, passages: Sequence[Passage], guide: PlanGuide) -> Hit:
    passage = passages[0]
    in_order = sorted(passages, key=lambda one: one.ordinal)
    return Hit(
        passage_id=passage.pk,
        version_id=passage.version_id,
        version_number=passage.version_number,
        document_id=document.pk,
        title=document.title,
        document_kind=document.kind,
        authority_rank=document.authority_rank,
        plan_year=document.plan_year,
        audience=tuple(document.audience),
        language=document.language,
        page_number=min(one.page_number for one in passages),
        page_to=max(one.page_to for one in passages),
        heading=passage.heading,
        context=passage.context,
        text=join_texts([one.text for one in in_order]),
        boxes=[box for one in in_order for box in one.boxes],
        kind=passage.kind,
        score=place.score,
        why=place.why,
        has_sure_figures=all(one.has_sure_figures for one in passages),
        own_plan=guide.own_plan(document.pk),
    )
