"""PDF files from blocks: covers, running heads, page numbers, bookmarks and a contents page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.colors import Color, white
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph
from reportlab.platypus.tableofcontents import TableOfContents

from platform_admin.demo.company import Company
from platform_admin.demo.files.blocks import Block, Heading
from platform_admin.demo.files.design import (
    BOTTOM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    RULE,
    SIDE,
    TEXT_WIDTH,
    TOP,
    Design,
    design_of,
)
from platform_admin.demo.files.flow import flow, inline
from platform_admin.demo.files.marks import draw_logo_mark, draw_motif

PAGE_WORD = {"en": "Page", "es": "Página"}
CONTENTS_WORD = {"en": "What is inside", "es": "Contenido"}


@dataclass(frozen=True)
class Cover:
    """The first page of a designed guide."""

    year: str
    title: str
    subtitle: str
    note: str


def pdf(
    company: Company,
    title: str,
    blocks: Sequence[Block],
    *,
    cover: Cover | None = None,
    is_sober: bool = False,
    has_contents: bool = False,
    language: str = "en",
) -> bytes:
    """One PDF file with the same bytes for the same text."""
    design = design_of(company, is_sober=is_sober)
    written = BytesIO()
    template = _Template(written, company=company, design=design, title=title, cover=cover, language=language)
    story: list[Flowable] = [NextPageTemplate("body"), PageBreak()] if cover else []
    if has_contents:
        story += _contents(design, language)
    story += flow(blocks, design)
    if has_contents:
        template.multiBuild(story, maxPasses=3)
    else:
        template.build(story)
    return written.getvalue()


def _contents(design: Design, language: str) -> list[Flowable]:
    contents = TableOfContents(dotsMinLevel=0, levelStyles=[design.style("contents")])
    title = flow([Heading(CONTENTS_WORD[language], 1)], design)
    title[-1].outline = None
    return [*title, contents, PageBreak()]


class _Template(BaseDocTemplate):
    def __init__(
        self,
        file: BytesIO,
        *,
        company: Company,
        design: Design,
        title: str,
        cover: Cover | None,
        language: str,
    ) -> None:
        super().__init__(
            file,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            title=title,
            author=company.name,
            subject=title,
            invariant=1,
            lang=language,
        )
        self.company, self.design, self.heading, self.language = company, design, title, language
        self.cover = cover
        frame = Frame(SIDE, BOTTOM, TEXT_WIDTH, PAGE_HEIGHT - TOP - BOTTOM, 0, 0, 0, 0, id="text")
        body = PageTemplate("body", [frame], onPage=self.draw_page)
        first = PageTemplate("cover", [frame], onPage=self.draw_cover)
        self.addPageTemplates([first, body] if cover else [body])

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab calls this name
        outline = getattr(flowable, "outline", None)
        if not outline or not isinstance(flowable, Paragraph):
            return
        level, text = outline
        # The contents page reads its keys back as Python text, so they hold letters and digits only.
        key = f"p{self.page}" + re.sub(r"\W", "", text)
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(text, key, level=0 if level == 1 else 1, closed=level == 1)
        if level == 1:
            self.notify("TOCEntry", (0, inline(text), self.page, key))

    def draw_page(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        canvas.saveState()
        if not self.design.is_sober:
            canvas.setFillColor(self.design.primary)
            canvas.rect(0, PAGE_HEIGHT - 9, PAGE_WIDTH, 9, stroke=0, fill=1)
        canvas.setFont("Helvetica", 7.8)
        canvas.setFillColor(QUIET)
        canvas.drawString(SIDE, PAGE_HEIGHT - 0.55 * inch, self.company.name)
        canvas.drawRightString(PAGE_WIDTH - SIDE, PAGE_HEIGHT - 0.55 * inch, self.heading)
        self._draw_foot(canvas)
        canvas.restoreState()

    def _draw_foot(self, canvas: Canvas) -> None:
        line = 0.62 * inch
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.6)
        canvas.line(SIDE, line, PAGE_WIDTH - SIDE, line)
        help_line = f"{self.company.help.team}   {self.company.help.phone}   {self.company.help.email}"
        canvas.drawString(SIDE + 16, line - 14, help_line)
        number = f"{PAGE_WORD[self.language]} {canvas.getPageNumber()}"
        canvas.drawRightString(PAGE_WIDTH - SIDE, line - 14, number)
        draw_logo_mark(canvas, self.company, x=SIDE - 2, y=line - 18, size=15, colour=self.design.primary)

    def draw_cover(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        if self.cover is None:
            raise ValueError("the cover template needs a cover")
        canvas.saveState()
        self._draw_cover_shapes(canvas)
        canvas.setFillColor(white)
        draw_logo_mark(canvas, self.company, x=SIDE - 4, y=PAGE_HEIGHT - 1.38 * inch, size=42, colour=white)
        canvas.setFont("Helvetica-Bold", 13)
        canvas.drawString(SIDE + 44, PAGE_HEIGHT - 1.14 * inch, self.company.name)
        canvas.setFont("Helvetica", 9.5)
        canvas.drawString(SIDE + 44, PAGE_HEIGHT - 1.31 * inch, self.company.tagline)
        self._draw_cover_words(canvas, self.cover)
        canvas.restoreState()

    def _draw_cover_shapes(self, canvas: Canvas) -> None:
        design = self.design
        canvas.setFillColor(design.deep)
        canvas.rect(0, 0, PAGE_WIDTH, PAGE_HEIGHT, stroke=0, fill=1)
        canvas.setFillColor(_mix(design.deep, design.primary, 0.55))
        draw_motif(canvas, self.company, x=-0.6 * inch, y=1.15 * inch, size=9.6 * inch)
        canvas.setFillColor(design.primary)
        draw_motif(canvas, self.company, x=3.1 * inch, y=1.55 * inch, size=6.4 * inch)
        canvas.setFillColor(design.accent)
        canvas.rect(0, 2.52 * inch, PAGE_WIDTH, 5, stroke=0, fill=1)
        canvas.setFillColor(design.deep)
        canvas.rect(0, 0, PAGE_WIDTH, 2.52 * inch, stroke=0, fill=1)

    def _draw_cover_words(self, canvas: Canvas, cover: Cover) -> None:
        canvas.setFont("Helvetica-Bold", 62)
        canvas.drawString(SIDE - 3, PAGE_HEIGHT - 3.0 * inch, cover.year)
        canvas.setFont("Helvetica-Bold", 31)
        canvas.drawString(SIDE, PAGE_HEIGHT - 3.55 * inch, cover.title)
        canvas.setFont("Helvetica", 13.5)
        canvas.drawString(SIDE, PAGE_HEIGHT - 3.92 * inch, cover.subtitle)
        canvas.setFont("Helvetica", 11.5)
        for number, line in enumerate(cover.note.splitlines()):
            canvas.drawString(SIDE, 1.75 * inch - number * 17, line.strip())


def _mix(first: Color, second: Color, part: float) -> Color:
    return Color(
        first.red + (second.red - first.red) * part,
        first.green + (second.green - first.green) * part,
        first.blue + (second.blue - first.blue) * part,
    )
