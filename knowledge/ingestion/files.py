from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.db.models.fields.files import FieldFile

from knowledge.extract.failure import ExtractionFailed
from knowledge.ingestion.lease import Lease
from knowledge.models import DocumentVersion
from tenants.storage import scratch_copy

_CHUNK = 1024 * 1024


@contextmanager
def local_copy(version: DocumentVersion) -> Iterator[Path]:
    """Lend the version's file as a path, for the child that reads it; readers cannot open a store.

    Raises FileNotFoundError when the file is gone, StorageUnavailable when the store or the disk does not work.
    """
    with local_copy_of(version.file) as path:
        yield path


@contextmanager
def local_copy_of(file: FieldFile) -> Iterator[Path]:
    """Lend a stored file as a path; raises as `local_copy`."""
    with (
        file.storage.open(file.name) as stored,
        scratch_copy(iter(partial(stored.read, _CHUNK), b""), prefix="document-") as copy,
    ):
        yield Path(copy.name)


@contextmanager
def file_being_read(lease: Lease, version: DocumentVersion) -> Iterator[Path]:
    """Lend the version's file for a reading that ends when the lease is not held or wanted any more.

    Raises ExtractionFailed, LeaseLost, CancelRequested, StorageUnavailable.
    """
    try:
        with local_copy(version) as path:
            yield path
    except FileNotFoundError as missing:
        raise ExtractionFailed("missing") from missing
    except ExtractionFailed as failure:
        if failure.code == "cancelled":
            lease.hold()  # raises what is the matter: a person's wish, or another run
        raise
