"""A client's rows and files in one ZIP.

Rows are read table by table with COPY, in one transaction that sees one moment; nothing but these tables is locked, so
`max_locks_per_transaction` has room however many clients there are, and no pg_dump of the server's version is needed.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from knowledge.vectors import place_in_use
from platform_admin.backup.manifest import NAME, BackupRefused, Manifest, Part
from platform_admin.backup.tables import Scope, Table, file_columns, tables_of
from tenants.context import tenant_scope
from tenants.fleet.states import applied_in_schemas
from tenants.models import Client
from tenants.schemas import reading_one_moment

_PIECE_BYTES = 1024 * 1024
_FACTS = ("name", "subdomain", "tier", "owner_name", "owner_email", "is_demo", "time_zone")


def write_backup(client: Client, target: Path, *, scope: Scope = Scope.EVERYTHING) -> Manifest:
    """Write the client's backup to the file, which is there whole or not at all; return what it says of itself.

    Raises BackupRefused if the file exists or the client has no schema, StorageUnavailable if files cannot be read.
    """
    if target.exists():
        raise BackupRefused(f"{target} exists already and is not overwritten. Name another file.")
    migrations = applied_in_schemas().get(client.schema_name)
    if not migrations:
        raise BackupRefused(f"{client.name} has no schema yet, so there is nothing to back up.")
    half = target.with_name(f"{target.name}.part")
    try:
        # Nobody else on the machine reads what a company keeps of its people.
        with os.fdopen(os.open(half, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            with ZipFile(file, "w", ZIP_DEFLATED) as archive:
                manifest = _write(archive, client, scope, migrations)
            file.flush()
            os.fsync(file.fileno())
        half.rename(target)
    finally:
        half.unlink(missing_ok=True)
    return manifest


def _write(archive: ZipFile, client: Client, scope: Scope, migrations: Iterable[str]) -> Manifest:
    with reading_one_moment():
        tables = tables_of(client.schema_name, scope)
        parts = tuple(_write_table(archive, client.schema_name, table) for table in tables)
        keys = _file_keys(client.schema_name, [table.name for table in tables])
    files, missing = [], []
    with tenant_scope(client.ref()):
        for key in keys:
            try:
                with default_storage.open(key) as stored:
                    member = f"files/{key.partition('/')[2]}"
                    files.append(_write_member(archive, member, stored.chunks(_PIECE_BYTES)))
            except FileNotFoundError:
                missing.append(key.partition("/")[2])
        vectors = place_in_use()
    facts = {"id": str(client.pk), **{name: getattr(client, name) for name in _FACTS}}
    manifest = Manifest(
        schema_name=client.schema_name,
        scope=scope.value,
        made_at=timezone.now().isoformat(),
        product_version=settings.PRODUCT_VERSION,
        migrations=tuple(sorted(migrations)),
        vectors=vectors,
        client={**facts, "demo_today": client.demo_today.isoformat() if client.demo_today else None},
        tables=parts,
        files=tuple(files),
        missing_files=tuple(missing),
    )
    archive.writestr(NAME, manifest.to_json())
    return manifest


def _write_table(archive: ZipFile, schema_name: str, table: Table) -> Part:
    chosen = ", ".join(f'NULL AS "{name}"' if name in table.emptied else f'"{name}"' for name in table.columns)
    statement = f'COPY (SELECT {chosen} FROM "{schema_name}"."{table.name}") TO STDOUT'
    with connection.cursor() as cursor:
        with cursor.copy(statement) as rows:
            part = _write_member(archive, f"tables/{table.name}", rows)
        return Part(part.member, part.sha256, part.size_bytes, cursor.rowcount, table.columns)


def _write_member(archive: ZipFile, member: str, pieces: Iterable[bytes]) -> Part:
    digest, size = hashlib.sha256(), 0
    with archive.open(member, "w", force_zip64=True) as written:
        for piece in pieces:
            written.write(piece)
            digest.update(piece)
            size += len(piece)
    return Part(member, digest.hexdigest(), size)


def _file_keys(schema_name: str, tables: list[str]) -> list[str]:
    keys: set[str] = set()
    with connection.cursor() as cursor:
        for table, column in file_columns(tables):
            cursor.execute(f'SELECT "{column}" FROM "{schema_name}"."{table}" WHERE "{column}" <> \'\'')
            keys.update(key for (key,) in cursor.fetchall())
    return sorted(keys)
