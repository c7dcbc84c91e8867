"""Where each term stands: packed when a version is written, and read as columns of numbers when a question is asked.

A posting packs two columns of equal length: `ordinals` as little-endian 32-bit numbers, `frequencies` as
16-bit ones. The empty term lists every passage of its version with its number of terms.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

import numpy as np

from tenants.postgresql.statement import Statement
from tenants.postgresql.written import as_array, ask

EVERY_PASSAGE = ""
_ORDINAL, _FREQUENCY = np.dtype("<u4"), np.dtype("<u2")
_LENGTH = np.dtype(">i4")
_MOST = int(np.iinfo(_FREQUENCY).max)
_UUID_BYTES = 16
# IS TRUE keeps the versions out of the index search: by terms alone PostgreSQL reads some hundred rows, while terms
# times versions look so many to its planner that it would rather read the whole table.
# A row for each term, not for each of its postings: to take hundreds of rows apart takes Python longer than to score
# them. All four columns of a term are in the same order, whichever that is.
_READ = """
    SELECT term, string_agg(uuid_send(version_id), ''), string_agg(int4send(length(ordinals)), ''),
        string_agg(ordinals, ''), string_agg(frequencies, '')
    FROM knowledge_posting
    WHERE term = ANY(%s) AND (version_id = ANY(%s::uuid[])) IS TRUE
    GROUP BY term
"""


@dataclass(frozen=True)
class Columns:
    """One posting, packed: where a term stands, and how often in each place."""

    term: str
    ordinals: bytes
    frequencies: bytes


class NewPostings:
    """Takes the terms of a version's passages, one after the other, and packs them into its postings.

    Every entry is ten bytes until then: a long document has millions.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {EVERY_PASSAGE: 0}
        self._terms, self._ordinals, self._frequencies = array("I"), array("I"), array("H")

    def add(self, ordinal: int, counts: Counter[str]) -> None:
        """Take a passage; each has a place of its own."""
        numbers = self._numbers
        self._terms.append(0)
        self._terms.extend([numbers.setdefault(term, len(numbers)) for term in counts])
        self._ordinals.extend([ordinal] * (len(counts) + 1))
        self._frequencies.extend([min(count, _MOST) for count in (counts.total(), *counts.values())])

    def columns(self) -> Iterator[Columns]:
        """Yield the packed columns of each term."""
        terms = np.asarray(self._terms)
        order = np.lexsort((self._ordinals, terms))
        # All terms' columns are packed as one and cut then: most terms stand in one place alone.
        ordinals = np.asarray(self._ordinals)[order].astype(_ORDINAL).tobytes()
        frequencies = np.asarray(self._frequencies)[order].astype(_FREQUENCY).tobytes()
        ends = np.cumsum(np.bincount(terms, minlength=len(self._numbers))).tolist() if len(terms) else []
        start = 0
        for term, end in zip(self._numbers, ends, strict=False):
            yield Columns(
                term=term,
                ordinals=ordinals[start * _ORDINAL.itemsize : end * _ORDINAL.itemsize],
                frequencies=frequencies[start * _FREQUENCY.itemsize : end * _FREQUENCY.itemsize],
            )
            start = end


class Postings:
    """The postings asked for, with every passage of every version on one line of positions, the versions in the order
    in which they were asked for.
    """

    def __init__(self, version_ids: Sequence[UUID], terms: Collection[str]) -> None:
        rows = _read(version_ids, terms)
        passages = rows.pop(EVERY_PASSAGE, None)
        self._rows = rows
        self._columns: dict[str, np.ndarray | None] = {}
        self._lay_out(version_ids, passages)
        self.lengths = self._column(passages) if passages else np.zeros(0, _FREQUENCY)

    @property
    def size(self) -> int:
        return len(self.lengths)

    def counts(self, term: str) -> np.ndarray | None:
        """Return how often the term stands in each position; None if it stands nowhere."""
        if term not in self._columns:
            row = self._rows.get(term)
            self._columns[term] = self._column(row) if row else None
        return self._columns[term]

    def places(self, positions: np.ndarray) -> list[tuple[UUID, int]]:
        """Return the version and ordinal of each position."""
        indexes = self._indexes(positions)
        ordinals = positions - self._starts[indexes]
        return [
            (self._versions[index], ordinal) for index, ordinal in zip(indexes.tolist(), ordinals.tolist(), strict=True)
        ]

    @property
    def edges(self) -> tuple[np.ndarray, np.ndarray]:
        """The first position of each version, and the last."""
        return self._starts[:-1], self._starts[1:] - 1

    def are_edges(self, positions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return of each position whether it is the first of its version, and whether it is the last."""
        indexes = self._indexes(positions)
        return self._starts[indexes] == positions, self._starts[indexes + 1] - 1 == positions

    def _indexes(self, positions: np.ndarray) -> np.ndarray:
        return np.searchsorted(self._starts, positions, side="right") - 1

    def _lay_out(self, version_ids: Sequence[UUID], passages: "_Row | None") -> None:
        self._begin: dict[bytes, int] = {}
        self._known_begins: dict[bytes, np.ndarray] = {}
        self._versions: list[UUID] = []
        starts = [0]
        if passages:
            # Ordinals are stored in order, so the last one tells how many places a version takes.
            ordinals = np.frombuffer(passages.ordinals, _ORDINAL)
            sizes = (ordinals[np.cumsum(passages.lengths) - 1] + 1).tolist()
            size_of = dict(zip(_apart(passages.version_ids), sizes, strict=True))
            for version_id in version_ids:
                key = version_id.bytes
                if key in size_of:
                    self._begin[key] = starts[-1]
                    self._versions.append(version_id)
                    starts.append(starts[-1] + size_of[key])
        self._starts = np.array(starts, np.int64)

    def _column(self, row: "_Row") -> np.ndarray:
        """Return one number for each position, 0 where the term does not stand."""
        column = np.zeros(int(self._starts[-1]), _FREQUENCY)
        starts = np.repeat(self._begins(row.version_ids), row.lengths)
        column[starts + np.frombuffer(row.ordinals, _ORDINAL)] = np.frombuffer(row.frequencies, _FREQUENCY)
        return column

    def _begins(self, version_ids: bytes) -> np.ndarray:
        """Return where these versions begin. Words that stand in every version have them in the same order."""
        if version_ids not in self._known_begins:
            self._known_begins[version_ids] = np.array([self._begin[each] for each in _apart(version_ids)], np.int64)
        return self._known_begins[version_ids]


class _Row(NamedTuple):
    """All postings of one term, one behind the other."""

    version_ids: bytes
    lengths: np.ndarray  # of each version's part, in places
    ordinals: bytes
    frequencies: bytes


def _read(version_ids: Sequence[UUID], terms: Collection[str]) -> dict[str, _Row]:
    asked = ([EVERY_PASSAGE, *sorted(terms)], as_array(version_ids))
    (rows,) = ask(Statement(_READ, asked, is_binary=True))
    return {term: _row(*packed) for term, *packed in rows}


def _row(version_ids: bytes, lengths: bytes, ordinals: bytes, frequencies: bytes) -> _Row:
    return _Row(version_ids, np.frombuffer(lengths, _LENGTH) // _ORDINAL.itemsize, ordinals, frequencies)


def _apart(version_ids: bytes) -> list[bytes]:
    return [version_ids[start : start + _UUID_BYTES] for start in range(0, len(version_ids), _UUID_BYTES)]
