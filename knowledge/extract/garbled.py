"""Text of a page whose letters are stored as others, while the rest of the page can be trusted.

A font that a program has numbered anew, without a table of what its numbers mean, gives "7KHDQQXDO" or signs that no
text holds for "The annual". Such text is no text of the page: it is taken out and read from the page's picture.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from knowledge.extract.lines import union
from knowledge.extract.page_content import Area, PageContent, Piece
from knowledge.extract.reading import Region
from knowledge.extract.text_layer import (
    COMMON_PAIR_SHARE_OF_FEW,
    LOST_SIGN,
    RUN_ON,
    WORD,
    has_strange_pairs,
    is_garbled,
)

# Signs of which a text that is garbled has some: looked for on every page, as all else costs more.
CONTROL = re.compile(r"[\x01\x03-\x08\x0e-\x1f]")
# Not the parts of large brackets, which formulas are set with, and not one such sign alone between others.
SURE = re.compile(r"[\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8e4]{3}|[^\W_]{2}[\x01\x03-\x08\x0e-\x1f][^\W_]{2}")
LEAST_SIGNS = 24
LEAST_SURE = 3
LEAST_RUNS = 2
# Only so many parts of a page are recognised, the page's pictures among them.
MOST_REGIONS = 3
NEXT_LINE = 1.2
# Letters may be missing at the ends of a line, and between its parts: their numbers mean an end of a line, or nothing.
SIDE_MARGIN = 2.0
MARGIN = 3.0


def leave_out_garbled(content: PageContent) -> None:
    """Take the pieces that are garbled out of the page, and keep them apart."""
    if not _may_be_garbled(content.text) or content.text_layer is None:
        return
    fonts: dict[bytes, list[Piece]] = defaultdict(list)
    for piece in content.pieces:
        fonts[content.text_layer.font_of(piece)].append(piece)
    garbled = {id(piece) for pieces in fonts.values() if _is_garbled_font(pieces) for piece in pieces}
    if garbled:
        content.garbled = [piece for piece in content.pieces if id(piece) in garbled]
        content.unseen += [piece.text for piece in content.garbled]
        content.pieces = [piece for piece in content.pieces if id(piece) not in garbled]


def is_all_garbled(content: PageContent) -> bool:
    """True for a page of which too little, or nothing, can be trusted besides what is taken out."""
    if not content.garbled:
        return is_garbled(content.text)
    rest = "\n".join(piece.text for piece in content.pieces)
    return len(rest) < sum(len(piece.text) for piece in content.garbled) or is_garbled(rest)


def regions_of_garbled(content: PageContent) -> list[Region]:
    """Return the parts of the page where garbled text stands; one for all of many."""
    areas = _joined(content.garbled)
    return [_region(area, content) for area in (areas if len(areas) <= MOST_REGIONS else [union(areas)])]


def _may_be_garbled(text: str) -> bool:
    return bool(CONTROL.search(text) or LOST_SIGN.search(text) or RUN_ON.search(text))


def _is_garbled_font(pieces: Sequence[Piece]) -> bool:
    text = "\n".join(piece.text for piece in pieces)
    if sum(map(len, text.split())) < LEAST_SIGNS or not is_garbled(text):
        return False
    runs = RUN_ON.findall(text)
    # Letters that are right but for the spaces between them are read by the page's own text, as far as they go.
    is_run_together = len(runs) >= LEAST_RUNS and has_strange_pairs(
        WORD.findall(" ".join(runs)), COMMON_PAIR_SHARE_OF_FEW
    )
    return is_run_together or len(SURE.findall(text)) >= LEAST_SURE


def _joined(pieces: Sequence[Piece]) -> list[Area]:
    """Return the areas of lines that follow one another."""
    areas: list[Area] = []
    for piece in sorted(pieces, key=lambda part: part.y0):
        near = [area for area in areas if _is_next(area, piece)]
        areas = [area for area in areas if area not in near]
        side = SIDE_MARGIN * (piece.y1 - piece.y0)
        areas.append(union([*near, Area(piece.x0 - side, piece.y0, piece.x1 + side, piece.y1)]))
    return areas


def _is_next(area: Area, piece: Piece) -> bool:
    gap = NEXT_LINE * (piece.y1 - piece.y0)
    return piece.y0 - area.y1 < gap and piece.x0 < area.x1 + gap and piece.x1 > area.x0 - gap


def _region(area: Area, content: PageContent) -> Region:
    return Region(
        max(0.0, area.x0 - MARGIN) / content.width,
        max(0.0, area.y0 - MARGIN) / content.height,
        min(content.width, area.x1 + MARGIN) / content.width,
        min(content.height, area.y1 + MARGIN) / content.height,
    )
