"""Blocks turned into reportlab flowables."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.lib.colors import white
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Spacer, TableStyle
from reportlab.platypus import Paragraph as PdfParagraph
from reportlab.platypus import Table as PdfTable

from platform_admin.demo.files.blocks import (
    Block,
    Bullets,
    Callout,
    Columns,
    Figures,
    Heading,
    NewPage,
    Paragraph,
    Table,
)
from platform_admin.demo.files.design import GUTTER, RULE, STRIPE, TEXT_WIDTH, Design

NUMERIC = re.compile(r"^(\$?[\d,.]+%?|—|None|N/A|[+\-]\$[\d,.]+)$")
BOLD = re.compile(r"\*\*(.+?)\*\*")
LONGEST_TABLE_KEPT_TOGETHER = 12


def inline(text: str) -> str:
    """Our text as reportlab markup: escaped, with **bold**."""
    return BOLD.sub(r"<b>\1</b>", escape(text))


def flow(blocks: Sequence[Block], design: Design, *, width: float = TEXT_WIDTH) -> list[Flowable]:
    return [piece for block in blocks for piece in _pieces(block, design, width)]


def _pieces(block: Block, design: Design, width: float) -> list[Flowable]:
    match block:
        case Heading():
            return _heading(block, design)
        case Paragraph():
            return [PdfParagraph(inline(block.text), design.style(block.style))]
        case Bullets():
            return _bullets(block, design)
        case Callout():
            return [_callout(block, design, width)]
        case Table():
            return _table(block, design, width)
        case Figures():
            return [_figures(block, design, width), Spacer(0, 10)]
        case Columns():
            return [_columns(block, design, width)]
        case NewPage():
            return [PageBreak()]


class ChapterRule(Flowable):
    """The short thick rule above a chapter's title; keeps with the title."""

    keepWithNext = 1  # noqa: N815 - reportlab reads this name

    def __init__(self, design: Design) -> None:
        super().__init__()
        self.design = design
        self.spaceBefore = 16

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        return 42, 13

    def draw(self) -> None:
        self.canv.setFillColor(self.design.accent)
        self.canv.rect(0, 6, 42, 4, stroke=0, fill=1)


def _heading(block: Heading, design: Design) -> list[Flowable]:
    title = PdfParagraph(inline(block.text), design.style(f"heading{block.level}"))
    # Read by the page writer, which makes the bookmarks and the contents page.
    title.outline = (block.level, block.text)
    if block.level == 1 and not design.is_sober:
        return [ChapterRule(design), title]
    return [title]


def _bullets(block: Bullets, design: Design) -> list[Flowable]:
    style = design.style("step" if block.is_numbered else "item")
    marks = [f"{number}." if block.is_numbered else "•" for number in range(1, len(block.items) + 1)]
    items = [PdfParagraph(inline(text), style, bulletText=mark) for mark, text in zip(marks, block.items, strict=True)]
    return [*items, Spacer(0, 5)]


def _callout(block: Callout, design: Design, width: float) -> Flowable:
    inside = [
        PdfParagraph(inline(block.title), design.style("callout_title")),
        PdfParagraph(inline(block.text), design.style("callout")),
    ]
    box = PdfTable([[inside]], colWidths=[width], spaceBefore=5, spaceAfter=11)
    box.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), design.tint),
                ("LINEBEFORE", (0, 0), (0, -1), 3.5, design.accent),
                ("LEFTPADDING", (0, 0), (-1, -1), 13),
                ("RIGHTPADDING", (0, 0), (-1, -1), 12),
                ("TOPPADDING", (0, 0), (-1, -1), 8),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 10),
            ]
        )
    )
    return box


def _table(block: Table, design: Design, width: float) -> list[Flowable]:
    numeric = _numeric_columns(block)
    head = [
        PdfParagraph(inline(cell), design.style("head_number" if column in numeric else "head"))
        for column, cell in enumerate(block.rows[0])
    ]
    body = [
        [_cell(cell, design, is_number=column in numeric) for column, cell in enumerate(row)] for row in block.rows[1:]
    ]
    table = PdfTable([head, *body], colWidths=_widths(block, width), repeatRows=1, spaceAfter=11, spaceBefore=3)
    table.setStyle(_table_style(design, rows=len(block.rows)))
    if len(block.rows) <= LONGEST_TABLE_KEPT_TOGETHER:
        table.setStyle(TableStyle([("NOSPLIT", (0, 0), (-1, -1))]))
    return [table]


def _cell(text: str, design: Design, *, is_number: bool) -> Flowable:
    return PdfParagraph(inline(text), design.style("number" if is_number else "cell"))


def _numeric_columns(block: Table) -> set[int]:
    return {
        column for column in range(1, len(block.rows[0])) if all(NUMERIC.match(row[column]) for row in block.rows[1:])
    }


def _widths(block: Table, width: float) -> list[float]:
    shares = block.widths or (1.7, *(1.0 for _ in block.rows[0][1:]))
    return [width * share / sum(shares) for share in shares]


def _table_style(design: Design, *, rows: int) -> TableStyle:
    stripes = [("BACKGROUND", (0, row), (-1, row), STRIPE) for row in range(2, rows, 2)]
    return TableStyle(
        [
            ("BACKGROUND", (0, 0), (-1, 0), design.primary),
            *stripes,
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, RULE),
            ("LINEBELOW", (0, -1), (-1, -1), 1, design.primary),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("VALIGN", (0, 1), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 5.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 6.5),
            ("LEFTPADDING", (0, 0), (-1, -1), 7),
            ("RIGHTPADDING", (0, 0), (-1, -1), 7),
        ]
    )


def _figures(block: Figures, design: Design, width: float) -> Flowable:
    """Tiles of equal width with a white gap between them."""
    cells = [
        [_fitting(figure, design.style("figure")), PdfParagraph(inline(label), design.style("figure_label"))]
        for figure, label in block.tiles
    ]
    table = PdfTable([cells], colWidths=[width / len(cells)] * len(cells), spaceBefore=4)
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), design.tint),
                ("LINEABOVE", (0, 0), (-1, 0), 2.5, design.primary),
                ("LINEAFTER", (0, 0), (-2, -1), 8, white),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 9),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 10),
            ]
        )
    )
    return table


def _fitting(figure: str, style: ParagraphStyle) -> Flowable:
    """Long figures ("November 2-20") are set smaller so that they stay on one line."""
    if len(figure) > 9:
        style = ParagraphStyle("long_figure", parent=style, fontSize=13.5)
    return PdfParagraph(inline(figure), style)


def _columns(block: Columns, design: Design, width: float) -> Flowable:
    half = (width - GUTTER) / 2
    left, right = flow(block.left, design, width=half), flow(block.right, design, width=half)
    table = PdfTable([[left, "", right]], colWidths=[half, GUTTER, half], spaceAfter=10)
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return table
