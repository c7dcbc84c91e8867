"""Finds the lines that repeat at the top or bottom of many pages, so that they do not sit in every passage."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from knowledge.extract.lines import to_lines
from knowledge.extract.page_content import PageContent, Piece
from knowledge.extract.ruled import frames

MARGIN_SHARE = 0.13
MAX_MARGIN_LINES = 4
SAME_HEIGHT_SHARE = 0.02
# Header and footer stand off from the text by this many letter heights.
EDGE_GAP = 0.8
FIGURES = re.compile(r"\d+|\b[ivxl]{1,5}\b")
# What is left of "Page 3 of 12" or "- 3 -" once its figures are gone.
PAGE_NUMBER = re.compile(r"^(?:page|p\.|pg\.?|página|pág\.?|seite|of|de|/|\||[-–—.\s#()\[\]])*$", re.IGNORECASE)

# A line such as "Your rights 12": its words change with the chapter, its number goes up with the page.
COUNTED = "counted:"

# (what the line says with its figures left out, its height as a share of the page)
Margin = tuple[str, float]


def margin_lines(content: PageContent) -> list[tuple[Margin, Piece]]:
    """Return the few lines that stand in the page's top or bottom margin, apart from the text and from tables."""
    if not content.pieces or not content.height:
        return []
    top, bottom = MARGIN_SHARE * content.height, (1 - MARGIN_SHARE) * content.height
    framed = [frame.area for frame in frames(content.rules)]
    high, low = 1.5 * top, bottom - 0.5 * top
    above = to_lines([piece for piece in content.pieces if piece.middle < high])[: MAX_MARGIN_LINES + 1]
    below = to_lines([piece for piece in content.pieces if piece.middle > low])[-MAX_MARGIN_LINES - 1 :]
    lines = [line for line in _apart(above, 1) if line.middle < top]
    lines += [line for line in _apart(below[::-1], -1) if line.middle > bottom]
    return [
        ((key, line.middle / content.height), line)
        for line in lines
        if not any(area.y0 <= line.middle <= area.y1 for area in framed)
        for key in _keys(line.text, content.number)
    ]


def _apart(lines: Sequence[Piece], direction: int) -> Sequence[Piece]:
    """Return the lines from the page's edge to the last wide gap; the head of a table is not set off like that."""
    end = 0
    for at, (outer, inner) in enumerate(pairwise(lines)):
        gap = inner.y0 - outer.y1 if direction > 0 else outer.y0 - inner.y1
        if gap >= EDGE_GAP * min(outer.size, inner.size):
            end = at + 1
    return lines[:end] if len(lines) > 1 else lines


def running_key(text: str) -> str:
    return FIGURES.sub("#", text.lower()).strip()


def _keys(text: str, page_number: int) -> list[str]:
    """Return the line's key, and one more if it opens or closes with a number that counts the pages."""
    keys = [running_key(text)]
    words = text.split()
    if len(words) > 1:
        keys += [
            f"{COUNTED}{place}{int(word) - page_number}"
            for place, word in (("first", words[0]), ("last", words[-1]))
            if word.isdecimal() and len(word) <= 4
        ]
    return keys


def is_page_number(key: str) -> bool:
    return 0 < key.count("#") <= 2 and bool(PAGE_NUMBER.match(key))


def repeated(own: Sequence[Margin], others: Sequence[Sequence[Margin]]) -> set[str]:
    """Return the keys of this page's margin lines that neighbouring pages have at the same height.

    Two other pages must agree, or the only other page there is. A page number counts at its first repetition.
    """
    needed = min(2, len(others))
    if not needed:
        return set()
    counts: Counter[str] = Counter()
    for margins in others:
        counts.update({key for key, at in own if any(_is_same(key, at, margin) for margin in margins)})
    return {key for key, _ in own if counts[key] >= (1 if is_page_number(key) or key.startswith(COUNTED) else needed)}


def _is_same(key: str, at: float, other: Margin) -> bool:
    return key == other[0] and abs(at - other[1]) <= SAME_HEIGHT_SHARE
