"""A schema like one that has been brought up to date before is told everything in one message, and loses nothing."""

import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Event

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branding.models import Brand
from tenants.binding import ClientRef
from tenants.context import maintenance_scope, tenant_scope
from tenants.fleet import bring, plan
from tenants.fleet.bring import bring_up_to_date, migrate_or_note, note_as_it_is
from tenants.fleet.needed import code_mark, needed_by_clients
from tenants.fleet.states import schema_states
from tenants.fleet.turn import turn
from tenants.models import SchemaMigration
from tenants.rights import grant_rights, wrong_rights
from tests.tenants.fleet_cases import execute
from tests.tenants.test_said import parts_of

COLUMN = "migrations.AddField('brand', 'one_more', models.CharField(default='%', max_length=20))"
TABLE = "migrations.CreateModel('Shade', [('id', models.BigAutoField(primary_key=True))])"
ROWS = "migrations.RunSQL(\"UPDATE branding_brand SET product_name = product_name || '!'\")"
TO_COME = """from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = {atomic}
    dependencies = [("branding", "{last}")]
    operations = [{operation}]
"""
NAME = "branding.9999_to_come"


@pytest.fixture
def to_come(committed, tmp_path, monkeypatch) -> Iterator[object]:
    """Call it with an operation: from then on the code on the disk has one migration more, which both clients lack."""
    clients = committed

    def write(operation: str, *, atomic: bool = True) -> None:
        package = tmp_path / f"branding_{tmp_path.name}"
        shutil.copytree(settings.ROOT / "branding" / "migrations", package)
        last = sorted(path.stem for path in package.glob("[0-9]*.py"))[-1]
        text = TO_COME.format(last=last, operation=operation, atomic=atomic)
        (package / "9999_to_come.py").write_text(text)
        monkeypatch.setattr(settings, "MIGRATION_MODULES", {"branding": package.name})
        monkeypatch.syspath_prepend(tmp_path)
        forget_what_is_needed()

    monkeypatch.setattr(bring, "_plans", {})
    for client in clients.values():
        note_as_it_is(client.schema_name)  # whatever other tests have left of it
    yield write
    monkeypatch.undo()
    forget_what_is_needed()
    for client in clients.values():
        execute(
            f'ALTER TABLE "{client.schema_name}".branding_brand DROP COLUMN IF EXISTS one_more;'
            f' DROP TABLE IF EXISTS "{client.schema_name}".branding_shade;'
            f" DELETE FROM \"{client.schema_name}\".django_migrations WHERE name = '9999_to_come'"
        )
        grant_rights(client.schema_name)
        note_as_it_is(client.schema_name)


@pytest.fixture
def drawn(monkeypatch) -> list[str]:
    """The migrations that are drawn by Django, one by one, from now on."""
    drawn, apply = [], plan._apply
    monkeypatch.setattr(
        plan, "_apply", lambda migration, steps: drawn.append(str(migration)) or apply(migration, steps)
    )
    return drawn


def parts_without_numbers(client: ClientRef) -> list[tuple[object, ...]]:
    """Return what the schema is made of, and what it has without the numbers of its rows: other tests use them up."""
    return sorted(
        tuple(re.sub(r'^{"id": \d+, ', "{", str(told)) for told in part) for part in parts_of(client.schema_name)
    )


def forget_what_is_needed() -> None:
    needed_by_clients.cache_clear()
    code_mark.cache_clear()


