"""Finds and mends what stands in one place and not in the other: rows, vectors and files of the current client.

Nothing here is needed in ordinary life: every step deletes and writes in an order that ends well. It is for the
day after a database was restored from a backup, an index was lost, or somebody deleted by hand.
"""

import time
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import FileField

from knowledge.ingestion.reindex import ready_versions, reindex
from knowledge.models import DocumentVersion
from knowledge.vectors import VectorIndex, vector_index
from tenants.storage import ClientStorage

# A file is in the store a moment before its row; what is still without one after this belongs to nobody.
GRACE_SECONDS = 60.0
Status = DocumentVersion.Status


@dataclass(frozen=True)
class Strays:
    """What has no partner. Versions by id; files by their key."""

    vectors_without_rows: tuple[UUID, ...] = ()  # versions the index knows and no row does
    stale_vectors: tuple[UUID, ...] = ()  # ready versions with vectors of passages that are gone
    rows_without_vectors: tuple[UUID, ...] = ()  # ready versions that search by meaning cannot find whole
    rows_without_files: tuple[UUID, ...] = ()
    files_without_rows: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return (
            len(self.vectors_without_rows)
            + len(self.stale_vectors)
            + len(self.rows_without_vectors)
            + len(self.rows_without_files)
            + len(self.files_without_rows)
        )


def find_strays(*, grace_seconds: float = GRACE_SECONDS) -> Strays:
    """Return what has no partner; waits `grace_seconds` if a file has no row, which may be on its way.

    Raises VectorIndexUnavailable or StorageUnavailable.
    """
    index = vector_index()
    rows_without_files, files_without_rows = _compare_files(grace_seconds)
    stale, missing = _compare_vectors(index)
    return Strays(
        # The index first and the rows after it: a version made in between is no stray.
        vectors_without_rows=_unknown_versions(index),
        stale_vectors=stale,
        rows_without_vectors=missing,
        rows_without_files=rows_without_files,
        files_without_rows=files_without_rows,
    )


def mend(strays: Strays) -> None:
    """Delete what nobody owns, and index anew what search cannot find. Safe to run again.

    A row without its file stays: its passages still answer, and only HR can bring the file again.
    Raises VectorIndexUnavailable, StorageUnavailable or ReindexStopped.
    """
    index, storage = vector_index(), ClientStorage()
    for version_id in strays.vectors_without_rows:
        index.delete_version(version_id)
    to_index = {*strays.stale_vectors, *strays.rows_without_vectors}
    for version in DocumentVersion.objects.filter(pk__in=to_index, status=Status.READY):
        reindex(version)
    for key in strays.files_without_rows:
        storage.delete(key)


def _unknown_versions(index: VectorIndex) -> tuple[UUID, ...]:
    held = index.version_ids()
    known = set(DocumentVersion.objects.filter(pk__in=held).values_list("pk", flat=True))
    return tuple(sorted(held - known))


def _compare_vectors(index: VectorIndex) -> tuple[tuple[UUID, ...], tuple[UUID, ...]]:
    """Return the ready versions that have vectors too many, and those that have too few."""
    stale, missing = [], []
    for version in ready_versions():
        indexed = index.passage_ids(version.pk)
        expected = set(version.passages.values_list("pk", flat=True))
        if indexed - expected:
            stale.append(version.pk)
        if expected - indexed:
            missing.append(version.pk)
    return tuple(sorted(stale)), tuple(sorted(missing))


def _compare_files(grace_seconds: float) -> tuple[tuple[UUID, ...], tuple[str, ...]]:
    """Return the versions whose file is gone, and the files that belong to no row."""
    storage = ClientStorage()
    stored = storage.keys()
    rows = dict(DocumentVersion.objects.values_list("pk", "file"))
    without_file = [pk for pk, key in rows.items() if key not in stored and not storage.exists(key)]
    strays = stored - _owned()
    if strays and grace_seconds:
        time.sleep(grace_seconds)
        strays &= storage.keys() - _owned()
    return tuple(sorted(without_file)), tuple(sorted(strays))


def _owned() -> set[str]:
    """Return the keys that any row holds, of whatever app: one forgotten here would cost somebody's files."""
    keys: set[str] = set()
    for model in apps.get_models():
        if model._meta.app_config.name in settings.TENANT_APPS:
            for field in model._meta.get_fields():
                if isinstance(field, FileField):
                    keys.update(model._base_manager.values_list(field.name, flat=True))
    return keys
