"""The lines of a workbook held against the catalogue: what each would change, and what speaks against it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.db import models

from accounts.models import User
from benefits.catalogue.rows import Diff, Row, RowChange, RowSource, What
from benefits.catalogue.stored import StoredRow, row_key, rows_there
from benefits.catalogue.tables import TABLES, Table
from benefits.catalogue.write import write
from benefits.models import BenefitClass, Contact, PayCalendar, Plan
from benefits.workbook.columns import PAGE, PAPER, CellRefused, Column, columns_of, text_of, value_of
from benefits.workbook.read import BookLine
from benefits.workbook.sheets import value_in

_SOURCE = {"source_title": PAPER, "source_page": PAGE}
# What becomes of the row's review where somebody says that they have checked the file.
Review = Literal["signed", "waits", ""]


@dataclass(frozen=True)
class Difference:
    heading: str
    before: str
    after: str


@dataclass(frozen=True)
class ComparedLine:
    line: BookLine
    what: What
    about: str
    reasons: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    review: Review = ""

    @property
    def place(self) -> str:
        return f"Sheet “{self.line.sheet}”, row {self.line.number}"

    def as_json(self) -> list[object]:
        """Return what somebody sees of the line, to be held against what they would see later."""
        seen = [self.what, [[one.heading, one.before, one.after] for one in self.differences]]
        return [*seen, self.review] if self.is_reviewed_apart else seen

    @property
    def is_reviewed_apart(self) -> bool:
        """Whether its review is another than that of what is written."""
        return self.review == "waits" or (self.what == "equal" and self.review != "")

    @property
    def says(self) -> str:
        """Return what the file has of the row, which whoever signs it stands behind."""
        columns = [one for one in columns_of(TABLES[self.line.table]) if not one.is_key]
        return "; ".join(
            f"{one.heading}: {self.line.cells[one.name]}" for one in columns if self.line.cells.get(one.name)
        )

    @property
    def lacking(self) -> str:
        """Return the headings of the columns that the file has not."""
        return ", ".join(one.heading for one in _lacking(self.line))


def compare(lines: Sequence[BookLine]) -> list[ComparedLine]:
    """Return what each line would do, in the order of the file. Nothing is written."""
    drafts = drafts_of(lines)
    fit = [draft.row for draft in drafts if draft.row is not None]
    changes = iter(write(fit, by=None, dry_run=True).changes)
    names = _Names()
    return [_compared(draft, next(changes) if draft.row is not None else None, names) for draft in drafts]


def write_lines(lines: Sequence[BookLine], *, by: User | None, why: str, review: bool) -> Diff | None:
    """Write what the lines say, or nothing; None where it was nothing."""
    drafts = drafts_of(lines)
    if any(draft.row is None for draft in drafts):
        return None
    diff = write([draft.row for draft in drafts], by=by, why=why, review=review)
    return diff if diff.is_written else None


@dataclass(frozen=True)
class LineDraft:
    """A line as a row; without one the reasons say what is wrong with its cells."""

    line: BookLine
    row: Row | None
    reasons: tuple[str, ...] = ()
    waits: bool = False  # it is there, and nobody has reviewed it


def drafts_of(lines: Iterable[BookLine]) -> list[LineDraft]:
    lines = list(lines)
    tables = [table for table in TABLES.values() if table.name in {line.table for line in lines}]
    years = {line.cells.get("plan_year", "") for line in lines}
    there = {row_key(one.table, dict(one.row.key)): one for one in rows_there(years, tables)}
    return [_draft(line, TABLES[line.table], there) for line in lines]


def _draft(line: BookLine, table: Table, there: Mapping[tuple[str, ...], StoredRow]) -> LineDraft:
    reasons = []
    if line.beyond:
        reasons.append(f"Column {line.beyond}: it has no heading. Empty the cell, or give the column its heading.")
    columns = [column for column in columns_of(table) if column.name in line.cells]
    key = _values([column for column in columns if column.is_key], line, None, reasons)
    stored = there.get(row_key(table, key))
    values = _values([column for column in columns if not column.is_key], line, stored, reasons)
    source = _source(values, stored)
    if reasons:
        return LineDraft(line, None, tuple(reasons))
    waits = table.is_reviewed and stored is not None and not stored.stored.is_reviewed
    return LineDraft(line, Row(table.name, key, values, source, is_whole=not _lacking(line)), waits=waits)


def _lacking(line: BookLine) -> list[Column]:
    """Return the columns of values, the paper apart, that the sheet of the line has not."""
    columns = columns_of(TABLES[line.table])
    return [one for one in columns if not one.is_key and one.name not in (PAPER, PAGE, *line.cells)]


def _review(draft: LineDraft, change: RowChange) -> Review:
    if not TABLES[draft.line.table].is_reviewed or change.what == "refused":
        return ""
    if draft.waits and not draft.row.is_whole:
        return "waits"
    return "signed" if draft.waits or change.what != "equal" else ""


def _values(
    columns: Iterable[Column], line: BookLine, stored: StoredRow | None, reasons: list[str]
) -> dict[str, object]:
    """Return what cells say. A cell that shows what is stored says nothing, so that no way of writing changes it."""
    values = {}
    for column in columns:
        text = line.cells[column.name]
        if stored is not None and text == " ".join(text_of(column, value_in(stored, column)).split()):
            continue
        try:
            values[column.name] = value_of(column, text)
        except CellRefused as refused:
            reasons.append(f"Column {line.letters[column.name]}, {column.heading}: {refused}")
    if stored is None:
        # An empty cell of a new row leaves the value at its default.
        return {name: value for name, value in values.items() if value not in (None, [])}
    return values


def _source(values: dict[str, object], stored: StoredRow | None) -> RowSource | None:
    """Take the paper out of the values; None where the row keeps the one it has."""
    if not values.keys() & {PAPER, PAGE}:
        return None
    title, page = (getattr(stored.stored, name) for name in _SOURCE) if stored else ("", None)
    title, page = values.pop(PAPER, title), values.pop(PAGE, page)
    return RowSource(str(title or ""), page=page)


class _Names:
    """What ids of the catalogue are called."""

    def __init__(self) -> None:
        self._of: dict[type[models.Model], dict[UUID, str]] = {}

    def of(self, model: type[models.Model], pk: object) -> str:
        names = {Contact: "name", Plan: "short_name", PayCalendar: "code", BenefitClass: "code"}
        if model not in self._of:
            self._of[model] = dict(model._default_manager.values_list("pk", names[model]))
        return self._of[model].get(UUID(str(pk)), "") if pk else ""


def _compared(draft: LineDraft, change: RowChange | None, names: _Names) -> ComparedLine:
    if change is None:
        return ComparedLine(draft.line, "refused", _about(draft.line), draft.reasons)
    table = TABLES[draft.line.table]
    columns = {column.name: column for column in columns_of(table)}
    differences = []
    for name, after in change.after.items():
        column = columns.get(_SOURCE.get(name, name))
        if column is not None:
            before = change.before.get(name)
            differences.append(
                Difference(column.heading, *(_shown(table, column, one, names) for one in (before, after)))
            )
    review = _review(draft, change)
    return ComparedLine(draft.line, change.what, _about(draft.line), change.reasons, tuple(differences), review)


def _about(line: BookLine) -> str:
    keys = [column.name for column in columns_of(TABLES[line.table]) if column.is_key]
    return ", ".join(line.cells[name] for name in keys if line.cells.get(name))


def _shown(table: Table, column: Column, value: object, names: _Names) -> str:
    pointed = None if column.name == PAPER or column.name == PAGE else table.model._meta.get_field(column.name)
    if pointed is not None and pointed.is_relation:
        return names.of(pointed.related_model, value)
    return text_of(column, value)
