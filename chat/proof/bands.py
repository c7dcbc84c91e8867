"""Bands of age, service or pay that a price or a rate hangs on: at 45 the row of 45 to 49 counts, and not that of 40.

Only a row's label, a column's head or "ages 40 to 49" right before a figure are taken for a band.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from chat.months import MONTHS
from chat.proof.measures import AGE, Measure
from chat.proof.parts import clause_of
from chat.proof.spoken_numbers import NUMBER_WORDS, value_of
from chat.proof.units import Source, Unit

_NUMBER = r"\$?\d[\d,]*(?:\.\d+)?"
_YEARS, _MONTHS = r"years?|yrs?|anos?", r"months?|mes(?:es)?"
_OF_TIME = rf"(?:\s?(?P<unit>{_YEARS}|{_MONTHS}))?"
_KIND_BEFORE = rf"(?:(?P<kind>ages?|aged|edad(?:es)?|{_YEARS}|{_MONTHS}) (?:of |de )?)?"
_BANDS = (
    re.compile(
        rf"(?P<before>\b[a-z]+ )?{_KIND_BEFORE}(?<![\d,.$])(?P<low>{_NUMBER})\s?(?:to|through|thru|-|–|a|y|hasta)\s?"
        rf"(?P<high>{_NUMBER}){_OF_TIME}(?!\d)"
    ),
    re.compile(
        rf"\b(?P<before>under|below|less than|younger than|fewer than|menos de|menor(?:es)? de) {_KIND_BEFORE}"
        rf"(?P<below>{_NUMBER}){_OF_TIME}"
    ),
    re.compile(
        rf"(?P<before>\b[a-z]+ )?{_KIND_BEFORE}(?<![\d,.$])(?P<low>{_NUMBER}){_OF_TIME}\s?(?:\+|(?:and|or|o|y)"
        rf" (?:over|older|above|more|up|mas|mayor(?:es)?)\b)(?:\s(?P<behind>{_YEARS}|{_MONTHS})\b)?"
    ),
    re.compile(
        rf"\b(?P<before>over|above|more than|older than|mas de|mayor(?:es)? de) {_KIND_BEFORE}(?P<low>{_NUMBER})"
        rf"{_OF_TIME}"
    ),
)
_AGES = re.compile(r"\b(?:ages?|aged|edad(?:es)?)\b")
_OF_BANDS = re.compile(
    r"\b(?:ages?|aged|edad(?:es)?|a los(?= \d)|(?:years?|months?) of (?:service|employment)"
    r"|(?:anos|meses) de servicio)\b"
)
_AT_AGE = re.compile(
    r"\b(?:(?:at|a los|con|you are|you're|they are|i am|i'm|as an?|for an?|usted tiene|si tiene|tiene)"
    r"(?: age| aged| edad)?|age|aged|turn|turning|edad de|cumpl\w+)\s(?P<age>\d{2})\b"
    r"(?!\s?(?:%|percent|(?:to|through|thru|and|a|y|hasta)\s\d"
    r"|-(?!year)|–|days?|weeks?|months?|hours?|miles?|por ciento|dias|semanas|meses|horas"
    r"|or (?:older|more|over)|and (?:older|over)|o mas)|[.,:]\d)"
    r"|\b(?P<old>\d{2})(?=[\s-](?:years?-old|years? old|years of age|anos de edad)\b)"
)
_SPOKEN = "|".join(sorted(NUMBER_WORDS, key=lambda word: (-len(word), word)))
_SERVED = re.compile(
    rf"\b(?:after|with|at|once you have|if you have|tras|con|despues de)\s(?P<number>\d{{1,2}}|{_SPOKEN})\s"
    rf"(?P<unit>{_YEARS}|{_MONTHS})\b(?!\s(?:old|of age|de edad|or more|o mas))"
)
# Of "40% (2 years)" and of an item "2 years: 40%".
_LABELLED = re.compile(
    rf"(?:^\W*|[(;,]\s?)(?P<number>\d{{1,2}}|{_SPOKEN})\s(?P<unit>{_YEARS}|{_MONTHS})"
    r"(?: of service| de servicio)?(?=\)|:)"
)
_EXACTLY = re.compile(
    rf"^(?:after |tras )?(?P<number>\d{{1,2}}|{_SPOKEN}) (?:full )?(?P<unit>{_YEARS}"
    rf"|{_MONTHS})(?: of (?:service|employment))?$"
)
_COUNTED_BY_HEAD = re.compile(
    rf"(?:(?:completed|full|whole) )?(?P<unit>{_YEARS}|{_MONTHS})\b"
    r"(?: (?:completos )?(?:of|de) (?:\w+ )?(?:service|servicio))?$"
)
_EARNED = re.compile(
    r"\b(?:earn|earning|make|making|salary of|salary is|pay of|gana|salario de|ganar)\s(?:about )?\$(?P<money>\d[\d,]*)"
)


# Bands of what is none of these, such as hours a week.
_COUNTS_ELSE = re.compile(
    r"\s?(?:%|percent|hours?|days?|weeks?|miles?|employees?|points?|visits?|people|persons?|horas?|dias?|semanas?"
    r"|millas?|empleados?|personas?)\b"
)
_NO_AGES = frozenset((*MONTHS, "day", "days", "week", "weeks", "tier", "tiers", "level", "levels", "grade", "grades"))
_OLDEST = 120
_ANY = "any"  # a row's "15 to 19", of which the table's head says what they are


@dataclass(frozen=True)
class _Point:
    kind: str
    value: Decimal
    start: int


@dataclass(frozen=True)
class _Band:
    kind: str
    low: Decimal | None = None
    high: Decimal | None = None
    below: Decimal | None = None

    def is_of(self, point: _Point) -> bool:
        return self.kind == point.kind or (self.kind == _ANY and point.kind != "money")

    def has(self, value: Decimal) -> bool:
        return (
            (self.low is None or value >= self.low)
            and (self.high is None or value <= self.high)
            and (self.below is None or value < self.below)
        )


def is_of_another_band(measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
    """Whether it is told of a band in which the age, the service or the pay that it is said for does not fall."""
    points = [one for one in _points_with(measure, said) if not _is_named_by(told.header, one)]
    bands = _bands_of(there, told) if points else ()
    return any(
        not any(band.has(point.value) for band in bands if band.is_of(point))
        for point in points
        if any(band.is_of(point) for band in bands)
    )


def _is_named_by(head: str, point: "_Point") -> bool:
    """Whether a column is of just this age: "Credit at 65"."""
    return str(point.value) in re.findall(r"\d+", head)


def falls_in_a_band(measure: Measure, said: Unit, sources: Sequence[Source]) -> bool:
    """Whether it is an age or a service of which a source tells a band: "at 50" where a row is of 45 to 54."""
    point = next((one for one in _points(said.plain) if one.start == measure.start), None)
    if point is None:
        return False
    units = [unit for source in sources if source.proves_figures for unit in source.units]
    fitting = [unit for unit in units if any(band.is_of(point) and band.has(point.value) for band in _all_bands(unit))]
    others = [one for one in said.measures if one.start != measure.start and one.kind != "year"]
    of_all = filter(_holds_at_every_age, units)
    return bool(fitting) and (
        not others
        or any(unit.proves(other, own) for unit in (*fitting, *of_all) for other in others for own in unit.measures)
    )


def _holds_at_every_age(unit: Unit) -> bool:
    return not unit.header and not _OF_BANDS.search(unit.plain) and not _points(unit.plain)


def _all_bands(unit: Unit) -> Iterator[_Band]:
    if unit.header:
        yield from (band for head in (unit.header, *unit.above[:1]) for band in _bands(Unit(head).plain))
    elif _OF_BANDS.search(unit.plain):
        yield from _bands(unit.plain)


def _points_with(measure: Measure, said: Unit) -> list[_Point]:
    """Return what stands in the figure's own part, beside other figures of its kind the next ones behind or before it;
    else what stands before all of them in its clause."""
    begins, ends = clause_of(measure.start, measure.end, said.plain)
    points = [one for one in _points(said.plain) if begins <= one.start < ends and one.start != measure.start]
    known = {one.start for one in points}
    alike = [
        one
        for one in said.measures
        if one.kind == measure.kind and one is not measure and begins <= one.start < ends and one.start not in known
    ]
    last = max((one.end for one in alike if one.end <= measure.start), default=begins)
    following = min((one.start for one in alike if one.start >= measure.end), default=ends)
    start, end = said.part_with(measure)
    own = [one for one in points if start <= one.start < end and last <= one.start < following]
    if last > begins or following < ends:
        own = [one for one in own if one.start > measure.start] or own
    first = min((one.start for one in (measure, *alike)), default=measure.start)
    return own or [one for one in points if one.start < min(start, first)][-1:]


@lru_cache(maxsize=1_000)
def _points(plain: str) -> tuple[_Point, ...]:
    return tuple(_find_points(plain))


def _find_points(plain: str) -> Iterator[_Point]:
    for found in _AT_AGE.finditer(plain):
        edge = "age" if found["age"] else "old"
        yield _Point(AGE, Decimal(found[edge]), found.start(edge))
    for found in (*_SERVED.finditer(plain), *_LABELLED.finditer(plain)):
        yield _Point(_time(found["unit"]), Decimal(value_of(found["number"])), found.start("number"))
    for found in _EARNED.finditer(plain):
        yield _Point("money", _decimal(found["money"]), found.start("money"))


def _exactly(label: str, heads: str) -> Iterator[_Band]:
    """Yield the band of a row's label that is a number of years alone: "2 years", or "2" where the first head of the
    table is "Years of service"."""
    found = _EXACTLY.match(label)
    counted = _COUNTED_BY_HEAD.match(heads.partition(" | ")[0]) if label.isdigit() else None
    if found or counted:
        number = Decimal(value_of(found["number"]) if found else label)
        yield _Band(_time(found["unit"] if found else counted["unit"]), low=number, high=number)


def _bands_of(there: Measure, told: Unit) -> list[_Band]:
    heads = (told.header, told.above[0] if told.above else "") if told.header else ()
    of_table = next((text for text in told.above if " | " in text), "")
    for head in heads:
        plain = Unit(head).plain
        bands = list(_bands(plain)) or list(_exactly(plain, Unit(of_table).plain))
        if bands:
            return bands
    begins, _ = clause_of(there.start, there.end, told.plain)
    before = told.plain[begins : there.start]
    return list(_bands(before))[-1:] if _OF_BANDS.search(before) else []


def _bands(plain: str) -> Iterator[_Band]:
    for found in sorted((one for look in _BANDS for one in look.finditer(plain)), key=lambda one: one.start()):
        parts = found.groupdict()
        edges = {edge: _decimal(parts[edge]) for edge in ("low", "high", "below") if parts.get(edge)}
        kind = _kind_of(found)
        if kind and not (kind in (AGE, _ANY) and max(edges.values()) > _OLDEST):
            yield _Band(kind, **edges)


def _kind_of(found: re.Match[str]) -> str:
    parts = found.groupdict()
    told = parts["unit"] or parts["kind"] or parts.get("behind") or ""
    if "$" in found[0]:
        return "money"
    if _COUNTS_ELSE.match(found.string, found.end()) or (parts["before"] or "").strip() in _NO_AGES:
        return ""
    if _AGES.match(told) or found["before"] == "los ":
        return AGE
    if not told:
        return _ANY
    return _time(told)


def _time(word: str) -> str:
    return "month" if word.startswith("m") else "year"


def _decimal(number: str) -> Decimal:
    return Decimal(number.strip("$,").replace(",", ""))
