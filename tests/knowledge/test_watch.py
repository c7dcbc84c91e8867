"""What of a file came out: every reader is watched, and HR is told."""

from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from pptx.util import Inches
from reportlab.pdfgen.canvas import Canvas

from knowledge.extract.docx import read as read_docx
from knowledge.extract.run import extract
from knowledge.extract.types import Block, ExtractedPage, Kept
from knowledge.extract.watch import Held, held_lines, watch_page, watch_pages
from knowledge.ingestion.fidelity import PageLoss, TableDoubt, fidelity_json, read_fidelity
from knowledge.ingestion.ingest import ingest_whole
from knowledge.lifecycle.publish import publish
from knowledge.models import Document, DocumentVersion, Page
from tests.knowledge.conftest import make_version, url, words
from tests.knowledge.sample_files import KeptPages, make_pdf, raw_docx, rule, write, write_lines

RATES = (("Coverage", "PPO", "HDHP"), ("Employee", "$60.00", "$24.00"), ("Family", "$250.00", "$116.00"))
TABLE = Block(
    "table", "PPO | HDHP\nEmployee — PPO: $60.00; HDHP: $24.00\nFamily — PPO: $250.00; HDHP: $116.00", None, rows=RATES
)
CELLS = [Held(cell, is_cell=True) for row in RATES for cell in row]


def _sums(path: Path, content_type: str) -> Kept:
    pages = extract(path, content_type).pages
    figures = [
        sum(getattr(page.kept, name) for page in pages) for name in ("words_in", "words_out", "cells_in", "cells_out")
    ]
    return Kept(*figures, tuple(lost for page in pages for lost in page.kept.lost))


class TestWatch:
    def test_words_that_came_out_are_counted_as_kept(self) -> None:
        kept = watch_page(
            [Block("paragraph", "Dental covers two cleanings.", None)], [Held("Dental covers two cleanings.")]
        )

        assert kept == Kept(4, 4)

    def test_words_that_did_not_come_out_are_named(self) -> None:
        kept = watch_page(
            [Block("paragraph", "Dental covers cleanings.", None)], [Held("Dental covers two free cleanings.")]
        )

        assert kept == Kept(5, 3, lost=("two free",))

    def test_a_figure_that_stands_twice_must_come_out_twice(self) -> None:
        kept = watch_page(
            [Block("paragraph", "Primary $20, specialist", None)], [Held("Primary $20"), Held("specialist $20")]
        )

        assert (kept.words_in, kept.words_out, kept.lost) == (4, 3, ("20",))

    def test_half_a_figure_is_not_half_kept(self) -> None:
        kept = watch_page([Block("paragraph", "$1,250", None)], [Held("$1,250.50")])

        assert (kept.words_in, kept.words_out) == (1, 0)

    def test_cells_are_found_in_the_rows_of_a_table(self) -> None:
        assert watch_page([TABLE], CELLS) == Kept(9, 9, 9, 9)

    def test_a_row_that_is_gone_is_lost_cell_by_cell(self) -> None:
        shorter = Block("table", "PPO | HDHP\nEmployee — PPO: $60.00; HDHP: $24.00", None, rows=RATES[:2])

        kept = watch_page([shorter], CELLS)

        assert kept == Kept(9, 6, 9, 6, ("Family", "$250.00", "$116.00"))

    def test_a_cell_that_its_row_does_not_say_is_lost(self) -> None:
        unsaid = Block("table", TABLE.text.replace("; HDHP: $116.00", ""), None, rows=RATES)

        assert watch_page([unsaid], CELLS).lost == ("$116.00",)

    def test_words_divided_at_a_line_end_may_come_out_whole_or_as_a_compound(self) -> None:
        held = list(held_lines("your bene\ufffe\r\nfits are paid out-of-\r\nnetwork"))

        kept = watch_page([Block("paragraph", "your benefits are paid out-of-network", None)], held)

        assert kept.is_whole
        assert kept.words_in == 6

    def test_a_loss_is_told_of_the_page_around_it(self) -> None:
        pages = [[Block("paragraph", f"Chapter {number} is about money and leave", None)] for number in range(1, 5)]
        held = [Held(f"Chapter {number} is about money and leave") for number in range(1, 5)]
        held.insert(3, Held("Surcharge for smokers"))

        kept = watch_pages(pages, held)

        assert [one.lost for one in kept] == [(), (), ("surcharge for smokers",), ()]

    def test_notes_that_come_out_where_they_are_mentioned_are_no_loss(self) -> None:
        pages = [[Block("paragraph", "Dental (Not for retirees)", None)], [Block("paragraph", "Vision", None)]]

        kept = watch_pages(pages, [Held("Dental"), Held("Vision"), Held("Not for retirees")])

        assert all(one.is_whole for one in kept)


