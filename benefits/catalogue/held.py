"""Which row of a cell holds on a day, and the reason where none may be reckoned with."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.utils.translation import gettext, gettext_noop

from benefits.calculators.result import Result, Source, not_available
from benefits.calculators.words import Note
from benefits.models import PlanYear, Reviewed
from tenants.clock import day_of, today

Row = TypeVar("Row", bound=Reviewed)
Terms = TypeVar("Terms")


@dataclass(frozen=True)
class Held(Generic[Terms]):
    """A rule in a calculator's own type, and the papers it stands on."""

    terms: Terms
    sources: tuple[Source, ...]


def day_in(year: PlanYear, on: date | None = None) -> date:
    """Return the day by which a plan year's rows are read: the one asked for, or the year's nearest to today."""
    return on or year.nearest_to(today())


def newest(rows: Iterable[Row], day: date) -> Row | None:
    """Return the row of one cell that holds on the day: the last that has begun, unless it has ended."""
    begun = [row for row in rows if row.effective_from is None or row.effective_from <= day]
    if not begun:
        return None
    last = max(begun, key=lambda row: row.effective_from or date.min)
    return last if last.effective_to is None or last.effective_to >= day else None


def for_class(rows: Iterable[Row], class_code: str, day: date) -> list[Row]:
    """Return a class's own rows where one of them holds on the day; else everybody's.

    A class has a rule of its own once somebody has stood behind one, also while that waits to be looked at again. A
    draft that nobody ever reviewed changes nothing.
    """
    rows = list(rows)
    own = own_rows(rows, class_code)
    begun = (row for row in own if row.effective_from is None or row.effective_from <= day)
    has_own = newest(own, day) is not None and any(row.was_reviewed or row.is_reviewed for row in begun)
    everybodys = [row for row in rows if row.benefit_class_id is None]
    return own if has_own or not everybodys else everybodys


def own_rows(rows: Iterable[Row], class_code: str) -> list[Row]:
    return [row for row in rows if row.benefit_class_id and row.benefit_class.code == class_code]


def held(rows: Iterable[Row], day: date, *, of: Hashable, what: str) -> Row | Result:
    """Return the row to reckon with, or why there is none. `what` is marked text: "the deductible"."""
    row = newest(rows, day)
    if row is None:
        return missing(of, what)
    return row if row.is_reviewed else unreviewed(of, what)


def missing(of: Hashable, what: str) -> Result:
    return not_available(gettext_noop("{of}: {what} is not in the catalogue."), of=str(of), what=Note(what))


def unreviewed(of: Hashable, what: str) -> Result:
    return not_available(
        gettext_noop("{of}: {what} has been entered, but HR has not reviewed it yet."), of=str(of), what=Note(what)
    )


def source_of(row: Reviewed) -> Source:
    label = row.source_title or gettext("Plan catalogue")
    reviewed_on = day_of(row.reviewed_at) if row.reviewed_at else None
    return Source(label, row.source_document, row.source_page, reviewed_on=reviewed_on)


def sources_of(rows: Iterable[Reviewed]) -> tuple[Source, ...]:
    """Return each paper and page once, in the order of the rows."""
    return tuple(dict.fromkeys(source_of(row) for row in rows))


def by_cell(rows: Iterable[Row], name: str, day: date) -> dict[str, Row]:
    """Return the row of each cell that may be reckoned with; `name` is the field that tells the cells apart."""
    cells: dict[str, list[Row]] = {}
    for row in rows:
        cells.setdefault(getattr(row, name), []).append(row)
    found = {cell: newest(of_cell, day) for cell, of_cell in cells.items()}
    return {cell: row for cell, row in found.items() if row is not None and row.is_reviewed}
