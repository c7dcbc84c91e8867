"""Judges whether a page's own text can be trusted, and which of its pictures may hold text to be recognised."""

import re

from knowledge.extract.language import little_words
from knowledge.extract.pdf_page import Area, PageContent, Picture
from knowledge.extract.reading import Region

# Signs that a font without a proper table of letters leaves behind.
LOST_SIGNS = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]|\(cid:\d+\)")
LETTER = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[A-Za-z]")
CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}", re.IGNORECASE)
LOST_SHARE = 0.12
FEW_WORDS = 8
JUDGED_WORDS = 25
# Prose of either language has at least one little word in eight; lists and tables have fewer, jumbled text none.
LITTLE_WORD_SHARE = 0.01
PICTURE_SHARE = 0.12
MANY_DRAWINGS = 60
REGION_SHARE = 0.035
MIN_REGION_SIDE = 36.0
MIN_REGION_PIXELS = 90
COVERED_WORDS = 6


def lacks_text(content: PageContent) -> bool:
    """True for a page that shows something but has next to no text of its own: a scan, or letters as drawings."""
    if content.word_count >= FEW_WORDS:
        return False
    whole = content.width * content.height
    shown = sum(picture.area.size for picture in content.pictures)
    return shown >= PICTURE_SHARE * whole or content.drawings >= MANY_DRAWINGS


def is_garbled(text: str) -> bool:
    """True for text that a reader would not recognise as language: lost signs, or letters shifted to others."""
    words = text.split()
    if not words:
        return False
    solid = sum(len(word) for word in words)
    # Bullets and check marks are drawn from such fonts in honest documents; they stand alone.
    lost = sum(len(LOST_SIGNS.findall(word)) for word in words if len(word) > 1)
    if lost > LOST_SHARE * solid:
        return True
    letters = LETTER.findall(text)
    if len(words) < JUDGED_WORDS or len(letters) < 0.4 * solid:
        return False
    if sum(1 for _ in LATIN.finditer(text)) < 0.8 * len(letters):
        # Another script, or letters replaced by symbols of one: Latin letters alone can be judged here.
        return False
    if little_words(text) > LITTLE_WORD_SHARE * len(words):
        return False
    odd = sum(bool(CONSONANTS.search(word)) or not re.search(r"[aeiouyáéíóú]", word, re.IGNORECASE) for word in words)
    return odd > 0.35 * len(words)


def picture_regions(content: PageContent, seen: set[tuple[int, ...]], *, limit: int) -> tuple[Region, ...]:
    """Return the pictures that may hold text of their own, largest first; those seen before are left out."""
    regions = []
    for picture in sorted(content.pictures, key=lambda item: -item.area.size):
        if picture.identity in seen or not _may_hold_text(picture, content):
            continue
        seen.add(picture.identity)
        regions.append(_region(picture.area, content))
    return tuple(regions[:limit])


def _may_hold_text(picture: Picture, content: PageContent) -> bool:
    area = picture.area
    if area.size < REGION_SHARE * content.width * content.height:
        return False
    if min(area.x1 - area.x0, area.y1 - area.y0) < MIN_REGION_SIDE or min(picture.identity[:2]) < MIN_REGION_PIXELS:
        return False
    # Text that lies over the picture is what there is to read: the picture is a background, or a scan that
    # somebody has recognised already.
    return _words_over(area, content) < COVERED_WORDS


def _words_over(area: Area, content: PageContent) -> int:
    return sum(
        len(piece.words)
        for piece in content.pieces
        if area.y0 <= piece.middle <= area.y1 and area.x0 <= (piece.x0 + piece.x1) / 2 <= area.x1
    )


def _region(area: Area, content: PageContent) -> Region:
    return Region(area.x0 / content.width, area.y0 / content.height, area.x1 / content.width, area.y1 / content.height)
