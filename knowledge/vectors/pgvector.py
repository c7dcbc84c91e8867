"""Vectors in the client's own schema: an exact scan of the asked versions, which needs no tuning to be right, or an
approximate one where a search asks for very many of them (knowledge/vectors/hnsw.py).
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import NamedTuple
from uuid import UUID

from django.db import OperationalError, connection, transaction
from pgvector import HalfVector

from knowledge.vectors.hnsw import THRESHOLD, has_index
from knowledge.vectors.types import VectorHit, VectorIndexUnavailable, VectorRecord
from tenants.keys import vector_namespace
from tenants.postgresql.statement import Statement
from tenants.postgresql.written import as_array, ask

# <#> is the negative inner product: the smallest is the nearest.
_QUERY = """
    SELECT vector.passage_id, -(vector.embedding <#> %s::halfvec) AS score
    FROM knowledge_passagevector AS vector
    JOIN knowledge_passage AS passage ON passage.id = vector.passage_id
    WHERE passage.version_id = ANY(%s::uuid[]) AND vector.model = %s
    ORDER BY vector.embedding <#> %s::halfvec
    LIMIT %s
"""
# The same, in the words of the approximate index; without one it is exact as well, and slow.
_QUERY_OF_MANY = """
    SELECT vector.passage_id, -(vector.embedding::halfvec({length}) <#> %s::halfvec({length})) AS score
    FROM knowledge_passagevector AS vector
    JOIN knowledge_passage AS passage ON passage.id = vector.passage_id
    WHERE passage.version_id = ANY(%s::uuid[]) AND vector.model = %s
    ORDER BY vector.embedding::halfvec({length}) <#> %s::halfvec({length})
    LIMIT %s
"""
# The scan goes on until the limit is reached among the versions asked, however many others are nearer. Sent with the
# query, as one message: that is a transaction of its own, to whose end this holds.
_SCAN_ON = """
    SELECT set_config('hnsw.iterative_scan', 'strict_order', true), set_config('hnsw.ef_search', '100', true),
        set_config('hnsw.max_scan_tuples', '100000', true)
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
        with self.under_way(values, version_ids=version_ids, limit=limit, passages=passages) as hits:
            return hits()

    @contextmanager
    def under_way(
        self, values: Sequence[float], *, version_ids: Collection[UUID], limit: int, passages: int | None = None
    ) -> Iterator[Callable[[], list[VectorHit]]]:
        if not version_ids or limit < 1:
            yield list
            return
        asked = _Asked(HalfVector(list(values)).to_text(), as_array(version_ids), self.model, limit)
        with ExitStack() as sent:
            with self._own_client():
                are_many = self._are_many(asked.versions, passages)
                rows = sent.enter_context(connection.under_way(*asked.statements(len(values), are_many=are_many)))

            def hits() -> list[VectorHit]:
                with self._own_client():
                    found = rows()[-1]
                    # Where the vectors of the versions asked are few among all, the scan gives up before it has enough.
                    if are_many and len(found) < limit:
                        (found,) = ask(*asked.statements(len(values), are_many=False))
                return [VectorHit(passage_id, score) for passage_id, score in found]

            yield hits

    def _are_many(self, versions: str, passages: int | None) -> bool:
        if not has_index(self.model):
            return False
        if passages is None:
            (((passages,),),) = ask(Statement(_SIZE, (versions,)))
        return passages > THRESHOLD

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
        with self._own_client(), connection.cursor() as cursor:
            yield cursor

    @contextmanager
    def _own_client(self) -> Iterator[None]:
        if vector_namespace() != self.namespace:
            raise VectorIndexUnavailable("other_client")
        try:
            yield
        except OperationalError as error:
            raise VectorIndexUnavailable("unreachable") from error


class _Asked(NamedTuple):
    """What a query goes by, as its statement has it."""

    values: str
    versions: str
    model: str
    limit: int

    def statements(self, length: int, *, are_many: bool) -> list[Statement]:
        """Return what is to be sent; the last one's rows are passages and scores."""
        parameters = (self.values, self.versions, self.model, self.values, self.limit)
        if not are_many:
            return [Statement(_QUERY, parameters, is_binary=True)]
        return [Statement(_SCAN_ON), Statement(_QUERY_OF_MANY.format(length=length), parameters, is_binary=True)]
