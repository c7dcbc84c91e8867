"""The text of a PDF page, line by line as pdfium tells it, each piece with its place.

Asking for the place of every word costs more than everything else together. So a line is measured as a whole,
by the runs of letters it is drawn in, and word by word only where a gap, a hyphen or a slope shows in it.
"""

import ctypes
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import pypdfium2.raw as pdfium

from knowledge.extract.page_content import SOFT_HYPHEN, Area, Piece, Place, Word
from knowledge.extract.raised import raised

# Signs that pdfium puts where a line ends in a hyphen, and the soft hyphen itself.
LINE_HYPHENS = "\x02\ufffe\xad"
LINE = re.compile(r"[^\r\n\x00]*[^\s\x00]")
WORD = re.compile(rf"[^\s{LINE_HYPHENS}\x00]+[{LINE_HYPHENS}]?")
UNEVEN = re.compile(rf"[{LINE_HYPHENS}]|\s\s|\t")
BOLD_NAME = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
BOLD_WEIGHT = 600
NAME_BYTES = 96
FORCE_BOLD_FLAG = 1 << 18
WHITE = 250
# Wider than this share of the letter height, a gap parts two columns rather than two words.
COLUMN_GAP = 0.75
# No letter-spaced word has a gap this wide in it: there the marks of two columns were told as one word.
LETTER_GAP = 1.5
# A figure so much smaller than the word it stands at, and its foot so much of the word's height above the word's.
RAISED_SIZE = 0.8
RAISED_BY = 0.12
MARK_GAP = 0.15
FIGURES = re.compile(r"\d+")
# Letters are about half as wide as high. A line whose letters seem wider has a gap drawn inside a run of letters.
WIDE_LETTERS = 0.56


