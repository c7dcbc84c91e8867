"""`client backup`, `client restore` and `client clone`: what each asks for, does and says."""

from argparse import _SubParsersAction
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from platform_admin.backup.fill import fill_new_schema
from platform_admin.backup.manifest import BackupRefused, Manifest
from platform_admin.backup.read import opened_backup
from platform_admin.backup.tables import Scope
from platform_admin.backup.take_over import open_with, replace_schema
from platform_admin.backup.write import write_backup
from platform_admin.provision import Opened
from platform_admin.set_aside import drop_with_everything
from platform_admin.subdomains import free_subdomain
from tenants.audit.log import record
from tenants.models import Client, SetAsideSchema


def add_actions(actions: _SubParsersAction) -> None:
    backup = actions.add_parser("backup", help="write a client's rows and files to one ZIP")
    backup.add_argument("subdomain")
    backup.add_argument("--to", required=True, type=Path, metavar="FILE.zip", help="a new file, or a folder for it")
    restore = actions.add_parser("restore", help="make a client as it was in a backup")
    restore.add_argument("file", type=Path)
    restore.add_argument("--as", required=True, dest="subdomain", metavar="SUBDOMAIN", help="a client, or a new one")
    restore.add_argument(
        "--replace", action="store_true", help="the client exists: what it has now is kept until confirm-restore"
    )
    clone = actions.add_parser("clone", help="make a new client with what another has")
    clone.add_argument("subdomain")
    clone.add_argument("--as", required=True, dest="new", metavar="SUBDOMAIN")
    clone.add_argument("--without-people", action="store_true", help="documents, frame, answers and tests alone")
    for one in (restore, clone):
        one.add_argument("--name", help="of a new client, if not as before")
        one.add_argument("--owner-email", help="of a new client, if not as before")


def back_up(client: Client, options: dict[str, object]) -> str:
    """Write the backup; return what was written, in a sentence. Raises BackupRefused."""
    target: Path = options["to"]
    if target.is_dir():
        target /= f"{client.subdomain}-{timezone.now():%Y%m%d-%H%M%S}.zip"
    manifest = write_backup(client, target)
    # Where it lies is kept, so that it can be found again when the client is deleted.
    record("client.backed_up", actor=None, subject=client, made_at=manifest.made_at, file=str(target.resolve()))
    return f"{client.name}: {_amount(manifest)} in {target}.{_missing(manifest)}"


def restore(options: dict[str, object]) -> Opened | str:
    """Make the client of the subdomain as the backup has it; a client that is there is replaced only if asked."""
    subdomain = options["subdomain"]
    client = Client.objects.exclude(status=Client.Status.DELETED).filter(subdomain=subdomain.lower()).first()
    if client is not None and not options["replace"]:
        raise BackupRefused(f"{subdomain} exists. Add --replace; what it has now is kept until you confirm.")
    if client is not None and client.status in Client.NEVER_OPEN:
        raise BackupRefused(f"{client.name} was never opened. Discard it, and restore as a new client.")
    with opened_backup(options["file"]) as (archive, manifest):
        if client is None:
            free_subdomain(subdomain)
        schema_name = fill_new_schema(archive, manifest)
    if client is None:
        return _open(schema_name, manifest, subdomain, options)
    try:
        replace_schema(client, schema_name, by=None, manifest=manifest)
    finally:
        _drop_if_nobody_took(schema_name)
    return (
        f"{client.name} is served as it was at {manifest.made_at}: {_amount(manifest)}. Everybody signs in anew."
        f"{_missing(manifest)}\nWhat it had before is kept. Then: client confirm-restore {client.subdomain}"
        f"   or   client undo-restore {client.subdomain}"
    )


def clone(client: Client, options: dict[str, object]) -> Opened:
    """Make a new client with what another has now."""
    free_subdomain(options["new"])
    scope = Scope.COPY_WITHOUT_PEOPLE if options["without_people"] else Scope.COPY
    with TemporaryDirectory(prefix="clone-") as folder:
        path = Path(folder) / "clone.zip"
        write_backup(client, path, scope=scope)
        with opened_backup(path) as (archive, manifest):
            schema_name = fill_new_schema(archive, manifest)
    named = {**options, "name": options["name"] or f"{client.name} (copy)"}
    return _open(schema_name, manifest, options["new"], named)


def _open(schema_name: str, manifest: Manifest, subdomain: str, options: dict[str, object]) -> Opened:
    given = {name: options[name] for name in ("name", "owner_email")}
    try:
        return open_with(schema_name, manifest, subdomain=subdomain, given=given, by=None)
    finally:
        _drop_if_nobody_took(schema_name)


def _drop_if_nobody_took(schema_name: str) -> None:
    if SetAsideSchema.objects.filter(pk=schema_name, reason=SetAsideSchema.Reason.FILLING).exists():
        drop_with_everything(schema_name)


def _amount(manifest: Manifest) -> str:
    rows = sum(part.rows for part in manifest.tables)
    return f"{rows:,} rows of {len(manifest.tables)} tables and {len(manifest.files):,} files"


def _missing(manifest: Manifest) -> str:
    if not manifest.missing_files:
        return ""
    named = ", ".join(manifest.missing_files)
    return f" {len(manifest.missing_files)} files were missing in the store already: {named}."
