"""A figure above the line is the mark of a footnote, and never a digit of the amount it stands at."""

from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from pptx import Presentation
from reportlab.pdfgen.canvas import Canvas

from knowledge.extract import docx as docx_reader
from knowledge.extract import html as html_reader
from knowledge.extract import markdown as markdown_reader
from knowledge.extract import pdf as pdf_reader
from knowledge.extract import pptx as pptx_reader
from knowledge.extract import xlsx as xlsx_reader
from knowledge.extract.cells import is_figure
from knowledge.extract.raised import raised
from knowledge.facts.costs import read_cost
from knowledge.text.terms import list_terms
from tests.knowledge.sample_files import HEIGHT, KeptPages, make_pdf, read_here, rule, write

SIZE, SMALL, RISE = 11, 6.5, 4


def write_marked(canvas: Canvas, x: float, y: float, parts: list[tuple[str, bool]]) -> None:
    """Write parts side by side, those that are marked smaller and above the line."""
    for text, is_mark in parts:
        size, rise = (SMALL, RISE) if is_mark else (SIZE, 0)
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, HEIGHT - y + rise, text)
        x += canvas.stringWidth(text, "Helvetica", size)


def whole(kept: KeptPages) -> None:
    assert all(page.kept.is_whole for page in kept.pages), [page.kept.lost for page in kept.pages]


class TestPdf:
    def test_mark_behind_an_amount_stands_apart_from_it(self, tmp_path: Path) -> None:
        def draw(canvas: Canvas) -> None:
            write_marked(canvas, 72, 100, [("Specialist visit: $25", False), ("1", True), (" a visit, 80%", False)])
            write_marked(canvas, 72, 130, [("Room: $250", False), ("12", True), (", then 10%", False), ("3", True)])

        kept = read_here(pdf_reader, make_pdf(tmp_path / "marks.pdf", draw))

        text = " ".join(kept.texts("paragraph"))
        assert text == "Specialist visit: $25 ¹ a visit, 80% Room: $250 ¹² , then 10% ³"
        whole(kept)

    def test_mark_in_a_cell_is_no_digit_of_it(self, tmp_path: Path) -> None:
        rows = [("Service", "In network", "Out"), ("Primary care", "$20", "40%"), ("Specialist", "$50", "50%")]

        def draw(canvas: Canvas) -> None:
            for number, row in enumerate(rows):
                y = 100 + 20 * number
                for x, text in zip((72, 250, 400), row, strict=True):
                    mark = [("4", True)] if text in ("$50", "50%") else []
                    write_marked(canvas, x, y, [(text, False), *mark])
                rule(canvas, 68, y + 6, 540, y + 6)
            for x in (68, 246, 396, 540):
                rule(canvas, x, 86, x, 146)

        kept = read_here(pdf_reader, make_pdf(tmp_path / "cells.pdf", draw))

        assert kept.tables == [(rows[0], rows[1], ("Specialist", "$50 ⁴", "50% ⁴"))]
        whole(kept)

    def test_small_figure_in_a_column_of_its_own_is_no_mark(self, tmp_path: Path) -> None:
        def draw(canvas: Canvas) -> None:
            write_marked(canvas, 72, 100, [("Rating of ten", False)])
            write_marked(canvas, 300, 100, [("27", True)])

        kept = read_here(pdf_reader, make_pdf(tmp_path / "small.pdf", draw))

        assert "27" in " ".join(block.text for block in kept.blocks)

    def test_figures_of_one_height_stay_together(self, tmp_path: Path) -> None:
        lines = ["Deductible: $1,750.25", "-4 degrees, 401(k), H2O, 24/7"]
        path = make_pdf(tmp_path / "plain.pdf", lambda canvas: [write(canvas, 72, 100 + 30 * n, line)
                                                                for n, line in enumerate(lines)])  # fmt: skip

        kept = read_here(pdf_reader, path)

        assert " ".join(kept.texts("paragraph")) == " ".join(lines)


def test_mark_in_a_word_document_stands_apart(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Specialist visit: $25")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(" a visit from January 1")
    paragraph.add_run("st").font.superscript = True
    cell = document.add_table(2, 2)
    for at, text in enumerate(["Service", "In network", "Emergency room", "$250"]):
        cell.cell(at // 2, at % 2).text = text
    cell.cell(1, 1).paragraphs[0].add_run("3").font.superscript = True
    document.save(tmp_path / "marks.docx")

    kept = read_here(docx_reader, tmp_path / "marks.docx")

    assert kept.texts("paragraph") == ["Specialist visit: $25 ¹ a visit from January 1st"]
    assert kept.tables == [(("Service", "In network"), ("Emergency room", "$250 ³"))]
    whole(kept)


def test_mark_on_a_slide_stands_apart(tmp_path: Path) -> None:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    paragraph = slide.shapes.add_textbox(0, 0, 4_000_000, 400_000).text_frame.paragraphs[0]
    for text, baseline in (("Specialist visit: $25", 0), ("1", 30_000), (" a visit", 0), ("2", -25_000)):
        run = paragraph.add_run()
        run.text = text
        if baseline:
            run.font._element.set("baseline", str(baseline))
    show.save(tmp_path / "marks.pptx")

    kept = read_here(pptx_reader, tmp_path / "marks.pptx")

    assert kept.texts("paragraph") == ["Specialist visit: $25 ¹ a visit2"]
    whole(kept)


def test_mark_in_a_workbook_stands_apart(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Service", "In network"])
    book.active.append(["Emergency room", CellRichText("$250", TextBlock(InlineFont(vertAlign="superscript"), "3"))])
    book.save(tmp_path / "marks.xlsx")

    kept = read_here(xlsx_reader, tmp_path / "marks.xlsx")

    assert kept.tables == [(("Service", "In network"), ("Emergency room", "$250 ³"))]
    whole(kept)


def test_mark_on_a_web_page_and_in_markdown_stands_apart(tmp_path: Path) -> None:
    (tmp_path / "marks.html").write_text(
        "<p>Visit: $25<sup><a href='#f1'>1</a></sup> from January 1<sup>st</sup></p>"
        "<table><tr><th>Service</th><th>Cost</th></tr><tr><td>Room</td><td>$250<sup>3,4</sup></td></tr></table>"
    )
    (tmp_path / "marks.md").write_text("Visit: $25<sup>1</sup> from January 1<sup>st</sup>\n")

    page, text = read_here(html_reader, tmp_path / "marks.html"), read_here(markdown_reader, tmp_path / "marks.md")

    assert page.texts("paragraph") == text.texts("paragraph") == ["Visit: $25 ¹ from January 1st"]
    assert page.tables == [(("Service", "Cost"), ("Room", "$250 ³,⁴"))]
    whole(page)
    whole(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("1", " ¹"), ("(2)", " ⁽²⁾"), ("a", " ᵃ"), ("1, 2", " ¹, ²"), ("st", "st"), ("TM", "TM"), ("2027", "2027")],
)
def test_only_what_may_be_a_mark_is_set_apart(text: str, shown: str) -> None:
    assert raised(text) == shown


def test_mark_typed_as_a_raised_sign_is_no_digit_of_a_term() -> None:
    assert list_terms("Copay $30¹") == list_terms("Copay $30")


def test_amount_with_a_mark_is_a_figure_and_read_as_one() -> None:
    assert is_figure("$50 ⁴")
    assert is_figure("80%²")
    assert read_cost("$50 ⁴ copay/visit") == read_cost("$50 copay/visit")
