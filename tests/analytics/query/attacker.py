"""What somebody can work out who holds many answers against each other, without knowing anything else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

PRIME = 2_147_483_629  # sums are reckoned modulo it: exact, and quick
TOTAL = ""


# Of which kinds the parts that are told are made.
Kinds = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Answer:
    """So many of a part, or of all, from one hour to another."""

    part: str
    first: int
    after: int
    count: int


@dataclass(frozen=True)
class Learned:
    """What follows from answers: how many there are in these hours of these kinds together."""

    cells: frozenset[tuple[int, str]]
    count: int


def differences(answers: Sequence[Answer], kinds: Kinds) -> Iterator[Learned]:
    """Take each answer from each that lies around it."""
    known = sorted(set(answers), key=lambda one: (one.part, one.first, one.after))
    for outer in known:
        for inner in known:
            if (
                outer.part == inner.part
                and outer != inner
                and outer.first <= inner.first
                and inner.after <= outer.after
            ):
                hours = set(range(outer.first, outer.after)) - set(range(inner.first, inner.after))
                cells = frozenset((hour, kind) for hour in hours for kind in kinds[outer.part])
                yield Learned(cells, outer.count - inner.count)


def solutions(answers: Sequence[Answer], kinds: Kinds) -> Iterator[Learned]:
    """Solve all answers together, and yield what is left that says how many there are in some hours, of some kinds.

    Hours that no answer tells apart are one unknown.
    """
    known = sorted(set(answers), key=lambda one: (one.after - one.first, one.part, one.first))
    edges = sorted({edge for one in known for edge in (one.first, one.after)})
    place = {edge: number for number, edge in enumerate(edges)}
    spans = len(edges) - 1
    rows = np.zeros((len(known), len(kinds[TOTAL]) * spans + 1), dtype=np.int64)
    for number, one in enumerate(known):
        for kind in kinds[one.part]:
            start = kinds[TOTAL].index(kind) * spans
            rows[number, start + place[one.first] : start + place[one.after]] = 1
        rows[number, -1] = one.count
    for row in _reduced(rows):
        if set(np.unique(row[:-1])) <= {0, 1} and row[:-1].any():
            found = [divmod(int(column), spans) for column in np.flatnonzero(row[:-1])]
            cells = ((hour, kinds[TOTAL][kind]) for kind, span in found for hour in range(edges[span], edges[span + 1]))
            yield Learned(frozenset(cells), int(row[-1]))


def _reduced(rows: np.ndarray) -> np.ndarray:
    """Return the rows in reduced echelon form."""
    done = 0
    for column in range(rows.shape[1] - 1):
        found = np.flatnonzero(rows[done:, column])
        if not len(found):
            continue
        pivot = done + int(found[0])
        rows[[done, pivot]] = rows[[pivot, done]]
        rows[done] = rows[done] * pow(int(rows[done, column]), -1, PRIME) % PRIME
        others = np.flatnonzero(rows[:, column])
        others = others[others != done]
        rows[others] = (rows[others] - rows[others, column : column + 1] * rows[done]) % PRIME
        done += 1
        if done == len(rows):
            break
    return rows[:done]
