import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from benefits.calendar import told_plan_years
from benefits.models import PlanYear
from chat.dates import date_in_words
from chat.models import Answer
from chat.pipeline.tools.contract import Arguments, Origin, Session, Told, Tool, ToolResult
from chat.pipeline.understand import Understood
from chat.proof.measures import measures
from chat.sentences import sentences
from chat.words import in_language
from knowledge.retrieval.years_in_question import unknown_years, wished_years
from knowledge.text.terms import plain_text

_CALENDAR = {"en": "the company's benefits calendar", "es": "el calendario de beneficios de la empresa"}
_ENROLLMENT = {
    "en": "Open enrollment for {year} runs from {first} to {last}.",
    "es": "La inscripción abierta para {year} es del {first} al {last}.",
}
_BEGINS = {
    "en": "It begins in {days} days, counted from {today}.",
    "es": "Empieza en {days} días, contando desde el {today}.",
}
_BEGINS_TOMORROW = {"en": "It begins tomorrow.", "es": "Empieza mañana."}
_LEFT = {
    "en": "Counted from {today}, {days} days are left.",
    "es": "Contando desde el {today}, quedan {days} días.",
}
_ONE_LEFT = {"en": "Tomorrow is the last day.", "es": "Mañana es el último día."}
_LAST_DAY = {"en": "Today is the last day.", "es": "Hoy es el último día."}
_OVER = {"en": "It is over.", "es": "Ya terminó."}
_NO_NEXT = {
    "en": "The dates of the next one are not in the calendar yet; HR can tell you.",
    "es": "Las fechas de la próxima todavía no están en el calendario; Recursos Humanos puede decírselas.",
}
_PLAN_YEAR = {
    "en": "The {year} plan year runs from {first} to {last}.",
    "es": "El año del plan {year} va del {first} al {last}.",
}
_CALENDAR_SAYS = {
    "en": "Your company's benefits calendar says:",
    "es": "El calendario de beneficios de su empresa dice:",
}
_NO_DATES = "The company's calendar does not have these dates."

# A question is for the calendar if it asks for a time of enrollment or of the plan year, and for nothing else: who was
# hired, married or moved has dates of their own.
_OF_ENROLLMENT = re.compile(
    r"\b(?:open )?enroll?(?:ment|ing)?s?\b|\bsign up\b|\bswitch\b"
    r"|\b(?:choose|pick|elect|change) (?:my |our |a )?(?:benefits?|plans?)\b"
    r"|\b(?:inscripcion(?: abierta)?|inscribir(?:me|nos|se)?)\b"
)
_OF_YEAR = re.compile(
    r"\b20\d\d (?:plans?|benefits|coverage)\b"
    r"|\b(?:plan|benefits?|coverage) years?\b|\bano del plan\b|\bano de beneficios\b"
)
_TIME = re.compile(
    r"\b(?:when|until|till|deadline|dates?|days?|how (?:long|much time)|starts?|begins?|opens?|ends?|closes?|closing"
    r"|over|left|cuando|hasta|fechas?|dias?|plazo|empieza|empezo|comienza|comenzo|abre|abrio|termina|termino|acaba|acabo|cierra|cerro|quedan?|faltan?)\b"
)
_BESIDE = re.compile(
    r"\b(?:what|when|which|is|are|was|do|does|did|can|could|may|must|will|have|has|i|we|you|me|us|my|our|your|the|a|an|to"
    r"|for|in|of|on|by|from|it|its|there|still|open|time|times|period|window|season|last|first|final|next|this|coming"
    r"|year|years|company|benefits?|plans?|coverage|health|medical|insurance|how|many|more|much|remain|remaining|get"
    r"|please|tell|run|runs|go|and|s|que|cual|cuales|es|son|la|el|los|las|de|del|para|mi|mis|nuestr\w+|al|y|a|en|por"
    r"|favor|ya|ultim\w+|primer\w*|proxim\w+|este|ano|plan|seguro|beneficios|empresa|puedo|podemos|tengo|tenemos|se"
    r"|cuant\w+|mas|me|nos|periodo|20\d\d(?:[-/]\d\d)?)\b"
)


