"""The type, colours and spacing of the PDFs: one look for designed guides, a sober one for legal papers."""

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch

from platform_admin.demo.company import Company

PAGE_WIDTH, PAGE_HEIGHT = letter
SIDE = 0.82 * inch
TOP = 0.92 * inch
BOTTOM = 0.86 * inch
TEXT_WIDTH = PAGE_WIDTH - 2 * SIDE
GUTTER = 0.26 * inch
INK = HexColor("#22272b")
QUIET = HexColor("#5c666d")
RULE = HexColor("#cfd6da")
STRIPE = HexColor("#f6f8f9")


@dataclass(frozen=True)
class Design:
    """`is_sober`: body in Times, no colour bands; for plan descriptions and legal notices."""

    primary: Color
    deep: Color
    accent: Color
    tint: Color
    is_sober: bool = False

    @property
    def body_font(self) -> str:
        return "Times-Roman" if self.is_sober else "Helvetica"

    def style(self, name: str) -> ParagraphStyle:
        return _STYLES[name](self)


def design_of(company: Company, *, is_sober: bool = False) -> Design:
    colours = company.colours
    return Design(
        HexColor(colours.primary),
        HexColor(colours.deep),
        HexColor(colours.accent),
        HexColor(colours.tint),
        is_sober,
    )


def _body(design: Design) -> ParagraphStyle:
    size = 10.8 if design.is_sober else 10.3
    return ParagraphStyle(
        "body",
        fontName=design.body_font,
        fontSize=size,
        leading=size * 1.42,
        textColor=INK,
        spaceAfter=7,
        allowWidows=0,
        allowOrphans=0,
    )


def _from_body(design: Design, name: str, **changes: object) -> ParagraphStyle:
    return ParagraphStyle(name, parent=_body(design), **changes)


def _heading(design: Design, level: int) -> ParagraphStyle:
    size, before, after = {1: (22, 4, 8), 2: (14, 12, 5), 3: (10.8, 8, 3)}[level]
    if design.is_sober:
        size = {1: 17, 2: 13, 3: 11}[level]
    return ParagraphStyle(
        f"heading{level}",
        fontName="Helvetica-Bold",
        fontSize=size,
        leading=size * 1.18,
        textColor={1: design.deep, 2: design.primary, 3: INK}[level],
        spaceBefore=before,
        spaceAfter=after,
        keepWithNext=1,
    )


_STYLES = {
    "body": _body,
    "lead": lambda d: _from_body(d, "lead", fontSize=13, leading=18.4, textColor=QUIET, spaceAfter=10),
    "small": lambda d: _from_body(d, "small", fontSize=8, leading=10.8, textColor=QUIET, spaceAfter=5),
    "heading1": lambda d: _heading(d, 1),
    "heading2": lambda d: _heading(d, 2),
    "heading3": lambda d: _heading(d, 3),
    "item": lambda d: _from_body(d, "item", leftIndent=13, bulletIndent=2, spaceAfter=3.5),
    "step": lambda d: _from_body(d, "step", leftIndent=19, bulletIndent=2, spaceAfter=3.5),
    "cell": lambda d: _from_body(d, "cell", fontSize=9.3, leading=12.2, spaceAfter=0),
    "number": lambda d: _from_body(d, "number", fontSize=9.3, leading=12.2, spaceAfter=0, alignment=TA_RIGHT),
    "head": lambda d: ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=9, leading=11.4, textColor=white),
    "head_number": lambda d: ParagraphStyle(
        "head_number", fontName="Helvetica-Bold", fontSize=9, leading=11.4, textColor=white, alignment=TA_RIGHT
    ),
    "callout_title": lambda d: ParagraphStyle(
        "callout_title", fontName="Helvetica-Bold", fontSize=10.6, leading=14, textColor=d.deep, spaceAfter=2
    ),
    "callout": lambda d: _from_body(d, "callout", fontSize=9.9, leading=14, spaceAfter=0),
    "figure": lambda d: ParagraphStyle(
        "figure", fontName="Helvetica-Bold", fontSize=19, leading=23, textColor=d.primary, alignment=TA_CENTER
    ),
    "figure_label": lambda d: ParagraphStyle(
        "figure_label", fontName="Helvetica", fontSize=8.8, leading=11, textColor=QUIET, alignment=TA_CENTER
    ),
    "contents": lambda d: ParagraphStyle("contents", fontName=d.body_font, fontSize=11, leading=21, textColor=INK),
}
