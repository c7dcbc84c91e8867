"""How the papers of other hands look: summaries as PDF and DOCX, sheets as XLSX and PDF."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

ABOVE, LEFT = "^", "<"  # a cell that is one with the cell above it, or with the one left of it
PAGE_END = "\f"
Grid = Sequence[Sequence[str]]
Part = str | Grid
FONTS = {"Serif": "DejaVuSerif.ttf", "Narrow": "DejaVuSansCondensed.ttf"}


@dataclass(frozen=True)
class Look:
    """The typography of one hand."""

    font: str = "Helvetica"
    size: float = 8
    is_landscape: bool = True
    rules: str = "grid"  # "grid", "rows" (lines between the rows alone) or "box"
    shade: str = ""  # behind every other row
    head: str = "#1b4d3e"
    widths: dict[int, Sequence[float]] = field(default_factory=dict)  # columns -> share of the page


def pdf_of(parts: Sequence[Part], look: Look) -> bytes:
    written = BytesIO()
    page = landscape(letter) if look.is_landscape else letter
    template = SimpleDocTemplate(
        written, pagesize=page, leftMargin=36, rightMargin=36, topMargin=30, bottomMargin=30, invariant=1
    )
    style = ParagraphStyle("body", fontName=_font(look.font), fontSize=look.size, leading=look.size * 1.2)
    large = ParagraphStyle("large", parent=style, fontSize=look.size * 1.3, leading=look.size * 1.6)
    story: list[Any] = []
    for part in parts:
        if part == PAGE_END:
            story.append(PageBreak())
        elif isinstance(part, str):
            is_large = part.startswith("# ")
            story.append(Paragraph(_escaped(part.removeprefix("# ")), large if is_large else style))
            story.append(Spacer(1, 4))
        else:
            story.append(_table(part, look, style, page[0] - 72))
            story.append(Spacer(1, 8))
    template.build(story)
    return written.getvalue()


def _font(name: str) -> str:
    if name in FONTS:
        try:
            registerFont(TTFont(name, FONTS[name]))
        except TTFError:
            return "Times-Roman"
    return name


def _table(grid: Grid, look: Look, style: ParagraphStyle, width: float) -> Table:
    columns = len(grid[0])
    shares = look.widths.get(columns, [1 / columns] * columns)
    head = ParagraphStyle("head", parent=style, textColor=white)
    rows = [
        ["" if cell in (ABOVE, LEFT) else Paragraph(_escaped(cell), head if number == 0 else style) for cell in row]
        for number, row in enumerate(grid)
    ]
    commands: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor(look.head)),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        *(("SPAN", *span) for span in _spans(grid)),
    ]
    if look.rules == "grid":
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, black))
    elif look.rules == "rows":
        commands += [("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#999999"))]
    else:
        commands.append(("BOX", (0, 0), (-1, -1), 0.8, black))
    if look.shade:
        commands += [("BACKGROUND", (1, at), (-2, at), HexColor(look.shade)) for at in range(2, len(grid), 2)]
    table = Table(rows, colWidths=[share * width for share in shares], repeatRows=1)
    table.setStyle(TableStyle(commands))
    return table


def _spans(grid: Grid) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    spans = []
    for at, row in enumerate(grid):
        for column, cell in enumerate(row):
            if cell in (ABOVE, LEFT):
                continue
            last = at
            while last + 1 < len(grid) and grid[last + 1][column] == ABOVE:
                last += 1
            end = column
            while end + 1 < len(row) and row[end + 1] == LEFT:
                end += 1
            if (last, end) != (at, column):
                spans.append(((column, at), (end, last)))
    return spans


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")


def docx_of(parts: Sequence[Part]) -> bytes:
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.styles["Normal"].font.size = Pt(8)
    for part in parts:
        if part == PAGE_END:
            document.add_page_break()
        elif isinstance(part, str):
            document.add_paragraph(part.removeprefix("# "))
        else:
            table = document.add_table(rows=len(part), cols=len(part[0]), style="Table Grid")
            for at, row in enumerate(part):
                for column, cell in enumerate(row):
                    if cell not in (ABOVE, LEFT):
                        table.cell(at, column).text = cell
            for (column, at), (end, last) in _spans(part):
                table.cell(at, column).merge(table.cell(last, end))
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def xlsx_of(sheets: dict[str, Sequence[Part]]) -> bytes:
    """Return a workbook; a part of words is a line, a part of rows a table, one under the other."""
    book = Workbook()
    book.remove(book.active)
    for name, parts in sheets.items():
        sheet = book.create_sheet(name)
        row = 1
        for part in parts:
            if isinstance(part, str):
                sheet.cell(row, 1, part).font = Font(bold=True, size=13)
                row += 1
                continue
            for at, cells in enumerate(part):
                for column, words in enumerate(cells):
                    if words not in (ABOVE, LEFT):
                        _write(sheet.cell(row + at, column + 1), words, is_head=at == 0)
            for (column, at), (end, last) in _spans(part):
                sheet.merge_cells(start_row=row + at, start_column=column + 1, end_row=row + last, end_column=end + 1)
            row += len(part) + 1
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _write(cell: Any, words: str, *, is_head: bool) -> None:
    is_money = words.startswith("$") and words[1:].replace(",", "").replace(".", "", 1).isdigit()
    cell.value = float(words[1:].replace(",", "")) if is_money else words
    if is_money:
        cell.number_format = '"$"#,##0.000' if len(words.rpartition(".")[2]) == 3 else '"$"#,##0.00'
    cell.alignment = Alignment(wrap_text=True)
    if is_head:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE7F0")
