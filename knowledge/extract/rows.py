"""A workbook as a list: the rows of its visible sheets as they stand, for who knows what the columns mean.

A page holds some rows of one sheet: a heading with the sheet's name, notes on sheets that were left out, and a table
whose first two columns are the number of the row in the sheet and whether it is hidden.
"""

from itertools import islice
from pathlib import Path

from knowledge.extract.package import Package
from knowledge.extract.reading import Facts, Sink
from knowledge.extract.types import Block, ExtractedPage
from knowledge.extract.workbook import open_workbook, rows_of_sheet

ROWS_A_PAGE = 500
HIDDEN = "hidden"


def read(path: Path, sink: Sink) -> Facts:
    book = open_workbook(Package(path))
    sink.start(len(book.visible))
    notes = [Block("note", f"The hidden sheet “{name}” was left out.", None) for name in book.hidden]
    number = 0
    for name, part in book.visible:
        rows = rows_of_sheet(book, part)
        while some := list(islice(rows, ROWS_A_PAGE)):
            number += 1
            table = tuple((str(row.number), HIDDEN if row.is_hidden else "", *row.cells) for row in some)
            blocks = (Block("heading", name, None, 1), *notes, Block("table", "", None, rows=table))
            sink.page(ExtractedPage(number, 0, 0, blocks))
            notes = []
    return Facts()
