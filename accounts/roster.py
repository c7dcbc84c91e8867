"""Reads a list of people from a CSV as HR systems and spreadsheets write them. It checks the list, not the people."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.roster_private import refuse_private_cells
from tenants.csv_lists import ListRefused, read_rows

ROSTER_BYTES = 5 * 1024 * 1024
MOST_LINES = 20_000
# Without a first line that names them, the columns stand so.
ORDER = ("email", "name", "class_code", "role", "language", "work_state", "hours")
TEMPLATE = (
    *("employee_id", "email", "first", "last", "status", "class_code"),
    *("work_state", "hire_date", "pay_calendar", "language"),
)
_NAMES = {
    "email": "email, e-mail, mail, email address, e-mail address, work email, correo, correo electrónico",
    "name": "name, full name, employee name, nombre, nombre completo",
    "first_name": "first name, given name, first",
    "last_name": "last name, family name, surname, last",
    "class_code": "class, class code, benefit class, employee class, clase",
    "employee_id": "employee id, employee number, employee no, emp id, employee, id, número de empleado",
    "status": "status, employment status, employee status, estatus, situación",
    "hire_date": "hire date, date of hire, hired, hired on, start date, original hire date, fecha de contratación",
    "pay_calendar": "pay calendar, payroll calendar, pay group, payroll group, pay schedule, calendario de pago",
    "work_state": "state, work state, state of work, estado",
    "hours": "hours, working time, work time, full/part time, full or part time, full time/part time, ft/pt, jornada",
    "role": "role, rol",
    "language": "language, preferred language, idioma",
}
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names.split(", ")}
# What an invitation does not need must not come here at all.
_PRIVATE = re.compile(
    r"\b(ssn|social security|birth|birthday|dob|born|age|gender|sex|salary|pay|wages?|compensation|bank|iban|routing|"
    r"medical|diagnosis|disability|race|ethnicity|street)\b"
)


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


def read_roster(text: str) -> list[RosterLine]:
    """Return the lines in order, empty ones left out; raises ListRefused."""
    rows = read_rows(text)
    columns = _columns_of(rows[0][1])
    people = rows if columns is None else rows[1:]
    refuse_private_cells(rows[0][1] if columns else (), columns or ORDER, [cells for _number, cells in people])
    if not people:
        raise ListRefused("There is nobody in it: the only line names the columns.")
    if len(people) > MOST_LINES:
        raise ListRefused(f"These are {len(people):,} people. Send at most {MOST_LINES:,} at a time.")
    return [_line(number, cells, columns or ORDER) for number, cells in people]


def _columns_of(cells: Sequence[str]) -> tuple[str, ...] | None:
    """Return the column of each cell of the first line, or None if it is a person already."""
    titles = [cell.lower().replace("_", " ").strip(" *:") for cell in cells]
    for title, shown in zip(titles, cells, strict=True):
        if title not in _COLUMNS and _PRIVATE.search(title):
            raise ListRefused(
                f"Take the column “{shown[:60]}” out: nothing of this file was kept. Birth dates, Social Security "
                "numbers, pay and the like are not to leave your HR system."
            )
    if any("@" in title for title in titles):
        return None
    columns = tuple(_COLUMNS.get(title, "") for title in titles)
    if "email" not in columns:
        raise ListRefused("No column is named “email”. Name the columns in the first line: email, name, class, role.")
    for column in set(columns) - {""}:
        if columns.count(column) > 1:
            raise ListRefused(f"Two columns are named “{column.replace('_code', '')}”. Keep one of them.")
    unknown = [shown for shown, column in zip(cells, columns, strict=True) if not column and shown]
    if unknown:
        raise ListRefused(
            f"The column “{unknown[0][:60]}” is not known. Take it out, or name it employee ID, email, name, status, "
            "class, state, hours, hire date, pay calendar, role or language."
        )
    return columns


def _line(number: int, cells: Sequence[str], columns: Sequence[str]) -> RosterLine:
    told = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
    first, last = told.pop("first_name", ""), told.pop("last_name", "")
    told["name"] = told.get("name", "") or f"{first} {last}".strip()
    told.setdefault("email", "")
    return RosterLine(number, **told)
