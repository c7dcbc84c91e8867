"""Statements that Django writes once and that are asked many times: to write a condition takes it longer than to
ask it, and to make a model of each row takes longer than both.

A statement names no schema, so one serves every client: path and role, set before each, say whose rows it reads.
"""

from collections.abc import Iterable
from functools import cache
from typing import TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet

from tenants.postgresql.statement import Statement

Row = TypeVar("Row", bound=Model)


def write(rows: QuerySet) -> Statement:
    """Return the statement for rows of `values_list`. They come as the database has them: JSON is still text."""
    return Statement(*rows.query.sql_with_params())


def among(ids: Iterable[UUID], table: str, statement: Statement) -> Statement:
    """Return the statement with these rows of the table in the table's place.

    They are read first: to PostgreSQL few rows look likely of any condition, so it would rather look the ids up again
    for each document than once.
    """
    chosen = f'WITH "{table}" AS MATERIALIZED (SELECT * FROM "{table}" WHERE id = ANY(%s::uuid[]))'
    return Statement(f"{chosen} {statement.sql}", (as_array(ids), *statement.parameters))


def ask(*statements: Statement) -> list[list[tuple]]:
    """Return the rows of each statement; all are sent as one message, with their path and role."""
    return connection.ask(*statements)


def as_array(ids: Iterable[UUID]) -> str:
    """Return the ids as the text of an array; the driver takes five times as long, and a search sends hundreds."""
    return "{" + ",".join([each.hex for each in ids]) + "}"


def read_all(model: type[Row]) -> list[Row]:
    """Return all rows of a model in its own order. Raises TypeError for a model whose columns need to be converted."""
    (rows,) = ask(_all_of(model))
    return [model.from_db(DEFAULT_DB_ALIAS, _columns(model), row) for row in rows]


@cache
def _all_of(model: type[Model]) -> Statement:
    converted = [field.name for field in model._meta.concrete_fields if hasattr(field, "from_db_value")]
    if converted:
        raise TypeError(f"The columns {', '.join(converted)} of {model.__name__} are not as the database has them.")
    return write(model._default_manager.values_list(*_columns(model)))


def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]
