"""What a question found, as it is kept: where the passages stand and why, never a text of theirs."""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from uuid import UUID

from django.conf import settings

from accounts.audience import Audience
from benefits.models import PlanYear
from knowledge.models import AsIf
from knowledge.retrieval.findable_document import FindableDocument
from knowledge.vectors import place_in_use


@dataclass(frozen=True)
class Asked:
    """One question, with all that decides its answer but the documents."""

    question: str
    day: date
    audience: Audience
    limit: int
    plan_year: str | None
    include_unpublished: bool
    earlier: tuple[str, ...]
    plan_years: tuple[PlanYear, ...]
    is_trial: bool
    is_private: bool  # nothing of it is kept
    as_if: AsIf | None = None


@dataclass(frozen=True)
class Why:
    """How a passage came to its place."""

    keyword_rank: int | None
    keyword_score: float
    vector_rank: int | None
    vector_score: float
    matched: tuple[str, ...]  # what the question asks for and the passage holds, the rarest first
    coverage: float  # how much of the question that is: 0 nothing, 1 all of it
    year_weight: float
    also_in: tuple[str, ...] = ()  # titles of documents with the same passage


@dataclass(frozen=True)
class Place:
    """Where one hit stands."""

    document_id: UUID
    passage_ids: tuple[UUID, ...]  # the best first
    score: float
    why: Why


@dataclass(frozen=True)
class FoundPlaces:
    question: str
    places: tuple[Place, ...]
    filters: tuple[str, ...]
    unknown_plans: tuple[str, ...]
    missing_years: tuple[str, ...]
    degraded: bool
    awaits_index: bool
    is_lasting: bool  # False: an engine did not answer, and the next search may find more


def decisive(asked: Asked, documents: Sequence[FindableDocument]) -> list[object]:
    """Return all that decides what is found, for the client bound.

    The documents are those that this asker may find at this moment: what is published, taken back, deleted,
    corrected, replaced or expired changes them, whoever did it and whether or not it told anybody. What changes
    inside a version raises its revision.
    """
    # What an older release has kept has other parts and must not be read as this one's.
    form = [part.name for kept in (FoundPlaces, Place, Why) for part in fields(kept)]
    engines = [place_in_use(), settings.PASSAGE_TOKENS, settings.RERANK_ENGINE, settings.RERANK_MODEL]
    wishes = [asked.limit, asked.plan_year, asked.include_unpublished, asked.is_trial]
    question = [asked.question, asked.earlier, *wishes]
    years = [
        [str(getattr(year, field.attname)) for field in PlanYear._meta.concrete_fields] for year in asked.plan_years
    ]
    rows = [list(map(str, document)) for document in documents]
    return [form, engines, asked.day.isoformat(), astuple(asked.audience), question, years, rows]


def to_text(found: FoundPlaces) -> str | None:
    """Return the text that is kept; None for what must not be."""
    return None if not found.is_lasting else json.dumps(found, default=_parts)


def _parts(value: object) -> object:
    """Return as what JSON can write it is kept; copied first, as `asdict` does, it would take five times as long."""
    return vars(value) if isinstance(value, FoundPlaces | Place | Why) else str(value)


def from_text(text: str) -> FoundPlaces:
    known = json.loads(text)
    places = [
        Place(
            document_id=UUID(place["document_id"]),
            passage_ids=tuple(map(UUID, place["passage_ids"])),
            score=place["score"],
            why=Why(**place["why"] | {name: tuple(place["why"][name]) for name in ("matched", "also_in")}),
        )
        for place in known["places"]
    ]
    lists = {name: tuple(known[name]) for name in ("filters", "unknown_plans", "missing_years")}
    return FoundPlaces(**known | lists | {"places": tuple(places)})
