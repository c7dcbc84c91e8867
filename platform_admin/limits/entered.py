"""A value of a limit as somebody says it, by hand or in a file, and what speaks against it."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.audience import WorkState
from benefits.federal.keys import BY_KEY
from benefits.federal.models import FEDERAL, FederalLimit, LimitUnit

EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)
MOST = Decimal(10_000_000)
_WEB = re.compile(r"https://[^\s/]+\.[^\s/]+(/\S*)?")
# What two people say alike, or differently.
SAID = ("value", "effective_to", "cite_title", "cite_url", "published_on", "note")


class LimitRefused(ValueError):
    """It cannot be done; the message says why and what to do."""


@dataclass(frozen=True)
class EnteredLimit:
    """`value` is None for what is pending: known to come, and no number yet."""

    key: str
    effective_from: date
    effective_to: date | None
    value: Decimal | None
    dimension: str = ""
    jurisdiction: str = FEDERAL
    cite_title: str = ""
    cite_url: str = ""
    published_on: date | None = None
    note: str = ""

    def is_said_by(self, row: FederalLimit) -> bool:
        return all(getattr(self, name) == getattr(row, name) for name in SAID)


def fault_of(told: EnteredLimit) -> str:
    """Return a sentence on what is wrong with it, "" if nothing is."""
    return _fault_of_place(told) or _fault_of_days(told) or _fault_of_value(told)


def _fault_of_place(told: EnteredLimit) -> str:
    limit = BY_KEY.get(told.key)
    if limit is None:
        return f"There is no limit called “{told.key}”. Take its key from the export."
    if told.dimension not in limit.dimensions:
        known = ", ".join(one or "none" for one in limit.dimensions)
        return f"“{told.key}” is not kept for “{told.dimension}”. Its dimensions: {known}."
    if limit.is_of_states and told.jurisdiction not in WorkState.values:
        return "This limit is a state’s. Give its two letters as jurisdiction."
    if not limit.is_of_states and told.jurisdiction != FEDERAL:
        return "This limit is federal. Its jurisdiction is US."
    return ""


def _fault_of_days(told: EnteredLimit) -> str:
    days = [day for day in (told.effective_from, told.effective_to, told.published_on) if day]
    if any(not EARLIEST <= day <= LATEST for day in days):
        return "A day before 1950 or after 2100 cannot be right. Look at the dates again."
    if told.effective_to is not None and told.effective_to < told.effective_from:
        return "It ends before it begins. Look at the two dates again."
    return ""


def _fault_of_value(told: EnteredLimit) -> str:
    if told.value is None:
        return ""
    if not told.value.is_finite() or told.value <= 0:
        return "A limit is more than zero. What is not published yet has no value: leave it empty."
    most = Decimal(100) if BY_KEY[told.key].unit == LimitUnit.PERCENT else MOST
    if told.value > most:
        return f"More than {most:,} cannot be right. Look at the value again."
    if told.value != round(told.value, 4):
        return "A value has at most four decimals."
    if not told.cite_title or not told.published_on:
        return "Say where the value is published, by its official name, and on which day."
    if not _WEB.fullmatch(told.cite_url):
        return "Give the official page as an address that begins with https://."
    return ""
