"""How rows of the audit hang together: the hash of a row is taken over all its other columns as canonical JSON, the
hash of the row before among them. Whoever changes, removes or inserts a row has to write every later one anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from tenants.canonical import canonical, digest

ROOT = "0" * 64  # what the first row has for the hash of the row before
# The columns a hash is taken over. What stands here and how it is written never changes, or old rows would not fit.
COLUMNS = (
    "id",
    "number",
    "at",
    "action",
    "actor_id",
    "actor_role",
    "subject_type",
    "subject_id",
    "detail",
    "ip_address",
    "request_id",
    "previous",
)


@dataclass(frozen=True)
class Head:
    """A row that everything up to it is told by."""

    number: int
    hash: str


START = Head(0, ROOT)


def content_of(row: Mapping[str, Any]) -> str:
    """Return the text whose hash a row carries; `row` has COLUMNS, values as Python's or as the database's."""
    return canonical({**{name: row[name] for name in COLUMNS}, "at": row["at"].astimezone(UTC).isoformat()})


def hash_of(row: Mapping[str, Any]) -> str:
    return digest(content_of(row))


def settled(value: Any) -> Any:
    """Return a detail as it comes back from the database, whatever wrote it: what JSON does not know as its string,
    a whole number as an int (`jsonb` keeps 1e16 as an integer).
    """
    if isinstance(value, Mapping):
        return {str(key): settled(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [settled(one) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if value is None or isinstance(value, str | int | float) else str(value)
