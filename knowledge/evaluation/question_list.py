"""Reads known questions as people write them, and hands them on in the form that evaluate.py reads.

A line is "question | document | page"; a spreadsheet has these as columns. Lines of JSON pass through as they are.
"""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from tempfile import NamedTemporaryFile

from knowledge.evaluation.json_lines import BadQuestions
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.run import extract
from knowledge.models import Document, DocumentVersion
from tenants.csv_lists import ListRefused, decode_list

EXAMPLE = "What does a crown cost? | Dental summary 2027 | 3"
_HOW = "after the question, write the document and the page"
_NOWHERE = "write none as the document if no document answers it"
_NONE = frozenset(("none", "no document", "nothing", "nobody", "ninguno", "-", "–", "—"))
_HEADS = {
    "question": "question, questions, pregunta",
    "document": "document, documents, file, file name, right file, title, documento, archivo",
    "page": "page, pages, page number, página",
}
_COLUMNS = {name: column for column, names in _HEADS.items() for name in names.split(", ")}
_ORDER = ("question", "document", "page")
_MOST_WRONG = 20  # rows told; a wrong name is held against all names there are, which takes its time
_MOST_PAGES = 100
_LONGEST_NUMBER = 6  # of a page, in digits
_BESIDE_PAGES = re.compile(r"\b(?:pages?|pp?|páginas?|and|y)\b|[\s,;&.]")


@dataclass(frozen=True)
class Row:
    """A question with what was written beside it. `json` is a line that needs no reading."""

    place: str  # "Line 3", "Row 3"
    question: str = ""
    document: str = ""
    page: str = ""
    json: str = ""


def rows_of_text(text: str) -> list[Row | None]:
    """Return a row for each line of what was typed or pasted; None for an empty one."""
    if not text.strip():
        return []
    return [_row_of_line(f"Line {number}", line) for number, line in enumerate(text.splitlines(), start=1)]


def rows_of_file(content: bytes) -> list[Row | None]:
    """Return a row for each line of a CSV, Excel or JSON Lines file; raises ListRefused."""
    if content[:2] == b"PK":
        return _rows_of_table(_cells_of_workbook(content))
    text = decode_list(content)
    if "\0" in text:
        raise ListRefused("This is not a list of questions. Save it as CSV or as an Excel workbook (.xlsx).")
    if text.lstrip().startswith("{"):
        return rows_of_text(text)
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=first.count))
    try:
        return _rows_of_table([[" ".join(cell.split()) for cell in cells] for cells in reader])
    except csv.Error as error:
        raise ListRefused(
            f"Line {reader.line_num} cannot be read. Look for a quotation mark without its partner."
        ) from error


def known_names() -> dict[str, str]:
    """Return the file's name by each name that people have for it: its title and itself, in small letters."""
    kept = Document.objects.kept()
    versions = DocumentVersion.objects.filter(document__in=kept).order_by("number")
    # Of several files of one title the one that employees are answered from is meant.
    published = versions.filter(pk__in=kept.values("published_version"))
    told = [
        *versions.filter(status=DocumentVersion.Status.READY).values_list("document__title", "file_name"),
        *published.values_list("document__title", "file_name"),
    ]
    return {_folded(title): name for title, name in told} | {
        _folded(name): name for name in versions.values_list("file_name", flat=True)
    }


def as_lines(rows: Sequence[Row | None], names: Mapping[str, str]) -> list[str]:
    """Return a line for each row, empty ones included so that their numbers stay; raises BadQuestions for the first
    rows that are wrong."""
    lines, wrong = [], []
    for row in rows:
        try:
            lines.append(_line(row, names) if row else "")
        except ValueError as bad:
            shown = f" (“{row.question[:60]}”)" if row.question else ""
            wrong.append(f"{row.place}{shown}: {bad}")
            if len(wrong) == _MOST_WRONG:
                break
    if wrong:
        raise BadQuestions(wrong)
    return lines


def _row_of_line(place: str, line: str) -> Row | None:
    line = line.strip()
    if not line:
        return None
    if line.startswith("{"):
        return Row(place, json=line)
    cells = [cell.strip() for cell in line.split("\t" if "\t" in line else "|")]
    return Row(place, **dict(zip(_ORDER, cells, strict=False)))


def _rows_of_table(table: Sequence[Sequence[str]]) -> list[Row | None]:
    heads = [_COLUMNS.get(_folded(cell).strip(" *:"), "") for cell in table[0]] if table else []
    has_heads = "question" in heads
    columns = heads if has_heads else _ORDER
    rows: list[Row | None] = [None] if has_heads else []
    for number, cells in enumerate(table[len(rows) :], start=len(rows) + 1):
        told = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column}
        rows.append(Row(f"Row {number}", **told) if any(told.values()) else None)
    return rows


def _cells_of_workbook(content: bytes) -> list[list[str]]:
    """Return the cells of all sheets; a file from outside is opened in the readers' limited child process alone."""
    with NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        try:
            read = extract(Path(file.name), "xlsx")
        except ExtractionFailed as failed:
            raise ListRefused(f"{failed.sentence} Or save the list as CSV.") from failed
    table: list[list[str]] = []
    for page in sorted(read.pages, key=lambda page: page.number):
        for block in page.blocks:
            # A sheet with a single column is read as lines of text.
            table += [list(cells) for cells in block.rows] if block.rows else [[block.text]]
    return table


def _line(row: Row, names: Mapping[str, str]) -> str:
    if row.json:
        return row.json
    if not row.question:
        raise ValueError("the question is missing. Write it as an employee would ask it.")
    if not row.document:
        raise ValueError(f"{_HOW}, for example: {EXAMPLE}. Or {_NOWHERE}.")
    gold = [] if _folded(row.document) in _NONE else [_place_of(row.document, page, names) for page in _pages(row)]
    return json.dumps({"question": row.question, "gold": gold, "place": row.place}, ensure_ascii=False)


def _pages(row: Row) -> list[int]:
    numbers = re.findall(r"\d+", row.page)
    is_told = numbers and all(len(number) <= _LONGEST_NUMBER and int(number) for number in numbers)
    if not is_told or re.sub(r"\d+", "", _BESIDE_PAGES.sub("", row.page.casefold())):
        raise ValueError(f"say on which page of “{row.document[:60]}” the answer stands: a number, counted from 1.")
    if len(numbers) > _MOST_PAGES:
        raise ValueError(f"it names {len(numbers):,} pages. Name the best ones, at most {_MOST_PAGES}.")
    return [int(number) for number in numbers]


def _place_of(document: str, page: int, names: Mapping[str, str]) -> dict[str, object]:
    wanted = _folded(document)
    if wanted not in names:
        near = get_close_matches(wanted, names, n=1)
        hint = f"Did you mean {names[near[0]]}?" if near else "Write its title or its file's name as the list has it."
        raise ValueError(f"there is no document “{document[:60]}”. {hint}")
    return {"document": names[wanted], "page": page}


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
