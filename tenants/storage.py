"""Files of clients, in a local folder or in Cloudflare R2.

A file's key is `<schema>/<uuid>`: a user's file name never becomes part of a path, and a key says whose it is.
Keys of another client are refused. The platform's own are `platform/<uuid>`, and outlast the client they are about.
Files are private and have no address; a view that has checked who asks
reads them through `open()`.
"""

import errno
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import BinaryIO
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage
from django.utils.module_loading import import_string

from tenants.keys import platform_storage_owner, storage_owner

# Imported when first used: a process that keeps its files in a folder does not carry boto3.
ENGINES = {"local": "tenants.storage.LocalFiles", "r2": "tenants.r2.R2Files"}
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class StorageUnavailable(RuntimeError):
    """The file could not be written or read; `reason` is a code such as "disk_full" or "unreachable"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ClientStorage(Storage):
    """Raises FileNotFoundError for a missing file and StorageUnavailable when the store does not work."""

    def save(self, name: str | None, content: File, max_length: int | None = None) -> str:
        """Return the new key. Whatever a user called the file ends here; the row keeps it to show."""
        return super().save("file", content, max_length)

    def put(self, file_id: str, content: File) -> str:
        """Store a file under the id it had at another client, or here before; return its key."""
        return self._save(self._key(file_id), content)

    def generate_filename(self, filename: str) -> str:
        return "file"

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return self._key(uuid4())

    def exists(self, name: str) -> bool:
        return self._engine.exists(self._own(name))

    def size(self, name: str) -> int:
        return self._engine.size(self._own(name))

    def delete(self, name: str) -> None:
        """Delete the file; one that is gone already is no error."""
        self._engine.delete(self._own(name))

    def keys(self) -> set[str]:
        """Return the keys of all files the current client has in the store, so that strays can be found."""
        return {self._key(name) for name in self._engine.names(self._owner())}

    def url(self, name: str | None) -> str:
        raise ValueError("Files have no address; a view that checks who asks sends them.")

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError("A stored file is never changed; save a new one.")
        return self._engine.open(self._own(name))

    def _save(self, name: str, content: File) -> str:
        try:
            return self._engine.save(self._own(name), content)
        except StorageUnavailable:
            # What was written of it until then would be found by nobody.
            with suppress(StorageUnavailable):
                self._engine.delete(name)
            raise

    def _owner(self) -> str:
        return storage_owner()

    def _key(self, file_id: object) -> str:
        return f"{self._owner()}/{file_id}"

    def _own(self, name: str) -> str:
        """Return the key if it is one of whoever is bound; anything else is a bug or an attack."""
        owner, _, file_id = name.partition("/")
        if owner != self._owner() or not _UUID.fullmatch(file_id):
            raise SuspiciousFileOperation("This is not the key of a file of the current client.")
        return name

    @cached_property
    def _engine(self) -> "LocalFiles":
        return import_string(ENGINES[settings.STORAGE_ENGINE])()


class PlatformStorage(ClientStorage):
    """The same for the platform's own files, in its scope alone: invoices, say."""

    def _owner(self) -> str:
        return platform_storage_owner()


class LocalFiles:
    """A folder that only the product's own user may read."""

    def __init__(self) -> None:
        self._folder = FileSystemStorage(
            location=settings.MEDIA_ROOT, file_permissions_mode=0o600, directory_permissions_mode=0o700
        )

    def save(self, key: str, content: File) -> str:
        with _disk_trouble():
            return self._folder.save(key, content)

    def open(self, key: str) -> File:
        with _disk_trouble():
            return self._folder.open(key, "rb")

    def exists(self, key: str) -> bool:
        return self._folder.exists(key)

    def size(self, key: str) -> int:
        with _disk_trouble():
            return self._folder.size(key)

    def delete(self, key: str) -> None:
        with _disk_trouble():
            self._folder.delete(key)

    def names(self, schema_name: str) -> list[str]:
        if not self._folder.exists(schema_name):
            return []
        with _disk_trouble():
            return self._folder.listdir(schema_name)[1]


@contextmanager
def scratch_copy(chunks: Iterable[bytes], *, prefix: str) -> Iterator[BinaryIO]:
    """Lend a file on the local disk that holds the chunks, and is gone afterwards.

    Raises StorageUnavailable when the disk does not take it, and what reading the chunks raises.
    """
    with _disk_trouble():
        copy = tempfile.NamedTemporaryFile(prefix=prefix)  # noqa: SIM115  (closed below)
    try:
        with _disk_trouble():
            for chunk in chunks:
                copy.write(chunk)
            copy.flush()
        copy.seek(0)
        yield copy
    finally:
        # Closing writes once more what the disk did not take, and would hide that it was full.
        with suppress(OSError):
            copy.close()


@contextmanager
def _disk_trouble() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        is_full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        raise StorageUnavailable("disk_full" if is_full else "unreachable") from error
