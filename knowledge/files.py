import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.models import DocumentVersion
from tenants.storage import StorageUnavailable


@contextmanager
def local_copy(version: DocumentVersion) -> Iterator[Path]:
    """Lend the version's file as a path, for the child that reads it; readers cannot open a store.

    Raises FileNotFoundError when the file is gone, StorageUnavailable when the store or the disk does not work.
    """
    with tempfile.NamedTemporaryFile(prefix="document-") as copy:
        with version.file.storage.open(version.file.name) as stored:
            try:
                shutil.copyfileobj(stored, copy, 1024 * 1024)
                copy.flush()
            except OSError as error:
                raise StorageUnavailable("disk_full") from error
        yield Path(copy.name)
