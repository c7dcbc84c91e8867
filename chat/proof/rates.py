"""What a figure comes again with, and in which year it counts: "one week per year of service", "$20 in 2028"."""

import re
from collections.abc import Iterator

from chat.proof.alike import things_in
from chat.proof.measures import UNITS, Measure
from chat.proof.units import Source, Unit

_RATE = re.compile(
    r"^(?:\s(?:of|de)\s(?:\w+\s){0,2}\w+?)?\s(?:per|an?|for each|for every|each|every|por|por cada|cada|al)\s"
    rf"(?:(?:full|completed?|calendar|plan)\s)?(?P<what>{'|'.join(UNITS.values())})\b"
)
_DAYS_OF = re.compile(r"^[\w-]+\s(?P<kind>vacation|sick|personal|pto|bereavement)\sdays?\b")
_PAPER = re.compile(r"\s(?:\w+ ){0,2}(?:handbook|guide|booklet|manual|brochure|guia|folleto)\b")
_CYCLES = {
    "two weeks": re.compile(r"\bbi-?weekly\b|\bquincenal\w*"),
    "half a month": re.compile(r"\bsemi-?monthly\b"),
    "week": re.compile(r"\bweekly\b|\bsemanal\w*"),
    "month": re.compile(r"\bmonthly\b|\bmensual\w*"),
}
_IS_DAY = re.compile(r"\b(?:is|es|counts as|cuenta como)\s(?:el )?(?:day|dia)\s$")
_OF_NUMBER = re.compile(r"\b(?:day|dia)\s$")
_REACH = 60
_IN_YEAR = re.compile(
    r"\b(?:in|for|during|throughout|en|para|durante)\s(?:(?:the|your|el|la|su)\s)?(?:(?:plan\s)?year\s|ano\s)?$"
)
_DEADLINE = re.compile(
    r"\b(?:by|until|before|no later than|through|on or before|antes del?|hasta(?: el)?|a mas tardar(?: el)?)\s$"
)
_FIRST_YEAR = "2010"  # before it, a number in a name: "Copay 2000"
_SINCE = re.compile(r"\b(?:since|desde)\s(?:the\s(?:plan\s)?year\s|el\sano\s)?$")
_BESIDE = 40  # characters from a figure to the year that it counts in


