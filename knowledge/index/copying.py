"""Many rows of one table at once by COPY: a third of the processor that INSERT takes by way of the models."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection

from knowledge.extract.types import ExtractedPage, block_to_json

_COPY = "COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)"
_PAGE = {
    "version_id": "uuid",
    "number": "int4",
    "width": "float8",
    "height": "float8",
    "text": "text",
    "blocks": "jsonb",
    "word_count": "int4",
    "is_ocr": "bool",
    "ocr_confidence": "float8",
}


def copy_rows(table: str, types: dict[str, str], rows: Iterable[Sequence[object]]) -> None:
    """Write the rows, whose values stand in the order of `types`, the columns with their types in PostgreSQL."""
    statement = _COPY.format(table=table, columns=", ".join(types))
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(list(types.values()))
        for row in rows:
            copy.write_row(row)


def copy_pages(version_id: UUID, pages: Iterable[ExtractedPage]) -> None:
    copy_rows("knowledge_page", _PAGE, (_page_row(version_id, page) for page in pages))


def _page_row(version_id: UUID, page: ExtractedPage) -> tuple[object, ...]:
    text = page.text
    return (
        version_id,
        page.number,
        float(page.width),
        float(page.height),
        text,
        [block_to_json(block) for block in page.blocks],
        len(text.split()),
        page.is_ocr,
        page.ocr_confidence,
    )
