"""Signs that nobody sees and a program reads: words cut in two, text that is shown turned round, hidden sentences."""

import re
from dataclasses import replace

from knowledge.extract.types import Block, ExtractedPage, Span

# Turning: "05" behind one of them is shown as "50".
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Spaces without width, joiners and marks of order; and tags, which spell whole sentences that no page shows.
_WITHOUT_WIDTH = "\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f"
_UNSEEN = re.compile(f"[{_TURNING}{_WITHOUT_WIDTH}]+")


def without_unseen(text: str) -> str:
    """Return the text without them; what was shown turned round stands as it was written."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def seen_page(page: ExtractedPage) -> ExtractedPage:
    """Return the page without them, each span where its words stand now."""
    blocks = tuple(map(_seen_block, page.blocks))
    return page if blocks == page.blocks else replace(page, blocks=blocks)


def _seen_block(block: Block) -> Block:
    if block.text.isascii():
        return block
    gone = [found.span() for found in _UNSEEN.finditer(block.text)]
    if not gone:
        return block
    spans = tuple(Span(_moved(span.start, gone), _moved(span.end, gone), span.box) for span in block.spans)
    rows = tuple(tuple(map(without_unseen, row)) for row in block.rows)
    return replace(block, text=without_unseen(block.text), rows=rows, spans=spans)


def _moved(place: int, gone: list[tuple[int, int]]) -> int:
    return place - sum(min(end, place) - start for start, end in gone if start < place)
