"""Vectors in Pinecone: one namespace per client, nothing in it but numbers and ids.

A record's id is `<version>#<model>#<passage>`, so that the vectors of a version can be listed and deleted by
prefix, and two models can stand side by side while one replaces the other. Pinecone is eventually consistent:
a write is done when `wait_until_visible` says so, a delete when `count_version` says 0.
"""

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic, sleep
from typing import TypeVar
from uuid import UUID

import numpy as np
import structlog
from pinecone.errors import NotFoundError, PineconeError
from pinecone.index import Index

from knowledge.patience import Patience, Trouble, call_patiently
from knowledge.vectors.pinecone_api import index_client, trouble_of
from knowledge.vectors.pinecone_turns import REQUESTS_OF_DOCUMENTS, REQUESTS_PER_SECOND, take_turn
from knowledge.vectors.types import VectorHit, VectorIndexUnavailable, VectorRecord

Result = TypeVar("Result")

# Pinecone's limits for one request.
RECORDS_LIMIT = 1_000
BYTES_LIMIT = 2 * 1024 * 1024
IDS_LIMIT = 1_000
PAGE_LIMIT = 100
TOP_K_LIMIT = 10_000
# A component of a unit vector with seven decimals, its sign and its comma; a record's id and metadata.
BYTES_PER_NUMBER = 11
BYTES_PER_RECORD = 300

# A person waits for a search, and words alone can find passages too; a document has time.
SEARCH = Patience(attempts=3, total_seconds=5)
WORK = Patience(attempts=6, total_seconds=120, longest_wait_seconds=20)
REQUEST_SECONDS = 30.0
LEAST_SECONDS = 0.05
LONGEST_LOOK_PAUSE_SECONDS = 1.0

logger = structlog.get_logger(__name__)


