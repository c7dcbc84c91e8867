"""Tables as rate sheets and benefit summaries set them, drawn in many manners, and what each of their cells means.

A table is written as lines of cells: `<` belongs to the cell on its left, `^` to the one above, `~` is left empty
because it says the same as the one above.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pptx
from openpyxl.styles import Font
from pptx.util import Inches
from reportlab.lib.colors import HexColor, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, TableStyle
from reportlab.platypus import Table as DrawnTable

from knowledge.extract.types import Block

Place = tuple[int, int]

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=14)
CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=8.5, leading=10.5)
BOLD = ParagraphStyle("bold", parent=CELL, fontName="Helvetica-Bold")
RIGHT, CENTRE = 2, 1
INK, HAIR, HEAD_GROUND = HexColor("#444444"), HexColor("#CCCCCC"), HexColor("#1F4E79")
STYLES = ("a grid", "hairlines", "stripes", "painted cells", "three lines", "no lines")
AMOUNT = re.compile(r"\$([\d,]+\.\d\d)")


@dataclass(frozen=True)
class RateTable:
    name: str
    head_rows: int
    label_columns: int
    cells: tuple[tuple[str, ...], ...]

    def top_of(self, row: int, column: int) -> Place:
        """Return the place at which the cell that covers this one begins."""
        mark = self.cells[row][column]
        if mark == "<":
            return self.top_of(row, column - 1)
        return self.top_of(row - 1, column) if mark == "^" else (row, column)

    def covered(self) -> dict[Place, Place]:
        """Return where each cell begins and ends."""
        ends: dict[Place, Place] = {}
        for row, line in enumerate(self.cells):
            for column, _ in enumerate(line):
                ends[self.top_of(row, column)] = (row, column)
        return ends

    def text(self, row: int, column: int) -> str:
        row, column = self.top_of(row, column)
        return self.cells[row][column].replace("~", "")


@dataclass(frozen=True)
class Meant:
    """A value with all that says what it is."""

    labels: tuple[str, ...]
    heads: tuple[str, ...]
    value: str


def rate_table(name: str, head_rows: int, label_columns: int, lines: str) -> RateTable:
    cells = tuple(tuple(cell.strip() for cell in line.split("|")) for line in lines.strip().splitlines())
    return RateTable(name, head_rows, label_columns, cells)


def meant(table: RateTable) -> Iterator[Meant]:
    group: tuple[str, ...] = ()
    known = [""] * table.label_columns
    for row in range(table.head_rows, len(table.cells)):
        if table.top_of(row, len(table.cells[row]) - 1) == (row, 0):
            group = (table.cells[row][0],)
            continue
        known = [table.text(row, column) or known[column] for column in range(table.label_columns)]
        for column in range(table.label_columns, len(table.cells[row])):
            heads = dict.fromkeys(filter(None, (table.text(head, column) for head in range(table.head_rows))))
            if table.text(row, column):
                yield Meant((*group, *known), tuple(heads), table.text(row, column))


def not_told(table: RateTable, blocks: Sequence[Block]) -> list[Meant]:
    """Return the values that stand under other heads, or whose row's sentence does not name all they need."""
    read = [
        (block.rows[0], row, line)
        for block in blocks
        if block.kind == "table"
        for row, line in zip(block.rows[1:], block.text.split("\n")[1 - len(block.rows) :], strict=True)
    ]
    return [value for value in meant(table) if not any(_tells(value, *one) for one in read)]


def _tells(value: Meant, header: Sequence[str], row: Sequence[str], line: str) -> bool:
    if not all(text in line for text in (*value.labels, *value.heads)):
        return False
    return any(
        cell == value.value and all(head in header[column] for head in value.heads) for column, cell in enumerate(row)
    )


def write_pdf(path: Path, *story: Flowable) -> Path:
    SimpleDocTemplate(str(path), leftMargin=60, rightMargin=60).build(list(story))
    return path


