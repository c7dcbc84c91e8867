"""Tables drawn with lines: the grid is taken from the lines, the words fall into it by their places."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from knowledge.extract.cells import Cell, cell_texts
from knowledge.extract.joined import Joined
from knowledge.extract.lines import box_of, run_together, to_lines, union
from knowledge.extract.page_content import Area, Colour, PageContent, Piece, Rule, piece_of
from knowledge.extract.spread_heads import Head, head_grid, spread_heads
from knowledge.extract.tables import table_blocks
from knowledge.extract.types import Block

NEAR = 3.0
TOUCH = 4.0
MIN_CELL = 5.0
MAX_RULES = 600
EDGE_SHARE = 0.6
MAX_WORDS_A_CELL = 150
OUTER_SLACK = 12.0
MAX_ODD_SHARE = 0.3
# With so few cells, one that holds most of the words shows a frame around text rather than a table.
FEW_CELLS = 7
LONG_CELL_WORDS = 30


@dataclass(slots=True)
class Placed:
    """What belongs together, such as a table, and where it stands in the reading order of the page."""

    x0: float
    y0: float
    x1: float
    y1: float
    blocks: list[Block]

    @property
    def size(self) -> float:
        return 0.0


@dataclass(slots=True)
class Frame:
    """The heights and widths of a grid, and the number of the merged cell that each place belongs to."""

    xs: list[float]
    ys: list[float]
    origins: list[list[int]]

    @property
    def area(self) -> Area:
        return Area(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def take_ruled_tables(
    content: PageContent, pieces: Sequence[Piece], lexicon: Container[str]
) -> tuple[list[Placed], list[Piece]]:
    """Return the ruled tables of the page and the pieces that stand in none of them."""
    rest = list(pieces)
    tables = []
    for frame in frames(content.rules):
        inside = [piece for piece in rest if _is_inside(piece, frame.area)]
        blocks = _fill(content, frame, inside, lexicon) if inside else []
        if blocks:
            tables.append(Placed(*frame.area, blocks))
            taken = {id(piece) for piece in inside}
            rest = [piece for piece in rest if id(piece) not in taken]
    return tables, rest


def frames(rules: Sequence[Rule]) -> list[Frame]:
    """Return the grids that the lines form: at least two rows and two columns each, outermost first."""
    if not 4 <= len(rules) <= MAX_RULES * 10:
        return []
    across = merged([rule for rule in rules if rule.is_across])
    upright = merged([rule for rule in rules if not rule.is_across])
    if len(across) > MAX_RULES or len(upright) > MAX_RULES or len(across) < 2 or not upright:
        return []
    found = []
    for group_across, group_upright in _connected(across, upright):
        frame = _frame(group_across, group_upright)
        if frame is not None:
            found.append(frame)
    return sorted(found, key=lambda frame: -frame.area.size)


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Return the lines with those that continue or double each other made one."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda line: line.at):
        if levels and rule.at - levels[-1][0].at <= NEAR:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    joined: list[Rule] = []
    for level in levels:
        at = sum(rule.at for rule in level) / len(level)
        start = end = None
        for rule in sorted(level, key=lambda line: line.start):
            if end is not None and rule.start <= end + TOUCH:
                end = max(end, rule.end)
                continue
            if end is not None:
                joined.append(Rule(rule.is_across, at, start, end))
            start, end = rule.start, rule.end
        joined.append(Rule(level[0].is_across, at, start, end))
    return joined


def _connected(across: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the groups of lines that touch one another."""
    joined = Joined(len(across) + len(upright))
    for i, flat in enumerate(across):
        for j, tall in enumerate(upright):
            is_wide = flat.start - TOUCH <= tall.at <= flat.end + TOUCH
            if is_wide and tall.start - TOUCH <= flat.at <= tall.end + TOUCH:
                joined.join(i, len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, rule in enumerate(across):
        groups[joined.group(i)][0].append(rule)
    for j, rule in enumerate(upright):
        groups[joined.group(len(across) + j)][1].append(rule)
    return list(groups.values())


def _frame(across: Sequence[Rule], upright: Sequence[Rule]) -> Frame | None:
    if len(across) < 2 or not upright:
        return None
    # Many tables have no lines at their sides: there the ends of the lines across are the border.
    ends = [end for rule in across for end in (rule.start, rule.end)]
    xs = _positions([rule.at for rule in upright], [min(ends), max(ends)])
    ends = [end for rule in upright for end in (rule.start, rule.end)]
    ys = _positions([rule.at for rule in across], [min(ends), max(ends)])
    if len(xs) < 3 or len(ys) < 3:
        return None
    return Frame(xs, ys, _origins(xs, ys, across, upright))


def _positions(lines: Iterable[float], borders: Iterable[float]) -> list[float]:
    positions: list[float] = []
    for at in sorted(set(lines)):
        if not positions or at - positions[-1] > MIN_CELL:
            positions.append(at)
    for border in borders:
        if all(abs(border - at) > OUTER_SLACK for at in positions):
            positions.append(border)
    return sorted(positions)


def _origins(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], upright: Sequence[Rule]
) -> list[list[int]]:
    """Return for each place the number of its cell: places without a line between them are one cell."""
    columns, rows = len(xs) - 1, len(ys) - 1
    joined = Joined(columns * rows)
    for i in range(rows):
        for j in range(columns):
            here = i * columns + j
            if j + 1 < columns and not _has_edge(upright, xs[j + 1], ys[i], ys[i + 1]):
                joined.join(here + 1, here)
            if i + 1 < rows and not _has_edge(across, ys[i + 1], xs[j], xs[j + 1]):
                joined.join(here + columns, here)
    return [[joined.group(i * columns + j) for j in range(columns)] for i in range(rows)]


