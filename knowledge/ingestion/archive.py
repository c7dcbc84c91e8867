"""ZIP files that HR uploads in place of a folder: looked at as a whole first, then unpacked one file at a time.

Nothing is unpacked to its own name: names inside an archive are only shown. An archive inside an archive is a
file like any other, which is refused as such; so no depth has to be limited.
"""

import posixpath
import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files import File

from knowledge.extract.package import END_OF_DIRECTORY, UNREADABLE_ZIP
from knowledge.ingestion.guess import clean_file_name
from tenants.storage import scratch_copy

ENDING = ".zip"
PATH_LIMIT = 400
MOST_FILES = 2_000
MOST_UNPACKED_BYTES = 2 * 2**30
MOST_DIRECTORY_BYTES = 2 * 2**20
MOST_RATIO = 100
# Blank pictures pack 500 times smaller and harm nobody; ratios count above this size.
RATIO_COUNTS_FROM_BYTES = 5 * 2**20
_CHUNK = 1024 * 1024
_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED, _NAME_IS_UTF8 = 0x1, 0x800
_END_BYTES = 65_557  # the end record with the longest comment
# What programs leave in folders; nobody means to upload it.
_LEFTOVERS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})

DAMAGED = "It is damaged and cannot be opened. Pack it again and upload the new one."
OFFICE_FILE = "It is an office document under the ending .zip. Give it its own ending back and upload it."
BOMB = "It unpacks to far more than it should. Unpack it yourself and upload the documents in it."


class ArchiveRefused(ValueError):
    """The archive, or one file in it, is not unpacked; the message tells HR why and what to do."""


@dataclass(frozen=True)
class Member:
    path: str  # to be shown: its folders and its name, unique in the archive
    entry: zipfile.ZipInfo

    @property
    def name(self) -> str:
        return posixpath.basename(self.path)


class Archive:
    """An opened archive that is fit to be unpacked."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._opened = opened
        self.members = _members(opened.infolist())

    @contextmanager
    def unpacked(self, member: Member) -> Iterator[File]:
        """Lend one file of the archive; raises ArchiveRefused and StorageUnavailable."""
        _check_member(member.entry)
        with scratch_copy(self._chunks(member), prefix="unpacked-") as copy:
            yield File(copy, name=member.name)

    def _chunks(self, member: Member) -> Iterator[bytes]:
        """Yield what the file unpacks to, believing nothing that was said about its size. Raises ArchiveRefused."""
        unpacked = 0
        try:
            with self._opened.open(member.entry) as packed:
                while chunk := packed.read(_CHUNK):
                    unpacked += len(chunk)
                    if unpacked > settings.UPLOAD_LIMIT_BYTES:
                        raise ArchiveRefused(BOMB)
                    yield chunk
        except RuntimeError as error:  # zipfile says "password required" this way
            raise ArchiveRefused(_sentence("is protected with a password")) from error
        except UNREADABLE_ZIP as error:
            raise ArchiveRefused(_sentence("is damaged inside the archive")) from error


def is_archive(file: File) -> bool:
    """Whether the file calls itself a ZIP and begins like one; what is in it, `open_archive` looks at."""
    if not (file.name or "").lower().endswith(ENDING):
        return False
    file.seek(0)
    start = file.read(len(_STARTS[0]))
    file.seek(0)
    return start in _STARTS


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open an archive after looking at what it would unpack to; raises ArchiveRefused."""
    with path.open("rb") as file:
        _check_directory(file)
        try:
            opened = zipfile.ZipFile(file)
        except UNREADABLE_ZIP as error:
            raise ArchiveRefused(DAMAGED) from error
        with opened:
            _check_entries(opened.infolist())
            yield Archive(opened)


def is_leftover(path: str) -> bool:
    """Whether a path names what a program left behind, not a document."""
    return any(
        part.startswith(".") or part.lower() in _LEFTOVERS for part in path.split("/") if part not in {".", ".."}
    )


def shown_path(path: str) -> str:
    """Return the path as it may be shown: no drive, no steps upwards, no control or direction marks."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    shown = "/".join(clean_file_name(part) for part in parts) or "document"
    return shown if len(shown) <= PATH_LIMIT else f"…{shown[1 - PATH_LIMIT :]}"


def _check_directory(file: BinaryIO) -> None:
    """Look at the size of the table of contents first: building it in memory is already part of a bomb."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_BYTES))
    tail = file.read()
    at = tail.rfind(END_OF_DIRECTORY)
    if at < 0 or len(tail) - at < 22:
        raise ArchiveRefused(DAMAGED)
    entries, directory_bytes = struct.unpack_from("<HI", tail, at + 10)
    if entries > MOST_FILES or directory_bytes > MOST_DIRECTORY_BYTES:
        raise ArchiveRefused(_too_many())
    file.seek(0)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.filename == "[Content_Types].xml" for entry in entries):
        raise ArchiveRefused(OFFICE_FILE)
    if len(entries) > MOST_FILES:
        raise ArchiveRefused(_too_many())
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
        raise ArchiveRefused(BOMB)


def _check_member(entry: zipfile.ZipInfo) -> None:
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise ArchiveRefused("It is a link to another place, not a file. Upload the document itself.")
    if entry.flag_bits & _ENCRYPTED:
        raise ArchiveRefused(_sentence("is protected with a password"))
    if entry.file_size > settings.UPLOAD_LIMIT_BYTES:
        limit = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
        raise ArchiveRefused(f"It is larger than {limit} MB. Split it into parts, or save it with smaller pictures.")
    if entry.file_size > RATIO_COUNTS_FROM_BYTES and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise ArchiveRefused(BOMB)


def _members(entries: list[zipfile.ZipInfo]) -> list[Member]:
    members, seen = [], set()
    for entry in entries:
        name = _name(entry)
        if entry.is_dir() or is_leftover(name.replace("\\", "/")):
            continue
        path = _unlike(seen, shown_path(name))
        seen.add(path)
        members.append(Member(path, entry))
    return members


def _name(entry: zipfile.ZipInfo) -> str:
    """Return the name as it was meant: many programs write UTF-8 without saying so."""
    if entry.flag_bits & _NAME_IS_UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _unlike(seen: set[str], path: str) -> str:
    stem, ending = posixpath.splitext(path)
    number, unlike = 1, path
    while unlike in seen:
        number += 1
        unlike = f"{stem[: PATH_LIMIT - 20]} ({number}){ending}"
    return unlike


def _sentence(trouble: str) -> str:
    return f"It {trouble}. Unpack it yourself, save a copy and upload that."


def _too_many() -> str:
    return f"It holds more than {MOST_FILES:,} files. Divide it, or upload the folder itself."
