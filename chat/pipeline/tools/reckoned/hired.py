"""The person's own first day at work, where a question tells it among other days."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from chat.pipeline.tools.reckoned.said import day_of
from chat.proof.measures import Measure, measures
from chat.text_figures import full_dates

_AT_WORK = r"(?:work(?:ing)?|here|(?:at |in |with |for )?(?:the|this|my) (?:company|job|firm)|my (?:new )?job)"
_AQUI = r"(?:aqu[ií]|(?:en|con|para) (?:la|esta|mi) (?:empresa|compa[nñ][ií]a)|en (?:este|mi) trabajo)"
_CARE = (
    r"(?:(?:the|my|a|his|her|la|el|los|las|mi|mis|un|una) )?(?:\w+ )?"
    r"(?:treatments?|braces|orthodont\w*|plan|coverage|insurance|therapy|medications?"
    r"|tratamientos?|frenos|ortodoncia|cobertura|seguro|terapia|medicamentos?)\b"
)
_HIRED = re.compile(
    r"\b(?:i|we)(?: was| were| got|'ve been| have been|'m| am)(?: \w+)? hired\b|(?:^|[.;,!?]\s*)hired\b"
    r"|\b(?:my )?(?:hire date|date of hire|first day (?:at work|here|of work))\b"
    rf"|\bmy (?:work |job |employment )?start(?:ing)? date\b(?! (?:of|for|on|with|in) {_CARE})"
    rf"|\bi(?:'ve| have)?(?: only| just)? (?:start(?:ed)?|began|begun|join(?:ed)?) {_AT_WORK}"
    rf"|\bi(?:'ve| have)?(?: only| just)? (?:worked|been working|been employed|been|work)"
    rf"(?: full[- ]time)? {_AT_WORK} since\b"
    r"|\bme contrataron\b|\b(?:fui|soy|estoy) contratad[oa]\b|\bcontratad[oa] (?:el|desde)\b"
    r"|\bfecha de contrataci[oó]n\b|\bmi fecha de ingreso\b"
    r"|\b(?:empec[eé]|comenc[eé]|entr[eé]|ingres[eé]) (?:a trabajar|(?:a|en) la empresa|aqu[ií]|(?:en )?mi trabajo)"
    rf"|\b(?:trabajo|he trabajado|llevo trabajando|llevo|estoy) {_AQUI} desde\b",
    re.IGNORECASE,
)
# "I started on March 3, 2025" without what was started: where the words around it name care or a plan, it is theirs.
_STARTED = re.compile(
    r"(?:(?:^|[.,;:!?¿¡(])\s*|\b(?:and|but|as|so|since|because|if|y|pero|si|porque)\s+)"
    r"(?:i(?:'ve| have)?(?: only| just)? (?:start(?:ed)?|began|join(?:ed)?)(?: back)?(?: on)?"
    r"|(?:yo )?(?:empec[eé]|comenc[eé]) el)"
    r"(?=,? (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    r"(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d))",
    re.IGNORECASE,
)
_CARE_BEFORE = re.compile(rf"\b{_CARE}[^.?!;]{{0,15}}$", re.IGNORECASE)
_CARE_BEHIND = re.compile(rf",? (?:(?:with|on|in|con|en) )?{_CARE}", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[?!;]|(?<!\b[A-Za-z]{3})\.(?=\s|$)")
_OTHER_YEAR = re.compile(r"\b20\d\d\b")  # "hired in 2024 and a crown on October 5, 2026"
_MOST_BETWEEN = 40  # characters


def hired_said(text: str) -> date | None:
    """Return the day on which the person says that they were hired; of another event no day is one."""
    told = {day_of(one) for one in _hired(text)}
    return told.pop() if len(told) == 1 else None


def without_hired(text: str) -> str:
    """Return the text without that day: its year is no plan year that is asked of."""
    for one in reversed(_hired(text)):
        text = f"{text[: one.start]} {text[one.end :]}"
    return text


def _hired(text: str) -> list[Measure]:
    """Return the days of hire, each once: behind the words for it, or right before them."""
    known = set(full_dates(text))
    days = [one for one in measures(text) if one.kind == "date" and day_of(one) in known]
    told = [*_near_the_words(text, days), *_started(text, days)]
    return sorted({(one.start, one.end): one for one in told}.values(), key=lambda one: one.start)


def _near_the_words(text: str, days: Sequence[Measure]) -> Iterator[Measure]:
    for found in _HIRED.finditer(text):
        behind = [one for one in days if one.start >= found.end() and _is_near(text[found.end() : one.start])]
        before = [one for one in days if one.end <= found.start() and _is_near(text[one.end : found.start()])]
        yield from behind[:1] or before[-1:]


def _started(text: str, days: Sequence[Measure]) -> Iterator[Measure]:
    """Yield the days on which the person started, and says of nothing but work that it started."""
    for found in _STARTED.finditer(text):
        day = next((one for one in days if one.start >= found.end() and _is_near(text[found.end() : one.start])), None)
        is_of_care = _CARE_BEFORE.search(text[: found.start()])
        if day and not is_of_care and not _CARE_BEHIND.match(text[day.end :]):
            yield day


def _is_near(between: str) -> bool:
    return len(between) <= _MOST_BETWEEN and not _SENTENCE_END.search(between) and not _OTHER_YEAR.search(between)
