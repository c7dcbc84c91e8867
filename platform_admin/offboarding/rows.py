"""Rows of the platform's own tables in which something stands: anywhere, or as a whole value."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper

from tenants.context import platform_scope

_COLUMNS = """
    SELECT thing.relname, attribute.attname, kind.typcategory, kind.typname,
        EXISTS (
            SELECT 1 FROM pg_constraint AS pointer
            WHERE pointer.contype = 'f' AND pointer.conrelid = thing.oid
                AND pointer.conkey = ARRAY[attribute.attnum] AND pointer.confrelid = 'tenants_client'::regclass
        )
    FROM pg_class AS thing
    JOIN pg_attribute AS attribute ON attribute.attrelid = thing.oid
    JOIN pg_type AS kind ON kind.oid = attribute.atttypid
    WHERE thing.relnamespace = 'public'::regnamespace AND thing.relkind = 'r'
        AND attribute.attnum > 0 AND NOT attribute.attisdropped
    ORDER BY thing.relname, attribute.attnum
"""


def rows_with(
    *,
    anywhere: Sequence[str] = (),
    fields: Sequence[str] = (),
    kept: Collection[str],
    others_than: UUID | None = None,
) -> list[str]:
    """Return "table: number of rows" of those with a word anywhere in them, or with one of `fields` as a whole value.

    A whole value is what a column holds, an element of an array, or a string in JSON, also where JSON is kept as text.
    Tables in `kept` are left out, and with `others_than` rows of clients other than this one.
    """
    if not (anywhere or fields):
        return []
    with platform_scope(), connection.cursor() as cursor:
        told = []
        for table, columns in _columns(cursor).items():
            if table in kept:
                continue
            conditions = ["lower(CAST(thing AS text)) LIKE %s"] * len(anywhere)
            values = [f"%{_unlike(word)}%" for word in anywhere]
            for column, category, kind, _ in columns:
                for pattern, condition in _whole_value(column, category, kind, fields):
                    conditions.append(condition)
                    values.append(pattern)
            statement = f'SELECT count(*) FROM public."{table}" AS thing WHERE ({" OR ".join(conditions)})'
            for column, _, _, is_client in columns:
                if others_than and is_client:
                    statement += f' AND ("{column}" IS NULL OR "{column}" = %s)'
                    values.append(others_than)
            if not conditions:
                continue
            cursor.execute(statement, values)
            if number := cursor.fetchone()[0]:
                told.append(f"{table}: {number}")
    return told


def _columns(cursor: CursorWrapper) -> dict[str, list[tuple[str, str, str, bool]]]:
    cursor.execute(_COLUMNS)
    found = defaultdict(list)
    for table, *column in cursor.fetchall():
        found[table].append(tuple(column))
    return found


def _whole_value(column: str, category: str, kind: str, fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield patterns and what a column of this type is asked with; nothing for types that hold no words."""
    text = f'lower(CAST("{column}" AS text))'
    for word in map(str.lower, fields):
        quoted = re.escape(word)
        if category == "A":
            yield rf'[{{,]"?{quoted}"?[,}}]', f"{text} ~ %s"
        elif kind in ("json", "jsonb"):
            yield f'"{quoted}"', f"{text} ~ %s"
        elif kind == "uuid":
            yield word, f"{text} = %s"
        elif category == "S":
            yield rf'^(\s*{quoted}\s*|[{{\[].*"{quoted}".*)$', f"{text} ~ %s"


def _unlike(word: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", word.lower())
