"""Bands such as "5 to 9 years" or "Age 45-49", which hold some of the figures a person gives and not others."""

import re
from dataclasses import dataclass
from typing import Literal

from knowledge.text.terms import plain_text

Unit = Literal["year", "month", "day", "age"]

MONTHS_IN_YEAR = 12
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
_UP_TO_LESS = re.compile(
    r"\b(?P<low>\d{1,3}) (?:to|and|a|y|-|–) (?:less than|under|but less than|menos de) (?P<end>\d{1,3})\b"
)
_AND_MORE = re.compile(r"(?<=\d) (?:and|or|y|o) (?:more|over|above|longer|mas)\b|(?<=\d) ?\+")
_HEAD_UNIT = re.compile(r"\b(?:years?|anos?|months?|meses)\b")
_BARE_BAND = re.compile(r"(?:(?:less than|under|menos de) )?\d{1,3}(?:\+|\s*(?:to|a|-|–|through)\s*\d{1,3})?")
_QUANTITY = re.compile(rf"(?<![\d$.,-])(?P<value>\d{{1,3}})\s*{_UNIT}(?! old\b)")
_AGE = re.compile(
    r"\b(?:i am|i'm|im|age|aged|tengo)\s+(?P<value>\d{2})\b(?!\s*%)"
    r"|\b(?P<old>\d{2})[- ](?:years?|anos)[- ](?:old|de edad)\b"
)
_OWN_SERVICE = re.compile(
    r"\b(?:been (?:here|working|employed|with)|work(?:ed|ing)? (?:here|there)|here for|employed for|on the job"
    r"|llevo|trabajando)\b"
)
_FROM_AGE = re.compile(
    r"\b(?P<older>\d\d) (?:(?:years )?(?:or|and) (?:older|over|above)|o mas)\b|\bturn(?:s|ing)? (?P<turns>\d\d)\b"
    r"|(?<!before )(?<!until )(?<!under )(?<!to )\b(?:age|edad) (?P<age>\d\d)\b(?! ?(?:to|through|a|and|-|–) ?\d)"
    r"|\b(?:over|from) (?P<over>\d\d)(?=[.,;:)]?(?: |$)(?!\w))"
    r"|\bcumpl\w+ (?P<cumple>\d\d)\b"
)
_CONDITION_FIRST = re.compile(r"^(?:if|when|from|once|extra|more|catch-?up|si|cuando|desde|a partir)\b")
_ON_TOP = re.compile(r"\b(?:more|extra|additional|catch-?up|mas|adicional(?:es)?)\b")
_SUM = re.compile(r"\$\d")
_OF_CHILD = re.compile(r"\b(?:child(?:ren)?|son|daughter|dependents?|hij[oa]s?|dependientes?)\b")


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


def quantities_of_person(question: str) -> frozenset[Quantity]:
    """Return them with the time of service in the other unit too, in which a table may count it."""
    given = quantities(question)
    others = (other for length in given for other in _in_other_unit(length)) if tells_service(question) else ()
    return given.union(others)


def tells_service(question: str) -> bool:
    """Whether the question says how long the person has worked here."""
    return bool(_OWN_SERVICE.search(plain_text(question)))


def is_outside(given: frozenset[Quantity], label: str) -> bool:
    """Whether the label names a band, and none of the given figures of its unit lies within."""
    for span in _spans(plain_text(label)):
        values = [quantity.value for quantity in given if quantity.unit == span.unit]
        if values and not any(span.low <= value <= span.high for value in values):
            return True
    return False


def with_unit_of_head(label: str, table_head: str) -> str:
    """Return the label of a row with the unit that only the head of its column names: "7 to less than 12" under "Years
    of service"."""
    plain = _UP_TO_LESS.sub(lambda found: f"{found['low']} to {int(found['end']) - 1}", plain_text(label))
    plain = _AND_MORE.sub("+", plain)
    unit = _HEAD_UNIT.search(plain_text(table_head.split(" | ")[0]))
    return f"{plain} {unit[0]}" if unit and _BARE_BAND.fullmatch(plain) else label


def ages_told(text: str) -> list[int]:
    """Return the ages from which the text says something of the employee, and not of a child."""
    plain = plain_text(text)
    if _OF_CHILD.search(plain):
        return []
    return [int(next(filter(None, match.groups()))) for match in _FROM_AGE.finditer(plain)]


def adds_to_another(text: str) -> bool:
    """Whether its one sum only comes on top of another: "you can add $1,000 more"."""
    plain = plain_text(text)
    return bool(_ON_TOP.search(plain)) and len(_SUM.findall(plain)) == 1


def is_only_from_later_age(given: frozenset[Quantity], text: str) -> bool:
    """Whether it holds only for who is older than the person says to be: "If you are 55 or older, ..." """
    ages, told = [quantity.value for quantity in given if quantity.unit == "age"], ages_told(text)
    return bool(ages and told) and min(told) > max(ages) and bool(_CONDITION_FIRST.search(plain_text(text)))


def is_within(given: frozenset[Quantity], label: str) -> bool:
    """Whether the label names a band that one of the given figures lies within."""
    return any(
        quantity.unit == span.unit and span.low <= quantity.value <= span.high
        for span in _spans(plain_text(label))
        for quantity in given
    )


def _in_other_unit(length: Quantity) -> list[Quantity]:
    """Return a time of service as bands may count it: four months are no whole year, and two years 24 months."""
    if length.unit == "month":
        return [Quantity(length.value // MONTHS_IN_YEAR, "year")]
    return [Quantity(length.value * MONTHS_IN_YEAR, "month")] if length.unit == "year" else []


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
