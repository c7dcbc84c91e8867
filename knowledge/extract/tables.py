"""From a grid of cells, as any format has them, to a table block that reads well row by row.

Merged cells are repeated in every place they cover, several header rows become one, and each row is told as
a sentence that names its headers.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.extract.cells import Cell, Grid, is_figure, is_title, names_network, tidy
from knowledge.extract.table_heads import count_header_rows, join_header
from knowledge.extract.table_sentences import tell_table
from knowledge.extract.types import Block, Box, Span

# Two labels and a value.
MIN_LABELLED_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A table of its own within a grid, with the title above it."""

    title: Cell | None
    header: Grid
    body: list[list[Cell]]
    network: str = ""


def table_blocks(grid: Grid, *, header_rows: int | None = None, is_headed: bool = False, level: int = 0) -> list[Block]:
    """Return the table as blocks: its caption, if the top row is one cell over all columns, then the table.

    `header_rows` is the number of header rows where the format says so, None to find out; `is_headed` says that
    there is one at least. A grid with one column is no table: its cells come back as paragraphs.
    """
    rows = _without_empty(grid)
    if not rows:
        return []
    captions: list[Block] = []
    network = ""
    while _is_caption(rows, header_rows, is_headed=is_headed):
        captions.append(_paragraph(rows[0][0]))
        network = rows[0][0].text if names_network(rows[0][0].text) else network
        rows = rows[1:]
        header_rows = header_rows - 1 if header_rows else header_rows
    if len(rows[0]) == 1:
        return captions + [_paragraph(row[0]) for row in rows if row[0].text]
    if len(rows) == 1:
        return [*captions, _single_row(rows[0])]
    if header_rows is None and not is_headed and _is_cards(rows):
        return [*captions, _cards(rows)]
    rows = _strong_by_ground(rows)
    found = count_header_rows(rows, is_headed=is_headed) if header_rows is None else header_rows
    count = min(found, len(rows) - 1)
    tables = _side_by_side(rows, count)
    parts = [part for table in tables for part in (_parts(table, count, network) if count else [Part(None, [], rows)])]
    return captions + [block for part in parts for block in _part_blocks(part, level)]


def table_block(texts: tuple[tuple[str, ...], ...], boxes: Sequence[Sequence[Box | None]], *, level: int = 0) -> Block:
    """Return the rows of texts, headers first, as a block in which each cell's place on the page is known."""
    sentences = tell_table(texts)
    lines: list[str] = []
    spans: list[Span] = []
    at = 0
    for row_boxes, sentence in zip(boxes[len(boxes) - len(sentences) :], sentences, strict=True):
        for column, start, end in sentence.places:
            box = row_boxes[column]
            if box is not None and end > start:
                spans.append(Span(at + start, at + end, box))
        lines.append(sentence.text)
        at += len(sentence.text) + 1
    return Block("table", "\n".join(lines), None, level, texts, tuple(spans))


