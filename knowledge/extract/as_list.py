"""Workbooks as lists of rows, for apps that may not know how files are read (accounts/workbooks.py)."""

from collections.abc import Iterator
from pathlib import Path

from accounts.workbooks import SheetRow
from knowledge.extract.events import read_page
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.limits import DEFAULT_LIMITS
from knowledge.extract.listen import Clock, child_events
from knowledge.extract.rows import HIDDEN
from knowledge.extract.sniff import true_type
from knowledge.extract.types import ExtractedPage
from tenants.csv_lists import ListRefused

# Whoever listens does something with every row, so the reader waits for it.
_CLOCK = {"silence_seconds": 60.0, "start_seconds": 120.0, "seconds_per_page": 30.0}
_MOST_LETTERS = 200_000_000


def rows_of_workbook(path: Path) -> Iterator[SheetRow]:
    """Yield the rows of all visible sheets, in their order, read in a child process that sees this file alone.

    Raises ListRefused for what is no workbook, or one made to harm.
    """
    try:
        if true_type(path, file_name="") != "xlsx":
            raise ListRefused("This is no Excel workbook and no CSV. Save the list as one of the two.")
        yield from _rows(path)
    except ExtractionFailed as failed:
        raise ListRefused(failed.sentence) from failed


def _rows(path: Path) -> Iterator[SheetRow]:
    job = {"name": "extract", "path": str(path), "content_type": "rows"}
    letters = 0
    for event in child_events(job, DEFAULT_LIMITS, Clock(**_CLOCK), None):
        if event["event"] != "page":
            continue
        for row in _rows_of(read_page(event["page"])):
            letters += sum(map(len, row.cells))
            if letters > _MOST_LETTERS:
                raise ExtractionFailed("too_large")
            yield row


def _rows_of(page: ExtractedPage) -> Iterator[SheetRow]:
    sheet = "".join(block.text for block in page.blocks if block.kind == "heading")
    notes = tuple(block.text for block in page.blocks if block.kind == "note")
    for cells in (row for block in page.blocks for row in block.rows):
        if len(cells) < 3 or not (cells[0].isascii() and cells[0].isdigit() and len(cells[0]) < 8):
            raise ExtractionFailed("corrupt")  # no honest reader says that
        yield SheetRow(sheet, int(cells[0]), list(cells[2:]), is_hidden=cells[1] == HIDDEN, notes=notes)
        notes = ()
