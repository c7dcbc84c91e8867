"""What the platform's papers have in common: Letter size, one palette, and that the same paper is the same bytes."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import letter
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate, TableStyle

INK, QUIET, RULE = HexColor("#22272b"), HexColor("#5c666d"), HexColor("#cfd6da")
_FRAME_KEEPS = 6
_FOOT_AT = 0.57 * inch


def text_width(margin: float) -> float:
    """Return how wide the text between two such margins is: the library's frames keep a little on either side."""
    return letter[0] - 2 * (margin + _FRAME_KEEPS)


def printable(words: str, has: Callable[[str], bool]) -> str:
    """Return the words in letters that a face has; others lose their marks, or are left out, rather than be a box."""
    kept = (sign if has(sign) else unicodedata.normalize("NFKD", sign) for sign in words)
    return "".join(sign for sign in "".join(kept) if has(sign))


@dataclass(frozen=True)
class Foot:
    right: str
    left: str = ""
    face: str = "Helvetica"
    size: float = 8.6


def ruled(*more: tuple, top: float, bottom: float) -> TableStyle:
    """Return the look of a table of the papers: text at the top of its cells, flush with the text around it."""
    return TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), top),
            ("BOTTOMPADDING", (0, 0), (-1, -1), bottom),
            *more,
        ]
    )


def build_paper(
    story: Iterable[Flowable], *, title: str, author: str, margin: float, foot: Callable[[int], Foot]
) -> bytes:
    """Return the PDF; `foot` says what stands at the foot of the page with this number."""
    written = BytesIO()
    sides = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), margin)
    paper = SimpleDocTemplate(written, pagesize=letter, title=title, author=author, invariant=1, **sides)

    def draw_foot(canvas: Canvas, _paper: SimpleDocTemplate) -> None:
        told = foot(canvas.getPageNumber())
        canvas.setFont(told.face, told.size)
        canvas.setFillColor(QUIET)
        canvas.drawString(margin + _FRAME_KEEPS, _FOOT_AT, told.left)
        canvas.drawRightString(letter[0] - margin - _FRAME_KEEPS, _FOOT_AT, told.right)

    paper.build(list(story), onFirstPage=draw_foot, onLaterPages=draw_foot)
    return written.getvalue()
