"""What words and meaning found, joined with the passages' rows: what may be ranked."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from knowledge.index.keywords import KeywordHit
from knowledge.retrieval.findable_document import FindableDocument
from knowledge.retrieval.found_places import Why
from knowledge.vectors import VectorHit
from tenants.postgresql.statement import Statement
from tenants.postgresql.written import as_array, ask

_COLUMNS = "passage.id, passage.version_id, passage.ordinal, passage.heading, passage.content_hash, passage.token_count"
_READ = f"""
    SELECT {_COLUMNS}
    FROM unnest(%s::uuid[], %s::int[]) AS place (version_id, ordinal)
    JOIN knowledge_passage AS passage USING (version_id, ordinal)
    UNION
    SELECT {_COLUMNS} FROM knowledge_passage AS passage
    WHERE passage.id = ANY(%s::uuid[]) AND passage.version_id = ANY(%s::uuid[])
"""
_BY_NO_WORDS = KeywordHit(UUID(int=0), 0, 0.0, matched=(), coverage=0.0)


class Candidate(NamedTuple):
    passage_id: UUID
    document: FindableDocument
    ordinal: int
    heading: str
    content_hash: str
    token_count: int
    keyword_rank: int | None
    by_words: KeywordHit
    coverage: float  # of the question, by words
    vector_rank: int | None
    vector_score: float
    year_weight: float = 1.0
    score: float = 0.0
    also_in: tuple[str, ...] = ()  # titles of documents with the same passage

    @property
    def why(self) -> Why:
        return Why(
            keyword_rank=self.keyword_rank,
            keyword_score=round(self.by_words.score, 3),
            vector_rank=self.vector_rank,
            vector_score=round(self.vector_score, 3),
            matched=self.by_words.matched,
            coverage=self.coverage,
            year_weight=self.year_weight,
            also_in=self.also_in,
        )


def join_legs(
    documents: Sequence[FindableDocument], by_words: Sequence[KeywordHit], by_meaning: Sequence[VectorHit]
) -> list[Candidate]:
    """Join what both legs found with the rows that may be shown; what has no such row is dropped."""
    of_version = {document.found_version: document for document in documents}
    words = {(hit.version_id, hit.ordinal): (rank, hit) for rank, hit in enumerate(by_words, start=1)}
    meaning = {hit.passage_id: (rank, hit.score) for rank, hit in enumerate(by_meaning, start=1)}
    found = []
    for pk, version_id, ordinal, *rest in _read(by_words, meaning, of_version):
        keyword_rank, hit = words.get((version_id, ordinal), (None, _BY_NO_WORDS))
        by_vector = meaning.get(pk, (None, 0.0))
        leg = (keyword_rank, hit, round(hit.coverage, 3))
        found.append(Candidate(pk, of_version[version_id], ordinal, *rest, *leg, *by_vector))
    return found


def _read(places: Iterable[KeywordHit], passage_ids: Iterable[UUID], version_ids: Iterable[UUID]) -> list[tuple]:
    """Return the light columns of passages at these places or with these ids, all in these versions."""
    asked = (
        as_array(hit.version_id for hit in places),
        [hit.ordinal for hit in places],
        as_array(passage_ids),
        as_array(version_ids),
    )
    (rows,) = ask(Statement(_READ, asked, is_binary=True))
    return rows
