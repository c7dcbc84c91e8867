"""Cuts pages into sections: the headings of one, where it stands under others, and all that follows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from knowledge.extract.types import Block, ExtractedPage
from knowledge.index.units import (
    Unit,
    bounded,
    count_tokens_of,
    heading_unit,
    least_certain,
    tokens_of,
    units_of,
    with_leads,
)
from knowledge.text.tokens import count_tokens

PATH_JOINT = " > "
MAX_HEADING_CHARACTERS = 120
# Sections: one by one, to count their tokens takes longer than to cut them.
COUNTED_AT_ONCE = 64
# A heading this far (as a share of the page) right of what follows it stands over a column, not over that.
COLUMN_SHARE = 0.15
CONTINUES = (".", "!", "?", ":", ";", "”", '"', ")")


@dataclass(slots=True)
class Section:
    path: tuple[str, ...]
    headings: list[Unit] = field(default_factory=list)
    body: list[Unit] = field(default_factory=list)

    @property
    def tokens(self) -> int:
        return tokens_of(with_leads([*self.headings, *self.body]))


def cut_sections(pages: Iterable[ExtractedPage], max_tokens: int) -> Iterator[Section]:
    """Yield the sections in reading order, their units counted and none larger than a passage."""
    sections = (section for section in _sections(pages) if section.headings or section.body)
    while batch := list(islice(sections, COUNTED_AT_ONCE)):
        for section in batch:
            _join_across_pages(section)
        count_tokens_of([unit for section in batch for unit in (*section.headings, *section.body)])
        for section in batch:
            _measure(section, max_tokens)
            yield section


def _sections(pages: Iterable[ExtractedPage]) -> Iterator[Section]:
    section = Section(())
    path: list[Block] = []
    placed = ((page, block) for page in pages for block in page.blocks)
    for block_number, (page, block) in enumerate(placed):
        if block.kind == "heading":
            path = [above for above in path if max(above.level, 1) < max(block.level, 1)]
            path.append(block)
            if section.body:
                yield section
                section = Section(())
            section.path = _names(path)
            section.headings.append(heading_unit(page.number, block_number, block))
            continue
        if path and _stands_beside(path[-1], block):
            path = [above for above in path if not _stands_beside(above, block)]
            yield section
            section = Section(_names(path))
        section.body += units_of(page.number, block_number, block)
    yield section


def _names(path: Sequence[Block]) -> tuple[str, ...]:
    return tuple(heading.text[:MAX_HEADING_CHARACTERS] for heading in path)


def _stands_beside(heading: Block, block: Block) -> bool:
    """True if the heading belongs to a column, and the block reaches over the columns to its left."""
    if heading.box is None or block.box is None or heading.box.page != block.box.page:
        return False
    reaches_left = heading.box.x0 - block.box.x0 > COLUMN_SHARE
    is_centred = abs(heading.box.x0 + heading.box.x1 - block.box.x0 - block.box.x1) < COLUMN_SHARE
    return reaches_left and not is_centred


def _join_across_pages(section: Section) -> None:
    """Make one unit of a sentence that a page break has cut in two."""
    joined: list[Unit] = []
    for unit in section.body:
        last = joined[-1] if joined else None
        if last is not None and _is_rest(last, unit):
            last.text = f"{last.text} {unit.text}"
            last.boxes += unit.boxes
            last.confidence = least_certain([last, unit])
        else:
            joined.append(unit)
    section.body = joined


def _is_rest(last: Unit, unit: Unit) -> bool:
    if last.kind != "sentence" or unit.kind != "sentence" or unit.page != last.page + 1:
        return False
    return not last.text.endswith(CONTINUES) and unit.text[0].islower()


def _measure(section: Section, max_tokens: int) -> None:
    """Divide what is longer than a passage, and free tables longer than one."""
    room = max(max_tokens - tokens_of(section.headings), max_tokens // 2)
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
    section.body = [part for unit in section.body for part in bounded(unit, room)]
