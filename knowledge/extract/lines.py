"""Joins pieces of text to lines and lines to running text, with the place of every line kept."""

import re
from collections.abc import Container, Iterable, Sequence
from functools import cached_property

from knowledge.extract.page_content import SOFT_HYPHEN, Area, PageContent, Piece, join_pieces
from knowledge.extract.types import Box, Span

# Words that keep their hyphen when a line ends behind it, because the rest is a word of its own.
HYPHEN_STARTS = (
    "after all anti before benefit child cost co day de drug ex family first for four full health high hour in "
    "life long low mid mail multi non of off on one open opt out over part pay per post pre re self semi short "
    "six tax third three twelve two under up well year"
)
KEPT_STARTS = frozenset(HYPHEN_STARTS.split())
LEADER = re.compile(r"(?:\s?[.·_…]){5,}\s?")
LEADER_SIGNS, LEADER_LENGTH = ".·_…", 5
LAST_WORD = re.compile(r"[^\W\d_]+$")
FIRST_WORD = re.compile(r"^[^\W\d_]+")


class Lexicon(Container[str]):
    """The page's own words, by which hyphens at line ends are judged: listed once one is, which few pages need."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces

    def __contains__(self, word: object) -> bool:
        return word in self._words

    @cached_property
    def _words(self) -> set[str]:
        return {word.strip(".,;:()!?").lower() for piece in self._pieces for word in piece.text.split()}


def box_of(content: PageContent, area: Area | Piece) -> Box:
    """Return the area as shares of the page."""
    x0, y0, x1, y1, width, height = area.x0, area.y0, area.x1, area.y1, content.width, content.height
    if 0 < x0 <= width and 0 < x1 <= width and 0 < y0 <= height and 0 < y1 <= height:
        # Nearly all stand on the page: the same as below in half the time.
        return Box(content.number, x0 / width, y0 / height, x1 / width, y1 / height)
    return Box(content.number, _share(x0, width), _share(y0, height), _share(x1, width), _share(y1, height))


def union(parts: Iterable[Area | Piece]) -> Area:
    sides = [(part.x0, part.y0, part.x1, part.y1) for part in parts]
    x0, y0, x1, y1 = zip(*sides, strict=True)
    return Area(min(x0), min(y0), max(x1), max(y1))


def to_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces as whole lines from top to bottom; pieces at the same height become one."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda part: (part.middle, part.x0)):
        if lines and _is_same_line(lines[-1], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [line[0] if len(line) == 1 else _join(sorted(line, key=lambda part: part.x0)) for line in lines]


def run_together(
    content: PageContent, lines: Sequence[Piece], lexicon: Container[str], *, joint: str = " "
) -> tuple[str, tuple[Span, ...]]:
    """Return the lines as one text, hyphens at line ends resolved, and where each line's text stands."""
    text = ""
    spans: list[Span] = []
    for line in lines:
        piece = (LEADER.sub(" … ", line.text) if _may_have_leader(line.text) else line.text).strip()
        if not piece:
            continue
        text += _link(text, piece, lexicon, joint) if text else ""
        text = _without_soft_hyphen(text, piece, lexicon)
        spans.append(Span(len(text), len(text) + len(piece), box_of(content, line)))
        text += piece
    if text.endswith(SOFT_HYPHEN):
        text = text[:-1] + "-"
    return text, tuple(spans)


def has_leader(text: str) -> bool:
    """Whether LEADER is found in the text; of nearly all lines told without looking for it."""
    return _may_have_leader(text) and LEADER.search(text) is not None


def _may_have_leader(text: str) -> bool:
    return sum(map(text.count, LEADER_SIGNS)) >= LEADER_LENGTH


def _share(value: float, whole: float) -> float:
    return min(1.0, max(0.0, value / whole)) if whole else 0.0


def _is_same_line(line: Sequence[Piece], piece: Piece) -> bool:
    before = line[-1]
    height = min(before.y1 - before.y0, piece.y1 - piece.y0)
    return abs(before.middle - piece.middle) < 0.4 * height and all(
        piece.x0 >= part.x1 - 0.5 * height or piece.x1 <= part.x0 + 0.5 * height for part in line
    )


def _join(pieces: Sequence[Piece]) -> Piece:
    longest = max(pieces, key=lambda piece: piece.word_count)
    return join_pieces(pieces, size=longest.size, is_bold=all(piece.is_bold for piece in pieces))


def _link(text: str, piece: str, lexicon: Container[str], joint: str) -> str:
    if text.endswith(SOFT_HYPHEN):
        return ""
    is_hyphen = text.endswith("-") and len(text) > 1 and text[-2].isalnum()
    return "" if is_hyphen and piece[0].isalnum() else joint


def _without_soft_hyphen(text: str, piece: str, lexicon: Container[str]) -> str:
    """Decide what a hyphen at the line's end was: a part of the word, or put there to break it."""
    if not text.endswith((SOFT_HYPHEN, "-")) or not piece[0].isalnum():
        return text
    stem = text[:-1]
    left, right = LAST_WORD.search(stem), FIRST_WORD.match(piece)
    if left is None or right is None or not piece[0].islower():
        return stem + "-"
    first, second = left.group().lower(), right.group().lower()
    if first + second in lexicon:
        return stem
    if f"{first}-{second}" in lexicon or first in KEPT_STARTS or (first in lexicon and second in lexicon):
        return stem + "-"
    return stem
