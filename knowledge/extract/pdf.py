"""PDF: text by its places on the page. Pages that hold text in pictures are handed on to be recognised."""

from collections import Counter, deque
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from knowledge.extract.cells import tidy
from knowledge.extract.course import Course, PageFacts, Setting
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.garbled import is_all_garbled, regions_of_garbled
from knowledge.extract.layout import lay_out
from knowledge.extract.page_content import PageContent, Picture, Piece
from knowledge.extract.pdf_annotations import count_notes, open_with_laid_over
from knowledge.extract.pdf_page import read_page
from knowledge.extract.reading import WHOLE_PAGE, Facts, PictureText, Sink
from knowledge.extract.running import Margin, margin_lines, running_key
from knowledge.extract.share import MOST_HELD, Share, is_shared
from knowledge.extract.text_layer import has_garbled_part, lacks_text, region_of, telling_pictures
from knowledge.extract.types import Block, ExtractedPage, Kept
from knowledge.extract.watch import watch_text

# The library keeps what it has read of a file until the file is closed: 35 KB for each page read, and 3 KB for each
# page before it, read or not. So a file is opened anew the more often the further on a page is.
PAGES_AN_OPENING = 250
LEAST_PAGES_AN_OPENING = 50
FEWER_AN_OPENING = 20  # pages further on are one page less


@dataclass(slots=True)
class ReadPage:
    page: pdfium.FPDF_PAGE
    content: PageContent
    margins: list[tuple[Margin, Piece]]
    # Its own text is missing or wrong.
    is_picture: bool
    pictures: list[Picture]

    def close(self) -> None:
        self.content.close()
        if self.page:
            pdfium.FPDF_ClosePage(self.page)
            self.page = None

    def facts(self) -> PageFacts:
        sizes: Counter[float] = Counter()
        for piece in self.content.pieces:
            sizes[round(piece.size * 2) / 2] += piece.word_count
        return PageFacts(
            self.content.number,
            not self.page,
            tuple([(key, at, running_key(line.text)) for (key, at), line in self.margins]),
            tuple(sizes.items()),
            tuple(self._warnings()),
            tuple([picture.identity for picture in self.pictures]),
        )

    def _warnings(self) -> Iterator[str]:
        content = self.content
        if content.hidden_word_count:
            yield f"Page {content.number}: {content.hidden_word_count} words in white on white were left out."
        if not self.is_picture and content.garbled:
            count = sum(piece.word_count for piece in content.garbled)
            words = "1 word is" if count == 1 else f"{count} words are"
            yield f"Page {content.number}: {words} stored with the wrong letters and read from the page's picture."
        elif not self.is_picture and has_garbled_part(content.text):
            yield f"Page {content.number}: some words are stored with the wrong letters. Compare it with its picture."
        notes = count_notes(self.page) if self.page else 0
        if notes:
            pinned = "A note pinned to it is" if notes == 1 else f"{notes} notes pinned to it are"
            yield f"Page {content.number}: {pinned} not read."


