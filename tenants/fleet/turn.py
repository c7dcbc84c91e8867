"""Whose turn a schema's migrations are: an advisory lock, so that two runs at once do nothing twice."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from django.db import DatabaseError, connection

from tenants.context import maintenance_scope
from tenants.postgresql.statement import Statement

_PAUSE_SECONDS = 0.2
_COULD_NOT_LOCK = {"55P03", "40P01"}  # lock_not_available, deadlock_detected
# Two questions, not one: what is recorded is read when nobody else can write it any more.
_TURN_IN_MESSAGE = """
    DO $turn$ BEGIN
        PERFORM set_config('lock_timeout', %s, true);
        IF NOT pg_try_advisory_xact_lock(%s) THEN
            RAISE 'Somebody else is bringing the schema up to date.' USING ERRCODE = 'object_not_in_prerequisite_state';
        END IF;
        IF (SELECT string_agg(app || '.' || name, ' ') FROM django_migrations) IS DISTINCT FROM %s THEN
            RAISE 'The schema has other migrations.' USING ERRCODE = 'object_not_in_prerequisite_state';
        END IF;
    END $turn$"""


@contextmanager
def turn(schema_name: str, *, lock_timeout_seconds: float) -> Iterator[None]:
    """Wait for the schema's turn and hold it; meanwhile no table is waited for longer than the timeout (0: for ever).

    The lock belongs to the database's session, so a killed process frees it by dying.
    """
    number, timeout = _number(schema_name), _milliseconds(lock_timeout_seconds)
    while not _ask("SELECT pg_try_advisory_lock(%s), set_config('lock_timeout', %s, false)", number, timeout):
        time.sleep(_PAUSE_SECONDS)
    try:
        yield
    finally:
        # A broken line has let go of both already.
        if connection.connection is not None and not connection.needs_rollback:
            _ask("SELECT pg_advisory_unlock(%s), set_config('lock_timeout', '0', false)", number)


def turn_in_message(schema_name: str, had: str, *, lock_timeout_seconds: float) -> Statement:
    """Return what a message begins with that is a transaction: it takes the turn until its end.

    The message is refused if somebody else has the turn, or if the migrations of the schema the path leads to are not
    those that were read of it (`SchemaState.applied`).
    """
    return Statement(_TURN_IN_MESSAGE, (_milliseconds(lock_timeout_seconds), _number(schema_name), had))


def could_not_lock(error: Exception) -> bool:
    """Whether what the database refused may go well in a moment: a table was in use."""
    return isinstance(error, DatabaseError) and getattr(error.__cause__, "sqlstate", None) in _COULD_NOT_LOCK


def _number(schema_name: str) -> int:
    return int.from_bytes(sha256(f"{schema_name}:migrations".encode()).digest()[:8], signed=True)


def _milliseconds(seconds: float) -> str:
    return f"{int(1000 * seconds)}"


def _ask(statement: str, *values: object) -> object:
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]
