"""The cells of an Excel workbook as they are shown: formatted, merged, without hidden rows and columns."""

import math
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.number_format import BUILT_IN, general, plain, shown
from knowledge.extract.package import Package
from knowledge.extract.raised import raised

Element = etree._Element

CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
RELATION_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
MAX_CELLS = 400_000
MAX_CELLS_OF_ROW = 200
# In the place of what a formula would come to, where the file does not hold it.
NO_RESULT = "="
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
# A merged area may be declared over a million rows; only this much of it is filled.
MAX_MERGED_PLACES = 20_000
MAX_MERGED_AREAS = 1_000
WHITE = frozenset(["FFFFFFFF", "00FFFFFF", "FFFFFF"])

Place = tuple[int, int]


class SheetArea(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int

    def holds(self, place: Place) -> bool:
        return self.top <= place[0] <= self.bottom and self.left <= place[1] <= self.right


@dataclass(frozen=True, slots=True)
class SheetCell:
    text: str
    origin: Place
    is_strong: bool = False


@dataclass(slots=True)
class Sheet:
    name: str
    cells: dict[Place, SheetCell] = field(default_factory=dict)
    hidden_rows: int = 0
    hidden_columns: int = 0
    formulas_without_value: int = 0
    # What the file itself says is one table.
    tables: list[SheetArea] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CellStyle:
    code: str = "General"
    is_strong: bool = False


@dataclass(slots=True)
class Workbook:
    package: Package
    main: str
    shared: list[str]
    styles: list[CellStyle]
    from_1904: bool
    visible: list[tuple[str, str]]
    hidden: list[str]


def open_workbook(package: Package) -> Workbook:
    main = package.main_part()
    root = package.xml(main)
    related = package.related(main)
    parts = dict(related.values())
    visible, hidden = [], []
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        relation = next((sheet.get(name) for name in RELATION_IDS if sheet.get(name)), "")
        kind, target = related.get(relation, ("", ""))
        name = sheet.get("name", "")
        if sheet.get("state") in ("hidden", "veryHidden"):
            hidden.append(name)
        elif kind == "worksheet" and target in package:
            visible.append((name, target))
    properties = root.find("{*}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    shared = _shared_strings(package, parts.get("sharedStrings", ""))
    return Workbook(package, main, shared, _styles(package, parts.get("styles", "")), from_1904, visible, hidden)


def read_sheet(book: Workbook, name: str, part: str) -> Sheet:
    sheet = Sheet(name)
    hidden_columns: set[int] = set()
    merged: list[str] = []
    row_number = 0
    for element in _elements(book.package.raw(part), ("col", "row", "mergeCell")):
        tag = element.tag.rpartition("}")[2]
        if tag == "col" and element.get("hidden") in ("1", "true"):
            first, last = _count(element.get("min")), min(_count(element.get("max")), MAX_COLUMN)
            hidden_columns |= set(range(first, last + 1))
        elif tag == "row":
            row_number = _count(element.get("r")) or row_number + 1
            if element.get("hidden") in ("1", "true"):
                sheet.hidden_rows += 1
            else:
                _read_row(book, sheet, element, row_number)
        elif tag == "mergeCell":
            merged.append(element.get("ref", ""))
    _hide(sheet, hidden_columns)
    for area in merged:
        _merge(sheet, area, hidden_columns)
    return sheet


@dataclass(slots=True)
class Row:
    """A row as it stands, hidden or not; a cell that is not there is empty."""

    number: int
    cells: list[str]
    is_hidden: bool


def rows_of_sheet(book: Workbook, part: str) -> Iterator[Row]:
    """Yield the rows that hold something, one in memory at a time; a merged cell stands in each row it covers.

    Numbers are plain (number_format.py), and a formula without a result is NO_RESULT.
    """
    raw = book.package.raw(part)
    merged = _merged_areas(raw)
    texts: dict[Place, str] = {}
    number = 0
    for element in _elements(raw, ("row",)):
        number = _count(element.get("r")) or number + 1
        cells = {column: text for column, text in _cells(book, element) if text.strip()}
        for area in merged:
            if area.top <= number <= area.bottom:
                origin = area.top, area.left
                if number == area.top:
                    texts[origin] = cells.get(area.left, "")
                for column in range(area.left, min(area.right, MAX_CELLS_OF_ROW) + 1):
                    cells.setdefault(column, texts.get(origin, ""))
        if any(cells.values()) and number <= MAX_ROW:
            row = [cells.get(column, "") for column in range(1, max(cells) + 1)]
            yield Row(number, row, element.get("hidden") in ("1", "true"))


def _cells(book: Workbook, row: Element) -> Iterator[tuple[int, str]]:
    column = 0
    for element in row.iterfind("{*}c"):
        place = CELL.fullmatch(element.get("r") or "")
        column = _column(place.group(1)) if place else column + 1
        text = _plain_text(book, element)
        if text.strip() and column > MAX_CELLS_OF_ROW:
            raise ExtractionFailed("too_large")
        yield column, text


def _plain_text(book: Workbook, element: Element) -> str:
    value = element.findtext("{*}v")
    if not value and element.find("{*}f") is not None:
        return NO_RESULT
    if value and element.get("t", "n") == "n":
        with suppress(ValueError, OverflowError):
            return plain(float(value), _style(book, element).code, from_1904=book.from_1904)
    return _text(book, Sheet(""), element, CellStyle())


def _merged_areas(raw: bytes) -> list[SheetArea]:
    """Return the areas that are merged over no more than a list would have."""
    if b"mergeCell" not in raw:
        return []
    areas = [_area(element.get("ref", "")) for element in _elements(raw, ("mergeCell",))]
    found = [area for area in areas if area and area.bottom - area.top < MAX_MERGED_PLACES]
    if len(found) > MAX_MERGED_AREAS:
        raise ExtractionFailed("too_large")
    return found


def _read_row(book: Workbook, sheet: Sheet, row: Element, row_number: int) -> None:
    column = 0
    for element in row.iterfind("{*}c"):
        place = CELL.fullmatch(element.get("r") or "")
        column = _column(place.group(1)) if place else column + 1
        if column > MAX_COLUMN or row_number > MAX_ROW:
            continue
        style = _style(book, element)
        text = _text(book, sheet, element, style)
        if text.strip():
            where = (row_number, column)
            sheet.cells[where] = SheetCell(text, where, style.is_strong)
            if len(sheet.cells) > MAX_CELLS:
                raise ExtractionFailed("too_large")


def _text(book: Workbook, sheet: Sheet, element: Element, style: CellStyle) -> str:
    kind = element.get("t", "n")
    if kind == "inlineStr":
        return _rich_text(element.find("{*}is"))
    value = element.findtext("{*}v")
    if value is None or value == "":
        sheet.formulas_without_value += element.find("{*}f") is not None
        return ""
    if kind == "s":
        at = _count(value)
        return book.shared[at] if at < len(book.shared) else ""
    if kind == "b":
        return "TRUE" if value.strip() in ("1", "true") else "FALSE"
    if kind in ("str", "e", "d"):
        return _unescaped(value)
    try:
        number = float(value)
    except ValueError:
        return value
    if not math.isfinite(number):
        return value
    return general(number) if style.code == "General" else shown(number, style.code, from_1904=book.from_1904)


def _hide(sheet: Sheet, columns: set[int]) -> None:
    hidden = [place for place in sheet.cells if place[1] in columns]
    sheet.hidden_columns = len({column for _, column in hidden})
    for place in hidden:
        del sheet.cells[place]


def _merge(sheet: Sheet, area: str, hidden_columns: set[int]) -> None:
    """Put the text of a merged area, which the file holds in its first cell, into every place it covers."""
    found = _area(area)
    if found is None:
        return
    top, left, bottom, right = found
    cell = sheet.cells.get((top, left))
    if cell is None or (bottom - top + 1) * (right - left + 1) > MAX_MERGED_PLACES:
        return
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if column not in hidden_columns:
                sheet.cells[row, column] = cell


def mark_tables(sheet: Sheet, package: Package, part: str) -> None:
    """Note the areas that were formatted as tables, and that the first row of each is its header if it says so."""
    for kind, target in package.related(part).values():
        if kind != "table" or target not in package:
            continue
        table = package.xml(target)
        area = _area(table.get("ref", ""))
        if area is None or not any(area.holds(place) for place in sheet.cells):
            continue
        sheet.tables.append(area)
        if table.get("headerRowCount", "1") == "1":
            for place, cell in sheet.cells.items():
                if place[0] == area.top and area.holds(place):
                    sheet.cells[place] = replace(cell, is_strong=True)


def _area(text: str) -> SheetArea | None:
    first, _, last = text.partition(":")
    start, end = CELL.fullmatch(first), CELL.fullmatch(last)
    if not start or not end:
        return None
    return SheetArea(int(start.group(2)), _column(start.group(1)), int(end.group(2)), _column(end.group(1)))


def _elements(raw: bytes, tags: tuple[str, ...]) -> Iterator[Element]:
    """Yield these elements one after the other, each forgotten before the next, so that a sheet stays small."""
    try:
        reader = etree.iterparse(
            BytesIO(raw),
            events=("end",),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        for _, element in reader:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise ExtractionFailed("corrupt") from error


def _shared_strings(package: Package, part: str) -> list[str]:
    return [_rich_text(item) for item in _elements(package.raw(part), ("si",))] if part in package else []


def _rich_text(item: Element | None) -> str:
    """Return the text of all runs, without the reading aids that Asian scripts carry."""
    if item is None:
        return ""
    parts = [run.text or "" for run in item.iterfind("{*}t")]
    parts += [_run_text(run) for run in item.iterfind("{*}r")]
    return _unescaped("".join(parts))


def _run_text(run: Element) -> str:
    text = "".join(part.text or "" for part in run.iterfind("{*}t"))
    place = run.find("{*}rPr/{*}vertAlign")
    return raised(text) if place is not None and place.get("val") == "superscript" else text


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), text).replace("\r", "")


def _styles(package: Package, part: str) -> list[CellStyle]:
    root = package.optional_xml(part)
    if root is None:
        return []
    codes = dict(BUILT_IN)
    for element in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[_count(element.get("numFmtId"))] = element.get("formatCode", "General")
    bold = [_is_on(font.find("{*}b")) for font in root.iterfind("{*}fonts/{*}font")]
    filled = [_is_filled(fill) for fill in root.iterfind("{*}fills/{*}fill")]
    styles = []
    for element in root.iterfind("{*}cellXfs/{*}xf"):
        font, fill = _count(element.get("fontId")), _count(element.get("fillId"))
        strong = (font < len(bold) and bold[font]) or (fill < len(filled) and filled[fill])
        styles.append(CellStyle(codes.get(_count(element.get("numFmtId")), "General"), strong))
    return styles


def _style(book: Workbook, element: Element) -> CellStyle:
    at = _count(element.get("s"))
    return book.styles[at] if at < len(book.styles) else CellStyle()


def _is_on(mark: Element | None) -> bool:
    return mark is not None and mark.get("val") not in ("0", "false")


def _is_filled(fill: Element) -> bool:
    pattern = fill.find("{*}patternFill")
    if pattern is None or pattern.get("patternType") != "solid":
        return False
    colour = pattern.find("{*}fgColor")
    return colour is not None and colour.get("rgb") not in WHITE and colour.get("theme") != "0"


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
