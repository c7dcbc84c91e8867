"""Judges whether a page's own text can be trusted, and which of its pictures may hold text to be recognised."""

import re
from collections.abc import Iterable
from itertools import pairwise

from knowledge.extract.language import little_words
from knowledge.extract.page_content import Area, PageContent, Picture
from knowledge.extract.reading import Region

# Signs that a font without a proper table of letters leaves behind.
LOST_SIGN = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")
LOST_NAME = "(cid:"
LOST_SIGNS = re.compile(rf"{LOST_SIGN.pattern}|{re.escape(LOST_NAME)}\d+\)")
WORD = re.compile(r"[^\W\d_]+")
LOST_SHARE = 0.12
# No program writes these into a word; a font whose letters are numbered anew leaves them for figures and spaces.
# U+0002 is not among them: the library tells a hyphen at a line's end by it.
CONTROL = re.compile(r"[\x00\x01\x03-\x08\x0e-\x1f]")
CONTROL_IN_WORD = re.compile(r"(?<=\S)[\x00\x01\x03-\x08\x0e-\x1f](?=\S)|(?<=[^\W\d_]{3})[\x00\x01\x03-\x08\x0e-\x1f]")
CONTROL_SHARE = 0.03
LEAST_CONTROLS = 4
# Words without a space between them, in a script that has spaces.
RUN_ON = re.compile(r"[!-~]{32,}")
RUN_ON_SHARE = 0.5
FEW_WORDS = 8
JUDGED_CHARACTERS = 2_000
FIRST_WORDS = 60
JUDGED_WORDS = 25
FEWEST_JUDGED_WORDS = 8
JUDGED_LETTERS = 3
# Pairs of letters that make up half of any text in English, Spanish or their neighbours, and a third of a table
# of names and abbreviations. Of letters shifted to other letters they make up a tenth.
PAIRS = (
    "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro "
    "ic ne ea ra ce li ch ll be ma si om ur ca el ta la di ns no pe us ac na lo ad do os ci ec un am tr pr ge em ie "
    "su po ho id ir ol et ee il sh ly ie ay pa sa mi so"
)
COMMON_PAIRS = frozenset(PAIRS.split())
COMMON_PAIR_SHARE = 0.27
# The same for few words, where chance has its part.
COMMON_PAIR_SHARE_OF_FEW = 0.15
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
    text = text[:JUDGED_CHARACTERS]
    words = text.split()
    if not words:
        return False
    solid = sum(map(len, words))
    # Bullets and check marks are drawn from such fonts in honest documents; they stand alone.
    may_be_lost = LOST_SIGN.search(text) is not None or LOST_NAME in text
    if may_be_lost and sum(len(LOST_SIGNS.findall(word)) for word in words if len(word) > 1) > LOST_SHARE * solid:
        return True
    # Of prose its first lines are enough to tell it.
    for judged_first in (" ".join(words[:FIRST_WORDS]), text):
        if little_words(judged_first) > LITTLE_WORD_SHARE * len(words):
            return False
    controls = len(CONTROL_IN_WORD.findall(text))
    if controls >= LEAST_CONTROLS and controls > CONTROL_SHARE * solid:
        return True
    if sum(len(run) for run in RUN_ON.findall(text) if _is_run_on(run)) > RUN_ON_SHARE * solid:
        return True
    judged = [word for word in WORD.findall(text) if len(word) >= JUDGED_LETTERS]
    if len(judged) < FEWEST_JUDGED_WORDS or sum(map(len, judged)) < 0.4 * solid:
        return False
    # Latin letters alone can be judged here; another script is taken as it is.
    if sum(word.isascii() for word in judged) < 0.6 * len(judged):
        return False
    least = COMMON_PAIR_SHARE if len(judged) >= JUDGED_WORDS else COMMON_PAIR_SHARE_OF_FEW
    return has_strange_pairs(judged, least)


def has_strange_pairs(words: Iterable[str], least: float) -> bool:
    """True if fewer of the words' pairs of letters than this share are common in any text."""
    pairs = [f"{a}{b}" for word in words for a, b in pairwise(word.lower())]
    return sum(pair in COMMON_PAIRS for pair in pairs) < least * len(pairs)


def has_garbled_part(text: str) -> bool:
    """True for a page that can be trusted as a whole, but for words with signs in them that no program writes."""
    # Nearly no page has one anywhere, which is told in a tenth of the time.
    return CONTROL.search(text) is not None and CONTROL_IN_WORD.search(text) is not None


def _is_run_on(run: str) -> bool:
    """True for letters without a space; addresses, dots of a contents page and underlines are long for a reason."""
    return "/" not in run and "@" not in run and sum(sign.isalpha() for sign in run) > 0.55 * len(run)


def telling_pictures(content: PageContent) -> list[Picture]:
    """Return the pictures that may hold text of their own, largest first."""
    largest_first = sorted(content.pictures, key=lambda item: -item.area.size)
    return [picture for picture in largest_first if _may_hold_text(picture, content)]


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
        piece.word_count
        for piece in content.pieces
        if area.y0 <= piece.middle <= area.y1 and area.x0 <= (piece.x0 + piece.x1) / 2 <= area.x1
    )


def region_of(picture: Picture, content: PageContent) -> Region:
    area, width, height = picture.area, content.width, content.height
    return Region(area.x0 / width, area.y0 / height, area.x1 / width, area.y1 / height)
