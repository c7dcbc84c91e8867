"""What every calculator returns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext_noop

from benefits.calculators.money import MOST_DOLLARS
from benefits.calculators.words import Note, Value

Status = Literal["ok", "needs_input", "not_available", "handoff"]
Unit = Literal[
    "usd",
    "usd_a_month",
    "usd_a_pay",
    "usd_a_year",
    "usd_a_week",
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "share",
    "day",
]


@dataclass(frozen=True)
class Source:
    """Where a figure stands: a row of the catalogue or of the federal limits, with the page that prints it."""

    label: str
    document_id: UUID | None = None
    page: int | None = None
    url: str = ""
    about: Note | None = None  # of what the figure is: "HSA limit 2027"
    published_on: date | None = None
    reviewed_on: date | None = None  # the day on which somebody stood behind it


@dataclass(frozen=True)
class Amount:
    """One figure; `value` is a Decimal of money or a share, a whole number, or a day."""

    key: str
    value: Value
    unit: Unit


@dataclass(frozen=True)
class Line:
    """One step of the reckoning: what it gives, how, and what comes out."""

    label: Note
    formula: str | Note
    value: Value


@dataclass(frozen=True)
class Result:
    status: Status
    amounts: tuple[Amount, ...] = ()
    lines: tuple[Line, ...] = ()
    assumptions: tuple[Note, ...] = ()
    sources: tuple[Source, ...] = ()
    warnings: tuple[Note, ...] = ()
    missing: tuple[str, ...] = ()  # names of the inputs to ask for
    why: Note | None = None  # where the status is not "ok"

    def __getitem__(self, key: str) -> Value:
        """Return the value of one amount. Raises KeyError, also where there are none."""
        for amount in self.amounts:
            if amount.key == key:
                return amount.value
        raise KeyError(key)


def needs_input(missing: Iterable[str], text: str, **values: Value) -> Result:
    """Ask for inputs, by their names, with a sentence that says what is wrong or missing."""
    return Result("needs_input", missing=tuple(missing), why=Note(text, values))


def not_available(text: str, **values: Value) -> Result:
    """Say that something nobody has published or entered would be needed: never a number."""
    return Result("not_available", why=Note(text, values))


def hand_off(text: str, **values: Value) -> Result:
    return Result("handoff", why=Note(text, values))


# ---- checks that calculators share; the first that finds something ends the reckoning

_QUESTIONS = {
    "age": gettext_noop("How old are you at the end of the year?"),
    "balance": gettext_noop("How much is in the account?"),
    "born": gettext_noop("When was the child born?"),
    "coverage": gettext_noop("For how much are you insured?"),
    "fee": gettext_noop("What is charged for it?"),
    "filing": gettext_noop("How do you file your taxes?"),
    "happened": gettext_noop("On which day did it happen?"),
    "hired": gettext_noop("What was the first day at work?"),
    "lost": gettext_noop("What is the last day of coverage?"),
    "noticed": gettext_noop("Of which day is the COBRA notice?"),
    "pay": gettext_noop("What is your yearly pay?"),
    "price": gettext_noop("What does it cost?"),
    "saved": gettext_noop("Which share of your pay do you save?"),
    "saved_so_far": gettext_noop("How much have you saved this year?"),
    "spent": gettext_noop("How much of it has been spent so far?"),
    "weekly_pay": gettext_noop("What is your weekly pay?"),
}


def ask_for_missing(inputs: Mapping[str, object]) -> Result | None:
    """Ask for the first input that is missing, and name them all."""
    missing = [name for name, value in inputs.items() if value is None]
    return needs_input(missing, _QUESTIONS[missing[0]]) if missing else None


def refuse_absurd(amounts: Mapping[str, Decimal | int | None]) -> Result | None:
    """Refuse what is negative, not a number, or larger than any benefit."""
    for name, amount in amounts.items():
        if amount is None:
            continue
        if isinstance(amount, Decimal) and not amount.is_finite():
            return needs_input([name], gettext_noop("This is no number. Write the amount in digits."))
        if amount < 0:
            return needs_input([name], gettext_noop("An amount cannot be below zero. Write it without a minus sign."))
        if amount > MOST_DOLLARS:
            return needs_input(
                [name], gettext_noop("This is more than any benefit comes to. Look at the amount again.")
            )
    return None


def refuse_share(shares: Mapping[str, Decimal | None]) -> Result | None:
    """Refuse a share that is not between nothing and all."""
    for name, share in shares.items():
        if share is not None and not (share.is_finite() and 0 <= share <= 1):
            return needs_input([name], gettext_noop("A share lies between 0 and 100 percent. Write it again."))
    return None


EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)


def refuse_days(days: Mapping[str, date | None]) -> Result | None:
    """Refuse a day that no benefit reckons with."""
    for name, day in days.items():
        if day is not None and not EARLIEST <= day <= LATEST:
            return needs_input([name], gettext_noop("{day} cannot be right. Write the date again."), day=day)
    return None
