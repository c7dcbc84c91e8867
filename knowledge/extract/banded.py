"""Tables drawn with lines across only: the lines give the rows and the width, the words give the columns."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import count, pairwise, takewhile

from knowledge.extract.cells import Cell, cell_texts, names_network
from knowledge.extract.lines import box_of, run_together, to_lines, union
from knowledge.extract.page_content import Area, PageContent, Piece, Rule, piece_of
from knowledge.extract.ruled import Placed, ground_of, is_bold, merged
from knowledge.extract.short_rules import rows_between, short_rules
from knowledge.extract.spread_heads import Head, head_grid, spread_heads
from knowledge.extract.stacked import MAX_STEPS_OF_A_BODY, gaps_between, stacked_rows
from knowledge.extract.table_heads import MAX_HEADER_ROWS
from knowledge.extract.table_sentences import MAX_GROUP_WORDS
from knowledge.extract.tables import table_blocks

Interval = tuple[float, float]
Row = list[Piece]

SAME_END = 5.0
MIN_RULES = 3
MAX_ROW_HEIGHT = 170.0
MIN_WIDTH = 90.0
MIN_GUTTER = 6.0
MAX_CELL_WORDS = 60
# A row of one cell over all columns may hold this much; more is text between two tables.
MAX_SPANNING_WORDS = 40
# Gutters of two tables that have this little in common are not the gutters of one.
LEAST_SHARED = 1.0
# Wider than any space between words of one text, in letter heights.
WIDE_SPACE = 0.5
# So many rows have to show a column that the others leave out.
MIN_FINER = 2
# Texts of two rows stand this nearly as far below the tops of their rows.
SAME_SET = 2.5
CLOSE_LINES = 0.4
AMOUNT = re.compile(r"[$€£]\s?\d|\d\s?%|^\d+$")


def take_banded_tables(
    content: PageContent, pieces: Sequence[Piece], lexicon: Container[str]
) -> tuple[list[Placed], list[Piece]]:
    """Return the tables between lines of equal width, and the pieces that stand in none of them."""
    rest = list(pieces)
    tables = []
    for lines, left, right in _ladders(content.rules):
        heights = _to_last_stripe(content, rest, lines, left, right)
        inside = [piece for piece in rest if _is_inside(piece, heights, left, right)]
        short = short_rules(content.rules, heights, left, right)
        for rows in _runs(content, inside, heights, short):
            table = _table(content, rows, lexicon)
            tables += table
            taken = {id(piece) for row in rows for piece in row} if table else set()
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


def _to_last_stripe(
    content: PageContent, pieces: Sequence[Piece], heights: list[float], left: float, right: float
) -> list[float]:
    """Return the heights with the end of one more row: of stripes, the last one may be white and end with no line."""
    first, above, last = (
        [piece for piece in pieces if _is_inside(piece, step, left, right)]
        for step in pairwise([0, 0, 0, *heights][-4:])
    )
    below = [
        piece
        for piece in pieces
        if piece.middle > heights[-1] and piece.x0 >= left - SAME_END and piece.x1 <= right + SAME_END
    ]
    are_stripes = [bool(row) and _is_on_stripe(content, row) for row in (first, above, last)]
    if are_stripes != [True, False, True] or not above or not _gaps(last) or not below:
        return heights
    top = min(piece.y0 for piece in below)
    line = [piece for piece in below if piece.y0 - top < piece.size / 2]
    is_set_alike = abs((top - heights[-1]) - (min(piece.y0 for piece in last) - heights[-2])) <= SAME_SET
    if not is_set_alike or not _gaps(line) or not _share_columns(_gaps(last), _gutters([last, line], least=1)):
        return heights
    bottom = max(piece.y1 for piece in line)
    for piece in sorted(below, key=lambda part: part.y0):
        # The row's further lines, set as close as lines of one text are.
        if piece.y0 <= bottom + CLOSE_LINES * piece.size and len(_gaps([*last, piece])) >= len(_gaps(last)):
            bottom = max(bottom, piece.y1)
    return [*heights, bottom + 1]


def _is_on_stripe(content: PageContent, row: Sequence[Piece]) -> bool:
    return any(
        shade.area.y0 - 1 <= row[0].middle <= shade.area.y1 + 1
        and shade.area.x0 <= row[0].x0 <= shade.area.x1
        and shade.area.y1 - shade.area.y0 < MAX_ROW_HEIGHT
        for shade in content.shades
    )


def _if_long(ladder: Sequence[Rule]) -> Iterator[tuple[list[float], float, float]]:
    if len(ladder) >= MIN_RULES:
        yield [rule.at for rule in ladder], ladder[0].start, ladder[0].end


def _is_inside(piece: Piece, heights: Sequence[float], left: float, right: float) -> bool:
    return heights[0] <= piece.middle <= heights[-1] and piece.x0 >= left - SAME_END and piece.x1 <= right + SAME_END


def _runs(
    content: PageContent, pieces: Sequence[Piece], heights: Sequence[float], short: Sequence[Rule]
) -> Iterator[list[Row]]:
    """Yield rows that follow one another and share columns.

    The same ladder of lines often goes on over boxes of text above and below a table: an empty step, a step of
    running text, or one that leaves no column free ends the run.
    """
    steps: list[Row] = [[] for _ in heights]
    for piece in pieces:
        steps[sum(piece.middle > height for height in heights) - 1].append(piece)
    run: list[Row] = []
    is_body = sum(map(bool, steps)) <= MAX_STEPS_OF_A_BODY
    first = next((number for number, held in enumerate(steps) if held), 0)
    parted = [rows_between(held, short, MIN_GUTTER, is_first=number == first) for number, held in enumerate(steps)]
    for step in [
        row for rows in parted for row in (stacked_rows(rows[0], is_body=is_body) if len(rows) == 1 else rows)
    ]:
        is_text = not _gaps(step) and sum(piece.word_count for piece in step) > MAX_SPANNING_WORDS
        if not step or is_text or (_gaps(step) and run and not _gutters([*run, step], least=1)):
            yield from _tables_of(content, run)
            run = [step] if step and not is_text else []
            continue
        run.append(step)
    yield from _tables_of(content, run)


def _tables_of(content: PageContent, run: list[Row]) -> Iterator[list[Row]]:
    """Yield the run's tables: it is cut at text over its whole width where other columns begin below."""
    start = 0
    for at, row in enumerate(run):
        if start < at < len(run) - 1 and not _gaps(row) and _is_between(content, run[start:at], row, run[at + 1 :]):
            yield from _trimmed(content, run[start:at])
            start = at
    yield from _trimmed(content, run[start:])


