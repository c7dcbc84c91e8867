"""The order in which a page is read: bands from top to bottom, columns inside a band from left to right.

A gutter is a strip that stays empty over several bands. What stands on both sides of it is either running text
in columns, read one column after the other, or a table without lines, read row by row; `aligned` tells which.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from knowledge.extract.aligned import AlignedTable, find_table
from knowledge.extract.page_content import Piece, Rule
from knowledge.extract.ruled import Placed

Item = Piece | Placed
Interval = tuple[float, float]
Band = list[Item]

MIN_GUTTER = 7.0
GUTTER_SHARE = 0.75
MAX_DEPTH = 5
# Bands further apart than this many letter heights do not belong together.
MAX_BAND_GAP = 4.0
TRAILING_GAP = 0.9
HEAD_GAP = 1.2
HEADING_SIZE = 1.12
MIN_COLUMN_LINES = 2
CARD_SLACK = 4.0
# A gutter kept over this many bands, or this wide in letter heights, is no accident of justified lines.
SURE_BANDS = 4
SURE_GUTTER = 1.5


@dataclass(slots=True)
class TextRun:
    """Pieces that are read from top to bottom as one column."""

    pieces: list[Piece]


Part = TextRun | Placed | AlignedTable


def reading_order(items: Sequence[Item], rules: Sequence[Rule], depth: int = 0) -> Iterator[Part]:
    bands = to_bands(items)
    loose: list[Band] = []
    at = 0
    while at < len(bands):
        group, gutters = _grow(bands, at)
        at += len(group)
        raised = (_raised(loose, gutters) or _is_head(loose, group, gutters)) if gutters else 0
        parts = _divided(loose[len(loose) - raised :] + group, gutters, rules, depth) if gutters else None
        if parts is None:
            loose += group
            continue
        yield from _one_column(loose[: len(loose) - raised])
        loose.clear()
        yield from parts
    yield from _one_column(loose)


def to_bands(items: Sequence[Item]) -> list[Band]:
    """Return the items in groups that overlap in height, from top to bottom."""
    bands: list[Band] = []
    bottom = 0.0
    for item in sorted(items, key=lambda part: part.y0):
        slack = 0.2 * min(item.y1 - item.y0, 14.0)
        if bands and item.y0 + slack < bottom:
            bands[-1].append(item)
            bottom = max(bottom, item.y1 - slack)
        else:
            bands.append([item])
            bottom = item.y1 - slack
    return bands


def _one_column(bands: Sequence[Band]) -> Iterator[Part]:
    run: list[Piece] = []
    for band in bands:
        for item in sorted(band, key=lambda part: (round(part.y0), part.x0)):
            if isinstance(item, Piece):
                run.append(item)
                continue
            if run:
                yield TextRun(run)
                run = []
            yield item
    if run:
        yield TextRun(run)


def _raised(loose: Sequence[Band], gutters: Sequence[Interval]) -> int:
    """Return how many of the bands above belong to the columns: where a right column begins higher than its left.

    Bands from the highest one that stands right of a gutter are taken, as long as none lies over a gutter.
    """
    raised = 0
    for at, band in enumerate(reversed(loose), start=1):
        if any(item.x0 < right - 1 and item.x1 > left + 1 for item in band for left, right in gutters):
            break
        if at > 1 and _top(loose[-at + 1]) - _bottom(band) > MAX_BAND_GAP * _size([band]):
            break
        if any(item.x0 >= gutters[0][1] - 1 for item in band):
            raised = at
    return raised


def _is_head(loose: Sequence[Band], group: Sequence[Band], gutters: Sequence[Interval]) -> bool:
    """True if the band above is a row of bold heads, one over each column, that reach into the gutters.

    Figures stand to the right of their column and its head to the left, so no strip stays free under the head.
    """
    if not loose or len(loose[-1]) != len(gutters) + 1:
        return False
    heads, below = sorted(loose[-1], key=lambda part: part.x0), [part for band in group for part in band]
    if not all(isinstance(part, Piece) for part in [*heads, *below]):
        return False
    if not all(part.is_bold for part in heads) or any(part.is_bold for part in below):
        return False
    size = _size(group)
    starts = [0.0, *(left - size for left, _ in gutters)]
    ends = [*(right + size for _, right in gutters), heads[-1].x1]
    stand_over = all(start <= part.x0 and part.x1 <= end for part, start, end in zip(heads, starts, ends, strict=True))
    return stand_over and _top(group[0]) - _bottom(loose[-1]) <= HEAD_GAP * size


def _divided(
    group: Sequence[Band], gutters: Sequence[Interval], rules: Sequence[Rule], depth: int
) -> list[Part] | None:
    """Return the group as a table or as columns read one by one; None if it is plain text with wide gaps."""
    if all(isinstance(item, Piece) for band in group for item in band):
        table = find_table(group, gutters, rules)
        if table is not None:
            return [table]
    if depth >= MAX_DEPTH or not _is_columns(group, gutters):
        return None
    return [part for column in split_at(group, gutters) for part in reading_order(column, rules, depth + 1)]


def split_at(group: Sequence[Band], gutters: Sequence[Interval]) -> list[list[Item]]:
    columns: list[list[Item]] = [[] for _ in range(len(gutters) + 1)]
    for band in group:
        for item in band:
            middle = (item.x0 + item.x1) / 2
            columns[sum(middle > (left + right) / 2 for left, right in gutters)].append(item)
    return columns


def _is_columns(group: Sequence[Band], gutters: Sequence[Interval]) -> bool:
    """True for columns of text; a few lines with wide gaps in them, as justified text has, are none."""
    columns = split_at(group, gutters)
    if not all(columns) or max(len(column) for column in columns) < MIN_COLUMN_LINES:
        return False
    widest = max(right - left for left, right in gutters)
    return len(group) >= SURE_BANDS or widest >= SURE_GUTTER * _size(group)


def _grow(bands: Sequence[Band], at: int) -> tuple[list[Band], list[Interval]]:
    """Return the bands from `at` on that share gutters, and these gutters; one band and none if there are none."""
    group = [bands[at]]
    if len(bands[at]) == 1:
        return group, []
    blocked = _blocked(bands[at])
    gutters = _gutters(blocked, group)
    if not gutters:
        return group, []
    for band in bands[at + 1 :]:
        if _top(band) - _bottom(group[-1]) > MAX_BAND_GAP * _size(group) or _is_row_of_cards(group):
            break
        wider = _unite([*blocked, *_blocked(band)])
        kept = _gutters(wider, group)
        if not kept or (len(kept) < len(gutters) and len(group) > 2):
            break
        if len(group) == 1 and len(band) == len(group[0]) and not _is_one_each(band, kept):
            break
        group.append(band)
        blocked, gutters = wider, kept
    return _trimmed(group, gutters), gutters


def _is_one_each(band: Band, gutters: Sequence[Interval]) -> bool:
    """True if each column has one part of the band; under a row of heads set apart from their figures it has not."""
    return len(gutters) + 1 != len(band) or all(len(column) == 1 for column in split_at([band], gutters))


def _is_row_of_cards(group: Sequence[Band]) -> bool:
    """True for boxes of one height side by side: what stands below them has columns of its own."""
    if len(group) > 1 or len(group[0]) < 2 or any(isinstance(item, Piece) for item in group[0]):
        return False
    tops, bottoms = [item.y0 for item in group[0]], [item.y1 for item in group[0]]
    return max(tops) - min(tops) < CARD_SLACK and max(bottoms) - min(bottoms) < CARD_SLACK


def _trimmed(group: list[Band], gutters: Sequence[Interval]) -> list[Band]:
    """Leave out bands at the end that have only a leftmost part and stand apart: new text, not the column's."""
    end, size = len(group), _size(group)
    while end > 1:
        band, above = group[end - 1], group[end - 2]
        is_left_only = all((item.x0 + item.x1) / 2 < gutters[0][0] for item in band)
        is_apart = _top(band) - _bottom(above) > TRAILING_GAP * size or _size([band]) > HEADING_SIZE * size
        if not (is_left_only and is_apart):
            break
        end -= 1
    return group[:end]


def _blocked(band: Band) -> list[Interval]:
    return _unite([(item.x0, item.x1) for item in band])


def _unite(intervals: Sequence[Interval]) -> list[Interval]:
    united: list[Interval] = []
    for start, end in sorted(intervals):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], end))
        else:
            united.append((start, end))
    return united


def _gutters(blocked: Sequence[Interval], group: Sequence[Band]) -> list[Interval]:
    least = max(MIN_GUTTER, GUTTER_SHARE * _size(group))
    return [(left, right) for (_, left), (right, _) in pairwise(blocked) if right - left >= least]


def _size(group: Sequence[Band]) -> float:
    sizes = [item.size for band in group for item in band if item.size]
    return median(sizes) if sizes else 10.0


def _top(band: Band) -> float:
    return min(item.y0 for item in band)


def _bottom(band: Band) -> float:
    return max(item.y1 for item in band)
