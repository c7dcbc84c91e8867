"""A page as it was read, for people: its headings, paragraphs, lists and tables, with a quote marked in them.

What a citation opens where there is no picture of the page, and what HR compares with the picture where there is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge.extract.render import find_places
from knowledge.extract.table_sentences import tell_table
from knowledge.extract.types import Block, block_from_json
from knowledge.models import Page

Places = Sequence[tuple[int, int]]
_ABOVE_HEADINGS, _DEEPEST = 2, 6  # levels of the heading a page's own stand under, and of the lowest of these


@dataclass(frozen=True)
class Part:
    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class ShownCell:
    parts: tuple[Part, ...]
    columns: int = 1


@dataclass(frozen=True)
class ShownBlock:
    kind: str
    level: int  # of a heading below the page's own
    lines: tuple[tuple[Part, ...], ...]
    header: tuple[ShownCell, ...] = ()
    rows: tuple[tuple[ShownCell, ...], ...] = ()


def shown_blocks(page: Page, *, quote: str = "") -> tuple[ShownBlock, ...]:
    """Return the page's blocks in reading order, the words of the quote marked where they stand."""
    blocks = [block_from_json(row) for row in page.blocks]
    places = find_places(blocks, quote) if quote else {}
    return _shown_all(blocks, places)


def shown_with_place(page: Page, *, block: int, start: int, end: int) -> tuple[ShownBlock, ...]:
    """Return the page's blocks with these characters of one of them marked."""
    blocks = [block_from_json(row) for row in page.blocks]
    return _shown_all(blocks, {block: [(start, end)]})


def _shown_all(blocks: Sequence[Block], places: Mapping[int, Places]) -> tuple[ShownBlock, ...]:
    # A page may begin deep in its document, and a document may skip a level: whoever hears the page gets them in turn.
    shown, around = [], []
    for number, block in enumerate(blocks):
        marks = places.get(number, ())
        if block.kind == "table":
            shown.append(_shown_table(block, marks))
            continue
        if block.kind == "heading":
            around = [*(level for level in around if level < block.level), block.level]
        shown.append(_shown(block, marks, min(_ABOVE_HEADINGS + len(around), _DEEPEST)))
    return tuple(shown)


def _shown(block: Block, marks: Places, level: int) -> ShownBlock:
    lines, at = [], 0
    for line in block.text.split("\n"):
        lines.append(_parts(line, _within(marks, at, at + len(line))))
        at += len(line) + 1
    return ShownBlock(block.kind, level, tuple(lines))


def _shown_table(block: Block, marks: Places) -> ShownBlock:
    """Return the table cell by cell; a mark in a row's sentence is a mark in the cell it was taken from."""
    sentences = tell_table(block.rows)
    has_header = len(sentences) == len(block.rows)
    rows, at = [], 0
    for row, sentence in zip(block.rows[0 if has_header else 1 :], sentences, strict=True):
        cells = {
            column: _parts(row[column], _within(marks, at + start, at + end)) for column, start, end in sentence.places
        }
        rows.append(_shown_row(row, cells))
        at += len(sentence.text) + 1
    header, body = (rows[0], rows[1:]) if has_header else ((), rows)
    return ShownBlock("table", 0, (), header, tuple(body))


def _shown_row(row: Sequence[str], cells: dict[int, tuple[Part, ...]]) -> tuple[ShownCell, ...]:
    """Return the row's cells; one that is repeated over several columns is shown once, as wide as they are."""
    shown: list[ShownCell] = []
    for column, text in enumerate(row):
        if column not in cells and shown and text and text == row[column - 1]:
            shown[-1] = ShownCell(shown[-1].parts, shown[-1].columns + 1)
        else:
            shown.append(ShownCell(cells.get(column, (Part(text),))))
    return tuple(shown)


def _within(marks: Places, start: int, end: int) -> Places:
    return [
        (max(left, start) - start, min(right, end) - start) for left, right in marks if left < end and right > start
    ]


def _parts(text: str, marks: Places) -> tuple[Part, ...]:
    is_marked = [False] * len(text)
    for start, end in marks:
        is_marked[start:end] = [True] * (end - start)
    runs = groupby(zip(text, is_marked, strict=True), key=lambda sign: sign[1])
    return tuple(Part("".join(sign for sign, _ in run), marked) for marked, run in runs)
