"""`fleet migrate`: the platform first, then whatever is behind, side by side; one that fails stops no other."""

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from django.core.management import call_command

from tenants.fleet import record
from tenants.fleet.bring import LOCK_TIMEOUT_SECONDS, Outcome, migrate_or_note
from tenants.fleet.states import Owner, SchemaState, applied_in_schemas, platform_lacks, schema_states
from tenants.fleet.workers import KILLED, Stop, each
from tenants.models import SchemaMigration


@dataclass(frozen=True)
class Fleet:
    """What a run came to: all schemas there are, those that were behind, and those that still are."""

    all: Sequence[SchemaState]
    behind: Sequence[SchemaState]
    left: Sequence[Outcome]
    is_stopped: bool


def processes_by_default() -> int:
    return len(os.sched_getaffinity(0))


def migrate_platform() -> tuple[str, ...]:
    """Bring `public` up to date and return what ran; raises what a migration raises."""
    lacks = platform_lacks()
    if lacks:
        call_command("migrate_schemas", shared=True, interactive=False, verbosity=0)
    return lacks


def migrate_clients(
    *,
    processes: int,
    lock_timeout_seconds: float = LOCK_TIMEOUT_SECONDS,
    only: Collection[str] | None = None,
    told: Callable[[int, int, SchemaState, Outcome], None] = lambda *_: None,
    stop: Stop | None = None,
) -> Fleet:
    """Bring all schemas up to date, or those of the clients with the subdomains `only`.

    `told` hears of each as it is done: its number, of how many, what it was, what became of it.
    """
    states, stop = schema_states(), stop or Stop()
    wanted = [state for state in states if only is None or (state.owner == Owner.CLIENT and state.name in only)]
    behind = {state.schema_name: state for state in wanted if state.is_behind}
    _note_what_is_not_known(wanted)
    work = partial(migrate_or_note, lock_timeout_seconds=lock_timeout_seconds)
    left = {name: Outcome(name, failure="It was not begun; the run was stopped.") for name in behind}
    for done, outcome in enumerate(each(list(behind), work, processes=processes, stop=stop), start=1):
        if outcome.failure == KILLED:
            record.note_failure(outcome.schema_name, _applied(outcome.schema_name), KILLED)
        if outcome.failure:
            left[outcome.schema_name] = outcome
        else:
            del left[outcome.schema_name]
        told(done, len(behind), behind[outcome.schema_name], outcome)
    return Fleet(wanted, list(behind.values()), list(left.values()), stop.is_asked)


def _note_what_is_not_known(states: Sequence[SchemaState]) -> None:
    """Write down of those that are up to date that they are: made before it was written down, or changed by hand."""
    whole = {state.schema_name for state in states if state.exists and not state.lacks and state.owner != Owner.NOBODY}
    known = set(SchemaMigration.objects.complete().filter(state="done").values_list("schema_name", flat=True))
    if whole - known:
        applied = applied_in_schemas()
        for name in sorted(whole - known):
            record.note_applied(name, applied[name])
    # A schema put back by hand, of which it is written that it has everything.
    for state in states:
        if state.is_behind and state.schema_name in known:
            record.note_failure(state.schema_name, (), "It lacks migrations that it once had.")


def _applied(schema_name: str) -> frozenset[str]:
    return applied_in_schemas().get(schema_name, frozenset())
