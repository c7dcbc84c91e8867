"""The approximate index of a client that has grown: made above 5,000 vectors of a model, dropped far below.

Up to there an exact scan takes a few milliseconds, needs no tuning and misses nothing. Above it a search that asks for
most of them goes through HNSW, and scans on (iteratively) until enough passages of the versions asked are found;
one that asks for few is scanned exactly all the same (knowledge/vectors/pgvector.py).

The column holds vectors of any model, so the index is of one model and its length: partial, on an expression. The
client's role may not make it; the login role does, without locking anybody out (CONCURRENTLY).
"""

import hashlib
from time import monotonic

import structlog
from django.db import connection

from tenants.context import current_schema
from tenants.one_at_a_time import alone
from tenants.schemas import execute_as_owner

THRESHOLD = 5_000  # vectors of one model
_KEPT_FROM = THRESHOLD // 2  # an index that is there is not dropped for the sake of a few
_PREFIX = "vector_hnsw_"
# A search that learns of it late is exact for so long, or as slow as one without an index; never wrong.
LOOK_SECONDS = 60.0
_MEMORY = "256MB"  # 100,000 vectors of 256 numbers with their graph; with less the build goes to disk and takes hours
_INDEXES = """
    SELECT relation.relname, index.indisvalid
    FROM pg_index AS index JOIN pg_class AS relation ON relation.oid = index.indexrelid
    WHERE indrelid = to_regclass('knowledge_passagevector') AND starts_with(relation.relname, %s)
"""
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM knowledge_passagevector WHERE model = %s LIMIT %s) AS counted"
_LENGTH = "SELECT vector_dims(embedding) FROM knowledge_passagevector WHERE model = %s LIMIT 1"
_seen: dict[tuple[str, str], tuple[float, bool]] = {}  # schema and model: when was looked, and whether there is one
log = structlog.get_logger(__name__)


def index_name(model: str) -> str:
    return _PREFIX + hashlib.blake2b(model.encode(), digest_size=6).hexdigest()


def has_index(model: str) -> bool:
    """Whether the current client has the index of the model; what was seen within the last minute is believed."""
    place = (current_schema(), model)
    looked_at, has_one = _seen.get(place, (0.0, False))
    if monotonic() - looked_at > LOOK_SECONDS:
        has_one = index_name(model) in _valid_indexes()
        _seen[place] = (monotonic(), has_one)
    return has_one


def is_out_of_size(model: str) -> bool:
    """Whether the current client lacks the index of the model in use, or has one that it needs no more."""
    return _wished(model) != _valid_indexes()


def fit_index(model: str) -> None:
    """Make or drop the current client's indexes as its size asks. Outside a transaction; takes minutes for many."""
    schema, wished = current_schema(), _wished(model)
    # Of two that want to make the index at once, one does.
    with alone(_PREFIX) as is_alone:
        if not is_alone:
            return
        # What a broken build has left is no index, but is written to like one.
        for name in _all_indexes() - (wished & _valid_indexes()):
            execute_as_owner(f'DROP INDEX CONCURRENTLY IF EXISTS "{schema}"."{name}"')
            log.info("vector_index_dropped", index=name)
        for name in wished - _all_indexes():
            _make(schema, name, model)
            log.info("vector_index_made", index=name, model=model)
        _seen.pop((schema, model), None)


def _wished(model: str) -> set[str]:
    name = index_name(model)
    least = _KEPT_FROM if name in _valid_indexes() else THRESHOLD + 1
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [model, least])
        return {name} if cursor.fetchone()[0] >= least else set()


def _valid_indexes() -> set[str]:
    return {name for name, is_valid in _rows() if is_valid}


def _all_indexes() -> set[str]:
    return {name for name, _ in _rows()}


def _rows() -> list[tuple[str, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES, [_PREFIX])
        return cursor.fetchall()


def _make(schema: str, name: str, model: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LENGTH, [model])
        (length,) = cursor.fetchone()
    quoted = model.replace("'", "''")
    execute_as_owner(
        f"SET maintenance_work_mem = '{_MEMORY}'",
        f'CREATE INDEX CONCURRENTLY "{name}" ON "{schema}".knowledge_passagevector'
        f" USING hnsw ((embedding::halfvec({int(length)})) halfvec_ip_ops) WHERE model = '{quoted}'",
        "RESET maintenance_work_mem",
        # So many rows have come lately that the planner may still think of a small table.
        f'ANALYZE "{schema}".knowledge_passagevector, "{schema}".knowledge_passage',
    )
