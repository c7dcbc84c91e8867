import base64
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from knowledge.extract import pdf
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.picture_of_page import draw
from knowledge.extract.render import find_boxes, render_page
from knowledge.extract.types import Block, Box, Span
from tests.knowledge.sample_files import make_pdf, read_here, write_lines

LINES = [
    "Preventive care is covered in full when you use a network",
    "provider. Other care is paid at 80% after the deductible, which",
    "is $750 for one person and $1,500 for a family.",
]


def _guide(path: Path) -> Path:
    return make_pdf(path / "guide.pdf", lambda canvas: write_lines(canvas, 72, 100, LINES))


@pytest.mark.parametrize("image_format", ["png", "webp"])
def test_page_is_drawn_at_the_width_asked_for(tmp_path: Path, image_format: str) -> None:
    picture = render_page(_guide(tmp_path), 1, width=600, image_format=image_format)

    image = Image.open(BytesIO(picture))
    assert (image.format, image.width, round(image.height / 10)) == (image_format.upper(), 600, 78)
    assert image.convert("L").getextrema()[0] < 60


def test_page_that_is_not_there_cannot_be_drawn(tmp_path: Path) -> None:
    with pytest.raises(ExtractionFailed):
        render_page(_guide(tmp_path), 2, width=600)


def test_enormous_picture_is_not_drawn_at_full_size(tmp_path: Path) -> None:
    picture = base64.b64decode(draw(_guide(tmp_path), number=1, width=100_000))

    assert Image.open(BytesIO(picture)).width <= 3_600


def test_quote_is_found_on_the_lines_it_stands_on(tmp_path: Path) -> None:
    blocks = read_here(pdf, _guide(tmp_path)).blocks
    first, second, third = (span.box for span in blocks[0].spans)

    assert find_boxes(blocks, "Preventive care is covered in full") == (first,)
    assert find_boxes(blocks, "paid at 80% after the deductible, which is $750 for one person") == (second, third)


def test_quote_with_other_spaces_marks_and_a_gap_is_found(tmp_path: Path) -> None:
    blocks = read_here(pdf, _guide(tmp_path)).blocks
    first, _, third = (span.box for span in blocks[0].spans)

    assert find_boxes(blocks, "“preventive care  is covered” … $1,500 for a family") == (first, third)


def test_quote_with_a_changed_word_is_found_and_a_foreign_one_is_not(tmp_path: Path) -> None:
    blocks = read_here(pdf, _guide(tmp_path)).blocks

    assert find_boxes(blocks, "Other care gets paid at 80% after the deductible") == (blocks[0].spans[1].box,)
    assert find_boxes(blocks, "Dental cleanings are free twice a year for everyone") == ()


def test_cell_of_a_table_is_found_by_its_sentence() -> None:
    label, value = Box(1, 0.1, 0.3, 0.2, 0.32), Box(1, 0.4, 0.3, 0.5, 0.32)
    text = "Coverage | PPO\nSpecialist visit — PPO: $50 copay"
    table = Block("table", text, None, rows=(), spans=(Span(15, 31, label), Span(39, 48, value)))

    assert find_boxes([table], "Specialist visit — PPO: $50 copay") == (label, value)
    assert find_boxes([table], "$50 copay") == (value,)


def test_block_without_places_gives_its_own_box() -> None:
    box = Box(1, 0.1, 0.3, 0.2, 0.32)

    assert find_boxes([Block("paragraph", "Take it before May.", box)], "before May") == (box,)
    assert find_boxes([Block("paragraph", "Take it before May.", None)], "before May") == ()
