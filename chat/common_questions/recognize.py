"""Which common question somebody asks in words of their own: "my dad lives with me can i put him on" is "Can I cover my
parents?".

No word may go unread: whatever is said beside the question ("my dog", "on the moon", "except for dental") must be a
word of the ways that come nearest, else it is another question. Only days, how many hours somebody works (of a
question about hours), and which plan and year it is about stand apart: the last two are asked again. It is for whoever
found no answer to the person's own words, and has to be shown with the answer.
"""

import re
from dataclasses import dataclass

from chat.common_questions.bank import CommonQuestion, Near, bank
from chat.common_questions.said import in_common_words, said_of
from chat.months import MONTHS
from knowledge.retrieval.plans import plan_mentions
from knowledge.text.terms import list_terms, plain_text

# Read off 7,200 questions of the tests and of shared sets: below, another one is meant now and then; the fewer words
# tell what is asked, the more often. By the number of terms, the last for all above.
LEAST_LIKENESS = (1.0, 0.75, 0.66, 0.6)
LEAST_AHEAD = 0.1
PLAIN_LIKENESS = 0.9
LEAST_NEAR, MOST_BEHIND = 0.38, 0.15  # to be proposed: of those, none much behind the nearest
MOST_CHARACTERS = 300  # longer ones tell a story, which no common question has
_MONTHS = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"\b(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? 20\d\d)?\b"
    r"|(?<=\btogether )(?:for )?\d{1,2} (?:months|years)\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?(?: of| de) [a-z]+\b|\b\d{1,2}/\d{1,2}(?:/(?:20)?\d\d)?\b"
)
_SOME_DAY = re.compile(
    r"\btogether (?:for )?\d{1,2} (?:months|years)\b"
    rf"|\b(?:{_MONTHS}|yesterday|today|tomorrow|tonight|ago|hoy|ayer|manana|hace"
    r"|(?:last|this|next|on) (?:week|month|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:semana|mes) pasad[oa]"
    r"|lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b"
)
_HOURS = re.compile(
    r"\b\d{1,2}(?: (?:hours?|horas))? (?:(?:a|per|each) week|(?:a la|por) semana)\b|\b\d{1,2} (?:hours|horas)\b"
)
_HOUR = frozenset(list_terms("hours horas"))
_YEARS = {
    "next": re.compile(r"\b(?:(?:in|for|en|para) )?(?:next year|el proximo ano|el ano que viene)(?!\w)"),
    "this": re.compile(r"\b(?:(?:in|for|en|para) )?(?:this year|este ano)(?!\w)"),
    "last": re.compile(r"\b(?:(?:in|for|en|para) )?(?:last year|el ano pasado)(?!\w)"),
}
_YEAR_WORDS = {
    "next": ("next year", "el próximo año"),
    "this": ("this year", "este año"),
    "last": ("last year", "el año pasado"),
}
_NUMBER = re.compile(r"\b(?:in|for|en|para) (?P<named>20[2-9]\d)\b|\b(?P<last>20[2-9]\d)(?=\W*$)")  # not "since 2023"
_YEAR_OF_PLAN = re.compile(r"\b20[2-9]\d\b")
_PLAN_WORDS = re.compile(r"\b(?:on|in|with|under|for|en|con)? ?(?:the |my |our |el |mi )?$")


@dataclass(frozen=True)
class Recognized:
    text: str  # the common question in full, in the language of whoever asks
    asked: str  # the same in English, as most documents are: it is answered in the other language all the same
    is_plain: bool  # it is asked nearly in a way that is known, and no day or hours are told that an answer could go by


def recognize(text: str, language: str) -> Recognized | None:
    """Return the common question that the text asks, in this language; None if it asks none surely."""
    if len(text) > MOST_CHARACTERS:
        return None
    asked = _Asked(in_common_words(_readable(text), language))
    fitting = [near for near in bank().nearest(asked.said) if asked.fits(near)]
    if not fitting or fitting[0].likeness < asked.least_likeness:
        return None
    best, *others = fitting
    if others and best.likeness - others[0].likeness < LEAST_AHEAD:
        return None
    return Recognized(
        asked.in_full(best.question, language),
        asked.in_full(best.question, "en"),
        is_plain=best.likeness >= PLAIN_LIKENESS and not (asked.tells_a_day or asked.tells_hours),
    )


def propose_common(text: str, language: str, *, most: int) -> tuple[str, ...]:
    """Return the common questions that come nearest to the text, the nearest first, where any comes near."""
    asked = _Asked(in_common_words(_readable(text[:MOST_CHARACTERS]), language))
    nearest = bank().nearest(asked.said)[:most]
    least = max([LEAST_NEAR, *(near.likeness - MOST_BEHIND for near in nearest[:1])])
    return tuple(asked.in_full(near.question, language) for near in nearest if near.likeness >= least)


def _readable(text: str) -> str:
    """Return the text without what no encoding knows."""
    return text.encode("utf-8", "ignore").decode()


class _Asked:
    """A question taken apart: which plans and years it is about, and the rest."""

    def __init__(self, text: str) -> None:
        plain = plain_text(text)
        mentions = plan_mentions(plain)
        self.plans = {str(plan) for plan, *_ in mentions}
        self.years = {year for _, start, end in mentions for year in _YEAR_OF_PLAN.findall(plain[start:end])}
        for _, start, end in reversed(mentions):
            plain = f"{_PLAN_WORDS.sub('', plain[:start])} {plain[end:]}"
        self.tells_a_day = bool(_DAY.search(plain) or _SOME_DAY.search(plain))
        self.tells_hours = bool(_HOURS.search(plain))
        plain = self._without_years(_HOURS.sub(" hours ", _DAY.sub(" ", plain)))
        self.said = said_of(plain.strip())

    def _without_years(self, plain: str) -> str:
        for kind, pattern in _YEARS.items():
            if pattern.search(plain):
                self.years.add(kind)
                plain = pattern.sub(" ", plain)
        self.years |= {found["named"] or found["last"] for found in _NUMBER.finditer(plain)}
        return _NUMBER.sub(" ", plain)

    def fits(self, near: Near) -> bool:
        """Whether nothing that is said is left unread by the ways that come nearest, and none turns it around."""
        question, first = near.question, near.ways[0]
        known = frozenset().union(*(way.terms for way in near.ways), question.said[0].terms, question.said[1].terms)
        if self.said.terms - known or (question.needs and not question.needs & self.said.terms):
            return False
        if len(self.plans) > 1 or len(self.years) > 1:
            return False
        if (self.plans and not question.is_of_plan) or (self.years and not question.is_of_year):
            return False
        if self.tells_hours and not question.said[0].terms & _HOUR:
            return False
        if self.said.wanted not in {way.wanted for way in near.ways}:
            return False
        return self.said.marks == first.marks

    @property
    def least_likeness(self) -> float:
        return LEAST_LIKENESS[min(len(self.said.terms), len(LEAST_LIKENESS) - 1)]

    def in_full(self, question: CommonQuestion, language: str) -> str:
        """Return the question with the plan and the year that were named."""
        is_spanish = language == "es"
        said = question.ask(language).removesuffix("?")
        if question.is_of_plan and len(self.plans) == 1:
            said += f" {'en el' if is_spanish else 'on the'} {next(iter(self.plans)).upper()}"
        if question.is_of_year and len(self.years) == 1:
            (year,) = self.years
            number = f"{'en' if is_spanish else 'in'} {year}"
            said += f" {_YEAR_WORDS[year][is_spanish] if year in _YEAR_WORDS else number}"
        return f"{said}?"