class PineconeIndex:
    engine = "pinecone"

    def __init__(self, *, namespace: str, model: str) -> None:
        self.namespace = namespace
        self.model = model
        self._model_tag = hashlib.blake2b(model.encode(), digest_size=4).hexdigest()
        self._written_at_position: int | None = None

    def upsert(self, records: Sequence[VectorRecord]) -> None:
        for batch in _batches([self._as_stored(record) for record in records]):
            self._call(lambda index, seconds, batch=batch: self._write(index, batch, seconds), WORK)

    def wait_until_visible(self, version_id: UUID, passage_ids: Collection[UUID], *, timeout_seconds: float) -> bool:
        expected = {self._record_id(version_id, passage_id) for passage_id in passage_ids}
        deadline, pause = monotonic() + timeout_seconds, 0.05
        while not self._is_visible(version_id, expected):
            if monotonic() + pause > deadline:
                return False
            sleep(pause)
            pause = min(pause * 2, LONGEST_LOOK_PAUSE_SECONDS)
        return True

    def query(
        self, values: Sequence[float], *, version_ids: Collection[UUID], limit: int, passages: int | None = None
    ) -> list[VectorHit]:
        if not version_ids or limit < 1:
            return []
        asked = {str(version_id) for version_id in version_ids}
        found = self._call(
            lambda index, seconds: index.query(
                vector=_rounded(values),
                top_k=min(limit, TOP_K_LIMIT),
                namespace=self.namespace,
                filter=self._only(asked),
                timeout=seconds,
            ),
            SEARCH,
        )
        matches = found.matches if found else []
        own = [match for match in matches if match.id.split("#")[0] in asked]
        if len(own) != len(matches):
            logger.error("foreign_vectors_dropped", namespace=self.namespace, count=len(matches) - len(own))
        return [VectorHit(_passage_id(match.id), match.score) for match in own]

    @contextmanager
    def under_way(
        self, values: Sequence[float], *, version_ids: Collection[UUID], limit: int, passages: int | None = None
    ) -> Iterator[Callable[[], list[VectorHit]]]:
        yield lambda: self.query(values, version_ids=version_ids, limit=limit, passages=passages)

    def passage_ids(self, version_id: UUID) -> set[UUID]:
        return {_passage_id(record_id) for record_id in self._ids(f"{version_id}#{self._model_tag}#")}

    def version_ids(self) -> set[UUID]:
        return {UUID(record_id.split("#")[0]) for record_id in self._ids("")}

    def count_version(self, version_id: UUID) -> int:
        return sum(1 for _ in self._ids(f"{version_id}#"))

    def delete_passages(self, version_id: UUID, passage_ids: Collection[UUID]) -> None:
        self._delete([self._record_id(version_id, passage_id) for passage_id in passage_ids])

    def delete_other_models(self, version_id: UUID) -> None:
        own = f"{version_id}#{self._model_tag}#"
        self._delete([record_id for record_id in self._ids(f"{version_id}#") if not record_id.startswith(own)])

    def delete_version(self, version_id: UUID) -> None:
        self._delete(list(self._ids(f"{version_id}#")))

    def delete_all(self) -> None:
        self._call(lambda index, seconds: index.delete_namespace(name=self.namespace, timeout=seconds), WORK)

    def _write(self, index: Index, batch: list[dict[str, object]], seconds: float) -> None:
        response = index.upsert(vectors=batch, namespace=self.namespace, timeout=seconds)
        if response.upserted_count != len(batch):
            raise Trouble("partial_write", may_retry=True)
        position = response.response_info.lsn_committed if response.response_info else None
        if position is not None:
            self._written_at_position = max(position, self._written_at_position or 0)

    def _is_visible(self, version_id: UUID, expected: set[str]) -> bool:
        """Listing and searching catch up at different times, so both are asked."""
        if not expected:
            return True
        if not expected <= set(self._ids(f"{version_id}#{self._model_tag}#")):
            return False
        found = self._call(
            lambda index, seconds: index.query(
                id=min(expected),
                top_k=min(len(expected), PAGE_LIMIT),
                namespace=self.namespace,
                filter=self._only({str(version_id)}),
                timeout=seconds,
            ),
            WORK,
        )
        if found is None or len(found.matches) < min(len(expected), PAGE_LIMIT):
            return False
        position, info = self._written_at_position, found.response_info
        if position is None or info is None or info.lsn_reconciled is None:
            return True
        return info.is_reconciled(position)

    def _ids(self, prefix: str) -> Iterator[str]:
        token: str | None = None
        while True:
            page = self._call(
                lambda index, seconds, token=token: index.list_paginated(
                    prefix=prefix or None,
                    limit=PAGE_LIMIT,
                    pagination_token=token,
                    namespace=self.namespace,
                    timeout=seconds,
                ),
                WORK,
            )
            if page is None:
                return
            yield from (item.id for item in page.vectors if item.id)
            token = page.pagination.next if page.pagination else None
            if not token:
                return

    def _delete(self, record_ids: list[str]) -> None:
        for start in range(0, len(record_ids), IDS_LIMIT):
            batch = record_ids[start : start + IDS_LIMIT]
            self._call(
                lambda index, seconds, batch=batch: index.delete(ids=batch, namespace=self.namespace, timeout=seconds),
                WORK,
            )

    def _call(self, ask: Callable[[Index, float], Result], patience: Patience) -> Result | None:
        """Return what the client returned, or None when the namespace does not exist because it is empty."""
        most = REQUESTS_PER_SECOND if patience is SEARCH else REQUESTS_OF_DOCUMENTS

        def attempt(seconds_left: float) -> Result | None:
            started = monotonic()
            index = index_client()
            take_turn(self.namespace, most=most, seconds_left=seconds_left)
            try:
                return ask(index, min(REQUEST_SECONDS, max(seconds_left - (monotonic() - started), LEAST_SECONDS)))
            except NotFoundError:
                return None
            except PineconeError as error:
                raise trouble_of(error) from error

        try:
            return call_patiently(attempt, patience)
        except Trouble as trouble:
            raise VectorIndexUnavailable(trouble.reason) from trouble

    def _as_stored(self, record: VectorRecord) -> dict[str, object]:
        return {
            "id": self._record_id(record.version_id, record.passage_id),
            "values": _rounded(record.values),
            "metadata": {"version_id": str(record.version_id), "model": self._model_tag},
        }

    def _record_id(self, version_id: UUID, passage_id: UUID) -> str:
        return f"{version_id}#{self._model_tag}#{passage_id}"

    def _only(self, version_ids: Collection[str]) -> dict[str, object]:
        return {"version_id": {"$in": sorted(version_ids)}, "model": {"$eq": self._model_tag}}


def _passage_id(record_id: str) -> UUID:
    return UUID(record_id.rpartition("#")[2])


def _rounded(values: Sequence[float]) -> list[float]:
    """Cut the decimals that a 32-bit number does not keep anyway: half the bytes to send."""
    return np.round(np.asarray(values, dtype=np.float64), 7).tolist()


def _batches(records: list[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    if not records:
        return
    record_bytes = BYTES_PER_RECORD + BYTES_PER_NUMBER * len(records[0]["values"])
    size = max(1, min(RECORDS_LIMIT, BYTES_LIMIT // record_bytes))
    for start in range(0, len(records), size):
        yield records[start : start + size]
