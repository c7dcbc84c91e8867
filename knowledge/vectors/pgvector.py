"""Vectors in the client's own schema: an exact scan of the asked versions, which needs no tuning to be right, or an
approximate one where a search asks for very many of them (knowledge/vectors/hnsw.py).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from pgvector import HalfVector

from knowledge.index.written import as_array
from knowledge.vectors.hnsw import THRESHOLD, has_index
from knowledge.vectors.types import VectorHit, VectorIndexUnavailable, VectorRecord
from tenants.keys import vector_namespace

# <#> is the negative inner product: the smallest is the nearest.
_QUERY = """
    SELECT vector.passage_id, -(vector.embedding <#> %(values)s::halfvec) AS score
    FROM knowledge_passagevector AS vector
    JOIN knowledge_passage AS passage ON passage.id = vector.passage_id
    WHERE passage.version_id = ANY(%(versions)s::uuid[]) AND vector.model = %(model)s
    ORDER BY vector.embedding <#> %(values)s::halfvec
    LIMIT %(limit)s
"""
# The same, in the words of the approximate index; without one it is exact as well, and slow.
_QUERY_OF_MANY = """
    SELECT vector.passage_id, -(vector.embedding::halfvec({length}) <#> %(values)s::halfvec({length})) AS score
    FROM knowledge_passagevector AS vector
    JOIN knowledge_passage AS passage ON passage.id = vector.passage_id
    WHERE passage.version_id = ANY(%(versions)s::uuid[]) AND vector.model = %(model)s
    ORDER BY vector.embedding::halfvec({length}) <#> %(values)s::halfvec({length})
    LIMIT %(limit)s
"""
# The scan goes on until the limit is reached among the versions asked, however many others are nearer. Sent with the
# query, as one message: that is a transaction of its own, and one way to the database instead of six.
_SCAN_ON = """
    SET LOCAL hnsw.iterative_scan = strict_order;
    SET LOCAL hnsw.ef_search = 100;
    SET LOCAL hnsw.max_scan_tuples = 100000;
"""
_SIZE = "SELECT coalesce(sum(passage_count), 0) FROM knowledge_documentversion WHERE id = ANY(%s::uuid[])"
_OF_VERSION = """
    FROM knowledge_passagevector AS vector
    JOIN knowledge_passage AS passage ON passage.id = vector.passage_id
    WHERE passage.version_id = %s
"""
_DELETE_VERSION = """
    DELETE FROM knowledge_passagevector AS vector USING knowledge_passage AS passage
    WHERE passage.id = vector.passage_id AND passage.version_id = %s
"""
_DELETE_PASSAGES = "DELETE FROM knowledge_passagevector WHERE passage_id = ANY(%s) AND model = %s"
_COPY = "COPY knowledge_passagevector (passage_id, model, embedding) FROM STDIN (FORMAT BINARY)"


class PgVectorIndex:
    engine = "pgvector"

    def __init__(self, *, namespace: str, model: str) -> None:
        self.namespace = namespace
        self.model = model

    def upsert(self, records: Sequence[VectorRecord]) -> None:
        """Write the records, all or none. Their passages must be there when the transaction ends."""
        if not records:
            return
        with self._cursor() as cursor, transaction.atomic():
            cursor.execute(_DELETE_PASSAGES, [[record.passage_id for record in records], self.model])
            with cursor.copy(_COPY) as copy:
                # A binary COPY names no types: to psycopg a halfvec is just bytes.
                copy.set_types(["uuid", "text", "bytea"])
                for record in records:
                    embedding = HalfVector(list(record.values)).to_binary()
                    copy.write_row((record.passage_id, self.model, embedding))

    def wait_until_visible(self, version_id: UUID, passage_ids: Collection[UUID], *, timeout_seconds: float) -> bool:
        # What is committed here is visible at once; there is nothing to wait for.
        return set(passage_ids) <= self.passage_ids(version_id)

    def query(
        self, values: Sequence[float], *, version_ids: Collection[UUID], limit: int, passages: int | None = None
    ) -> list[VectorHit]:
        if not version_ids or limit < 1:
            return []
        asked = {
            "values": HalfVector(list(values)).to_text(),
            "versions": as_array(version_ids),
            "model": self.model,
            "limit": limit,
        }
        with self._cursor() as cursor:
            are_many = self._are_many(cursor, asked["versions"], passages)
            rows = self._nearest_of_many(cursor, asked, len(values)) if are_many else []
            if len(rows) < limit:
                cursor.execute(_QUERY, asked)
                rows = cursor.fetchall()
            return [VectorHit(passage_id, score) for passage_id, score in rows]

    def _are_many(self, cursor: CursorWrapper, versions: str, passages: int | None) -> bool:
        if not has_index(self.model):
            return False
        if passages is None:
            cursor.execute(_SIZE, [versions])
            passages = cursor.fetchone()[0]
        return passages > THRESHOLD

    def _nearest_of_many(self, cursor: CursorWrapper, asked: Mapping[str, object], length: int) -> list[tuple]:
        cursor.execute(_SCAN_ON + _QUERY_OF_MANY.format(length=int(length)), asked)
        while cursor.nextset():
            pass
        return cursor.fetchall()

    def passage_ids(self, version_id: UUID) -> set[UUID]:
        with self._cursor() as cursor:
            cursor.execute(f"SELECT vector.passage_id {_OF_VERSION} AND vector.model = %s", [version_id, self.model])
            return {passage_id for (passage_id,) in cursor.fetchall()}

    def version_ids(self) -> set[UUID]:
        with self._cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT passage.version_id FROM knowledge_passagevector AS vector"
                " JOIN knowledge_passage AS passage ON passage.id = vector.passage_id"
            )
            return {version_id for (version_id,) in cursor.fetchall()}

    def count_version(self, version_id: UUID) -> int:
        with self._cursor() as cursor:
            cursor.execute(f"SELECT count(*) {_OF_VERSION}", [version_id])
            return cursor.fetchone()[0]

    def delete_passages(self, version_id: UUID, passage_ids: Collection[UUID]) -> None:
        with self._cursor() as cursor:
            cursor.execute(_DELETE_PASSAGES, [list(passage_ids), self.model])

    def delete_other_models(self, version_id: UUID) -> None:
        with self._cursor() as cursor:
            cursor.execute(f"{_DELETE_VERSION} AND vector.model <> %s", [version_id, self.model])

    def delete_version(self, version_id: UUID) -> None:
        with self._cursor() as cursor:
            cursor.execute(_DELETE_VERSION, [version_id])

    def delete_all(self) -> None:
        with self._cursor() as cursor:
            cursor.execute("DELETE FROM knowledge_passagevector")

    @contextmanager
    def _cursor(self) -> Iterator[object]:
        if vector_namespace() != self.namespace:
            raise VectorIndexUnavailable("other_client")
        try:
            with connection.cursor() as cursor:
                yield cursor
        except OperationalError as error:
            raise VectorIndexUnavailable("unreachable") from error
