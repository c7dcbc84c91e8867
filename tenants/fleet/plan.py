"""What brings schemas with the same migrations up to date: worked out once, run in each of them.

Django reads the graph, builds the state of all models and draws them anew for every schema; that is nearly all of what
a migration of one column costs there. Neither depends on the schema, only on the migrations it has. Nor does, most
often, what is said to the database in the end: the first schema's statements are kept and said to the others.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

import structlog
from django.db import DatabaseError, connection, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from tenants.fleet.said import Said, listening
from tenants.fleet.sparing import SparingState
from tenants.fleet.turn import could_not_lock
from tenants.postgresql.statement import Statement

Key = tuple[str, str]  # app label and name of a migration
Step = tuple[Operation, ProjectState, ProjectState]  # what to do, the models before and after
_KEPT_OPERATIONS = 100  # each keeps a state of all models; the way from nothing has hundreds
log = structlog.get_logger(__name__)


class BrokenGraph(RuntimeError):
    """The migrations on the disk do not make one line: two leaves of an app."""


@dataclass
class Plan:
    """The migrations that a schema with those of `applied` lacks, in their order."""

    applied: frozenset[Key]
    migrations: list[Migration]
    _before: ProjectState
    _steps: dict[int, list[Step]] = field(default_factory=dict)
    _said: Said | None = None
    _one_at_a_time: Lock = field(default_factory=Lock)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Its migrations, as "chat.0001_initial"."""
        return tuple(map(_name, self.migrations))

    @cached_property
    def records(self) -> frozenset[str]:
        """What a schema has afterwards that it had not, the migrations that its migrations stand for as well."""
        return frozenset(".".join(key) for migration in self.migrations for key in _records_of(migration))

    @property
    def makes_relations(self) -> bool:
        """Whether it makes tables or sequences, on which rights must be given; known once it has run somewhere."""
        return self._said is None or self._said.makes_relations

    def run(self, schema_name: str, told: Callable[[str], object]) -> None:
        """Run each migration with its record; `told` hears of each that is done.

        The connection stands on the schema. What is known to hold for every schema is one transaction, the rest one for
        each migration. What fails raises what the migration raised.
        """
        with self._one_at_a_time:  # who comes meanwhile finds the statements ready, which is quicker than both at once
            if self._said is None:
                self._said = self._draw(schema_name, told)
                return
        if not self.is_said(schema_name):
            self._draw(schema_name, told)
            return
        for name in self.names:
            told(name)

    def is_said(self, schema_name: str, *, first: Sequence[Statement] = (), last: Sequence[Statement] = ()) -> bool:
        """Whether all of it was said to the schema the connection stands on, in one message between `first` and `last`.

        False, and nothing came of it, if it is not known what to say, or if the schema refused it. Raises what the
        database answers if a table was in use.
        """
        if self._said is None or not self._said.holds_elsewhere:
            return False
        try:
            self._said.say(first=first, last=last)
        except DatabaseError as error:
            if could_not_lock(error):
                raise
            # Migration by migration it is seen which one fails, and what comes before it stays.
            log.info("schema_is_unlike_the_others", schema=schema_name, error=type(error).__name__)
            return False
        return True

    def _draw(self, schema_name: str, told: Callable[[str], object]) -> Said:
        state = self._before
        keeps = sum(len(migration.operations) for migration in self.migrations) <= _KEPT_OPERATIONS
        with listening(schema_name, self.migrations, starts_empty=not self.applied) as said:
            for number, migration in enumerate(self.migrations):
                steps = self._steps.get(number) or list(_steps_of(migration, state))
                if keeps:
                    self._steps[number] = steps
                _apply(migration, steps)
                told(_name(migration))
                state = steps[-1][2] if steps else state
        return said


def plan_here(targets: list[Key] | None = None) -> Plan:
    """Return the plan for the schema the connection stands on, to the targets or to the end of every app."""
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    if conflicts := executor.loader.detect_conflicts():
        raise BrokenGraph(f"Two migrations of {', '.join(sorted(conflicts))} end the line; merge them first.")
    planned = executor.migration_plan(executor.loader.graph.leaf_nodes() if targets is None else targets)
    # Django's own way to the state before the first of them.
    before = SparingState.of(executor._create_project_state(with_applied_migrations=True))
    applied = frozenset(executor.loader.applied_migrations)
    return Plan(applied, [migration for migration, _ in planned], before)


def _name(migration: Migration) -> str:
    return f"{migration.app_label}.{migration.name}"


def _steps_of(migration: Migration, state: ProjectState) -> Iterator[Step]:
    for operation in migration.operations:
        after = state.clone()
        operation.state_forwards(migration.app_label, after)
        yield operation, state, after
        state = after


def _apply(migration: Migration, steps: list[Step]) -> None:
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


def _records_of(migration: Migration) -> list[Key]:
    # One that stands for others is recorded with them, as Django does.
    return [(migration.app_label, migration.name), *migration.replaces]


def _record(migration: Migration) -> None:
    for app, name in _records_of(migration):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) SELECT %s, %s, now()"
                " WHERE NOT EXISTS (SELECT 1 FROM django_migrations WHERE app = %s AND name = %s)",
                [app, name, app, name],
            )
