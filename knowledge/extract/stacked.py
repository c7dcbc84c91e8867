"""Rows set one below the other with no line between them, as in tables with a line above and below their body only."""

from collections.abc import Sequence
from itertools import pairwise

from knowledge.extract.cells import is_figure
from knowledge.extract.page_content import Piece
from knowledge.extract.paragraphs import BULLET_START
from knowledge.extract.table_sentences import WORDY

Row = list[Piece]
Interval = tuple[float, float]

MIN_GUTTER = 6.0
SAME_LINE = 0.4
# A line closer to the one above it than this share of the least step between rows goes on with it.
CLOSE = 0.8
MIN_ROWS = 2
# Lines of one text stand closer than this many letter heights, rows of words do not.
ROW_PITCH = 1.45
MIN_ROWS_OF_WORDS = 3
# A table with a line below its heads and one below all has no more.
MAX_STEPS_OF_A_BODY = 2
# Figures set large over what they mean are no rows.
SAME_SIZE = 1.25
CONTINUES = (",", "-", "(", "&", "/", "and", "or", "the", "of", "per")


def stacked_rows(step: Row, *, is_body: bool) -> list[Row]:
    """Return the rows that stand between two lines: more than one if a label and a figure come again and again.

    `is_body` says that nothing but heads stands between other lines, so that rows of words are looked for too.
    """
    lines = _lines(step)
    if len(lines) < MIN_ROWS or max(piece.size for piece in step) > SAME_SIZE * min(piece.size for piece in step):
        return [step]
    left = min(piece.x0 for piece in step)
    gaps = gaps_between(step, MIN_GUTTER)
    if not gaps:
        return [step]
    gutter = sum(gaps[0]) / 2
    starts = [at for at, line in enumerate(lines) if _is_row_of_figures(line, gutter)]
    if len(starts) < MIN_ROWS and is_body:
        starts = _rows_of_words(lines, gutter)
    if len(starts) < MIN_ROWS or _is_wrapped(lines, starts, left):
        return [step]
    least = min(_top(lines[below]) - _top(lines[above]) for above, below in pairwise(starts))
    rows: list[Row] = [list(lines[0])]
    for at, (above, line) in enumerate(pairwise(lines), start=1):
        is_close = _top(line) - _top(above) < CLOSE * least
        has_label = any(piece.x1 <= gutter for piece in line)
        if at not in starts and (is_close or not has_label):
            rows[-1] += line
        else:
            rows.append(list(line))
    return rows


def gaps_between(row: Sequence[Piece], least: float) -> list[Interval]:
    """Return the strips, at least so wide, in which no text of the row stands."""
    gaps: list[Interval] = []
    right = None
    for piece in sorted(row, key=lambda part: part.x0):
        if right is not None and piece.x0 - right >= least:
            gaps.append((right, piece.x0))
        right = piece.x1 if right is None else max(right, piece.x1)
    return gaps


def _lines(step: Row) -> list[Row]:
    lines: list[Row] = []
    for piece in sorted(step, key=lambda part: part.middle):
        if lines and piece.middle - lines[-1][0].middle < SAME_LINE * (piece.y1 - piece.y0):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def _is_row_of_figures(line: Row, gutter: float) -> bool:
    """True for a label and a figure; the label may stand in the second column, under one that is not repeated."""
    values = [piece for piece in line if piece.x0 >= gutter]
    figures = [piece for piece in values if is_figure(piece.text)]
    return bool(figures) and (len(values) < len(line) or names_itself(min(values, key=lambda piece: piece.x0).text))


def names_itself(text: str) -> bool:
    """True for a text that can name a row whose first label is left out."""
    return bool(WORDY.search(text)) and not is_figure(text)


def _rows_of_words(lines: Sequence[Row], gutter: float) -> list[int]:
    """Return which lines begin a row: all that have a label and a value, if none stands as close as lines of text."""
    starts = [at for at, line in enumerate(lines) if 0 < sum(piece.x1 <= gutter for piece in line) < len(line)]
    if len(starts) < MIN_ROWS_OF_WORDS or any(BULLET_START.match(piece.text) for line in lines for piece in line):
        return []
    is_apart = all(
        lines[below][0].middle - lines[below - 1][0].middle >= ROW_PITCH * lines[below][0].size for below in starts[1:]
    )
    return starts if is_apart else []


def _is_wrapped(lines: Sequence[Row], starts: Sequence[int], left: float) -> bool:
    """True if a label goes on from one of the lines to the next: all of them are one row then."""
    labels = [" ".join(piece.text for piece in lines[at] if piece.x0 < left + MIN_GUTTER) for at in starts]
    return any(above.lower().endswith(CONTINUES) or below[:1].islower() for above, below in pairwise(labels))


def _top(line: Row) -> float:
    return min(piece.y0 for piece in line)
