"""The catalogue of a plan year taken over into a later one, as drafts that nobody has reviewed."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, date, timedelta

from django.db import models, transaction

from accounts.models import User
from benefits import plan_years
from benefits.catalogue.held import newest
from benefits.catalogue.rows import Row
from benefits.catalogue.stored import OF_YEARS, StoredRow, cell_of, rows_there
from benefits.catalogue.tables import FROM, TABLES
from benefits.catalogue.write import CATALOGUE, write
from benefits.models import Plan, PlanYear
from tenants.audit.log import record
from tenants.clock import day_in_words
from tenants.one_at_a_time import one_at_a_time

TABLES_OF_YEAR = tuple(table for table in OF_YEARS if {"plan_year", "plan"} & {*table.key})
LAST_YEAR = MAXYEAR - 2
_MOVED = ("claims_by", "grace_until")


@dataclass
class Copied:
    rows: int = 0
    there: int = 0  # rows of the later year that were there already and stay as they are
    left_out: list[str] = field(default_factory=list)  # what could not be taken over, and why


def years_later(day: date, years: int) -> date:
    """Return the same day in a later year; for a leap day, where there is none, the day before."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def last_day_of_year(begins: date) -> date:
    """Return the last of the twelve months that begin on this day; those of a leap day end on February 28."""
    next_one = years_later(begins, 1)
    return next_one - timedelta(1) if next_one.day == begins.day else next_one


def following(year: PlanYear) -> PlanYear:
    """Return the plan year after this one, which is not stored: it begins on the next day and lasts a year."""
    begins = year.ends_on + timedelta(1)
    opens, closes = year.enrolment_opens_on, year.enrolment_closes_on
    return PlanYear(
        label=re.sub(r"\d+", lambda number: str(int(number[0]) + 1).zfill(len(number[0])), year.label)[:20],
        starts_on=begins,
        ends_on=last_day_of_year(begins),
        enrolment_opens_on=opens and years_later(opens, 1),
        enrolment_closes_on=closes and years_later(closes, 1),
        default_action=year.default_action,
        status=PlanYear.Status.DRAFT,
    )


def copy_into_following(source: PlanYear, *, by: User) -> tuple[PlanYear, Copied]:
    """Make the year after this one, and copy into it. Raises YearRefused."""
    if source.ends_on.year >= LAST_YEAR:
        raise plan_years.YearRefused("No calendar goes further than this year. Look at its days again.")
    made = following(source)
    with transaction.atomic():
        plan_years.add(made, by=by)
        return made, copy_year(source, made, by=by)


def copy_year(source: PlanYear, target: PlanYear, *, by: User) -> Copied:
    """Copy what the later year lacks. What somebody has entered there stays, so a second time copies nothing."""
    copied = Copied()
    with transaction.atomic():
        one_at_a_time(CATALOGUE)
        there = {cell_of(one) for one in rows_there([target.label], TABLES_OF_YEAR)}
        rows = [(one, _moved(one, source, target)) for one in standing(source)]
        lacking = [row for one, row in rows if cell_of(one, target.label) not in there]
        copied.there = len(rows) - len(lacking)
        copied.left_out += _ended(source)
        while lacking:
            diff = write(lacking, by=by, why=f"Copied from {source.label}")
            if diff.is_written:
                break
            # A limit that the later year's law no longer allows stays behind; everything else is copied.
            copied.left_out += [f"{one.row.about}: {' '.join(one.reasons)}" for one in diff.refused]
            lacking = [one.row for one in diff.changes if one.what != "refused"]
        copied.rows = len(lacking)
        record(
            "plan_year.copied",
            actor=by,
            subject=target,
            source=source.label,
            label=target.label,
            rows=copied.rows,
            left_out=len(copied.left_out),
        )
    return copied


def standing(year: PlanYear) -> list[StoredRow]:
    """Return the rows of a year as they are on its last day, one a cell: a price that was replaced is over, and so is
    all of a plan that has ended.
    """
    rows = _held_at_the_end(year)
    plans = {one.stored.pk for one in rows if isinstance(one.stored, Plan)}
    return [one for one in rows if getattr(one.stored, "plan_id", None) in (None, *plans)]


def _held_at_the_end(year: PlanYear) -> list[StoredRow]:
    cells: dict[tuple[str, ...], dict[models.Model, StoredRow]] = {}
    for one in rows_there([year.label], TABLES_OF_YEAR):
        cells.setdefault(cell_of(one), {})[one.stored] = one
    held = ((rows, newest(rows, year.ends_on)) for rows in cells.values())
    return [rows[stored] for rows, stored in held if stored is not None]


def _ended(year: PlanYear) -> list[str]:
    """Return a sentence for each plan that has ended within the year, with how much of it stays behind."""
    ended = Plan.objects.filter(plan_year=year, effective_to__lt=year.ends_on).order_by("short_name")
    parts = Counter(getattr(one.stored, "plan_id", None) for one in _held_at_the_end(year))
    return [
        f"{plan.short_name} ended on {day_in_words(plan.effective_to)}, within {year.label}: "
        f"its {parts[plan.pk]} rows stay there with it."
        for plan in ended
    ]


def _moved(one: StoredRow, source: PlanYear, target: PlanYear) -> Row:
    years = target.ends_on.year - source.ends_on.year
    values = {**one.row.values, "effective_to": None}
    values |= {name: years_later(values[name], years) for name in _MOVED if values.get(name)}
    if isinstance(one.stored, Plan):
        values |= {"status": Plan.Status.DRAFT, "carrier": one.stored.carrier, "predecessor": one.stored}
    key = {**one.row.key, "plan_year": target.label, FROM: None}
    return replace(one.row, key=key, values=values, was_reviewed=one.stored.was_reviewed)


def waiting(year: PlanYear) -> Iterable[StoredRow]:
    """Return what nobody has reviewed, pay calendars too: they are of every year."""
    tables = (*TABLES_OF_YEAR, TABLES["pay_calendar"])
    return [one for one in rows_there([year.label], tables) if not one.stored.is_reviewed]
