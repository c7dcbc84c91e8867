"""The ZIP that a company takes along: what it has put in, and none of what its people asked."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.storage import default_storage
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from knowledge.models import DocumentVersion
from platform_admin.offboarding.export.audit import told_acts
from platform_admin.offboarding.export.counts import counted_days
from platform_admin.offboarding.export.names import member_name
from platform_admin.offboarding.export.readme import readme
from platform_admin.offboarding.export.tables import CATALOGUE, TABLES, Table
from tenants.context import tenant_scope
from tenants.csv_out import MARK, csv_line, inert
from tenants.models import Client

_PIECE_BYTES = 1024 * 1024
_DOCUMENT_HEAD = (
    "File in this ZIP",
    "Title",
    "Version",
    "Name as uploaded",
    "Kind",
    "Plan year",
    "Valid from",
    "Valid to",
    "Uploaded",
    "Published now",
    "Bytes",
    "SHA-256",
    "Missing",
)


def write_export(file: BinaryIO, client: Client, *, progress: Callable[[int, int], None]) -> None:
    """Write the whole ZIP into the file, a piece at a time. `progress` is told how many members of how many are done.

    Raises StorageUnavailable when a document cannot be read; one that is missing is named in the list of documents.
    """
    with ZipFile(file, "w", ZIP_DEFLATED) as archive, tenant_scope(client.ref()):
        versions = list(DocumentVersion.objects.select_related("document").order_by("document__title", "number"))
        total, done = len(versions) + len(TABLES) + 5, 0
        archive.writestr("README.txt", readme(client))
        rows = []
        for done, version in enumerate(versions, start=1):
            rows.append(_add_document(archive, version))
            progress(done, total)
        _add_table(archive, "documents/documents", Table("Documents", _DOCUMENT_HEAD, lambda: rows))
        for table in TABLES:
            _add_table(archive, table.path, table)
            done += 1
            progress(done, total)
        _add_workbook(archive, "catalogue/catalogue.xlsx", CATALOGUE)
        _add_table(archive, "counts/days", counted_days(client))
        acts = told_acts()
        _add_table(archive, acts.path, acts)
        progress(total, total)


def _add_document(archive: ZipFile, version: DocumentVersion) -> tuple[object, ...]:
    document = version.document
    path = f"documents/{member_name(document.title)}-{str(document.pk)[:8]}/v{version.number}-"
    path += member_name(version.file_name)
    is_missing = False
    try:
        with default_storage.open(version.file.name) as stored, archive.open(path, "w", force_zip64=True) as member:
            for piece in stored.chunks(_PIECE_BYTES):
                member.write(piece)
    except FileNotFoundError:
        is_missing = True
    return (
        "" if is_missing else path,
        document.title,
        version.number,
        version.file_name,
        document.kind,
        document.plan_year,
        document.effective_from,
        document.effective_to,
        version.created_at.isoformat(),
        document.published_version_id == version.pk,
        version.size_bytes,
        version.sha256,
        is_missing,
    )


def _add_table(archive: ZipFile, path: str, table: Table) -> None:
    """Add the table twice: for spreadsheets, where nothing is run as a formula, and word for word for programs."""
    _add_lines(archive, f"{path}.csv", _csv(table))
    _add_lines(archive, f"{path}.json", _json(table))


def _csv(table: Table) -> Iterator[str]:
    yield MARK + csv_line(table.head)
    for row in table.rows():
        yield csv_line([_cell(value) for value in row])


def _json(table: Table) -> Iterator[str]:
    before = "[\n"
    for row in table.rows():
        yield before + json.dumps(dict(zip(table.head, row, strict=True)), ensure_ascii=False, default=str)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _add_workbook(archive: ZipFile, path: str, tables: Sequence[Table]) -> None:
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.append(table.head)
        for row in table.rows():
            sheet.append([_plain(_cell(value)) for value in row])
    with archive.open(path, "w", force_zip64=True) as member:
        book.save(member)


def _add_lines(archive: ZipFile, path: str, lines: Iterable[str]) -> None:
    with archive.open(path, "w", force_zip64=True) as member:
        for line in lines:
            member.write(line.encode())


def _cell(value: object) -> object:
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        # Workbooks know no time zones.
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    return value


def _plain(value: object) -> object:
    """Return what a workbook takes: it refuses control characters, and would run a formula."""
    return inert(ILLEGAL_CHARACTERS_RE.sub(" ", value)) if isinstance(value, str) else value
