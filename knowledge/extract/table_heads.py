"""Which of the top rows of a table name its columns, and how several become one."""

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge.extract.cells import Cell, Grid, count_words, is_figure

MAX_HEADER_ROWS = 3
MAX_HEADER_WORDS = 14
MAX_NAME_WORDS = 4
MAX_UNIT_WORDS = 6
DIGIT = re.compile(r"\d")


def count_header_rows(rows: Grid, *, is_headed: bool = False) -> int:
    """Return how many of the top rows name the columns, judged by weight, figures and merged cells.

    `is_headed` is for formats that say of the first row that it does, and nothing of the next.
    """
    if not rows or not (is_headed or _is_header(rows, 0)):
        return 0
    count = 1
    while count < min(MAX_HEADER_ROWS, len(rows) - 1) and _belongs_to_header(rows, count):
        count += 1
    return count


def join_header(rows: Grid, column: int, count: int) -> str:
    parts: list[str] = []
    for row in rows[:count]:
        text = row[column].text
        if text and text not in parts:
            parts.append(text)
    return ", ".join(parts)


def _is_header(rows: Grid, at: int) -> bool:
    row, below = rows[at], rows[at + 1 :]
    # The leftmost column is often strong all the way down, so it says nothing.
    values = [cell for cell in row[1:] if cell.text]
    stands_out = all(cell.is_strong for cell in values) and not any(
        cell.is_strong for other in below for cell in other[1:] if cell.text
    )
    if values and below and stands_out and all(count_words(cell.text) <= MAX_HEADER_WORDS for cell in values):
        return True
    if not below or any(is_figure(cell.text) for cell in row):
        return False
    if not values or any(count_words(cell.text) > MAX_HEADER_WORDS * 2 for cell in row):
        return False
    strong = all(cell.is_strong for cell in values)
    if strong and not all(cell.is_strong for other in below for cell in other[1:] if cell.text):
        return True
    if any(count_words(cell.text) > MAX_HEADER_WORDS for cell in values):
        return False
    if any(is_figure(cell.text) for other in below for cell in other[1:]):
        return True
    texts = [cell.text for cell in row if cell.text]
    if len(row) > 2:
        return len(set(texts)) == len(texts) >= len(row) - 1 and len(below) > 1
    return _is_much_shorter(row, below)


def _is_much_shorter(row: Sequence[Cell], below: Grid) -> bool:
    """True if the row names two columns of words: its cells are short, and all below them at least twice as long.

    In a list of names and values, which looks the same otherwise, the names below are as short as the first.
    """
    if len(below) < 2 or any(cell.text.endswith(":") for cell in row):
        return False
    for column, cell in enumerate(row):
        lengths = [count_words(other[column].text) for other in below if other[column].text]
        least = min(lengths, default=0)
        if not 0 < count_words(cell.text) <= MAX_NAME_WORDS or least < 2 * count_words(cell.text):
            return False
    return True


def _belongs_to_header(rows: Grid, at: int) -> bool:
    """True if row `at` is one more header row: it divides a header above it, or one reaches down into it."""
    above, row = rows[at - 1], rows[at]
    if any(is_figure(cell.text) for cell in row) or at == len(rows) - 1:
        return False
    reaches_down = any(cell.origin == top.origin and cell.text for cell, top in zip(row, above, strict=True))
    if all(cell.origin == top.origin for cell, top in zip(row, above, strict=True)):
        return True
    divided = any(
        left.origin == right.origin and left.text and row[at_column].origin != row[at_column + 1].origin
        for at_column, (left, right) in enumerate(pairwise(above))
    )
    is_strong = all(cell.is_strong for cell in row if cell.text)
    if not divided:
        return (reaches_down and is_strong) or _is_units(rows, at)
    return reaches_down or row[0].text == "" or is_strong or (above[0].text == "" and _is_of_figures(rows[at + 1 :]))


def _is_units(rows: Grid, at: int) -> bool:
    """True for a row that says of what the figures below are, as "per week" does: no label, and no digit in it."""
    row, below = rows[at], rows[at + 1 :]
    is_unlabelled = not row[0].text or row[0].origin == rows[at - 1][0].origin
    units = [cell.text for cell in row[1:]]
    if not is_unlabelled or not all(0 < count_words(unit) <= MAX_UNIT_WORDS for unit in units):
        return False
    if any(DIGIT.search(unit) for unit in units):
        return False
    return _is_of_figures(below)


def _is_of_figures(rows: Grid) -> bool:
    """True if most cells of each column but the first hold a digit."""
    values = [[row[column].text for row in rows if row[column].text] for column in range(1, len(rows[0]))]
    return all(sum(bool(DIGIT.search(value)) for value in column) * 2 > len(column) for column in values)
