"""Statements that Django writes once and that are asked many times: to write a condition takes it longer than to
ask it, and to make a model of each row takes longer than both.

A statement names no schema, so one serves every client: path and role, set before each, say whose rows it reads.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from tenants.postgresql.statement import Statement


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
