"""The person's own first day at work, where a question tells it among other days."""

import re
from collections.abc import Iterator
from datetime import date

from chat.pipeline.tools.reckoned.said import day_of
from chat.proof.measures import Measure, measures
from chat.text_figures import full_dates

_AT_WORK = r"(?:work(?:ing)?|here|(?:at |in |with |for )?(?:the|this|my) (?:company|job|firm)|my (?:new )?job)"
_HIRED = re.compile(
    r"\b(?:i|we)(?: was| were| got|'ve been| have been|'m| am)(?: \w+)? hired\b|(?:^|[.;,!?]\s*)hired\b"
    r"|\b(?:my )?(?:hire date|date of hire|first day (?:at work|here|of work))\b"
    rf"|\bi(?:'ve| have)?(?: only| just)? (?:start(?:ed)?|began|begun|join(?:ed)?) {_AT_WORK}"
    r"|\b(?:me contrataron|(?:fui|soy|estoy) contratad[oa]|contratad[oa] (?:el|desde)|fecha de contrataci[oó]n)\b"
    r"|\b(?:empec[eé]|comenc[eé]|entr[eé]) (?:a trabajar|a la empresa|en la empresa|aqu[ií]|mi trabajo)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[?!;]|(?<!\b[A-Za-z]{3})\.(?=\s|$)")
_MOST_BETWEEN = 40  # characters


def hired_said(text: str) -> date | None:
    """Return the day on which the person says that they were hired; of another event no day is one."""
    told = {day_of(one) for one in _hired(text)}
    return told.pop() if len(told) == 1 else None


def without_hired(text: str) -> str:
    """Return the text without that day: its year is no plan year that is asked of."""
    for one in reversed(list(_hired(text))):
        text = f"{text[: one.start]} {text[one.end :]}"
    return text


def _hired(text: str) -> Iterator[Measure]:
    """Yield the days of hire: behind the words for it, or right before them."""
    known = set(full_dates(text))
    days = [one for one in measures(text) if one.kind == "date" and day_of(one) in known]
    for found in _HIRED.finditer(text):
        behind = [one for one in days if one.start >= found.end() and _is_near(text[found.end() : one.start])]
        before = [one for one in days if one.end <= found.start() and _is_near(text[one.end : found.start()])]
        yield from behind[:1] or before[-1:]


def _is_near(between: str) -> bool:
    return len(between) <= _MOST_BETWEEN and not _SENTENCE_END.search(between)
