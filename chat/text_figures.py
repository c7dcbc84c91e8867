"""The figures of a text as they count, without their format. What proves them is told in chat/proof."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MINYEAR, date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

from chat.months import MONTHS

Kind = Literal["money", "percent", "date", "phone", "number"]

_MONTH = "(?P<{}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DATES = (
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b"),
    re.compile(r"\b(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?\b"),
    re.compile(
        rf"\b{_MONTH.format('name')}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<year>\d{{4}})\b)?", re.I
    ),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|º)?\s+(?:of\s+|de\s+)?{_MONTH.format('name')}"
        r"(?:,?\s+(?:de\s+|del\s+)?(?P<year>\d{4})\b)?",
        re.I,
    ),
)
PHONE = re.compile(r"(?<![\d$.])(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)")
_NUMBER = re.compile(
    r"(?P<money>US\$|\$|USD )?\s?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d)"
    r"(?P<unit>\s?%|\s?(?:percent|per cent|por ciento|dollars?|d[oó]lares|USD)\b)?",
    re.I,
)
# A plan year as it is written: "2027", "2026-27"; 2000 is an amount.
PLAN_YEAR = re.compile(r"\b20[1-5]\d(?:[-/]\d\d)?\b")
# Names that hold digits, and what stands around an answer rather than in it.
_NO_FIGURE = re.compile(
    r"\[\d{1,3}\]|\b(?:401|403|457)\s?\(?[kb]\b\)?|\b(?:W|I)-\d\b|\b1095-[ABC]\b|^\s*\d{1,2}[.)]\s", re.I | re.M
)


@dataclass(frozen=True)
class Figure:
    """A number as it counts: amount without its format, date without its order, phone without its dashes."""

    kind: Kind
    value: str


@lru_cache(maxsize=8_192)
def figures(text: str) -> frozenset[Figure]:
    """Return every figure of the text."""
    rest = _NO_FIGURE.sub(" ", text)
    found: set[Figure] = set()
    for pattern in _DATES:
        rest = pattern.sub(lambda match: _take(found, _date(match)) or match.group(), rest)
    rest = PHONE.sub(lambda match: _take(found, _phone(match.group())), rest)
    for match in _NUMBER.finditer(rest):
        found.add(_number(match))
    return frozenset(found)


def full_dates(text: str) -> list[date]:
    """Return the days that the text names with their year."""
    found = [_date(match) for pattern in _DATES for match in pattern.finditer(text)]
    days = [[int(part) for part in figure.value.split("-")] for figure in found if figure and figure.value[0] != "-"]
    return [date(*day) for day in days if day[0] >= MINYEAR and day[2] <= monthrange(*day[:2])[1]]


def without_figures(text: str, unwanted: frozenset[Figure]) -> str:
    """Return the text without those dates, amounts and percentages, however they are written."""
    for pattern in (*_DATES, _NUMBER):
        read = _number if pattern is _NUMBER else _date
        text = pattern.sub(lambda match, read=read: " " if read(match) in unwanted else match.group(), text)
    return text


def _take(found: set[Figure], figure: Figure | None) -> str:
    if figure is None:
        return ""
    found.add(figure)
    return " "


def _date(match: re.Match[str]) -> Figure | None:
    parts = match.groupdict()
    month = MONTHS[parts["name"].lower()] if parts.get("name") else int(parts["month"])
    day, year = int(parts["day"]), parts.get("year") or ""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    year = f"20{year}" if len(year) == 2 else year
    return Figure("date", f"{year}-{month}-{day}")


def _phone(text: str) -> Figure:
    return Figure("phone", re.sub(r"\D", "", text)[-10:])


def _number(match: re.Match[str]) -> Figure:
    unit = (match["unit"] or "").strip().lower()
    value = _canonical(match["digits"])
    if match["money"] or unit.startswith(("dollar", "dólar", "dolar", "usd")):
        return Figure("money", value)
    return Figure("percent", value) if unit else Figure("number", value)


def _canonical(digits: str) -> str:
    try:
        return format(Decimal(digits.replace(",", "")).normalize(), "f")
    except InvalidOperation:
        return digits