class CalendarAsked(Arguments):
    plan_year: str | None = Field(None, description="Such as 2027 or next year; null for the one to enroll for.")


class Calendar(Tool):
    name = "calendar"
    description = (
        "The company's own dates: when open enrollment begins and ends, how many days are left, when the plan year "
        "begins and ends. Deadlines after a marriage, a birth or a hire stand in the documents."
    )
    arguments = CalendarAsked
    origin = Origin("calendar", _("Your company's benefits calendar"))
    route = Answer.Route.DATE

    def is_asked(self, question: str) -> bool:
        """Whether the question asks for the company's dates, and for nothing else."""
        plain = plain_text(question)
        if not _TIME.search(plain) or not (_OF_ENROLLMENT.search(plain) or _OF_YEAR.search(plain)):
            return False
        rest = plain
        for known in (_OF_ENROLLMENT, _OF_YEAR, _TIME, _BESIDE):
            rest = known.sub(" ", rest)
        return not re.search(r"\w", rest)

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        return {"plan_year": understood.words[:300]}

    def run(self, asked: Any, session: Session) -> ToolResult:
        day, language = session.scope.day, session.language
        years = _years(asked.plan_year, day)
        told = [*_enrollments(years, day, language), *_plan_years(years, language)]
        if not told:
            return ToolResult("not_available", why=_NO_DATES)
        of = (in_language(_CALENDAR, language),)
        return ToolResult("ok", told=tuple(Told(text, of) for text in told))

    def tell_beside(self, text: str, result: ToolResult, language: str) -> str:
        """Return the answer with the calendar's dates where it does not tell them: documents may have others."""
        lines = [one.text for one in result.told]
        # Whatever stands behind the first sentence is counted from today.
        unsaid = [line for line in lines[:1] if not _days(sentences(line)[0].text) <= _days(text)]
        if not unsaid:
            return text
        return f"{text}\n\n{in_language(_CALENDAR_SAYS, language)} {unsaid[0]}"


def _days(text: str) -> set[str]:
    return {one.value for one in measures(text) if one.kind == "date"}


def _years(label: str | None, day: date) -> list[PlanYear]:
    """Return the plan years meant: those named, else those that people can or will be able to enroll for, else the one
    in force."""
    every = told_plan_years()
    labels = frozenset(year.label for year in every)
    wish = wished_years(label or "", day=day, plan_years=every, labels=labels)
    if wish.is_named or unknown_years(label or "", plan_years=every, labels=labels):
        return [year for year in every if wish.is_named and year.label in wish.labels]
    ahead = [year for year in every if year.enrolment_closes_on and year.enrolment_closes_on >= day]
    return ahead or [year for year in every if year.starts_on <= day <= year.ends_on]


def _enrollments(years: list[PlanYear], day: date, language: str) -> Iterator[str]:
    for year in years:
        if year.enrolment_opens_on is None or year.enrolment_closes_on is None:
            continue
        dates = in_language(_ENROLLMENT, language).format(
            year=year.label,
            first=date_in_words(year.enrolment_opens_on, language),
            last=date_in_words(year.enrolment_closes_on, language),
        )
        is_last = not any(other.starts_on > year.starts_on for other in told_plan_years())
        is_over = year.enrolment_closes_on < day
        more = f" {in_language(_NO_NEXT, language)}" if is_last and is_over else ""
        yield f"{dates} {_where_it_stands(year, day, language)}{more}"


def _where_it_stands(year: PlanYear, day: date, language: str) -> str:
    until_first, until_last = (year.enrolment_opens_on - day).days, (year.enrolment_closes_on - day).days
    if until_first > 0:
        words, days = (_BEGINS_TOMORROW if until_first == 1 else _BEGINS), until_first
    elif until_last < 0:
        words, days = _OVER, 0
    else:
        words, days = {0: _LAST_DAY, 1: _ONE_LEFT}.get(until_last, _LEFT), until_last
    return in_language(words, language).format(days=days, today=date_in_words(day, language))


def _plan_years(years: list[PlanYear], language: str) -> Iterator[str]:
    for year in years:
        first, last = date_in_words(year.starts_on, language), date_in_words(year.ends_on, language)
        yield in_language(_PLAN_YEAR, language).format(year=year.label, first=first, last=last)
