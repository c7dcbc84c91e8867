"""What somebody can work out who holds many answers against each other, without knowing anything else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

PRIME = 2_147_483_629  # sums are reckoned modulo it: exact, and quick
Span = tuple[int, int]  # from one hour to another, which is not of it any more


@dataclass(frozen=True, order=True)
class Answer:
    """So many of these kinds together, from one hour to another."""

    kinds: tuple[str, ...]
    first: int
    after: int
    count: int


@dataclass(frozen=True, order=True)
class Rough:
    """So many of these kinds together at least and at most."""

    kinds: tuple[str, ...]
    first: int
    after: int
    least: int
    most: int


@dataclass(frozen=True)
class Learned:
    """What follows from answers: how many there are of these kinds in these spans of hours together."""

    cells: tuple[tuple[tuple[str, ...], Span], ...]
    count: int


def differences(answers: Sequence[Answer]) -> Iterator[Learned]:
    """Take each answer from each of the same kinds that lies around it, and each as it is."""
    by_kinds: dict[tuple[str, ...], list[Answer]] = {}
    for one in sorted(set(answers)):
        by_kinds.setdefault(one.kinds, []).append(one)
    for kinds, known in by_kinds.items():
        for outer in known:
            yield Learned(((kinds, (outer.first, outer.after)),), outer.count)
            for inner in known:
                if outer != inner and outer.first <= inner.first and inner.after <= outer.after:
                    yield _rest(kinds, outer, inner.first, inner.after, inner.count)


def differences_of_rough(answers: Sequence[Answer], rough: Sequence[Rough]) -> Iterator[Learned]:
    """Hold what is told roughly against what is told exactly around it: it may leave one number alone."""
    known = sorted(set(answers))
    for inner in sorted(set(rough)):
        kinds = set(inner.kinds)
        for outer in known:
            if outer.first <= inner.first and inner.after <= outer.after and kinds <= set(outer.kinds):
                least, most = inner.least, min(inner.most, outer.count)
                if least == most:
                    others = tuple(kind for kind in outer.kinds if kind not in kinds)
                    rest = _rest(outer.kinds, outer, inner.first, inner.after, least)
                    within = ((others, (inner.first, inner.after)),) if others else ()
                    yield Learned((*within, *rest.cells), rest.count)


def _rest(kinds: tuple[str, ...], outer: Answer, first: int, after: int, count: int) -> Learned:
    spans = [span for span in ((outer.first, first), (after, outer.after)) if span[0] < span[1]]
    return Learned(tuple((kinds, span) for span in spans), outer.count - count)


def solutions(answers: Sequence[Answer]) -> Iterator[Learned]:
    """Solve all answers together, and yield what is left that says how many there are in some hours, of some kinds.

    Hours that no answer tells apart are one unknown.
    """
    known = sorted(set(answers), key=lambda one: (one.after - one.first, one.kinds, one.first, one.count))
    edges = sorted({edge for one in known for edge in (one.first, one.after)})
    place = {edge: number for number, edge in enumerate(edges)}
    names = sorted({kind for one in known for kind in one.kinds})
    spans = len(edges) - 1
    rows = np.zeros((len(known), len(names) * spans + 1), dtype=np.int64)
    for number, one in enumerate(known):
        for kind in one.kinds:
            start = names.index(kind) * spans
            rows[number, start + place[one.first] : start + place[one.after]] = 1
        rows[number, -1] = one.count
    for row in _reduced(rows):
        if row[:-1].any() and row[:-1].max() <= 1:
            found = [divmod(int(column), spans) for column in np.flatnonzero(row[:-1])]
            cells = tuple(((names[kind],), (edges[span], edges[span + 1])) for kind, span in found)
            yield Learned(cells, int(row[-1]))


def _reduced(rows: np.ndarray) -> np.ndarray:
    """Return the rows in reduced echelon form."""
    done = 0
    for column in range(rows.shape[1] - 1):
        found = np.flatnonzero(rows[done:, column])
        if not len(found):
            continue
        pivot = done + int(found[0])
        rows[[done, pivot]] = rows[[pivot, done]]
        rows[done, column:] = rows[done, column:] * pow(int(rows[done, column]), -1, PRIME) % PRIME
        others = np.flatnonzero(rows[:, column])
        others = others[others != done]
        # Left of the column this row is empty.
        rows[others, column:] = (
            rows[others, column:] - rows[others, column : column + 1] * rows[done, column:]
        ) % PRIME
        done += 1
        if done == len(rows):
            break
    return rows[:done]
