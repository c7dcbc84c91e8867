"""A new schema filled from a backup; what is served meanwhile is not touched."""

from zipfile import ZipFile

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import connection

from platform_admin.backup.manifest import BackupRefused, Manifest, Part
from platform_admin.backup.tables import Scope, file_columns, tables_of
from platform_admin.locks import exclusive
from platform_admin.set_aside import as_client, drop_with_everything
from tenants.context import tenant_scope
from tenants.fleet.bring import bring_up_to_date
from tenants.fleet.needed import needed_by_clients
from tenants.models import SetAsideSchema, new_schema_name
from tenants.rights import APPEND_ONLY_TABLES
from tenants.schemas import create_role_and_schema, owner_transaction

_PIECE_BYTES = 1024 * 1024


def fill_new_schema(archive: ZipFile, manifest: Manifest) -> str:
    """Return the name of a schema that holds what the backup holds, migrated to what this code needs.

    It is noted as set aside until somebody takes it over; if filling fails nothing of it stays. Raises BackupRefused,
    and what the database or the store raises.
    """
    schema_name = new_schema_name()
    with exclusive(f"filling:{schema_name}"):
        SetAsideSchema.objects.create(schema_name=schema_name, reason=SetAsideSchema.Reason.FILLING)
        try:
            create_role_and_schema(schema_name)
            bring_up_to_date(schema_name, targets=_last_of_each_app(manifest))
            _store_files(archive, manifest, schema_name)
            _copy_rows(archive, manifest, schema_name)
            bring_up_to_date(schema_name)
        except BaseException:
            drop_with_everything(schema_name)
            raise
    return schema_name


def _last_of_each_app(manifest: Manifest) -> list[tuple[str, str]] | None:
    """Return where the backup's schema stood; None if that is where this code is."""
    had = needed_by_clients() & set(manifest.migrations)
    if had == needed_by_clients():
        return None
    # Names begin with their number, so of each app the last of them stays.
    return sorted(dict(one.split(".", 1) for one in sorted(had)).items())


def _store_files(archive: ZipFile, manifest: Manifest, schema_name: str) -> None:
    with tenant_scope(as_client(schema_name)):
        for part in manifest.files:
            with archive.open(part.member) as member:
                default_storage.put(part.member.partition("/")[2], File(member))


def _copy_rows(archive: ZipFile, manifest: Manifest, schema_name: str) -> None:
    """Put the rows in place of whatever migrations have written, in one transaction, and count them."""
    with owner_transaction():
        there = {table.name: set(table.columns) for table in tables_of(schema_name, Scope.EVERYTHING)}
        parts = {part.member.partition("/")[2]: part for part in manifest.tables}
        for name, part in parts.items():
            if not set(part.columns) <= there.get(name, set()):
                raise BackupRefused(f"The backup's table {name} is not the one that its migrations make.")
        with connection.cursor() as cursor:
            # Migrations write nothing into what is only added to, and its triggers let nobody empty it.
            emptied = sorted(there.keys() - set(APPEND_ONLY_TABLES))
            names = ", ".join(f'"{schema_name}"."{name}"' for name in emptied)
            cursor.execute(f"TRUNCATE {names} CASCADE")
        for name, part in parts.items():
            _copy_table(archive, part, f'"{schema_name}"."{name}"')
        with connection.cursor() as cursor:
            for table, column in file_columns(parts):
                own = f'%s || substr("{column}", strpos("{column}", \'/\'))'
                cursor.execute(
                    f'UPDATE "{schema_name}"."{table}" SET "{column}" = {own} WHERE "{column}" <> \'\'',
                    [schema_name],
                )
            # What points to nothing fails here.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            _set_counters(cursor, schema_name)


def _copy_table(archive: ZipFile, part: Part, table: str) -> None:
    columns = ", ".join(f'"{name}"' for name in part.columns)
    with connection.cursor() as cursor, archive.open(part.member) as member:
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as rows:
            while piece := member.read(_PIECE_BYTES):
                rows.write(piece)
        if cursor.rowcount != part.rows:
            raise BackupRefused(f"{part.member} gave {cursor.rowcount} rows; {part.rows} were backed up.")


def _set_counters(cursor: object, schema_name: str) -> None:
    """Let every counter go on behind the highest number that is there."""
    cursor.execute(
        "SELECT thing.relname, attribute.attname FROM pg_class AS thing"
        " JOIN pg_attribute AS attribute ON attribute.attrelid = thing.oid AND attribute.attidentity <> ''"
        " JOIN pg_namespace AS namespace ON namespace.oid = thing.relnamespace"
        " WHERE namespace.nspname = %s AND thing.relkind = 'r'",
        [schema_name],
    )
    for table, column in cursor.fetchall():
        cursor.execute(
            f'SELECT setval(pg_get_serial_sequence(%s, %s), max("{column}")) FROM "{schema_name}"."{table}"'
            f' HAVING max("{column}") IS NOT NULL',
            [f'"{schema_name}"."{table}"', column],
        )
