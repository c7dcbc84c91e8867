"""Cuts pages into passages: each about one thing, whole sentences and whole table rows, with its place.

A heading opens a passage and stays with what follows. Sections too short to be found alone are put together
under their common parent. A table that fits is kept in one piece; of a longer one every row still names its
headers. Where a section goes on in the next passage, its last sentences are repeated there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Literal

from knowledge.extract.types import Box, ExtractedPage
from knowledge.index.sections import PATH_JOINT, Section, cut_sections
from knowledge.index.units import Unit, least_certain, tokens_of, with_leads
from knowledge.text.tokens import count_each

PassageKind = Literal["text", "table"]

# A passage this full (as a share of the most it may hold) ends with its page, so that a citation opens one page.
PAGE_END_SHARE = 0.12
# Sections below this share are put together with their neighbours.
SHORT_SHARE = 0.25
MAX_BOXES = 40
COUNTED_AT_ONCE = 256


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


def split(pages: Iterable[ExtractedPage], *, max_tokens: int = 500, overlap_tokens: int = 50) -> list[PassageDraft]:
    """Return the passages of a document in reading order; equal pages always give equal passages."""
    return list(split_each(pages, max_tokens=max_tokens, overlap_tokens=overlap_tokens))


def split_each(pages: Iterable[ExtractedPage], *, max_tokens: int, overlap_tokens: int) -> Iterator[PassageDraft]:
    """Yield them as soon as their pages are there."""
    cut = (
        (_common_path(group), units)
        for group in _grouped(cut_sections(pages, max_tokens), max_tokens)
        for units in _passages(group, max_tokens, overlap_tokens)
    )
    ordinal = 0
    while batch := list(islice(cut, COUNTED_AT_ONCE)):
        texts = [_text_of(units) for _, units in batch]
        # Many at once: one by one, to count them takes longer than to cut them.
        for (path, units), text, tokens in zip(batch, texts, count_each(texts), strict=True):
            yield _draft(ordinal, path, units, text=text, token_count=tokens)
            ordinal += 1


def _grouped(sections: Iterable[Section], max_tokens: int) -> Iterator[list[Section]]:
    """Yield sections that share passages: a short one with its neighbours under the same parent."""
    short = max_tokens * SHORT_SHARE
    group: list[Section] = []
    size = 0
    for section in sections:
        tokens = section.tokens
        fits = size + tokens <= max_tokens and min(size, tokens) < short
        if group and fits and _is_near(group[-1], section) and _is_related(group, section):
            group.append(section)
            size += tokens
            continue
        if group:
            yield group
        group, size = [section], tokens
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
        yield with_leads(unit for section in group for unit in (*section.headings, *section.body))
        return
    passage = list(group[0].headings)
    size = tokens_of(passage)
    target = _even_size(group[0].tokens, max_tokens, overlap_tokens)
    fresh = 0
    for whole in _wholes(group[0].body):
        added = _added_tokens(passage, whole)
        is_page_end = bool(passage) and whole[0].page > passage[-1].page and size >= PAGE_END_SHARE * max_tokens
        if fresh and (is_page_end or size >= target or size + added > max_tokens):
            yield with_leads(passage)
            # Nothing is repeated from the page before: the passage would then open at the wrong page.
            room = max_tokens - tokens_of(with_leads(whole))
            passage = [] if is_page_end else _overlap(passage, min(overlap_tokens, room))
            size, added = tokens_of(passage), _added_tokens(passage, whole)
            fresh = 0
        passage += whole
        size += added
        fresh += len(whole)
    yield with_leads(passage)


def _added_tokens(passage: Sequence[Unit], whole: Sequence[Unit]) -> int:
    return tokens_of(with_leads(whole, behind=passage[-1] if passage else None))


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
    rows = tokens_of(unit for unit in units if unit.kind in ("header", "row"))
    pages = [unit.page for unit in units] + [box.page for unit in units for box in unit.boxes]
    return PassageDraft(
        ordinal=ordinal,
        page_number=min(pages),
        page_to=max(pages),
        heading=path,
        text=text,
        kind="table" if rows * 2 >= tokens_of(units) else "text",
        token_count=token_count,
        boxes=_merged(units),
        confidence=least_certain(units),
    )


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
