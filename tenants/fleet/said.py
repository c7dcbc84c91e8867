"""What a plan said to one schema, kept, so that the next one like it is told all of it in one message.

To draw the models of every step anew costs Django seconds, to say what came of it costs the database a fifth of one.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import mogrify
from django.db.migrations import Migration, RunPython
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.special import SeparateDatabaseAndState

_SETS_PATH = re.compile(r"\s*SET search_path\b", re.IGNORECASE)
_READS = re.compile(r"\s*(SELECT|WITH|SHOW)\b", re.IGNORECASE)


@dataclass
class Said:
    """Statements in their order, values written into them. They name no schema: the path says which one is meant."""

    statements: list[str] = field(default_factory=list)
    holds_elsewhere: bool = True  # false once something was said that may be another in the next schema

    def say(self) -> None:
        """Say it to the schema the connection stands on, all or nothing; raises what the database answers."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(";\n".join(self.statements))


@contextmanager
def listening(schema_name: str, migrations: list[Migration], *, starts_empty: bool) -> Iterator[Said]:
    """Write down what is said to the schema meanwhile.

    To an empty schema the same is said every time. Elsewhere what a migration says may hang on the rows and the names
    it finds, so whatever reads is not taken for the next one's.
    """
    said = Said(holds_elsewhere=starts_empty or not any(map(_runs_code, _operations_of(migrations))))

    def write_down(execute, sql, params, many, context):  # noqa: ANN001, ANN202 (Django's signature)
        params = list(params) if many else params
        if not _SETS_PATH.match(sql):
            written = [mogrify(sql, values, connection.connection) for values in (params if many else [params])]
            said.statements += [statement.strip().rstrip(";") for statement in written]
            if any(schema_name in statement for statement in written) or (not starts_empty and _READS.match(sql)):
                said.holds_elsewhere = False
        return execute(sql, params, many, context)

    with connection.execute_wrapper(write_down):
        yield said


def _operations_of(migrations: list[Migration]) -> Iterator[Operation]:
    for migration in migrations:
        yield from migration.operations


def _runs_code(operation: Operation) -> bool:
    if isinstance(operation, SeparateDatabaseAndState):
        return any(map(_runs_code, operation.database_operations))
    return isinstance(operation, RunPython)
