"""One way to write content down so that a hash of it can be checked later, by anyone who holds the text."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from json import JSONEncoder
from typing import Any, Protocol

# Made once: it is asked for every row of a chain.
_ENCODER = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def canonical(content: Mapping[str, Any] | list[object]) -> str:
    """Return the content as JSON with keys in order and no spaces; what JSON does not know becomes its string."""
    return _ENCODER.encode(content)


def digest(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8, 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


class ComparedLine(Protocol):
    """A line of a file beside what is there, as somebody is shown it before it is taken over."""

    def as_json(self) -> list[object]: ...


def digest_of_lines(compared: Iterable[ComparedLine]) -> str:
    """Return what tells whether somebody has seen just these lines."""
    return digest(canonical([line.as_json() for line in compared]))
