"""The rows of a table of services as they were printed, whatever became of them when the file was read.

Lines that only decorate a page split one column into three and one row into five; heads stand in two rows, and a
merged cell is repeated in every row that it stretches over. Here each is one again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.facts.cells import PlacedTable
from knowledge.facts.types import Place

SERVICES_HEAD = re.compile(r"services you may need", re.IGNORECASE)
_SECOND_HEAD = re.compile(
    r"provider|network|you will pay|your cost|\btier \d\b|participating|preferred|exceptions|information", re.IGNORECASE
)
_FIGURE = re.compile(r"[$%]|\bno charge\b|\bnot covered\b", re.IGNORECASE)


@dataclass
class ServiceRow:
    """The cells of one printed row, one for each printed column, and where each stands."""

    table: PlacedTable
    cells: list[str]
    places: list[tuple[int, int]] = field(default_factory=list)

    def place(self, column: int) -> Place:
        return self.table.place(*self.places[column])

    def take(self, other: "ServiceRow") -> None:
        """Add what a fragment of this row says."""
        for at, cell in enumerate(other.cells):
            if not self.cells[at]:
                self.cells[at], self.places[at] = cell, other.places[at]
            elif cell and cell not in self.cells[at]:
                self.cells[at] = f"{self.cells[at]} {cell}"


@dataclass(frozen=True)
class Body:
    """A table of services, or a part of one that goes on; without heads it has an empty header."""

    table: PlacedTable
    header: tuple[str, ...]
    columns: tuple[tuple[int, ...], ...]
    first: int  # of the rows below the heads

    def rows(self, service: int) -> list[ServiceRow]:
        """Return the rows below the heads; `service` is the column by which fragments of one row are known."""
        rows: list[ServiceRow] = []
        for number in range(self.first, len(self.table.rows)):
            row = self._row(number)
            last = rows[-1] if rows else None
            event, label = " ".join(row.cells[:service]), row.cells[service]
            is_fragment = last and label and label == last.cells[service]
            if last and is_fragment and event in ("", " ".join(last.cells[:service])):
                last.take(row)
            else:
                rows.append(row)
        return rows

    def _row(self, number: int) -> ServiceRow:
        row = self.table.rows[number]
        cells, places = [], []
        for group in self.columns:
            at = next((column for column in group if row[column]), group[0])
            cells.append(row[at])
            places.append((number, at))
        return ServiceRow(self.table, cells, places)


def body_of(table: PlacedTable) -> Body:
    rows = table.rows
    head = next((number for number, row in enumerate(rows) if any(map(SERVICES_HEAD.search, row))), None)
    first = 0 if head is None else _end_of_heads(rows, head)
    heads = [_joined([row[at] for row in rows[head:first]]) for at in range(len(rows[0]))] if head is not None else []
    columns = _columns(rows[first:], heads, len(rows[0]))
    header = tuple(_joined([heads[at] for at in group]) for group in columns) if heads else ()
    return Body(table, header, columns, first)


def _end_of_heads(rows: Sequence[Sequence[str]], head: int) -> int:
    """Return the first row that is no head: one that has a service, or says nothing about networks."""
    service = next(at for at, cell in enumerate(rows[head]) if SERVICES_HEAD.search(cell))
    number = head + 1
    while number < len(rows):
        row = rows[number]
        is_repeated = bool(SERVICES_HEAD.search(row[service]))
        says_networks = any(map(_SECOND_HEAD.search, row[service + 1 :])) and not any(map(_FIGURE.search, row))
        if not (is_repeated or (not row[service].strip() and says_networks)):
            return number
        number += 1
    return number


def _columns(rows: Sequence[Sequence[str]], heads: Sequence[str], count: int) -> tuple[tuple[int, ...], ...]:
    """Return the printed columns: neighbours that say the same in every row, where both say anything, are one."""
    groups: list[list[int]] = []
    for at in range(count):
        if groups and _are_one(rows, heads, groups[-1][-1], at):
            groups[-1].append(at)
        else:
            groups.append([at])
    return tuple(map(tuple, groups))


def _are_one(rows: Sequence[Sequence[str]], heads: Sequence[str], left: int, right: int) -> bool:
    pairs = [(row[left], row[right]) for row in rows]
    if any(one and other and one != other for one, other in pairs):
        return False
    is_repeated = any(one and one == other for one, other in pairs)
    if heads and heads[left] and heads[right]:
        return heads[left] == heads[right]
    return is_repeated


def _joined(texts: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(text for text in texts if text))
