"""Tables drawn with lines across only: the lines give the rows and the width, the words give the columns."""

from collections.abc import Collection, Iterator, Sequence
from itertools import count, pairwise

from knowledge.extract.lines import box_of, run_together, to_lines, union
from knowledge.extract.pdf_page import Area, PageContent, Piece, Rule
from knowledge.extract.ruled import PlacedTable, is_strong, merged
from knowledge.extract.tables import Cell, table_blocks

Interval = tuple[float, float]

SAME_END = 5.0
MIN_RULES = 3
MAX_ROW_HEIGHT = 170.0
MIN_WIDTH = 90.0
MIN_GUTTER = 6.0
MAX_CELL_WORDS = 60


def take_banded_tables(
    content: PageContent, pieces: Sequence[Piece], lexicon: Collection[str]
) -> tuple[list[PlacedTable], list[Piece]]:
    """Return the tables between lines of equal width, and the pieces that stand in none of them."""
    rest = list(pieces)
    tables = []
    for heights, left, right in _ladders(content.rules):
        inside = [piece for piece in rest if _is_inside(piece, heights, left, right)]
        table = _table(content, inside, heights, lexicon) if inside else None
        if table is not None:
            tables.append(table)
            taken = {id(piece) for piece in inside}
            rest = [piece for piece in rest if id(piece) not in taken]
    return tables, rest


def _ladders(rules: Sequence[Rule]) -> Iterator[tuple[list[float], float, float]]:
    """Yield the heights of lines that begin and end alike, one below the other, with their left and right ends."""
    groups: list[list[Rule]] = []
    for rule in merged([rule for rule in rules if rule.is_across and rule.end - rule.start >= MIN_WIDTH]):
        for group in groups:
            if abs(group[0].start - rule.start) <= SAME_END and abs(group[0].end - rule.end) <= SAME_END:
                group.append(rule)
                break
        else:
            groups.append([rule])
    for group in groups:
        ladder = [group[0]]
        for above, below in pairwise(group):
            if below.at - above.at > MAX_ROW_HEIGHT:
                yield from _if_long(ladder)
                ladder = []
            ladder.append(below)
        yield from _if_long(ladder)


def _if_long(ladder: Sequence[Rule]) -> Iterator[tuple[list[float], float, float]]:
    if len(ladder) >= MIN_RULES:
        yield [rule.at for rule in ladder], ladder[0].start, ladder[0].end


def _is_inside(piece: Piece, heights: Sequence[float], left: float, right: float) -> bool:
    return heights[0] <= piece.middle <= heights[-1] and piece.x0 >= left - SAME_END and piece.x1 <= right + SAME_END


def _table(
    content: PageContent, pieces: Sequence[Piece], heights: Sequence[float], lexicon: Collection[str]
) -> PlacedTable | None:
    rows: dict[int, list[Piece]] = {}
    for piece in pieces:
        rows.setdefault(sum(piece.middle > height for height in heights), []).append(piece)
    gutters = _gutters(list(rows.values()))
    words = sum(len(piece.words) for piece in pieces)
    if not gutters or words > MAX_CELL_WORDS * len(rows) * (len(gutters) + 1):
        return None
    area = union(pieces)
    origins = count()
    grid = [_cells(content, area, rows[at], gutters, lexicon, origins) for at in sorted(rows)]
    full = sum(len({cell.origin for cell in row if cell.text}) >= 2 for row in grid)
    if full < 2 or full * 2 < len(grid):
        return None
    blocks = table_blocks(grid)
    return PlacedTable(area.x0, heights[0], area.x1, heights[-1], blocks)


def _gutters(rows: Sequence[Sequence[Piece]]) -> list[Interval]:
    """Return the strips that stay empty in every row of several cells."""
    common: list[Interval] | None = None
    for row in rows:
        gaps = _gaps(row)
        if not gaps:
            continue
        if common is None:
            common = gaps
            continue
        shared = [(max(a, c), min(b, d)) for a, b in common for c, d in gaps if min(b, d) - max(a, c) >= MIN_GUTTER]
        common = shared or common
    return common or []


def _gaps(row: Sequence[Piece]) -> list[Interval]:
    gaps: list[Interval] = []
    right = None
    for piece in sorted(row, key=lambda part: part.x0):
        if right is not None and piece.x0 - right >= MIN_GUTTER:
            gaps.append((right, piece.x0))
        right = piece.x1 if right is None else max(right, piece.x1)
    return gaps


def _cells(
    content: PageContent,
    area: Area,
    row: Sequence[Piece],
    gutters: Sequence[Interval],
    lexicon: Collection[str],
    origins: Iterator[int],
) -> list[Cell]:
    """Return the row's cells; text that runs over a gutter is one cell in all the columns it covers."""
    parts: list[list[Piece]] = [[] for _ in range(len(gutters) + 1)]
    covered = [False] * len(gutters)
    for piece in row:
        first = sum(piece.x0 > (left + right) / 2 for left, right in gutters)
        parts[first].append(piece)
        for at in range(first, len(gutters)):
            covered[at] = covered[at] or piece.x1 > gutters[at][1]
    cells: list[Cell] = []
    at = 0
    while at <= len(gutters):
        end = at
        while end < len(gutters) and covered[end]:
            end += 1
        cell = _cell(content, area, [piece for part in parts[at : end + 1] for piece in part], lexicon, next(origins))
        cells += [cell] * (end + 1 - at)
        at = end + 1
    return cells


def _cell(content: PageContent, area: Area, pieces: Sequence[Piece], lexicon: Collection[str], origin: int) -> Cell:
    if not pieces:
        return Cell("", origin)
    lines = to_lines(pieces)
    text, _ = run_together(content, lines, lexicon)
    return Cell(text, origin, box_of(content, union(lines)), is_strong(content, area, lines))
