"""In which order a list writes its days: 02/03/2026 is in February or in March, and only the column can tell."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from accounts.workbooks import SheetRow

MONTHS = 12
_SHORT = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})( \d{1,2}:\d{2}(:\d{2})?)?")
_LONG = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})([ T]\d{1,2}:\d{2}(:\d{2})?)?")
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_EPOCH = date(1899, 12, 30)  # from which Excel counts days
_FIRST_DAY = date(1940, 1, 1)
_MOST_AHEAD = 366  # days


class DayOrder(StrEnum):
    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"
    MIXED = "mixed"  # the column has both, so a day that may be read in two ways is not read
    ASK = "ask"  # nothing tells


class OrderOfDays:
    """What the days of hire in a list tell of their order, line by line."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._place = columns.index("hire_date") if "hire_date" in columns else None
        self._has_day_first = self._has_month_first = False
        self.unclear_line = 0

    def take(self, row: SheetRow) -> None:
        if self._place is None or self._place >= len(row.cells):
            return
        found = _SHORT.fullmatch(row.cells[self._place])
        if found is None:
            return
        first, second = int(found[1]), int(found[2])
        if first > MONTHS >= second:
            self._has_day_first = True
        elif second > MONTHS >= first:
            self._has_month_first = True
        elif first != second and not self.unclear_line:
            self.unclear_line = row.number

    @property
    def order(self) -> DayOrder:
        if self._has_day_first and self._has_month_first:
            return DayOrder.MIXED
        if self._has_day_first:
            return DayOrder.DAY_FIRST
        if self.unclear_line and not self._has_month_first:
            return DayOrder.ASK
        return DayOrder.MONTH_FIRST


def read_hire_date(text: str, *, order: DayOrder, today: date) -> tuple[date | None, str]:
    """Return the day and "", or nothing and a sentence on what is wrong; nothing written is no day, and not wrong."""
    if not text:
        return None, ""
    if _SERIAL.fullmatch(text):
        counted = _EPOCH + timedelta(days=int(text[:5]))
        return None, f"“{text}” is how Excel counts days ({counted.isoformat()}). Format the cell as a date."
    if (found := _SHORT.fullmatch(text)) and order == DayOrder.MIXED and int(found[1]) != int(found[2]):
        if int(found[1]) <= MONTHS and int(found[2]) <= MONTHS:
            return None, f"“{text}” may be read in two ways, and the column has both. Write the year first: 2024-03-01."
        order = DayOrder.DAY_FIRST if int(found[1]) > MONTHS else DayOrder.MONTH_FIRST
    day = _day(text, order)
    if day is None or day < _FIRST_DAY or (day - today).days > _MOST_AHEAD:
        return None, f"“{text[:60]}” is no hire date. Write it as 2024-03-01 or 03/01/2024."
    return day, ""


def year_in(text: str, *, today: date) -> int | None:
    """Return the year of a day however it is written; None for what is no day."""
    if found := _LONG.fullmatch(text):
        return int(found[1])
    if found := _SHORT.fullmatch(text):
        return _year(found[3], today.year)
    return None


def _day(text: str, order: DayOrder) -> date | None:
    if found := _LONG.fullmatch(text):
        parts = int(found[1]), int(found[2]), int(found[3])
    elif found := _SHORT.fullmatch(text):
        month, day = int(found[1]), int(found[2])
        if order == DayOrder.DAY_FIRST:
            month, day = day, month
        # As Python and spreadsheets have it: 69 is 1969, 68 is 2068.
        short = int(found[3])
        parts = short if short > 99 else short + (1900 if short > 68 else 2000), month, day
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def _year(text: str, this_year: int) -> int:
    """Of two digits, the last year that ends so and has begun."""
    if len(text) > 2:
        return int(text)
    year = this_year // 100 * 100 + int(text)
    return year if year <= this_year else year - 100
