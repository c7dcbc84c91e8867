"""Federal limits as they are kept in limits.csv, beside this file: one row a value.

A row is `published` with a value and its source, or `pending` with neither guessed. Nothing but what is published is
ever reckoned with.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

from benefits.calculators.hsa import HsaLimits
from benefits.calculators.result import Source
from benefits.calculators.retirement import DeferralLimits

_FILE = Path(__file__).with_name("limits.csv")


class BrokenLimits(RuntimeError):
    """A row of the file says what cannot be; the message names it."""


@dataclass(frozen=True)
class FederalLimit:
    key: str
    dimension: str  # whose: "self", "family", "household", "50" ...; "" where there is one
    year: int  # in which the calendar or plan year begins
    value: Decimal
    source: Source


@cache
def federal_limits() -> Mapping[tuple[str, str, int], FederalLimit]:
    """Return what is published, by key, dimension and year. Raises BrokenLimits."""
    with _FILE.open(newline="") as file:
        rows = list(_published(csv.DictReader(file)))
    limits = {(row.key, row.dimension, row.year): row for row in rows}
    if len(limits) != len(rows):
        raise BrokenLimits("A limit stands twice in limits.csv.")
    return MappingProxyType(limits)


def federal_limit(key: str, year: int, dimension: str = "") -> FederalLimit | None:
    """Return one limit; None where it is not published."""
    return federal_limits().get((key, dimension, year))


def amount(key: str, year: int, dimension: str = "") -> Decimal | None:
    found = federal_limit(key, year, dimension)
    return found.value if found else None


def hsa_limits(year: int) -> HsaLimits | None:
    """Return the year's HSA limits; None unless all of them are published."""
    found = [
        federal_limit("hsa", year, "self"),
        federal_limit("hsa", year, "family"),
        federal_limit("hsa_catch_up", year),
    ]
    if None in found:
        return None
    return HsaLimits(*(one.value for one in found), source=found[0].source)


def deferral_limits(year: int) -> DeferralLimits | None:
    """Return what may be put into a 401(k) in the year; None unless limit and catch-up are published."""
    deferral, catch_up = federal_limit("deferral", year), federal_limit("deferral_catch_up", year, "50")
    if deferral is None or catch_up is None:
        return None
    return DeferralLimits(
        deferral.value,
        catch_up.value,
        amount("deferral_catch_up", year, "60_to_63"),
        amount("roth_catch_up_above", year),
        deferral.source,
    )


def years_of(key: str) -> list[int]:
    """Return the years for which the limit is published, the last first."""
    return sorted({limit.year for limit in federal_limits().values() if limit.key == key}, reverse=True)


def _published(rows: csv.DictReader) -> Iterator[FederalLimit]:
    for number, row in enumerate(rows, start=2):
        is_published = row["status"] == "published"
        if row["status"] not in ("published", "pending") or bool(row["value"]) != is_published:
            raise BrokenLimits(f"Line {number} of limits.csv: a value is published, or pending and empty.")
        if is_published and not row["source"]:
            raise BrokenLimits(f"Line {number} of limits.csv: what is published has a source.")
        if is_published:
            yield FederalLimit(
                row["key"], row["dimension"], int(row["year"]), Decimal(row["value"]), Source(row["source"])
            )
