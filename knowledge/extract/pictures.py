"""The second reading: text in pictures is recognised, and laid out with the page's own where that has any."""

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from statistics import median

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from PIL.Image import Image

from knowledge.extract import image
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.image import MAX_SIDE_PIXELS
from knowledge.extract.inserted import mark, unread_mark
from knowledge.extract.language import guess_language
from knowledge.extract.layout import lay_out
from knowledge.extract.ocr import Line, Picture, Recognised, Recogniser, confidence
from knowledge.extract.package import Package
from knowledge.extract.page_content import PageContent, Piece, Rule, Word, piece_of
from knowledge.extract.pdf import open_document, open_page, without_running
from knowledge.extract.pdf_page import read_page
from knowledge.extract.pdf_text import COLUMN_GAP
from knowledge.extract.reading import WHOLE_PAGE, Facts, PictureText, Region, Sink
from knowledge.extract.text_layer import MIN_REGION_PIXELS
from knowledge.extract.types import Block, ExtractedPage, Kept, sum_of
from knowledge.extract.watch import watch_text

DOTS_PER_INCH = 200
HEAD_BYTES = 1024
PDF_MARK, ZIP_START = b"%PDF-", b"PK\x03\x04"
# Letter height as a share of the height of the box that is found around a line.
LETTER_SHARE = 0.72
# Boxes of lines with and without descenders differ this much at one letter height.
SAME_SIZE = 0.3
PLAIN_I = str.maketrans("íìîï", "iiii")


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A recognised line, or the part of one that stands in a column of its own, with its middle on the page."""

    line: Line
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Placed:
    pieces: list[Piece]
    lines: list[PlacedLine]


def read(path: Path, sink: Sink, asked: Mapping[int, PictureText]) -> Facts:
    for page in _pages(path, asked, own_recogniser()):
        sink.page(page)
    return Facts()


@cache
def own_recogniser() -> Recogniser:
    """Return the process's own, with its models loaded."""
    return Recogniser()


def _pages(path: Path, asked: Mapping[int, PictureText], recogniser: Recogniser) -> Iterator[ExtractedPage]:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if PDF_MARK in head:
        with open_document(path) as document:
            for number in sorted(asked):
                yield _read_page(document, number, asked[number], recogniser)
    elif head.startswith(ZIP_START):
        package = Package(path)
        for number in sorted(asked):
            yield _read_inserted(package, number, asked[number], recogniser)
    else:
        with image.open_picture(path) as picture:
            for number in sorted(asked):
                image.seek(picture, number)
                yield _read_frame(picture, number, recogniser)


def _read_frame(picture: Image, number: int, recogniser: Recogniser) -> ExtractedPage:
    content = PageContent(number, *image.page_size(picture))
    recognised = _recognise(content, WHOLE_PAGE, _pixels(picture), recogniser)
    return _page_of(content, recognised.pieces, recognised.lines, is_ocr=True)


def _read_inserted(package: Package, number: int, asked: PictureText, recogniser: Recogniser) -> ExtractedPage:
    """Return the blocks of each picture behind a mark with its name; pictures without text give none, and those that
    cannot be opened a mark that says so."""
    blocks: list[Block] = []
    letters, certain, kept = 0, 0.0, Kept()
    for part in asked.pictures:
        try:
            page = _read_part(package, part, number, recogniser)
        except ExtractionFailed:
            # A picture that is broken or far too large costs the document its picture, not its text.
            blocks.append(unread_mark(part))
            continue
        if page is None:
            continue
        # Places in a picture are no places on the page.
        blocks += [mark(part), *(replace(block, box=None, spans=()) for block in page.blocks)]
        letters += len(page.text)
        certain += (page.ocr_confidence or 0.0) * len(page.text)
        kept = sum_of(kept, page.kept)
    known = round(certain / letters, 4) if letters else None
    return ExtractedPage(number, 0, 0, tuple(blocks), True, known, kept)


def _read_part(package: Package, part: str, number: int, recogniser: Recogniser) -> ExtractedPage | None:
    with image.open_picture(BytesIO(package.raw(part))) as picture:
        if min(picture.size) < MIN_REGION_PIXELS:
            return None
        image.seek(picture, 1)
        pixels = _pixels(picture)
        content = PageContent(number, *image.page_size(picture))
    if not recogniser.sees_text(pixels):
        return None
    recognised = _recognise(content, WHOLE_PAGE, pixels, recogniser)
    return _page_of(content, recognised.pieces, recognised.lines, is_ocr=True)


def _pixels(picture: Image) -> Picture:
    """Return the frame in blue, green and red."""
    return np.asarray(image.upright(picture, longest_side=MAX_SIDE_PIXELS))[:, :, ::-1].copy()


def _read_page(
    document: pypdfium2.PdfDocument, number: int, asked: PictureText, recogniser: Recogniser
) -> ExtractedPage:
    with open_page(document, number - 1) as page:
        if page is None:
            return ExtractedPage(number, 0, 0, ())
        content = read_page(page, number)
        with closing(content):
            return _read_content(page, content, asked, recogniser)


def _read_content(
    page: pdfium.FPDF_PAGE, content: PageContent, asked: PictureText, recogniser: Recogniser
) -> ExtractedPage:
    pieces = [] if asked.replaces_text_layer else without_running(content, asked.running)
    own_pieces = list(pieces)
    own_words = sum(piece.word_count for piece in pieces)
    found: list[PlacedLine] = []
    for region in asked.regions:
        picture = draw(page, content, region)
        if region != WHOLE_PAGE and not recogniser.sees_text(picture):
            continue
        recognised = _recognise(content, region, picture, recogniser)
        found += recognised.lines
        # What the page says itself it says better.
        pieces += [piece for piece in recognised.pieces if not any(_stands_on(piece, own) for own in own_pieces)]
    # A page counts as recognised if what was recognised is most of it.
    is_ocr = asked.replaces_text_layer or sum(len(line.line.words) for line in found) > own_words
    return _page_of(content, pieces, found, is_ocr=is_ocr)


