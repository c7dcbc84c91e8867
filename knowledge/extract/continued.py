"""Tables that go on at the top of the next page without their heads: each row has to name them all the same."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.extract.table_sentences import tell_table
from knowledge.extract.tables import table_block
from knowledge.extract.types import Block, Box

# Of the page's width: both parts have the same sides.
SAME_SIDE = 0.015


def with_header_above(blocks: Sequence[Block], above: Block | None) -> tuple[Block, ...]:
    """Return a page's blocks, its first with the heads of the table that the page before ends with, if it goes on."""
    if not blocks or above is None or not _goes_on(above, blocks[0]):
        return tuple(blocks)
    first = blocks[0]
    boxes = _boxes(first)
    boxes[0] = [None] * len(above.rows[0])
    told = table_block((above.rows[0], *first.rows[1:]), boxes, level=first.level)
    return replace(told, box=first.box, confidence=first.confidence), *blocks[1:]


def _goes_on(above: Block, block: Block) -> bool:
    if above.kind != "table" or block.kind != "table" or above.box is None or block.box is None:
        return False
    if any(block.rows[0]) or not any(above.rows[0][1:]) or len(block.rows[0]) != len(above.rows[0]):
        return False
    return abs(above.box.x0 - block.box.x0) <= SAME_SIDE and abs(above.box.x1 - block.box.x1) <= SAME_SIDE


def _boxes(block: Block) -> list[list[Box | None]]:
    """Return where each cell stands, by the places that the rows' sentences have for them."""
    found = {(span.start, span.end): span.box for span in block.spans}
    boxes: list[list[Box | None]] = [[None] * len(row) for row in block.rows]
    sentences = tell_table(block.rows)
    at = 0
    for row, sentence in zip(boxes[len(boxes) - len(sentences) :], sentences, strict=True):
        for column, start, end in sentence.places:
            row[column] = found.get((at + start, at + end))
        at += len(sentence.text) + 1
    return boxes
