"""Schemas and their database roles: made, migrated, given rights, dropped. As the login role only.

The role of a client may use its own schema and nothing in `public`: not the platform's people, not the
other clients' names. Every step can run again.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from tenants.context import maintenance_scope, platform_scope
from tenants.fleet.bring import bring_up_to_date
from tenants.fleet.needed import lacking, needed_by_clients
from tenants.fleet.record import forget_schema
from tenants.models import Client, SpareSchema
from tenants.schema_names import check_name


def create_schema(schema_name: str) -> None:
    """Make the schema and its role, run all migrations, give the role its rights."""
    create_role_and_schema(schema_name)
    migrate_schema(schema_name)


def create_role_and_schema(schema_name: str) -> None:
    """Make the role and the schema without a table."""
    check_name(schema_name)
    with maintenance_scope(), transaction.atomic(), connection.cursor() as cursor:
        connection.set_schema_to_public()
        if not role_exists(schema_name):
            cursor.execute(f'CREATE ROLE "{schema_name}" NOLOGIN')
        # The login role owns every table; it acts as the client's role through SET ROLE.
        cursor.execute(f'GRANT "{schema_name}" TO CURRENT_USER')
        cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema_name}"')


def migrate_schema(schema_name: str) -> None:
    """Run the migrations that the schema lacks, and give its role its rights on what is new."""
    bring_up_to_date(schema_name)


def existing_schemas() -> list[str]:
    """Return the schemas of all clients and the spare ones; a client not provisioned yet has a name but no schema."""
    with platform_scope():
        names = [
            *Client.objects.exclude(status=Client.Status.DELETED).values_list("schema_name", flat=True),
            *SpareSchema.objects.values_list("schema_name", flat=True),
        ]
        return [name for name in names if schema_exists(name)]


def is_migrated(schema_name: str) -> bool:
    """Whether every migration that a client needs has run in this schema, asked of the schema itself."""
    check_name(schema_name)
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_tables WHERE schemaname = %s AND tablename = 'django_migrations'", [schema_name]
        )
        if cursor.fetchone() is None:
            return False
        cursor.execute(f'SELECT app, name FROM "{schema_name}".django_migrations')
        return not lacking(map(".".join, cursor.fetchall()), needed_by_clients())


def drop_schema(schema_name: str) -> None:
    """Drop the schema with everything in it, and its role. Not undoable."""
    check_name(schema_name)
    with maintenance_scope(), transaction.atomic(), connection.cursor() as cursor:
        connection.set_schema_to_public()
        cursor.execute(f'DROP SCHEMA IF EXISTS "{schema_name}" CASCADE')
        if role_exists(schema_name):
            cursor.execute(f'DROP ROLE "{schema_name}"')
        forget_schema(schema_name)


def execute_as_owner(*statements: str) -> None:
    """Run what a client's role may not: an index made or dropped beside its tables. Outside a transaction.

    No client is bound meanwhile, so every name must be written with its schema.
    """
    with maintenance_scope():
        connection.set_schema_to_public()
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


@contextmanager
def owner_transaction() -> Iterator[None]:
    """Lend a transaction of the login role, for what a client's role may not. Every name is written with its schema."""
    with maintenance_scope():
        connection.set_schema_to_public()
        with transaction.atomic():
            yield


@contextmanager
def reading_one_moment() -> Iterator[None]:
    """Lend an owner's transaction that sees everything as it is at one moment, while the clients go on working."""
    # The path is set before every cursor, so the transaction's own SET would come too late.
    level = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL"
    execute_as_owner(f"{level} REPEATABLE READ")
    try:
        with owner_transaction():
            yield
    finally:
        execute_as_owner(f"{level} READ COMMITTED")


def role_exists(schema_name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [schema_name])
        return cursor.fetchone() is not None


def schema_exists(schema_name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema_name])
        return cursor.fetchone() is not None
