"""The notes below a table that its cells point at: "10%*" over "* After the deductible." A figure without the note of
its cell is only half told.
"""

import re
from collections.abc import Iterable, Sequence

from chat.extractive.statements import Statement, row_cells

MOST_NOTES = 2
_NUMBERED = re.compile(r"\((?P<mark>\d{1,2}|[a-z])\)(?=\W|$)")
_STARRED = re.compile(r"(?<=[\w%)])(?P<mark>\*{1,3}|[†‡§])")
_NOTE = re.compile(r"^(?:\((?P<numbered>\d{1,2}|[a-z])\)|(?P<starred>\*{1,3}|[†‡§]))\s*")


def notes_of(row: Statement, statements: Sequence[Statement]) -> list[Statement]:
    """Return the notes below the row's table that its label and cells point at."""
    if not row.is_row:
        return []
    places = " ".join((row.label, *(cell.value for cell in row.cells), *(cell.header for cell in row.cells)))
    marks = {found["mark"] for found in (*_NUMBERED.finditer(places), *_STARRED.finditer(places))}
    below = _below(row, statements) if marks else ()
    noted: dict[str, Statement] = {}
    for line in below:
        mark = _mark_of(line)
        if mark in marks:
            noted.setdefault(mark, line)
    return list(noted.values())[:MOST_NOTES]


def _below(row: Statement, statements: Sequence[Statement]) -> Iterable[Statement]:
    """Return what is no row and stands in the row's passage, or under the same headings of its document."""
    passage = row.passage
    for one in statements:
        other = one.passage
        is_near = (other.document_title, other.plan_year, other.heading) == (
            passage.document_title,
            passage.plan_year,
            passage.heading,
        )
        if is_near and not one.is_row:
            yield one


def _mark_of(statement: Statement) -> str:
    found = _NOTE.match(statement.text)
    if found:
        return found["numbered"] or found["starred"]
    # A star at the beginning of a line may have been read as a bullet.
    as_item = rf"^\s*[*•]\s+{re.escape(statement.text)}"
    is_starred = bool(row_cells(statement.line_before)) and re.search(as_item, statement.passage.text, re.MULTILINE)
    return "*" if is_starred else ""
