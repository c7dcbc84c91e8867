"""From what stands on a PDF page, read or recognised, to its blocks in reading order."""

from collections.abc import Container, Sequence
from itertools import count

from knowledge.extract.aligned import AlignedTable
from knowledge.extract.banded import take_banded_tables
from knowledge.extract.boxed import take_boxed_text
from knowledge.extract.cells import Cell, Grid, cell_texts, is_figure
from knowledge.extract.facing_pages import fold_of, halves
from knowledge.extract.flow import TextRun, reading_order
from knowledge.extract.lines import Lexicon, box_of, run_together, to_lines, union
from knowledge.extract.page_content import PageContent, Piece
from knowledge.extract.paragraphs import join_bullets, text_blocks
from knowledge.extract.ruled import take_ruled_tables
from knowledge.extract.spread_heads import Head, head_grid, spread_heads
from knowledge.extract.table_heads import MAX_HEADER_ROWS
from knowledge.extract.tables import table_blocks
from knowledge.extract.types import Block


def lay_out(content: PageContent, pieces: Sequence[Piece], *, body_size: float) -> tuple[Block, ...]:
    """Return the page's blocks. `body_size` is the letter height of the document's running text in points."""
    lexicon = Lexicon(pieces)
    fold = fold_of(content, pieces)
    if fold is None:
        return tuple(_page_blocks(content, pieces, lexicon, body_size=body_size))
    blocks: list[Block] = []
    for half, standing in halves(content, pieces, fold):
        blocks += _page_blocks(half, standing, lexicon, body_size=body_size)
        content.cells += half.cells
    return tuple(blocks)


def _page_blocks(content: PageContent, pieces: Sequence[Piece], lexicon: Lexicon, *, body_size: float) -> list[Block]:
    tables, rest = take_ruled_tables(content, join_bullets(pieces), lexicon)
    banded, rest = take_banded_tables(content, rest, lexicon)
    boxed, rest = take_boxed_text(content, rest, lexicon, body_size=body_size)
    blocks: list[Block] = []
    for part in reading_order([*tables, *banded, *boxed, *rest], content.rules):
        if isinstance(part, TextRun):
            blocks += text_blocks(content, part.pieces, body_size=body_size, lexicon=lexicon)
        elif isinstance(part, AlignedTable):
            blocks += _aligned_blocks(content, part, lexicon)
        else:
            blocks += part.blocks
    return blocks


def _aligned_blocks(content: PageContent, table: AlignedTable, lexicon: Container[str]) -> list[Block]:
    origins = count()
    grid = [[_cell(content, pieces, next(origins), lexicon) for pieces in row] for row in table.rows]
    header_rows = _header_rows(grid)
    levels = _levels(table, header_rows) if header_rows else []
    if header_rows and levels:
        heads = head_grid(levels, len(grid[0]), lambda pieces: _cell(content, pieces, next(origins), lexicon))
        grid, header_rows = [*heads, *grid[header_rows:]], len(heads)
    content.cells += cell_texts(grid)
    return table_blocks(grid, header_rows=header_rows)


def _levels(table: AlignedTable, header_rows: int) -> list[list[Head]]:
    body = [
        [piece for row in table.rows[header_rows:] for piece in row[column]] for column in range(len(table.rows[0]))
    ]
    if not all(body):
        return []
    columns = [(min(piece.x0 for piece in cells), max(piece.x1 for piece in cells)) for cells in body]
    return spread_heads([piece for row in table.rows[:header_rows] for cell in row for piece in cell], columns)


def _header_rows(grid: Grid) -> int | None:
    """Return how many rows stand above the figures, None if the table is not one of figures.

    Without lines, a header of two or three lines looks like as many rows.
    """
    with_figures = [any(is_figure(cell.text) for cell in row[1:]) for row in grid]
    if sum(with_figures) < 0.6 * len(grid) or True not in with_figures:
        return None
    above = with_figures.index(True)
    named = [row for row in grid[:above] if any(cell.text for cell in row[1:])]
    return above if 0 < above <= MAX_HEADER_ROWS and len(named) == above else None


def _cell(content: PageContent, pieces: Sequence[Piece], origin: int, lexicon: Container[str]) -> Cell:
    if not pieces:
        return Cell("", origin)
    lines = to_lines(pieces)
    text, _ = run_together(content, lines, lexicon)
    return Cell(text, origin, box_of(content, union(lines)), all(line.is_bold for line in lines))
