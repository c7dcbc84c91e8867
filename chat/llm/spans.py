"""Bands such as "5 to 9 years" or "Age 45-49", which hold some of the figures a person gives and not others."""

import re
from dataclasses import dataclass
from typing import Literal

from knowledge.terms import plain_text

Unit = Literal["year", "month", "day", "age"]

_UNITS: dict[str, Unit] = {
    "year": "year", "years": "year", "ano": "year", "anos": "year",
    "month": "month", "months": "month", "mes": "month", "meses": "month",
    "day": "day", "days": "day", "dia": "day", "dias": "day",
}  # fmt: skip
_UNIT = rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b"
_TO = r"\s*(?:to|through|a|-|–|—)\s*"
_FROM_TO = re.compile(rf"\b(?P<low>\d{{1,3}}){_TO}(?P<high>\d{{1,3}})\s*{_UNIT}")
_AT_LEAST = re.compile(
    rf"\b(?P<low>\d{{1,3}})(?:\s*\+\s*|\s+or more\s+|\s+o mas\s+){_UNIT}"
    rf"|\b(?P<low_before>\d{{1,3}})\s*{_UNIT.replace('unit', 'unit_before')}"
    r"(?: of service| de servicio)?\s*(?:or more|or longer|and (?:over|more)|\+|o mas)"
)
_LESS_THAN = re.compile(rf"\b(?:less than|under|fewer than|menos de)\s+(?P<high>\d{{1,3}})\s*{_UNIT}")
_EXACTLY = re.compile(rf"^{_UNIT}[\w ]*: (?P<value>\d{{1,2}})$")
_AGE_BAND = re.compile(
    rf"\b(?:ages?|aged|edad)\s*(?P<low>\d{{2}}){_TO}(?P<high>\d{{2}})\b|^(?P<bare_low>\d\d)[-–](?P<bare_high>\d\d)$"
)
_QUANTITY = re.compile(rf"(?<![\d$.,-])(?P<value>\d{{1,3}})\s*{_UNIT}(?! old\b)")
_AGE = re.compile(
    r"\b(?:i am|i'm|im|age|aged|tengo)\s+(?P<value>\d{2})\b(?!\s*%)"
    r"|\b(?P<old>\d{2})[- ](?:years?|anos)[- ](?:old|de edad)\b"
)


@dataclass(frozen=True)
class Quantity:
    value: int
    unit: Unit


@dataclass(frozen=True)
class Span:
    """From `low` to `high`, both within."""

    low: int
    high: int
    unit: Unit


def quantities(question: str) -> frozenset[Quantity]:
    """Return the ages and lengths of time that the question gives."""
    plain = plain_text(question)
    lengths = {Quantity(int(found["value"]), _UNITS[found["unit"]]) for found in _QUANTITY.finditer(plain)}
    ages = {Quantity(int(found["value"] or found["old"]), "age") for found in _AGE.finditer(plain)}
    return frozenset(lengths | ages)


def is_outside(given: frozenset[Quantity], label: str) -> bool:
    """Whether the label names a band, and none of the given figures of its unit lies within."""
    for span in _spans(plain_text(label)):
        values = [quantity.value for quantity in given if quantity.unit == span.unit]
        if values and not any(span.low <= value <= span.high for value in values):
            return True
    return False


def _spans(label: str) -> list[Span]:
    spans = [Span(int(f["low"]), int(f["high"]), _UNITS[f["unit"]]) for f in _FROM_TO.finditer(label)]
    for found in _AT_LEAST.finditer(label):
        low, unit = found["low"] or found["low_before"], found["unit"] or found["unit_before"]
        spans.append(Span(int(low), 10**6, _UNITS[unit]))
    spans += [Span(0, int(f["high"]) - 1, _UNITS[f["unit"]]) for f in _LESS_THAN.finditer(label)]
    for found in _EXACTLY.finditer(label):
        spans.append(Span(int(found["value"]), int(found["value"]), _UNITS[found["unit"]]))
    for found in _AGE_BAND.finditer(label):
        low, high = found["low"] or found["bare_low"], found["high"] or found["bare_high"]
        spans.append(Span(int(low), int(high), "age"))
    return spans
