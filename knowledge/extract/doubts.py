"""Signs that a table was put together wrongly, seen in its grid alone.

The watch counts what came out of a file; it cannot see a price that stands under the wrong head. A doubt sends
somebody to look at the page, so each sign has to be rare in tables that are right: group rows, notes at the end,
blank cells and amounts as heads of equal columns are none.
"""

import re
from collections.abc import Iterator, Sequence

from knowledge.extract.cells import is_figure
from knowledge.extract.table_sentences import MAX_GROUP_WORDS

Row = Sequence[str]

# An amount with cents, a phone number, an address of the web or of mail: values, and never the name of a column.
VALUE = re.compile(
    r"\$\s?[\d,]+\.\d\d\b|(?<![\d-])(1[-. ])?(\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}\b"
    r"|\b[\w.+-]+@[\w-]+\.\w|\bhttps?://|\bwww\.\w"
)
TWO_AMOUNTS = re.compile(r"^\$[\d,.]+\s+\$[\d,.]+$")
SENTENCE_END = re.compile(r"[.!?](\s|$)")
PROSE_WORDS = 25
MOSTLY = 0.6
MIN_FIGURES = 2


def doubt_of(rows: Sequence[Row]) -> str:
    """Return in plain words why the table, its headers first, may have been read wrongly; "" if nothing shows it."""
    header, body = rows[0], rows[1:]
    return next(_doubts(header, body), "")


def _doubts(header: Row, body: Sequence[Row]) -> Iterator[str]:
    if any(VALUE.search(cell) for cell in header):
        yield "a value stands among its headers"
    if any(header) and any(_is_text_row(row) for row in body[:-1]):
        yield "text runs through the middle of it"
    if any(header[1:]) and any(_has_figures_without_head(header, body, column) for column in range(1, len(header))):
        yield "figures stand under no header"
    if _has_headers_below(body):
        yield "a row in the middle of it looks like headers"
    if _columns_begin_below(body):
        yield "its rows do not fill the same columns"
    if any(_mixes_amounts_and_prose(body, column) for column in range(1, len(header))):
        yield "amounts and long sentences stand in one column"
    if any(_has_two_amounts(body, column) for column in range(1, len(header))):
        yield "two amounts stand in one cell"


def _is_whole(row: Row) -> bool:
    """True for one text over all columns, or for one in the first place alone."""
    return bool(row[0]) and all(cell in ("", row[0]) for cell in row)


def _is_text_row(row: Row) -> bool:
    return len(set(row)) == 1 and len(row[0].split()) > MAX_GROUP_WORDS and bool(SENTENCE_END.search(row[0]))


def _values(body: Sequence[Row], column: int) -> list[str]:
    return [row[column] for row in body if row[column] and not _is_whole(row)]


def _figures(body: Sequence[Row], column: int) -> list[str]:
    return [value for value in _values(body, column) if is_figure(value)]


def _is_of_figures(body: Sequence[Row], column: int) -> bool:
    figures = _figures(body, column)
    return len(figures) >= MIN_FIGURES and len(figures) >= MOSTLY * len(_values(body, column))


def _has_figures_without_head(header: Row, body: Sequence[Row], column: int) -> bool:
    return not header[column] and len(_figures(body, column)) >= MIN_FIGURES


def _has_headers_below(body: Sequence[Row]) -> bool:
    """True if words that all differ stand in columns of figures, below a row of one text, with figures below them."""
    if len(body) < 3:
        return False
    columns = [column for column in range(1, len(body[0])) if _is_of_figures(body, column)]
    if len(columns) < 2:
        return False
    for above, row, below in zip(body, body[1:], body[2:], strict=False):
        words = {row[column] for column in columns if row[column] and not any(map(str.isdigit, row[column]))}
        if _is_whole(above) and len(words) == len(columns) and all(is_figure(below[column]) for column in columns):
            return True
    return False


def _columns_begin_below(body: Sequence[Row]) -> bool:
    """True if two columns or more stay empty down to one row and are full from there on, or the other way round."""
    filled = [[bool(cell) for cell in row] for row in body if not _is_whole(row)]
    if len(filled) < 4:
        return False
    columns = list(zip(*filled, strict=True))[1:]
    changes = [_changes_at(column) for column in columns]
    return any(changes.count(at) >= 2 for at in set(changes) if at)


def _changes_at(column: Sequence[bool]) -> int:
    """Return the one row at which the column changes between empty and full, with two rows or more on each side."""
    changes = [at for at in range(1, len(column)) if column[at] != column[at - 1]]
    return changes[0] if len(changes) == 1 and 2 <= changes[0] <= len(column) - 2 else 0


def _mixes_amounts_and_prose(body: Sequence[Row], column: int) -> bool:
    return _is_of_figures(body, column) and any(len(value.split()) >= PROSE_WORDS for value in _values(body, column))


def _has_two_amounts(body: Sequence[Row], column: int) -> bool:
    return _is_of_figures(body, column) and any(TWO_AMOUNTS.match(value) for value in _values(body, column))