def _stands_on(piece: Piece, own: Piece) -> bool:
    return own.y0 <= piece.middle <= own.y1 and own.x0 <= (piece.x0 + piece.x1) / 2 <= own.x1


def _page_of(
    content: PageContent, pieces: Sequence[Piece], lines: Sequence[PlacedLine], *, is_ocr: bool
) -> ExtractedPage:
    blocks = lay_out(content, pieces, body_size=_body_size(pieces))
    kept = watch_pieces(content, pieces, blocks)
    blocks = tuple(_with_confidence(block, content, lines) for block in blocks)
    known = round(confidence([line.line for line in lines]), 4) if lines else None
    return ExtractedPage(content.number, content.width, content.height, blocks, is_ocr, known, kept)


def _with_confidence(block: Block, content: PageContent, lines: Sequence[PlacedLine]) -> Block:
    """Give a block the confidence of its least certain line; one misread digit makes a price wrong."""
    box = block.box
    inside = [
        line.line.confidence
        for line in lines
        if box is not None
        and box.x0 <= line.x / max(content.width, 1.0) <= box.x1
        and box.y0 <= line.y / max(content.height, 1.0) <= box.y1
    ]
    return replace(block, confidence=round(min(inside), 4)) if inside else block


def watch_pieces(content: PageContent, pieces: Sequence[Piece], blocks: Sequence[Block]) -> Kept:
    """Compare what was recognised, and the page's own text, with what came out."""
    return watch_text(blocks, "\n".join(piece.text for piece in pieces), cells=content.cells)


def _without_stray_accents(recognised: Recognised) -> Recognised:
    """Undo what a speck of dust does to the dot of an i, in text that is not Spanish."""
    if guess_language(" ".join(line.text for line in recognised.lines)) == "es":
        return recognised
    lines = [
        replace(line, words=tuple((word.translate(PLAIN_I), start, end) for word, start, end in line.words))
        for line in recognised.lines
    ]
    return replace(recognised, lines=tuple(lines))


def draw(page: pdfium.FPDF_PAGE, content: PageContent, region: Region) -> Picture:
    """Return the region of the page as a picture in blue, green and red."""
    scale = DOTS_PER_INCH / 72
    longest = max((region.x1 - region.x0) * content.width, (region.y1 - region.y0) * content.height)
    scale = min(scale, MAX_SIDE_PIXELS / max(longest, 1.0))
    across, down = max(1, round(content.width * scale)), max(1, round(content.height * scale))
    left, top = round(region.x0 * across), round(region.y0 * down)
    width = max(1, round(region.x1 * across) - left)
    height = max(1, round(region.y1 * down) - top)
    bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, -left, -top, across, down, 0, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        buffer = pdfium.FPDFBitmap_GetBuffer(bitmap)
        raw = np.ctypeslib.as_array((ctypes.c_uint8 * (stride * height)).from_address(buffer))
        return raw.reshape(height, stride)[:, : width * 4].reshape(height, width, 4)[:, :, :3].copy()
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _recognise(content: PageContent, region: Region, picture: Picture, recogniser: Recogniser) -> Placed:
    """Return the recognised lines as pieces of the page, and add the picture's rules to the page's."""
    recognised = _without_stray_accents(recogniser.recognise(picture))
    height, width = picture.shape[:2]
    turned = (height, width) if recognised.turns % 2 else (width, height)
    across = (region.x1 - region.x0) * content.width / turned[0]
    down = (region.y1 - region.y0) * content.height / turned[1]
    left, top = region.x0 * content.width, region.y0 * content.height
    for is_across, at, start, end in recognised.rules:
        if is_across:
            content.rules.append(Rule(True, top + at * down, left + start * across, left + end * across))
        else:
            content.rules.append(Rule(False, left + at * across, top + start * down, top + end * down))
    sizes = [(line.y1 - line.y0) * down * LETTER_SHARE for line in recognised.lines]
    usual = median(sizes) if sizes else 0.0
    pieces, lines = [], []
    for line, size in zip(recognised.lines, sizes, strict=True):
        if abs(size - usual) < SAME_SIZE * usual:
            size = usual
        words = [Word(text, left + start * across, left + end * across) for text, start, end in line.words]
        cut = _cut_at_gaps(words, top + line.y0 * down, top + line.y1 * down, size)
        pieces += cut
        lines += [PlacedLine(line, (piece.x0 + piece.x1) / 2, piece.middle) for piece in cut]
    return Placed(pieces, lines)


def _cut_at_gaps(words: list[Word], y0: float, y1: float, size: float) -> list[Piece]:
    """Return one piece for each run of words; the finder takes two cells of a table for one line at times."""
    runs = [[words[0]]]
    for word in words[1:]:
        if word.x0 - runs[-1][-1].x1 > COLUMN_GAP * (y1 - y0):
            runs.append([])
        runs[-1].append(word)
    return [piece_of(run, y0, y1, size) for run in runs]


def _body_size(pieces: list[Piece]) -> float:
    sizes = [piece.size for piece in pieces for _ in range(piece.word_count)]
    return median(sizes) if sizes else 10.0
