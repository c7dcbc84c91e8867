"""What a backup says of itself: what is in it, how much of it, with hashes, and what made it."""

import json
from dataclasses import asdict, dataclass

FORMAT = 1
NAME = "manifest.json"


class BackupRefused(ValueError):
    """The message is a sentence for the operator: what is wrong, and what would do."""


@dataclass(frozen=True)
class Part:
    """A member of the archive: a table's rows as COPY writes them, or a stored file."""

    member: str
    sha256: str
    size_bytes: int
    rows: int = 0
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    schema_name: str
    scope: str
    made_at: str
    product_version: str
    migrations: tuple[str, ...]
    vectors: str  # engine and model where they lie; with pgvector they are in the tables
    client: dict[str, str | bool | None]
    tables: tuple[Part, ...]
    files: tuple[Part, ...]
    missing_files: tuple[str, ...] = ()
    format: int = FORMAT

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=1)

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Raises BackupRefused for what this version cannot read."""
        try:
            facts = json.loads(text)
            if facts["format"] != FORMAT:
                raise BackupRefused(f"The backup has format {facts['format']}; this version reads format {FORMAT}.")
            parts = {name: tuple(_part(one) for one in facts[name]) for name in ("tables", "files")}
            lists = {name: tuple(facts[name]) for name in ("migrations", "missing_files")}
            return cls(**{**facts, **parts, **lists})
        except (ValueError, KeyError, TypeError) as error:
            if isinstance(error, BackupRefused):
                raise
            raise BackupRefused("The manifest cannot be read; this is no backup of a client, or broken.") from error


def _part(facts: dict) -> Part:
    return Part(**{**facts, "columns": tuple(facts["columns"])})