def _is_caption(rows: Grid, header_rows: int | None, *, is_headed: bool) -> bool:
    """True if the top row is one text that stands for the whole table and not for its first column."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    if len({cell.origin for cell in rows[0]}) == 1:
        return True
    return header_rows != 1 and not is_headed and len(rows) > 2 and is_title(rows[0]) and not is_title(rows[1])


def _side_by_side(rows: list[list[Cell]], count: int) -> list[list[list[Cell]]]:
    """Cut where the head of the first column comes again: tables set side by side, or one in several columns."""
    head = rows[count - 1] if count else []
    starts = [at for at, cell in enumerate(head) if at == 0 or (cell.text and cell.text == head[0].text)]
    widths = {end - start for start, end in pairwise([*starts, len(head)])}
    if len(starts) < 2 or len(widths) > 1 or min(widths) < 2:
        return [rows]
    tables = [[row[start:end] for row in rows] for start, end in pairwise([*starts, len(head)])]
    return [
        table[:count] + [row for row in table[count:] if any(cell.text for cell in row)]
        for table in tables
        if any(cell.text for row in table[count:] for cell in row)
    ]


def _without_empty(grid: Grid) -> list[list[Cell]]:
    rows = [[_tidied(cell) for cell in row] for row in grid]
    rows = [row for row in rows if any(cell.text for cell in row)]
    # A row or column in which no cell begins is an artefact of ruled lines.
    rows = rows[:1] + [
        row for above, row in pairwise(rows) if any(a.origin != b.origin for a, b in zip(above, row, strict=True))
    ]
    if not rows:
        return []
    kept = [column for column in range(len(rows[0])) if any(row[column].text for row in rows)]
    kept = [c for c in kept if c == 0 or any(row[c].origin != row[c - 1].origin for row in rows)]
    return [[row[column] for column in kept] for row in rows]


def _tidied(cell: Cell) -> Cell:
    # Of a million cells most are tidy, and a copy of each takes most of the time.
    text = tidy(cell.text)
    return cell if text == cell.text else replace(cell, text=text)


def _strong_by_ground(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the cells with those strong that stand on a ground of their own; the ground of stripes is none."""
    body = [row for row in rows[1:] if len({cell.origin for cell in row}) > 1]
    # Of the last cell that holds anything: the ground of an empty one is not known.
    used = Counter(next((cell.ground for cell in reversed(row) if cell.text), None) for row in body)

    def is_marked(cell: Cell) -> bool:
        return cell.ground is not None and used[cell.ground] * 3 < len(body)

    return [[replace(cell, is_strong=True) if is_marked(cell) else cell for cell in row] for row in rows]


def _under(network: str, cell: Cell) -> Cell:
    """Return the header cell with the network in its words: a price without it is the wrong price for somebody."""
    return replace(cell, text=f"{network}, {cell.text}") if cell.text else cell


def _parts(rows: list[list[Cell]], header_count: int, network: str) -> list[Part]:
    """Cut where a header row comes again: tables set one below the other, with a title between them."""
    parts = [Part(None, rows[:header_count], [], network)]
    for at, row in enumerate(rows[header_count:], start=header_count):
        body = parts[-1].body
        is_same = [cell.text for cell in row] == [cell.text for cell in rows[header_count - 1]]
        if not body or not (is_same or _heads_anew(rows, at, parts[-1])):
            body.append(row)
            continue
        title = body.pop()[0] if len(body) > 1 and is_title(body[-1]) else None
        if title and names_network(title.text):
            network = title.text
        parts.append(Part(title, rows[:header_count] if is_same else [row], [], network))
    return [part for part in parts if part.body]


def _heads_anew(rows: Grid, at: int, part: Part) -> bool:
    """True if row `at` stands below a title and looks as a header does to the rows below it."""
    row, below = rows[at], rows[at + 1 :]
    if len(part.body) < 2 or not is_title(part.body[-1]) or not below or is_title(below[0]):
        return False
    if not all(cell.text for cell in row[1:]) or any(is_figure(cell.text) for cell in row):
        return False
    if len({cell.origin for cell in row}) < len(row):
        return False
    if _is_strong_row(part.header[-1]) and _is_strong_row(row):
        return not _is_strong_row(below[0])
    figures = [column for column in range(1, len(row)) if is_figure(below[0][column].text)]
    return bool(figures) and all(is_figure(part.body[-2][column].text) for column in figures)


def _is_strong_row(row: Sequence[Cell]) -> bool:
    return all(cell.is_strong for cell in row if cell.text)


def _part_blocks(part: Part, level: int) -> list[Block]:
    title, rows = part.title, part.body
    if title is None and not part.header and len(rows) > 1 and is_title(rows[0]) and not is_title(rows[1]):
        title, rows = rows[0][0], rows[1:]
    header = list(part.header)
    if part.network and header:
        header[0] = [header[0][0], *(_under(part.network, cell) for cell in header[0][1:])]
    return [*([_paragraph(title)] if title else []), _table([*header, *rows], len(header), level)]


