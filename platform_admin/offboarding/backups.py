"""A client's backups: where each lies is in the audit from when it is made, to find it again when the client goes."""

from collections.abc import Collection, Iterable
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from platform_admin.backup.manifest import NAME, BackupRefused, Manifest
from tenants.audit.models import AuditEvent
from tenants.models import Client

BACKED_UP = "client.backed_up"


def remove_backups(client: Client, schemas: Collection[str]) -> tuple[int, int]:
    """Delete the client's backups that are where they were written; return how many, and how many are not there.

    Those that were taken elsewhere, or written before their place was noted, are for whoever keeps them to delete.
    """
    places = list(_told(client))
    there = [path for path in places if path is not None and is_backup_of(path, client, schemas)]
    for path in there:
        path.unlink(missing_ok=True)
    return len(there), len(places) - len(there)


def left_backups(client: Client, schemas: Collection[str]) -> list[Path]:
    return [path for path in _told(client) if path is not None and is_backup_of(path, client, schemas)]


def is_backup_of(path: Path, client: Client, schemas: Collection[str]) -> bool:
    """Whether a backup of this client is there; another file may have taken its place since."""
    try:
        with ZipFile(path) as archive:
            manifest = Manifest.from_json(archive.read(NAME))
    except (OSError, BadZipFile, KeyError, BackupRefused):
        return False
    return manifest.schema_name in schemas or manifest.client["subdomain"] == client.subdomain


def _told(client: Client) -> Iterable[Path | None]:
    events = AuditEvent.objects.filter(action=BACKED_UP, subject_id=str(client.pk)).order_by("number")
    for detail in events.values_list("detail", flat=True):
        yield Path(detail["file"]) if detail.get("file") else None
