"""Finds the lines that repeat at the top or bottom of many pages, so that they do not sit in every passage."""

import re
from collections import Counter
from collections.abc import Sequence

from knowledge.extract.lines import to_lines
from knowledge.extract.pdf_page import PageContent, Piece

MARGIN_SHARE = 0.13
MAX_MARGIN_LINES = 4
SAME_HEIGHT_SHARE = 0.02
FIGURES = re.compile(r"\d+|\b[ivxl]{1,5}\b")
# What is left of "Page 3 of 12" or "- 3 -" once its figures are gone.
PAGE_NUMBER = re.compile(r"^(?:page|p\.|pg\.?|página|pág\.?|seite|of|de|/|\||[-–—.\s#()\[\]])*$", re.IGNORECASE)

# (what the line says with its figures left out, its height as a share of the page)
Margin = tuple[str, float]


def margin_lines(content: PageContent) -> list[tuple[Margin, Piece]]:
    """Return the few lines that stand in the page's top or bottom margin."""
    if not content.pieces or not content.height:
        return []
    top, bottom = MARGIN_SHARE * content.height, (1 - MARGIN_SHARE) * content.height
    above = to_lines([piece for piece in content.pieces if piece.middle < top])[:MAX_MARGIN_LINES]
    below = to_lines([piece for piece in content.pieces if piece.middle > bottom])[-MAX_MARGIN_LINES:]
    return [((running_key(line.text), line.middle / content.height), line) for line in (*above, *below)]


def running_key(text: str) -> str:
    return FIGURES.sub("#", text.lower()).strip()


def is_page_number(key: str) -> bool:
    return "#" in key and bool(PAGE_NUMBER.match(key))


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
    return {key for key, _ in own if counts[key] >= (1 if is_page_number(key) else needed)}


def _is_same(key: str, at: float, other: Margin) -> bool:
    return key == other[0] and abs(at - other[1]) <= SAME_HEIGHT_SHARE