def is_of_another_rate(measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
    """Whether another figure beside it is told by the time that this one is said by: "at least 2 and at most 26 weeks"
    is no two weeks per year."""
    rate = _rate_of(measure, said)
    if not rate or _rate_of(there, told) == rate:
        return False
    beside = (one for one in told.measures if one is not there and one.unit == measure.unit)
    return any(_rate_of(one, told) == rate for one in beside)


def is_of_another_year(measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
    """Whether the figure counts in another year than it is said for."""
    one = _year_behind(measure, said) or _year_before(measure, said)
    return bool(one) and not _is_one_of(one, _own_years(there, told) or _years_above(told) or {one})


def counts_other_days(measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
    """Whether days of vacation are told as those of another leave or as days of nothing, or a number of days as the
    name of one ("the day after is day 1"), or checks of another cycle."""
    if _IS_DAY.search(said.plain, 0, measure.start) and not _OF_NUMBER.search(told.plain, 0, there.start):
        return True
    if _cycle(measure, said) and _cycle(there, told) not in ("", _cycle(measure, said)):
        return True
    kind, other = _kind_of_days(measure, said), _kind_of_days(there, told)
    if not kind or kind == other:
        return False
    words = told.own_words.union(*told.words_above)
    return bool(other) or not any(thing.share_in(words) for thing in things_in(kind))


def _cycle(measure: Measure, unit: Unit) -> str:
    """Return how often the paychecks come that it counts."""
    if measure.unit != "pay":
        return ""
    near = unit.plain[max(0, measure.start - 12) : measure.end + 24]
    return next((name for name, words in _CYCLES.items() if words.search(near)), "")


def _kind_of_days(measure: Measure, unit: Unit) -> str:
    found = _DAYS_OF.search(unit.plain[measure.start : measure.end + _BESIDE]) if measure.unit == "day" else None
    return found["kind"] if found else ""


def is_of_no_year_told(measure: Measure, said: Unit, source: Source) -> bool:
    """Whether nothing but when it is said for, where the source tells other years and this one by a title or as that of
    a deadline alone; or where it is the year of a paper that the source tells in its days alone."""
    if measure.kind == "year" and _PAPER.match(said.plain, measure.end):
        return not any(
            one.kind == "year" and one.value == measure.value for unit in source.units for one in unit.measures
        )
    if len(said.measures) > 1 or not _is_counted_in(measure, said):
        return False
    told = [unit for unit in source.units if unit.above or unit.header]
    years = {one.value for unit in told for one in unit.measures if one.kind == "year" and _is_counted_in(one, unit)}
    return bool(years) and measure.value not in (years | set(_years_of_days(told)))


def _years_of_days(units: list[Unit]) -> Iterator[str]:
    for unit in units:
        for one in unit.measures:
            if one.kind == "date" and not _DEADLINE.search(unit.plain, max(0, one.start - 24), one.start):
                yield one.value.split("-")[0]


def _is_counted_in(measure: Measure, unit: Unit) -> bool:
    return measure.kind == "year" and bool(_IN_YEAR.search(unit.plain, max(0, measure.start - 24), measure.start))


def _rate_of(measure: Measure, unit: Unit) -> str:
    if measure.kind != "number":
        return ""
    behind = unit.plain[measure.end : measure.end + _REACH]
    if measure.unit in UNITS:
        behind = re.sub(rf"^[\s-]{{0,2}}(?:{UNITS[measure.unit]})\b", "", behind)
    found = _RATE.match(behind)
    if not found:
        return ""
    return next(name for name, words in UNITS.items() if re.fullmatch(words, found["what"]))


def _own_years(measure: Measure, unit: Unit) -> set[str]:
    """Return the years of its sentence that an amount is told for: none that another amount is told for ("up from
    $3,300 in 2026"), and none since which it holds."""
    behind = _year_behind(measure, unit)
    if behind:
        return {behind}
    others = [one for one in unit.measures if one.kind in ("money", "percent") and one is not measure]
    theirs = {_year_behind(one, unit) for one in others}
    years = [
        one
        for one in unit.measures
        if one.kind == "year" and one.value >= _FIRST_YEAR and not _SINCE.search(unit.plain, 0, one.start)
    ]
    before = [one for one in years if one.end <= measure.start]
    last = max((one.end for one in others if one.end <= measure.start), default=0)
    own = [one for one in before if one.start >= last] or [one for one in before if one.value not in theirs]
    return {one.value for one in (own or ([] if others else years))}


def _years_above(unit: Unit) -> set[str]:
    """Return the years of a cell's column, else those nearest above, up to the title; none that is told for an amount
    there."""
    for one in map(Unit, (unit.header, *unit.above)):
        years = {year.value for year in one.measures if year.kind == "year" and year.value >= _FIRST_YEAR}
        years -= {_year_behind(amount, one) for amount in one.measures}
        if years:
            return years
    return set()


def _is_one_of(year: str, years: set[str]) -> bool:
    """Whether the year is one of them, or one of the two of "2026-27"."""
    return any(set(_parts_of(year)) & set(_parts_of(one)) for one in years)


def _parts_of(year: str) -> tuple[str, ...]:
    first, _, second = year.partition("-")
    return (first, f"{first[:2]}{second}") if second else (first,)


def _year_before(measure: Measure, unit: Unit) -> str:
    """Return the year that what comes before the figure in its sentence is of, and nothing nearer to it."""
    if measure.kind not in ("money", "percent", "date"):
        return ""
    before = [one for one in unit.measures if one.end <= measure.start and one.kind == "year"]
    if not before or not _is_counted_in(before[-1], unit):
        return ""
    behind = any(one.kind == "year" and one.start >= measure.end for one in unit.measures)
    return "" if behind else before[-1].value


def _year_behind(measure: Measure, unit: Unit) -> str:
    """Return the year that is told right behind an amount, before any other figure."""
    behind = next((one for one in unit.measures if one.start >= measure.end), None)
    if measure.kind not in ("money", "percent") or behind is None or behind.start - measure.end > _BESIDE:
        return ""
    is_beside = not re.search(r"[;,.:]\s", unit.plain[measure.end : behind.start])
    return behind.value if is_beside and _is_counted_in(behind, unit) else ""
