"""What words and meaning found, joined with the passages' rows: what may be ranked."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from knowledge.found_places import Why
from knowledge.keywords import KeywordHit
from knowledge.models import Document
from knowledge.vectors import VectorHit

_COLUMNS = "passage.id, passage.version_id, passage.ordinal, passage.heading, passage.content_hash, passage.token_count"
_READ = f"""
    SELECT {_COLUMNS}
    FROM unnest(%(place_versions)s::uuid[], %(place_ordinals)s::int[]) AS place (version_id, ordinal)
    JOIN knowledge_passage AS passage USING (version_id, ordinal)
    UNION
    SELECT {_COLUMNS} FROM knowledge_passage AS passage
    WHERE passage.id = ANY(%(ids)s::uuid[]) AND passage.version_id = ANY(%(versions)s::uuid[])
"""


class Candidate(NamedTuple):
    passage_id: UUID
    document: Document
    ordinal: int
    heading: str
    content_hash: str
    token_count: int
    why: Why
    score: float = 0.0


def join_legs(
    documents: Sequence[Document], by_words: Sequence[KeywordHit], by_meaning: Sequence[VectorHit]
) -> list[Candidate]:
    """Join what both legs found with the rows that may be shown; what has no such row is dropped."""
    of_version = {document.found_version: document for document in documents}
    words = {(hit.version_id, hit.ordinal): (rank, hit) for rank, hit in enumerate(by_words, start=1)}
    meaning = {hit.passage_id: (rank, hit) for rank, hit in enumerate(by_meaning, start=1)}
    found = []
    for pk, version_id, ordinal, *rest in _read(list(words), list(meaning), list(of_version)):
        why = _why(words.get((version_id, ordinal)), meaning.get(pk))
        found.append(Candidate(pk, of_version[version_id], ordinal, *rest, why))
    return found


def _read(places: list[tuple[UUID, int]], passage_ids: list[UUID], version_ids: list[UUID]) -> list[tuple]:
    """Return the light columns of passages at these places or with these ids, all in these versions."""
    asked = {
        "place_versions": [version_id for version_id, _ in places],
        "place_ordinals": [ordinal for _, ordinal in places],
        "ids": passage_ids,
        "versions": version_ids,
    }
    with connection.cursor() as cursor:
        cursor.execute(_READ, asked)
        return cursor.fetchall()


def _why(words: tuple[int, KeywordHit] | None, meaning: tuple[int, VectorHit] | None) -> Why:
    keyword_rank, by_words = words or (None, None)
    vector_rank, by_meaning = meaning or (None, None)
    return Why(
        keyword_rank=keyword_rank,
        keyword_score=round(by_words.score, 3) if by_words else 0.0,
        vector_rank=vector_rank,
        vector_score=round(by_meaning.score, 3) if by_meaning else 0.0,
        matched=by_words.matched if by_words else (),
        coverage=round(by_words.coverage, 3) if by_words else 0.0,
        year_weight=1.0,
    )
