"""Schemas and their database roles: made, migrated, given rights, dropped. As the login role only.

The role of a client may use its own schema and nothing in `public`: not the platform's people, not the
other clients' names. Every step can run again.
"""

import re
from functools import cache

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from tenants.context import maintenance_scope, platform_scope
from tenants.models import Client, SpareSchema

_NAME = re.compile(r"^t_[0-9a-f]{32}$")
READ_ONLY_TABLES = ("django_migrations",)
APPEND_ONLY_TABLES = ("audit_auditevent", "chat_receipt")


class BadSchemaName(ValueError):
    """Only names made by tenants.models.new_schema_name may reach SQL."""


def create_schema(schema_name: str) -> None:
    """Make the schema and its role, run all migrations, give the role its rights."""
    _check(schema_name)
    with maintenance_scope():
        with transaction.atomic(), connection.cursor() as cursor:
            connection.set_schema_to_public()
            if not role_exists(schema_name):
                cursor.execute(f'CREATE ROLE "{schema_name}" NOLOGIN')
            # The login role owns every table; it acts as the client's role through SET ROLE.
            cursor.execute(f'GRANT "{schema_name}" TO CURRENT_USER')
            cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema_name}"')
        migrate_schema(schema_name)


def migrate_schema(schema_name: str) -> None:
    """Run the migrations that the schema lacks, and give its role its rights on what is new."""
    _check(schema_name)
    call_command("migrate_schemas", schema_name=schema_name, interactive=False, verbosity=0)


def existing_schemas() -> list[str]:
    """Return the schemas of all clients and the spare ones; a client not provisioned yet has a name but no schema."""
    with platform_scope():
        names = [
            *Client.objects.exclude(status=Client.Status.DELETED).values_list("schema_name", flat=True),
            *SpareSchema.objects.values_list("schema_name", flat=True),
        ]
        return [name for name in names if schema_exists(name)]


def is_migrated(schema_name: str) -> bool:
    """Whether every migration on the disk has run in this schema."""
    _check(schema_name)
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_tables WHERE schemaname = %s AND tablename = 'django_migrations'", [schema_name]
        )
        if cursor.fetchone() is None:
            return False
        cursor.execute(f'SELECT app, name FROM "{schema_name}".django_migrations')
        return set(cursor.fetchall()) >= _migrations_on_disk()


def grant_rights(schema_name: str) -> None:
    """Give the role exactly what pages and tasks need in its own schema."""
    _check(schema_name)
    with maintenance_scope(), transaction.atomic(), connection.cursor() as cursor:
        connection.set_schema_to_public()
        cursor.execute(
            f"""
            GRANT USAGE ON SCHEMA "{schema_name}" TO "{schema_name}";
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "{schema_name}" TO "{schema_name}";
            GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA "{schema_name}" TO "{schema_name}";
            """
        )
        for table in READ_ONLY_TABLES:
            cursor.execute(f'REVOKE INSERT, UPDATE, DELETE ON "{schema_name}"."{table}" FROM "{schema_name}"')
        for table in APPEND_ONLY_TABLES:
            cursor.execute(f'REVOKE UPDATE, DELETE ON "{schema_name}"."{table}" FROM "{schema_name}"')


def drop_schema(schema_name: str) -> None:
    """Drop the schema with everything in it, and its role. Not undoable."""
    _check(schema_name)
    with maintenance_scope(), transaction.atomic(), connection.cursor() as cursor:
        connection.set_schema_to_public()
        cursor.execute(f'DROP SCHEMA IF EXISTS "{schema_name}" CASCADE')
        if role_exists(schema_name):
            cursor.execute(f'DROP ROLE "{schema_name}"')


def execute_as_owner(*statements: str) -> None:
    """Run what a client's role may not: an index made or dropped beside its tables. Outside a transaction.

    No client is bound meanwhile, so every name must be written with its schema.
    """
    with maintenance_scope():
        connection.set_schema_to_public()
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def role_exists(schema_name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [schema_name])
        return cursor.fetchone() is not None


def schema_exists(schema_name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema_name])
        return cursor.fetchone() is not None


@cache
def _migrations_on_disk() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _check(schema_name: str) -> None:
    if not _NAME.match(schema_name):
        raise BadSchemaName(f"{schema_name!r} is no schema name of ours.")
