"""Reads a file in a child process: pages arrive while it works, and nothing it does can end the caller."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import structlog

from knowledge.extract.continued import with_header_above
from knowledge.extract.events import read_page
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.inserted import has_unread, marked_parts, with_recognised, without_marks
from knowledge.extract.language import guess_language
from knowledge.extract.limits import DEFAULT_LIMITS, Limits
from knowledge.extract.listen import Clock, ShouldCancel, child_events
from knowledge.extract.types import Block, ExtractedDocument, ExtractedPage
from knowledge.extract.unseen import without_unseen

logger = structlog.get_logger(__name__)

# The child limits its own processor time; on a busy machine the clock on the wall runs ahead of it.
WALL_SLACK_SECONDS = 6.0
LANGUAGE_SAMPLE_CHARACTERS = 20_000
# Of pages one after the other, whose pictures end the child; then the rest is left as it is.
MAX_PICTURE_FAILURES = 3

OnPage = Callable[[ExtractedPage, int], None]


@dataclass(frozen=True)
class InPictures:
    """A page that holds text in pictures: what was read of it without them, and where they stand."""

    first: ExtractedPage
    asked: dict[str, Any]  # as PictureText has it, and the page's number

    def without_pictures(self) -> ExtractedPage:
        """Return the page as far as its text can be trusted before the pictures are read."""
        page = without_marks(self.first)
        # Its text layer is missing or wrong: until the picture is read, nothing is known of it.
        return replace(page, blocks=()) if self.asked["replaces_text_layer"] else page


class Extraction:
    """The pages of one file so far, unless somebody else keeps them, and those that wait for their pictures."""

    def __init__(
        self,
        path: Path,
        limits: Limits,
        on_page: OnPage | None,
        should_cancel: ShouldCancel | None,
        *,
        keeps_pages: bool = True,
    ) -> None:
        self.path = path
        self.limits = limits
        self.on_page = on_page
        self.should_cancel = should_cancel
        self.keeps_pages = keeps_pages
        self.page_count = 0
        self.title = ""
        self.warnings: list[str] = []
        self.pages: dict[int, ExtractedPage] = {}
        self.waiting: dict[int, InPictures] = {}
        self._has_text = False
        # The last block of the page before, whoever has read it: a table may go on.
        self._above: Block | None = None
        self.left_out: dict[int, str] = {}  # pages whose pictures could not be read, and the warning of each

    def read_text(self, content_type: str) -> None:
        job = {"name": "extract", "path": str(self.path), "content_type": content_type}
        clock = Clock(
            silence_seconds=(self.limits.page_seconds + WALL_SLACK_SECONDS) * self.limits.patience,
            start_seconds=self.limits.start_seconds * self.limits.patience,
            seconds_per_page=self.limits.seconds_per_page * self.limits.patience,
        )
        for event in child_events(job, self.limits, clock, self.should_cancel):
            self._take(event)
        asked = sorted(self.waiting)
        self._leave_out(asked[self.limits.max_ocr_pages :], "there are too many pages with pictures of text")

    def has_text(self) -> bool:
        """Whether anything can be told of the file before the pictures that wait are read."""
        return self._has_text or any(has_text(page.without_pictures()) for page in self.waiting.values())

    def read_pictures(self) -> None:
        """Read the waiting pages' pictures. What cannot be read keeps the page as it was, with a warning."""
        failures = 0
        while self.waiting and failures < MAX_PICTURE_FAILURES:
            before = len(self.waiting)
            pages = [self.waiting[number].asked for number in sorted(self.waiting)]
            job = {"name": "recognise", "path": str(self.path), "pages": pages}
            clock = Clock(
                silence_seconds=(self.limits.ocr_page_seconds + WALL_SLACK_SECONDS) * self.limits.patience,
                start_seconds=(self.limits.start_seconds + self.limits.ocr_page_seconds) * self.limits.patience,
                seconds_per_page=self.limits.ocr_page_seconds * self.limits.patience,
            )
            try:
                for event in child_events(job, self.limits, clock, self.should_cancel):
                    self._take(event)
            except ExtractionFailed as failure:
                if failure.code == "cancelled":
                    raise
                logger.warning("picture_not_read", code=failure.code, page=min(self.waiting))
                failures = failures + 1 if len(self.waiting) == before else 1
                # The child reads in order, so the first page still waiting is the one that stopped it.
                self._leave_out([min(self.waiting)], "the picture on it could not be read")
        self._leave_out(sorted(self.waiting), "the picture on it could not be read")

    def document(self) -> ExtractedDocument:
        pages = tuple(self.pages[number] for number in sorted(self.pages))
        self.require_text()
        return ExtractedDocument(
            pages=pages,
            title=self.title or first_heading(pages),
            language=language_of(page.text for page in pages),
            warnings=tuple(self.warnings),
        )

    def require_text(self) -> None:
        if not self.has_text():
            raise ExtractionFailed("no_text")

    def _take(self, event: dict[str, Any]) -> None:
        if event["event"] == "start":
            self.page_count = event["page_count"]
        elif event["event"] == "page":
            page = read_page(event["page"])
            asked = event.get("picture_text")
            if page.number not in self.waiting:
                page = replace(page, blocks=with_header_above(page.blocks, self._above))
                self._above = page.blocks[-1] if page.blocks else None
            if asked is not None:
                self.waiting[page.number] = InPictures(page, {"number": page.number, **asked})
                return
            waited = self.waiting.pop(page.number, None)
            if has_unread(page):
                self._warn(page.number, "a picture on it is broken or far too large to be read")
            first = waited.first if waited else page
            self._keep(with_recognised(first, page) if marked_parts(first.blocks) else page)
        elif event["event"] == "done":
            self.title = self.title or without_unseen(event["title"])
            self.warnings += event["warnings"]

    def _keep(self, page: ExtractedPage) -> None:
        self._has_text = self._has_text or has_text(page)
        if self.keeps_pages:
            self.pages[page.number] = page
        if self.on_page is not None:
            self.on_page(page, self.page_count)

    def _leave_out(self, numbers: list[int], reason: str) -> None:
        for number in numbers:
            page = self.waiting.pop(number).first
            self._warn(number, reason)
            self._keep(without_marks(page))

    def _warn(self, number: int, reason: str) -> None:
        self.left_out[number] = f"Page {number} may be incomplete: {reason}."
        self.warnings.append(self.left_out[number])


