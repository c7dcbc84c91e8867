"""How many days are left until a day that an answer quotes: counted here, from the day for which it is answered.

No document can tell it, and a model that counted would be guessing.
"""

import re
from datetime import date

from chat.citations import without_markers
from chat.dates import date_in_words
from chat.proof.measures import measures
from chat.words import in_language
from knowledge.text.terms import plain_text

_HAVE = r"(?:are (?:there )?|do (?:i|we) (?:still )?have |is (?:it |there )?)?"
_TO = r"(?:(?:left|remain(?:ing)?) )(?:to|for|in|of|until|till|before)"
# Days to a day, not days that somebody has: "how many vacation days do I have left" asks for those. What asks for the
# day itself, in the words in which documents tell it.
# Who has days left to enroll asks for the time in which everybody does, not for that after an event of their own.
_ENROLL = r"(?:enroll|sign up|(?:choose|pick|elect|change)(?: (?:my|our|a|the))? (?:benefits?|plans?|coverage))"
_ASKED_AS = (
    (
        re.compile(rf"\bhow (?:many (?:more )?days|long|much time) {_HAVE}{_TO} {_ENROLL}\b"),
        "when is open enrollment, when can i enroll",
    ),
    (re.compile(rf"\bhow (?:many (?:more )?days|long|much time) {_HAVE}{_TO}\b"), "until when can i"),
    (re.compile(rf"\bhow (?:many (?:more )?days|long|much time) {_HAVE}(?:until|till|before)\b"), "when is it that"),
    (re.compile(r"\bcuant[oa]s? (?:dias |tiempo )?(?:mas )?(?:me |nos )?quedan? (?:para|de)\b"), "hasta cuando puedo"),
    (re.compile(r"\bcuant[oa]s? (?:dias |tiempo )?(?:mas )?(?:me |nos )?faltan? (?:para|hasta)\b"), "cuando es"),
)
# Who asks when or how they can enroll, and tells of no event of their own, asks for the time in which everybody does.
_FOR_COVERAGE = (
    r"(?: (?:for|in|on|en|al?|para)(?: (?:the|my|our|an?|el|la|los|mis?|un))? (?:(?!40[13])\w+ ){0,2}"
    r"(?:benefits?|plans?|coverage|insurance|year|20\d\d|beneficios|seguro|plan|cobertura|ano))?"
)
_WHEN_TO_ENROLL = (
    (
        re.compile(
            r"^\W*(?:(?:un)?til |by )?when (?:can|may|could|do|should|must) (?:i|we) (?:have to )?"
            rf"{_ENROLL}{_FOR_COVERAGE}\W*$"
        ),
        "when is open enrollment, when can i enroll",
    ),
    (
        re.compile(
            r"^\W*(?:hasta |desde |para )?(?:cuando|que (?:dia|fecha)) (?:me |nos )?"
            r"(?:puedo|podemos|debo|tengo que|hay que|toca) "
            rf"(?:inscribir(?:me|nos|se)?|registrarme|apuntarme){_FOR_COVERAGE}\W*$"
            rf"|^\W*(?:hasta |desde )?cuando me inscribo{_FOR_COVERAGE}\W*$"
        ),
        "cuando es la inscripcion abierta, cuando puedo inscribirme",
    ),
    (
        re.compile(
            r"^\W*(?:how|where) (?:can|may|could|do|should|must) (?:i|we) (?:have to )?"
            rf"{_ENROLL}{_FOR_COVERAGE}\W*$"
        ),
        "how do i enroll in open enrollment",
    ),
    (
        re.compile(
            r"^\W*(?:como|donde) (?:me |nos )?(?:(?:puedo|podemos|debo|tengo que|hay que) )?"
            rf"(?:inscribir(?:me|nos|se)?|inscribo|inscribimos|registro|registrarme){_FOR_COVERAGE}\W*$"
        ),
        "como me inscribo en la inscripcion abierta",
    ),
)
_OF_BEGINNING = re.compile(r"\b(?:starts?|begins?|opens|empi?e[zc]\w+|comi?en[zc]\w+|abr[ae]n?)\b")
_RANGE = re.compile(r"\s*(?:-|to|through|until|till|and|a|al|hasta(?: el)?|y(?: termina| acaba)?(?: el)?)\s*")
_LEFT = {
    "en": "Counted from {today}, {days} days are left until {day}.",
    "es": "Contando desde el {today}, faltan {days} días hasta el {day}.",
}
_ONE_LEFT = {
    "en": "Counted from {today}, one day is left: {day} is tomorrow.",
    "es": "Contando desde el {today}, falta un día: el {day} es mañana.",
}
_TODAY = {"en": "That is today, {day}.", "es": "Es hoy, {day}."}


def day_to_ask_for(question: str) -> str:
    """Return the question, asked for the day itself if it asks for the days until then."""
    asked = plain_text(question)
    for pattern, words in (*_WHEN_TO_ENROLL, *_ASKED_AS):
        if pattern.search(asked):
            return pattern.sub(words, asked)
    return question


def with_days_left(text: str, question: str, *, language: str, today: date) -> str:
    """Return the answer with the days left until the day that its first line tells, if that is asked and lies ahead."""
    asked = plain_text(question)
    if not any(pattern.search(asked) for pattern, _ in _ASKED_AS):
        return text
    first, gap, rest = text.partition("\n\n")
    told = _days(without_markers(first))
    if not told:
        return text
    day = min(told) if _OF_BEGINNING.search(asked) else max(told)
    if day < today:
        return text
    return f"{first}\n\n{_sentence(day, today, language)}{gap}{rest}"


def _days(line: str) -> list[date]:
    """Return the one day that the line tells, or both ends of a time; nothing where it tells days of several things:
    which one is meant no program can know."""
    found = [one for one in measures(line) if one.kind == "date" and not one.value.startswith("-")]
    days = [date(*map(int, one.value.split("-"))) for one in found]
    if len(found) == 2:
        is_range = _RANGE.fullmatch(plain_text(line[found[0].end : found[1].start]))
        return days if is_range else []
    return days if len(found) == 1 else []


def _sentence(day: date, today: date, language: str) -> str:
    days = (day - today).days
    words = {0: _TODAY, 1: _ONE_LEFT}.get(days, _LEFT)
    return in_language(words, language).format(
        days=days, day=date_in_words(day, language), today=date_in_words(today, language)
    )
