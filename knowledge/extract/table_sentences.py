"""Each row of a table as a sentence that names its headers: a row of bare figures means nothing once quoted alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.extract.cells import count_words, is_figure

WORDY = re.compile(r"[^\W\d_]{2}")
MAX_GROUP_WORDS = 14


@dataclass(frozen=True, slots=True)
class RowSentence:
    text: str
    # (column, start, end) of each cell's own text within the sentence
    places: tuple[tuple[int, int, int], ...]


def tell_table(rows: Sequence[Sequence[str]]) -> list[RowSentence]:
    """Return the lines of a table: its headers side by side, if it has any, then a sentence for each row."""
    places: list[tuple[int, int, int]] = []
    text = ""
    for column, cell in enumerate(rows[0]):
        if cell and (column == 0 or cell != rows[0][column - 1]):
            text += " | " if text else ""
            places.append((column, len(text), len(text) + len(cell)))
            text += cell
    head = [RowSentence(text, tuple(places))] if text else []
    return head + tell_rows(rows)


def tell_rows(rows: Sequence[Sequence[str]]) -> list[RowSentence]:
    """Return one sentence for each row under the header row `rows[0]`."""
    header, body = rows[0], rows[1:]
    labels = _count_label_columns(body)
    group = ""
    sentences = []
    for row in body:
        if is_group_row(row):
            group = row[0]
            sentences.append(RowSentence(group, ((0, 0, len(group)),)))
        else:
            sentences.append(_tell_row(header, row, labels, group))
    return sentences


def is_group_row(row: Sequence[str]) -> bool:
    """True for a row that only names the rows below it: one text over all columns."""
    return len(row) > 1 and row[0] != "" and len(set(row)) == 1 and 0 < count_words(row[0]) <= MAX_GROUP_WORDS


def _count_label_columns(body: Sequence[Sequence[str]]) -> int:
    """Return how many columns from the left name the row rather than tell something about it."""
    columns = len(body[0]) if body else 0
    plain = [row for row in body if not is_group_row(row)]
    count = 1
    while count < min(3, columns - 1) and _repeats(plain, count - 1) and not _is_figures(plain, count):
        count += 1
    return count


def _repeats(rows: Sequence[Sequence[str]], column: int) -> bool:
    return any(above[column] and above[column] == below[column] for above, below in pairwise(rows))


def _is_figures(rows: Sequence[Sequence[str]], column: int) -> bool:
    filled = [row[column] for row in rows if row[column]]
    return sum(is_figure(text) for text in filled) * 2 > len(filled)


def _tell_row(header: Sequence[str], row: Sequence[str], labels: int, group: str) -> RowSentence:
    text = f"{group}: " if group else ""
    places: list[tuple[int, int, int]] = []
    values = 0
    for column, cell in enumerate(row):
        is_repeated = column > 0 and (cell, header[column]) == (row[column - 1], header[column - 1])
        if not cell or is_repeated:
            continue
        if places:
            text += _joint(text, column < labels, values, any(header))
        if header[column] and (column >= labels or not WORDY.search(cell)):
            text += header[column] + (" " if header[column][-1] in ":?" else ": ")
        places.append((column, len(text), len(text) + len(cell)))
        text += cell
        values += column >= labels
    return RowSentence(text, tuple(places))


def _joint(text: str, is_label: bool, values: int, has_header: bool) -> str:
    if is_label:
        return ", "
    if values:
        return "; "
    if has_header:
        return " — "
    return " " if text[-1] in ":?" else ": "