def drawn(
    table: RateTable, style: str, *, alignment: int = 0, width: float = 480, repeats_head: bool = True
) -> DrawnTable:
    commands = [("VALIGN", (0, 0), (-1, -1), "TOP"), *_commands(table, style)]
    ends = table.covered()
    grid: list[list[Paragraph | str]] = []
    for row, line in enumerate(table.cells):
        grid.append([""] * len(line))
        for column, _ in enumerate(line):
            end = ends.get((row, column))
            if end is None:
                continue
            if end != (row, column):
                commands.append(("SPAN", (column, row), end[::-1]))
            is_head = row < table.head_rows
            is_strong = is_head or end[1] - column == len(line) - 1
            is_over = is_head and end[1] > column
            way = CENTRE if is_over else alignment if column >= table.label_columns else 0
            colour = white if is_head and style in ("stripes", "painted cells") else HexColor("#000000")
            shown = ParagraphStyle("shown", parent=BOLD if is_strong else CELL, alignment=way, textColor=colour)
            grid[row][column] = Paragraph(table.text(row, column).replace("&", "&amp;"), shown)
    shares = [1.7 if column < table.label_columns else 1.0 for column in range(len(table.cells[0]))]
    widths = [width * share / sum(shares) for share in shares]
    made = DrawnTable(grid, colWidths=widths, repeatRows=table.head_rows * repeats_head, spaceBefore=6, spaceAfter=8)
    made.setStyle(TableStyle(commands))
    return made


def _commands(table: RateTable, style: str) -> list[tuple]:
    head, last = table.head_rows - 1, len(table.cells)
    ground = ("BACKGROUND", (0, 0), (-1, head), HEAD_GROUND)
    if style == "a grid":
        return [("GRID", (0, 0), (-1, -1), 0.5, INK)]
    if style == "hairlines":
        return [("BACKGROUND", (0, 0), (-1, head), HexColor("#BBD5DD")), ("LINEBELOW", (0, head), (-1, -1), 0.5, HAIR)]
    if style == "stripes":
        return [ground, *(("BACKGROUND", (0, at), (-1, at), HexColor("#EEF3F8")) for at in range(head + 1, last, 2))]
    if style == "painted cells":
        colours = (HexColor("#DDE7F0"), HexColor("#EEF3F8"))
        places = [(column, row) for row in range(head + 1, last) for column in range(len(table.cells[0]))]
        return [ground, *(("BACKGROUND", place, place, colours[place[1] % 2]) for place in places)]
    if style == "three lines":
        below = [("LINEBELOW", (0, at), (-1, at), 1, INK) for at in (head, -1)]
        return [("LINEABOVE", (0, 0), (-1, 0), 1, INK), *below]
    return []


def write_word(table: RateTable, path: Path) -> Path:
    document = docx.Document()
    made = document.add_table(len(table.cells), len(table.cells[0]))
    made.style = "Table Grid"
    for (row, column), end in table.covered().items():
        cell = made.cell(row, column).merge(made.cell(*end))
        cell.text = ""
        cell.paragraphs[0].add_run(table.text(row, column)).bold = row < table.head_rows or None
    document.save(str(path))
    return path


def write_slide(table: RateTable, path: Path) -> Path:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "2027 rates"
    size = (Inches(0.5), Inches(1.5), Inches(9), Inches(4))
    made = slide.shapes.add_table(len(table.cells), len(table.cells[0]), *size).table
    for (row, column), end in table.covered().items():
        if end != (row, column):
            made.cell(row, column).merge(made.cell(*end))
        made.cell(row, column).text = table.text(row, column)
    deck.save(str(path))
    return path


def write_sheet(path: Path, *placed: tuple[RateTable, int, int]) -> Path:
    """Write the tables to one sheet, each with its top left cell at this row and column, counted from one."""
    book = openpyxl.Workbook()
    sheet = book.active
    for table, top, left in placed:
        for (row, column), end in table.covered().items():
            text = table.text(row, column)
            amount = AMOUNT.fullmatch(text)
            cell = sheet.cell(top + row, left + column, float(amount[1].replace(",", "")) if amount else text or None)
            cell.number_format = '"$"#,##0.00' if amount else "General"
            cell.font = Font(bold=row < table.head_rows)
            if end != (row, column):
                sheet.merge_cells(None, top + row, left + column, top + end[0], left + end[1])
    book.save(path)
    return path
