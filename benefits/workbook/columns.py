"""The columns of a sheet: what they are called, what may stand in them, and what a cell means."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Literal

from django.contrib.postgres.fields import ArrayField
from django.db import models

from benefits.calculators.money import number_said
from benefits.catalogue.labels import LABELS, plain_label
from benefits.catalogue.tables import FROM, Table
from benefits.models import BenefitClass, Contact, PayCalendar, Plan, PlanYear

Kind = Literal[
    "name", "text", "choice", "yes_no", "dollars", "share", "number", "whole", "day", "days", "list", "pairs"
]
PAPER, PAGE = "paper", "page"
_HEADINGS = {
    "plan_year": "Plan year",
    "plan": "Plan",
    FROM: LABELS[FROM],
    "effective_to": LABELS["effective_to"],
    PAPER: "Paper",
    PAGE: "Page of the paper",
}
_UNITS = {"dollars": " ($)", "share": " (0.20 is 20%)", "yes_no": " (yes or no)", "day": " (day)", "days": " (days)"}
_NOTES = {
    "name": "By its name, exactly as it stands in the catalogue. Example: {example}",
    "text": "Words. Example: {example}",
    "choice": "One of the list.",
    "yes_no": "yes or no.",
    "dollars": "Dollars and cents. Example: 1500.00",
    "share": "A part of one. Example: 0.20, or 20%",
    "number": "A number. Example: 1.5",
    "whole": "A whole number. Example: 26",
    "day": "A day. Example: 2027-03-31",
    "days": "Days, parted by semicolons. Example: 2027-01-29; 2027-07-30",
    "list": "Parted by semicolons. Example: {example}",
    "pairs": "Pairs, parted by semicolons. Example: {example}",
}
_EXAMPLES = {
    "plan_year": "2027",
    "plan": "PPO 1000",
    "short_name": "PPO 1000",
    "benefit_class": "SALARIED; empty is every class",
    "classes": "SALARIED; UNION. Empty is every class",
    "reductions": "65: 0.65; 70: 0.50 (age, and the share that is left)",
    "vesting": "1: 0.25; 2: 0.50 (years of service, and the share)",
    "hours_by_service": "0: 120; 5: 160 (years of service, and hours a year)",
    "match_tiers": "0.03: 1; 0.02: 0.50 (share of pay, and what is added to each dollar)",
    "counts": "primary: 2; generic: 4 (service, and how often a year)",
    PAPER: "Rate sheet 2027",
}
_MORE = {
    FROM: " Empty: from the plan year's first day. Fill it in for what changes within the year, such as a new price.",
    "effective_to": " Empty: to the plan year's last day.",
    "deductions": " How many deductions a year the price is meant for.",
    PAPER: " The document that the figures stand in.",
}
_POINTED: dict[type[models.Model], str] = {
    PlanYear: "Plan years",
    BenefitClass: "Classes",
    PayCalendar: "Pay calendars",
    Contact: "Contacts",
    Plan: "Plans",
}
_US_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YES, _NO = ("yes", "true", "y", "1"), ("no", "false", "n", "0")
FORMULA = "="  # what the reader tells of a formula without a result


class CellRefused(ValueError):
    """A cell cannot be understood; the message says what to write instead."""


@dataclass(frozen=True)
class Column:
    name: str
    heading: str
    kind: Kind
    note: str
    is_key: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    choices_of: str = ""  # the list of names on the sheet of choices

    @property
    def known_as(self) -> frozenset[str]:
        return frozenset({bare_heading(self.heading), self.name.replace("_", " ")})


def bare_heading(text: str) -> str:
    """Return a heading as headings are compared: without its unit."""
    return " ".join(text.partition("(")[0].replace("_", " ").split()).casefold()


@cache
def columns_of(table: Table) -> tuple[Column, ...]:
    columns = [_column(table, name, is_key=True) for name in table.key_names]
    columns += [_column(table, name) for name in table.value_names]
    if table.is_reviewed:
        columns += [Column(PAPER, _HEADINGS[PAPER], "text", _note(PAPER, "text"))]
        columns += [Column(PAGE, _HEADINGS[PAGE], "whole", _note(PAGE, "whole"))]
    return tuple(columns)


def _column(table: Table, name: str, *, is_key: bool = False) -> Column:
    if name == "plan_year":
        return Column(name, _HEADINGS[name], "name", _note(name, "name"), is_key, choices_of=_POINTED[PlanYear])
    field = table.model._meta.get_field(name)
    kind = _kind(field)
    note = " ".join(filter(None, (_note(name, kind), str(field.help_text))))
    words = _HEADINGS.get(name) or plain_label(field)
    return Column(
        name,
        words + _UNITS.get(kind, ""),
        kind,
        note,
        is_key,
        tuple((str(code), str(label)) for code, label in field.flatchoices),
        _POINTED.get(field.related_model, "") if field.is_relation else "",
    )


def _note(name: str, kind: Kind) -> str:
    note = _NOTES[kind].format(example=_EXAMPLES.get(name, "")).removesuffix(" Example: ")
    return note + _MORE.get(name, "")


def _kind(field: models.Field) -> Kind:
    if field.is_relation:
        return "name"
    if field.choices:
        return "choice"
    if isinstance(field, ArrayField):
        return "days" if isinstance(field.base_field, models.DateField) else "list"
    if isinstance(field, models.DecimalField):
        return {(11, 2): "dollars", (5, 4): "share"}.get((field.max_digits, field.decimal_places), "number")
    kinds: Sequence[tuple[type[models.Field], Kind]] = (
        (models.BooleanField, "yes_no"),
        (models.IntegerField, "whole"),
        (models.DateField, "day"),
        (models.JSONField, "pairs"),
    )
    return next((kind for of, kind in kinds if isinstance(field, of)), "text")


# ---- what a cell says


def text_of(column: Column, value: object) -> str:
    """Return a value as its cell shows it; read again it is the same value."""
    if value in (None, "", [], {}):
        return ""
    if column.choices:
        return next((label for code, label in column.choices if code == str(value)), str(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:,.2f}" if column.kind == "dollars" else f"{value.normalize():f}"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {count}" for name, count in value.items())
    if isinstance(value, list | tuple):
        return _list_text(column, value)
    return str(value)


def _list_text(column: Column, values: Sequence[object]) -> str:
    if column.kind == "pairs":
        return "; ".join(f"{pair[0]}: {pair[1]}" for pair in values)
    texts = [str(one) for one in values]
    # What has a semicolon of its own is written as JSON, which is read again too.
    if any(";" in text for text in texts) or texts[0].startswith("["):
        return json.dumps(texts, ensure_ascii=False)
    return "; ".join(texts)


def value_of(column: Column, text: str) -> object:
    """Return what a cell says, as rows have it. Raises CellRefused."""
    if text == FORMULA:
        raise CellRefused("This is a formula without a result. Type the figure itself.")
    if not text:
        return [] if column.kind in ("list", "days", "pairs") else None
    return _READ[column.kind](column, text)


def _words(column: Column, text: str) -> str:
    return text


def _choice(column: Column, text: str) -> str:
    for code, label in column.choices:
        if text.casefold() in (code.casefold(), label.casefold()):
            return code
    raise CellRefused(
        f"“{text[:40]}” is not in the list. Choose one of: {'; '.join(label for _, label in column.choices)}."
    )


def _yes_no(column: Column, text: str) -> bool:
    if text.casefold() in (*_YES, *_NO):
        return text.casefold() in _YES
    raise CellRefused(f"“{text[:40]}” is neither yes nor no.")


def _number(column: Column, text: str) -> str:
    """A number as it is written, "$1,500.00" and "20%" too."""
    found = number_said(text)
    if found is None:
        raise CellRefused(f"“{text[:40]}” is no number. Write it in digits, for example 1,500.00 or 1500.")
    number, is_percent = found
    if abs(number.adjusted()) > 20:
        raise CellRefused(f"“{text[:40]}” is no number that a benefit has.")
    if is_percent and column.kind != "share":
        raise CellRefused(f"“{text[:40]}” is a percentage, and this column has none.")
    return f"{(number / 100 if is_percent else number).normalize():f}"


def _whole(column: Column, text: str) -> int:
    number = Decimal(_number(column, text))
    if number != number.to_integral_value():
        raise CellRefused(f"“{text[:40]}” is no whole number.")
    return int(number)


def _day(column: Column, text: str) -> str:
    told = text.strip()
    try:
        if us := _US_DAY.fullmatch(told):
            month, day, year = map(int, us.groups())
            return date(year, month, day).isoformat()
        return datetime.fromisoformat(told).date().isoformat()
    except ValueError as error:
        raise CellRefused(f"“{text[:40]}” is no day. Write it as 2027-03-31 or 3/31/2027.") from error


def _list(column: Column, text: str) -> list[str]:
    if text.startswith("["):
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            told = None
        if isinstance(told, list) and all(isinstance(one, str) for one in told):
            return told
    return [one.strip() for one in text.split(";") if one.strip()]


def _days(column: Column, text: str) -> list[str]:
    return [_day(column, one) for one in _list(column, text)]


def _pairs(column: Column, text: str) -> object:
    pairs = []
    for one in _list(column, text):
        first, colon, second = (part.strip() for part in one.partition(":"))
        if not (first and colon and second):
            raise CellRefused(f"“{one[:40]}” is no pair. {column.note}")
        pairs.append((first, second))
    if column.name == "counts":
        return {service: _whole(column, count) for service, count in pairs}
    if column.name == "match_tiers":
        return [[_figure(column, of_pay), _figure(column, rate)] for of_pay, rate in pairs]
    return [[_whole(column, years), _figure(column, amount)] for years, amount in pairs]


def _figure(column: Column, text: str) -> str:
    if text.endswith("%"):
        return f"{Decimal(_number(column, text.removesuffix('%'))) / 100:f}"
    _number(column, text)
    return text


_READ: dict[Kind, Callable[[Column, str], object]] = {
    "name": _words,
    "text": _words,
    "choice": _choice,
    "yes_no": _yes_no,
    "dollars": _number,
    "share": _number,
    "number": _number,
    "whole": _whole,
    "day": _day,
    "days": _days,
    "list": _list,
    "pairs": _pairs,
}
