"""How far every schema is, asked of the schemas themselves: a few statements for a thousand of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import connection

from tenants.context import maintenance_scope, platform_scope
from tenants.fleet.needed import lacking, needed_by_clients, needed_by_platform
from tenants.models import Client, SchemaMigration, SetAsideSchema, SpareSchema

# Each schema that a statement reads is locked until its end, and the locks have room for thousands, not for all.
_AT_ONCE = 250
_OURS = "^t_[0-9a-f]{32}$"


class Owner(StrEnum):
    CLIENT = "client"
    SPARE = "spare"
    SET_ASIDE = "set aside"
    NOBODY = "nobody"


@dataclass(frozen=True)
class SchemaState:
    """A schema, or a client that should have one. `lacks` names what the code needs and the schema has not."""

    schema_name: str
    owner: Owner
    name: str  # of the client; of the others what they are
    exists: bool
    applied: str = ""  # its migrations as they lie there, "chat.0001_initial chat.0002_small_talk"
    lacks: tuple[str, ...] = ()
    failure: str = ""
    failed_since: datetime | None = None
    is_expected: bool = True  # a client that is not provisioned yet has a name and no schema

    @property
    def is_behind(self) -> bool:
        return self.exists and self.owner != Owner.NOBODY and bool(self.lacks)

    @property
    def is_missing(self) -> bool:
        return not self.exists and self.is_expected


def platform_lacks() -> tuple[str, ...]:
    """Return the migrations that `public` lacks."""
    with platform_scope(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.django_migrations')")
        if cursor.fetchone()[0] is None:
            return tuple(sorted(needed_by_platform()))
        cursor.execute("SELECT app || '.' || name FROM public.django_migrations")
        return lacking((name for (name,) in cursor.fetchall()), needed_by_platform())


def schema_states() -> list[SchemaState]:
    """Return all clients by name, then spares, schemas set aside, and schemas that nobody knows. `public` is up to
    date."""
    applied = _applied_as_they_lie()
    with platform_scope():
        notes = {
            note.schema_name: note
            for note in SchemaMigration.objects.filter(state=SchemaMigration.State.FAILED).defer("applied")
        }
        owned = list(_owned())
    known = {schema_name for schema_name, *_ in owned}
    owned += [(name, Owner.NOBODY, "nobody's", True) for name in sorted(applied.keys() - known)]
    lacks = {those: lacking(those.split(), needed_by_clients()) for those in set(applied.values())}
    return [
        SchemaState(
            schema_name,
            owner,
            name,
            exists=schema_name in applied,
            applied=applied.get(schema_name, ""),
            lacks=lacks[applied[schema_name]] if schema_name in applied else (),
            failure=notes[schema_name].failure if schema_name in notes else "",
            failed_since=notes[schema_name].failed_since if schema_name in notes else None,
            is_expected=is_expected,
        )
        for schema_name, owner, name, is_expected in owned
    ]


def applied_in_schemas() -> dict[str, frozenset[str]]:
    """Return every schema of our kind with the migrations it has, as "chat.0001_initial"."""
    return {name: frozenset(those.split()) for name, those in _applied_as_they_lie().items()}


def _applied_as_they_lie() -> dict[str, str]:
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT nspname, has_table.relname IS NOT NULL FROM pg_namespace AS namespace"
            " LEFT JOIN pg_class AS has_table"
            " ON has_table.relnamespace = namespace.oid AND has_table.relname = 'django_migrations'"
            " WHERE nspname ~ %s",
            [_OURS],
        )
        found = dict(cursor.fetchall())
        applied = dict.fromkeys(found, "")
        for names in _portions([name for name, has_table in found.items() if has_table]):
            cursor.execute(
                " UNION ALL ".join(
                    f"SELECT '{name}', string_agg(app || '.' || name, ' ') FROM \"{name}\".django_migrations"
                    for name in names
                )
            )
            applied.update((name, those or "") for name, those in cursor.fetchall())
    return applied


def _owned() -> Iterator[tuple[str, Owner, str, bool]]:
    not_yet = {Client.Status.PENDING, Client.Status.PROVISIONING}
    clients = Client.objects.exclude(status=Client.Status.DELETED).order_by("name", "created_at")
    for schema_name, subdomain, status in clients.values_list("schema_name", "subdomain", "status"):
        yield schema_name, Owner.CLIENT, subdomain, status not in not_yet
    for schema_name in SpareSchema.objects.order_by("created_at").values_list("schema_name", flat=True):
        yield schema_name, Owner.SPARE, "spare", True
    aside = SetAsideSchema.objects.select_related("client").order_by("created_at")
    for one in aside:
        # What is being filled may not have its schema yet; it is whoever fills it that sees to it.
        is_kept = one.reason == SetAsideSchema.Reason.REPLACED
        yield one.schema_name, Owner.SET_ASIDE, f"set aside ({one.reason})", is_kept


def _portions(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _AT_ONCE):
        yield names[start : start + _AT_ONCE]