def _has_edge(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    covered = sum(
        min(rule.end, end) - max(rule.start, start)
        for rule in rules
        if abs(rule.at - at) <= MIN_CELL and rule.start < end and rule.end > start
    )
    return covered >= EDGE_SHARE * (end - start)


def _is_inside(piece: Piece, area: Area) -> bool:
    return area.y0 - 1 <= piece.middle <= area.y1 + 1 and piece.x1 > area.x0 and piece.x0 < area.x1


def _fill(content: PageContent, frame: Frame, pieces: Sequence[Piece], lexicon: Container[str]) -> list[Block]:
    """Return the table's blocks, none if the lines only frame running text or a drawing."""
    parts: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        for origin, part in _by_cell(piece, frame):
            parts[origin].append(part)
    origins = {origin for row in frame.origins for origin in row}
    if not _is_regular(frame):
        return []
    words = sum(piece.word_count for piece in pieces)
    if len(origins) < 4 or len(parts) < max(3, len(origins) * 0.25) or words > MAX_WORDS_A_CELL * len(parts):
        return []
    fullest = max(sum(piece.word_count for piece in cell) for cell in parts.values())
    if len(parts) < FEW_CELLS and fullest > max(LONG_CELL_WORDS, words // 2):
        return []
    numbers = count(len(frame.origins) * len(frame.origins[0]))

    def make(pieces: Sequence[Piece], number: int | None = None) -> Cell:
        lines = to_lines(pieces)
        text, _ = run_together(content, lines, lexicon)
        box = box_of(content, union(lines)) if lines else None
        origin = next(numbers) if number is None else number
        return Cell(text, origin, box, is_bold(lines), ground_of(content, frame.area, lines))

    cells = {origin: make(parts[origin], origin) for origin in origins}
    levels = _levels(frame, parts)
    grid = head_grid(levels, len(frame.xs) - 1, make)
    grid += [_row_of(frame, at, parts, cells, make) for at in range(bool(levels), len(frame.origins))]
    content.cells += cell_texts(grid)
    return table_blocks(grid, header_rows=len(levels) or None)


def _levels(frame: Frame, parts: Mapping[int, Sequence[Piece]]) -> list[list[Head]]:
    """Return the levels of heads that the top row holds with no line between them."""
    top = frame.origins[0]
    if not _is_wide(frame, 0, top[-1]):
        return []
    pieces = [piece for origin in dict.fromkeys(top) for piece in parts.get(origin, ())]
    return spread_heads(pieces, list(pairwise(frame.xs)))


def _row_of(
    frame: Frame,
    at: int,
    parts: Mapping[int, Sequence[Piece]],
    cells: Mapping[int, Cell],
    make: Callable[[Sequence[Piece]], Cell],
) -> list[Cell]:
    """Return the cells of a row; where no line parts them, texts that stand apart under each column are parted."""
    row = [cells[origin] for origin in frame.origins[at]]
    for origin in dict.fromkeys(frame.origins[at]):
        is_whole = frame.origins[at].count(origin) == len(row) and _is_wide(frame, at, origin)
        columns = _columns_of(frame, parts.get(origin, ())) if is_whole else {}
        if len(columns) > 1:
            first = frame.origins[at].index(origin)
            for column in range(first, first + frame.origins[at].count(origin)):
                row[column] = make(columns.get(column, ()))
    return row


def _is_wide(frame: Frame, at: int, origin: int) -> bool:
    """True for a cell of one row and several columns."""
    return frame.origins[at].count(origin) > 1 and sum(origin in row for row in frame.origins) == 1


def _columns_of(frame: Frame, pieces: Sequence[Piece]) -> dict[int, list[Piece]]:
    """Return the pieces by column, nothing if they do not stand side by side, or one runs over a line."""
    columns: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        first, last = (bisect_right(frame.xs, x) for x in (piece.x0 + 1, piece.x1 - 1))
        if first != last:
            return {}
        columns[first - 1].append(piece)
    heights = [(min(piece.y0 for piece in held), max(piece.y1 for piece in held)) for held in columns.values()]
    is_beside = bool(heights) and max(top for top, _ in heights) < min(bottom for _, bottom in heights)
    return columns if is_beside else {}


def _is_regular(frame: Frame) -> bool:
    """True if nearly all cells are rectangles; the lines of a drawing rarely make any."""
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, row in enumerate(frame.origins):
        for j, origin in enumerate(row):
            places[origin].append((i, j))
    odd = 0
    for covered in places.values():
        rows, columns = {i for i, _ in covered}, {j for _, j in covered}
        if len(covered) != (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1):
            odd += len(covered)
    return odd <= MAX_ODD_SHARE * len(frame.origins) * len(frame.origins[0])


def _by_cell(piece: Piece, frame: Frame) -> list[tuple[int, Piece]]:
    """Return the piece, cut where it runs over a line, with the cell that each part stands in."""
    row = min(max(bisect_right(frame.ys, piece.middle) - 1, 0), len(frame.ys) - 2)
    found: list[tuple[int, list]] = []
    for word in piece.words:
        column = bisect_right(frame.xs, (word.x0 + word.x1) / 2) - 1
        origin = frame.origins[row][min(max(column, 0), len(frame.xs) - 2)]
        if found and found[-1][0] == origin:
            found[-1][1].append(word)
        else:
            found.append((origin, [word]))
    return [(origin, piece_of(words, piece.y0, piece.y1, piece.size, is_bold=piece.is_bold)) for origin, words in found]


def is_bold(lines: Sequence[Piece]) -> bool:
    return bool(lines) and all(line.is_bold for line in lines)


def ground_of(content: PageContent, table: Area, lines: Sequence[Piece]) -> Colour | None:
    """Return the colour of the ground that the text has within the table, as headers and striped rows have one."""
    if not lines:
        return None
    x, y = (lines[0].x0 + lines[0].x1) / 2, lines[0].middle
    for shade in content.shades:
        is_on = shade.area.x0 <= x <= shade.area.x1 and shade.area.y0 <= y <= shade.area.y1
        if is_on and shade.area.size < 0.7 * table.size:
            return shade.colour
    return None
