"""A filled schema becomes a client's: of one that is there, by one UPDATE, or of a new one."""

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from accounts.models import User
from platform_admin.backup.manifest import BackupRefused, Manifest
from platform_admin.locks import exclusive
from platform_admin.provision import NewClient, Opened, provision, register_client
from platform_admin.set_aside import drop_with_everything
from tenants.audit.log import record
from tenants.live import allow_streams, close_streams
from tenants.models import Client, SetAsideSchema
from tenants.time_zones import known_zones

_REPLACED = SetAsideSchema.Reason.REPLACED


def replace_schema(client: Client, schema_name: str, *, by: User | None, manifest: Manifest) -> None:
    """Serve the client from the filled schema from now on; the one it had is kept until somebody confirms or undoes.

    Raises BackupRefused if an earlier restore has not been confirmed, Busy if somebody else is at work on the client.
    """
    with exclusive(f"client:{client.pk}"), transaction.atomic():
        client = Client.objects.select_for_update().get(pk=client.pk)
        if replaced_schema(client) is not None:
            raise BackupRefused(
                f"{client.name} has a restore that is not confirmed. First: client confirm-restore {client.subdomain}"
                f"   or   client undo-restore {client.subdomain}"
            )
        _swap(client, schema_name)
        record("client.restored", actor=by, subject=client, made_at=manifest.made_at, schema=schema_name)
    index_elsewhere(client)


def undo(client: Client, *, by: User | None) -> None:
    """Serve the client from the schema it had before; the restored one is kept in its place. Twice is as before."""
    with exclusive(f"client:{client.pk}"), transaction.atomic():
        client = Client.objects.select_for_update().get(pk=client.pk)
        _swap(client, _replaced_or_refuse(client).schema_name)
        record("client.restore_undone", actor=by, subject=client, schema=client.schema_name)
    index_elsewhere(client)


def confirm(client: Client, *, by: User | None) -> None:
    """Throw away the schema that the restored one replaced, with its files and vectors. Not under a legal hold."""
    if Client.objects.held().filter(pk=client.pk).exists():
        raise BackupRefused(f"{client.name} is under a legal hold, so nothing of it is thrown away. End it first.")
    with exclusive(f"client:{client.pk}"):
        schema_name = _replaced_or_refuse(client).schema_name
        drop_with_everything(schema_name)
        record("client.restore_confirmed", actor=by, subject=client, dropped=schema_name)


def open_with(
    schema_name: str, manifest: Manifest, *, subdomain: str, given: Mapping[str, str | None], by: User | None
) -> Opened:
    """Register a client that has the filled schema, and open it; its owner is invited if they have no account there.

    `given` overrides what the backup says of the client. Raises SubdomainRefused, ProvisioningStopped.
    """
    told = {**manifest.client, **{name: value for name, value in given.items() if value}}
    with transaction.atomic():
        client = register_client(
            NewClient(
                name=told["name"],
                subdomain=subdomain,
                owner_email=told["owner_email"],
                owner_name=told["owner_name"],
                tier=told["tier"],
                is_demo=told["is_demo"],
                time_zone=_zone_told(told),
                demo_today=date.fromisoformat(told["demo_today"]) if told["demo_today"] else None,
            ),
            by=by,
        )
        # Together with the row: whoever takes up an unfinished client finds it filled.
        Client.objects.filter(pk=client.pk).update(schema_name=schema_name)
        SetAsideSchema.objects.filter(pk=schema_name).delete()
        action = "client.restored" if manifest.scope == "everything" else "client.cloned"
        record(action, actor=by, subject=client, source=manifest.client["subdomain"], made_at=manifest.made_at)
        client.schema_name = schema_name
    opened = provision(client)
    index_elsewhere(client)
    return opened


def _zone_told(told: Mapping[str, object]) -> str:
    """Return the client's zone; none where the backup is of before there were any, or names one unknown here."""
    zone = told.get("time_zone")
    return zone if zone in known_zones() else ""


def replaced_schema(client: Client) -> SetAsideSchema | None:
    return client.set_aside.filter(reason=_REPLACED).first()


def index_elsewhere(client: Client) -> None:
    """Index the client's documents anew where vectors are kept outside its schema, by the schema's name."""
    if settings.VECTOR_ENGINE != "pgvector":
        call_command("reindex", client=client.subdomain)


def _swap(client: Client, schema_name: str) -> None:
    before = client.schema_name
    client.set_aside.filter(reason=_REPLACED).delete()
    SetAsideSchema.objects.filter(pk=schema_name).delete()
    SetAsideSchema.objects.create(schema_name=before, reason=_REPLACED, client=client)
    Client.objects.filter(pk=client.pk).update(schema_name=schema_name)
    client.schema_name = schema_name
    # Who listens there listens to what is no more; the page asks again and is signed in anew.
    transaction.on_commit(lambda: close_streams(before))
    if client.status in Client.SERVED:
        transaction.on_commit(lambda: allow_streams(schema_name))


def _replaced_or_refuse(client: Client) -> SetAsideSchema:
    if (replaced := replaced_schema(client)) is None:
        raise BackupRefused(f"{client.name} has no restore that waits to be confirmed.")
    return replaced
