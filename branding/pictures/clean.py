"""Holds a file that came out of the child against what its format needs: pixels, and no part in which more could lie.

The child made it, but a picture may have taken the child over.
"""

import re
import struct
from collections.abc import Iterator

_PNG_PARTS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_WEBP_PARTS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH"})
_AVIF_BOXES = frozenset({b"ftyp", b"meta", b"mdat"})
_AVIF_ITEMS = re.compile(rb"Exif|mime|uri |application/|text/")


def is_clean(file_format: str, content: bytes) -> bool:
    """Whether the file is of this format, whole to its last byte, and holds nothing but pixels."""
    try:
        return _CHECKS[file_format](content)
    except (struct.error, KeyError, ValueError):
        return False


def _is_clean_png(content: bytes) -> bool:
    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        return False
    names, at = [], 8
    while at < len(content):
        size, name = struct.unpack_from(">I4s", content, at)
        names.append(name)
        at += size + 12
    return at == len(content) and names[:1] == [b"IHDR"] and names[-1] == b"IEND" and set(names) <= _PNG_PARTS


def _is_clean_webp(content: bytes) -> bool:
    start, size, kind = struct.unpack_from("<4sI4s", content)
    if (start, kind, size + 8) != (b"RIFF", b"WEBP", len(content)):
        return False
    names, at = [], 12
    while at < len(content):
        name, length = struct.unpack_from("<4sI", content, at)
        names.append(name)
        at += 8 + length + length % 2
    return bool(names) and at == len(content) and set(names) <= _WEBP_PARTS


def _is_clean_avif(content: bytes) -> bool:
    boxes = dict(_boxes(content))
    is_avif = content[8:12] == b"avif" and boxes.keys() == _AVIF_BOXES
    return is_avif and not _AVIF_ITEMS.search(boxes[b"meta"])


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(content):
        size, name = struct.unpack_from(">I4s", content, at)
        if size < 8 or at + size > len(content):
            raise ValueError("a box goes beyond the file")
        yield name, content[at + 8 : at + size]
        at += size


_CHECKS = {"png": _is_clean_png, "webp": _is_clean_webp, "avif": _is_clean_avif}
