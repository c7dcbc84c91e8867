"""Lists as HR systems and spreadsheets write them: bytes to text, text to rows. What stands in them others check."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import BinaryIO

WORKBOOK_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEAD_BYTES = 4096
_CHUNK_BYTES = 256 * 1024
_SEPARATORS = ",;\t"
_QUOTED = re.compile(r'"[^"]*"')
# Of the pairs of bytes of a text in UTF-16 so many have a zero in the same place, if it is of western Europe.
_ZERO_SHARE = 0.7


class ListRefused(ValueError):
    """The list as a whole cannot be read; the message says why and what to do."""


def decode_list(content: bytes) -> str:
    """Return the text of a file as spreadsheets save it; raises ListRefused."""
    with _letters():
        return content.decode(_coding(io.BytesIO(content)))


def read_rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the cells of each line with its number in the file, from 1; empty lines are left out.

    Columns are separated by commas, semicolons or tabs, whichever the first line has most of. Raises ListRefused,
    also where there is no line at all.
    """
    told = list(_rows(io.StringIO(text, newline="")))
    if not told:
        raise ListRefused("There is no line in it.")
    return told


def rows_in(file: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a file as `read_rows` returns them, a few at a time in memory; raises ListRefused."""
    text = io.TextIOWrapper(file, encoding=_coding(file), newline="")
    try:
        with _letters():
            yield from _rows(text)
    finally:
        # The file is the caller's to close.
        text.detach()


@contextmanager
def _letters() -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        raise ListRefused(
            "The letters of this file cannot be read. Save it as CSV in UTF-8 and choose it again."
        ) from error


def _coding(file: BinaryIO) -> str:
    """Return how the letters of the file are written, and leave it at its beginning; raises ListRefused."""
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    if head.startswith(WORKBOOK_STARTS):
        raise ListRefused("This is a workbook. Save it as CSV in your spreadsheet and choose that file.")
    marked = next((coding for mark, coding in _MARKS if head.startswith(mark)), "") or _unmarked_utf_16(head)
    coding = marked or ("utf-8" if _is_utf_8(file) else "cp1252")
    file.seek(0)
    return coding


def _unmarked_utf_16(head: bytes) -> str:
    pairs = len(head) // 2
    first, second = head[: 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if not pairs or max(first, second) < _ZERO_SHARE * pairs or min(first, second) > pairs // 50:
        return ""
    return "utf-16-le" if second > first else "utf-16-be"


def _is_utf_8(file: BinaryIO) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(_CHUNK_BYTES):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    lines = iter(lines)
    before: list[str] = []
    for first in lines:
        before.append(first)
        if first.strip():
            break
    bare = _QUOTED.sub("", before[-1]) if before else ""
    reader = csv.reader(_without_nul(chain(before, lines)), delimiter=max(_SEPARATORS, key=bare.count))
    try:
        for cells in reader:
            told = [" ".join(cell.split()) for cell in cells]
            if any(told):
                yield reader.line_num, told
    except csv.Error as error:
        raise ListRefused(
            f"Line {reader.line_num} cannot be read. Look for a quotation mark without its partner."
        ) from error


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if "\0" in line:
            raise ListRefused("This is not a text file. Save the list as CSV and choose that file.")
        yield line
