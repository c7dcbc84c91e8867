"""The limits that the product brings, as they stand in shipped.csv, and how they come into the database.

A release that brings more adds its rows to the file, and a migration that calls `load_shipped` again.
"""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.db.models import Model, Q, QuerySet

from benefits.federal.keys import BY_KEY
from benefits.federal.kinds import FEDERAL, LimitStatus

_FILE = Path(__file__).with_name("shipped.csv")


@dataclass(frozen=True)
class ShippedLimit:
    key: str
    dimension: str
    jurisdiction: str
    value: Decimal | None
    effective_from: date
    effective_to: date | None
    status: str
    cite_title: str
    cite_url: str
    published_on: date | None
    note: str

    @property
    def place(self) -> tuple[str, str, str, date]:
        """What the row is about: at most one row of a place is not superseded."""
        return self.key, self.dimension, self.jurisdiction, self.effective_from

    def holds_in(self, year: int) -> bool:
        first = date(year, 1, 1)
        return self.effective_from <= first and (self.effective_to is None or first <= self.effective_to)


@cache
def shipped_limits() -> tuple[ShippedLimit, ...]:
    with _FILE.open(newline="") as file:
        return tuple(
            ShippedLimit(
                **row
                | {
                    "value": Decimal(row["value"]) if row["value"] else None,
                    "effective_from": date.fromisoformat(row["effective_from"]),
                    "effective_to": _day(row["effective_to"]),
                    "published_on": _day(row["published_on"]),
                }
            )
            for row in csv.DictReader(file)
        )


def shipped_limit(key: str, year: int, dimension: str = "") -> ShippedLimit:
    """Return what the product brought as published for the year. Raises KeyError where it brought nothing."""
    for row in shipped_limits():
        is_meant = (row.key, row.dimension, row.jurisdiction) == (key, dimension, FEDERAL)
        if is_meant and row.status == LimitStatus.PUBLISHED and row.holds_in(year):
            return row
    raise KeyError((key, year, dimension))


def load_shipped(model: type[Model]) -> int:
    """Write what is missing or was corrected since; return how many rows were written. Safe to run again.

    Where an operator has entered or changed anything, theirs stays. `model` is FederalLimit, a migration's own or not.
    """
    rows = sorted(shipped_limits(), key=lambda row: row.place)
    return sum(_load(model, list(own)) for _, own in groupby(rows, key=lambda row: row.place))


def _load(model: type[Model], rows: list[ShippedLimit]) -> int:
    """Write the rows of one place: what is superseded first, then what stands."""
    former = [row for row in rows if row.status == LimitStatus.SUPERSEDED]
    (standing,) = (row for row in rows if row.status != LimitStatus.SUPERSEDED)
    of_limit = model.objects.filter(key=standing.key, dimension=standing.dimension, jurisdiction=standing.jurisdiction)
    there = of_limit.filter(effective_from=standing.effective_from)
    if there.filter(Q(shipped_in="") | Q(entered_by__isnull=False)).exists():
        return 0
    if standing.status == LimitStatus.PUBLISHED and _is_taken(of_limit.exclude(pk__in=there), standing):
        return 0
    present = there.exclude(status=LimitStatus.SUPERSEDED).first()
    if present is not None and _says(present, standing):
        return 0
    replaced = None
    if present is None:
        for row in former:
            replaced = _write(model, row)
    elif present.status == LimitStatus.PUBLISHED:
        there.filter(pk=present.pk).update(status=LimitStatus.SUPERSEDED)
        replaced = present
    else:
        there.filter(pk=present.pk).delete()
    _write(model, standing, replaced=replaced)
    return 1


def _is_taken(others: QuerySet, row: ShippedLimit) -> bool:
    """Whether a value that somebody published for other days holds on days of this one."""
    overlapping = others.filter(status=LimitStatus.PUBLISHED).filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=row.effective_from)
    )
    if row.effective_to is not None:
        overlapping = overlapping.filter(effective_from__lte=row.effective_to)
    return overlapping.exists()


def _says(present: Model, row: ShippedLimit) -> bool:
    names = ("value", "effective_to", "status", "cite_title", "cite_url", "published_on", "note")
    return all(getattr(present, name) == getattr(row, name) for name in names)


def _write(model: type[Model], row: ShippedLimit, *, replaced: Model | None = None) -> Model:
    limit = BY_KEY[row.key]
    return model.objects.create(
        **vars(row), unit=limit.unit, basis=limit.basis, shipped_in=settings.PRODUCT_VERSION, supersedes=replaced
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
