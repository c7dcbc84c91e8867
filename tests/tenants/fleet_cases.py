"""Schemas put back to an earlier time, and made so that the way forward fails."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from tenants.context import maintenance_scope


def forget_chat(schema_name: str) -> None:
    """Put the schema back to a time before chat, and before what points to its tables."""
    check_constraints_now()
    with connection.cursor() as cursor:
        for table in sorted(tables_in(schema_name)):
            if table.startswith(("chat_", "analytics_")):
                cursor.execute(f'DROP TABLE "{schema_name}"."{table}" CASCADE')
        cursor.execute(f"DELETE FROM \"{schema_name}\".django_migrations WHERE app IN ('chat', 'analytics')")


@contextmanager
def poisoned(schema_name: str) -> Iterator[None]:
    """Let chat's first migration find its table there already."""
    execute(f'CREATE TABLE "{schema_name}".chat_conversation (id integer)')
    try:
        yield
    finally:
        execute(f'DROP TABLE "{schema_name}".chat_conversation')


def execute(statement: str) -> None:
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(statement)


def check_constraints_now() -> None:
    """Outside a test each step has its own transaction, and nothing is left to be checked at its end."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def tables_in(schema_name: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema_name])
        return {name for (name,) in cursor.fetchall()}