class TestReaders:
    def test_pdf_text_and_ruled_table(self, tmp_path: Path) -> None:
        def page(canvas: Canvas) -> None:
            write(canvas, 72, 100, "What you pay from each paycheck")
            for y in (120, 140, 160, 180):
                rule(canvas, 72, y, 372, y)
            for x in (72, 172, 272, 372):
                rule(canvas, x, 120, x, 180)
            for down, row in enumerate(RATES):
                for across, text in enumerate(row):
                    write(canvas, 76 + 100 * across, 134 + 20 * down, text)

        assert _sums(make_pdf(tmp_path / "rates.pdf", page), "pdf") == Kept(15, 15, 9, 9)

    def test_lines_repeated_on_every_page_of_a_pdf_are_no_loss(self, tmp_path: Path) -> None:
        def page(number: int) -> object:
            def draw(canvas: Canvas) -> None:
                write(canvas, 72, 30, "Acme benefits guide")
                write_lines(
                    canvas, 72, 100, [f"Chapter {'abcdefgh'[number] * 4} tells about money.", "And about leave."]
                )

            return draw

        kept = _sums(make_pdf(tmp_path / "guide.pdf", *(page(number) for number in range(6))), "pdf")

        assert kept.words_in == kept.words_out
        assert kept.lost == ()

    def test_word_document(self, tmp_path: Path) -> None:
        document = docx.Document()
        document.add_paragraph("What you pay from each paycheck")
        table = document.add_table(rows=3, cols=3)
        for down, row in enumerate(RATES):
            for across, text in enumerate(row):
                table.cell(down, across).text = text
        document.save(str(tmp_path / "rates.docx"))

        assert _sums(tmp_path / "rates.docx", "docx") == Kept(15, 15, 9, 9)

    def test_words_deleted_with_tracking_are_not_held(self, tmp_path: Path) -> None:
        body = (
            "<w:p><w:r><w:t>Leave is paid.</w:t></w:r>"
            "<w:del><w:r><w:delText>Leave is unpaid.</w:delText></w:r></w:del></w:p>"
        )
        kept = KeptPages()

        read_docx(raw_docx(tmp_path / "policy.docx", body), kept)

        assert kept.pages[0].kept == Kept(3, 3)

    def test_workbook(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        for row in RATES:
            book.active.append(row)
        book.save(tmp_path / "rates.xlsx")

        assert _sums(tmp_path / "rates.xlsx", "xlsx") == Kept(9, 9, 9, 9)

    def test_sheet_wider_than_can_be_read_tells_what_is_missing(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        book.active.append([f"Code{number}" for number in range(320)])
        book.active.append([f"{number}.50" for number in range(320)])
        book.save(tmp_path / "wide.xlsx")

        kept = _sums(tmp_path / "wide.xlsx", "xlsx")

        assert (kept.cells_in, kept.cells_out) == (640, 600)
        assert kept.lost[0] == "Code300"

    def test_presentation(self, tmp_path: Path) -> None:
        deck = pptx.Presentation()
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = "Rates for next year"
        table = slide.shapes.add_table(3, 3, Inches(1), Inches(2), Inches(6), Inches(2)).table
        for down, row in enumerate(RATES):
            for across, text in enumerate(row):
                table.cell(down, across).text = text
        deck.save(str(tmp_path / "deck.pptx"))

        assert _sums(tmp_path / "deck.pptx", "pptx") == Kept(13, 13, 9, 9)

    @pytest.mark.parametrize(
        ("name", "content_type", "text", "expected"),
        [
            ("a.txt", "txt", "Leave policy\n\nEmployees earn 15 days a year.\n", Kept(8, 8)),
            ("a.csv", "txt", "Coverage,PPO\nEmployee,60.00\nFamily,250.00\n", Kept(6, 6, 6, 6)),
            ("a.md", "md", "# Leave\n\n- 15 days\n\n| Plan | Price |\n|---|---|\n| PPO | $60 |\n", Kept(7, 7, 4, 4)),
            (
                "a.html",
                "html",
                "<h1>Leave</h1><p>H<sub>2</sub>O <b>free</b></p><script>x()</script>"
                "<table><tr><th>Plan</th><th>Price</th></tr><tr><td>PPO</td><td>$60</td></tr></table>",
                Kept(7, 7, 4, 4),
            ),
        ],
    )
    def test_text_kinds(self, tmp_path: Path, name: str, content_type: str, text: str, expected: Kept) -> None:
        (tmp_path / name).write_text(text)

        assert _sums(tmp_path / name, content_type) == expected


class TestFidelity:
    def test_whole_file_is_said_to_be_whole(self) -> None:
        pages = [ExtractedPage(1, 0, 0, (), kept=Kept(1200, 1200, 86, 86))]

        fidelity = read_fidelity(fidelity_json(pages))

        assert fidelity.is_whole
        assert fidelity.sentence == "We read every word and all 86 table cells that the file holds."

    def test_pages_that_lost_something_are_named_with_what_is_missing(self) -> None:
        pages = [
            ExtractedPage(1, 0, 0, (), kept=Kept(100, 100, 4, 4)),
            ExtractedPage(2, 0, 0, (), kept=Kept(50, 47, 6, 5, ("tier two", "$35 copay"))),
        ]

        fidelity = read_fidelity(fidelity_json(pages))

        assert fidelity.sentence == "We read 147 of 150 words and 9 of 10 table cells that the file holds."
        assert fidelity.losses == (PageLoss(2, "3 words and 1 table cell missing: “tier two”, “$35 copay”"),)

    def test_version_read_before_there_was_a_watch_has_no_figure(self) -> None:
        assert read_fidelity({}) is None

    def test_hr_reads_how_much_came_out(self, browser, received) -> None:
        version = received("# Vacation policy\n\nEmployees earn 15 days of vacation a year.\n")
        ingest_whole(version.pk)

        page = words(browser.get(url("document", version.document_id)))

        assert "We read every word that the file holds." in page

    def test_hr_is_led_to_pages_whose_text_was_recognised(self, browser, in_acme, base) -> None:
        document = Document.objects.create(knowledge_base=base, title="Guide")
        whole = fidelity_json([ExtractedPage(1, 0, 0, (), kept=Kept(50, 50))])
        version = make_version(document, status="ready", page_count=2, fidelity=whole)
        for number in (1, 2):
            Page.objects.create(version=version, number=number, width=612, height=792, is_ocr=number == 2)

        response = browser.get(url("document", document.pk))

        assert "We read every word that the file holds. Text in pictures was recognised on page 2 ." in words(response)
        assert f'{url("document", document.pk)}?version=1&amp;page=2#pages">page 2</a>' in response.content.decode()

    def test_file_in_pictures_alone_is_not_called_read_to_the_last_word(self, browser, in_acme, base) -> None:
        document = Document.objects.create(knowledge_base=base, title="Scan")
        whole = fidelity_json([ExtractedPage(1, 0, 0, (), kept=Kept(50, 50))])
        version = make_version(document, status="ready", page_count=1, fidelity=whole)
        Page.objects.create(version=version, number=1, width=612, height=792, is_ocr=True)

        page = words(browser.get(url("document", document.pk)))

        assert "We read" not in page
        assert "Text in pictures was recognised on page 1 . Compare the numbers there" in page

    def test_hr_is_led_to_the_page_that_lost_something(self, browser, in_acme, base) -> None:
        document = Document.objects.create(knowledge_base=base, title="Guide")
        pages = [ExtractedPage(7, 0, 0, (), kept=Kept(50, 49, 0, 0, ("<b>$35</b>",)))]
        make_version(document, status="ready", page_count=9, fidelity=fidelity_json(pages))

        response = browser.get(url("document", document.pk))

        assert "We read 49 of 50 words that the file holds." in words(response)
        assert f'{url("document", document.pk)}?version=1&amp;page=7#pages">Page 7</a>' in response.content.decode()
        assert "1 word missing: “&lt;b&gt;$35&lt;/b&gt;”" in response.content.decode()

    def test_cells_are_not_called_read_while_a_table_is_in_doubt(self) -> None:
        wrong = Block(
            "table", "", None, rows=(("Para, Plan médico", "Teléfono, 614-555-0110"), ("Dental", "614-555-0120"))
        )
        pages = [
            ExtractedPage(1, 0, 0, (), kept=Kept(10, 10)),
            ExtractedPage(6, 0, 0, (wrong,), kept=Kept(8, 8, 4, 4)),
        ]

        fidelity = read_fidelity(fidelity_json(pages))

        assert fidelity.is_whole
        assert fidelity.sentence == "We read every word that the file holds."
        assert fidelity.doubt_sentence == ("1 table may have been read wrongly. Compare it with the page.")
        assert fidelity.doubts == (
            TableDoubt(6, "a table may have been read wrongly: a value stands among its headers"),
        )

    def test_a_published_version_is_not_looked_at_before_it_is_published(
        self, browser, in_acme, index_document
    ) -> None:
        document = index_document("Guide", ["Parking is free."], is_published=False, guessed=["plan_year"])
        pages = [ExtractedPage(1, 0, 0, (), kept=Kept(50, 49, 0, 0, ("$35",)))]
        DocumentVersion.objects.update(fidelity=fidelity_json(pages))

        before = words(browser.get(url("document", document.pk)))
        publish(document, by=None)
        after = words(browser.get(url("document", document.pk)))

        assert "Look at these pages before you publish." in before
        assert "Look at it before you publish." in before
        assert "before you publish" not in after
        assert "Look at these pages. Answers cannot use what is missing." in after
        assert "Some of this was taken from the file itself, and nobody has confirmed it." in after

    def test_hr_is_led_to_the_page_with_a_table_in_doubt(self, browser, in_acme, base) -> None:
        document = Document.objects.create(knowledge_base=base, title="Guide")
        wrong = Block("table", "", None, rows=(("Plan", "$41.50"), ("Family", "$176.00")))
        pages = [ExtractedPage(6, 0, 0, (wrong,), kept=Kept(50, 50, 4, 4))]
        make_version(document, status="ready", page_count=9, fidelity=fidelity_json(pages))

        response = browser.get(url("document", document.pk))

        assert "table cells" not in words(response)
        assert "1 table may have been read wrongly" in words(response)
        assert f'{url("document", document.pk)}?version=1&amp;page=6#pages">Page 6</a>' in response.content.decode()

    def test_version_read_before_grids_were_looked_at_has_no_doubts(self) -> None:
        stored = fidelity_json([ExtractedPage(1, 0, 0, (), kept=Kept(10, 10, 4, 4))])
        before = {name: value for name, value in stored.items() if "doubt" not in name}

        assert read_fidelity(before).doubts == ()
