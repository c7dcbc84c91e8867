"""Files made to hurt a reader. Each must end, soon, in something HR can read, and never in a dead worker."""

import random
import time
from pathlib import Path

import docx
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.mutations import mutated
from knowledge.extract.failure import SENTENCES, ExtractionFailed
from knowledge.extract.run import extract
from knowledge.extract.sniff import true_type
from tests.knowledge.hostile_files import BUILDERS, blank_pages
from tests.knowledge.sample_files import HEIGHT, make_pdf, write_lines

SECONDS = 30
PROSE = ["Your deductible is the amount that you pay for covered care before", "the plan begins to pay for it."]


def _outcome(path: Path) -> str:
    """Return the first page's text, or what HR is told instead."""
    try:
        return extract(path, true_type(path, file_name=path.name)).pages[0].text
    except ExtractionFailed as failure:
        return failure.sentence if failure.code in SENTENCES else ""


@pytest.mark.parametrize("name", sorted(BUILDERS))
def test_hostile_file_ends_in_a_sentence_for_hr(tmp_path: Path, name: str) -> None:
    BUILDERS[name](tmp_path / name)
    started = time.monotonic()

    outcome = _outcome(tmp_path / name)

    assert outcome
    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize("seed", range(12))
def test_broken_document_ends_in_a_sentence_for_hr(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    if seed % 2:
        document = docx.Document()
        document.add_paragraph("Leave is paid.")
        document.add_table(2, 2).cell(0, 0).text = "Plan"
        document.save(str(tmp_path / "whole.docx"))
        whole = tmp_path / "whole.docx"
    else:
        whole = make_pdf(tmp_path / "whole.pdf", lambda canvas: write_lines(canvas, 72, 100, PROSE))
    broken = tmp_path / f"broken{whole.suffix}"
    broken.write_bytes(mutated(whole.read_bytes(), chance)[1])
    started = time.monotonic()

    outcome = _outcome(broken)

    assert outcome
    assert time.monotonic() - started < SECONDS


def test_secret_of_the_machine_is_not_read_into_a_document(tmp_path: Path) -> None:
    BUILDERS["stealing.docx"](tmp_path / "a.docx")

    assert "root:" not in _outcome(tmp_path / "a.docx")
    assert "defines entities of its own" in _outcome(tmp_path / "a.docx")


def test_pdf_without_a_page_is_called_damaged(tmp_path: Path) -> None:
    BUILDERS["empty.pdf"](tmp_path / "a.pdf")

    assert _outcome(tmp_path / "a.pdf") == SENTENCES["corrupt"]


def test_five_thousand_pages_are_read_and_one_more_is_refused_with_the_number(tmp_path: Path) -> None:
    most = blank_pages(tmp_path / "most.pdf", 5_000)
    more = blank_pages(tmp_path / "more.pdf", 5_001)

    assert _outcome(most) == SENTENCES["no_text"]
    assert _outcome(more) == (
        "The file has 5,001 pages; at most 5,000 can be read. Split it into parts and upload each part."
    )


def test_page_without_text_in_mid_file_is_an_empty_page_and_no_loss(tmp_path: Path) -> None:
    def full(canvas: Canvas) -> None:
        write_lines(canvas, 72, 100, PROSE)

    document = extract(make_pdf(tmp_path / "a.pdf", full, lambda canvas: None, full), "pdf")

    assert [(page.number, bool(page.text)) for page in document.pages] == [(1, True), (2, False), (3, True)]
    assert all(page.kept.is_whole for page in document.pages)
    assert document.warnings == ()


def test_pdf_of_pictures_alone_is_read_from_its_pictures(tmp_path: Path) -> None:
    paper = Image.new("RGB", (1224, 400), "white")
    ImageDraw.Draw(paper).text((80, 80), "Parking is free.", fill="black", font=ImageFont.load_default(size=34))

    def page(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(paper), 0, HEIGHT - 300, 612, 200)

    document = extract(make_pdf(tmp_path / "a.pdf", page, page), "pdf")

    assert [(page.text, page.is_ocr) for page in document.pages] == [("Parking is free.", True)] * 2


def test_unknown_script_is_read_as_it_stands(tmp_path: Path) -> None:
    sentence = "従業員は年に十五日の有給休暇を取得できます。"

    def page(canvas: Canvas) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
        canvas.setFont("HeiseiMin-W3", 12)
        canvas.drawString(72, 700, sentence)

    (tmp_path / "a.txt").write_text("الإجازة مدفوعة الأجر\n\nОтпуск оплачивается.\n")

    assert extract(make_pdf(tmp_path / "a.pdf", page), "pdf").pages[0].text == sentence
    text = extract(tmp_path / "a.txt", "txt").pages[0]
    assert text.text == "الإجازة مدفوعة الأجر\n\nОтпуск оплачивается."
    assert text.kept.is_whole
