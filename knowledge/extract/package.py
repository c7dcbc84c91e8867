"""Office files are zip packages of XML parts. This opens one only after looking at what it would unpack to."""

import posixpath
import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from knowledge.extract.failure import ExtractionFailed, UnsupportedType

MAX_ENTRIES = 2_000
MAX_UNPACKED_BYTES = 100 * 2**20
MAX_RATIO = 100
# Blank pictures and empty sheets pack 500 times smaller and harm nobody; ratios count above this size.
RATIO_COUNTS_FROM_BYTES = 5 * 2**20
MAX_DIRECTORY_BYTES = 1 * 2**20
END_OF_DIRECTORY = b"PK\x05\x06"
ARCHIVE_STARTS = (
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"BZh",
    b"\xfd7zXZ",
)
# Charts carry their sheet as an embedded workbook. These are never opened.
UNOPENED_FOLDERS = ("/embeddings/", "/media/", "/activeX/", "/customXml/")
XML_ENDINGS = (".xml", ".rels", ".vml")
DOCTYPES = tuple("<!DOCTYPE".encode(coding) for coding in ("ascii", "utf-16-le", "utf-16-be"))
UNREADABLE_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    OSError,
    struct.error,
    # A name that is marked as UTF-8 and is none.
    UnicodeDecodeError,
)

Element = etree._Element


class Package:
    """An office file whose parts are read as XML. Raises ExtractionFailed for anything unfit."""

    def __init__(self, path: Path) -> None:
        check_package(path)
        self._zip = zipfile.ZipFile(path)
        self._names = {_part_name(name): name for name in self._zip.namelist()}

    def __contains__(self, part: str) -> bool:
        return _part_name(part) in self._names

    def raw(self, part: str) -> bytes:
        return read_entry(self._zip, self._names[_part_name(part)])

    def xml(self, part: str) -> Element:
        if part not in self:
            raise ExtractionFailed("corrupt")
        try:
            root = etree.fromstring(self.raw(part), _parser())
        except etree.XMLSyntaxError as error:
            raise ExtractionFailed("corrupt") from error
        doctype = root.getroottree().docinfo
        if doctype.doctype or doctype.internalDTD is not None:
            raise UnsupportedType(DOCTYPE_SENTENCE)
        return root

    def optional_xml(self, part: str) -> Element | None:
        return self.xml(part) if part in self else None

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return relation id -> (last word of its type, full name of the part it points to)."""
        folder, name = posixpath.split(_part_name(part))
        root = self.optional_xml(f"{folder}/_rels/{name}.rels")
        if root is None:
            return {}
        found = {}
        for relation in root.iter("{*}Relationship"):
            if relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            found[relation.get("Id", "")] = (
                relation.get("Type", "").rpartition("/")[2],
                target,
            )
        return found

    def main_part(self) -> str:
        for kind, target in self.related("/").values():
            if kind == "officeDocument" and target in self:
                return target
        raise ExtractionFailed("corrupt")


DOCTYPE_SENTENCE = (
    "The file defines entities of its own (a DOCTYPE), which office programs never write and which can harm "
    "a reader. Open it in your office program, save it under a new name and upload that."
)


def check_package(path: Path) -> None:
    """Refuse a zip that would unpack to too much, hold archives, or define entities. Unpacks next to nothing."""
    with path.open("rb") as file:
        _check_directory(file)
        try:
            with zipfile.ZipFile(file) as archive:
                _check_entries(archive)
        except UNREADABLE_ZIP as error:
            raise ExtractionFailed("corrupt") from error


def read_entry(archive: zipfile.ZipFile, name: str, limit: int = -1) -> bytes:
    try:
        with archive.open(name) as entry:
            return entry.read(limit)
    except RuntimeError as error:  # zipfile says "password required" this way
        raise ExtractionFailed("encrypted") from error
    except UNREADABLE_ZIP as error:
        raise ExtractionFailed("corrupt") from error


def _check_directory(file: BinaryIO) -> None:
    """Look at the size of the table of contents first: building it in memory is already part of a bomb."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(END_OF_DIRECTORY)
    if at < 0 or len(tail) - at < 22:
        raise ExtractionFailed("corrupt")
    entries, directory_bytes = struct.unpack_from("<HI", tail, at + 10)
    if entries > MAX_ENTRIES or directory_bytes > MAX_DIRECTORY_BYTES:
        raise ExtractionFailed("too_large")


def _check_entries(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES:
        raise ExtractionFailed("too_large")
    if unpacked > RATIO_COUNTS_FROM_BYTES and unpacked > MAX_RATIO * max(packed, 1):
        raise ExtractionFailed("too_large")
    if any(entry.flag_bits & 1 for entry in entries):
        raise ExtractionFailed("encrypted")
    for entry in entries:
        if entry.is_dir() or any(folder in f"/{entry.filename}" for folder in UNOPENED_FOLDERS):
            continue
        start = read_entry(archive, entry.filename, 4096)
        if start.startswith(ARCHIVE_STARTS):
            raise UnsupportedType("The file holds another archive inside. Upload the documents in it one by one.")
        if entry.filename.lower().endswith(XML_ENDINGS) and any(doctype in start for doctype in DOCTYPES):
            raise UnsupportedType(DOCTYPE_SENTENCE)


def _part_name(name: str) -> str:
    # Part names are compared without regard to case; a few writers use backslashes.
    return "/" + name.replace("\\", "/").lstrip("/").lower()


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
