"""A workbook that was filled in, read to lines of text. What the cells mean is looked at afterwards."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import groupby
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.base import File
from openpyxl.utils import get_column_letter

from accounts.workbooks import SheetRow, rows_of_workbook
from benefits.catalogue.tables import Table
from benefits.workbook.columns import Column, bare_heading, columns_of
from benefits.workbook.sheets import CHOICES, MOST_ROWS, READ_ME, sheet_names
from tenants.csv_lists import ListRefused

_EXPLAINING = (READ_ME.casefold(), CHOICES.casefold())


@dataclass(frozen=True)
class BookLine:
    """One row of a sheet. `cells` are by the names of their columns, `letters` tell where these stand."""

    sheet: str
    number: int
    table: str
    cells: dict[str, str]
    letters: dict[str, str]
    beyond: str = ""  # the first filled cell that stands below no heading

    def as_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass
class ReadBook:
    lines: list[BookLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_workbook(file: File) -> ReadBook:
    """Return the lines of a workbook. Raises ListRefused for what cannot be read as a whole."""
    book, hidden, empty = ReadBook(), 0, True
    with NamedTemporaryFile(suffix=".xlsx") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        for name, rows in groupby(_noted(rows_of_workbook(Path(kept.name)), book), key=lambda row: row.sheet):
            table = _table(name)
            if table is None:
                continue
            empty = False
            for line, is_hidden in _lines(name, table, rows):
                book.lines.append(line)
                hidden += is_hidden
                if len(book.lines) > MOST_ROWS:
                    raise ListRefused(f"These are more than {MOST_ROWS:,} rows. Divide the workbook.")
    if empty:
        raise ListRefused("No sheet of it is one of the catalogue. Download the workbook anew and fill that one in.")
    if not book.lines:
        raise ListRefused("There is no row below the headings. Fill in at least one.")
    if hidden:
        book.notes.append(f"Hidden in the workbook, and read all the same: {hidden} row{'s' if hidden > 1 else ''}.")
    return book


def _noted(rows: Iterator[SheetRow], book: ReadBook) -> Iterator[SheetRow]:
    for row in rows:
        book.notes += row.notes
        yield row


def _table(name: str) -> Table | None:
    """Return the table of a sheet; None for a sheet that only explains."""
    bare = " ".join(name.split()).casefold()
    if bare in _EXPLAINING:
        return None
    known = sheet_names()
    if bare not in known:
        told = ", ".join(table.label for table in known.values())
        raise ListRefused(f"The sheet “{name[:40]}” is none of the catalogue. Delete it or name it one of: {told}.")
    return known[bare]


def _lines(sheet: str, table: Table, rows: Iterable[SheetRow]) -> Iterator[tuple[BookLine, bool]]:
    columns: list[Column | None] | None = None
    for row in rows:
        cells = [" ".join(cell.replace("\0", "").split()) for cell in row.cells]
        if not any(cells):
            continue
        if columns is None:
            columns = _columns(sheet, table, cells)
            continue
        told, letters, beyond = {}, {}, ""
        for place, cell in enumerate(cells):
            column = columns[place] if place < len(columns) else None
            if column is not None:
                told[column.name], letters[column.name] = cell, get_column_letter(place + 1)
            elif cell:
                beyond = beyond or get_column_letter(place + 1)
        for place, column in enumerate(columns[len(cells) :], start=len(cells) + 1):
            if column is not None:
                told[column.name], letters[column.name] = "", get_column_letter(place)
        yield BookLine(sheet, row.number, table.name, told, letters, beyond), row.is_hidden


def _columns(sheet: str, table: Table, head: Sequence[str]) -> list[Column | None]:
    known = {name: column for column in columns_of(table) for name in column.known_as}
    found: list[Column | None] = []
    for place, text in enumerate(head, start=1):
        column = known.get(bare_heading(text))
        if text and column is None:
            told = ", ".join(one.heading for one in columns_of(table))
            raise ListRefused(
                f"Sheet “{sheet}”, column {get_column_letter(place)}: there is no heading “{text[:40]}” here. "
                f"Give it back its name, or delete the column. Headings are: {told}."
            )
        if column is not None and column in found:
            raise ListRefused(f"Sheet “{sheet}”: the heading “{text[:40]}” stands twice. Delete one of the columns.")
        found.append(column)
    missing = [one.heading for one in columns_of(table) if one.name in table.required_key and one not in found]
    if missing:
        raise ListRefused(
            f"Sheet “{sheet}” has no column “{missing[0]}”, so nobody knows which row is meant. "
            "Its first row has to name the columns, as in the workbook that you download."
        )
    return found
