"""Cuts pages into passages: each about one thing, whole sentences and whole table rows, with its place.

A heading opens a passage and stays with what follows. Sections too short to be found alone are put together
under their common parent. A table that fits is kept in one piece; of a longer one every row still names its
headers. Where a section goes on in the next passage, its last sentences are repeated there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from knowledge.extract.types import Block, Box, ExtractedPage
from knowledge.sentences import sentence_spans
from knowledge.tokens import count_each, count_tokens

PassageKind = Literal["text", "table"]

# A passage this full (as a share of the most it may hold) ends with its page, so that a citation opens one page.
PAGE_END_SHARE = 0.12
# Sections below this share are put together with their neighbours.
SHORT_SHARE = 0.25
PATH_JOINT = " > "
MAX_HEADING_CHARACTERS = 120
# A heading this far (as a share of the page) right of what follows it stands over a column, not over that.
COLUMN_SHARE = 0.15
MAX_BOXES = 40
CONTINUES = (".", "!", "?", ":", ";", "”", '"', ")")


@dataclass(frozen=True, slots=True)
class PassageDraft:
    ordinal: int
    page_number: int
    page_to: int
    heading: str
    text: str
    kind: PassageKind
    token_count: int
    boxes: tuple[Box, ...]
    # Of the least certain line in it that was recognised in a picture.
    confidence: float | None = None


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


@dataclass(slots=True)
class Section:
    path: tuple[str, ...]
    headings: list[Unit] = field(default_factory=list)
    body: list[Unit] = field(default_factory=list)

    @property
    def tokens(self) -> int:
        return _tokens(_with_leads([*self.headings, *self.body]))


def split(pages: Iterable[ExtractedPage], *, max_tokens: int = 500, overlap_tokens: int = 50) -> list[PassageDraft]:
    """Return the passages of a document in reading order; equal pages always give equal passages."""
    sections = _sections(pages, max_tokens)
    cut = [
        (_common_path(group), units)
        for group in _grouped(sections, max_tokens)
        for units in _passages(group, max_tokens, overlap_tokens)
    ]
    texts = [_text_of(units) for _, units in cut]
    # All at once: one by one, to count them takes longer than to cut them.
    counted = zip(cut, texts, count_each(texts), strict=True)
    return [
        _draft(ordinal, path, units, text=text, token_count=tokens)
        for ordinal, ((path, units), text, tokens) in enumerate(counted)
    ]


def _sections(pages: Iterable[ExtractedPage], max_tokens: int) -> list[Section]:
    sections = [Section(())]
    path: list[Block] = []
    placed = [(page, block) for page in pages for block in page.blocks]
    for block_number, (page, block) in enumerate(placed):
        if block.kind == "heading":
            path = [above for above in path if max(above.level, 1) < max(block.level, 1)]
            path.append(block)
            if sections[-1].body:
                sections.append(Section(()))
            sections[-1].path = _names(path)
            heading = Unit(block.text, "heading", page.number, block_number, _boxes(block))
            sections[-1].headings.append(_as_certain_as(block, heading))
            continue
        if path and _stands_beside(path[-1], block):
            path = [above for above in path if not _stands_beside(above, block)]
            sections.append(Section(_names(path)))
        sections[-1].body += [_as_certain_as(block, unit) for unit in _units(page.number, block_number, block)]
    sections = [section for section in sections if section.headings or section.body]
    for section in sections:
        _join_across_pages(section)
    _count_tokens([unit for section in sections for unit in (*section.headings, *section.body)])
    for section in sections:
        _measure(section, max_tokens)
    return sections


def _as_certain_as(block: Block, unit: Unit) -> Unit:
    unit.confidence = block.confidence
    return unit


def _names(path: Sequence[Block]) -> tuple[str, ...]:
    return tuple(heading.text[:MAX_HEADING_CHARACTERS] for heading in path)


def _stands_beside(heading: Block, block: Block) -> bool:
    """True if the heading belongs to a column, and the block reaches over the columns to its left."""
    if heading.box is None or block.box is None or heading.box.page != block.box.page:
        return False
    reaches_left = heading.box.x0 - block.box.x0 > COLUMN_SHARE
    is_centred = abs(heading.box.x0 + heading.box.x1 - block.box.x0 - block.box.x1) < COLUMN_SHARE
    return reaches_left and not is_centred


def _units(page: int, block_number: int, block: Block) -> Iterator[Unit]:
    if block.kind == "table":
        yield from _row_units(page, block_number, block)
        return
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


def _join_across_pages(section: Section) -> None:
    """Make one unit of a sentence that a page break has cut in two."""
    joined: list[Unit] = []
    for unit in section.body:
        last = joined[-1] if joined else None
        if last is not None and _is_rest(last, unit):
            last.text = f"{last.text} {unit.text}"
            last.boxes += unit.boxes
            last.confidence = _least_certain([last, unit])
        else:
            joined.append(unit)
    section.body = joined


def _is_rest(last: Unit, unit: Unit) -> bool:
    if last.kind != "sentence" or unit.kind != "sentence" or unit.page != last.page + 1:
        return False
    return not last.text.endswith(CONTINUES) and unit.text[0].islower()


def _count_tokens(units: Sequence[Unit]) -> None:
    # One more for the line end or space between two units.
    for unit, tokens in zip(units, count_each([unit.text for unit in units]), strict=True):
        unit.tokens = tokens + 1


def _measure(section: Section, max_tokens: int) -> None:
    """Divide what is longer than a passage, and free tables longer than one."""
    room = max(max_tokens - _tokens(section.headings), max_tokens // 2)
    sizes: dict[int, int] = {}
    for unit in section.body:
        if unit.lead is not None and not unit.lead.tokens:
            unit.lead.tokens = count_tokens(unit.lead.text) + 1
            sizes[unit.whole] = unit.lead.tokens
        if unit.whole:
            sizes[unit.whole] = sizes.get(unit.whole, 0) + unit.tokens
    for unit in section.body:
        if sizes.get(unit.whole, 0) > room:
            unit.whole = 0
    section.body = [part for unit in section.body for part in _bounded(unit, room)]


def _tokens(units: Iterable[Unit]) -> int:
    return sum(unit.tokens for unit in units)


def _with_leads(units: Iterable[Unit]) -> list[Unit]:
    """Return the units with each table's header before its first row among them."""
    led: list[Unit] = []
    for unit in units:
        if unit.lead is not None and (not led or led[-1].block != unit.block):
            led.append(unit.lead)
        led.append(unit)
    return led


