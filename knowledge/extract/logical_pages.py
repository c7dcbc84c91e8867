"""Pages for formats that have none: about as much as a printed page holds, cut where a heading stands."""

from collections.abc import Iterable, Iterator, Sequence

from knowledge.extract.inserted import marked_parts
from knowledge.extract.reading import PictureText, Sink
from knowledge.extract.table_sentences import tell_table
from knowledge.extract.types import Block, ExtractedPage
from knowledge.extract.watch import Held, watch_pages

PAGE_CHARACTERS = 3_000
# A heading opens a new page once the page is this full; an unimportant one only when it is fuller.
HEADING_SHARE = 0.5
SUBHEADING_SHARE = 0.8
MAIN_LEVELS = 2


def put_pages(blocks: Iterable[Block], sink: Sink, held: Iterable[Held]) -> None:
    """Cut the blocks into pages and hand them over, watched. A file without any block gives no page."""
    put_cut_pages(list(cut_pages(blocks)), sink, held)


def put_cut_pages(pages: Sequence[Sequence[Block]], sink: Sink, held: Iterable[Held]) -> None:
    sink.start(len(pages))
    for number, (blocks, kept) in enumerate(zip(pages, watch_pages(pages, held), strict=True), start=1):
        put_marked(ExtractedPage(number, 0, 0, tuple(blocks), kept=kept), sink)


def put_marked(page: ExtractedPage, sink: Sink) -> None:
    """Hand a page over, with the pictures marked on it to be recognised."""
    pictures = marked_parts(page.blocks)[: sink.limits.max_ocr_regions_per_page]
    sink.page(page, PictureText((), replaces_text_layer=False, pictures=pictures) if pictures else None)


def cut_pages(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    page: list[Block] = []
    size = 0
    for block in _bounded(blocks):
        if page and _opens_page(block, size):
            closing = _take_trailing_headings(page) if block.kind != "heading" else []
            if page:
                yield tuple(page)
            page, size = closing, sum(len(kept.text) for kept in closing)
        page.append(block)
        size += len(block.text)
    if page:
        yield tuple(page)


def _opens_page(block: Block, size: int) -> bool:
    if block.kind == "heading":
        share = HEADING_SHARE if block.level <= MAIN_LEVELS else SUBHEADING_SHARE
        return size >= PAGE_CHARACTERS * share
    return size >= PAGE_CHARACTERS or (size > 0 and size + len(block.text) > PAGE_CHARACTERS * 1.5)


def _take_trailing_headings(page: list[Block]) -> list[Block]:
    """Remove the headings at the page's end, which belong to what follows, and return them."""
    taken: list[Block] = []
    while len(page) > 1 and page[-1].kind == "heading":
        taken.insert(0, page.pop())
    return taken


def _bounded(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if len(block.text) <= PAGE_CHARACTERS:
            yield block
        elif block.kind == "table":
            yield from _cut_table(block)
        elif block.kind == "heading":
            yield block
        else:
            yield from _cut_text(block)


def _cut_table(block: Block) -> Iterator[Block]:
    """Cut a long table between rows; each part keeps the header. Only for tables without places on a page."""
    header, part, size = block.rows[0], [], 0
    lines = block.text.split("\n")[-len(block.rows) + 1 :]
    for row, line in zip(block.rows[1:], lines, strict=True):
        if part and size + len(line) > PAGE_CHARACTERS:
            yield _table_part(block, header, part)
            part, size = [], 0
        part.append(row)
        size += len(line)
    yield _table_part(block, header, part)


def _table_part(block: Block, header: tuple[str, ...], part: list[tuple[str, ...]]) -> Block:
    rows = (header, *part)
    return Block("table", "\n".join(line.text for line in tell_table(rows)), None, block.level, rows)


def _cut_text(block: Block) -> Iterator[Block]:
    """Cut a very long text at line ends, else at sentence ends, else anywhere between words."""
    rest = block.text
    while len(rest) > PAGE_CHARACTERS * 1.5:
        window = rest[:PAGE_CHARACTERS]
        at = max(window.rfind("\n"), window.rfind(". ") + 1)
        if at < PAGE_CHARACTERS // 2:
            at = window.rfind(" ")
        if at <= 0:
            at = PAGE_CHARACTERS
        yield Block(block.kind, rest[:at].rstrip(), None, block.level)
        rest = rest[at:].lstrip()
    if rest:
        yield Block(block.kind, rest, None, block.level)
