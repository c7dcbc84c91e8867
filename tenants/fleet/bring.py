"""One schema brought up to date, whoever else is at it, whatever breaks off."""

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from threading import Lock

import structlog
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from tenants.context import maintenance_scope
from tenants.fleet import record
from tenants.fleet.needed import lacking, needed_by_clients
from tenants.fleet.plan import Key, Plan, plan_here
from tenants.rights import grant_rights, wrong_rights
from tenants.schema_names import check_name

LOCK_TIMEOUT_SECONDS = 5.0
LOCK_TRIES = 4
_PAUSE_SECONDS = 0.5  # twice as long after each try
_TURN_PAUSE_SECONDS = 0.2
_COULD_NOT_LOCK = {"55P03", "40P01"}  # lock_not_available, deadlock_detected
_FAILURE_LETTERS = 1000
_plans: dict[frozenset[Key], Plan] = {}
_planning = Lock()
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of a schema: the migrations that ran, and why it is left behind, if it is."""

    schema_name: str
    ran: tuple[str, ...] = ()
    failure: str = ""


def migrate_or_note(schema_name: str, *, lock_timeout_seconds: float, tries: int = LOCK_TRIES) -> Outcome:
    """Bring the schema up to date; what fails is written down and returned, never raised."""
    ran: list[str] = []
    try:
        work = partial(bring_up_to_date, schema_name, told=ran.append, lock_timeout_seconds=lock_timeout_seconds)
        _try_again(work, tries)
    except Exception as error:
        failure = _words_of(error)
        log.warning("schema_left_behind", schema=schema_name, error=type(error).__name__)
        if connection.connection is not None and not connection.in_atomic_block:
            # Whatever state it is in, the next schema does not start from it.
            connection.close()
        record.note_failure(schema_name, _applied_names(schema_name), failure)
        return Outcome(schema_name, tuple(ran), failure)
    return Outcome(schema_name, tuple(ran))


def bring_up_to_date(
    schema_name: str,
    *,
    told: Callable[[str], object] = lambda _: None,
    targets: list[Key] | None = None,
    lock_timeout_seconds: float = 0,
) -> None:
    """Run what the schema lacks, or what it lacks up to the targets; raises what a migration raises.

    Waits no longer than the timeout for a lock on one of its tables (0: for ever): who waits for a table holds up
    everybody who comes after.

    Each migration, or all of them, is a transaction with its record, so a killed run is taken up where it broke off.
    `told` hears of each as "chat.0001_initial". One at a time: whoever comes second waits, and finds nothing to do.
    """
    check_name(schema_name)
    with maintenance_scope(), _turn(schema_name, lock_timeout_seconds):
        applied = _applied(schema_name)
        if applied is None:
            # Without a table of its own the platform's would be read and written.
            connection.set_schema(schema_name, include_public=False)
            MigrationRecorder(connection).ensure_schema()
            applied = frozenset()
        ran: list[Key] = []

        def note(key: Key) -> None:
            ran.append(key)
            told(".".join(key))

        if targets is not None or lacking(map(".".join, applied), needed_by_clients()):
            record.note_start(schema_name)
            connection.set_schema(schema_name)
            _plan(applied, targets).run(schema_name, note)
        # Also where nothing ran now: a run may have been killed between its last table and the rights on it.
        if wrong_rights([schema_name]):
            grant_rights(schema_name)
        record.note_applied(schema_name, map(".".join, applied.union(ran)))


def note_as_it_is(schema_name: str) -> None:
    """Write down what the schema has, after somebody has changed it in another way."""
    check_name(schema_name)
    record.note_applied(schema_name, _applied_names(schema_name))


def _plan(applied: frozenset[Key], targets: list[Key] | None) -> Plan:
    if targets is not None:
        return plan_here(targets)
    with _planning:
        if applied not in _plans:
            _plans[applied] = plan_here()
        return _plans[applied]


def _try_again(act: Callable[[], None], tries: int) -> None:
    for number in range(tries):
        try:
            return act()
        except OperationalError as error:
            is_last = number == tries - 1
            if is_last or getattr(error.__cause__, "sqlstate", None) not in _COULD_NOT_LOCK:
                raise
            time.sleep(_PAUSE_SECONDS * 2**number)
    return None


@contextmanager
def _turn(schema_name: str, lock_timeout_seconds: float) -> Iterator[None]:
    """Hold the schema's turn; the lock belongs to the database's session, so a killed process frees it by dying."""
    number = int.from_bytes(sha256(f"{schema_name}:migrations".encode()).digest()[:8], signed=True)
    milliseconds = f"{int(1000 * lock_timeout_seconds)}"
    while not _ask("SELECT pg_try_advisory_lock(%s), set_config('lock_timeout', %s, false)", number, milliseconds):
        time.sleep(_TURN_PAUSE_SECONDS)
    try:
        yield
    finally:
        # A broken line has let go of both already.
        if connection.connection is not None and not connection.needs_rollback:
            _ask("SELECT pg_advisory_unlock(%s), set_config('lock_timeout', '0', false)", number)


def _ask(statement: str, *values: object) -> object:
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def _applied(schema_name: str) -> frozenset[Key] | None:
    """Return the migrations that the schema itself says it has; None if it has no table for them."""
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f'"{schema_name}".django_migrations'])
        if cursor.fetchone()[0] is None:
            return None
        cursor.execute(f'SELECT app, name FROM "{schema_name}".django_migrations')
        return frozenset(cursor.fetchall())


def _applied_names(schema_name: str) -> Collection[str]:
    try:
        return {".".join(key) for key in _applied(schema_name) or ()}
    except DatabaseError:
        # It has failed already, and says why; what cannot be read counts as not there.
        return ()


def _words_of(error: Exception) -> str:
    """Return the error without its details, which may quote rows of the client."""
    diag = getattr(error.__cause__, "diag", None)
    message = getattr(diag, "message_primary", None) or str(error)
    return f"{type(error).__name__}: {message}"[:_FAILURE_LETTERS]