def _bounded(unit: Unit, room: int) -> Iterator[Unit]:
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


def _grouped(sections: Sequence[Section], max_tokens: int) -> Iterator[list[Section]]:
    """Yield sections that share passages: a short one with its neighbours under the same parent."""
    short = max_tokens * SHORT_SHARE
    group: list[Section] = []
    size = 0
    for section in sections:
        fits = size + section.tokens <= max_tokens and min(size, section.tokens) < short
        if group and fits and _is_near(group[-1], section) and _is_related(group, section):
            group.append(section)
            size += section.tokens
            continue
        if group:
            yield group
        group, size = [section], section.tokens
    if group:
        yield group


def _is_near(before: Section, section: Section) -> bool:
    """True if both stand on one page, so that their passage has one page to open."""
    first, last = (section.headings or section.body)[0], (before.body or before.headings)[-1]
    return first.page == last.page


def _is_related(group: Sequence[Section], section: Section) -> bool:
    first = group[0].path
    return section.path[: len(first)] == first or section.path[:-1] == first[:-1]


def _common_path(group: Sequence[Section]) -> str:
    path = group[0].path
    for section in group[1:]:
        shared = [a for a, b in zip(path, section.path, strict=False) if a == b]
        path = path[: len(shared)]
    return PATH_JOINT.join(path)


def _passages(group: Sequence[Section], max_tokens: int, overlap_tokens: int) -> Iterator[list[Unit]]:
    if len(group) > 1:
        yield _with_leads(unit for section in group for unit in (*section.headings, *section.body))
        return
    passage = list(group[0].headings)
    target = _even_size(group[0].tokens, max_tokens, overlap_tokens)
    fresh = 0
    for whole in _wholes(group[0].body):
        size = _tokens(_with_leads(passage))
        added = _tokens(_with_leads([*passage, *whole])) - size
        is_page_end = bool(passage) and whole[0].page > passage[-1].page and size >= PAGE_END_SHARE * max_tokens
        if fresh and (is_page_end or size >= target or size + added > max_tokens):
            yield _with_leads(passage)
            # Nothing is repeated from the page before: the passage would then open at the wrong page.
            room = max_tokens - _tokens(_with_leads(whole))
            passage = [] if is_page_end else _overlap(passage, min(overlap_tokens, room))
            fresh = 0
        passage += whole
        fresh += len(whole)
    yield _with_leads(passage)


def _even_size(tokens: int, max_tokens: int, overlap_tokens: int) -> int:
    """Return how much of a section each of its passages takes, so that no small rest is left at the end."""
    if tokens <= max_tokens:
        return max_tokens
    count = -(-tokens // (max_tokens - overlap_tokens))
    return min(max_tokens, tokens // count + overlap_tokens)


def _wholes(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Yield units one by one, but the rows of a table that fits into a passage together."""
    together: list[Unit] = []
    for unit in units:
        if together and unit.whole and unit.whole == together[-1].whole:
            together.append(unit)
            continue
        if together:
            yield together
        together = [unit]
    if together:
        yield together


def _overlap(passage: Sequence[Unit], budget: int) -> list[Unit]:
    """Return the last whole sentences of the passage that fit into the budget; table rows are not repeated."""
    kept: list[Unit] = []
    size = 0
    for unit in reversed(passage):
        size += unit.tokens
        if unit.kind != "sentence" or size > budget:
            break
        kept.insert(0, unit)
    return kept


def _text_of(units: Sequence[Unit]) -> str:
    text = units[0].text
    for before, unit in pairwise(units):
        is_same_line = unit.follows_in_line and before.block == unit.block
        text += (" " if is_same_line else "\n") + unit.text
    return text


def _draft(ordinal: int, path: str, units: Sequence[Unit], *, text: str, token_count: int) -> PassageDraft:
    rows = _tokens(unit for unit in units if unit.kind in ("header", "row"))
    pages = [unit.page for unit in units] + [box.page for unit in units for box in unit.boxes]
    return PassageDraft(
        ordinal=ordinal,
        page_number=min(pages),
        page_to=max(pages),
        heading=path,
        text=text,
        kind="table" if rows * 2 >= _tokens(units) else "text",
        token_count=token_count,
        boxes=_merged(units),
        confidence=_least_certain(units),
    )


def _least_certain(units: Iterable[Unit]) -> float | None:
    return min((unit.confidence for unit in units if unit.confidence is not None), default=None)


def _merged(units: Sequence[Unit]) -> tuple[Box, ...]:
    """Return one box for each block that the passage takes part of, on each page."""
    boxes: dict[tuple[int, int], Box] = {}
    for unit in units:
        for box in unit.boxes:
            key = (unit.block, box.page)
            known = boxes.get(key)
            boxes[key] = box if known is None else _around(known, box)
    return tuple(boxes.values())[:MAX_BOXES]


def _around(one: Box, other: Box) -> Box:
    return Box(one.page, min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1))
