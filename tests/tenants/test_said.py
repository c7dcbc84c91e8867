"""What the first schema was told is told to the next one like it, and comes to the same."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, models
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import AddField, RunPython, RunSQL
from django.db.migrations.recorder import MigrationRecorder

from tenants.context import maintenance_scope
from tenants.fleet import bring, plan
from tenants.fleet.plan import Plan, _steps_of, plan_here
from tenants.models import new_schema_name
from tenants.rights import grant_rights, wrong_rights
from tenants.schemas import create_role_and_schema, create_schema, drop_schema, is_migrated
from tests.tenants.fleet_cases import execute

# Everything that a schema is made of, with its own name taken out.
_PARTS = """
    SELECT 'column', table_name, column_name, data_type, character_maximum_length::text, column_default, is_nullable,
        is_identity, generation_expression
    FROM information_schema.columns WHERE table_schema = %(name)s
    UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), condeferred::text,
        '', '', '', '' FROM pg_constraint WHERE connamespace = %(name)s::regnamespace
    UNION ALL SELECT 'index', tablename, indexname, indexdef, '', '', '', '', '' FROM pg_indexes
        WHERE schemaname = %(name)s
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(pg_trigger.oid), tgenabled::text,
        '', '', '', '' FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = %(name)s::regnamespace AND NOT tgisinternal
    UNION ALL SELECT 'function', proname, '', pg_get_functiondef(oid), '', '', '', '', '' FROM pg_proc
        WHERE pronamespace = %(name)s::regnamespace
    UNION ALL SELECT 'right', relname, relkind::text, relacl::text, '', '', '', '', '' FROM pg_class
        WHERE relnamespace = %(name)s::regnamespace AND relkind IN ('r', 'S')