def extract(
    path: Path,
    content_type: str,
    *,
    limits: Limits = DEFAULT_LIMITS,
    on_page: OnPage | None = None,
    should_cancel: ShouldCancel | None = None,
) -> ExtractedDocument:
    """Return the document's pages; `on_page(page, page_count)` hears of each one as soon as it is final.

    Pages with pictures of text come last, so their order is not that of the document. Raises ExtractionFailed.
    """
    extraction = Extraction(path, limits, on_page, should_cancel)
    extraction.read_text(content_type)
    if extraction.waiting:
        extraction.read_pictures()
    return extraction.document()


@dataclass(frozen=True)
class TextOfFile:
    """What is known of a file once its text is read; its pages are with whoever heard of them."""

    title: str  # its own; "" if it gives itself none
    warnings: tuple[str, ...]
    in_pictures: tuple[InPictures, ...]  # nobody has heard of these pages yet


def extract_text(
    path: Path,
    content_type: str,
    *,
    limits: Limits = DEFAULT_LIMITS,
    on_page: OnPage,
    should_cancel: ShouldCancel | None = None,
    before_pictures: Callable[[int], None] | None = None,
) -> TextOfFile:
    """Read the file but for the pages that hold text in pictures, unless it is nothing but pictures.

    Before so many pages of pictures are read, `before_pictures(pages)` may raise ExtractionFailed, as this does.
    """
    extraction = Extraction(path, limits, on_page, should_cancel, keeps_pages=False)
    extraction.read_text(content_type)
    if not extraction.has_text():
        if before_pictures is not None and extraction.waiting:
            before_pictures(len(extraction.waiting))
        extraction.read_pictures()
    extraction.require_text()
    in_pictures = tuple(extraction.waiting[number] for number in sorted(extraction.waiting))
    return TextOfFile(extraction.title, tuple(extraction.warnings), in_pictures)


def recognise(
    path: Path,
    pages: Sequence[InPictures],
    *,
    limits: Limits = DEFAULT_LIMITS,
    on_page: Callable[[ExtractedPage, str], None],
    should_cancel: ShouldCancel | None = None,
) -> None:
    """Read the pictures of these pages; `on_page(page, warning)` hears of each, with a warning if that failed.

    Raises ExtractionFailed if the file is gone or the work is not wanted any more.
    """

    def hear(page: ExtractedPage, _: int) -> None:
        on_page(page, extraction.left_out.get(page.number, ""))

    extraction = Extraction(path, limits, hear, should_cancel, keeps_pages=False)
    extraction.waiting = {page.first.number: page for page in pages}
    extraction.read_pictures()


def has_text(page: ExtractedPage) -> bool:
    return any(sign.isalnum() for block in page.blocks for sign in block.text)


def first_heading(pages: Sequence[ExtractedPage]) -> str:
    for page in pages[:2]:
        for block in page.blocks:
            if block.kind == "heading" and len(block.text) <= 200:
                return block.text
    return ""


def language_of(pages: Iterable[str]) -> str:
    """Return the language of a document from the texts of its pages, as far as they are needed to tell."""
    sample = ""
    for text in pages:
        sample += text + "\n"
        if len(sample) > LANGUAGE_SAMPLE_CHARACTERS:
            break
    return guess_language(sample)