def _table(rows: Grid, header_count: int, level: int) -> Block:
    header = [join_header(rows, column, header_count) for column in range(len(rows[0]))]
    body = _with_labels(_with_groups(rows[header_count:]))
    texts = (tuple(header), *(tuple(cell.text for cell in row) for row in body))
    header_boxes = [
        union_box([row[column].box for row in rows[:header_count] if row[column].box]) for column in range(len(header))
    ]
    block = table_block(texts, [header_boxes, *([cell.box for cell in row] for row in body)], level=level)
    return replace(block, box=union_box([cell.box for row in rows for cell in row if cell.box]))


def _with_groups(body: Grid) -> list[Sequence[Cell]]:
    """Stretch a strong label without any values over its row: it names the rows below it."""
    if all(row[0].is_strong for row in body):
        return list(body)
    return [
        [row[0]] * len(row) if row[0].is_strong and row[0].text and not any(cell.text for cell in row[1:]) else row
        for row in body
    ]


def _with_labels(body: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """Write the first label into the rows below that leave it out because it is the same.

    That it is the same, and not missing, is told by the second labels: they come again under the next first one.
    """
    runs = _label_runs(body)
    if not any(len(run) > 1 for run in runs):
        return list(body)
    seen = [{row[1].text for row in run} for run in runs]
    if not any(one & other for at, one in enumerate(seen) for other in seen[at + 1 :]):
        return list(body)
    labels = {id(row): run[0][0] for run in runs for row in run[1:]}
    return [[labels[id(row)], *row[1:]] if id(row) in labels else row for row in body]


def _label_runs(body: Sequence[Sequence[Cell]]) -> list[list[Sequence[Cell]]]:
    """Return the rows under each first label, none if the second column does not name every one of them."""
    if not body or len(body[0]) < MIN_LABELLED_COLUMNS or not body[0][0].text:
        return []
    runs: list[list[Sequence[Cell]]] = []
    for row in body:
        if len({cell.origin for cell in row}) == 1:
            continue
        if not row[1].text or is_figure(row[1].text) or row[1].origin == row[0].origin:
            return []
        if row[0].text:
            runs.append([row])
        elif runs:
            runs[-1].append(row)
    return runs


def union_box(boxes: Sequence[Box]) -> Box | None:
    """Return the smallest box around all boxes, which stand on one page."""
    if not boxes:
        return None
    return Box(
        boxes[0].page,
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _paragraph(cell: Cell) -> Block:
    spans = (Span(0, len(cell.text), cell.box),) if cell.box else ()
    return Block("paragraph", cell.text, cell.box, spans=spans)


def _single_row(row: Sequence[Cell]) -> Block:
    texts: list[str] = []
    spans: list[Span] = []
    at = 0
    for cell in _distinct(row):
        if cell.box and cell.text:
            spans.append(Span(at, at + len(cell.text), cell.box))
        texts.append(cell.text)
        at += len(cell.text) + 1
    return Block("paragraph", " ".join(texts).strip(), union_box([span.box for span in spans]), spans=tuple(spans))


def _is_cards(rows: Grid) -> bool:
    """True for figures set large over what they mean, side by side; nothing in it is a header."""
    if len(rows) != 2 or not all(is_figure(cell.text) for cell in rows[0]):
        return False
    return all(cell.text and not is_figure(cell.text) for cell in rows[1])


def _cards(rows: Grid) -> Block:
    lines: list[str] = []
    spans: list[Span] = []
    at = 0
    for figure, meaning in zip(*rows, strict=True):
        line = f"• {figure.text} {meaning.text}"
        starts = (at + 2, at + 3 + len(figure.text))
        for cell, start in zip((figure, meaning), starts, strict=True):
            if cell.box:
                spans.append(Span(start, start + len(cell.text), cell.box))
        lines.append(line)
        at += len(line) + 1
    return Block("list", "\n".join(lines), union_box([span.box for span in spans]), spans=tuple(spans))


def _distinct(row: Sequence[Cell]) -> Iterator[Cell]:
    seen = set()
    for cell in row:
        if cell.origin not in seen and cell.text:
            seen.add(cell.origin)
            yield cell
