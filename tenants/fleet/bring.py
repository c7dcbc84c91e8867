"""One schema brought up to date, whoever else is at it, whatever breaks off."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from threading import Lock

import structlog
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from tenants.context import maintenance_scope
from tenants.fleet import record
from tenants.fleet.needed import lacking, needed_by_clients
from tenants.fleet.plan import Key, Plan, plan_here
from tenants.fleet.turn import could_not_lock, turn, turn_in_message
from tenants.hosts import forget_hosts
from tenants.postgresql.statement import Statement
from tenants.rights import grant_rights, granting, wrong_rights
from tenants.schema_names import check_name

LOCK_TIMEOUT_SECONDS = 5.0
LOCK_TRIES = 4
_PAUSE_SECONDS = 0.5  # twice as long after each try
_FAILURE_LETTERS = 1000
_plans: dict[frozenset[str], Plan] = {}
_planning = Lock()
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of a schema: the migrations that ran, and why it is left behind, if it is."""

    schema_name: str
    ran: tuple[str, ...] = ()
    failure: str = ""


def migrate_or_note(
    schema_name: str, *, lock_timeout_seconds: float, tries: int = LOCK_TRIES, had: str | None = None
) -> Outcome:
    """Bring the schema up to date; what fails is written down and returned, never raised. `had` as below."""
    ran: list[str] = []
    try:
        work = partial(
            bring_up_to_date, schema_name, told=ran.append, lock_timeout_seconds=lock_timeout_seconds, had=had
        )
        _try_again(work, tries)
    except Exception as error:
        failure = _words_of(error)
        log.warning("schema_left_behind", schema=schema_name, error=type(error).__name__)
        if connection.connection is not None and not connection.in_atomic_block:
            # Whatever state it is in, the next schema does not start from it.
            connection.close()
        record.note_failure(schema_name, _applied_or_nothing(schema_name), failure)
        return Outcome(schema_name, tuple(ran), failure)
    return Outcome(schema_name, tuple(ran))


def bring_up_to_date(
    schema_name: str,
    *,
    told: Callable[[str], object] = lambda _: None,
    targets: list[Key] | None = None,
    lock_timeout_seconds: float = 0,
    had: str | None = None,
) -> None:
    """Run what the schema lacks, or what it lacks up to the targets; raises what a migration raises.

    Waits no longer than the timeout for a lock on one of its tables (0: for ever): who waits for a table holds up
    everybody who comes after.

    Each migration, or all of them, is a transaction with its record, so a killed run is taken up where it broke off.
    `told` hears of each as "chat.0001_initial". One at a time: whoever comes second waits, and finds nothing to do.

    `had` is what was read (`SchemaState.applied`) of a schema in which nothing was left half done, rights neither. If
    that is still so, and another one like it has been brought up to date before, one message does it all.
    """
    check_name(schema_name)
    with maintenance_scope():
        if had is not None and _is_done_at_once(schema_name, had, told, lock_timeout_seconds):
            return
        with turn(schema_name, lock_timeout_seconds=lock_timeout_seconds):
            _bring_step_by_step(schema_name, told, targets)


def _is_done_at_once(schema_name: str, had: str, told: Callable[[str], object], lock_timeout_seconds: float) -> bool:
    applied = frozenset(had.split())
    plan = _plans.get(applied)
    if plan is None:
        return False
    connection.set_schema(schema_name)
    first = [turn_in_message(schema_name, had, lock_timeout_seconds=lock_timeout_seconds)]
    last = [record.applied_in_message(schema_name, applied | plan.records)]
    if plan.makes_relations:
        last.insert(0, Statement(granting(schema_name), None))
    if not plan.is_said(schema_name, first=first, last=last):
        return False
    forget_hosts()
    for name in plan.names:
        told(name)
    return True


def _bring_step_by_step(schema_name: str, told: Callable[[str], object], targets: list[Key] | None) -> None:
    applied = _applied(schema_name)
    if applied is None:
        # Without a table of its own the platform's would be read and written.
        connection.set_schema(schema_name, include_public=False)
        MigrationRecorder(connection).ensure_schema()
        applied = frozenset()
    if targets is not None or lacking(applied, needed_by_clients()):
        record.note_start(schema_name)
        connection.set_schema(schema_name)
        plan = _plan(applied, targets)
        plan.run(schema_name, told)
        applied |= plan.records
    # Also where nothing ran now: a run may have been killed between its last table and the rights on it.
    if wrong_rights([schema_name]):
        grant_rights(schema_name)
    record.note_applied(schema_name, applied)


def note_as_it_is(schema_name: str) -> None:
    """Write down what the schema has, after somebody has changed it in another way."""
    check_name(schema_name)
    record.note_applied(schema_name, _applied_or_nothing(schema_name))


def _plan(applied: frozenset[str], targets: list[Key] | None) -> Plan:
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
            if is_last or not could_not_lock(error):
                raise
            time.sleep(_PAUSE_SECONDS * 2**number)
    return None


def _applied(schema_name: str) -> frozenset[str] | None:
    """Return the migrations that the schema itself says it has; None if it has no table for them."""
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f'"{schema_name}".django_migrations'])
        if cursor.fetchone()[0] is None:
            return None
        cursor.execute(f"SELECT app || '.' || name FROM \"{schema_name}\".django_migrations")
        return frozenset(name for (name,) in cursor.fetchall())


def _applied_or_nothing(schema_name: str) -> Collection[str]:
    try:
        return _applied(schema_name) or ()
    except DatabaseError:
        # It has failed already, and says why; what cannot be read counts as not there.
        return ()


def _words_of(error: Exception) -> str:
    """Return the error without its details, which may quote rows of the client."""
    diag = getattr(error.__cause__, "diag", None)
    message = getattr(diag, "message_primary", None) or str(error)
    return f"{type(error).__name__}: {message}"[:_FAILURE_LETTERS]
