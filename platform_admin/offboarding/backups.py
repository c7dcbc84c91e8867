"""A client's backups: where each lies is in the audit from when it is made, to find it again when the client goes."""

from collections.abc import Collection, Iterable
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from platform_admin.backup.manifest import NAME, BackupRefused, Manifest
from tenants.audit.models import AuditEvent
from tenants.models import Client

BACKED_UP = "client.backed_up"
_RESTORED = ("client.restored", "client.restore_undone", "client.restore_confirmed")


def remove_backups(client: Client, schemas: Collection[str]) -> tuple[int, int]:
    """Delete the client's backups that are where they were written; return how many, and how many are not there.

    Those that were taken elsewhere, or written before their place was noted, are for whoever keeps them to delete.
    """
    places = list(_told(client))
    there = _there(places, client, schemas)
    for path in there:
        path.unlink(missing_ok=True)
    return len(there), len(places) - len(there)


def left_backups(client: Client, schemas: Collection[str]) -> list[Path]:
    return _there(_told(client), client, schemas)


def _there(places: Iterable[Path | None], client: Client, schemas: Collection[str]) -> list[Path]:
    """Return the places where a backup of this client is; another file may have taken its place since."""
    ever = {*schemas, *_former_schemas(client)}
    return [path for path in places if path is not None and _is_backup_of(path, client, ever)]


def _is_backup_of(path: Path, client: Client, schemas: Collection[str]) -> bool:
    """Go by what is the client's for ever: its subdomain may be another's by now, or have been before."""
    try:
        with ZipFile(path) as archive:
            manifest = Manifest.from_json(archive.read(NAME))
    except (OSError, BadZipFile, KeyError, BackupRefused):
        return False
    return manifest.client.get("id") == str(client.pk) or manifest.schema_name in schemas


def _former_schemas(client: Client) -> set[str]:
    """Return the schemas that restores of the client have replaced, and thrown away, as the audit has them."""
    events = AuditEvent.objects.filter(action__in=_RESTORED, subject_id=str(client.pk))
    details = events.values_list("detail", flat=True)
    return {detail[name] for detail in details for name in ("schema", "dropped") if detail.get(name)}


def _told(client: Client) -> Iterable[Path | None]:
    events = AuditEvent.objects.filter(action=BACKED_UP, subject_id=str(client.pk)).order_by("number")
    for detail in events.values_list("detail", flat=True):
        yield Path(detail["file"]) if detail.get("file") else None
