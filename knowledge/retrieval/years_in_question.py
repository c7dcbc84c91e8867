"""Which plan year a question is about: the one it names, or the one its day lies in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from benefits.models import PlanYear
from knowledge.text.terms import plain_text

_YEAR = "a[nñ]o"
# "Does last year's choice roll over?" asks what becomes of a choice, not for what held in another year.
_OF_YEAR = (
    r"(?!['’]?s?(?: (?!open\b|annual\b)[\w-]+){0,2} (?:choices?|elections?|enroll?ments?|selections?|sign-?ups?)\b)"
    r"(?:['’]?s)?\b"
)
_NOT_CHOSEN = "".join(
    rf"(?<!{chosen} )"
    for chosen in (
        *("chose", "picked", "elected", "selected"),
        *(f"{choice} from" for choice in ("choice", "choices", "election", "elections", "enrollment", "selection")),
        *("elección del", "eleccion del", "selección del", "seleccion del"),
        *("inscripción del", "inscripcion del", "elegí el", "elegi el", "escogí el", "escogi el"),
    )
)
# They are also looked for in text with its accents.
_NEXT = re.compile(
    r"\b(?:next|upcoming|coming) (?:plan )?year(?:['’]?s)?\b"
    r"|\b(?:starting|beginning|from|as of|in) (?:next )?january\b(?! \d)"
    rf"|\b(?:pr[oó]ximo|siguiente) {_YEAR}\b|\b{_YEAR} (?:que viene|pr[oó]ximo)\b",
    re.IGNORECASE,
)
_CURRENT = re.compile(
    rf"\b(?:this|current) (?:plan )?year{_OF_YEAR}|\b(?:este {_YEAR}|{_YEAR} actual)\b",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"{_NOT_CHOSEN}\b(?:last|previous|prior) (?:plan )?year{_OF_YEAR}"
    r"|\b(?:the )?year (?:before|earlier|prior)\b"
    rf"|\ba year (?:ago|earlier)\b|{_NOT_CHOSEN}\b{_YEAR} (?:pasado|anterior)\b|\bhace un {_YEAR}\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\b20[1-9]\d\b")  # "is it 2000 or 4000?" names amounts
_OF_TWO = re.compile(r"20\d\d\s?[-–/]\s?(?:20)?\d\d")
# A document of another year may still hold the answer, behind all that are of the right one.
OTHER_YEAR_WEIGHT = 0.5


@dataclass(frozen=True)
class YearWish:
    """The labels of the plan years wanted. A question that names none wants today's, and others only after it."""

    labels: frozenset[str]
    is_named: bool

    def weight(self, label: str) -> float:
        return 1.0 if not label or not self.labels or label in self.labels else OTHER_YEAR_WEIGHT

    def is_met_by(self, label: str) -> bool:
        return not label or label in self.labels


def wished_years(question: str, *, day: date, plan_years: Sequence[PlanYear], labels: Iterable[str]) -> YearWish:
    """Return the wanted years; `labels` are those that documents carry, known to the calendar or not."""
    named = _named(plain_text(question), day, plan_years, set(labels))
    if named:
        return YearWish(frozenset(named), is_named=True)
    wanted = _today(day, plan_years)
    # While people choose for next year, "the deductible" means both; the answer gives now and then.
    if any(year.is_enrolment_open(day) for year in plan_years):
        wanted |= _following(day, plan_years)
    return YearWish(frozenset(wanted), is_named=False)


def with_years_named(text: str, *, day: date, plan_years: Sequence[PlanYear]) -> str:
    """Return the text with a label in the place of each year that it names from the day's point of view: "last year",
    "el año que viene".
    """
    for pattern, label in _relative_years(day, plan_years):
        text = pattern.sub(label, text)
    return text


def years_named_by_day(text: str, *, day: date, plan_years: Sequence[PlanYear]) -> frozenset[str]:
    """Return the labels of those years."""
    return frozenset(label for pattern, label in _relative_years(day, plan_years) if pattern.search(text))


def unknown_years(text: str, *, plan_years: Sequence[PlanYear], labels: Iterable[str]) -> tuple[str, ...]:
    """Return the years that the text names by number and that neither the calendar nor a label has."""
    numbers, known = set(_NUMBER.findall(text)), set(labels)
    return tuple(sorted(number for number in numbers if not _numbered(number, plan_years, known)))


def _relative_years(day: date, plan_years: Sequence[PlanYear]) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield how a year is named from the day's point of view, and its label; where the calendar holds no plan year
    there, it is the year itself.
    """
    for pattern, years, step in _RELATIVE:
        yield pattern, min(years(day, plan_years), default=str(day.year + step))


def _named(text: str, day: date, plan_years: Sequence[PlanYear], labels: set[str]) -> set[str]:
    # "2026-27" is that plan year alone, not all that have a part of 2026.
    all_labels = labels | {year.label for year in plan_years}
    named = {label for label in all_labels if _OF_TWO.fullmatch(label) and plain_text(label) in text}
    for label in named:
        text = text.replace(plain_text(label), " ")
    for number in _NUMBER.findall(text):
        named |= _numbered(number, plan_years, labels)
    for pattern, years, _ in _RELATIVE:
        if pattern.search(text):
            named |= years(day, plan_years)
    return named


def _numbered(number: str, plan_years: Sequence[PlanYear], labels: set[str]) -> set[str]:
    held = {year.label for year in plan_years if year.starts_on.year <= int(number) <= year.ends_on.year}
    return held | {label for label in labels if number in label}


def _today(day: date, plan_years: Sequence[PlanYear]) -> set[str]:
    return {year.label for year in plan_years if year.starts_on <= day <= year.ends_on}


def _before(day: date, plan_years: Sequence[PlanYear]) -> set[str]:
    before = [year for year in plan_years if year.ends_on < day]
    return {max(before, key=lambda year: year.ends_on).label} if before else set()


def _following(day: date, plan_years: Sequence[PlanYear]) -> set[str]:
    after = [year for year in plan_years if year.starts_on > day]
    return {min(after, key=lambda year: year.starts_on).label} if after else set()


_RELATIVE = ((_NEXT, _following, 1), (_CURRENT, _today, 0), (_LAST, _before, -1))
