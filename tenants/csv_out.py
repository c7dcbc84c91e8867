"""Tables that people take along as CSV and open in a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

# What a spreadsheet would run as a formula, also behind a blank that it takes away.
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
MARK = "\ufeff"  # says to spreadsheets that the file is UTF-8


def csv_download(file_name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return the table as a file of UTF-8."""
    return HttpResponse(
        MARK + csv_line(head) + "".join(csv_line(row) for row in rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )


def csv_line(cells: Sequence[object]) -> str:
    """Return one row; what is None is an empty cell, and text that would be run as a formula stands behind an
    apostrophe."""
    line = StringIO()
    csv.writer(line).writerow(["" if cell is None else inert(cell) for cell in cells])
    return line.getvalue()


def inert(cell: object) -> object:
    """Return the cell, text that a spreadsheet would run as a formula behind an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_BEGINS_FORMULA) else cell
