"""Word files from the same blocks as the PDFs: real headings, lists and tables, in the company's colour."""

import re
from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from platform_admin.demo.company import Company
from platform_admin.demo.files.archive import WRITTEN_AT, with_fixed_times
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

BOLD = re.compile(r"(\*\*.+?\*\*)")
HEADING_SIZES = {1: 18, 2: 13.5, 3: 11.5}
SMALL_STYLES = {"small": 8.5, "lead": 12.5}


def docx(company: Company, title: str, subtitle: str, blocks: Sequence[Block]) -> bytes:
    document = Document()
    _set_up(document, company, title)
    heading = document.add_paragraph(style="Title")
    heading.add_run(title)
    document.add_paragraph(style="Subtitle").add_run(subtitle)
    for block in blocks:
        _add(document, company, block)
    written = BytesIO()
    document.save(written)
    return with_fixed_times(written.getvalue())


def _set_up(document: WordDocument, company: Company, title: str) -> None:
    core = document.core_properties
    core.title, core.author, core.last_modified_by = title, company.name, company.name
    core.created = core.modified = WRITTEN_AT
    core.revision = 1
    section = document.sections[0]
    section.left_margin = section.right_margin = Inches(1)
    _set_up_styles(document, company)
    head = section.header.paragraphs[0]
    head.text = f"{company.name}\t\t{title}"
    foot = section.footer.paragraphs[0]
    foot.text = f"{company.help.team}, {company.help.phone}, {company.help.email}\t\tPage "
    _add_page_number(foot)
    for paragraph in (head, foot):
        for run in paragraph.runs:
            run.font.size = Pt(8.5)
            run.font.color.rgb = RGBColor(0x5C, 0x66, 0x6D)


def _set_up_styles(document: WordDocument, company: Company) -> None:
    colour = RGBColor.from_string(company.colours.primary.removeprefix("#").upper())
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(7)
    for name, size in [("Title", 24), ("Subtitle", 12)] + [(f"Heading {n}", s) for n, s in HEADING_SIZES.items()]:
        style = document.styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        style.font.italic = False
        style.font.color.rgb = colour
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)


def _add_page_number(paragraph: WordParagraph) -> None:
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def _add(document: WordDocument, company: Company, block: Block) -> None:
    match block:
        case Heading():
            document.add_heading(block.text, level=block.level)
        case Paragraph():
            paragraph = document.add_paragraph()
            _write(paragraph, block.text, size=SMALL_STYLES.get(block.style))
        case Bullets():
            style = "List Number" if block.is_numbered else "List Bullet"
            for item in block.items:
                _write(document.add_paragraph(style=style), item)
        case Table():
            _add_table(document, company, block.rows)
        case Callout():
            _add_callout(document, company, block)
        case Figures():
            _add_table(document, company, tuple((label, figure) for figure, label in block.tiles), has_head=False)
        case Columns():
            for inner in (*block.left, *block.right):
                _add(document, company, inner)
        case NewPage():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _write(paragraph: WordParagraph, text: str, *, size: float | None = None, is_bold: bool = False) -> None:
    for part in BOLD.split(text):
        if not part:
            continue
        run = paragraph.add_run(part.removeprefix("**").removesuffix("**"))
        run.bold = is_bold or part.startswith("**") or None
        if size:
            run.font.size = Pt(size)


def _add_table(
    document: WordDocument, company: Company, rows: Sequence[Sequence[str]], *, has_head: bool = True
) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    for number, row in enumerate(rows):
        is_head = has_head and number == 0
        for cell, text in zip(table.add_row().cells, row, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            _write(paragraph, text, size=9.5, is_bold=is_head)
            if is_head:
                _shade(cell, company.colours.primary)
                for run in paragraph.runs:
                    run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    if has_head:
        _repeat_first_row(table)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _add_callout(document: WordDocument, company: Company, block: Callout) -> None:
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    _shade(cell, company.colours.tint)
    _write(cell.paragraphs[0], block.title, is_bold=True)
    _write(cell.add_paragraph(), block.text)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _shade(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), colour.removeprefix("#"))
    cell._tc.get_or_add_tcPr().append(shade)


def _repeat_first_row(table: WordTable) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
