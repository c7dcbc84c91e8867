"""Where quoted words stand on their pages, so that the reader's eye finds them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from knowledge.extract.types import Box, block_from_json, box_to_json
from knowledge.models import Page
from tenants.postgresql.rows import Given, Rows, read, written

# Boxes of one line of words or one row of cells overlap at least this much of their height.
SAME_LINE = 0.5
# A block as its page keeps it. A page has hundreds of boxes: they are made of the blocks alone that hold the words.
_Stored = dict[str, Any]
_SPACE = re.compile(r"\s+")


def find_places(quoted: Sequence[str], *, version_id: UUID, first_page: int, last_page: int) -> list[list[float]]:
    """Return the boxes of the quoted words, one a line; none where the pages' own blocks do not hold them."""
    (pages,) = read(_blocks(version=version_id, first=first_page, last=last_page))
    blocks = [row for (of_page,) in pages for row in of_page]
    found = [box for words in quoted for box in _boxes(words, blocks)]
    return [box_to_json(box) for box in _lines(found)]


@written
def _blocks() -> Rows[tuple[list]]:
    pages = Page.objects.filter(version=Given("version"), number__range=(Given("first"), Given("last")))
    return Rows(pages.order_by("number").values_list("blocks", flat=True))


def page_of_most(places: Sequence[Sequence[float]]) -> int | None:
    """Return the page on which most of the quoted lines stand: a list may go on behind its heading's page."""
    pages = Counter(int(page) for page, *_ in places)
    return max(pages, key=lambda page: (pages[page], -page), default=None)


def _boxes(words: str, blocks: Sequence[_Stored]) -> Iterator[Box]:
    for block in blocks:
        start = block["text"].find(words)
        if start >= 0:
            yield from _boxes_between(block, start, start + len(words))
            return
    yield from _boxes_of_broken(words, blocks)


def _boxes_of_broken(words: str, blocks: Sequence[_Stored]) -> Iterator[Box]:
    """Yield the boxes of a sentence that a block ends with and a later one goes on with: over the foot of a page."""
    breaks = [(space.start(), space.end()) for space in _SPACE.finditer(words)]
    for number, block in enumerate(blocks):
        for end, start in breaks:
            if not block["text"].endswith(words[:end]):
                continue
            rest = next((later for later in blocks[number + 1 :] if later["text"].startswith(words[start:])), None)
            if rest:
                length = len(block["text"])
                yield from _boxes_between(block, length - end, length)
                yield from _boxes_between(rest, 0, len(words) - start)
                return


def _boxes_between(stored: _Stored, start: int, end: int) -> Iterator[Box]:
    block = block_from_json(stored)
    spans = [span.box for span in block.spans if span.start < end and span.end > start]
    yield from spans or ([block.box] if block.box else [])


def _lines(boxes: Sequence[Box]) -> list[Box]:
    """Put boxes beside each other together."""
    lines: list[Box] = []
    for box in boxes:
        if lines and _are_beside(lines[-1], box):
            line = lines[-1]
            lines[-1] = Box(
                box.page, min(line.x0, box.x0), min(line.y0, box.y0), max(line.x1, box.x1), max(line.y1, box.y1)
            )
        elif box not in lines:
            lines.append(box)
    return lines


def _are_beside(one: Box, other: Box) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return one.page == other.page and shared >= SAME_LINE * min(one.y1 - one.y0, other.y1 - other.y0)
