"""What a passage is made of and what no cut goes through: headings, sentences, list items and table rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.extract.types import Block, Box
from knowledge.text.sentences import sentence_spans
from knowledge.text.tokens import count_each, count_tokens


@dataclass(slots=True)
class Unit:
    """What is never cut: a heading, a sentence, a list item or a table row (or a bounded part of a huge one)."""

    text: str
    kind: Literal["heading", "sentence", "header", "row"]
    page: int
    block: int
    boxes: tuple[Box, ...]
    # Tables that fit into one passage share a number here; 0 for everything else.
    whole: int = 0
    tokens: int = 0
    follows_in_line: bool = False
    confidence: float | None = None
    # A row's table header, which is repeated in every passage that has rows of the table.
    lead: "Unit | None" = None


def heading_unit(page: int, block_number: int, block: Block) -> Unit:
    return _as_certain_as(block, Unit(block.text, "heading", page, block_number, _boxes(block)))


def units_of(page: int, block_number: int, block: Block) -> Iterator[Unit]:
    """Yield the sentences, items or rows of a block."""
    units = _row_units(page, block_number, block) if block.kind == "table" else _sentences(page, block_number, block)
    for unit in units:
        yield _as_certain_as(block, unit)


def count_tokens_of(units: Sequence[Unit]) -> None:
    # One more for the line end or space between two units.
    for unit, tokens in zip(units, count_each([unit.text for unit in units]), strict=True):
        unit.tokens = tokens + 1


def tokens_of(units: Iterable[Unit]) -> int:
    return sum(unit.tokens for unit in units)


def with_leads(units: Iterable[Unit], *, behind: Unit | None = None) -> list[Unit]:
    """Return the units, which stand behind another, with each table's header before its first row among them."""
    led: list[Unit] = []
    for unit in units:
        if unit.lead is not None and (behind is None or behind.block != unit.block):
            led.append(unit.lead)
        led.append(unit)
        behind = unit
    return led


def least_certain(units: Iterable[Unit]) -> float | None:
    return min((unit.confidence for unit in units if unit.confidence is not None), default=None)


def bounded(unit: Unit, room: int) -> Iterator[Unit]:
    """Yield the unit, or parts of it that fit: a row between its cells, its label repeated; a sentence at commas."""
    if unit.lead is not None and unit.lead.tokens > room // 3:
        unit = replace(unit, lead=None)
    room -= unit.lead.tokens if unit.lead is not None else 0
    if unit.tokens <= room:
        yield unit
        return
    label, joint, rest = unit.text.partition(" — ") if unit.kind == "row" else ("", "", unit.text)
    prefix = label + joint if count_tokens(label) < room // 3 else ""
    if not prefix:
        rest = unit.text
    budget = room - count_tokens(prefix) - 2
    for number, part in enumerate(_parts(rest, budget)):
        text = prefix + part
        yield replace(
            unit, text=text, tokens=count_tokens(text) + 1, follows_in_line=unit.follows_in_line or bool(number)
        )


def _as_certain_as(block: Block, unit: Unit) -> Unit:
    unit.confidence = block.confidence
    return unit


def _sentences(page: int, block_number: int, block: Block) -> Iterator[Unit]:
    before = 0
    for start, end in sentence_spans(block.text):
        in_line = start > 0 and "\n" not in block.text[before:start]
        boxes = _boxes(block, start, end)
        yield Unit(block.text[start:end], "sentence", page, block_number, boxes, follows_in_line=in_line)
        before = end


def _row_units(page: int, block_number: int, block: Block) -> Iterator[Unit]:
    lines = block.text.split("\n")
    lead, at = None, 0
    for number, line in enumerate(lines):
        boxes = _boxes(block, at, at + len(line))
        at += len(line) + 1
        if number == 0 and len(lines) == len(block.rows):
            lead = Unit(line, "header", page, block_number, boxes)
        else:
            yield Unit(line, "row", page, block_number, boxes, whole=block_number + 1, lead=lead)


def _boxes(block: Block, start: int = 0, end: int | None = None) -> tuple[Box, ...]:
    if not block.spans:
        return (block.box,) if block.box else ()
    end = len(block.text) if end is None else end
    return tuple(span.box for span in block.spans if span.start < end and span.end > start)


def _parts(text: str, budget: int) -> Iterator[str]:
    pieces = _pieces(text, budget)
    part, size = "", 0
    for piece, tokens in zip(pieces, count_each(pieces), strict=True):
        if part and size + tokens > budget:
            yield part.strip()
            part, size = "", 0
        part += piece
        size += tokens
    if part.strip():
        yield part.strip()


def _pieces(text: str, budget: int) -> list[str]:
    """Return the text in the largest pieces within the budget, cut at the strongest joints that do it."""
    for joint in ("; ", ". ", ", ", " "):
        pieces = [piece + joint for piece in text.split(joint)]
        pieces[-1] = pieces[-1].removesuffix(joint)
        if max(count_each(pieces)) <= budget:
            return [piece for piece in pieces if piece]
    # No space for pages on end: not language, so any place will do. No letter takes more than four tokens.
    step = max(1, budget // 4)
    return [text[at : at + step] for at in range(0, len(text), step)]
