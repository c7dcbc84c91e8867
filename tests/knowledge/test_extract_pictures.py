"""Pictures as documents, and pictures inside office files."""

from io import BytesIO
from pathlib import Path

import docx
import numpy as np
import openpyxl
import pptx
import pytest
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pptx.util import Inches

from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.inserted import mark, with_recognised, without_marks
from knowledge.extract.render import find_boxes, render_page
from knowledge.extract.run import extract
from knowledge.extract.sniff import true_type
from knowledge.extract.types import SURE_OF_FIGURES, Block, ExtractedPage, Kept
from knowledge.index.split import split

LETTER = "Local 88 members pay $250.00 per paycheck for family coverage."
RATES = (("Coverage", "PPO", "HDHP"), ("Employee", "$60.00", "$24.00"), ("Family", "$250.00", "$116.00"))


def _paper(*lines: str, size: tuple[int, int] = (1224, 700), is_table: bool = False) -> Image.Image:
    paper = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(paper)
    font = ImageFont.load_default(size=30)
    for number, line in enumerate(lines):
        draw.text((80, 80 + 70 * number), line, fill=(20, 20, 20), font=font)
    for at, row in enumerate(RATES if is_table else ()):
        for column, text in enumerate(row):
            box = (80 + 300 * column, 260 + 64 * at, 80 + 300 * (column + 1), 260 + 64 * (at + 1))
            draw.rectangle(box, outline=(40, 40, 40), width=3)
            draw.text((box[0] + 20, box[1] + 14), text, fill=(20, 20, 20), font=font)
    return paper


def _extracted(path: Path) -> tuple[ExtractedPage, ...]:
    return extract(path, true_type(path, file_name=path.name)).pages


@pytest.mark.parametrize("name", ["scan.png", "photo.jpg", "scan.tif", "shot.webp"])
def test_picture_is_a_document_of_one_page(tmp_path: Path, name: str) -> None:
    _paper(LETTER, is_table=True).save(tmp_path / name, **({"lossless": True} if name.endswith("webp") else {}))

    pages = _extracted(tmp_path / name)

    assert [page.number for page in pages] == [1]
    assert pages[0].is_ocr
    assert pages[0].blocks[0].text == LETTER
    assert [block.rows for block in pages[0].blocks if block.kind == "table"] == [RATES]
    assert pages[0].width == pytest.approx(792)


def test_place_of_a_quote_in_a_picture_is_known(tmp_path: Path) -> None:
    _paper(LETTER).save(tmp_path / "scan.png")

    boxes = find_boxes(_extracted(tmp_path / "scan.png")[0].blocks, LETTER)

    assert boxes[0].x0 == pytest.approx(80 / 1224, abs=0.03)
    assert boxes[0].y0 == pytest.approx(85 / 700, abs=0.04)


def test_each_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    first, second = _paper("First page of the letter"), _paper("Second page of the letter")
    first.convert("1").save(
        tmp_path / "fax.tif", save_all=True, append_images=[second.convert("1")], compression="group4"
    )

    pages = _extracted(tmp_path / "fax.tif")

    assert [page.text for page in pages] == ["First page of the letter", "Second page of the letter"]


def test_photo_taken_sideways_is_read_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    _paper(LETTER).rotate(90, expand=True).save(tmp_path / "photo.jpg", exif=exif)

    page = _extracted(tmp_path / "photo.jpg")[0]

    assert page.text == LETTER
    assert page.width > page.height


def test_writing_on_glass_is_read_on_white(tmp_path: Path) -> None:
    paper = _paper(LETTER).convert("RGBA")
    pixels = np.array(paper)
    pixels[:, :, 3] = np.where(pixels[:, :, 0] > 200, 0, 255)
    Image.fromarray(pixels).save(tmp_path / "logo.png")

    assert _extracted(tmp_path / "logo.png")[0].text == LETTER


def test_page_of_a_picture_can_be_shown(tmp_path: Path) -> None:
    first, second = Image.new("L", (900, 600), 255), Image.new("L", (900, 600), 0)
    first.save(tmp_path / "fax.tif", save_all=True, append_images=[second])

    shown = Image.open(BytesIO(render_page(tmp_path / "fax.tif", 2, width=300)))

    assert (shown.format, shown.size, shown.getpixel((5, 5))) == ("PNG", (300, 200), (0, 0, 0))


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", b"\xff\xd8\xff\xe0photo"])
def test_what_only_begins_like_a_picture_is_called_corrupt(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.png").write_bytes(content)

    with pytest.raises(ExtractionFailed) as caught:
        extract(tmp_path / "a.png", "image")

    assert caught.value.code == "corrupt"


def test_picture_of_far_too_many_pixels_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "huge.png")

    with pytest.raises(ExtractionFailed) as caught:
        extract(tmp_path / "huge.png", "image")

    assert caught.value.sentence.startswith("The picture has 400 megapixels; at most 60 can be read.")


def test_picture_without_text_is_said_to_have_none(tmp_path: Path) -> None:
    Image.new("RGB", (800, 600), "white").save(tmp_path / "blank.png")

    with pytest.raises(ExtractionFailed) as caught:
        extract(tmp_path / "blank.png", "image")

    assert caught.value.code == "no_text"


