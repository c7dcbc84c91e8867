"""What is written down of each schema's migrations. Every change makes all processes look hosts up anew."""

import json
from collections.abc import Iterable

from django.db.models.functions import Coalesce
from django.utils import timezone

from tenants.context import platform_scope
from tenants.fleet.needed import needed_by_clients
from tenants.hosts import forget_hosts
from tenants.models import SchemaMigration
from tenants.postgresql.statement import Statement

_State = SchemaMigration.State
_DONE = """
    INSERT INTO public.tenants_schemamigration (schema_name, state, applied, failure, started_at, finished_at)
        VALUES (%s, 'done', %s, '', now(), now())
    ON CONFLICT (schema_name) DO UPDATE SET state = excluded.state, applied = excluded.applied,
        failure = excluded.failure, failed_since = NULL, started_at = now(), finished_at = now()"""


def note_start(schema_name: str) -> None:
    _write(schema_name, state=_State.RUNNING, started_at=timezone.now(), finished_at=None)


def note_applied(schema_name: str, applied: Iterable[str]) -> None:
    """Write down what the schema has, and that nothing is wrong with it."""
    _write(
        schema_name,
        state=_State.DONE,
        applied=sorted(needed_by_clients() & set(applied)),
        failure="",
        failed_since=None,
        finished_at=timezone.now(),
    )
    forget_hosts()


def applied_in_message(schema_name: str, applied: Iterable[str]) -> Statement:
    """Return the same as a statement that is said along with what is done to the schema. Hosts are to be forgotten."""
    return Statement(_DONE, (schema_name, json.dumps(sorted(needed_by_clients() & set(applied)))))


def note_failure(schema_name: str, applied: Iterable[str], failure: str) -> None:
    """Write down what the schema has all the same; a failure that is told again keeps its first moment."""
    now = timezone.now()
    _write(schema_name, state=_State.FAILED, applied=sorted(needed_by_clients() & set(applied)), failure=failure)
    with platform_scope():
        SchemaMigration.objects.filter(pk=schema_name).update(
            failed_since=Coalesce("failed_since", now), finished_at=now
        )
    forget_hosts()


def forget_schema(schema_name: str) -> None:
    with platform_scope():
        SchemaMigration.objects.filter(pk=schema_name).delete()
    forget_hosts()


def _write(schema_name: str, **values: object) -> None:
    with platform_scope():
        SchemaMigration.objects.bulk_create(
            [SchemaMigration(schema_name=schema_name, **values)],
            update_conflicts=True,
            unique_fields=["schema_name"],
            update_fields=list(values),
        )
