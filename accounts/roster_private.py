"""What a list must not hold, told by what stands in its cells, whatever its columns are called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from accounts.roster_dates import year_in
from tenants.csv_lists import ListRefused

# Never 000 or 666 before the first dash, and 9xx only in the number of a taxpayer who has no Social Security number:
# what has the form and not the numbers is some other number.
_NUMBERS = r"(?:(?!000|666|9\d\d)\d{3}{0}(?!00)\d{2}|9\d\d{0}(?:5\d|6[0-5]|[78]\d|9[0-24-9])){0}(?!0000)\d{4}"
_SSN = re.compile(rf"(?<![\w.–-]){_NUMBERS.replace('{0}', '[-–. ]')}(?![\w–-])")
_BARE_SSN = re.compile(_NUMBERS.replace("{0}", ""))
_MONEY = re.compile(r"[$€]\s?\d[\d,]*(\.\d{1,2})?|\d{1,3}(,\d{3})+(\.\d{1,2})?")
_PLAIN_NUMBER = re.compile(r"\d{5,7}(\.\d{1,2})?")
_DIGIT = re.compile(r"\d")
# What an invitation does not need must not come here at all.
PRIVATE_TITLE = re.compile(
    r"\b(ssn|social security|birth|birthday|dob|born|age|gender|sex|salary|pay|wages?|compensation|bank|iban|routing|"
    r"medical|diagnosis|disability|race|ethnicity|street|nacimiento|seguro social|edad|sexo|género|salario|sueldo)\b"
)
_ABOUT_PAY = re.compile(r"pay|salar|wage|rate|comp|earn|income|sueldo|pago|nómina|ingreso")
# So many bare numbers of nine digits in one column, most of which could be one, are no accident.
_FEWEST_BARE = 3
# Whom one employs is at least so old; and somebody was hired since the youngest of them was born.
_YOUNGEST, _OLDEST = 15, 90
_YEARLY_PAY = range(10_000, 1_000_000)
_MOST_KEPT = 200


@dataclass
class _Column:
    """What stands in the cells of one column, counted."""

    filled: int = 0
    bare_ssns: int = 0
    days: int = 0
    of_age: int = 0  # days that lie as far back as the birth of somebody who works
    pay: int = 0
    pay_with_cents: int = 0
    round_pay: int = 0
    pays: set[str] = field(default_factory=set)  # the different ones, some of them
    has_ssn: bool = False
    has_money: bool = False


class Census:
    """Counts what stands in each column of a list, and then says which of them must not be there."""

    def __init__(self, titles: Sequence[str], columns: Sequence[str], *, today: date) -> None:
        """`titles` as they stand in the file, none if it names no columns; `columns` are what they mean."""
        self._titles, self._meanings, self._today = titles, columns, today
        self._columns: list[_Column] = []

    def take(self, cells: Sequence[str]) -> None:
        while len(self._columns) < len(cells):
            self._columns.append(_Column())
        for column, cell in zip(self._columns, cells, strict=False):
            if cell:
                column.filled += 1
                if _DIGIT.search(cell):
                    self._count(column, cell)

    def refuse_private(self) -> None:
        """Raise ListRefused if a column holds what looks like Social Security numbers, birth dates or pay."""
        for place, column in enumerate(self._columns):
            if what := self._private(column, place):
                raise ListRefused(
                    f"{self._named(place)} seems to hold {what}. Take it out and choose the file again; nothing of "
                    "this one was kept."
                )

    def notes(self) -> list[str]:
        """Return what looks odd and may be right."""
        notes = []
        for place, column in enumerate(self._columns):
            if self._meaning(place) == "hire_date" and self._are_births(column) and column.days >= _FEWEST_BARE:
                notes.append(
                    f"Every day in {self._named(place, within=True)} lies {_YOUNGEST} years back or more. If these are "
                    "birth dates, discard the list: they must not come here."
                )
            elif self._looks_like_pay(column, place):
                notes.append(
                    f"{self._named(place)} holds numbers that could be yearly pay. If they are, discard the list: pay "
                    "must not come here."
                )
        return notes

    def _count(self, column: _Column, cell: str) -> None:
        column.has_ssn = column.has_ssn or bool(_SSN.search(cell))
        column.has_money = column.has_money or bool(_MONEY.fullmatch(cell))
        if _BARE_SSN.fullmatch(cell):
            column.bare_ssns += 1
        elif year := year_in(cell, today=self._today):
            column.days += 1
            column.of_age += _YOUNGEST <= self._today.year - year <= _OLDEST
        elif _PLAIN_NUMBER.fullmatch(cell) and int(float(cell)) in _YEARLY_PAY:
            column.pay += 1
            column.pay_with_cents += "." in cell
            column.round_pay += float(cell) % 100 == 0
            if len(column.pays) < _MOST_KEPT:
                column.pays.add(cell)

    def _private(self, column: _Column, place: int) -> str:
        if column.has_ssn or (column.bare_ssns >= _FEWEST_BARE and _most(column.bare_ssns, column)):
            return "Social Security numbers"
        if column.has_money or (self._looks_like_pay(column, place) and _ABOUT_PAY.search(self._title(place).lower())):
            return "pay"
        if self._meaning(place) != "hire_date" and _most(column.days, column):
            is_sure = column.days >= _FEWEST_BARE and self._are_births(column)
            return "birth dates" if is_sure else "dates, of birth perhaps"
        return ""

    def _are_births(self, column: _Column) -> bool:
        """Whether the days lie so that hardly anybody could have been hired on them, and everybody been born."""
        return _most(column.days, column) and column.of_age >= 0.95 * column.days

    def _looks_like_pay(self, column: _Column, place: int) -> bool:
        """Whether most numbers could be a year's pay: those of employees are not told in hundreds or with cents, and
        codes of calendars are few.
        """
        if not _most(column.pay, column) or 2 * len(column.pays) < min(column.pay, _MOST_KEPT):
            return False
        if 2 * column.pay_with_cents >= column.pay:
            return True
        return self._meaning(place) != "employee_id" and column.pay > 1 and 2 * column.round_pay >= column.pay

    def _title(self, place: int) -> str:
        return self._titles[place] if place < len(self._titles) else ""

    def _meaning(self, place: int) -> str:
        return self._meanings[place] if place < len(self._meanings) else ""

    def _named(self, place: int, *, within: bool = False) -> str:
        if title := self._title(place):
            return f"{'the' if within else 'The'} column “{title[:60]}”"
        return f"{'column' if within else 'Column'} {place + 1}"


def _most(number: int, column: _Column) -> bool:
    return 2 * number > column.filled
