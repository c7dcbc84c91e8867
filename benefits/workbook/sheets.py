"""A plan year's catalogue written as a workbook: a sheet for each table, and one that explains the others."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from benefits.catalogue.stored import OF_YEARS, StoredRow, rows_there
from benefits.catalogue.tables import Table
from benefits.models import BenefitClass, Contact, PayCalendar, Plan, PlanYear
from benefits.workbook.columns import PAGE, PAPER, Column, columns_of, text_of

Cells = Mapping[str, object]  # by the names of their columns
READ_ME, CHOICES = "Read me", "Choices"
MOST_ROWS = 5000
_HEAD = PatternFill("solid", start_color="1F3A4D")
_KEY_HEAD = PatternFill("solid", start_color="7A4B00")
_KEY = PatternFill("solid", start_color="FFF4DE")
_NUMBERS = {"dollars": "#,##0.00", "day": "yyyy-mm-dd"}
_EXPLAINED = (
    "One sheet holds one table of the catalogue. Its first row names the columns; keep it as it is.",
    "The yellow columns tell which row is meant. Change them only in a row that you add.",
    "Rest the pointer on a heading to see what is written below it, with an example.",
    "To change something, change the cell. To add something, write a new row below the last one.",
    "An emptied cell empties the value. A column that you delete leaves its values as they are.",
    "A row that you delete stays in the catalogue: take it out on its own page.",
    "Columns with a list take what stands in the list, by its words or by its short code.",
    "A merged cell counts for every row that it covers. Hidden rows are read, hidden sheets are not.",
    "Upload the file where you downloaded it. You see what it would change before anything is written.",
    "What is written has to be reviewed before employees see it. "
    "You can say that you have checked it when you confirm.",
)


def write_workbook(year: PlanYear) -> bytes:
    """Return the workbook of a plan year. Uploaded as it is, it changes nothing."""
    rows: dict[str, list[Cells]] = {}
    for one in rows_there([year.label], OF_YEARS):
        cells = {column.name: value_in(one, column) for column in columns_of(one.table)}
        rows.setdefault(one.table.name, []).append(cells)
    return write_book(f"Plan catalogue {year.label}", rows, names_in(year), _EXPLAINED)


def write_book(
    title: str, rows: Mapping[str, Iterable[Cells]], names: Mapping[str, Iterable[str]], explained: Iterable[str]
) -> bytes:
    """Return a workbook of rows by their tables; `names` are what cells may choose from: plans, classes."""
    book = Workbook()
    _explain(book.active, title, explained)
    choices = _Choices(names)
    for table in OF_YEARS:
        _fill(book.create_sheet(table.label), table, rows.get(table.name, []), choices)
    choices.write(book.create_sheet(CHOICES))
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def names_in(year: PlanYear) -> Mapping[str, Iterable[str]]:
    """Return what the cells of a plan year's workbook choose from."""
    return {
        "Plan years": [year.label],
        "Classes": BenefitClass.objects.order_by("code").values_list("code", flat=True),
        "Pay calendars": PayCalendar.objects.order_by("code").values_list("code", flat=True),
        "Contacts": Contact.objects.order_by("name").values_list("name", flat=True).distinct(),
        "Plans": Plan.objects.filter(plan_year=year).order_by("short_name").values_list("short_name", flat=True),
    }


class _Choices:
    """The lists that cells choose from, each a column of one sheet."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._lists: dict[str, tuple[str, ...]] = {}
        self._names = names

    def place_of(self, table: Table, column: Column) -> str:
        """Return the cells of the list that a column chooses from; "" where anything may be written."""
        if column.kind == "yes_no":
            name, told = "Yes or no", ("yes", "no")
        elif column.choices:
            name, told = f"{table.label}: {column.heading}", tuple(label for _, label in column.choices)
        elif column.choices_of and column.name != "predecessor":
            name, told = column.choices_of, tuple(self._names.get(column.choices_of, ()))
        else:
            return ""
        if not told:
            return ""
        self._lists.setdefault(name, told)
        letter = get_column_letter(list(self._lists).index(name) + 1)
        return f"{CHOICES}!${letter}$2:${letter}${len(told) + 1}"

    def write(self, sheet: Worksheet) -> None:
        for number, (name, told) in enumerate(self._lists.items(), start=1):
            _head(sheet.cell(1, number), name)
            for row, text in enumerate(told, start=2):
                _put_text(sheet.cell(row, number), text)
            sheet.column_dimensions[get_column_letter(number)].width = 28


def _explain(sheet: Worksheet, title: str, explained: Iterable[str]) -> None:
    sheet.title = READ_ME
    _put_text(sheet.cell(1, 1), title)
    sheet.cell(1, 1).font = Font(bold=True, size=15)
    for row, sentence in enumerate(explained, start=3):
        sheet.cell(row, 1, sentence).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 100


def _fill(sheet: Worksheet, table: Table, rows: Iterable[Cells], choices: _Choices) -> None:
    columns = columns_of(table)
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        _head(sheet.cell(1, number), column.heading, is_key=column.is_key)
        sheet.cell(1, number).comment = Comment(column.note, "Plan catalogue", height=90, width=260)
        sheet.column_dimensions[letter].width = max(14, min(32, len(column.heading) + 3))
        if place := choices.place_of(table, column):
            check = DataValidation("list", formula1=place, allow_blank=True, showErrorMessage=True)
            check.errorTitle, check.error = "Not in the list", "Choose one of the list."
            sheet.add_data_validation(check)
            check.add(f"{letter}2:{letter}{MOST_ROWS}")
    for place, row in enumerate(rows, start=2):
        for number, column in enumerate(columns, start=1):
            _put(sheet.cell(place, number), column, row.get(column.name))
    keys = sum(column.is_key for column in columns)
    sheet.freeze_panes = sheet.cell(2, min(keys, 3) + 1)


def value_in(row: StoredRow, column: Column) -> object:
    """Return what a stored row has in a column."""
    if column.name in (PAPER, PAGE):
        return getattr(row.stored, {PAPER: "source_title", PAGE: "source_page"}[column.name])
    return (row.row.key if column.is_key else row.row.values).get(column.name)


def _put(cell: Cell, column: Column, value: object) -> None:
    if column.is_key:
        cell.fill = _KEY
    if value is None:
        return
    is_figure = not column.choices and isinstance(value, Decimal | int | date) and not isinstance(value, bool)
    if is_figure:
        cell.value = value
        cell.number_format = _NUMBERS.get(column.kind, "General")
    else:
        _put_text(cell, text_of(column, value))


def _put_text(cell: Cell, text: str) -> None:
    """Write text as text, also where a spreadsheet would run it as a formula."""
    bare = ILLEGAL_CHARACTERS_RE.sub("", text)
    if bare:
        cell.value, cell.data_type, cell.number_format = bare, "s", "@"


def _head(cell: Cell, text: str, *, is_key: bool = False) -> None:
    _put_text(cell, text)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = _KEY_HEAD if is_key else _HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def sheet_names(tables: Sequence[Table] = OF_YEARS) -> dict[str, Table]:
    """Return the tables by the names of their sheets, as names are compared."""
    return {table.label.casefold(): table for table in tables}
