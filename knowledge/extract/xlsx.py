"""Excel workbooks: one page a sheet, on it as many tables as stand there, with titles and notes around them."""

import re
from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise, zip_longest
from pathlib import Path

from knowledge.extract.cells import Cell, is_figure, is_title, tidy
from knowledge.extract.inserted import is_readable, mark
from knowledge.extract.logical_pages import put_marked
from knowledge.extract.package import Package
from knowledge.extract.reading import Facts, Sink
from knowledge.extract.table_heads import count_header_rows
from knowledge.extract.tables import table_blocks
from knowledge.extract.types import Block, ExtractedPage
from knowledge.extract.watch import Held, watch_page
from knowledge.extract.workbook import Place, Sheet, SheetCell, mark_tables, open_workbook, read_sheet

GENERIC_NAME = re.compile(r"^(sheet|tabelle|hoja|feuil|blatt|worksheet)\s*\d*$", re.IGNORECASE)
MAX_DEPTH = 8
MAX_WIDTH = 300
HEADING_WORDS = 14

Region = dict[Place, SheetCell]


def read(path: Path, sink: Sink) -> Facts:
    package = Package(path)
    book = open_workbook(package)
    sink.start(len(book.visible))
    warnings = [f"The hidden sheet “{name}” was left out." for name in book.hidden]
    for number, (name, part) in enumerate(book.visible, start=1):
        sheet = read_sheet(book, name, part)
        mark_tables(sheet, package, part)
        blocks = [*sheet_blocks(sheet, is_only=len(book.visible) == 1), *_laid_over(package, part)]
        # Each cell once: a merged one stands in all the places it covers.
        texts = {cell.origin: cell.text for _, cell in sorted(sheet.cells.items())}
        kept = watch_page(blocks, (Held(text, is_cell=True) for text in texts.values()))
        put_marked(ExtractedPage(number, 0, 0, tuple(blocks), kept=kept), sink)
        warnings += [*_warnings(sheet), *_about_comments(package, part, name)]
    core = package.optional_xml("/docProps/core.xml")
    title = tidy(core.findtext("{*}title") or "") if core is not None else ""
    return Facts(title=title, warnings=tuple(warnings))


def sheet_blocks(sheet: Sheet, *, is_only: bool) -> list[Block]:
    if not sheet.cells:
        return []
    blocks = []
    if not (is_only and GENERIC_NAME.match(sheet.name)):
        blocks.append(Block("heading", tidy(sheet.name), None, 1))
    regions = _joined(_all_regions(sheet))
    for region, below in zip_longest(regions, regions[1:]):
        origins = {cell.origin for cell in region.values()}
        if len(origins) == 1 and below is not None and len(below) > len(origins):
            blocks.append(_title_block(_grid(region)[0][0]))
        else:
            blocks += _region_blocks(region)
    return blocks


def _laid_over(package: Package, part: str) -> list[Block]:
    """Return what stands in text boxes laid over the sheet, and marks for its pictures."""
    blocks = []
    for kind, target in package.related(part).values():
        if kind != "drawing" or target not in package:
            continue
        drawing = package.xml(target)
        parts = {part for kind, part in package.related(target).values() if kind == "image"}
        blocks += [mark(part) for part in sorted(parts) if part in package and is_readable(part)]
        for body in drawing.iter("{*}txBody"):
            lines = [tidy("".join(run.text or "" for run in line.iter("{*}t"))) for line in body.iterfind("{*}p")]
            blocks += [Block("paragraph", line, None) for line in lines if line]
    return blocks


def _about_comments(package: Package, part: str, name: str) -> list[str]:
    parts = [target for kind, target in package.related(part).values() if kind == "comments" and target in package]
    comments = sum(1 for target in parts for _ in package.xml(target).iter("{*}comment"))
    cells = "one cell" if comments == 1 else f"{comments} cells"
    return [f"Sheet “{name}”: the comments on {cells} are not read."] if comments else []


def _warnings(sheet: Sheet) -> list[str]:
    warnings = []
    if sheet.hidden_rows:
        warnings.append(f"Sheet “{sheet.name}”: {sheet.hidden_rows} hidden rows were left out.")
    if sheet.hidden_columns:
        warnings.append(f"Sheet “{sheet.name}”: {sheet.hidden_columns} hidden columns were left out.")
    if sheet.formulas_without_value:
        warnings.append(
            f"Sheet “{sheet.name}”: {sheet.formulas_without_value} formulas have no stored result. Open the file in "
            "Excel, save it and upload it again."
        )
    return warnings


def _all_regions(sheet: Sheet) -> list[Region]:
    """Return what was formatted as a table, and what stands together of the rest, from the top down."""
    tables: list[Region] = [{} for _ in sheet.tables]
    rest: Region = {}
    for place, cell in sheet.cells.items():
        held = next((at for at, area in enumerate(sheet.tables) if area.holds(place)), None)
        (rest if held is None else tables[held])[place] = cell
    regions = _regions(rest, 0) if rest else []
    return sorted([*regions, *tables], key=min) if sheet.tables else regions


def _regions(cells: Region, depth: int) -> list[Region]:
    """Return what stands together, parted by empty rows and by empty columns, from the top down."""
    bands = _parted(cells, 0)
    if len(bands) == 1:
        bands = _parted_at_corner(cells)
    if len(bands) == 1 or depth >= MAX_DEPTH:
        columns = _parted(cells, 1)
        if len(columns) == 1 or depth >= MAX_DEPTH or not _stand_alone(columns):
            return [cells]
        return [region for column in columns for region in _regions(column, depth + 1)]
    return [region for band in bands for region in _regions(band, depth + 1)]


