"""Reads a list of people as HR systems and spreadsheets write them. It checks the list, not the people.

A list is gone over twice and never held whole: first for what it is (`survey`: which columns, how many people, whether
a column holds what must not come here), then for who stands in it (`lines_of`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.roster_dates import OrderOfDays
from accounts.roster_private import PRIVATE_TITLE, Census
from accounts.workbooks import SheetRow
from tenants.csv_lists import ListRefused

ROSTER_BYTES = 25 * 1024 * 1024
MOST_LINES = 100_000
# A title, a date and an empty line may stand above the line that names the columns.
MOST_ABOVE = 10
# Without a first line that names them, the columns stand so.
ORDER = ("email", "name", "class_code", "role", "language", "work_state", "hours")
TEMPLATE = (
    *("employee_id", "email", "first", "last", "status", "class_code"),
    *("work_state", "hire_date", "pay_calendar", "language"),
)
_NAMES = {
    "email": "email, e-mail, mail, email address, e-mail address, work email, correo, correo electrónico, "
    "correo del trabajo",
    "name": "name, full name, employee name, nombre, nombre completo",
    "first_name": "first name, given name, first, nombres, primer nombre",
    "last_name": "last name, family name, surname, last, apellido, apellidos",
    "class_code": "class, class code, benefit class, employee class, clase, clase de beneficios",
    "employee_id": "employee id, employee number, employee no, emp id, employee, id, número de empleado, "
    "id de empleado",
    "status": "status, employment status, employee status, estatus, situación",
    "hire_date": "hire date, date of hire, hired, hired on, start date, original hire date, fecha de contratación, "
    "fecha de ingreso, fecha de inicio",
    "pay_calendar": "pay calendar, payroll calendar, pay group, payroll group, pay schedule, calendario de pago",
    "work_state": "state, work state, state of work, estado",
    "hours": "hours, working time, work time, full/part time, full or part time, full time/part time, ft/pt, jornada",
    "role": "role, rol",
    "language": "language, preferred language, idioma",
}
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names.split(", ")}


@dataclass(frozen=True)
class Survey:
    """What a list is as a whole. Kept with it as JSON, so that who goes on reading need not ask again."""

    columns: tuple[str, ...]  # what each cell is; "" for one that is empty in every line
    head: int  # number of the line that names them, 0 without one
    sheet: str  # of a workbook; "" of a file of lines
    people: int
    day_order: str  # DayOrder
    unclear_line: int = 0  # the first with a day that may be read in two ways
    notes: tuple[str, ...] = ()  # what whoever sends the list should know


@dataclass(frozen=True)
class RosterLine:
    number: int  # of the line in the file, from 1
    email: str
    name: str
    class_code: str = ""
    role: str = ""
    language: str = ""
    work_state: str = ""
    hours: str = ""
    employee_id: str = ""
    status: str = ""
    hire_date: str = ""
    pay_calendar: str = ""
    fault: str = ""  # of the line as such: a sentence


def survey(rows: Iterable[SheetRow], *, today: date) -> Survey:
    """Return what the list is; raises ListRefused for one that cannot be read, or holds what must not come here."""
    surveyor = _Surveyor(today)
    for row in rows:
        surveyor.take(row)
    return surveyor.told()


def lines_of(rows: Iterable[SheetRow], told: Survey) -> Iterator[RosterLine]:
    """Yield the people in their order; raises ListRefused if the file breaks off."""
    for row in rows:
        if row.sheet == told.sheet and row.number > told.head:
            yield _line(row, told)


class _Surveyor:
    def __init__(self, today: date) -> None:
        self._today = today
        self._above: list[SheetRow] = []
        self._head: SheetRow | None = None
        self._columns: tuple[str, ...] = ()
        self._sheet = ""
        self._census: Census | None = None
        self._days: OrderOfDays | None = None
        self._people = self._hidden = 0
        self._notes: list[str] = []
        self._has_others = False

    def take(self, row: SheetRow) -> None:
        self._notes += row.notes
        if self._census is None:
            if self._is_first_person(row):
                self._begin(row, None)
            elif _is_head(row.cells):
                self._begin(row, row)
                return
            else:
                self._above.append(row) if len(self._above) < MOST_ABOVE else None
                return
        if row.sheet != self._sheet:
            self._has_others = True
            return
        self._people += 1
        self._hidden += row.is_hidden
        self._census.take(row.cells)
        self._days.take(row)

    def told(self) -> Survey:
        if self._census is None:
            raise ListRefused(_no_head(self._above))
        self._census.refuse_private()
        _refuse_unknown(self._head.cells if self._head else (), self._columns)
        if not self._people:
            raise ListRefused("There is nobody in it: the only line names the columns.")
        if self._people > MOST_LINES:
            raise ListRefused(f"These are {self._people:,} people. Send at most {MOST_LINES:,} at a time.")
        if self._hidden:
            self._notes.append(f"Hidden in the workbook, and read all the same: {self._hidden:,} rows.")
        if self._has_others:
            self._notes.append(f"Only the sheet “{self._sheet}” was read.")
        return Survey(
            columns=self._columns,
            head=self._head.number if self._head else 0,
            sheet=self._sheet,
            people=self._people,
            day_order=self._days.order,
            unclear_line=self._days.unclear_line,
            notes=(*self._notes, *self._census.notes()),
        )

    def _is_first_person(self, row: SheetRow) -> bool:
        """Whether nothing names the columns, and the list begins with somebody."""
        is_first = not any(above.sheet == row.sheet for above in self._above)
        return is_first and any("@" in cell for cell in row.cells)

    def _begin(self, row: SheetRow, head: SheetRow | None) -> None:
        self._head, self._sheet = head, row.sheet
        self._columns = _columns_of(head.cells) if head else ORDER
        self._census = Census(head.cells if head else (), self._columns, today=self._today)
        self._days = OrderOfDays(self._columns)


def _title(cell: str) -> str:
    return cell.lower().replace("_", " ").strip(" *:")


def _is_head(cells: Sequence[str]) -> bool:
    return any(_COLUMNS.get(_title(cell)) == "email" for cell in cells)


def _no_head(above: Sequence[SheetRow]) -> str:
    if not above:
        return "There is no line in it."
    _refuse_private_titles(above[0].cells)
    where = "No sheet has a line that names its columns, “email” among them" if above[0].sheet else ""
    return f"{where or 'No column is named “email”'}. Name the columns in the first line: email, name, class, role."


def _refuse_private_titles(cells: Sequence[str]) -> None:
    for shown in cells:
        title = _title(shown)
        if title not in _COLUMNS and PRIVATE_TITLE.search(title):
            raise ListRefused(
                f"Take the column “{shown[:60]}” out: nothing of this file was kept. Birth dates, Social Security "
                "numbers, pay and the like are not to leave your HR system."
            )


def _columns_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the column of each cell of the line that names them, "" for a title that is not known."""
    _refuse_private_titles(cells)
    columns = tuple(_COLUMNS.get(_title(cell), "") for cell in cells)
    for column in sorted(set(columns) - {""}):
        if columns.count(column) > 1:
            raise ListRefused(f"Two columns are named “{column.replace('_code', '')}”. Keep one of them.")
    named = max(place for place, cell in enumerate(cells) if cell) + 1
    return columns[:named]


