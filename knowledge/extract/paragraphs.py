"""From lines in reading order to headings, paragraphs and lists."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from statistics import median

from knowledge.extract.lines import box_of, has_leader, run_together, to_lines, union
from knowledge.extract.page_content import PageContent, Piece, join_pieces
from knowledge.extract.types import Block

BULLETS = "•▪●◦‣∙·■□○◆◇►▶➢➤✓✔❖»→–—*\uf0b7\uf0a7\uf0d8\uf0fc\uf076o"
BULLET_START = re.compile(rf"^(?:[{BULLETS}]|-|\(?(?:\d{{1,2}}|[a-zA-Z]|[ivx]{{1,4}})[.)])\s+\S")
BULLET_ONLY = re.compile(rf"^(?:[{BULLETS}]|-|\(?(?:\d{{1,2}}|[a-zA-Z]|[ivx]{{1,4}})[.)])$")
SIGN_BULLET = re.compile(rf"^[{BULLETS}]\s+")
SENTENCE_END = (".", "!", "?", ":", ";", "”", '"', "…")
# How far the text behind a bullet may stand, in letter heights.
BULLET_REACH = 5.0
# Distances between lines count in letter heights. A paragraph begins where one is this much larger than usual.
ENOUGH_PITCHES = 4
# Where half of the lines are set evenly, a small step is enough.
EVEN_SHARE = 0.04
SURE_SHARE = 1.18
NEW_PARAGRAPH_SHARE = 1.33
NEW_PARAGRAPH_PITCH = 1.5
SIZE_CHANGE = 0.12
INDENT = 1.0
MAX_HEADING_WORDS = 22
MAX_CAPITAL_WORDS = 10
MAX_NUMBERED_WORDS = 10
MAX_HEADING_LINES = 3
MAX_BOLD_HEADING_WORDS = 14
# (share of the body's letter height, heading level); bold text of the body's height is the lowest level.
HEADING_SIZES = ((1.75, 1), (1.4, 2), (1.13, 3))
BOLD_LEVEL = 4


def join_bullets(pieces: Sequence[Piece]) -> list[Piece]:
    """Put a bullet or item number together with its text, which may stand far enough to look like a column."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before is not None and BULLET_ONLY.match(before.text) and _follows(before, piece):
            joined[-1] = join_pieces([before, piece], size=piece.size, is_bold=piece.is_bold)
        else:
            joined.append(piece)
    return joined


def text_blocks(
    content: PageContent, pieces: Sequence[Piece], *, body_size: float, lexicon: Container[str]
) -> Iterator[Block]:
    groups = list(_groups(to_lines(pieces)))
    at = 0
    while at < len(groups):
        items = _items_from(groups, at)
        group = groups[at]
        at += max(len(items), 1)
        level = heading_level(group, body_size) if len(items) < 2 else 0
        if not level and len(items) == 1 and _is_numbered_heading(group):
            level = BOLD_LEVEL
        if level:
            yield from _block(content, "heading", group, lexicon, level)
        elif items:
            yield from _list(content, items, lexicon)
        else:
            yield from _block(content, "paragraph", group, lexicon)


def _items_from(groups: Sequence[Sequence[Piece]], at: int) -> list[Sequence[Piece]]:
    """Return the items of the list that begins here, none if none does."""
    items = []
    for group in groups[at:]:
        if not _is_item(group[0]):
            break
        items.append(group)
    return items


def _is_item(line: Piece) -> bool:
    return bool(BULLET_START.match(line.text)) or has_leader(line.text)


def _is_numbered_heading(group: Sequence[Piece]) -> bool:
    """True for a short numbered line on its own, such as "4. Plans" over a paragraph of a letter."""
    text = group[0].text
    is_short = len(group) == 1 and 2 <= group[0].word_count <= MAX_NUMBERED_WORDS
    return is_short and text[0].isdigit() and text[-1].isalnum() and not has_leader(text)


def heading_level(group: Sequence[Piece], body_size: float) -> int:
    """Return the level of the heading that these lines are, 0 if they are none."""
    text = " ".join(line.text for line in group)
    words = len(text.split())
    if (
        len(group) > MAX_HEADING_LINES
        or words > MAX_HEADING_WORDS + 10 * text.endswith("?")
        or not any(sign.isalpha() for sign in text)
    ):
        return 0
    if BULLET_START.match(text) and SIGN_BULLET.match(text):
        return 0
    share = group[0].size / body_size if body_size else 1.0
    is_bold = all(line.is_bold for line in group)
    if is_bold and text.endswith("?"):
        return BOLD_LEVEL if share < HEADING_SIZES[-1][0] else HEADING_SIZES[-1][1]
    is_sentence = text.endswith((".", ",", ";")) and words > 6
    for least, level in HEADING_SIZES:
        if share >= least:
            return 0 if is_sentence else level
    if is_sentence or share < 0.9 or words > MAX_BOLD_HEADING_WORDS or text.endswith((".", ",", ";")):
        return 0
    is_capitals = len(group) == 1 and words <= MAX_CAPITAL_WORDS and text.isupper() and len(text) >= 4
    return BOLD_LEVEL if is_bold or is_capitals else 0


