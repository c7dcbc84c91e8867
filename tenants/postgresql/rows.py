"""Rows read as models and written by statements that Django writes once in a process, of which several go in one
message: what it takes the mapper to write a statement, and the database to be waited for, is spent once.

A statement names no schema, as those of `written.py`. Signals and cascades are none of theirs.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, Field, Model, QuerySet, UUIDField
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql import UpdateQuery

from tenants.postgresql.statement import Statement
from tenants.postgresql.written import as_array, ask

Row = TypeVar("Row")


class Given(Expression):
    """The place of a value that comes when the statement is sent."""

    def __init__(self, name: str, field: Field | None = None) -> None:
        super().__init__(output_field=field or Field())
        self.name, self.is_stored = name, field is not None

    def as_sql(self, *_: object) -> tuple[str, list["Given"]]:
        return "%s", [self]

    def of(self, values: Mapping[str, Any]) -> object:
        value = values[self.name]
        value = value.pk if isinstance(value, Model) else value
        return self.output_field.get_db_prep_save(value, connection) if self.is_stored else value


class GivenIds(Given):
    """The place of ids, for `__in`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.output_field = UUIDField()

    def as_sql(self, *_: object) -> tuple[str, list[Given]]:
        return "(SELECT unnest(%s::uuid[]))", [self]

    def of(self, values: Mapping[str, Any]) -> object:
        return as_array(values[self.name])


class Asked(NamedTuple, Generic[Row]):
    """A statement with its values, and what makes of its rows what was asked for."""

    statement: Statement
    made_of: Callable[[Sequence[tuple]], list[Row]]


class Rows(Generic[Row]):
    """A query; with its values, what may be read. Of `values_list` rows come as tuples, else as models."""

    def __init__(self, rows: QuerySet) -> None:
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self._sql, self._parameters = compiler.as_sql()
        self._converters = compiler.get_converters([column for column, *_ in compiler.select])
        # Behind the columns that were asked for stand those that DISTINCT needs to put rows in order.
        self._count = len(compiler.select)
        self._makes_models = issubclass(rows._iterable_class, ModelIterable)
        if self._makes_models:
            told, columns = compiler.klass_info, compiler.select
            places = told["select_fields"]
            self._model, self._first, self._last = told["model"], places[0], places[-1] + 1
            self._names = [columns[place][0].target.attname for place in places]
            self._beside = get_related_populators(told, columns, DEFAULT_DB_ALIAS)
            self._annotated = tuple(compiler.annotation_col_map.items())

    def __call__(self, **values: Any) -> Asked[Row]:
        given = tuple(one.of(values) if isinstance(one, Given) else one for one in self._parameters)
        return Asked(Statement(self._sql, given), self._made_of)

    def _made_of(self, found: Sequence[tuple]) -> list[Row]:
        rows = [self._converted(row) for row in found] if self._converters else found
        return [self._as_model(row) for row in rows] if self._makes_models else [row[: self._count] for row in rows]

    def _converted(self, row: tuple) -> list[object]:
        values = list(row)
        for place, (converters, expression) in self._converters.items():
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        return values

    def _as_model(self, row: Sequence[object]) -> Row:
        made = self._model.from_db(DEFAULT_DB_ALIAS, self._names, row[self._first : self._last])
        for beside in self._beside:
            beside.populate(row, made)
        for name, place in self._annotated:
            setattr(made, name, row[place])
        return made


class Change:
    """An UPDATE of the rows of a query: `values` of it are fixed, those of `fields` are given. Its rows are the ids of
    what was changed."""

    def __init__(self, rows: QuerySet, *fields: str, **values: object) -> None:
        named = {name: Given(name, rows.model._meta.get_field(name)) for name in fields}
        query = rows.query.chain(UpdateQuery)
        query.add_update_values({**named, **values})
        sql, self._parameters = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        self._sql = f'{sql} RETURNING "{rows.model._meta.pk.column}"'

    def __call__(self, **values: Any) -> Asked[tuple]:
        given = tuple(one.of(values) if isinstance(one, Given) else one for one in self._parameters)
        return Asked(Statement(self._sql, given), list)


def written(write: Callable[[], Row]) -> Callable[..., Any]:
    """Return what gives the statement that the function writes, with its values; written when it is first wanted."""
    kept = cache(write)
    return lambda **values: kept()(**values)


def read(*asked: Asked) -> list[list]:
    """Return what each asks for; all are sent as one message."""
    found = ask(*(one.statement for one in asked))
    return [one.made_of(rows) for one, rows in zip(asked, found, strict=True)]


def add(rows: Sequence[Model], **found: Statement) -> Statement:
    """Return the statement that adds new rows of one model, which have their keys. There has to be one. Columns that
    are `found` have what their statement finds when it is sent."""
    fields = type(rows[0])._meta.concrete_fields
    values = [value for row in rows for field in fields for value in _values(row, field, found)]
    places = f"({', '.join(f'({found[one.attname].sql})' if one.attname in found else '%s' for one in fields)})"
    names = ", ".join(f'"{field.column}"' for field in fields)
    table = type(rows[0])._meta.db_table
    return Statement(f'INSERT INTO "{table}" ({names}) VALUES {", ".join([places] * len(rows))}', tuple(values))


def added(*rows: Model) -> None:
    """Note of models that they are rows now."""
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def _values(row: Model, field: Field, found: Mapping[str, Statement]) -> Sequence[object]:
    if field.attname in found:
        return found[field.attname].parameters or ()
    return (field.get_db_prep_save(field.pre_save(row, add=True), connection),)
