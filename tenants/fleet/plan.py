"""What brings schemas with the same migrations up to date: worked out once, run in each of them.

Django reads the graph, builds the state of all models and draws them anew for every schema; that is nearly all of what
a migration of one column costs there. Neither depends on the schema, only on the migrations it has.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

Key = tuple[str, str]  # app label and name of a migration
_KEPT_OPERATIONS = 100  # each keeps a state of all models; the way from nothing has hundreds


class BrokenGraph(RuntimeError):
    """The migrations on the disk do not make one line: two leaves of an app."""


@dataclass
class Plan:
    migrations: list[Migration]
    _before: ProjectState
    _steps: dict[int, list[tuple[Operation, ProjectState, ProjectState]]] = field(default_factory=dict)

    def run(self) -> Iterator[Key]:
        """Run each migration in a transaction of its own with its record, and yield it when it is done.

        The connection stands on the schema. What fails raises what the migration raised.
        """
        state = self._before
        keeps = sum(len(migration.operations) for migration in self.migrations) <= _KEPT_OPERATIONS
        for number, migration in enumerate(self.migrations):
            steps = self._steps.get(number) or list(_steps_of(migration, state))
            if keeps:
                self._steps[number] = steps
            _apply(migration, steps)
            yield migration.app_label, migration.name
            state = steps[-1][2] if steps else state


def plan_here(targets: list[Key] | None = None) -> Plan:
    """Return the plan for the schema the connection stands on, to the targets or to the end of every app."""
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    if conflicts := executor.loader.detect_conflicts():
        raise BrokenGraph(f"Two migrations of {', '.join(sorted(conflicts))} end the line; merge them first.")
    planned = executor.migration_plan(executor.loader.graph.leaf_nodes() if targets is None else targets)
    # Django's own way to the state before the first of them.
    before = executor._create_project_state(with_applied_migrations=True)
    _ = before.apps
    return Plan([migration for migration, _ in planned], before)


def _steps_of(migration: Migration, state: ProjectState) -> Iterator[tuple[Operation, ProjectState, ProjectState]]:
    for operation in migration.operations:
        after = state.clone()
        operation.state_forwards(migration.app_label, after)
        yield operation, state, after
        state = after


def _apply(migration: Migration, steps: list[tuple[Operation, ProjectState, ProjectState]]) -> None:
    with connection.schema_editor(atomic=migration.atomic) as editor:
        for operation, before, after in steps:
            is_apart = operation.atomic or (migration.atomic and operation.atomic is not False)
            if not editor.atomic_migration and is_apart:
                with transaction.atomic():
                    operation.database_forwards(migration.app_label, editor, before, after)
            else:
                operation.database_forwards(migration.app_label, editor, before, after)
        # What Django keeps for the end of the transaction, done before it ends: so the record is in it as well.
        for statement in editor.deferred_sql:
            editor.execute(statement, None)
        editor.deferred_sql.clear()
        _record(migration)


def _record(migration: Migration) -> None:
    # One that stands for others is recorded with them, as Django does.
    for app, name in [(migration.app_label, migration.name), *migration.replaces]:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) SELECT %s, %s, now()"
                " WHERE NOT EXISTS (SELECT 1 FROM django_migrations WHERE app = %s AND name = %s)",
                [app, name, app, name],
            )