class TextLayer:
    """The text of an open page. Pieces ask it for their words later, so it stays open as long as they are used."""

    def __init__(self, page: pdfium.FPDF_PAGE, place: Place, width: float, height: float) -> None:
        self._handle = pdfium.FPDFText_LoadPage(page)
        self._place = place
        self._shown = (2 * width, 2 * height)
        self._box, self._other_box = pdfium.FS_RECTF(), pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._font_name, self._font_flags = ctypes.create_string_buffer(NAME_BYTES), ctypes.c_int()
        self._sides = [ctypes.c_double() for _ in range(4)]
        self.text = ""
        # Words beyond the part of the sheet that is shown; known once the pieces are read.
        self.off_sheet: list[str] = []
        # Where words were cut that stand in two columns; known as late.
        self._cuts: set[int] = set()
        # The place of the piece before: what the library tells as the next line may stand at its end.
        self._before: Area | None = None
        # Where figures begin that stand above the line: marks of footnotes.
        self._raised: set[int] = set()
        self._is_even = True
        if self._handle:
            self._read()

    def close(self) -> None:
        if self._handle:
            pdfium.FPDFText_ClosePage(self._handle)
            self._handle = None

    @property
    def cut_text(self) -> str:
        """The text as the library tells it, with a space where a word turned out to be two."""
        if not self._cuts:
            return self.text
        places = sorted({0, *self._cuts, len(self.text)})
        return " ".join(self._shown_text(start, end) for start, end in pairwise(places))

    def font_of(self, piece: Piece) -> bytes:
        """Return the name of the font that the piece begins with."""
        name = self._font_name
        return name.value if pdfium.FPDFText_GetFontInfo(self._handle, piece.first, name, NAME_BYTES, None) else b""

    def pieces(self) -> Iterator[Piece]:
        for match in LINE.finditer(self.text):
            line = match.group()
            start = match.start() + len(line) - len(line.lstrip())
            text = line.lstrip()
            is_uneven = _is_uneven(text) or self._begins_with_mark(start, match.end())
            whole = None if is_uneven else self._whole_line(text, start, match.end())
            for piece in [whole] if whole is not None else self._word_by_word(start, match.end()):
                self._before = Area(piece.x0, piece.y0, piece.x1, piece.y1)
                yield piece

    def _read(self) -> None:
        count = pdfium.FPDFText_CountChars(self._handle)
        if count <= 0:
            return
        buffer = ctypes.create_string_buffer(4 * (count + 1))
        units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        written = pdfium.FPDFText_GetText(self._handle, 0, count, units)
        self.text = buffer.raw[: 2 * max(0, written - 1)].decode("utf-16-le", errors="replace")
        # Signs without a meaning are left out of the text, so its places may run behind those of the page.
        self._is_even = len(self.text) == count

    def _index(self, at: int) -> int:
        return at if self._is_even else pdfium.FPDFText_GetCharIndexFromTextIndex(self._handle, at)

    def _whole_line(self, text: str, start: int, end: int) -> Piece | None:
        """Return the line as one piece; nothing if it has to be looked at word by word."""
        first, last = self._index(start), self._index(end - 1)
        area = self._area(first, last)
        if area is None or self._place.b or self._place.c:
            return None
        height, width = area[3] - area[1], area[2] - area[0]
        if width > WIDE_LETTERS * height * len(text):
            return None
        if not self._is_even_line(text, first, last, height):
            return None
        if not self._is_shown(area):
            return None
        return self._piece(text, area, first, last, start, end)

    def _is_even_line(self, text: str, first: int, last: int, height: float) -> bool:
        """True if the line's runs of letters follow one another at one height."""
        left, top, right, bottom = self._sides
        before_right = before_top = before_bottom = None
        for at in range(pdfium.FPDFText_CountRects(self._handle, first, last - first + 1)):
            pdfium.FPDFText_GetRect(self._handle, at, left, top, right, bottom)
            if before_right is not None:
                gap = left.value - before_right
                if gap > COLUMN_GAP * height or gap < -0.6 * height:
                    return False
                if bottom.value > before_top or top.value < before_bottom:
                    return False
                # One of the two is small and stands higher: it may be a figure above the line.
                if abs(bottom.value - before_bottom) > RAISED_BY * height and FIGURES.search(text):
                    higher = top.value if bottom.value > before_bottom else before_top
                    if higher - max(bottom.value, before_bottom) < RAISED_SIZE * height:
                        return False
            before_right, before_top, before_bottom = right.value, top.value, bottom.value
        return before_right is not None

    def _word_by_word(self, start: int, end: int) -> Iterator[Piece]:
        words: list[Word] = []
        piece_area: Area | None = None
        first = last = piece_start = piece_end = 0
        for word_start, word_end in self._word_places(start, end):
            head, tail = self._index(word_start), self._index(word_end - 1)
            area = self._area(head, tail)
            if area is None or not self._is_shown(area):
                if area is not None:
                    self.off_sheet.append(self.text[word_start:word_end])
                continue
            if self._is_lone_mark(word_start, word_end, area, piece_area or self._before):
                self._raised.add(word_start)
                self._cuts |= {word_start, word_end}
            if piece_area is not None and _is_apart(piece_area, area, is_raised=word_start in self._raised):
                yield self._piece(_text_of(words), piece_area, first, last, piece_start, piece_end)
                words, piece_area = [], None
            if piece_area is None:
                first, piece_start, piece_area = head, word_start, area
            else:
                piece_area = Area(piece_area[0], piece_area[1], area[2], piece_area[3])
            words.append(Word(_clean(self._shown_text(word_start, word_end)), area[0], area[2]))
            last, piece_end = tail, word_end
        if piece_area is not None:
            yield self._piece(_text_of(words), piece_area, first, last, piece_start, piece_end)

    def _words(self, start: int, end: int) -> list[Word]:
        words = []
        for word_start, word_end in self._word_places(start, end):
            area = self._area(self._index(word_start), self._index(word_end - 1))
            if area is not None:
                words.append(Word(_clean(self._shown_text(word_start, word_end)), area[0], area[2]))
        return words

    def _shown_text(self, start: int, end: int) -> str:
        text = self.text[start:end]
        return raised(text).lstrip() if start in self._raised else text

    def _word_places(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield where words begin and end in the text.

        One is cut where a gap as wide as a column's lies in it, and before and behind a figure above the line.
        """
        for match in WORD.finditer(self.text, start, end):
            begin, behind = match.span()
            area = self._area(self._index(begin), self._index(behind - 1)) if behind - begin > 1 else None
            if area is not None and area.x1 - area.x0 > LETTER_GAP * (area.y1 - area.y0) * (behind - begin) / 2:
                for at in range(begin + 1, behind):
                    if self._gap_before(at) > LETTER_GAP * (area.y1 - area.y0):
                        self._cuts.add(at)
                        yield begin, at
                        begin = at
            yield from self._cut_at_raised(begin, behind)

    def _cut_at_raised(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of a word: its own signs, and the small raised figures at its end or beginning."""
        runs = list(self._raised_runs(begin, end)) if end - begin > 1 else []
        for start, behind in runs:
            if start > begin:
                yield begin, start
                self._cuts.add(start)
            self._raised.add(start)
            self._cuts.add(behind)
            yield start, behind
            begin = behind
        if begin < end:
            yield begin, end

    def _raised_runs(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        runs = [match.span() for match in FIGURES.finditer(self.text, begin, end)]
        if not runs:
            return
        # A mark is the last of the figures it seems to be part of, or the first thing of its word.
        looked_at = {begin, end - 1, *(start for start, _ in runs), *(behind - 1 for _, behind in runs)}
        # Signs of sums and brackets are drawn higher than figures in some fonts.
        heights = {at: self._letter(at) for at in looked_at if self.text[at].isalnum()}
        whole = max((area for area in heights.values() if area is not None), key=_height, default=None)
        if whole is None or not any(self._is_raised(behind - 1, whole) for _, behind in runs):
            return
        for start, behind in runs:
            if not self._is_raised(behind - 1, whole):
                continue
            first = behind - 1
            while first > start and self._is_raised(first - 1, whole):
                first -= 1
            if first > begin and self.text[first - 1] == "(" and self._is_raised(first - 1, whole):
                first -= 1
            if behind < end and self.text[behind] == ")" and self._is_raised(behind, whole):
                behind += 1
            yield first, behind

    def _letter(self, at: int) -> Area | None:
        index = self._index(at)
        return self._area(index, index)

    def _is_raised(self, at: int, whole: Area) -> bool:
        """True for a letter that is small and stands high beside one with the whole height of its word."""
        area = self._letter(at)
        return area is not None and _is_above(area, whole)

    def _begins_with_mark(self, start: int, end: int) -> bool:
        figure = FIGURES.match(self.text, start, end)
        if figure is None or self._before is None:
            return False
        area = self._area(self._index(start), self._index(figure.end() - 1))
        return area is not None and self._is_lone_mark(start, figure.end(), area, self._before)

    def _is_lone_mark(self, start: int, end: int, area: Area, line: Area | None) -> bool:
        """True for a raised figure that the library tells as a word of its own, behind `line`."""
        # Of two digits, it may as well be the number of a line in a form; standing alone, it harms no amount.
        if line is None or end - start > 1 or not self.text[start].isdecimal():
            return False
        # The upper half of a fraction.
        if self.text[end : end + 2].lstrip()[:1] in ("/", "⁄"):
            return False
        # A small figure further away stands in a column of its own.
        return area.x0 - line.x1 < MARK_GAP * _height(line) and _is_above(area, line)

    def _gap_before(self, at: int) -> float:
        before, letter = self._letter(at - 1), self._letter(at)
        return letter.x0 - before.x1 if before is not None and letter is not None else 0.0

    def _area(self, first: int, last: int) -> Area | None:
        """Return the area from one letter to another of the same line, as shown on the page."""
        box, other = self._box, self._other_box
        if not pdfium.FPDFText_GetLooseCharBox(self._handle, first, box):
            return None
        if not pdfium.FPDFText_GetLooseCharBox(self._handle, last, other):
            return None
        place = self._place
        if not place.b and not place.c and place.a > 0 > place.d:
            # The usual page, without a turn: the same as below in a tenth of the time.
            a, d, e, f = place.a, place.d, place.e, place.f
            top, bottom = max(box.top, other.top), min(box.bottom, other.bottom)
            return Area(a * box.left + e, d * top + f, max(box.right, other.right) * a + e, d * bottom + f)
        head = place.area(box.left, box.bottom, box.right, box.top)
        tail = place.area(other.left, other.bottom, other.right, other.top)
        return Area(head[0], min(head[1], tail[1]), max(head[2], tail[2]), max(head[3], tail[3]))

    def _is_shown(self, area: Area) -> bool:
        """True for what stands on the part of the sheet that is shown; cut spreads have text beyond it."""
        width, height = self._shown
        return 0 <= area[0] + area[2] <= width and 0 <= area[1] + area[3] <= height

    def _piece(self, text: str, area: Area, first: int, last: int, start: int, end: int) -> Piece:
        # A bullet may be set larger than the text behind it.
        has_bullet = len(text) > 2 and text[1] == " " and not text[0].isalnum()
        measured = self._index(start + 2) if has_bullet else first
        size = pdfium.FPDFText_GetFontSize(self._handle, measured)
        matrix = self._matrix
        if pdfium.FPDFText_GetMatrix(self._handle, measured, matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5
        height = area.y1 - area.y0
        if not 0.3 * height < size < 1.5 * height:
            size = height / 1.2
        is_bold = self._is_bold(first) and (first == last or self._is_bold(last))
        piece = Piece(text, area, size, is_bold=is_bold, find_words=lambda: self._words(start, end))
        piece.is_white = self._is_white(first)
        piece.first = first
        return piece

    def _is_white(self, at: int) -> bool:
        red, green, blue, alpha = self._colour
        if not pdfium.FPDFText_GetFillColor(self._handle, at, red, green, blue, alpha):
            return False
        return min(red.value, green.value, blue.value) >= WHITE

    def _is_bold(self, at: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self._handle, at) >= BOLD_WEIGHT:
            return True
        name, flags = self._font_name, self._font_flags
        # Without an answer both still hold the font asked for before.
        if not pdfium.FPDFText_GetFontInfo(self._handle, at, name, NAME_BYTES, flags):
            return False
        return bool(flags.value & FORCE_BOLD_FLAG) or _is_bold_name(name.value)


def _is_uneven(text: str) -> bool:
    """Whether UNEVEN is found in the line; of nearly all told in a fraction of the time that looking for it takes."""
    if any(sign in text for sign in LINE_HYPHENS):
        return True
    return " ".join(text.split()) != text and UNEVEN.search(text) is not None


@lru_cache(maxsize=256)
def _is_bold_name(name: bytes) -> bool:
    return bool(BOLD_NAME.search(name))


def _is_apart(before: Area, area: Area, *, is_raised: bool) -> bool:
    height = before[3] - before[1]
    gap = area[0] - before[2]
    if gap > COLUMN_GAP * height or gap < -0.6 * height:
        return True
    return not is_raised and abs((area[1] + area[3]) - (before[1] + before[3])) > height


def _height(area: Area) -> float:
    return area.y1 - area.y0


def _is_above(area: Area, whole: Area) -> bool:
    if _height(area) >= RAISED_SIZE * _height(whole) or area.y1 >= whole.y1 - RAISED_BY * _height(whole):
        return False
    # Of the same line all the same.
    return area.y1 > whole.y0 and area.x0 >= whole.x0


def _text_of(words: list[Word]) -> str:
    return " ".join(word.text for word in words)


def _clean(word: str) -> str:
    return word[:-1] + SOFT_HYPHEN if word[-1] in LINE_HYPHENS else word
