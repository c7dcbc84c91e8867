"""Reads a list of people from a CSV as HR systems and spreadsheets write them. It checks the list, not the people."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

ROSTER_BYTES = 1024 * 1024
MOST_LINES = 1_000
# Without a first line that names them, the columns stand so.
ORDER = ("email", "name", "class_code", "role", "language", "work_state", "hours")
_NAMES = {
    "email": "email, e-mail, mail, email address, e-mail address, work email, correo, correo electrónico",
    "name": "name, full name, employee name, nombre, nombre completo",
    "first_name": "first name, given name, first",
    "last_name": "last name, family name, surname, last",
    "class_code": "class, class code, benefit class, employee class, clase",
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


class RosterRefused(ValueError):
    """The list as a whole cannot be read; the message says why and what to do."""


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


def decode_roster(content: bytes) -> str:
    """Return the text of a file as spreadsheets save it; raises RosterRefused."""
    if content[:2] in (b"PK", b"\xd0\xcf"):
        raise RosterRefused("This is a workbook. Save it as CSV in your spreadsheet and choose that file.")
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RosterRefused("The letters of this file cannot be read. Save it as CSV in UTF-8 and choose it again.")


def read_roster(text: str) -> list[RosterLine]:
    """Return the lines in order, empty ones left out; raises RosterRefused."""
    if "\0" in text:
        raise RosterRefused("This is not a text file. Save the list as CSV and choose that file.")
    rows = _rows(text)
    if not rows:
        raise RosterRefused("There is no line in it.")
    columns = _columns_of(rows[0][1])
    people = rows if columns is None else rows[1:]
    if not people:
        raise RosterRefused("There is nobody in it: the only line names the columns.")
    if len(people) > MOST_LINES:
        raise RosterRefused(f"These are {len(people):,} people. Send at most {MOST_LINES:,} at a time.")
    return [_line(number, cells, columns or ORDER) for number, cells in people]


def _rows(text: str) -> list[tuple[int, list[str]]]:
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        rows = [(reader.line_num, [" ".join(cell.split()) for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise RosterRefused(
            f"Line {reader.line_num} cannot be read. Look for a quotation mark without its partner."
        ) from error
    return [(number, cells) for number, cells in rows if any(cells)]


def _columns_of(cells: Sequence[str]) -> tuple[str, ...] | None:
    """Return the column of each cell of the first line, or None if it is a person already."""
    titles = [cell.lower().replace("_", " ").strip(" *:") for cell in cells]
    for title, shown in zip(titles, cells, strict=True):
        if _PRIVATE.search(title):
            raise RosterRefused(
                f"Take the column “{shown[:60]}” out. An invitation needs email, name, class, state, hours, role and "
                "language; nothing else is to leave your HR system."
            )
    if any("@" in title for title in titles):
        return None
    columns = tuple(_COLUMNS.get(title, "") for title in titles)
    if "email" not in columns:
        raise RosterRefused("No column is named “email”. Name the columns in the first line: email, name, class, role.")
    for column in set(columns) - {""}:
        if columns.count(column) > 1:
            raise RosterRefused(f"Two columns are named “{column.replace('_code', '')}”. Keep one of them.")
    unknown = [shown for shown, column in zip(cells, columns, strict=True) if not column and shown]
    if unknown:
        raise RosterRefused(
            f"The column “{unknown[0][:60]}” is not known. Take it out, or name it email, name, class, state, "
            "hours, role or language."
        )
    return columns


def _line(number: int, cells: Sequence[str], columns: Sequence[str]) -> RosterLine:
    told = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
    first, last = told.pop("first_name", ""), told.pop("last_name", "")
    told["name"] = told.get("name", "") or f"{first} {last}".strip()
    told.setdefault("email", "")
    return RosterLine(number, **told)
