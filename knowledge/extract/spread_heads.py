"""Heads that stand over several columns each, with no line to tell over which: told by where they stand.

The lowest line of heads has one over each column it names. A line above it with fewer heads is a level of its own:
each stands centred over the columns it names, or begins or ends with them, and together they name all of these.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from knowledge.extract.cells import Cell
from knowledge.extract.page_content import Piece

Interval = tuple[float, float]

SAME_LINE = 0.4
MAX_LINES = 6
MAX_COLUMNS = 16
# A head may stand this share of a column's width away from the middle or the side of what it names.
MAX_OFFSET = 0.3
# Lines further apart than this many letter heights are no lines of one text.
LEVEL_PITCH = 1.45
MAX_SKIPPED = 1


@dataclass(slots=True)
class Head:
    pieces: list[Piece]
    first: int
    last: int


def spread_heads(pieces: Sequence[Piece], columns: Sequence[Interval]) -> list[list[Head]]:
    """Return the levels of heads from the top down, each with the columns that its heads stand over.

    `columns` is where each column's cells begin and end. No levels come back if all heads name one column each.
    """
    lines = _lines(pieces)
    if not 2 <= len(lines) <= MAX_LINES or not 2 < len(columns) <= MAX_COLUMNS:
        return []
    zones = [[_zones(piece, columns) for piece in line] for line in lines]
    leaf = max(range(len(lines)), key=lambda at: (len(lines[at]), at))
    named = [zone[0] for zone in zones[leaf] if len(zone) == 1]
    if len(named) != len(set(named)) or len(named) < len(lines[leaf]) or len(named) < 2:
        return []
    heads = {column: [piece] for column, piece in zip(named, lines[leaf], strict=True)}
    columns = [_with(column, heads.get(at, [])) for at, column in enumerate(columns)]
    levels: list[list[Head]] = []
    # What stands over the first column is its own: it names the rows.
    groups = [(column, column) for column in sorted(named) if column]
    for at in range(leaf - 1, -1, -1):
        over = [
            (piece, zone) for piece, zone in zip(lines[at], zones[at], strict=True) if any(c in heads for c in zone)
        ]
        names = {column: pieces[-1].text for column, pieces in heads.items()}
        spread = _spread(
            [piece for piece, _ in over], groups, columns, names, below=lines[at + 1], has_level=bool(levels)
        )
        if spread:
            levels.insert(0, spread)
            groups = [(head.first, head.last) for head in spread]
            over = []
        for piece, zone in over:
            if len(zone) > 1:
                return []
            heads[zone[0]].insert(0, piece)
    if not levels:
        return []
    others = [
        (piece, zone[0])
        for number, line in enumerate(lines)
        for piece, zone in zip(line, zones[number], strict=True)
        if number != leaf and zone and (number > leaf or not any(column in named for column in zone))
    ]
    for piece, column in others:
        heads.setdefault(column, []).append(piece)
    return [*levels, [Head(heads[column], column, column) for column in sorted(heads)]]


def head_grid(
    levels: Sequence[Sequence[Head]], column_count: int, make: Callable[[Sequence[Piece]], Cell]
) -> list[list[Cell]]:
    """Return the levels as rows of cells; a head with none over it reaches up to the top."""
    rows: list[list[Cell]] = []
    for level in reversed(levels):
        cells = list(rows[0]) if rows else [make([]) for _ in range(column_count)]
        for head in level:
            cells[head.first : head.last + 1] = [make(head.pieces)] * (head.last + 1 - head.first)
        rows.insert(0, cells)
    return rows


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda part: part.middle):
        if lines and piece.middle - lines[-1][0].middle < SAME_LINE * (piece.y1 - piece.y0):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda part: part.x0) for line in lines]


def _with(column: Interval, heads: Sequence[Piece]) -> Interval:
    return min([column[0], *(piece.x0 for piece in heads)]), max([column[1], *(piece.x1 for piece in heads)])


def _zones(piece: Piece, columns: Sequence[Interval]) -> list[int]:
    """Return the columns that the piece stands in; one that stands between two belongs to the nearer."""
    found = [at for at, (left, right) in enumerate(columns) if min(right, piece.x1) - max(left, piece.x0) > 1]
    if found:
        return found
    middle = (piece.x0 + piece.x1) / 2
    return [min(range(len(columns)), key=lambda at: abs(sum(columns[at]) / 2 - middle))]


def _spread(
    over: Sequence[Piece],
    groups: Sequence[tuple[int, int]],
    columns: Sequence[Interval],
    names: Mapping[int, str],
    *,
    below: Sequence[Piece],
    has_level: bool,
) -> list[Head]:
    """Return the pieces of a line as heads over the groups of columns below it, none if they do not fit."""
    if not over or len(over) >= len(groups):
        return []
    width = (columns[-1][1] - columns[0][0]) / len(columns)
    fits = [(_offset(over, parts, columns), parts) for parts in _partitions(groups, len(over))]
    fits = [fit for fit in fits if fit[0] <= MAX_OFFSET * width]
    if not fits:
        return []
    _, parts = min(fits, key=lambda fit: (not _are_alike(fit[1], names), round(fit[0]), -len(_covered(fit[1]))))
    size = min(piece.size for piece in over)
    is_apart = min(piece.middle for piece in below) - max(piece.middle for piece in over) >= LEVEL_PITCH * size
    # Close above, a head may as well be the first line of the one below, if these are not the same under each.
    if all(first == last for first, last in parts) or not (is_apart or has_level or _are_alike(parts, names)):
        return []
    return [Head([piece], first, last) for piece, (first, last) in zip(over, parts, strict=True)]


def _are_alike(parts: Sequence[tuple[int, int]], names: Mapping[int, str]) -> bool:
    """True if the same names stand under each head."""
    each = [[names.get(column, "") for column in range(first, last + 1)] for first, last in parts]
    return len(each) > 1 and len(each[0]) > 1 and all(one == each[0] for one in each)


def _partitions(groups: Sequence[tuple[int, int]], count: int) -> Iterator[list[tuple[int, int]]]:
    """Yield the ways to put neighbouring groups together so that so many are left; second labels may stay out."""
    for skipped in range(min(MAX_SKIPPED, len(groups) - count) + 1):
        rest = groups[skipped:]
        for cuts in combinations(range(1, len(rest)), count - 1):
            bounds = [0, *cuts, len(rest)]
            yield [(rest[start][0], rest[end - 1][1]) for start, end in pairwise(bounds)]


def _covered(parts: Sequence[tuple[int, int]]) -> range:
    return range(parts[0][0], parts[-1][1] + 1)


def _offset(over: Sequence[Piece], parts: Sequence[tuple[int, int]], columns: Sequence[Interval]) -> float:
    """Return how far the heads stand on average from the middles or the sides of what they would name."""
    sides = [(columns[first][0], columns[last][1]) for first, last in parts]
    pairs = list(zip(over, sides, strict=True))
    middles = sum(abs(piece.x0 + piece.x1 - left - right) / 2 for piece, (left, right) in pairs)
    lefts = sum(abs(piece.x0 - left) for piece, (left, _) in pairs)
    rights = sum(abs(piece.x1 - right) for piece, (_, right) in pairs)
    return min(middles, lefts, rights) / len(pairs)
