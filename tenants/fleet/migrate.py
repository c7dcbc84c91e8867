"""`fleet migrate`: the platform first, then whatever is behind, side by side; one that fails stops no other."""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tenants.context import PUBLIC, maintenance_scope, platform_scope
from tenants.fleet import record
from tenants.fleet.bring import LOCK_TIMEOUT_SECONDS, Outcome, migrate_or_note
from tenants.fleet.plan import plan_here
from tenants.fleet.states import Owner, SchemaState, applied_in_schemas, platform_lacks, schema_states
from tenants.fleet.workers import KILLED, Stop, each
from tenants.models import SchemaMigration
from tenants.rights import grant_rights, wrong_rights


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
        with maintenance_scope():
            connection.set_schema_to_public()
            MigrationRecorder(connection).ensure_schema()
            plan_here().run(PUBLIC, lambda _: None)
        # Nothing is left to run: what Django does behind migrations, the kinds of things and the rights on them.
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
    had = _had_by_the_whole(behind.values())

    def work(schema_name: str) -> Outcome:
        return migrate_or_note(schema_name, lock_timeout_seconds=lock_timeout_seconds, had=had.get(schema_name))

    # One of each kind before the processes are forked: what is to be done is worked out once, and they all know it.
    first = _one_of_each_kind(had)
    others = [name for name in behind if name not in first]
    outcomes = chain(each(first, work, processes=1, stop=stop), each(others, work, processes=processes, stop=stop))
    left = {name: Outcome(name, failure="It was not begun; the run was stopped.") for name in behind}
    for done, outcome in enumerate(outcomes, start=1):
        if outcome.failure == KILLED:
            record.note_failure(outcome.schema_name, _applied(outcome.schema_name), KILLED)
        if outcome.failure:
            left[outcome.schema_name] = outcome
        else:
            del left[outcome.schema_name]
        told(done, len(behind), behind[outcome.schema_name], outcome)
    return Fleet(wanted, list(behind.values()), list(left.values()), stop.is_asked)


def _had_by_the_whole(behind: Iterable[SchemaState]) -> dict[str, str]:
    """Return what those have that were left whole: of the others a run may have broken off before it gave rights."""
    with platform_scope():
        whole = set(SchemaMigration.objects.filter(state="done").values_list("schema_name", flat=True))
    return {state.schema_name: state.applied for state in behind if state.schema_name in whole}


def _one_of_each_kind(had: Mapping[str, str]) -> Collection[str]:
    """Return one schema for each set of migrations that several have, in whatever order they came to them."""
    sets = {applied: frozenset(applied.split()) for applied in set(had.values())}
    counts = Counter(sets[applied] for applied in had.values())
    return {sets[applied]: name for name, applied in had.items() if counts[sets[applied]] > 1}.values()


def _note_what_is_not_known(states: Sequence[SchemaState]) -> None:
    """Write down of those that are up to date that they are: made before it was written down, or changed by hand."""
    whole = {state.schema_name for state in states if state.exists and not state.lacks and state.owner != Owner.NOBODY}
    known = set(SchemaMigration.objects.complete().filter(state="done").values_list("schema_name", flat=True))
    if whole - known:
        applied = applied_in_schemas()
        for name in wrong_rights(whole - known):
            grant_rights(name)
        for name in sorted(whole - known):
            record.note_applied(name, applied[name])
    # A schema put back by hand, of which it is written that it has everything.
    for state in states:
        if state.is_behind and state.schema_name in known:
            record.note_failure(state.schema_name, (), "It lacks migrations that it once had.")


def _applied(schema_name: str) -> frozenset[str]:
    return applied_in_schemas().get(schema_name, frozenset())
