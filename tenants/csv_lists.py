"""Lists as HR systems and spreadsheets write them: bytes to text, text to rows. What stands in them others check."""

import csv
import io


class ListRefused(ValueError):
    """The list as a whole cannot be read; the message says why and what to do."""


def decode_list(content: bytes) -> str:
    """Return the text of a file as spreadsheets save it; raises ListRefused."""
    if content[:2] in (b"PK", b"\xd0\xcf"):
        raise ListRefused("This is a workbook. Save it as CSV in your spreadsheet and choose that file.")
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ListRefused("The letters of this file cannot be read. Save it as CSV in UTF-8 and choose it again.")


def read_rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the cells of each line with its number in the file, from 1; empty lines are left out.

    Columns are separated by commas, semicolons or tabs, whichever the first line has most of. Raises ListRefused,
    also where there is no line at all.
    """
    if "\0" in text:
        raise ListRefused("This is not a text file. Save the list as CSV and choose that file.")
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        rows = [(reader.line_num, [" ".join(cell.split()) for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise ListRefused(
            f"Line {reader.line_num} cannot be read. Look for a quotation mark without its partner."
        ) from error
    told = [(number, cells) for number, cells in rows if any(cells)]
    if not told:
        raise ListRefused("There is no line in it.")
    return told
