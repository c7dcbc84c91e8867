"""The lines of a template: of no plan year, without prices, and without what only one company has."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from openpyxl.utils import get_column_letter

from benefits.catalogue.drafts import must_be_said
from benefits.catalogue.known import cleaned
from benefits.catalogue.stored import row_key
from benefits.catalogue.tables import FROM, TABLES, Table
from benefits.models import BenefitClass
from benefits.workbook.columns import PAGE, PAPER, CellRefused, Column, columns_of, text_of, value_of
from benefits.workbook.read import BookLine
from benefits.workbook.sheets import Cells, write_book

# Stands where a workbook has its plan year.
ANY_YEAR = "Any"
PRICES = ("rate", "seed", "surcharge", "price_assumption")
_OF_ONE_COMPANY = frozenset(
    {"carrier", "network_name", "directory_url", "formulary_url", "service_area", "predecessor", PAPER, PAGE}
)
_OF_ONE_YEAR = frozenset({FROM, "effective_to", "status"})
_EXPLAINED = (
    "This is a template of plans: what plans are made of, and no price. Prices have no sheet that is read here.",
    "The yellow columns tell which row is meant. The first row names the columns; keep it as it is.",
    f"The plan year is “{ANY_YEAR}” in every row.",
    "A row whose amounts are empty is kept as it is. Whoever begins with the template fills them in.",
    "Uploaded as a new version, the file takes the place of the one before as a whole: a row that is missing is gone.",
)


def book_line(table: Table, number: int, cells: Mapping[str, str]) -> BookLine:
    """Return a line as a workbook would have it, codes by their words; columns that are not named are empty."""
    columns = columns_of(table)
    told = {column.name: text_of(column, cells.get(column.name, "")) for column in columns}
    letters = {column.name: get_column_letter(place) for place, column in enumerate(columns, start=1)}
    return BookLine(table.label, number, table.name, told, letters)


def of_year(lines: Iterable[BookLine], label: str) -> list[BookLine]:
    return [
        replace(line, cells={**line.cells, "plan_year": label}) if "plan_year" in line.cells else line for line in lines
    ]


def years_named(lines: Iterable[BookLine]) -> set[str]:
    return {line.cells["plan_year"] for line in lines if line.cells.get("plan_year")}


def without_prices(lines: Sequence[BookLine]) -> tuple[list[BookLine], list[str]]:
    """Return the lines that a template may keep, with nothing in them of one company or year, and what was left out."""
    gone, emptied, kept = Counter(), Counter(), []
    for line in lines:
        if line.table in PRICES:
            gone[TABLES[line.table].label] += 1
            continue
        cells = {}
        for column in columns_of(TABLES[line.table]):
            text = line.cells.get(column.name, "")
            is_left_out = column.name in _OF_ONE_COMPANY | _OF_ONE_YEAR or column.kind in ("day", "days")
            if text and is_left_out:
                emptied[column.heading] += 1
            cells[column.name] = "" if is_left_out else text
        if "plan_year" in cells:
            cells["plan_year"] = ANY_YEAR
        kept.append(replace(line, cells=cells))
    return kept, [
        *(f"Left out, for it is a price: {_counted(number, label)}." for label, number in gone.items()),
        *(
            f"Emptied, for it is of one company or year: {heading}, in {_counted(number, 'row')}."
            for heading, number in emptied.items()
        ),
    ]


def class_codes(lines: Iterable[BookLine]) -> list[str]:
    """Return the classes that the lines name, in their order."""
    codes: dict[str, None] = {}
    for line in lines:
        codes |= dict.fromkeys(filter(None, [line.cells.get("benefit_class", "")]))
        if told := line.cells.get("classes", ""):
            column = next(one for one in columns_of(TABLES[line.table]) if one.name == "classes")
            codes |= dict.fromkeys(value_of(column, told))
    return list(codes)


def faults(lines: Sequence[BookLine]) -> list[tuple[BookLine, list[str]]]:
    """Return the lines that cannot be kept, with what to put right."""
    plans = {line.cells["short_name"].casefold() for line in lines if line.table == "plan"}
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for line in lines:
        table = TABLES[line.table]
        reasons = [f"Column {line.beyond}: it has no heading. Empty the cell."] if line.beyond else []
        key = row_key(table, line.cells)
        if key in seen:
            reasons.append(f"This row stands twice: row {seen[key]} is about the same. Leave one of the two out.")
        seen.setdefault(key, line.number)
        if "plan" in table.key and line.cells.get("plan", "").casefold() not in plans:
            name = line.cells.get("plan", "")[:60]
            reasons.append(f"The template has no plan “{name}”. Add the plan, or take the row out.")
        reasons += [reason for column in columns_of(table) for reason in _wrong(table, column, line)]
        if not reasons:
            reasons = _wrong_classes(line)
        if reasons:
            found.append((line, reasons))
    return found


def to_fill_in(line: BookLine) -> list[str]:
    """Return what a row of the catalogue needs and this line leaves open, by its headings."""
    table = TABLES[line.table]
    open_ones = [
        column.heading
        for column in columns_of(table)
        if column.name in table.value_names
        and not line.cells.get(column.name)
        and must_be_said(table.model._meta.get_field(column.name))
    ]
    if line.table in ("service_cost", "rx_tier") and not _says_what_is_paid(line):
        open_ones.append("Copay or coinsurance")
    return open_ones


def book_of(
    title: str, lines: Iterable[BookLine], names: Mapping[str, Iterable[str]], explained: Iterable[str]
) -> bytes:
    """Return lines as a workbook, figures as figures."""
    rows: dict[str, list[Cells]] = {}
    for line in lines:
        columns = columns_of(TABLES[line.table])
        cells = {column.name: _typed(column, line.cells.get(column.name, "")) for column in columns}
        rows.setdefault(line.table, []).append(cells)
    return write_book(title, rows, names, explained)


def template_book(name: str, lines: Sequence[BookLine]) -> bytes:
    plans = [line.cells["short_name"] for line in lines if line.table == "plan"]
    calendars = [line.cells["code"] for line in lines if line.table == "pay_calendar"]
    names = {"Plan years": [ANY_YEAR], "Plans": plans, "Classes": class_codes(lines), "Pay calendars": calendars}
    return book_of(f"Plan template: {name}", lines, names, _EXPLAINED)


def _counted(number: int, what: str) -> str:
    return f"{number} × {what.lower()}" if what != "row" else f"{number} row{'' if number == 1 else 's'}"


def _wrong(table: Table, column: Column, line: BookLine) -> list[str]:
    text = line.cells.get(column.name, "")
    if column.name in ("plan_year", PAPER, PAGE) or (not text and column.name not in table.required_key):
        return []
    field = table.model._meta.get_field(column.name)
    where = f"Column {line.letters.get(column.name, '')}, {column.heading}:"
    if not text:
        return [f"{where} say it, without it nobody knows which row is meant."]
    try:
        value = value_of(column, text)
        if not field.is_relation:
            cleaned(table.model, column.name, value, table.model())
    except CellRefused as refused:
        return [f"{where} {refused}"]
    except ValidationError as wrong:
        return [f"{where} {message}" for message in wrong.messages]
    return []


def _wrong_classes(line: BookLine) -> list[str]:
    told = []
    for code in class_codes([line]):
        try:
            BenefitClass._meta.get_field("code").clean(code, None)
        except ValidationError as wrong:
            told += [f"Class “{code[:40]}”: {message}" for message in wrong.messages]
    return told


def _says_what_is_paid(line: BookLine) -> bool:
    named = ("copay", "coinsurance", "no_charge", "not_covered")
    return any(line.cells.get(name, "") not in ("", "no") for name in named)


def _typed(column: Column, text: str) -> object:
    if not text or column.kind not in ("dollars", "share", "number", "whole"):
        return text or None
    try:
        value = value_of(column, text)
    except CellRefused:
        return text  # as it was written, to be put right there
    return Decimal(value) if isinstance(value, str) else value