def fleet(*arguments: str) -> str:
    out = StringIO()
    call_command("fleet", "migrate", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def had(client: ClientRef) -> str:
    return next(state.applied for state in schema_states() if state.schema_name == client.schema_name)


def brought(client: ClientRef, read_before: str) -> list[str]:
    """Bring it up to date as one of many; return the migrations that are told of."""
    told: list[str] = []
    bring_up_to_date(client.schema_name, told=told.append, lock_timeout_seconds=5, had=read_before)
    return told


@pytest.mark.parametrize("operation", [COLUMN, TABLE, ROWS], ids=["column", "table", "rows"])
def test_first_is_drawn_and_the_second_is_the_same_after_one_message(to_come, drawn, committed, operation):
    one, other = committed.values()
    to_come(operation)
    read_before = had(other)

    assert brought(one, had(one)) == [NAME]
    with CaptureQueriesContext(connection) as asked:
        assert brought(other, read_before) == [NAME]

    assert (drawn, len(asked)) == ([NAME], 1)
    assert parts_without_numbers(other) == parts_without_numbers(one)
    assert wrong_rights([one.schema_name, other.schema_name]) == []
    notes = SchemaMigration.objects.complete().filter(state="done", failure="", failed_since=None)
    assert set(notes.values_list("pk", flat=True)) >= {one.schema_name, other.schema_name}


@pytest.mark.parametrize("processes", ["1", "2"])
def test_fleet_brings_all_up_to_date_and_draws_once(to_come, drawn, committed, processes):
    to_come(COLUMN)

    assert "2 schemas up to date; 2 were behind." in fleet("--processes", processes)

    assert drawn == [NAME]
    assert not any(state.is_behind for state in schema_states())


def test_what_somebody_else_has_done_meanwhile_is_not_done_twice(to_come, committed):
    one, other = committed.values()
    to_come(ROWS)
    with tenant_scope(other):
        Brand.objects.create(product_name="Ours")
    read_before = had(other)
    brought(one, had(one))

    assert [brought(other, read_before), brought(other, read_before)] == [[NAME], []]

    with tenant_scope(other):
        assert Brand.objects.get().product_name == "Ours!"


def test_who_comes_second_waits_for_the_turn(to_come, committed):
    one, other = committed.values()
    to_come(COLUMN)
    read_before = had(other)
    brought(one, had(one))

    def bring_other() -> list[str]:
        try:
            return brought(other, read_before)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with turn(other.schema_name, lock_timeout_seconds=5):
            second = pool.submit(bring_other)
            with pytest.raises(TimeoutError):
                second.result(timeout=0.5)
            assert other.schema_name in {state.schema_name for state in schema_states() if state.is_behind}
        assert second.result(timeout=30) == [NAME]


def test_table_in_use_is_waited_for_only_so_long_and_no_longer_afterwards(to_come, committed, monkeypatch):
    one, other = committed.values()
    to_come(COLUMN)
    read_before = had(other)
    brought(one, had(one))
    monkeypatch.setattr(bring, "_PAUSE_SECONDS", 0.01)
    held, let_go = Event(), Event()

    def hold() -> None:
        execute(f'BEGIN; LOCK TABLE "{other.schema_name}".branding_brand IN ACCESS SHARE MODE')
        held.set()
        let_go.wait(30)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(hold)
        held.wait(30)
        try:
            with CaptureQueriesContext(connection) as asked:
                outcome = migrate_or_note(other.schema_name, lock_timeout_seconds=0.1, tries=2, had=read_before)
        finally:
            let_go.set()

    assert outcome.failure == "OperationalError: canceling statement due to lock timeout"
    assert sum("ADD COLUMN" in one["sql"] for one in asked) == 2
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)
    assert migrate_or_note(other.schema_name, lock_timeout_seconds=5, had=read_before).ran == (NAME,)


def test_schema_that_a_broken_off_run_left_is_not_trusted_to_have_its_rights(to_come, committed):
    one, other = committed.values()
    to_come(COLUMN)
    execute(f'REVOKE SELECT ON "{one.schema_name}".branding_brand FROM "{one.schema_name}"')
    SchemaMigration.objects.filter(pk=one.schema_name).update(state="running")
    brought(other, had(other))

    fleet("--processes", "1")

    assert wrong_rights([one.schema_name, other.schema_name]) == []


def test_rights_that_a_run_did_not_give_before_it_was_killed_are_given_though_nothing_is_left_to_run(committed):
    one, _ = committed.values()
    execute(f'REVOKE SELECT ON "{one.schema_name}".branding_brand FROM "{one.schema_name}"')
    SchemaMigration.objects.filter(pk=one.schema_name).update(state="running")

    fleet()

    assert wrong_rights([one.schema_name]) == []
    assert SchemaMigration.objects.get(pk=one.schema_name).state == "done"


def test_schema_without_the_others_tables_is_left_behind_and_named(to_come, committed):
    one, other = committed.values()
    to_come(COLUMN)
    execute(f'ALTER TABLE "{other.schema_name}".branding_brand ADD COLUMN one_more integer')
    read_before = had(other)
    brought(one, had(one))

    outcome = migrate_or_note(other.schema_name, lock_timeout_seconds=5, had=read_before)

    assert outcome.failure == 'ProgrammingError: column "one_more" of relation "branding_brand" already exists'
    assert SchemaMigration.objects.get(pk=other.schema_name).state == "failed"


@pytest.mark.parametrize(
    ("operation", "atomic"),
    [("migrations.RunPython(lambda apps, editor: None)", True), (COLUMN, False)],
    ids=["code", "without a transaction"],
)
def test_migration_that_may_be_another_elsewhere_is_drawn_for_each(to_come, drawn, committed, operation, atomic):
    to_come(operation, atomic=atomic)

    fleet("--processes", "1")

    assert drawn == [NAME, NAME]
    assert not any(state.is_behind for state in schema_states())
