"""What a plan said to one schema, kept, so that the next one like it is told all of it in one message.

To draw the models of every step anew costs Django seconds, to say what came of it costs the database a fifth of one.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import mogrify
from django.db.migrations import Migration, RunPython
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.special import SeparateDatabaseAndState

from tenants.postgresql.statement import Statement

# The path is set anew each time, and what is said all or nothing needs no points to go back to.
_LEFT_OUT = re.compile(r"\s*(SET search_path|SAVEPOINT|RELEASE SAVEPOINT)\b", re.IGNORECASE)
_GOES_BACK = re.compile(r"\s*ROLLBACK\b", re.IGNORECASE)
_READS = re.compile(r"\s*(SELECT|WITH|SHOW)\b", re.IGNORECASE)


@dataclass
class Said:
    """Statements in their order, values written into them. They name no schema: the path says which one is meant."""

    statements: list[str] = field(default_factory=list)
    holds_elsewhere: bool = True  # false once something was said that may be another in the next schema
    makes_relations: bool = True  # tables or sequences, which the client's role has no rights on yet

    def say(self, *, first: Sequence[Statement] = (), last: Sequence[Statement] = ()) -> None:
        """Say it to the schema the connection stands on, behind `first` and before `last`, all or nothing.

        One message, for to wait for each of a thousand schemas' answers takes longer than what is said. Raises what the
        database answers.
        """
        is_apart = not connection.in_atomic_block  # then the message is a transaction without being told
        with nullcontext() if is_apart else transaction.atomic():
            # Each on its own line: one may end with a comment.
            connection.tell(*first, Statement("\n;".join([*self.statements, ""]), None), *last)


@contextmanager
def listening(schema_name: str, migrations: list[Migration], *, starts_empty: bool) -> Iterator[Said]:
    """Write down what is said to the schema meanwhile.

    To an empty schema the same is said every time. Elsewhere what a migration says may hang on the rows and the names
    it finds, so whatever reads is not taken for the next one's.
    """
    is_told_apart = any(not migration.atomic for migration in migrations)
    runs_code = any(map(_runs_code, _operations_of(migrations)))
    said = Said(holds_elsewhere=starts_empty or not (is_told_apart or runs_code))
    before = _relations(schema_name)

    def write_down(execute, sql, params, many, context):  # noqa: ANN001, ANN202 (Django's signature)
        params = list(params) if many else params
        if not _LEFT_OUT.match(sql):
            written = [mogrify(sql, values, connection.connection) for values in (params if many else [params])]
            said.statements += [statement.strip().rstrip(";") for statement in written]
            names_it = any(schema_name in statement for statement in written)
            if names_it or _GOES_BACK.match(sql) or (not starts_empty and _READS.match(sql)):
                said.holds_elsewhere = False
        return execute(sql, params, many, context)

    with connection.execute_wrapper(write_down):
        yield said
    said.makes_relations = not _relations(schema_name) <= before


def _relations(schema_name: str) -> frozenset[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid FROM pg_class WHERE relnamespace = to_regnamespace(%s) AND relkind IN ('r', 'S')", [schema_name]
        )
        return frozenset(oid for (oid,) in cursor.fetchall())


def _operations_of(migrations: list[Migration]) -> Iterator[Operation]:
    for migration in migrations:
        yield from migration.operations


def _runs_code(operation: Operation) -> bool:
    if isinstance(operation, SeparateDatabaseAndState):
        return any(map(_runs_code, operation.database_operations))
    return isinstance(operation, RunPython)
