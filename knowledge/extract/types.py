"""What extraction hands to the rest of the product: pages of blocks, each with its place on the page.

Places are fractions of the page's width and height, origin top left, so that they fit a picture of the
page at any size. A block's `spans` say where parts of its text stand: one span a line for running text,
one a cell for a table. A quote is found by its characters, and the spans then give its boxes.

A table keeps its cells in `rows`. The first row holds the column headers (all empty when the table has
none); cells that stretch over several rows or columns are repeated in each, so that every row can be read
alone. Its `text` has a line for each row: the headers side by side (no line where there are none), then one
sentence a row, each cell with its header.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

# "picture" marks the place of a picture between two readings of a page, and never leaves extraction.
BlockKind = Literal["heading", "paragraph", "list", "table", "note", "picture"]

# Four decimals place a box within 0.01 % of the page, finer than a pixel of any page picture shown.
PLACE_DECIMALS = 4
# Text recognised with less may be shown with its page, but no figure of it may be quoted: above it none of 374 lines
# was misread, below it two of three (benchmarks/confidence.py).
SURE_OF_FIGURES = 0.97


@dataclass(frozen=True, slots=True)
class Box:
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Span:
    """text[start:end] of a block stands in box."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Block:
    kind: BlockKind
    text: str
    box: Box | None
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    spans: tuple[Span, ...] = field(default=(), repr=False)
    # Of the least certain of its lines that were recognised in a picture, 0 to 1; nothing for text as it was typed.
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """How many words and table cells of a page came out of how many that its source holds, and some of the rest."""

    words_in: int = 0
    words_out: int = 0
    cells_in: int = 0
    cells_out: int = 0
    lost: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        return self.words_out == self.words_in and self.cells_out == self.cells_in


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """One page. Width and height are in points; 0 where the format has no pages of its own."""

    number: int
    width: float
    height: float
    blocks: tuple[Block, ...]
    is_ocr: bool = False
    ocr_confidence: float | None = None
    kept: Kept = Kept()

    @property
    def text(self) -> str:
        return "\n\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    pages: tuple[ExtractedPage, ...]
    title: str
    language: str
    warnings: tuple[str, ...] = ()


def sum_of(one: Kept, other: Kept) -> Kept:
    return Kept(
        one.words_in + other.words_in,
        one.words_out + other.words_out,
        one.cells_in + other.cells_in,
        one.cells_out + other.cells_out,
        (*one.lost, *other.lost),
    )


def box_to_json(box: Box) -> list[float]:
    # Written out: a page has hundreds, and a generator takes longer than to round them.
    decimals = PLACE_DECIMALS
    return [
        box.page,
        round(box.x0, decimals),
        round(box.y0, decimals),
        round(box.x1, decimals),
        round(box.y1, decimals),
    ]


def box_from_json(values: list[float]) -> Box:
    return Box(int(values[0]), *values[1:])


def block_to_json(block: Block) -> dict[str, Any]:
    """Return the block as plain JSON; fields that hold nothing are left out."""
    row: dict[str, Any] = {"kind": block.kind, "text": block.text}
    if block.box is not None:
        row["box"] = box_to_json(block.box)
    if block.confidence is not None:
        row["confidence"] = block.confidence
    if block.level:
        row["level"] = block.level
    if block.rows:
        row["rows"] = [list(cells) for cells in block.rows]
    if block.spans:
        row["spans"] = [[span.start, span.end, *box_to_json(span.box)] for span in block.spans]
    return row


def block_from_json(row: dict[str, Any]) -> Block:
    box = row.get("box")
    return Block(
        kind=row["kind"],
        text=row["text"],
        box=box_from_json(box) if box else None,
        level=row.get("level", 0),
        rows=tuple(tuple(cells) for cells in row.get("rows", ())),
        confidence=row.get("confidence"),
        spans=tuple(Span(item[0], item[1], box_from_json(item[2:])) for item in row.get("spans", ())),
    )


def page_to_json(page: ExtractedPage) -> dict[str, Any]:
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "blocks": [block_to_json(block) for block in page.blocks],
        "is_ocr": page.is_ocr,
        "ocr_confidence": page.ocr_confidence,
        "kept": _kept_to_json(page.kept),
    }


def _kept_to_json(kept: Kept) -> list[Any]:
    return [kept.words_in, kept.words_out, kept.cells_in, kept.cells_out, list(kept.lost)]


def page_from_json(row: dict[str, Any]) -> ExtractedPage:
    return ExtractedPage(
        number=row["number"],
        width=row["width"],
        height=row["height"],
        blocks=tuple(block_from_json(block) for block in row["blocks"]),
        is_ocr=row["is_ocr"],
        ocr_confidence=row["ocr_confidence"],
        kept=Kept(*row["kept"][:4], tuple(row["kept"][4])),
    )
