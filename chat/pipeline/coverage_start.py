"""The day on which somebody's coverage starts, counted from the day of hire that they tell, by the rule that the answer
quotes: "the first of the month that falls on or next follows 60 days of employment".

Where it hangs on whether the day of hire is the first of the days, both are told, as that. Nothing is told where rules
that are quoted come to different days.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from benefits.calculators.days import first_of_month_on_or_after
from chat.citations import without_markers
from chat.dates import date_in_words
from chat.extractive.everyday import is_new_here
from chat.text_figures import figures, full_dates
from chat.words import in_language
from knowledge.text.terms import plain_text

MOST_DAYS = 365
MOST_YEARS = 100  # between the day of hire and today
_FIRST = r"\b(?:1st|first)(?: day)? of (?:the|a|each) (?:calendar )?month,? "
_ON_OR_AFTER = (
    r"(?:that )?(?:(?:falls|is) on,? or (?:next |first )?follows,?|(?:on,? or|coincid\w+ with,? or) (?:next |first )?"
    r"(?:after|follow\w*),?|coincident with,? or next following,?)"
)
_AFTER = r"(?:that )?(?:after|follow(?:s|ing)|next follow(?:s|ing))"
_DAYS = r" (?:your |the |completion of |first |day )*(?P<days>\d{1,3})(?:th)?\b(?: (?:calendar )?days?\b)?"
_HIRE = (
    r" (?:your |the |an? )?(?:first day (?:of|at) work|(?:date|day) of hire|hire date|start(?:ing)? date|day you start)"
)
_RULES = (
    (re.compile(_FIRST + _ON_OR_AFTER + _DAYS), (-1, 0)),
    (re.compile(_FIRST + _AFTER + _DAYS), (0, 1)),
)
_NEXT_MONTH = re.compile(_FIRST + _AFTER + _HIRE)
_BEGAN = re.compile(r"\b(?:started|hired|joined|began|was|empece|entre|contrataron|fue)\b")
# "My hire date is March 9" may be of a job that is to begin or has begun.
_BEGINS_OR_BEGAN = re.compile(r"\b(?:date|first day|fecha de (?:contratacion|ingreso)|primer dia) (?:is|es)\b")
# Of coverage that ends, or of a retirement plan, which one joins by a rule of its own.
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:ends?|ending|stops?|terminat\w+|lose|401|403|retirement|match\w*|vest\w*|termina|acaba|pierde|jubilacion)\b"
)
_COUNTED = {
    "en": "Counted from {hired}: {days} days later is {reached}, so by this rule coverage starts on {start}.",
    "es": "Contando desde el {hired}: {days} días después es el {reached}; según esta regla, la cobertura empieza el "
    "{start}.",
}
_IN_DOUBT = {
    "en": "Counted from {hired} by this rule, coverage starts on {start} or on {later}: on {start} if the day of hire "
    "is the first of the {days} days. HR can tell how they are counted.",
    "es": "Contando desde el {hired} según esta regla, la cobertura empieza el {start} o el {later}: el {start} si el "
    "día de la contratación es el primero de los {days} días. Recursos Humanos puede decir cómo se cuentan.",
}
_NEXT = {
    "en": "Counted from {hired}, the first of the next month is {start}.",
    "es": "Contando desde el {hired}, el primer día del mes siguiente es el {start}.",
}


@dataclass(frozen=True)
class _Start:
    day: date
    days: int | None  # that must have passed; None: it is the next month, whatever the day


def with_coverage_start(text: str, question: str, *, language: str, today: date) -> str:
    """Return the answer with the day on which coverage starts, behind its first paragraph, where the question tells the
    day of hire and the answer quotes a rule that leaves no doubt."""
    hired = _hired(question, today)
    if hired is None:
        return text
    plain = plain_text(without_markers(text))
    if hired.day == 1 and _NEXT_MONTH.search(plain):
        return text  # whether that very day is meant, or the next month's, the rule does not say
    starts = sorted(set(_starts(hired, plain)), key=lambda one: one.day)
    told = set(full_dates(text)) - {hired}
    is_of_one_rule = len({one.days for one in starts}) == 1
    # Of two days for two classes of employees, the counted one is theirs.
    is_told_already = bool(told) and told <= {one.day for one in starts}
    if not is_of_one_rule or is_told_already:
        return text
    first, gap, rest = text.partition("\n\n")
    return f"{first}\n\n{_sentence(hired, starts, language)}{gap}{rest}"


def _hired(question: str, today: date) -> date | None:
    """Return the one day that a new employee tells; without a year, the last such day of who began already."""
    told = [one.value for one in figures(question) if one.kind == "date"]
    if len(told) != 1 or not is_new_here(question):
        return None
    year, month, day = told[0].split("-")
    if year:
        # Nobody was hired in the year 1, and none that can be reckoned with is near the last one.
        is_possible = abs(int(year) - today.year) <= MOST_YEARS
        return _day(int(year), int(month), int(day)) if is_possible else None
    this = _day(today.year, int(month), int(day))
    has_begun = bool(_BEGAN.search(plain_text(question)))
    if this and this < today and not has_begun and _BEGINS_OR_BEGAN.search(plain_text(question)):
        return None
    if this is None or (this > today) == has_begun:
        return _day(today.year + (-1 if this and this > today else 1), int(month), int(day))
    return this


def _day(year: int, month: int, day: int) -> date | None:
    is_day = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    return date(year, month, day) if is_day else None


def _starts(hired: date, plain: str) -> Iterator[_Start]:
    """Yield the days that each rule of the text may come to, as its days are counted."""
    for pattern, doubts in _RULES:
        for found in pattern.finditer(plain):
            days = int(found["days"])
            if _OF_SOMETHING_ELSE.search(_sentence_around(plain, found)):
                continue
            for doubt in doubts:
                if days <= MOST_DAYS:
                    yield _Start(first_of_month_on_or_after(hired + timedelta(days=days + doubt)), days)
    following = _NEXT_MONTH.search(plain)
    if following and not _OF_SOMETHING_ELSE.search(_sentence_around(plain, following)):
        yield _Start(first_of_month_on_or_after(hired), None)


def _sentence_around(plain: str, found: re.Match[str]) -> str:
    start = max(plain.rfind(mark, 0, found.start()) for mark in (". ", "; ", "\n", "“", '"')) + 1
    ends = [end for mark in (". ", "; ", "\n", "”", '"') if (end := plain.find(mark, found.end())) >= 0]
    return plain[start : min(ends, default=len(plain))]


def _sentence(hired: date, starts: Sequence[_Start], language: str) -> str:
    start, *later = starts
    words = {"hired": date_in_words(hired, language), "start": date_in_words(start.day, language)}
    if later:
        other = date_in_words(later[0].day, language)
        return in_language(_IN_DOUBT, language).format(days=start.days, later=other, **words)
    if start.days is None:
        return in_language(_NEXT, language).format(**words)
    reached = date_in_words(hired + timedelta(days=start.days), language)
    return in_language(_COUNTED, language).format(days=start.days, reached=reached, **words)
