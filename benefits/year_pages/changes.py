"""What differs between two plan years, and what waits in one: row by row, prices first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from benefits.catalogue.stored import StoredRow, cell_of
from benefits.catalogue.tables import FROM, TABLES, Table
from benefits.models import Plan, PlanYear
from benefits.workbook.columns import PAGE, PAPER, Column, columns_of, text_of
from benefits.workbook.sheets import value_in
from benefits.year_pages.copies import TABLES_OF_YEAR, standing, waiting, years_later

_FIRST = ("rate", "seed", "surcharge")
_ORDER = sorted(TABLES_OF_YEAR, key=lambda table: table.name not in _FIRST)
_WAITING = [TABLES["pay_calendar"], *_ORDER]
# What says where a row stands in its own year, and no figure.
_OF_THE_YEAR = {"plan_year", "predecessor", "status", FROM, "effective_to", PAPER, PAGE}


@dataclass(frozen=True)
class Changed:
    heading: str
    before: str
    after: str


@dataclass(frozen=True)
class RowDifference:
    about: str
    what: str  # "new", "gone" or "changed"
    cells: tuple[Changed, ...] = ()


@dataclass(frozen=True)
class Part:
    """The rows of one table."""

    label: str
    rows: tuple[RowDifference | str, ...]


def waiting_in(year: PlanYear) -> list[Part]:
    rows = sorted(waiting(year), key=lambda one: _WAITING.index(one.table))
    grouped = groupby(rows, key=lambda one: one.table.label)
    return [Part(label, tuple(_about(one) for one in of_table)) for label, of_table in grouped]


def changes_between(before: PlanYear, after: PlanYear) -> list[Part]:
    names = _earlier_names(before, after)
    earlier = {cell_of(one, "year"): one for one in standing(before)}
    later = {_renamed(one, names): one for one in standing(after)}
    parts = []
    for table in _ORDER:
        told = tuple(_differences(table, earlier, later, after.ends_on.year - before.ends_on.year))
        if told:
            parts.append(Part(table.label, told))
    return parts


def _earlier_names(before: PlanYear, after: PlanYear) -> dict[str, str]:
    """Return what plans of the later year were called the year before, where that is another name."""
    rows = Plan.objects.filter(plan_year=after, predecessor__plan_year=before)
    names = rows.values_list("short_name", "predecessor__short_name")
    return {name.casefold(): earlier.casefold() for name, earlier in names}


def _renamed(one: StoredRow, names: dict[str, str]) -> tuple[str, ...]:
    of = "short_name" if isinstance(one.stored, Plan) else "plan"
    cell = list(cell_of(one, "year"))
    if of in one.table.key_names:
        place = one.table.key_names.index(of) + 1
        cell[place] = names.get(cell[place], cell[place])
    return tuple(cell)


def _differences(
    table: Table, earlier: dict[tuple[str, ...], StoredRow], later: dict[tuple[str, ...], StoredRow], years: int
) -> Iterator[RowDifference]:
    cells = [cell for cell in dict.fromkeys((*earlier, *later)) if cell[0] == table.name]
    for cell in cells:
        was, is_now = earlier.get(cell), later.get(cell)
        if was is None or is_now is None:
            yield RowDifference(_about(was or is_now), "gone" if is_now is None else "new")
        elif told := tuple(_cells(was, is_now, years)):
            yield RowDifference(_about(is_now), "changed", told)


def _cells(was: StoredRow, is_now: StoredRow, years: int) -> Iterable[Changed]:
    for column in columns_of(was.table):
        if column.name in _OF_THE_YEAR or (column.is_key and column.name != "short_name"):
            continue
        before, after = (_later(was, column, years), value_in(is_now, column))
        if text_of(column, before) != text_of(column, after):
            yield Changed(column.heading, text_of(column, value_in(was, column)), text_of(column, after))


def _later(one: StoredRow, column: Column, years: int) -> object:
    """Return the value, a day as far on as the years are apart: the same day a year later is no change."""
    value = value_in(one, column)
    return years_later(value, years) if isinstance(value, date) else value


def _about(one: StoredRow) -> str:
    columns = [column for column in columns_of(one.table) if column.is_key and column.name not in _OF_THE_YEAR]
    told = [text_of(column, one.row.key.get(column.name)) for column in columns]
    return ", ".join(filter(None, told)) or "Everybody"
