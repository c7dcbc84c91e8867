"""Plain text and comma-separated tables."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from knowledge.extract.cells import Cell, tidy
from knowledge.extract.logical_pages import put_pages
from knowledge.extract.reading import Facts, Sink
from knowledge.extract.sniff import decode
from knowledge.extract.tables import table_blocks
from knowledge.extract.types import Block
from knowledge.extract.watch import Held

DELIMITERS = ",;\t|"
DELIMITER_LINE = re.compile(r"\A\s*\"?sep=[,;\t|]\"?[ ]*\n", re.IGNORECASE)
BULLET = re.compile(r"^\s*([-*•–·▪●◦]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")
UNDERLINE = re.compile(r"^\s*([=\-~*_])\1{2,}\s*$")
NUMBERED = re.compile(r"^\d+(\.\d+)*\.?\s+[A-Z]")
MAX_HEADING_CHARACTERS = 80
# Words a field: more is prose with commas; with fewer than SHORT_WORDS, rows of uneven length are still a table.
PROSE_WORDS = 12
SHORT_WORDS = 4
csv.field_size_limit(1_000_000)


def read(path: Path, sink: Sink) -> Facts:
    text = decode(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    # A line for Excel, which tells it the delimiter and shows nobody.
    text = DELIMITER_LINE.sub("", text, count=1)
    rows = delimited_rows(text)
    if rows:
        put_pages(_csv_blocks(rows), sink, (Held(field, is_cell=True) for row in rows for field in row))
    else:
        put_pages(text_blocks(text), sink, map(Held, text.splitlines()))
    return Facts()


def delimited_rows(text: str) -> list[list[str]]:
    """Return the rows of a delimited table, or nothing if the text is not one.

    It is one if every line (but a few) falls into the same number of fields, at least two, and the fields
    are no prose: a letter with a comma in each line is a letter.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return []
    for delimiter in sorted(DELIMITERS, key=lambda sign: -text.count(sign)):
        if not text.count(delimiter):
            continue
        try:
            rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(map(str.strip, row))]
        except csv.Error:
            continue
        if _is_table(rows):
            width = max(len(row) for row in rows)
            return [row + [""] * (width - len(row)) for row in rows]
    return []


def text_blocks(text: str) -> Iterator[Block]:
    for paragraph in re.split(r"\n[ \t]*\n", text.replace("\f", "\n\n")):
        lines = [line.rstrip() for line in paragraph.split("\n") if line.strip()]
        if not lines:
            continue
        if len(lines) >= 2 and UNDERLINE.match(lines[1]) and not BULLET.match(lines[0]):
            yield Block("heading", lines[0].strip(), None, 1 if "=" in lines[1] else 2)
            lines = lines[2:]
        lines = [line for line in lines if not UNDERLINE.match(line)]
        yield from _paragraph_blocks(lines)


def _paragraph_blocks(lines: Sequence[str]) -> Iterator[Block]:
    if not lines:
        return
    if len(lines) == 1 and _is_heading(lines[0].strip()):
        yield Block("heading", lines[0].strip(), None, 2)
        return
    items: list[str] = []
    before: list[str] = []
    for line in lines:
        if BULLET.match(line):
            items.append(line.strip())
        elif items:
            items[-1] += " " + line.strip()
        else:
            before.append(line.strip())
    if before:
        yield Block("paragraph", " ".join(before), None)
    if items:
        yield Block("list", "\n".join(items), None)


def _is_heading(line: str) -> bool:
    if len(line) > MAX_HEADING_CHARACTERS or line[-1] in ".,;!" or BULLET.match(line):
        return False
    letters = [sign for sign in line if sign.isalpha()]
    is_capitals = len(letters) >= 3 and all(sign.isupper() for sign in letters)
    return is_capitals or bool(NUMBERED.match(line)) or (line.endswith(":") and len(line.split()) <= 8)


def _csv_blocks(rows: list[list[str]]) -> list[Block]:
    """Return the lines above the table that fill one field only, as a spreadsheet's title does, and the table."""
    titles, rows = _titles(rows)
    return [*titles, *_table_blocks(rows)]


def _titles(rows: list[list[str]]) -> tuple[list[Block], list[list[str]]]:
    titles = []
    while len(rows) > 2 and len(rows[0]) > 1 and sum(bool(text.strip()) for text in rows[0]) == 1:
        text = tidy(" ".join(rows[0]))
        is_heading = not titles and len(text) <= MAX_HEADING_CHARACTERS
        titles.append(Block("heading", text, None, 2) if is_heading else Block("paragraph", text, None))
        rows = rows[1:]
    return titles, rows


def _table_blocks(rows: list[list[str]]) -> list[Block]:
    origins = count()
    grid = [[Cell(text, next(origins)) for text in row] for row in rows]
    first = rows[0]
    has_header = len({cell for cell in first if cell.strip()}) == len([cell for cell in first if cell.strip()])
    return table_blocks(grid, header_rows=1 if has_header else 0)


def _is_table(rows: list[list[str]]) -> bool:
    widths = [len(row) for row in rows]
    usual = max(set(widths), key=widths.count)
    if usual < 2 or len(rows) < 2:
        return False
    cells = [cell for row in rows for cell in row]
    words = sum(len(cell.split()) for cell in cells) / len(cells)
    return words <= PROSE_WORDS and widths.count(usual) >= len(rows) * (0.75 if words <= SHORT_WORDS else 0.9)
