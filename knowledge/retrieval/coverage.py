"""Whether search by meaning could have found every version it was asked about.

After a change of model or engine a version has no vector of the one in use until it is indexed anew: the index
answers, and stays silent about it. That must not look like "nothing there is near".
"""

from collections.abc import Collection, Sequence
from threading import Lock
from uuid import UUID

from knowledge.models import Passage
from knowledge.vectors import VectorHit, VectorIndex

LOOK_AT_ONCE = 1_000
ROUNDS = 3
REMEMBERED = 100_000
_Place = tuple[str, str, str]  # engine, namespace, model
# A ready version keeps its vectors until it is deleted, so a process has to see them only once.
_seen: dict[_Place, set[UUID]] = {}
_remembering = Lock()


def holds_all(
    index: VectorIndex, values: Sequence[float], version_ids: Collection[UUID], hits: Sequence[VectorHit]
) -> bool:
    """Return whether each version has a vector of the index's model; `hits` are what a query for `values` found.

    No index tells this at once, but each tells what is nearest among the versions that have not shown up yet:
    nothing, if they have no vectors. Raises VectorIndexUnavailable.
    """
    for _ in range(ROUNDS):
        if not _unseen(index, version_ids):
            return True
        _remember(index, hits)
        unseen = _unseen(index, version_ids)
        if not unseen:
            return True
        hits = index.query(values, version_ids=unseen, limit=LOOK_AT_ONCE)
        if not hits:
            return False
    # Each round showed some more; the next search goes on from here.
    return True


def _unseen(index: VectorIndex, version_ids: Collection[UUID]) -> list[UUID]:
    seen = _seen.get(_place(index), frozenset())
    return [version_id for version_id in version_ids if version_id not in seen]


def _remember(index: VectorIndex, hits: Sequence[VectorHit]) -> None:
    passages = Passage.objects.filter(pk__in=[hit.passage_id for hit in hits])
    found = set(passages.values_list("version_id", flat=True).distinct())
    with _remembering:
        if sum(map(len, _seen.values())) > REMEMBERED:
            _seen.clear()
        _seen.setdefault(_place(index), set()).update(found)


def _place(index: VectorIndex) -> _Place:
    return index.engine, index.namespace, index.model
