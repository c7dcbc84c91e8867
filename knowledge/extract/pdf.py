"""PDF: text by its places on the page. Pages that hold text in pictures are handed on to be recognised."""

from collections import Counter, deque
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from knowledge.extract.cells import tidy
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.layout import lay_out
from knowledge.extract.page_content import PageContent, Piece
from knowledge.extract.pdf_annotations import open_with_laid_over
from knowledge.extract.pdf_page import read_page
from knowledge.extract.reading import WHOLE_PAGE, Facts, PictureText, Sink
from knowledge.extract.running import Margin, is_page_number, margin_lines, repeated, running_key
from knowledge.extract.text_layer import has_garbled_part, is_garbled, lacks_text, picture_regions
from knowledge.extract.types import Block, ExtractedPage, Kept
from knowledge.extract.watch import watch_text

# A page is laid out once this many of the pages behind it are read: they tell its header and footer, and their
# number bounds the memory that a file of any length takes.
PAGES_AHEAD = 4
PAGES_BEHIND = 4
# The library keeps what it has read of a file, 35 KB a page, until the file is closed.
PAGES_AN_OPENING = 250
USUAL_BODY_SIZE = 10.0
MAX_WARNINGS = 50


@dataclass(slots=True)
class ReadPage:
    page: pdfium.FPDF_PAGE
    content: PageContent
    margins: list[tuple[Margin, Piece]]

    def close(self) -> None:
        self.content.close()
        if self.page:
            pdfium.FPDF_ClosePage(self.page)

    @property
    def keys(self) -> list[Margin]:
        return [margin for margin, _ in self.margins]


class PdfReading:
    """One pass over the pages of a file, a few of them in memory at a time."""

    def __init__(self, path: Path, document: pypdfium2.PdfDocument, sink: Sink) -> None:
        self._path = path
        self._page_count = len(document)
        self._sink = sink
        # With the number of the last page read from each; a file is opened anew on the way.
        self._opened = deque([(PAGES_AN_OPENING, document)])
        self._behind: deque[list[Margin]] = deque(maxlen=PAGES_BEHIND)
        self._sizes: Counter[float] = Counter()
        self._announced: set[str] = set()
        self._pictures_seen: set[tuple[int, ...]] = set()
        self.warnings: list[str] = []
        self.damaged: list[int] = []

    def run(self) -> None:
        window: deque[ReadPage] = deque()
        for page, content in self._contents():
            window.append(ReadPage(page, content, margin_lines(content)))
            for piece in content.pieces:
                self._sizes[round(piece.size * 2) / 2] += piece.word_count
            if len(window) > PAGES_AHEAD:
                self._put(window.popleft(), [page.keys for page in window])
        while window:
            self._put(window.popleft(), [page.keys for page in window])

    def body_size(self) -> float:
        return self._sizes.most_common(1)[0][0] if self._sizes else USUAL_BODY_SIZE

    def _contents(self) -> Iterator[tuple[pdfium.FPDF_PAGE, PageContent]]:
        for at in range(self._page_count):
            if at and at % PAGES_AN_OPENING == 0:
                self._opened.append((at + PAGES_AN_OPENING, pypdfium2.PdfDocument(self._path)))
            page = open_with_laid_over(self._opened[-1][1].raw, at)
            if not page:
                self.damaged.append(at + 1)
            yield page, read_page(page, at + 1) if page else PageContent(at + 1, 0, 0)

    def _put(self, page: ReadPage, ahead: list[list[Margin]]) -> None:
        content = page.content
        running = repeated(page.keys, [*self._behind, *ahead])
        self._behind.append(page.keys)
        leave_out = self._known({line.text for (key, _), line in page.margins if key in running})
        pieces = without_running(content, leave_out)
        blocks = lay_out(content, pieces, body_size=self.body_size())
        if content.hidden_word_count:
            self.warnings.append(
                f"Page {content.number}: {content.hidden_word_count} words in white on white were left out."
            )
        asked = self._picture_text(content, leave_out)
        if (asked is None or not asked.replaces_text_layer) and has_garbled_part(content.text):
            self.warnings.append(
                f"Page {content.number}: some words are stored with the wrong letters. Compare it with its picture."
            )
        kept = watch_content(content, pieces, blocks)
        shown = ExtractedPage(content.number, content.width, content.height, blocks, kept=kept)
        self._sink.page(shown, asked)
        page.close()
        last, document = self._opened[0]
        if content.number == min(last, self._page_count):
            self._opened.popleft()
            document.close()

    def _known(self, lines: set[str]) -> set[str]:
        """Return the keys of repeated lines that say nothing new: the first time, a footer may name the plan year."""
        keys = {running_key(text) for text in lines}
        known = {key for key in keys if is_page_number(key) or key in self._announced}
        self._announced |= keys
        return known

    def _picture_text(self, content: PageContent, leave_out: Collection[str]) -> PictureText | None:
        running = tuple(sorted(leave_out))
        if lacks_text(content) or is_garbled(content.text):
            return PictureText((WHOLE_PAGE,), replaces_text_layer=True, running=running)
        regions = picture_regions(content, self._pictures_seen, limit=self._sink.limits.max_ocr_regions_per_page)
        return PictureText(regions, replaces_text_layer=False, running=running) if regions else None


def read(path: Path, sink: Sink) -> Facts:
    with open_document(path) as document:
        page_count, title = len(document), _title(document)
        sink.start(page_count)
        reading = PdfReading(path, document, sink)
        reading.run()
        if len(reading.damaged) == page_count:
            raise ExtractionFailed("corrupt")
        damaged = [f"Page {number} is damaged and was left out." for number in reading.damaged[:MAX_WARNINGS]]
        return Facts(title=title, warnings=(*damaged, *reading.warnings[:MAX_WARNINGS]))


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
    title = tidy(document.get_metadata_value("Title") or "")
    if len(title) < 4 or title.lower().startswith(("microsoft word", "untitled", "powerpoint", "slide ")):
        return ""
    has_ending = title.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".ppt", ".pptx", ".xls", ".xlsx", ".qxd"))
    return "" if has_ending or running_key(title) in ("#", "") else title
