"""The rows that are there, as they would be written: what workbooks tell, and what a year takes from another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import models

from benefits.catalogue.rows import Row
from benefits.catalogue.tables import FROM, TABLES, Table
from benefits.models import BenefitClass, Contact, PayCalendar, Plan, PlanYear

_NAMED = {PlanYear: "label", BenefitClass: "code", PayCalendar: "code", Contact: "name", Plan: "short_name"}
# Classes and years themselves are kept on pages of their own, by HR admins alone.
OF_YEARS = tuple(table for table in TABLES.values() if table.may_add)


@dataclass(frozen=True)
class StoredRow:
    table: Table
    stored: models.Model
    row: Row


def rows_there(years: Iterable[str], tables: Iterable[Table] = OF_YEARS) -> Iterator[StoredRow]:
    """Yield the rows of these plan years by the labels of the years, and those of tables that have no years."""
    labels = list(years)
    for table in tables:
        pointers = [one for one in (*table.key, *table.value_names) if _pointed(table, one)]
        for stored in table.rows_of(labels).select_related(*pointers):
            yield stored_row(table, stored)


def stored_row(table: Table, stored: models.Model) -> StoredRow:
    return StoredRow(table, stored, _row(table, stored))


def named(row: models.Model, name: str) -> object:
    """Return the value of a field; of what it points to, the name that rows of the catalogue call it by."""
    value = getattr(row, name)
    return getattr(value, _NAMED[type(value)]) if isinstance(value, models.Model) else value


def row_key(table: Table, key: Mapping[str, object]) -> tuple[str, ...]:
    """Return the key in the form in which two keys of one row are equal."""
    told = [key.get(name) for name in table.key_names]
    return (table.name, *("" if one is None else str(one).casefold() for one in told))


def cell_of(one: StoredRow, label: str = "") -> tuple[str, ...]:
    """Return which cell of the catalogue a row stands in, whenever it holds; with a label, that of the other year."""
    key = {**one.row.key, FROM: None}
    return row_key(one.table, {**key, "plan_year": label} if label else key)


def place_of(table: Table, key: Mapping[str, object]) -> str:
    """Return the key as one text, by which history knows where a row stood that is gone."""
    return "\n".join(row_key(table, key))[:300]


def _row(table: Table, stored: models.Model) -> Row:
    key = {name: named(stored, name) for name in table.key}
    if "plan" in table.key:
        key = {"plan_year": stored.plan.plan_year.label, **key}
    if table.is_dated:
        key[FROM] = stored.effective_from
    return Row(table.name, key, {name: named(stored, name) for name in table.value_names})


def _pointed(table: Table, name: str) -> bool:
    return table.model._meta.get_field(name).is_relation
