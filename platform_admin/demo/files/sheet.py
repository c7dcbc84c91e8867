"""Rate sheets as Excel workbooks: banded heads of merged cells, currency formats, real numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from platform_admin.demo.company import Company
from platform_admin.demo.files.archive import WRITTEN_AT, with_fixed_times

CURRENCY = '"$"#,##0.00'
HAIR = Side(style="thin", color="CFD6DA")
FIRST_COLUMN_WIDTH = 30
COLUMN_WIDTH = 15

Cell = str | Decimal


@dataclass(frozen=True)
class Band:
    """A merged head over several columns, such as a plan over its prices."""

    label: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class RateTable:
    title: str
    note: str
    first_column: str
    bands: tuple[Band, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class RateTab:
    """One tab of the workbook; `lines` stand under the tables, one sentence a row."""

    name: str
    tables: tuple[RateTable, ...]
    lines: tuple[str, ...] = ()
    is_hidden: bool = False


def xlsx(company: Company, title: str, tabs: Sequence[RateTab]) -> bytes:
    workbook = Workbook()
    workbook.properties.title = title
    workbook.properties.creator = company.name
    workbook.properties.created = WRITTEN_AT
    for number, tab in enumerate(tabs):
        sheet = workbook.active if number == 0 else workbook.create_sheet()
        if not isinstance(sheet, Worksheet):
            raise TypeError("a new workbook has a worksheet")
        sheet.title = tab.name
        sheet.sheet_state = "hidden" if tab.is_hidden else "visible"
        _fill(sheet, company, tab)
    written = BytesIO()
    workbook.save(written)
    return with_fixed_times(written.getvalue())


def _fill(sheet: Worksheet, company: Company, tab: RateTab) -> None:
    sheet.sheet_view.showGridLines = False
    row = 1
    for table in tab.tables:
        row = _write_table(sheet, company, table, row) + 2
    for line in tab.lines:
        sheet.cell(row, 1, line).font = Font(name="Calibri", size=10.5)
        row += 1
    widest = max((1 + _width(table) for table in tab.tables), default=1)
    sheet.column_dimensions["A"].width = FIRST_COLUMN_WIDTH
    for column in range(2, widest + 1):
        sheet.column_dimensions[get_column_letter(column)].width = COLUMN_WIDTH
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1


def _width(table: RateTable) -> int:
    return sum(len(band.columns) for band in table.bands)


def _write_table(sheet: Worksheet, company: Company, table: RateTable, top: int) -> int:
    """Write one table from row `top`; return its last row."""
    last_column = 1 + _width(table)
    colour = company.colours.primary.removeprefix("#").upper()
    sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=last_column)
    sheet.cell(top, 1, table.title).font = Font(name="Calibri", size=15, bold=True, color=colour)
    sheet.merge_cells(start_row=top + 1, start_column=1, end_row=top + 1, end_column=last_column)
    sheet.cell(top + 1, 1, table.note).font = Font(name="Calibri", size=10, italic=True, color="5C666D")
    _write_head(sheet, table, top + 2, colour)
    for offset, cells in enumerate(table.rows):
        _write_row(sheet, cells, top + 4 + offset)
    return top + 3 + len(table.rows)


def _write_head(sheet: Worksheet, table: RateTable, row: int, colour: str) -> None:
    sheet.merge_cells(start_row=row, start_column=1, end_row=row + 1, end_column=1)
    _head_cell(sheet, row, 1, table.first_column, colour)
    column = 2
    for band in table.bands:
        end = column + len(band.columns) - 1
        if end > column:
            sheet.merge_cells(start_row=row, start_column=column, end_row=row, end_column=end)
        _head_cell(sheet, row, column, band.label, colour)
        for offset, label in enumerate(band.columns):
            _head_cell(sheet, row + 1, column + offset, label, colour)
        column = end + 1


def _head_cell(sheet: Worksheet, row: int, column: int, text: str, colour: str) -> None:
    cell = sheet.cell(row, column, text)
    cell.font = Font(name="Calibri", size=10.5, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", start_color=colour)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _write_row(sheet: Worksheet, cells: tuple[Cell, ...], row: int) -> None:
    for column, value in enumerate(cells, start=1):
        cell = sheet.cell(row, column, value)
        cell.font = Font(name="Calibri", size=10.5)
        cell.border = Border(bottom=HAIR)
        if isinstance(value, Decimal):
            cell.number_format = CURRENCY