class TestInOfficeFiles:
    def test_word_document(self, tmp_path: Path) -> None:
        picture = BytesIO()
        _paper(is_table=True).save(picture, "PNG")
        document = docx.Document()
        document.add_paragraph("The table below shows what you pay.")
        document.add_picture(picture)
        document.add_paragraph("Prices hold for the whole year.")
        document.save(str(tmp_path / "guide.docx"))

        page = _extracted(tmp_path / "guide.docx")[0]

        assert [block.rows or block.text for block in page.blocks] == [
            "The table below shows what you pay.",
            RATES,
            "Prices hold for the whole year.",
        ]
        assert [block.confidence is None for block in page.blocks] == [True, False, True]
        assert page.kept.cells_in == page.kept.cells_out == 9

    def test_slide(self, tmp_path: Path) -> None:
        picture = BytesIO()
        _paper(LETTER).save(picture, "PNG")
        deck = pptx.Presentation()
        for title in ("Rates", "Rates once more"):
            slide = deck.slides.add_slide(deck.slide_layouts[5])
            slide.shapes.title.text = title
            slide.shapes.add_picture(picture, Inches(1), Inches(2), Inches(6))
        deck.save(str(tmp_path / "deck.pptx"))

        pages = _extracted(tmp_path / "deck.pptx")

        assert [page.text for page in pages] == [f"Rates\n\n{LETTER}", "Rates once more"]

    def test_sheet(self, tmp_path: Path) -> None:
        _paper(LETTER).save(tmp_path / "a.png")
        book = openpyxl.Workbook()
        book.active["A1"] = "See the letter"
        book.active.add_image(SheetImage(tmp_path / "a.png"), "A3")
        book.save(tmp_path / "rates.xlsx")

        assert _extracted(tmp_path / "rates.xlsx")[0].text == f"See the letter\n\n{LETTER}"

    def test_picture_in_a_cell_comes_after_the_table(self, tmp_path: Path) -> None:
        picture = BytesIO()
        _paper(LETTER).save(picture, "PNG")
        document = docx.Document()
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ("Plan", "Price", "PPO", "$60"), strict=True):
            cell.text = text
        table.cell(1, 1).paragraphs[0].add_run().add_picture(picture)
        document.save(str(tmp_path / "a.docx"))

        blocks = _extracted(tmp_path / "a.docx")[0].blocks

        assert [block.kind for block in blocks] == ["table", "paragraph"]
        assert blocks[1].text == LETTER

    @pytest.mark.parametrize("is_huge", [True, False])
    def test_picture_that_cannot_be_opened_costs_its_text_alone_and_is_told(
        self, tmp_path: Path, is_huge: bool
    ) -> None:
        picture, huge = BytesIO(), BytesIO()
        _paper(LETTER).save(picture, "PNG")
        Image.new("1", (10_000, 7_000)).save(huge, "PNG")
        document = docx.Document()
        document.add_paragraph("Leave is paid.")
        document.add_picture(picture)
        broken = huge.getvalue() if is_huge else b"\x89PNG\r\n\x1a\n broken"
        document.part.related_parts["rId9"]._blob = broken
        document.save(str(tmp_path / "a.docx"))

        found = extract(tmp_path / "a.docx", true_type(tmp_path / "a.docx", file_name="a.docx"))

        assert found.pages[0].text == "Leave is paid."
        assert found.warnings == ("Page 1 may be incomplete: a picture on it is broken or far too large to be read.",)

    def test_marks_give_way_to_what_was_recognised_or_to_nothing(self) -> None:
        text = Block("paragraph", "Leave", None)
        seen = Block("paragraph", "Scan", None, confidence=0.8)
        page = ExtractedPage(1, 0, 0, (mark("/a.png"), text, mark("/b.png")), kept=Kept(1, 1))
        recognised = ExtractedPage(1, 0, 0, (mark("/a.png"), seen), True, 0.8, Kept(3, 3))

        assert with_recognised(page, recognised) == ExtractedPage(1, 0, 0, (seen, text), True, 0.8, Kept(4, 4))
        assert without_marks(page).blocks == (text,)


class TestConfidence:
    def test_clear_print_is_sure(self, tmp_path: Path) -> None:
        _paper(LETTER).save(tmp_path / "scan.png")

        passage = split(_extracted(tmp_path / "scan.png"))[0]

        assert passage.confidence > SURE_OF_FIGURES

    def test_blurred_print_is_unsure_and_its_page_is_still_read(self, tmp_path: Path) -> None:
        paper = _paper(LETTER, "Employee only: $68.30 or $63.80").resize((734, 420))
        soft = np.array(paper.filter(ImageFilter.GaussianBlur(1.34))).astype(int)
        soft += np.random.default_rng(7).normal(0, 28, soft.shape).astype(int)
        Image.fromarray(np.clip(soft, 0, 255).astype(np.uint8)).save(tmp_path / "scan.png")

        page = _extracted(tmp_path / "scan.png")[0]

        assert page.text
        assert min(passage.confidence for passage in split([page])) < SURE_OF_FIGURES

    def test_passage_is_as_sure_as_its_least_sure_block(self) -> None:
        blocks = (
            Block("paragraph", "Leave is paid.", None),
            Block("paragraph", "Sick days: 8.", None, confidence=0.97),
            Block("paragraph", "Holidays: 11.", None, confidence=0.71),
        )

        assert [one.confidence for one in split([ExtractedPage(1, 0, 0, blocks)])] == [0.71]

    def test_typed_text_has_no_confidence(self) -> None:
        page = ExtractedPage(1, 0, 0, (Block("paragraph", "Leave is paid.", None),))

        assert [one.confidence for one in split([page])] == [None]
