"""The cells of the tables on extracted pages, and the lines of their text, each with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.extract.table_sentences import tell_table
from knowledge.extract.types import Block, ExtractedPage
from knowledge.facts.spanish import in_english, is_spanish
from knowledge.facts.types import Place

LINE = re.compile(r"[^\n]+")
POORLY_SEEN = "Recognised in a poor picture: compare every figure."
_DASH = re.compile(r"\s*[-–—‑]\s*")


def hyphened(words: str) -> str:
    """Return the words with plain hyphens: "out–of– pocket" is "out-of-pocket"."""
    return _DASH.sub("-", words)


# No table of prices has a longer one; a file made to be slow has, and every pattern would go through it.
LONGEST_CELL = 4_000


@dataclass(frozen=True)
class PlacedTable:
    page: ExtractedPage
    number: int  # of the block on its page
    block: Block
    told: tuple[tuple[str, ...], ...] = ()  # the rows in the words of the English template, where they are in others

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        return self.told or self.block.rows

    @property
    def header(self) -> tuple[str, ...]:
        return self.rows[0]

    def place(self, row: int, column: int) -> Place:
        """Return where the cell stands; of a cell that is not told in the row's sentence, where the table stands."""
        start, end = self._told.get((row, column), (0, 0))
        return place_of(self.page, self.number, start, end)

    @cached_property
    def _told(self) -> dict[tuple[int, int], tuple[int, int]]:
        sentences = tell_table(self.block.rows)
        first = 0 if len(sentences) == len(self.block.rows) else 1
        told, at = {}, 0
        for row, sentence in enumerate(sentences, start=first):
            for column, start, end in sentence.places:
                told[row, column] = (at + start, at + end)
            at += len(sentence.text) + 1
        return told


def tables_of(pages: Sequence[ExtractedPage]) -> Iterator[PlacedTable]:
    is_told = is_spanish(pages)
    for page in pages:
        for number, block in enumerate(page.blocks):
            if block.rows and not any(len(cell) > LONGEST_CELL for row in block.rows for cell in row):
                told = tuple(tuple(map(in_english, row)) for row in block.rows) if is_told else ()
                yield PlacedTable(page, number, block, told)


def originals_of(pages: Sequence[ExtractedPage]) -> dict[str, str]:
    """Return the words of each cell by what they are told as; empty for a file that is read as it is printed."""
    return {
        " ".join(told.split()): cell
        for table in tables_of(pages)
        for told_row, row in zip(table.told, table.block.rows, strict=False)
        for told, cell in zip(told_row, row, strict=True)
        if told
    }


def place_of(page: ExtractedPage, number: int, start: int, end: int) -> Place:
    block = page.blocks[number]
    boxes = tuple(span.box for span in block.spans if span.start < end and span.end > start)
    if not boxes and block.box is not None:
        boxes = (block.box,)
    confidence = block.confidence
    if confidence is None:
        confidence = page.ocr_confidence if page.is_ocr and page.ocr_confidence is not None else 1.0
    return Place(page.number, number, start, end, boxes, confidence)


def find(pages: Sequence[ExtractedPage], pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Place]]:
    """Yield what the pattern finds in text outside tables, with its place."""
    for page in pages:
        for number, block in enumerate(page.blocks):
            if not block.rows:
                for found in pattern.finditer(block.text):
                    yield found, place_of(page, number, found.start(), found.end())
