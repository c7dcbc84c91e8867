"""The cells of a table, as any format has them, and what one may say: a figure, a network, a title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.extract.raised import RAISED
from knowledge.extract.types import Box

SPACE = re.compile(r"\s+")
# An amount, a share, a count, a date or a range of these; with at most a short unit behind.
FIGURE = re.compile(
    r"^[\s$€£(+\-–—±<>≤≥~]*\d[\d.,:/%\s$€£+\-–—]*(%|k|m|x|st|nd|rd|th|am|pm|yrs?|days?|hrs?|mo|/\w+)?\)?$",
    re.IGNORECASE,
)
YEAR = re.compile(r"^(PY|FY)?\s?(19|20)\d\d([-–/](19|20)?\d\d)?$")
NETWORK = re.compile(
    r"\b((in|out[- ]of)[- ]?network|network (provider|tier)s?|(non-?)?participating|(non-?)?preferred provider"
    r"|tier (\d|one|two|three)|(dentro|fuera) de la red)\b",
    re.IGNORECASE,
)
MAX_NETWORK_WORDS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a grid. All places that one merged cell covers carry the same `origin`."""

    text: str
    origin: int
    box: Box | None = None
    is_strong: bool = False
    # The colour it stands on, where the format only tells that and not what it means.
    ground: tuple[int, ...] | None = None


Grid = Sequence[Sequence[Cell]]


def is_figure(text: str) -> bool:
    text = text.rstrip(RAISED).rstrip()
    return bool(FIGURE.match(text)) and not YEAR.match(text)


def names_network(text: str) -> bool:
    """True for a caption that says for which network, or tier of it, all prices of the table are."""
    return bool(NETWORK.search(text)) and count_words(text) <= MAX_NETWORK_WORDS


def is_title(row: Sequence[Cell]) -> bool:
    """True for a row that holds one text only, in its first place."""
    return bool(row[0].text) and all(cell.origin == row[0].origin or not cell.text for cell in row)


def cell_texts(grid: Grid) -> list[str]:
    """Return the text of each cell, of merged ones once."""
    return list({cell.origin: cell.text for row in grid for cell in row if cell.text}.values())


def tidy(text: str) -> str:
    return SPACE.sub(" ", text).strip()


def count_words(text: str) -> int:
    return len(text.split())