def _parted(cells: Region, axis: int) -> list[Region]:
    positions = sorted({place[axis] for place in cells})
    starts = [positions[0], *(right for left, right in pairwise(positions) if right - left > 1)]
    parts: list[Region] = [{} for _ in starts]
    for place, cell in cells.items():
        parts[sum(place[axis] >= start for start in starts) - 1][place] = cell
    return parts


def _parted_at_corner(cells: Region) -> list[Region]:
    """Return the two parts of which one ends, at its corner, where the other begins: they share no row or column."""
    rows: dict[int, list[int]] = {}
    for row, column in cells:
        rows.setdefault(row, []).append(column)
    heights = sorted(rows)
    ends = [(min(rows[row]), max(rows[row])) for row in heights]
    above = list(accumulate(ends, _around))
    below = list(accumulate(reversed(ends), _around))[::-1]
    for at, (upper, lower) in enumerate(zip(above, below[1:], strict=False), start=1):
        if (upper[1] < lower[0] or lower[1] < upper[0]) and upper[0] < upper[1] and lower[0] < lower[1]:
            parts: list[Region] = [{}, {}]
            for place, cell in cells.items():
                parts[place[0] >= heights[at]][place] = cell
            return parts
    return [cells]


def _around(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return min(one[0], other[0]), max(one[1], other[1])


def _stand_alone(columns: Sequence[Region]) -> bool:
    """True if each part beside an empty column is a table of its own; else the gap is only for looks."""
    if len({min(row for row, _ in part) for part in columns}) > 1:
        # Tables that begin at different heights are never one, whatever they hold.
        return all(count_header_rows(_without_titles(_grid(part))[1]) for part in columns)
    for part in columns:
        grid = _without_titles(_grid(part))[1]
        if len(grid) < 2 or len(grid[0]) < 2 or not count_header_rows(grid):
            return False
        labels = [row[0].text for row in grid[1:]]
        if sum(is_figure(text) for text in labels) * 2 >= len(labels):
            return False
    return True


def _joined(regions: Sequence[Region]) -> list[Region]:
    """Put a region without a header of its own to the table above it, if both cover the same columns."""
    joined: list[Region] = []
    for region in regions:
        if joined and _continues(joined[-1], region):
            joined[-1] = {**joined[-1], **region}
        else:
            joined.append(region)
    return joined


def _continues(above: Region, region: Region) -> bool:
    columns = {column for _, column in region}
    known = {column for _, column in above}
    if len(columns) < 2 or len(known) < 2 or min(columns) != min(known) or max(columns) > max(known):
        return False
    # "Effective | 1 January" below a table of five columns is a list of its own, not a row with three cells missing.
    if len(columns) * 2 <= len(known):
        return False
    grid = _grid(region)
    body = grid[1:] if sum(bool(cell.text) for cell in grid[0]) == 1 and len(grid) > 1 else grid
    is_headed = count_header_rows(body) > 0 and not any(is_figure(cell.text) for cell in body[0][1:])
    return not is_headed and count_header_rows(_without_titles(_grid(above))[1]) > 0


def _grid(region: Region) -> list[list[Cell]]:
    """Return the region as a full grid, without the rows that are empty; origins are numbered anew."""
    rows = sorted({row for row, _ in region})
    columns = sorted({column for _, column in region})[:MAX_WIDTH]
    columns = list(range(columns[0], columns[-1] + 1)) if columns[-1] - columns[0] < MAX_WIDTH else columns
    numbers: dict[Place, int] = {}
    grid = []
    for row in rows:
        line = []
        for column in columns:
            cell = region.get((row, column))
            origin = numbers.setdefault(cell.origin if cell else (row, column), len(numbers))
            line.append(Cell(tidy(cell.text), origin, None, cell.is_strong) if cell else Cell("", origin))
        grid.append(line)
    return grid


def _region_blocks(region: Region) -> list[Block]:
    titles, grid = _without_titles(_grid(region))
    notes: list[str] = []
    while len(grid) > 1 and len(grid[0]) > 1 and is_title(grid[-1]) and len(grid[-1][0].text.split()) > 4:
        notes.insert(0, grid.pop()[0].text)
    # Under a table's title the further lines explain it: as headings they would take its place.
    blocks = [_title_block(titles[0])] if titles else []
    blocks += [Block("paragraph", cell.text, None) for cell in titles[1:]]
    blocks += table_blocks(grid) if grid else []
    return blocks + [Block("paragraph", note, None) for note in notes]


def _without_titles(grid: list[list[Cell]]) -> tuple[list[Cell], list[list[Cell]]]:
    """Return the lines above a table that hold one text only, and the table."""
    titles = []
    grid = list(grid)
    while grid and len(grid[0]) > 1:
        origins = [origin for origin, _ in groupby(cell.origin for cell in grid[0] if cell.text)]
        if len(origins) != 1:
            break
        titles.append(next(cell for cell in grid.pop(0) if cell.text))
    return titles, grid


def _title_block(cell: Cell) -> Block:
    is_heading = len(cell.text.split()) <= HEADING_WORDS and not cell.text.endswith((".", ";", ","))
    return Block("heading", cell.text, None, 2) if is_heading else Block("paragraph", cell.text, None)
