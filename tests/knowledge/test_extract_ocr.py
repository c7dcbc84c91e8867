from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from knowledge.extract import pictures
from knowledge.extract.ocr import drawn_rules
from knowledge.extract.reading import WHOLE_PAGE, PictureText, Region
from knowledge.extract.run import extract
from knowledge.extract.types import ExtractedPage
from tests.knowledge.sample_files import HEIGHT, WIDTH, KeptPages, forget_letters, make_pdf, write, write_numbered_anew

LETTER = "Local 88 members pay $250.00 per paycheck for family coverage."
RATES = (("Coverage", "PPO", "HDHP"), ("Employee", "$60.00", "$24.00"), ("Family", "$250.00", "$116.00"))


def _paper(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    paper = Image.new("RGB", (width, height), "white")
    return paper, ImageDraw.Draw(paper)


def _type(draw: ImageDraw.ImageDraw, x: float, y: float, text: str) -> None:
    draw.text((x, y), text, fill=(20, 20, 20), font=ImageFont.load_default(size=30))


def _table(draw: ImageDraw.ImageDraw, left: int, top: int, rows: Sequence[Sequence[str]]) -> None:
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            box = (left + 300 * column, top + 64 * at, left + 300 * (column + 1), top + 64 * (at + 1))
            draw.rectangle(box, outline=(40, 40, 40), width=3)
            _type(draw, box[0] + 20, box[1] + 14, text)


def _letter() -> Image.Image:
    paper, draw = _paper(1224, 1584)
    _type(draw, 120, 120, LETTER)
    _table(draw, 120, 260, RATES)
    return paper


def _scan(path: Path, picture: Image.Image) -> Path:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)

    return make_pdf(path / "scan.pdf", draw)


@pytest.fixture(scope="module")
def crooked_page(tmp_path_factory: pytest.TempPathFactory) -> ExtractedPage:
    """The letter as it comes from a scanner: a degree off level."""
    path = _scan(tmp_path_factory.mktemp("scan"), _letter().rotate(-1, fillcolor="white"))

    return extract(path, "pdf").pages[0]


def test_scanned_text_is_recognised_with_its_confidence(crooked_page: ExtractedPage) -> None:
    assert crooked_page.is_ocr
    assert crooked_page.ocr_confidence is not None
    assert crooked_page.ocr_confidence > 0.9
    assert crooked_page.blocks[0].text == LETTER


def test_scanned_table_is_a_table(crooked_page: ExtractedPage) -> None:
    assert [block.rows for block in crooked_page.blocks if block.kind == "table"] == [RATES]


def test_scanned_line_has_its_place(crooked_page: ExtractedPage) -> None:
    box = crooked_page.blocks[0].box

    assert box is not None
    assert box.x0 == pytest.approx(120 / 1224, abs=0.03)
    assert box.y0 == pytest.approx(120 / 1584, abs=0.03)


def test_picture_in_a_page_is_read_where_it_stands(tmp_path: Path) -> None:
    paper, draw = _paper(960, 260)
    _table(draw, 20, 20, RATES)

    def page(canvas: Canvas) -> None:
        write(canvas, 72, 100, "The table below shows what you pay from each paycheck:")
        canvas.drawImage(ImageReader(paper), 72, HEIGHT - 300, 432, 117)
        write(canvas, 72, 400, "Prices hold for the whole year.")

    path = make_pdf(tmp_path / "guide.pdf", page)
    region = Region(72 / WIDTH, 183 / HEIGHT, 504 / WIDTH, 300 / HEIGHT)
    kept = KeptPages()

    pictures.read(path, kept, {1: PictureText((region,), replaces_text_layer=False)})

    assert [block.rows or block.text for block in kept.blocks] == [
        "The table below shows what you pay from each paycheck:",
        RATES,
        "Prices hold for the whole year.",
    ]


def test_paragraph_in_a_font_numbered_anew_is_read_from_its_picture_between_the_others(tmp_path: Path) -> None:
    above, below = "Every employee may join the plan on the first day.", "Call the help line with any question."
    anew = "The deductible of the plan is $1,750 for one person."

    def page(canvas: Canvas) -> None:
        write(canvas, 72, 100, above)
        write_numbered_anew(canvas, 72, 130, [anew])
        write(canvas, 72, 160, below)

    document = extract(forget_letters(make_pdf(tmp_path / "file.pdf", page)), "pdf")

    blocks = document.pages[0].blocks
    assert [block.text for block in blocks] == [above, anew, below]
    assert [block.confidence is None for block in blocks] == [True, False, True]
    assert "wrong letters" in document.warnings[0]


def test_letter_put_in_upside_down_is_turned(tmp_path: Path) -> None:
    path = _scan(tmp_path, _letter().rotate(180))
    kept = KeptPages()

    pictures.read(path, kept, {1: PictureText((WHOLE_PAGE,), replaces_text_layer=True)})

    assert LETTER in kept.pages[0].text


@pytest.mark.parametrize("turned", [90, 270])
def test_two_lines_put_in_sideways_are_read_in_their_order(tmp_path: Path, turned: int) -> None:
    paper, draw = _paper(1224, 1584)
    lines = [LETTER, "The deductible is $1,750 for one person."]
    for at, line in enumerate(lines):
        _type(draw, 120, 120 + 90 * at, line)
    kept = KeptPages()

    path = _scan(tmp_path, paper.rotate(turned, expand=True).resize((1224, 1584)))
    pictures.read(path, kept, {1: PictureText((WHOLE_PAGE,), replaces_text_layer=True)})

    assert [line for line in kept.pages[0].text.split("\n") if line] == lines


def test_photograph_gives_no_text_and_no_failure(tmp_path: Path) -> None:
    noise = Image.effect_noise((700, 500), 60).convert("RGB")

    def page(canvas: Canvas) -> None:
        write(canvas, 72, 100, "Our people at work in the plant, photographed in May.")
        canvas.drawImage(ImageReader(noise), 72, 300, 400, 280)

    document = extract(make_pdf(tmp_path / "guide.pdf", page), "pdf")

    assert document.pages[0].text == "Our people at work in the plant, photographed in May."
    assert not document.pages[0].is_ocr


def test_lines_and_the_borders_of_shaded_cells_are_seen() -> None:
    paper, draw = _paper(600, 300)
    draw.rectangle((50, 50, 550, 100), fill=(237, 125, 49))
    draw.line((50, 200, 550, 200), fill=(0, 0, 0), width=2)

    across = {
        round(at) for is_across, at, start, end in drawn_rules(np.asarray(paper)) if is_across and end - start > 400
    }

    assert all(any(abs(at - edge) <= 3 for at in across) for edge in (50, 101, 200))
