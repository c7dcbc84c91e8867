"""From a grid of cells, as any format has them, to a table block that reads well row by row.

Merged cells are repeated in every place they cover, several header rows become one, and each row is told as
a sentence that names its headers, because a row of bare figures means nothing once it is quoted alone.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.extract.types import Block, Box, Span

SPACE = re.compile(r"\s+")
# An amount, a share, a count, a date or a range of these; with at most a short unit behind.
FIGURE = re.compile(
    r"^[\s$€£(+\-–—±<>≤≥~]*\d[\d.,:/%\s$€£+\-–—]*(%|k|m|x|st|nd|rd|th|am|pm|yrs?|days?|hrs?|mo|/\w+)?\)?$",
    re.IGNORECASE,
)
YEAR = re.compile(r"^(PY|FY)?\s?(19|20)\d\d([-–/](19|20)?\d\d)?$")
WORDY = re.compile(r"[^\W\d_]{2}")
NETWORK = re.compile(
    r"\b((in|out[- ]of)[- ]?network|network (provider|tier)s?|(non-?)?participating|(non-?)?preferred provider"
    r"|tier (\d|one|two|three)|(dentro|fuera) de la red)\b",
    re.IGNORECASE,
)
MAX_NETWORK_WORDS = 12
MAX_HEADER_ROWS = 3
MAX_HEADER_WORDS = 14
MAX_GROUP_WORDS = 14
MAX_NAME_WORDS = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a grid. All places that one merged cell covers carry the same `origin`."""

    text: str
    origin: int
    box: Box | None = None
    is_strong: bool = False
    # The colour it stands on, where the format only tells that and not what it means.
    ground: tuple[int, ...] | None = None


Grid = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class RowSentence:
    text: str
    # (column, start, end) of each cell's own text within the sentence
    places: tuple[tuple[int, int, int], ...]


def table_blocks(grid: Grid, *, header_rows: int | None = None, level: int = 0) -> list[Block]:
    """Return the table as blocks: its caption, if the top row is one cell over all columns, then the table.

    `header_rows` is the number of header rows where the format says so, None to find out. A grid with one
    column is no table: its cells come back as paragraphs.
    """
    rows = _without_empty(grid)
    if not rows:
        return []
    captions: list[Block] = []
    network = ""
    while _is_caption(rows, header_rows):
        captions.append(_paragraph(rows[0][0]))
        network = rows[0][0].text if names_network(rows[0][0].text) else network
        rows = rows[1:]
        header_rows = header_rows - 1 if header_rows else header_rows
    if len(rows[0]) == 1:
        return captions + [_paragraph(row[0]) for row in rows if row[0].text]
    if len(rows) == 1:
        return [*captions, _single_row(rows[0])]
    if header_rows is None and _is_cards(rows):
        return [*captions, _cards(rows)]
    rows = _strong_by_ground(rows)
    count = count_header_rows(rows) if header_rows is None else min(header_rows, len(rows) - 1)
    parts = _parts(rows, count, network) if count else [Part(None, [], rows)]
    return captions + [block for part in parts for block in _part_blocks(part, level)]


def _is_caption(rows: Grid, header_rows: int | None) -> bool:
    """True if the top row is one text that stands for the whole table and not for its first column."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    if len({cell.origin for cell in rows[0]}) == 1:
        return True
    return header_rows != 1 and len(rows) > 2 and _is_title(rows[0]) and not _is_title(rows[1])


def _strong_by_ground(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the cells with those strong that stand on a ground of their own; the ground of stripes is none."""
    body = [row for row in rows[1:] if len({cell.origin for cell in row}) > 1]
    used = Counter(row[-1].ground for row in body)
    return [
        [
            replace(cell, is_strong=cell.is_strong or (cell.ground is not None and used[cell.ground] * 3 < len(body)))
            for cell in row
        ]
        for row in rows
    ]


def names_network(text: str) -> bool:
    """True for a caption that says for which network, or tier of it, all prices of the table are."""
    return bool(NETWORK.search(text)) and _words(text) <= MAX_NETWORK_WORDS


def _under(network: str, cell: Cell) -> Cell:
    """Return the header cell with the network in its words: a price without it is the wrong price for somebody."""
    return replace(cell, text=f"{network}, {cell.text}") if cell.text else cell


def cell_texts(grid: Grid) -> list[str]:
    """Return the text of each cell, of merged ones once."""
    return list({cell.origin: cell.text for row in grid for cell in row if cell.text}.values())


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
    return len(row) > 1 and row[0] != "" and len(set(row)) == 1 and 0 < _words(row[0]) <= MAX_GROUP_WORDS


def is_figure(text: str) -> bool:
    return bool(FIGURE.match(text)) and not YEAR.match(text)


def count_header_rows(rows: Grid) -> int:
    """Return how many of the top rows name the columns, judged by weight, figures and merged cells."""
    if not rows or not _is_header(rows, 0):
        return 0
    count = 1
    while count < min(MAX_HEADER_ROWS, len(rows) - 1) and _belongs_to_header(rows, count):
        count += 1
    return count


@dataclass(frozen=True, slots=True)
class Part:
    """A table of its own within a grid, with the title above it."""

    title: Cell | None
    header: Grid
    body: list[list[Cell]]
    network: str = ""


