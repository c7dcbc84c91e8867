"""What somebody can work out who holds many answers against each other, without knowing anything else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

PRIME = 2_147_483_629  # sums are reckoned modulo it: exact, and quick
TOTAL = ""


@dataclass(frozen=True)
class Answer:
    """So many of a part, or of all, from one hour to another."""

    part: str
    first: int
    after: int
    count: int


@dataclass(frozen=True)
class Learned:
    """What follows from answers: how many there are in these hours of these parts together."""

    cells: frozenset[tuple[int, str]]
    count: int


def differences(answers: Sequence[Answer]) -> Iterator[Learned]:
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
                yield Learned(frozenset((hour, outer.part) for hour in hours), outer.count - inner.count)


def solutions(answers: Sequence[Answer], parts: Sequence[str], hours: int) -> Iterator[Learned]:
    """Solve all answers together, and yield what is left that says how many there are in some hours and parts."""
    known = sorted(set(answers), key=lambda one: (one.after - one.first, one.part, one.first))
    places = {part: place * hours for place, part in enumerate(parts)}
    rows = np.zeros((len(known), len(parts) * hours + 1), dtype=np.int64)
    for number, one in enumerate(known):
        for part in parts if one.part == TOTAL else (one.part,):
            rows[number, places[part] + one.first : places[part] + one.after] = 1
        rows[number, -1] = one.count
    for row in _reduced(rows):
        if set(np.unique(row[:-1])) <= {0, 1} and row[:-1].any():
            cells = frozenset((int(place) % hours, parts[int(place) // hours]) for place in np.flatnonzero(row[:-1]))
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
        rows[done] = rows[done] * pow(int(rows[done, column]), -1, PRIME) % PRIME
        others = np.flatnonzero(rows[:, column])
        others = others[others != done]
        rows[others] = (rows[others] - rows[others, column : column + 1] * rows[done]) % PRIME
        done += 1
        if done == len(rows):
            break
    return rows[:done]
