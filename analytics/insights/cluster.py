"""Groups of texts that mean nearly the same, by their vectors: average linkage, cut at a likeness.

Chosen by measure (benchmarks/topics.py, docs/topics.md) for its V, which is above that of k-means given the true number
on each set, and because it wants neither a number of topics nor a library. HDBSCAN is a little above it by V on one set
and below on the others; by the Rand index it is above on one. Each leaves more questions alone on some sets.
"""

from collections.abc import Sequence

import numpy as np

LEAST_LIKENESS = 0.45  # on average, of two questions of one topic
MOST_AT_ONCE = 4_000  # their likenesses are a table of 64 MB


def groups(vectors: np.ndarray, *, least: float = LEAST_LIKENESS) -> list[list[int]]:
    """Return the rows that belong together, the largest group first; each row is in one, many are alone.

    Merges the nearest two again and again, found along a chain of nearest neighbours: what has merged is no farther
    from anything than the farther of its parts, so the order of merging does not matter.
    """
    if not 0 < len(vectors) <= MOST_AT_ONCE:
        if len(vectors):
            raise ValueError(f"At most {MOST_AT_ONCE} texts are put together at once.")
        return []
    likeness = _likenesses(vectors)
    members: dict[int, list[int]] = {row: [row] for row in range(len(vectors))}
    is_open = np.ones(len(vectors), dtype=bool)
    chain: list[int] = []
    while True:
        if not chain:
            if not is_open.any():
                break
            chain = [int(np.argmax(is_open))]
        top = chain[-1]
        row = np.where(is_open, likeness[top], -np.inf)
        # A tie goes to the one before in the chain, or it would never end.
        nearest = chain[-2] if len(chain) > 1 and row[chain[-2]] == row.max() else int(np.argmax(row))
        if row[nearest] < least:
            is_open[top] = False
            chain = []
        elif len(chain) > 1 and nearest == chain[-2]:
            chain = chain[:-2]
            _merge(nearest, top, likeness=likeness, members=members)
            is_open[top] = False
        else:
            chain.append(nearest)
    return sorted((sorted(rows) for rows in members.values()), key=lambda rows: (-len(rows), rows))


def middle(vectors: np.ndarray) -> np.ndarray:
    """Return the mean: what a vector of length one is like it tells how like it is to them on average."""
    return vectors.mean(axis=0, dtype=np.float64).astype(np.float32)


def nearest(vectors: np.ndarray, middles: np.ndarray, *, least: float = LEAST_LIKENESS) -> list[int | None]:
    """Return for each vector which of the middles it is nearest to, None if to none near enough."""
    if not len(middles):
        return [None] * len(vectors)
    likeness = vectors @ middles.T
    found = likeness.argmax(axis=1)
    return [int(at) if likeness[row, at] >= least else None for row, at in enumerate(found)]


def _likenesses(vectors: np.ndarray) -> np.ndarray:
    rows = np.asarray(vectors, dtype=np.float32)
    likeness = rows @ rows.T
    np.fill_diagonal(likeness, -np.inf)
    return likeness


def _merge(into: int, gone: int, *, likeness: np.ndarray, members: dict[int, list[int]]) -> None:
    sizes: Sequence[int] = (len(members[into]), len(members[gone]))
    both = (likeness[into] * sizes[0] + likeness[gone] * sizes[1]) / sum(sizes)
    both[into] = -np.inf
    likeness[into], likeness[:, into] = both, both
    members[into] += members.pop(gone)