def _refuse_unknown(titles: Sequence[str], columns: Sequence[str]) -> None:
    unknown = [shown for shown, column in zip(titles, columns, strict=False) if not column and shown]
    if unknown:
        raise ListRefused(
            f"The column “{unknown[0][:60]}” is not known. Take it out, or name it employee ID, email, name, status, "
            "class, state, hours, hire date, pay calendar, role or language."
        )


def _line(row: SheetRow, told: Survey) -> RosterLine:
    cells = dict(zip(told.columns, row.cells, strict=False))
    cells.pop("", None)
    first, last = cells.pop("first_name", ""), cells.pop("last_name", "")
    cells["name"] = cells.get("name", "") or f"{first} {last}".strip()
    cells.setdefault("email", "")
    return RosterLine(row.number, **cells, fault=_fault(row, told))


def _fault(row: SheetRow, told: Survey) -> str:
    """Say what is wrong with the number of cells: those of a line that lacks one have moved to other columns."""
    wanted, there = len(told.columns), len(row.cells)
    if any(row.cells[wanted:]):
        return f"The line has {there} cells, and there are {wanted} columns. Look for a separator too many."
    # A workbook leaves out what is empty at the end of a row, and has no separators.
    if told.head and not told.sheet and there < wanted:
        return f"The line has {there} cells, and there are {wanted} columns. Look for a separator that is missing."
    return ""