def _groups(lines: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the lines of one paragraph, item or heading at a time."""
    if not lines:
        return
    pitches = [(below.y1 - above.y1) / max(above.size, 1.0) for above, below in pairwise(lines)]
    limit = _paragraph_pitch(pitches)
    group = [lines[0]]
    for line, pitch in zip(lines[1:], pitches, strict=True):
        if _is_set_apart(group[-1], line, pitch, limit) or _is_new(group, line):
            yield group
            group = []
        group.append(line)
    yield group


def _paragraph_pitch(pitches: Sequence[float]) -> float:
    """Return from which distance between two lines on a new paragraph begins."""
    regular = [pitch for pitch in pitches if 0.8 < pitch < 2.6]
    if len(regular) < ENOUGH_PITCHES:
        return NEW_PARAGRAPH_PITCH
    usual = median(regular)
    is_even = sum(abs(pitch - usual) < EVEN_SHARE * usual for pitch in regular) >= 0.5 * len(regular)
    return usual * SURE_SHARE if is_even else max(usual * NEW_PARAGRAPH_SHARE, NEW_PARAGRAPH_PITCH)


def _is_set_apart(before: Piece, line: Piece, pitch: float, limit: float) -> bool:
    if pitch > limit or pitch < 0.2:
        return True
    return abs(line.size - before.size) > SIZE_CHANGE * max(line.size, before.size)


def _is_new(group: Sequence[Piece], line: Piece) -> bool:
    """True if a line set as close as any other still begins a paragraph or an item of its own."""
    before = group[-1]
    if BULLET_START.match(line.text) and not _is_wrapped_number(group, line):
        return True
    if has_leader(before.text):
        return True
    left, right = group[0].x0, max(line.x1, *(part.x1 for part in group))
    is_short = before.x1 < right - 0.25 * (right - left)
    if line.is_bold != before.is_bold and not line.text[0].islower() and (is_short or _is_bold_start(group, line)):
        return True
    if len(group) == 1 and is_short and line.text[0].isupper() and not _ends(before):
        return True
    if BULLET_START.match(group[0].text):
        # Under an item, text that goes back to the item's own edge is no longer part of it.
        return line.x0 < left - 2 or (line.x0 < left + 2 and is_short and _ends(before))
    if line.x0 > before.x0 + INDENT * line.size and len(group) > 1:
        return _ends(before)
    return is_short and _ends(before)


def _is_wrapped_number(group: Sequence[Piece], line: Piece) -> bool:
    """True for a line that only looks like an item because a sentence broke before a dash or before "a."."""
    if SIGN_BULLET.match(line.text) and line.text[0] not in "–—-":
        return False
    return not _ends(group[-1]) and abs(line.x0 - group[-1].x0) < 2 and not BULLET_START.match(group[0].text)


def _is_bold_start(group: Sequence[Piece], line: Piece) -> bool:
    return len(group) == 1 and group[0].is_bold and not line.is_bold and group[0].word_count <= MAX_BOLD_HEADING_WORDS


def _ends(line: Piece) -> bool:
    return line.text.endswith(SENTENCE_END)


def _follows(bullet: Piece, piece: Piece) -> bool:
    height = max(bullet.y1 - bullet.y0, piece.y1 - piece.y0)
    return abs(bullet.middle - piece.middle) < 0.5 * height and -1 <= piece.x0 - bullet.x1 < BULLET_REACH * height


def _block(
    content: PageContent, kind: str, lines: Sequence[Piece], lexicon: Container[str], level: int = 0
) -> Iterator[Block]:
    text, spans = run_together(content, lines, lexicon)
    if text:
        yield Block(kind, text, box_of(content, union(lines)), level, spans=spans)


def _list(content: PageContent, items: Sequence[Sequence[Piece]], lexicon: Container[str]) -> Iterator[Block]:
    text = ""
    spans = []
    for lines in items:
        item, places = run_together(content, lines, lexicon)
        if not item:
            continue
        start = len(text) + 1 if text else 0
        # The sign keeps its length, so the places stay right.
        item = "•" + item[1:] if SIGN_BULLET.match(item) else item
        text = f"{text}\n{item}" if text else item
        spans += [type(place)(start + place.start, start + place.end, place.box) for place in places]
    if text:
        yield Block(
            "list", text, box_of(content, union([line for lines in items for line in lines])), 0, (), tuple(spans)
        )