def _is_between(content: PageContent, above: Sequence[Row], text: Row, below: Sequence[Row]) -> bool:
    """True if the text stands between two tables and does not merely name or remark upon rows of one."""
    rows_above = [row for row in above if _gaps(row)]
    # The table below, if it is one, ends where the next text does.
    rows_below = list(takewhile(_gaps, below))
    if not rows_above or len(rows_below) < 2:
        return False
    is_prose = sum(piece.word_count for piece in text) > MAX_GROUP_WORDS
    area = union(piece for row in (*above, text, *below) for piece in row)
    head, row = ((is_bold(row), ground_of(content, area, row)) for row in rows_below[:2])
    is_headed = head != row and head != (False, None)
    return (is_prose or is_headed) and not _share_columns(_gutters(rows_above), _gutters(rows_below))


def _share_columns(one: Sequence[Interval], other: Sequence[Interval]) -> bool:
    return len(one) == len(other) and all(
        min(right, other_right) - max(left, other_left) >= LEAST_SHARED
        for (left, right), (other_left, other_right) in zip(one, other, strict=True)
    )


def _trimmed(content: PageContent, run: list[Row]) -> Iterator[list[Row]]:
    """Yield the run without rows of one cell at its ends, unless the first is the table's own title.

    A title is the table's own if it stands on its ground, or says for which network the prices are; any other
    is told better with the text of the page, as a heading.
    """
    while run and not _gaps(run[-1]):
        run = run[:-1]
    while run and not _gaps(run[0]):
        area = union(part for row in run for part in row)
        is_own = ground_of(content, area, run[0]) is not None or names_network(" ".join(part.text for part in run[0]))
        if len(run) > 1 and _gaps(run[1]) and is_own:
            break
        run = run[1:]
    if sum(bool(_gaps(row)) for row in run) >= 2:
        yield run


