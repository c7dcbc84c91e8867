"""One way to write content down so that a hash of it can be checked later, by anyone who holds the text."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any


def canonical(content: Mapping[str, Any]) -> str:
    """Return the content as JSON with keys in order and no spaces; what JSON does not know becomes its string."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def digest(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8, 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()