def _parts(rows: list[list[Cell]], header_count: int, network: str) -> list[Part]:
    """Cut where a header row comes again: tables set one below the other, with a title between them."""
    parts = [Part(None, rows[:header_count], [], network)]
    for at, row in enumerate(rows[header_count:], start=header_count):
        body = parts[-1].body
        is_same = [cell.text for cell in row] == [cell.text for cell in rows[header_count - 1]]
        if not body or not (is_same or _heads_anew(rows, at, parts[-1])):
            body.append(row)
            continue
        title = body.pop()[0] if len(body) > 1 and _is_title(body[-1]) else None
        if title and names_network(title.text):
            network = title.text
        parts.append(Part(title, rows[:header_count] if is_same else [row], [], network))
    return [part for part in parts if part.body]


def _heads_anew(rows: Grid, at: int, part: Part) -> bool:
    """True if row `at` stands below a title and looks as a header does to the rows below it."""
    row, below = rows[at], rows[at + 1 :]
    if len(part.body) < 2 or not _is_title(part.body[-1]) or not below or _is_title(below[0]):
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
    if title is None and not part.header and len(rows) > 1 and _is_title(rows[0]) and not _is_title(rows[1]):
        title, rows = rows[0][0], rows[1:]
    header = list(part.header)
    if part.network and header:
        header[0] = [header[0][0], *(_under(part.network, cell) for cell in header[0][1:])]
    return [*([_paragraph(title)] if title else []), _table([*header, *rows], len(header), level)]


def _is_title(row: Sequence[Cell]) -> bool:
    """True for a row that holds one text only, in its first place."""
    return bool(row[0].text) and all(cell.origin == row[0].origin or not cell.text for cell in row)


def _table(rows: Grid, header_count: int, level: int) -> Block:
    header = [_join_header(rows, column, header_count) for column in range(len(rows[0]))]
    body = _with_groups(rows[header_count:])
    texts = (tuple(header), *(tuple(cell.text for cell in row) for row in body))
    header_boxes = [
        union_box([row[column].box for row in rows[:header_count] if row[column].box]) for column in range(len(header))
    ]
    boxes = [header_boxes, *([cell.box for cell in row] for row in body)]
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
    box = union_box([cell.box for row in rows for cell in row if cell.box])
    return Block("table", "\n".join(lines), box, level, texts, tuple(spans))


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


def tidy(text: str) -> str:
    return SPACE.sub(" ", text).strip()


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


def _without_empty(grid: Grid) -> list[list[Cell]]:
    rows = [[replace(cell, text=tidy(cell.text)) for cell in row] for row in grid]
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


def _is_header(rows: Grid, at: int) -> bool:
    row, below = rows[at], rows[at + 1 :]
    # The leftmost column is often strong all the way down, so it says nothing.
    values = [cell for cell in row[1:] if cell.text]
    stands_out = all(cell.is_strong for cell in values) and not any(
        cell.is_strong for other in below for cell in other[1:] if cell.text
    )
    if values and below and stands_out and all(_words(cell.text) <= MAX_HEADER_WORDS for cell in values):
        return True
    if not below or any(is_figure(cell.text) for cell in row):
        return False
    if not values or any(_words(cell.text) > MAX_HEADER_WORDS * 2 for cell in row):
        return False
    strong = all(cell.is_strong for cell in values)
    if strong and not all(cell.is_strong for other in below for cell in other[1:] if cell.text):
        return True
    if any(_words(cell.text) > MAX_HEADER_WORDS for cell in values):
        return False
    if any(is_figure(cell.text) for other in below for cell in other[1:]):
        return True
    texts = [cell.text for cell in row if cell.text]
    if len(row) > 2:
        return len(set(texts)) == len(texts) >= len(row) - 1 and len(below) > 1
    return _is_much_shorter(row, below)


def _is_much_shorter(row: Sequence[Cell], below: Grid) -> bool:
    """True if the row names two columns of words: its cells are short, and all below them at least twice as long.

    In a list of names and values, which looks the same otherwise, the names below are as short as the first.
    """
    if len(below) < 2 or any(cell.text.endswith(":") for cell in row):
        return False
    for column, cell in enumerate(row):
        lengths = [_words(other[column].text) for other in below if other[column].text]
        least = min(lengths, default=0)
        if not 0 < _words(cell.text) <= MAX_NAME_WORDS or least < 2 * _words(cell.text):
            return False
    return True


def _belongs_to_header(rows: Grid, at: int) -> bool:
    """True if row `at` is one more header row: it divides a header above it, or one reaches down into it."""
    above, row = rows[at - 1], rows[at]
    if any(is_figure(cell.text) for cell in row) or at == len(rows) - 1:
        return False
    reaches_down = any(cell.origin == top.origin and cell.text for cell, top in zip(row, above, strict=True))
    if all(cell.origin == top.origin for cell, top in zip(row, above, strict=True)):
        return True
    divided = any(
        left.origin == right.origin and left.text and row[at_column].origin != row[at_column + 1].origin
        for at_column, (left, right) in enumerate(pairwise(above))
    )
    is_strong = all(cell.is_strong for cell in row if cell.text)
    if not divided:
        return reaches_down and is_strong
    return reaches_down or row[0].text == "" or is_strong


def _with_groups(body: Grid) -> list[Sequence[Cell]]:
    """Stretch a strong label without any values over its row: it names the rows below it."""
    if all(row[0].is_strong for row in body):
        return list(body)
    return [
        [row[0]] * len(row) if row[0].is_strong and row[0].text and not any(cell.text for cell in row[1:]) else row
        for row in body
    ]


def _join_header(rows: Grid, column: int, count: int) -> str:
    parts: list[str] = []
    for row in rows[:count]:
        text = row[column].text
        if text and text not in parts:
            parts.append(text)
    return ", ".join(parts)


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


def _words(text: str) -> int:
    return len(text.split())
