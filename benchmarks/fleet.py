"""Many clients' schemas: how long it takes to look at all of them, to add a column to all, and to restore one.

bin/benchmark fleet [--schemas 1000] [--processes 2]

One schema is made by the migrations; the others are its tables made again by SQL (CREATE TABLE ... LIKE), with role and
rights, so that a thousand take minutes. Every one is a client. Then, each as `fleet` does it in a process of its own:
nothing to do; a column more in every schema, by a migration, with one schema poisoned, beside the same column by SQL
alone; and one client with rows and files backed up and restored while all others are there.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from benefits.models import BenefitClass
from knowledge.models import UploadBatch
from tenants.context import maintenance_scope, platform_scope, tenant_scope
from tenants.fleet.needed import needed_by_clients
from tenants.models import Client, PlatformAccount, SchemaMigration, new_schema_name
from tenants.rights import grant_rights
from tenants.schemas import create_role_and_schema, create_schema

ROWS, FILES, FILE_BYTES = 200_000, 50, 1024 * 1024
MIGRATION = "9999_one_column_more"
_COLUMN = """from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("branding", "{last}")]
    operations = [migrations.AddField("brand", "one_more", models.CharField(default="", max_length=20))]
"""


_SETTINGS = """from config.settings import *

MIGRATION_MODULES = {"branding": "branding_to_come"}
"""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark fleet")
    parser.add_argument("--schemas", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=len(os.sched_getaffinity(0)))
    asked = parser.parse_args(arguments)
    with maintenance_scope():
        began = time.perf_counter()
        names = made(asked.schemas)
        tell(f"{asked.schemas} schemas made in {time.perf_counter() - began:.0f} s")
    ran = fleet("migrate", "--processes", str(asked.processes))
    tell(f"nothing to do: {ran} with the start of the process (aim 10): {ran.told.splitlines()[-1]}")
    tell(f"status: {fleet('status')}")
    column(names, asked.processes)
    restore(names[0])
    return 0


def made(count: int) -> list[str]:
    """Make so many clients with a schema each; return the names of the schemas."""
    account = PlatformAccount.objects.create(name="Fleet", owner_email="fleet@fleet.example")
    names = [new_schema_name() for _ in range(count)]
    create_schema(names[0])
    for name in names[1:]:
        copy_schema(names[0], name)
    with platform_scope():
        Client.objects.bulk_create(
            Client(account=account, name=f"F {number}", subdomain=f"f-{number}", status="active", schema_name=name)
            for number, name in enumerate(names)
        )
        SchemaMigration.objects.bulk_create(
            SchemaMigration(schema_name=name, state="done", applied=sorted(needed_by_clients())) for name in names[1:]
        )
    return names


def copy_schema(template: str, name: str) -> None:
    create_role_and_schema(name)
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(
            f"""
            DO $$ DECLARE one text; BEGIN
                FOR one IN SELECT relname FROM pg_class JOIN pg_namespace AS n ON n.oid = relnamespace
                    WHERE nspname = '{template}' AND relkind = 'r' LOOP
                    EXECUTE format('CREATE TABLE %I.%I (LIKE %I.%I INCLUDING ALL)', '{name}', one, '{template}', one);
                END LOOP;
            END $$;
            INSERT INTO "{name}".django_migrations (app, name, applied)
                SELECT app, name, applied FROM "{template}".django_migrations;
            """
        )
    grant_rights(name)


def column(names: Sequence[str], processes: int) -> None:
    with maintenance_scope(), connection.cursor() as cursor:
        began = time.perf_counter()
        for name in names:
            cursor.execute(
                f"ALTER TABLE \"{name}\".branding_brand ADD COLUMN by_sql varchar(20) DEFAULT '' NOT NULL;"
                f' ALTER TABLE "{name}".branding_brand ALTER COLUMN by_sql DROP DEFAULT'
            )
        by_sql = time.perf_counter() - began
        poisoned = names[len(names) // 2]
        cursor.execute(f'ALTER TABLE "{poisoned}".branding_brand ADD COLUMN one_more varchar(20)')
    connection.close()
    with TemporaryDirectory() as folder:
        ran = fleet("migrate", "--processes", str(processes), also=code_to_come(Path(folder)))
    left = [line for line in ran.told.splitlines() if line.startswith("  ")]
    tell(f"one column by SQL alone: {by_sql:.1f} s; by fleet migrate: {ran}, {ran.seconds / by_sql:.1f}x (aim 5)")
    tell(f"left behind with code {ran.code}: {left}; poisoned: {poisoned}")
    with maintenance_scope(), connection.cursor() as cursor:
        for name in names:
            cursor.execute(f'ALTER TABLE "{name}".branding_brand DROP COLUMN IF EXISTS one_more, DROP COLUMN by_sql')
            cursor.execute(f"DELETE FROM \"{name}\".django_migrations WHERE name = '{MIGRATION}'")
    with platform_scope():
        call_command("fleet", "migrate", verbosity=0)


def code_to_come(folder: Path) -> dict[str, str]:
    """Put branding's migrations and one more into the folder; return the variables that make a process use them."""
    package = folder / "branding_to_come"
    shutil.copytree(settings.ROOT / "branding" / "migrations", package)
    last = sorted(path.stem for path in package.glob("[0-9]*.py"))[-1]
    (package / f"{MIGRATION}.py").write_text(_COLUMN.format(last=last))
    (folder / "settings_to_come.py").write_text(_SETTINGS)
    return {"PYTHONPATH": str(folder), "DJANGO_SETTINGS_MODULE": "settings_to_come"}


def restore(name: str) -> None:
    with platform_scope():
        client = Client.objects.get(schema_name=name)
    with tenant_scope(client.ref()), connection.cursor() as cursor:
        BenefitClass.objects.create(code="ALL", label="All")
        cursor.execute(
            "INSERT INTO audit_auditevent (id, number, at, action, actor_role, subject_type, subject_id, detail,"
            " ip_address, request_id, previous, hash)"
            " SELECT gen_random_uuid(), n, now(), 'document.published', '', '', n::text, '{}', '', '', '', ''"
            " FROM generate_series(1, %s) AS n",
            [ROWS],
        )
        for _ in range(FILES):
            key = default_storage.save("file", ContentFile(os.urandom(FILE_BYTES)))
            UploadBatch.objects.create(name="A folder", archive=key)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "one.zip"
        began = time.perf_counter()
        call_command("client", "backup", client.subdomain, "--to", str(file))
        middle = time.perf_counter()
        call_command("client", "restore", str(file), "--as", client.subdomain, "--replace")
        ended = time.perf_counter()
        tell(
            f"one client of {ROWS:,} rows and {FILES} files, {file.stat().st_size / 1e6:.0f} MB:"
            f" backup {middle - began:.1f} s, restore {ended - middle:.1f} s (aim 60)"
        )


@dataclass(frozen=True)
class Ran:
    """A command in a process of its own; `cpu_seconds` are its own and its children's, without the database's."""

    seconds: float
    cpu_seconds: float
    told: str
    code: int

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s ({self.cpu_seconds:.1f} s of a processor)"


def fleet(*arguments: str, also: dict[str, str] | None = None) -> Ran:
    began, before = time.perf_counter(), os.times()
    command = [sys.executable, "manage.py", "fleet", *arguments]
    environment = {**os.environ, **(also or {})}
    ran = subprocess.run(command, cwd=settings.ROOT, env=environment, capture_output=True, text=True, check=False)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Ran(time.perf_counter() - began, cpu, ran.stdout + ran.stderr, ran.returncode)


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