class PdfReading:
    """One pass over the pages of a file, or over a share of them, a few of them in memory at a time."""

    def __init__(self, path: Path, document: pypdfium2.PdfDocument, sink: Sink, share: Share | None) -> None:
        self._path = path
        self._document = document
        self._page_count = len(document)
        self._sink = sink
        self._share = share if is_shared(self._page_count) else None
        self._held: deque[ReadPage] = deque()
        self._left_of_opening = PAGES_AN_OPENING
        self.course = Course(self._page_count)

    def run(self) -> None:
        try:
            if self._share is None:
                for number in range(1, self._page_count + 1):
                    self._learn(self._read(number))
            else:
                self._run_with_others(self._share)
        finally:
            self._document.close()

    def _run_with_others(self, share: Share) -> None:
        for number in filter(share.has, range(1, self._page_count + 1)):
            facts = self._read(number)
            share.tell(facts)
            self._learn(facts)
            for others in share.hear_at_once():
                self._learn(others)
            while len(self._held) >= MOST_HELD:
                self._learn(share.hear())
        while not self.course.is_over:
            self._learn(share.hear())

    def _learn(self, facts: PageFacts) -> None:
        for setting in self.course.add(facts):
            if self._held and self._held[0].content.number == setting.number:
                self._put(self._held.popleft(), setting)

    def _read(self, number: int) -> PageFacts:
        if not self._left_of_opening:
            self._open_anew(number)
        self._left_of_opening -= 1
        handle = open_with_laid_over(self._document.raw, number - 1)
        content = read_page(handle, number) if handle else PageContent(number, 0, 0)
        is_picture = lacks_text(content) or is_all_garbled(content)
        pictures = [] if is_picture else telling_pictures(content)
        self._held.append(ReadPage(handle, content, margin_lines(content), is_picture, pictures))
        return self._held[-1].facts()

    def _open_anew(self, number: int) -> None:
        # What is held may be asked for its words yet: one opening at a time takes less memory than two.
        for page in self._held:
            page.content.find_all_words()
            page.close()
        self._document.close()
        self._document = pypdfium2.PdfDocument(self._path)
        self._left_of_opening = max(LEAST_PAGES_AN_OPENING, PAGES_AN_OPENING - number // FEWER_AN_OPENING)

    def _put(self, page: ReadPage, setting: Setting) -> None:
        content = page.content
        pieces = without_running(content, setting.leave_out)
        blocks = lay_out(content, pieces, body_size=setting.body_size)
        kept = watch_content(content, pieces, blocks)
        shown = ExtractedPage(content.number, content.width, content.height, blocks, kept=kept)
        self._sink.page(shown, self._picture_text(page, setting))
        page.close()

    def _picture_text(self, page: ReadPage, setting: Setting) -> PictureText | None:
        running = tuple(sorted(setting.leave_out))
        if page.is_picture:
            return PictureText((WHOLE_PAGE,), replaces_text_layer=True, running=running)
        is_new = zip(page.pictures, setting.is_new_picture, strict=True)
        pictures = [region_of(picture, page.content) for picture, new in is_new if new]
        regions = (*regions_of_garbled(page.content), *pictures)
        limit = self._sink.limits.max_ocr_regions_per_page
        return PictureText(regions[:limit], replaces_text_layer=False, running=running) if regions else None


def read(path: Path, sink: Sink, share: Share | None = None) -> Facts:
    with open_document(path) as document:
        title = _title(document)
        sink.start(len(document))
        reading = PdfReading(path, document, sink, share)
        reading.run()
    if reading.course.is_all_damaged:
        raise ExtractionFailed("corrupt")
    return Facts(title=title, warnings=reading.course.warnings)


def watch_content(content: PageContent, pieces: Sequence[Piece], blocks: Sequence[Block]) -> Kept:
    """Compare the page's text layer, as the library tells it, with what came out; repeated lines are left out."""
    laid_out = {id(piece) for piece in pieces}
    running = [piece.text for piece in content.pieces if id(piece) not in laid_out]
    return watch_text(blocks, content.text, left_out=[*running, *content.unseen], cells=content.cells)


@contextmanager
def open_document(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        raise ExtractionFailed("encrypted" if is_locked else "corrupt") from error
    try:
        if len(document) < 1:
            raise ExtractionFailed("corrupt")
        yield document
    finally:
        document.close()


@contextmanager
def open_page(document: pypdfium2.PdfDocument, at: int) -> Iterator[pdfium.FPDF_PAGE | None]:
    """Give the page, or nothing if it is damaged."""
    page = pdfium.FPDF_LoadPage(document.raw, at)
    try:
        yield page or None
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


def without_running(content: PageContent, leave_out: Collection[str]) -> list[Piece]:
    """Return the page's pieces but those of the lines that repeat on every page."""
    if not leave_out:
        return list(content.pieces)
    running = [line for _, line in margin_lines(content) if running_key(line.text) in leave_out]
    return [piece for piece in content.pieces if not any(_is_part(piece, line) for line in running)]


def _is_part(piece: Piece, line: Piece) -> bool:
    return line.y0 - 1 <= piece.middle <= line.y1 + 1 and line.x0 - 1 <= piece.x0 and piece.x1 <= line.x1 + 1


def _title(document: pypdfium2.PdfDocument) -> str:
    """Return the title that the file gives itself, unless a program has put its file name there."""
    try:
        title = tidy(document.get_metadata_value("Title") or "")
    except UnicodeDecodeError:
        # It was cut off in the middle of a sign.
        return ""
    if len(title) < 4 or title.lower().startswith(("microsoft word", "untitled", "powerpoint", "slide ")):
        return ""
    has_ending = title.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".ppt", ".pptx", ".xls", ".xlsx", ".qxd"))
    return "" if has_ending or running_key(title) in ("#", "") else title
