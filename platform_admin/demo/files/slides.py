"""PowerPoint decks: title, statement, list and table slides in the company's colours, with speaker notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Emu, Inches, Pt

from platform_admin.demo.company import Company
from platform_admin.demo.files.archive import WRITTEN_AT, with_fixed_times

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT = Inches(0.8)
TEXT_WIDTH = WIDTH - 2 * LEFT
FONT = "Calibri"
WHITE = RGBColor(0xFF, 0xFF, 0xFF)
INK = RGBColor(0x22, 0x27, 0x2B)
TITLE_ONLY = 5


@dataclass(frozen=True)
class Bar:
    label: str
    length: float
    caption: str


@dataclass(frozen=True)
class SlideText:
    """One slide. `statement` slides are dark with large type; a slide may have points, a table or bars."""

    title: str
    notes: str
    points: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    bars: tuple[Bar, ...] = ()
    is_statement: bool = False


def pptx(company: Company, title: str, slides: Sequence[SlideText]) -> bytes:
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    core = deck.core_properties
    core.title, core.author, core.last_modified_by = title, company.name, company.name
    core.created = core.modified = WRITTEN_AT
    for number, text in enumerate(slides, start=1):
        _add_slide(deck, company, text, number)
    written = BytesIO()
    deck.save(written)
    return with_fixed_times(written.getvalue())


def _colour(value: str) -> RGBColor:
    return RGBColor.from_string(value.removeprefix("#").upper())


def _add_slide(deck: Deck, company: Company, text: SlideText, number: int) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    back = company.colours.deep if text.is_statement else "#ffffff"
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = _colour(back)
    _place_title(slide, company, text)
    if text.points:
        _add_points(slide, company, text)
    if text.table:
        _add_table(slide, company, text.table)
    if text.bars:
        _add_bars(slide, company, text.bars)
    if not text.is_statement:
        _add_foot(slide, company, number)
    slide.notes_slide.notes_text_frame.text = text.notes


def _place_title(slide: Slide, company: Company, text: SlideText) -> None:
    title = slide.shapes.title
    if title is None:
        raise ValueError("the title layout has a title")
    top = Inches(2.1) if text.is_statement else Inches(0.55)
    title.left, title.top, title.width, title.height = LEFT, top, TEXT_WIDTH, Inches(1.6 if text.is_statement else 0.9)
    title.text = text.title
    paragraph = title.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM if text.is_statement else MSO_ANCHOR.MIDDLE
    font = paragraph.runs[0].font
    font.name, font.bold = FONT, True
    font.size = Pt(48 if text.is_statement else 32)
    font.color.rgb = WHITE if text.is_statement else _colour(company.colours.primary)
    rule = _box(slide, LEFT, top - Inches(0.12), Inches(0.9), Inches(0.09), company.colours.accent)
    rule.name = "Rule"


def _box(slide: Slide, left: int, top: int, width: int, height: int, colour: str) -> Shape:
    box = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(left), Emu(top), Emu(width), Emu(height))
    box.fill.solid()
    box.fill.fore_color.rgb = _colour(colour)
    box.line.fill.background()
    return box


def _add_points(slide: Slide, company: Company, text: SlideText) -> None:
    top = Inches(3.9) if text.is_statement else Inches(1.75)
    frame = slide.shapes.add_textbox(LEFT, top, TEXT_WIDTH, Inches(4.4)).text_frame
    frame.word_wrap = True
    for number, point in enumerate(text.points):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(12)
        run = paragraph.add_run()
        run.text = point if text.is_statement else f"•  {point}"
        run.font.name, run.font.size = FONT, Pt(22)
        run.font.color.rgb = _colour(company.colours.tint) if text.is_statement else INK


def _add_table(slide: Slide, company: Company, rows: tuple[tuple[str, ...], ...]) -> None:
    shape = slide.shapes.add_table(len(rows), len(rows[0]), LEFT, Inches(1.75), TEXT_WIDTH, Inches(0.5 * len(rows)))
    for row_number, row in enumerate(rows):
        for column, text in enumerate(row):
            _write_cell(shape.table.cell(row_number, column), text, company, is_head=row_number == 0)


def _write_cell(cell: _Cell, text: str, company: Company, *, is_head: bool) -> None:
    cell.text = text
    cell.fill.solid()
    cell.fill.fore_color.rgb = _colour(company.colours.primary if is_head else company.colours.tint)
    font = cell.text_frame.paragraphs[0].runs[0].font if text else cell.text_frame.paragraphs[0].font
    font.name, font.size, font.bold = FONT, Pt(18), is_head
    font.color.rgb = WHITE if is_head else INK


def _add_bars(slide: Slide, company: Company, bars: tuple[Bar, ...]) -> None:
    """Drawn as shapes: a native chart would carry a workbook of its own."""
    longest = max(bar.length for bar in bars)
    top = Inches(4.35)
    for number, bar in enumerate(bars):
        row = top + number * Inches(0.62)
        _label(slide, bar.label, LEFT, row, Inches(2.9))
        width = Emu(int(Inches(6.2) * bar.length / longest))
        colour = company.colours.primary if number % 2 == 0 else company.colours.accent
        _box(slide, LEFT + Inches(3.0), row, width, Inches(0.44), colour)
        _label(slide, bar.caption, LEFT + Inches(3.1) + width, row, Inches(2.2))


def _label(slide: Slide, text: str, left: int, top: int, width: int) -> None:
    frame = slide.shapes.add_textbox(Emu(left), Emu(top), Emu(width), Inches(0.44)).text_frame
    frame.margin_left = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    run = frame.paragraphs[0].add_run()
    run.text = text
    run.font.name, run.font.size = FONT, Pt(16)
    run.font.color.rgb = INK


def _add_foot(slide: Slide, company: Company, number: int) -> None:
    _box(slide, 0, HEIGHT - Inches(0.14), WIDTH, Inches(0.14), company.colours.primary)
    _label(slide, f"{company.name}    {number}", LEFT, HEIGHT - Inches(0.62), Inches(6))