"""


@pytest.fixture
def drawn(monkeypatch) -> Iterator[list[str]]:
    """The migrations that are drawn by Django, one by one, from now on; nothing is known from before."""
    monkeypatch.setattr(bring, "_plans", {})
    drawn, apply = [], plan._apply
    monkeypatch.setattr(
        plan, "_apply", lambda migration, steps: drawn.append(str(migration)) or apply(migration, steps)
    )
    return drawn


def parts_of(schema_name: str) -> list[tuple[str, ...]]:
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(_PARTS, {"name": schema_name})
        parts = [tuple(str(value).replace(schema_name, "own") for value in row) for row in cursor.fetchall()]
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema_name])
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT to_jsonb(one) - %s::text[] FROM "{schema_name}"."{table}" AS one', [["applied", "mark"]]
            )
            parts += [("row", table, str(row)) for (row,) in cursor.fetchall()]
    return sorted(parts)


def test_second_schema_is_told_at_once_and_is_the_same(db, drawn):
    first, second = new_schema_name(), new_schema_name()

    create_schema(first)
    by_django = len(drawn)
    create_schema(second)

    assert by_django > 50
    assert len(drawn) == by_django
    assert is_migrated(second)
    assert wrong_rights([second]) == []
    assert parts_of(second) == parts_of(first)
    assert {"column", "constraint", "index", "trigger", "function", "right", "row"} <= {
        part[0] for part in parts_of(first)
    }


def test_every_migration_said_to_a_second_schema_comes_to_what_django_makes_of_it(db):
    """From nothing to the last one, each in its turn: as if they had been released one by one, and as Django runs them
    itself."""
    drawn, said, django = new_schema_name(), new_schema_name(), new_schema_name()
    for name in (drawn, said, django):
        create_role_and_schema(name)
    as_it_was_read = []

    with maintenance_scope():
        for name in (drawn, said, django):
            connection.set_schema(name, include_public=False)
            MigrationRecorder(connection).ensure_schema()
        connection.set_schema(django)
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
        for one in one_by_one(drawn):
            run(one, drawn)
            connection.set_schema(said)
            if one.is_said(said):
                as_it_was_read += one.names
            else:
                run(one, said)
    for name in (drawn, said, django):
        grant_rights(name)

    assert parts_of(said) == parts_of(drawn) == parts_of(django)
    assert "chat.0006_how_an_answer_came_to_be" not in as_it_was_read  # it runs code
    assert len(as_it_was_read) > 30


def one_by_one(schema_name: str) -> Iterator[Plan]:
    """A plan for each of the migrations that the schema lacks."""
    connection.set_schema(schema_name)
    whole = plan_here()
    applied, state = whole.applied, whole._before
    for migration in whole.migrations:
        yield (one := Plan(applied, [migration], state))
        applied |= {(migration.app_label, migration.name)}
        # Of a large one the steps are not kept.
        steps = one._steps.get(0) or list(_steps_of(migration, state))
        state = steps[-1][2] if steps else state


def test_schemas_made_at_once_in_a_new_process_are_drawn_once(committed, drawn):
    names = [new_schema_name() for _ in range(4)]

    def make(name: str) -> None:
        try:
            create_schema(name)
        finally:
            connection.close()

    try:
        with ThreadPoolExecutor(4) as makers:
            list(makers.map(make, names))

        assert len(drawn) == len(set(drawn))
        assert all(map(is_migrated, names))
    finally:
        for name in names:
            drop_schema(name)


def run(one: Plan, schema_name: str) -> list[str]:
    told: list[str] = []
    with maintenance_scope():
        connection.set_schema(schema_name)
        one.run(schema_name, told.append)
    return told


def plan_of(schema_name: str, *operations: object) -> Plan:
    """A plan of one migration more, of an app that clients have."""
    with maintenance_scope():
        connection.set_schema(schema_name)
        here = plan_here()
    migration = Migration("9999_more", "branding")
    migration.operations = list(operations)
    return Plan(here.applied, [migration], here._before)


def columns(schema_name: str) -> set[str]:
    return {part[2] for part in parts_of(schema_name) if part[:2] == ("column", "branding_brand")}


def column(name: str) -> AddField:
    return AddField("brand", name, models.CharField(default="%", max_length=20))


def test_column_more_is_drawn_for_the_first_and_said_to_the_others(acme, globex, drawn):
    more = plan_of(acme.schema_name, column("one_more"))

    assert [run(more, client.schema_name) for client in (acme, globex)] == [["branding.9999_more"]] * 2

    assert len(drawn) == 1
    assert "one_more" in columns(acme.schema_name) & columns(globex.schema_name)


def test_what_is_kept_is_whole_without_points_to_go_back_to(acme, drawn):
    """A message is a transaction without being told, and in one of that kind the database takes no savepoint."""
    more = plan_of(acme.schema_name, column("one_more"))

    run(more, acme.schema_name)  # in the test's own transaction, so with a savepoint

    assert [statement.split()[0] for statement in more._said.statements] == ["ALTER", "ALTER", "INSERT"]


def test_schema_unlike_the_others_fails_as_if_it_were_alone_and_keeps_what_came_before(acme, globex, drawn):
    more = plan_of(acme.schema_name, column("first"))
    last = Migration("9999_more_still", "branding")
    last.operations = [column("second")]
    more.migrations.append(last)
    run(more, acme.schema_name)
    execute(f'ALTER TABLE "{globex.schema_name}".branding_brand ADD COLUMN second integer')

    with pytest.raises(DatabaseError, match='column "second" of relation "branding_brand" already exists'):
        run(more, globex.schema_name)
    assert "first" in columns(globex.schema_name)


def code(act: Callable[..., object]) -> RunPython:
    return RunPython(act, RunPython.noop)


@pytest.mark.parametrize(
    "operation",
    [
        code(lambda apps, editor: None),
        RunSQL("SELECT 1"),
        code(lambda apps, editor: editor.execute(f"COMMENT ON SCHEMA {connection.schema_name} IS 'mine'")),
    ],
    ids=["code", "reads", "names the schema"],
)
def test_what_may_be_another_elsewhere_is_drawn_for_each(acme, globex, drawn, operation):
    more = plan_of(acme.schema_name, operation)

    for client in (acme, globex):
        run(more, client.schema_name)

    assert len(drawn) == 2