def _table(content: PageContent, rows: Sequence[Row], lexicon: Container[str]) -> list[Placed]:
    gutters = _gutters(rows)
    words = sum(piece.word_count for row in rows for piece in row)
    if not gutters or words > MAX_CELL_WORDS * len(rows) * (len(gutters) + 1):
        return []
    area = union(piece for row in rows for piece in row)
    origins = count()
    made: dict[tuple[tuple[float, float], ...], Cell] = {}

    def make(parts: Sequence[Piece]) -> Cell:
        # Text that goes over several rows is one cell in all of them.
        places = tuple((piece.x0, piece.y0) for piece in parts)
        if not places or places not in made:
            made[places] = _cell(content, area, parts, lexicon, next(origins))
        return made[places]

    heads, levels = _heads(rows, gutters)
    grid = head_grid(levels, len(gutters) + 1, make) + [_cells(row, gutters, make) for row in rows[heads:]]
    full = sum(len({cell.origin for cell in row if cell.text}) >= 2 for row in grid)
    if full * 2 < len(grid):
        return []
    content.cells += cell_texts(grid)
    return [Placed(*area, table_blocks(grid, header_rows=len(levels) or None))]


def _heads(rows: Sequence[Row], gutters: Sequence[Interval]) -> tuple[int, list[list[Head]]]:
    """Return how many rows stand above the figures, and their levels where some name several columns."""
    count = sum(1 for _ in takewhile(lambda row: not any(AMOUNT.search(piece.text) for piece in row), rows))
    count = min(count, sum(1 for _ in takewhile(lambda row: is_bold(row) == is_bold(rows[0]), rows)))
    if not 0 < count <= MAX_HEADER_ROWS or count == len(rows):
        return 0, []
    parts: list[list[Piece]] = [[] for _ in range(len(gutters) + 1)]
    for row in rows[count:]:
        for piece in cut_at_gutters(row, gutters) if _gaps(row) else ():
            parts[sum(piece.x0 > (left + right) / 2 for left, right in gutters)].append(piece)
    if not all(parts):
        return 0, []
    columns = [(min(piece.x0 for piece in part), max(piece.x1 for piece in part)) for part in parts]
    levels = spread_heads([piece for row in rows[:count] for piece in cut_at_gutters(row, gutters)], columns)
    return (count, levels) if levels else (0, [])


def _gutters(rows: Sequence[Row], *, least: int = 0) -> list[Interval]:
    """Return the strips between columns, judged by the rows that have as many cells as most rows have.

    Rows with fewer may have cells that run over several columns, or none in the first. With `least`, all rows of
    several cells are judged together.
    """
    counts = [len(_gaps(row)) for row in rows]
    several = [count for count in counts if count]
    if not several:
        return []
    usual = max(several, key=lambda count: (several.count(count), count))
    judged = [row for row, count in zip(rows, counts, strict=True) if (count >= least > 0) or count == usual]
    found = _gaps([piece for row in judged for piece in row])
    if least or sum(count > usual for count in counts) < MIN_FINER:
        return found
    # Rows that leave a label out have a column less, and may be most.
    finer = _gaps([piece for row, count in zip(rows, counts, strict=True) if count >= usual for piece in row])
    return finer if len(finer) > len(found) else found


def _gaps(row: Sequence[Piece]) -> list[Interval]:
    return gaps_between(row, MIN_GUTTER)


def _cells(row: Sequence[Piece], gutters: Sequence[Interval], make: Callable[[Sequence[Piece]], Cell]) -> list[Cell]:
    """Return the row's cells; text that runs over a gutter is one cell in all the columns it covers."""
    parts: list[list[Piece]] = [[] for _ in range(len(gutters) + 1)]
    covered = [False] * len(gutters)
    for piece in cut_at_gutters(row, gutters):
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
        cell = make([piece for part in parts[at : end + 1] for piece in part])
        cells += [cell] * (end + 1 - at)
        at = end + 1
    return cells


def cut_at_gutters(row: Sequence[Piece], gutters: Sequence[Interval]) -> Iterator[Piece]:
    """Yield the pieces, cut where a space between words lies in a gutter: two heads set close look like one."""
    for piece in row:
        start = 0
        for at, (before, word) in enumerate(pairwise(piece.words), start=1):
            is_wide = word.x0 - before.x1 >= WIDE_SPACE * piece.size
            if is_wide and any(before.x1 <= right and word.x0 >= left for left, right in gutters):
                yield _part(piece, start, at)
                start = at
        yield _part(piece, start, len(piece.words)) if start else piece


def _part(piece: Piece, start: int, end: int) -> Piece:
    words = piece.words[start:end]
    return piece_of(words, piece.y0, piece.y1, piece.size, is_bold=piece.is_bold)


def _cell(content: PageContent, area: Area, pieces: Sequence[Piece], lexicon: Container[str], origin: int) -> Cell:
    if not pieces:
        return Cell("", origin)
    lines = to_lines(pieces)
    text, _ = run_together(content, lines, lexicon)
    return Cell(text, origin, box_of(content, union(lines)), is_bold(lines), ground_of(content, area, lines))
