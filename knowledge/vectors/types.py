from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True)
class VectorRecord:
    passage_id: UUID
    version_id: UUID
    values: Sequence[float]  # unit length


@dataclass(frozen=True)
class VectorHit:
    passage_id: UUID
    score: float  # inner product of unit vectors: 1 is the same direction


class VectorIndexUnavailable(RuntimeError):
    """The index did not do what was asked; `reason` is a code, never the vendor's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class VectorIndex(Protocol):
    """One client's vectors of one embedding model. Every method raises VectorIndexUnavailable.

    Vectors may outlive or precede their passages for a moment: whoever shows a passage joins the hits with
    the published rows in Postgres.
    """

    engine: str
    namespace: str
    model: str

    def upsert(self, records: Sequence[VectorRecord]) -> None:
        """Write the records, all or (on an error) some of them; safe to run again."""

    def wait_until_visible(self, version_id: UUID, passage_ids: Collection[UUID], *, timeout_seconds: float) -> bool:
        """Return whether queries see every one of the passages before the time is over."""

    def query(
        self, values: Sequence[float], *, version_ids: Collection[UUID], limit: int, passages: int | None = None
    ) -> list[VectorHit]:
        """Return the nearest passages of these versions, best first.

        `passages` is how many they have, where the caller knows it: an index may go by it.
        """

    def under_way(
        self, values: Sequence[float], *, version_ids: Collection[UUID], limit: int, passages: int | None = None
    ) -> AbstractContextManager[Callable[[], list[VectorHit]]]:
        """Query, and go on while the index works, if it can; what is entered waits for the hits.

        Nothing else may be asked of the database until then.
        """

    def passage_ids(self, version_id: UUID) -> set[UUID]: ...

    def version_ids(self) -> set[UUID]:
        """Return every version that has a vector, so that strays can be found."""

    def count_version(self, version_id: UUID) -> int:
        """Return how many vectors of any model the version still has; 0 means it is gone."""

    def delete_passages(self, version_id: UUID, passage_ids: Collection[UUID]) -> None: ...

    def delete_other_models(self, version_id: UUID) -> None:
        """Delete the version's vectors of every model but this one."""

    def delete_version(self, version_id: UUID) -> None:
        """Delete the version's vectors of every model."""

    def delete_all(self) -> None:
        """Delete the client's vectors of every model: the client is leaving."""
