"""What is half made among schemas and roles: put right where nothing is lost, named where something is thrown away."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from platform_admin.locks import Busy, exclusive
from platform_admin.set_aside import drop_with_everything
from tenants.context import platform_scope
from tenants.fleet.migrate import migrate_clients
from tenants.fleet.states import Owner, SchemaState, schema_states
from tenants.models import SchemaMigration, SetAsideSchema
from tenants.rights import grant_rights, wrong_rights
from tenants.schemas import create_role_and_schema


@dataclass(frozen=True)
class Repaired:
    """Names of schemas: given a role or rights anew; up to date now, or still not and why; and what has no owner."""

    given_rights: Sequence[str]
    migrated: Sequence[str]
    left: Sequence[tuple[str, str]]
    without_schema: Sequence[str]
    orphans: Sequence[str]


def repair(*, processes: int) -> Repaired:
    """Give roles and rights anew, try again what failed, forget notes of schemas that are gone; find what is nobody's.

    Nothing is dropped here.
    """
    states = schema_states()
    owned = [state for state in states if state.exists and state.owner != Owner.NOBODY]
    given = _give_rights([state.schema_name for state in owned])
    fleet = migrate_clients(processes=processes)
    left = [(one.schema_name, one.failure) for one in fleet.left]
    there = {state.schema_name for state in states if state.exists}
    with platform_scope():
        SchemaMigration.objects.exclude(pk__in=there).delete()
    return Repaired(
        given,
        [state.schema_name for state in fleet.behind if state.schema_name not in dict(left)],
        left,
        [state.name for state in states if state.is_missing],
        _orphans(states),
    )


def drop_orphans(orphans: Sequence[str]) -> None:
    """Drop what `repair` found to be nobody's: schema, role, files, vectors. Not undoable."""
    for name in orphans:
        drop_with_everything(name)


def _give_rights(names: Sequence[str]) -> list[str]:
    without_role = sorted(set(names) - _roles())
    for name in without_role:
        create_role_and_schema(name)
    given = sorted({*without_role, *wrong_rights(names)})
    for name in given:
        grant_rights(name)
    return given


def _orphans(states: Sequence[SchemaState]) -> list[str]:
    """Return schemas, and roles without one, that no client, spare or restore knows; broken-off restores as well."""
    owned = {state.schema_name for state in states if state.owner != Owner.NOBODY}
    nobodys = {state.schema_name for state in states if state.owner == Owner.NOBODY}
    return sorted(nobodys | (_roles() - owned) | _broken_off())


def _broken_off() -> set[str]:
    with platform_scope():
        filling = SetAsideSchema.objects.filter(reason=SetAsideSchema.Reason.FILLING)
        return {name for name in filling.values_list("pk", flat=True) if not _is_held(name)}


def _is_held(schema_name: str) -> bool:
    """Whether somebody is filling the schema right now."""
    try:
        with exclusive(f"filling:{schema_name}"):
            return False
    except Busy:
        return True


def _roles() -> set[str]:
    with platform_scope(), connection.cursor() as cursor:
        # Roles are the whole server's: one that has rights in another database is of a client there.
        cursor.execute(
            "SELECT rolname FROM pg_roles AS role WHERE rolname ~ '^t_[0-9a-f]{32}$' AND NOT EXISTS ("
            " SELECT 1 FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = role.oid"
            " AND dbid NOT IN (0, (SELECT oid FROM pg_database WHERE datname = current_database())))"
        )
        return {name for (name,) in cursor.fetchall()}
