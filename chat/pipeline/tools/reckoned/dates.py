"""When coverage begins and ends, and until when something may be changed, from the days that people tell."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import Field

from benefits.calculators.coverage import coverage_start, dependent_age_out, life_event_window
from benefits.calculators.result import Result
from benefits.catalogue import read
from benefits.models import PlanYear
from chat.dates import date_in_words
from chat.extractive.everyday import is_new_here
from chat.pipeline.tools.contract import Arguments, Session, Told, ToolResult
from chat.pipeline.tools.reckoned.basis import Reckoned, Reckoning, unless_ok
from chat.pipeline.tools.reckoned.offered import day_in, offered, year_of, years_meant
from chat.pipeline.tools.reckoned.said import days_said
from chat.pipeline.understand import Understood
from chat.words import in_language
from knowledge.text.terms import plain_text

_NO_YEAR = "No plan year of the company's calendar has that day."
_COVERAGE = re.compile(
    r"\b(?:cover(?:ed|age)?|benefits?|insurance|insured|cobertura|cubiert[oa]s?|beneficios|seguro)\b"
)
_WHEN = re.compile(
    r"\b(?:when|what day|which day|how (?:soon|long)|by when|cuando|que dia|desde cuando|hasta cuando)\b"
)
_HIRED = re.compile(
    r"\b(?:hired|hire date|start(?:ed|ing|s)?(?: work)?|join(?:ed|ing)?|contrat\w+|empec\w+|empiezo|entre)\b"
)
_NOT_BEGINNING = re.compile(
    r"\b(?:ends?|lose|loses|lost|stop\w*|until|terminat\w+|quit|leave|401|retirement|match|vest\w*"
    r"|cobra|hsa|fsa|termina|pierd\w+)\b"
)
_ENDS = re.compile(
    r"\b(?:ends?|lose|loses|losing|stop\w*|until|how long|age out|ages out"
    r"|pierde|perder\w*|termina|acaba|hasta cuando)\b"
)
_BORN = re.compile(r"\b(?:born|birthday|nacio|nacid[oa]|cumple)\b")
_CHILD = re.compile(r"\b(?:son|daughter|child|kid|stepson|stepdaughter|hij[oa]|hijastr[oa])\b")
_STARTS = {
    "en": "Your coverage starts on {starts}, {waits} days after {hired}.",
    "es": "Su cobertura empieza el {starts}, {waits} días después del {hired}.",
}
_STARTS_AT_ONCE = {"en": "Your coverage starts on {starts}.", "es": "Su cobertura empieza el {starts}."}
_UNTIL = {
    "en": "The child is covered through {until}; {reached} is the birthday that counts.",
    "es": "La cobertura del hijo o hija dura hasta el {until}; cuenta el cumpleaños del {reached}.",
}
_UNTIL_LATER = {
    "en": "This goes by the rule of {year}; a later plan year can have another.",
    "es": "Esto sigue la regla de {year}; un año posterior del plan puede tener otra.",
}


class HiredAsked(Arguments):
    hired: date | None = Field(None, description="The first day at work, with its year.")


class CoverageStart(Reckoned):
    name = "coverage_start"
    description = "The day on which coverage starts for somebody hired on a day, by the waiting period of their class."
    arguments = HiredAsked

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        is_start = _WHEN.search(plain) and _COVERAGE.search(plain) and not _NOT_BEGINNING.search(plain)
        return bool(is_start) and bool(_HIRED.search(plain)) and is_new_here(question) and len(days_said(question)) == 1

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        days = days_said(understood.spoken_of[-1])
        return {"hired": days[0]} if len(days) == 1 else {}

    def reckon(self, asked: HiredAsked, session: Session) -> Reckoning | ToolResult:
        code = session.scope.audience.class_code
        year = year_of(asked.hired) if asked.hired else next(iter(years_meant(None, session)), None)
        if year is None:
            return ToolResult("not_available", why=_NO_YEAR)
        if not offered(year, session):
            # What begins for them is less than others mean by coverage: documents say what.
            return ToolResult("not_available", why="No reviewed medical plan is offered to this person.")
        rule = read.coverage_rule(code, year, on=asked.hired or day_in(year, session))
        bad = unless_ok(rule, asked)
        if bad:
            return bad
        result = coverage_start(rule.waiting, hired=asked.hired, sources=rule.sources)
        bad = unless_ok(result, asked)
        if bad:
            return bad
        language, starts = session.language, date_in_words(result["starts"], session.language)
        words = in_language(_STARTS if result["waits"] else _STARTS_AT_ONCE, language)
        text = words.format(starts=starts, waits=result["waits"], hired=date_in_words(asked.hired, language))
        return Reckoning((Told(text, figures=(starts,)),), (result,), (year.label,))


class BornAsked(Arguments):
    born: date | None = Field(None, description="The child's day of birth, with its year.")


class ChildAgesOut(Reckoned):
    name = "child_ages_out"
    description = "The last day on which a child is covered, by its day of birth."
    arguments = BornAsked

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        is_end = _ENDS.search(plain) and _CHILD.search(plain) and _BORN.search(plain) and _COVERAGE.search(plain)
        return bool(is_end) and len(days_said(question)) == 1

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        days = days_said(understood.spoken_of[-1])
        return {"born": days[0]} if len(days) == 1 else {}

    def reckon(self, asked: BornAsked, session: Session) -> Reckoning | ToolResult:
        years = years_meant(None, session)
        if not years:
            return ToolResult("not_available", why=_NO_YEAR)
        made = self._by_rule_of(years[-1], asked, session)
        if isinstance(made, ToolResult):
            return made
        # The rule that holds is that of the year in which it ends.
        last = year_of(made["until"])
        if last is not None and last != years[-1]:
            made = self._by_rule_of(last, asked, session)
            if isinstance(made, ToolResult):
                return made
        year, language = last or years[-1], session.language
        until, reached = (date_in_words(made[key], language) for key in ("until", "reached"))
        text = in_language(_UNTIL, language).format(until=until, reached=reached)
        assumed = () if last else (in_language(_UNTIL_LATER, language).format(year=year.label),)
        return Reckoning((Told(text, figures=(until,)),), (made,), (year.label,), assumed)

    def _by_rule_of(self, year: PlanYear, asked: BornAsked, session: Session) -> Result | ToolResult:
        rule = read.coverage_rule(session.scope.audience.class_code, year, on=day_in(year, session))
        bad = unless_ok(rule, asked)
        if bad:
            return bad
        result = dependent_age_out(rule.child_ends, born=asked.born, age=rule.child_age, sources=rule.sources)
        return unless_ok(result, asked) or result


# ---- life events


class Event(StrEnum):
    BIRTH = "birth"
    ADOPTION = "adoption"
    MARRIAGE = "marriage"
    DIVORCE = "divorce"
    LOSS = "loss"
    MEDICAID = "medicaid"


_EVENTS = {
    Event.ADOPTION: re.compile(r"\badopt\w*\b|\bplaced? for adoption\b"),
    Event.BIRTH: re.compile(
        r"\b(?:baby|newborn|birth|(?:was|is|be) born|gave birth|give birth|due date|bebe"
        r"|nacimiento|nacera|nacio|dar a luz)\b"
    ),
    Event.MARRIAGE: re.compile(
        r"\b(?:marry|married|marrying|marriage|wedding|me cas[oe]|nos casamos|casarme|boda|matrimonio)\b"
    ),
    Event.DIVORCE: re.compile(r"\b(?:divorc\w+|legal separation)\b"),
    Event.LOSS: re.compile(
        r"\b(?:los[est]\w*|end(?:s|ed)?|perd\w+|pierd\w+)\b[^.?!]{0,40}\b(?:job|coverage|insurance|cobertura|seguro|trabajo)\b"
    ),
}
_CHANGE = re.compile(
    r"\b(?:add|enroll|report|tell(?! (?:me|us)\b)|change|deadline|by when|until when|sign up|when do i have to"
    r"|agregar|anadir|inscribir|avisar|cambiar|plazo|hasta cuando|para cuando)\b"
    # So long one has for it; how long something is, and how many days one gets, is another matter.
    r"|\b(?:how long|how many days|how much time) (?:do|would|will) (?:i|we|you) have\b"
    r"(?=\W*$|[.?!]| (?:to|left|until)\b)"
    r"|\bcuant(?:os dias|o tiempo) (?:tengo|tenemos)\b(?=\W*$|[.?!]| para\b)"
)
_AWAY_OR_MONEY = re.compile(
    r"\b(?:leaves?(?! (?:my|the|this) (?:job|work|company|employer)\b)|(?:time|days?|weeks?) off|pay|paid|pto|fmla"
    r"|maternity|paternity|costs?|premiums?|licencia|permiso|maternidad|paternidad|dias libres|paga\w*|cuesta)\b"
)
_UNTIL_DAY = {
    "en": "You have until {until} for the change: {days} days from {happened}.",
    "es": "Tiene hasta el {until} para el cambio: {days} días desde el {happened}.",
}
_UNTIL_PAST_DAY = {
    "en": "You had until {until} for the change: {days} days from {happened}.",
    "es": "Tenía hasta el {until} para el cambio: {days} días desde el {happened}.",
}
_HOLDS = {
    "en": "What you change holds from {day} on.",
    "es": "Lo que cambie vale desde el {day}.",
}
_CHILD_HOLDS = {
    "en": "The child is covered from {day} on.",
    "es": "El hijo o la hija tiene cobertura desde el {day}.",
}
_FROM_REQUEST = {
    "en": "It holds from the first of the month after you ask for it.",
    "es": "Vale desde el primero del mes posterior a su solicitud.",
}


class EventAsked(Arguments):
    event: Event | None = Field(None, description="What has happened or will.")
    happened: date | None = Field(None, description="The day of the event, with its year.")


class LifeEvent(Reckoned):
    name = "life_event"
    description = "Until when coverage may be changed after a birth, a marriage, a loss of coverage, and from when on."
    arguments = EventAsked

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        if not _CHANGE.search(plain) or _AWAY_OR_MONEY.search(plain) or re.search(r"\bcobra\b", plain):
            return False
        return _event_of(plain) is not None and len(days_said(question)) == 1

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        text = understood.spoken_of[-1]
        days, event = days_said(text), _event_of(plain_text(text))
        given = {"event": event, "happened": days[0] if len(days) == 1 else None}
        return {name: value for name, value in given.items() if value}

    def reckon(self, asked: EventAsked, session: Session) -> Reckoning | ToolResult:
        year = year_of(asked.happened) if asked.happened else next(iter(years_meant(None, session)), None)
        if year is None or asked.event is None:
            return ToolResult("not_available", why=_NO_YEAR)
        code = session.scope.audience.class_code
        held = read.event_rule(asked.event.value, code, year, on=asked.happened or day_in(year, session))
        bad = unless_ok(held, asked)
        if bad:
            return bad
        day = session.scope.day
        result = life_event_window(held.terms, happened=asked.happened, today=day, sources=held.sources)
        bad = unless_ok(result, asked)
        return bad or Reckoning(tuple(_of_event(result, asked, held.terms.takes, session)), (result,), (year.label,))


def _event_of(plain: str) -> Event | None:
    told = [event for event, pattern in _EVENTS.items() if pattern.search(plain)]
    if Event.ADOPTION in told:
        return Event.ADOPTION
    return told[0] if len(told) == 1 else None


def _of_event(result: Result, asked: EventAsked, takes: str, session: Session) -> Sequence[Told]:
    """Return until when and from when on. Of a time that is over the result warns itself: nothing is promised then."""
    language, is_over = session.language, session.scope.day > result["until"]
    until, happened = (date_in_words(day, language) for day in (result["until"], asked.happened))
    words = _UNTIL_PAST_DAY if is_over else _UNTIL_DAY
    text = in_language(words, language).format(until=until, days=result["days"], happened=happened)
    known = {one.key: one.value for one in result.amounts}
    said = [Told(text, figures=(until, happened))]
    if "holds_from" in known:
        words = _CHILD_HOLDS if asked.event in (Event.BIRTH, Event.ADOPTION) else _HOLDS
        day = date_in_words(known["holds_from"], language)
        said.append(Told(in_language(words, language).format(day=day), figures=(day,)))
    elif takes == "first_after_request" and not is_over:
        said.append(Told(in_language(_FROM_REQUEST, language)))
    return said
