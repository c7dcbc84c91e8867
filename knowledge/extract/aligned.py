"""Tables without upright lines: columns are the strips between gutters, rows come from heights and lines across."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from statistics import median

from knowledge.extract.cells import is_figure
from knowledge.extract.page_content import Piece, Rule
from knowledge.extract.paragraphs import BULLET_START
from knowledge.extract.stacked import CONTINUES, MAX_STEPS_OF_A_BODY, gaps_between, names_itself, stacked_rows

Interval = tuple[float, float]
Row = list[list[Piece]]

# A cell of running text is a column of prose from this many words a line on ...
PROSE_WORDS = 4.5
# ... if its lines also fill this share of the column.
PROSE_FILL = 0.55
PROSE_LINES = 3
RULE_SHARE = 0.6
LABEL_WORDS = 7
CELL_WORDS = 9
RULED_CELL_WORDS = 35
FULL_SHARE = 0.6
# A gap this much larger than the smallest one between lines separates rows.
ROW_GAP = 1.6
MIN_GUTTER = 6.0
MAX_HEAD_LINES = 6
MIN_BODY = 2
MAX_LABELS = 2


@dataclass(slots=True)
class AlignedTable:
    rows: list[Row]


def find_table(
    group: Sequence[Sequence[Piece]], gutters: Sequence[Interval], rules: Sequence[Rule]
) -> AlignedTable | None:
    """Return the group as a table, or None if it is running text in columns."""
    gutters = _below_heads(group, gutters)
    bands = [_to_cells(band, gutters) for band in group]
    separators = _separators(group, rules)
    shared = sum(sum(bool(cell) for cell in band) >= 2 for band in bands)
    if len(separators) >= 2:
        rows = _rows_between(group, gutters, separators)
        full = sum(sum(bool(cell) for cell in row) >= 2 for row in rows)
        words = sum(piece.word_count for row in rows for cell in row for piece in cell)
        if len(rows) >= 2 and full >= FULL_SHARE * len(rows) and words <= RULED_CELL_WORDS * full * len(rows[0]):
            return AlignedTable(rows)
    if not _is_table(bands, shared, gutters):
        return None
    return AlignedTable(_rows_by_gaps(bands))


def _below_heads(group: Sequence[Sequence[Piece]], gutters: Sequence[Interval]) -> Sequence[Interval]:
    """Return the strips between the columns of figures, which heads over several of them may close."""
    has_figure = [any(is_figure(piece.text) for piece in band) for band in group]
    heads = has_figure.index(True) if True in has_figure else 0
    if not 0 < heads <= MAX_HEAD_LINES or len(group) - heads < MIN_BODY:
        return gutters
    body = group[heads:]
    found = gaps_between([piece for band in body for piece in band], MIN_GUTTER)
    if len(found) <= len(gutters):
        return gutters
    columns = [
        [piece for band in body for piece in _to_cells(band, found)[column]] for column in range(1, len(found) + 1)
    ]
    are_figures = [sum(is_figure(piece.text) for piece in column) * 2 > len(column) for column in columns]
    return found if sum(are_figures) >= len(columns) - MAX_LABELS + 1 else gutters


def _to_cells(band: Sequence[Piece], gutters: Sequence[Interval]) -> Row:
    cells: Row = [[] for _ in range(len(gutters) + 1)]
    for piece in band:
        middle = (piece.x0 + piece.x1) / 2
        cells[sum(middle > (left + right) / 2 for left, right in gutters)].append(piece)
    return cells


def _separators(group: Sequence[Sequence[Piece]], rules: Sequence[Rule]) -> list[float]:
    """Return the heights of lines that run across most of the group."""
    left = min(piece.x0 for band in group for piece in band)
    right = max(piece.x1 for band in group for piece in band)
    top = min(piece.y0 for band in group for piece in band) - 12
    bottom = max(piece.y1 for band in group for piece in band) + 12
    heights: list[float] = []
    for rule in sorted(rules, key=lambda line: line.at):
        if not rule.is_across or not top <= rule.at <= bottom:
            continue
        if min(rule.end, right) - max(rule.start, left) < RULE_SHARE * (right - left):
            continue
        if not heights or rule.at - heights[-1] > 4:
            heights.append(rule.at)
    return heights


def _is_table(bands: Sequence[Row], shared: int, gutters: Sequence[Interval]) -> bool:
    columns = [[piece for band in bands for piece in band[at]] for at in range(len(gutters) + 1)]
    if any(not column for column in columns) or shared < 2:
        return False
    cells = [cell for band in bands for cell in band if cell]
    texts = [" ".join(piece.text for piece in cell) for band in bands for cell in band[1:] if cell]
    if sum(bool(BULLET_START.match(text)) for text in texts) > 0.3 * len(texts):
        return False
    figures = sum(is_figure(text) for text in texts)
    prose = sum(_is_prose(column) for column in columns)
    if prose == len(columns):
        return False
    if figures >= 2 and figures >= 0.3 * len(texts):
        return True
    words = sum(piece.word_count for column in columns for piece in column) / len(cells)
    if len(columns) > 2:
        return prose <= 1 and words <= CELL_WORDS and shared >= 3
    labels = [sum(piece.word_count for piece in band[0]) for band in bands if band[0]]
    return prose == 0 and shared >= 3 and median(labels) <= LABEL_WORDS and shared >= 0.5 * len(bands)


def _is_prose(column: Sequence[Piece]) -> bool:
    if len(column) < PROSE_LINES:
        return False
    width = max(piece.x1 for piece in column) - min(piece.x0 for piece in column)
    words = median(piece.word_count for piece in column)
    fill = median(piece.x1 - piece.x0 for piece in column) / max(width, 1.0)
    return words >= PROSE_WORDS and fill >= PROSE_FILL


def _rows_between(
    group: Sequence[Sequence[Piece]], gutters: Sequence[Interval], separators: Sequence[float]
) -> list[Row]:
    steps: dict[int, list[Piece]] = {}
    for band in group:
        for piece in band:
            steps.setdefault(sum(piece.middle > height for height in separators), []).append(piece)
    is_body = len(steps) <= MAX_STEPS_OF_A_BODY
    return [_to_cells(row, gutters) for at in sorted(steps) for row in stacked_rows(steps[at], is_body=is_body)]


def _rows_by_gaps(bands: Sequence[Row]) -> list[Row]:
    """Put bands together that are lines of one row: those set closer than rows are, or without a label."""
    gaps = [_top(below) - _bottom(above) for above, below in pairwise(bands)]
    smallest = min(gaps, default=0.0)
    size = median(piece.size for band in bands for cell in band for piece in cell)
    is_spread = max(gaps, default=0.0) > max(smallest, 0.0) + (ROW_GAP - 1) * size
    rows = [bands[0]]
    for at, band in zip(count(), bands[1:]):
        is_tight = is_spread and gaps[at] < smallest + 0.25 * size
        is_rest = not band[0] and not _names_itself(band, bands[at])
        if is_rest or (is_tight and (not _is_full(band) or _goes_on(band))):
            rows[-1] = [[*above, *below] for above, below in zip(rows[-1], band, strict=True)]
        else:
            rows.append(band)
    return rows


def _names_itself(band: Row, above: Row) -> bool:
    """True for a row whose first label is left out, because it is the same or stands in a merged cell."""
    values, over = ([" ".join(piece.text for piece in cell) for cell in row[1:]] for row in (band, above))
    has_figure = any(is_figure(value) and is_figure(other) for value, other in zip(values[1:], over[1:], strict=True))
    return has_figure and names_itself(values[0]) and not over[0].lower().endswith(CONTINUES)


def _goes_on(band: Row) -> bool:
    """True for second lines of texts."""
    return any(cell[0].text[:1].islower() for cell in band if cell) and not any(
        is_figure(piece.text) for cell in band for piece in cell
    )


def _is_full(band: Row) -> bool:
    return all(band)


def _top(band: Row) -> float:
    return min(piece.y0 for cell in band for piece in cell)


def _bottom(band: Row) -> float:
    return max(piece.y1 for cell in band for piece in cell)
