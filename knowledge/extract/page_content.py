"""What stands on a page, wherever it was read from: words with their places, lines, shaded areas, pictures.

Places are points from the top left of the page as it is shown, its rotation and crop already applied.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

# Stands at the end of a word whose hyphen was put there, or may have been, to break it at a line's end.
SOFT_HYPHEN = "\xad"

# Red, green and blue, 0 to 255.
Colour = tuple[int, int, int]


class Word(NamedTuple):
    text: str
    x0: float
    x1: float


class Piece:
    """Text that stands side by side on one line, without a wide gap in it.

    Where its words stand is asked for few pieces and costs more than all the rest, so it is found when asked.
    """

    __slots__ = (
        "_find_words",
        "_words",
        "first",
        "is_bold",
        "is_white",
        "size",
        "text",
        "word_count",
        "x0",
        "x1",
        "y0",
        "y1",
    )

    def __init__(
        self, text: str, area: "Area", size: float, *, is_bold: bool, find_words: Callable[[], list[Word]]
    ) -> None:
        self.text = text
        self.word_count = text.count(" ") + 1
        self.x0, self.y0, self.x1, self.y1 = area
        self.size = size
        self.is_bold = is_bold
        self.is_white = False
        # Its first letter, as the text layer counts them.
        self.first = 0
        self._find_words = find_words
        self._words: list[Word] | None = None

    @property
    def words(self) -> list[Word]:
        self.find_words()
        return self._words

    def find_words(self) -> None:
        if self._words is None:
            self._words = self._find_words()

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


def piece_of(words: list[Word], y0: float, y1: float, size: float, *, is_bold: bool = False) -> Piece:
    """Return the words, which stand from left to right, as a piece."""
    area = Area(words[0].x0, y0, words[-1].x1, y1)
    text = " ".join(word.text for word in words)
    return Piece(text, area, size, is_bold=is_bold, find_words=lambda: words)


def join_pieces(pieces: Sequence[Piece], *, size: float, is_bold: bool) -> Piece:
    area = Area(
        min(piece.x0 for piece in pieces),
        min(piece.y0 for piece in pieces),
        max(piece.x1 for piece in pieces),
        max(piece.y1 for piece in pieces),
    )
    text = " ".join(piece.text for piece in pieces)
    return Piece(
        text, area, size, is_bold=is_bold, find_words=lambda: [word for piece in pieces for word in piece.words]
    )


class Rule(NamedTuple):
    """A drawn line: across at height `at`, or upright at `at` from the left, from `start` to `end`."""

    is_across: bool
    at: float
    start: float
    end: float


class Area(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def size(self) -> float:
        return max(0.0, self.x1 - self.x0) * max(0.0, self.y1 - self.y0)


class Shade(NamedTuple):
    """A filled rectangle."""

    area: Area
    colour: Colour


class Picture(NamedTuple):
    area: Area
    # Equal for the same picture on another page.
    identity: tuple[int, ...]


@dataclass(slots=True)
class PageContent:
    number: int
    width: float
    height: float
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    shades: list[Shade] = field(default_factory=list)
    # Whatever is painted in a colour, of any shape: the ground that white letters can be read on.
    grounds: list[Area] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    drawings: int = 0
    word_count: int = 0
    # Words in white on white, which no reader of the page sees.
    hidden_word_count: int = 0
    # Texts of the text layer that are left out because nobody sees them: hidden ones, and those off the sheet.
    unseen: list[str] = field(default_factory=list)
    # Text whose letters are stored as others.
    garbled: list[Piece] = field(default_factory=list)
    # The text of each cell that the finders of tables have made, for the watch.
    cells: list[str] = field(default_factory=list)
    # What the pieces ask for their words.
    text_layer: "Letters | None" = None

    def find_all_words(self) -> None:
        """Find what pieces are asked for later, when the text layer will be closed."""
        for piece in self.pieces:
            piece.find_words()

    def close(self) -> None:
        if self.text_layer is not None:
            self.text_layer.close()


class Letters(Protocol):
    def font_of(self, piece: Piece) -> bytes: ...

    def close(self) -> None: ...


class Place(NamedTuple):
    """An affine change of coordinates: x' = a x + c y + e, y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def area(self, left: float, bottom: float, right: float, top: float) -> Area:
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        if self.b or self.c:
            corners = [(x0, y0), (x1, y1), self.point(left, top), self.point(right, bottom)]
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            return Area(min(xs), min(ys), max(xs), max(ys))
        return Area(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def after(self, inner: "Place") -> "Place":
        """Return this change applied to what `inner` gives."""
        return Place(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            self.a * inner.e + self.c * inner.f + self.e,
            self.b * inner.e + self.d * inner.f + self.f,
        )
