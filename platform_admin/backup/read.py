"""A backup looked through before anything is made of it: whole, unchanged, and not of a newer version."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from platform_admin.backup.manifest import NAME, BackupRefused, Manifest, Part
from tenants.fleet.needed import needed_by_clients, needed_by_platform

_PIECE_BYTES = 1024 * 1024
_MEMBER = re.compile(r"tables/[a-z0-9_]{1,63}|files/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_COLUMN = re.compile(r"[a-z0-9_]{1,63}")


@contextmanager
def opened_backup(path: Path) -> Iterator[tuple[ZipFile, Manifest]]:
    """Open a backup whose every part is as it was written. Raises BackupRefused."""
    try:
        with ZipFile(path) as archive:
            manifest = Manifest.from_json(archive.read(NAME))
            _check_known(manifest)
            _check_parts(archive, manifest)
            yield archive, manifest
    except FileNotFoundError as error:
        raise BackupRefused(f"There is no file {path}.") from error
    except (BadZipFile, KeyError) as error:
        raise BackupRefused(f"{path} is no backup of a client, or a broken one.") from error


def _check_known(manifest: Manifest) -> None:
    unknown = sorted(set(manifest.migrations) - needed_by_clients() - needed_by_platform())
    if unknown:
        raise BackupRefused(
            f"The backup was made by version {manifest.product_version} with migrations that this one does not have:"
            f" {', '.join(unknown)}. Restore it with that version or a newer one."
        )


def _check_parts(archive: ZipFile, manifest: Manifest) -> None:
    parts = [*manifest.tables, *manifest.files]
    if sorted(archive.namelist()) != sorted([NAME, *(part.member for part in parts)]):
        raise BackupRefused("The backup does not hold exactly what its manifest names; it was changed or cut off.")
    for part in parts:
        if not _MEMBER.fullmatch(part.member) or not all(map(_COLUMN.fullmatch, part.columns)):
            raise BackupRefused(f"The backup names {part.member!r}, which no backup of ours has.")
        if _digest(archive, part) != part.sha256:
            raise BackupRefused(f"{part.member} is not what was backed up; the file was changed or is damaged.")


def _digest(archive: ZipFile, part: Part) -> str:
    digest = hashlib.sha256()
    with archive.open(part.member) as member:
        while piece := member.read(_PIECE_BYTES):
            digest.update(piece)
    return digest.hexdigest()
