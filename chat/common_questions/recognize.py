"""Which common question somebody asks in words of their own: "my dad lives with me can i put him on" is "Can I cover my
parents?".

No word may go unread: whatever is said beside the question ("my dog", "on the moon", "except for dental") must be a
word of one of its ways, else it is another question. Only days, and which plan and year it is about, stand apart: those
are asked again. It is for whoever found no answer to the person's own words, and has to be shown with the answer.
"""

import re
from dataclasses import dataclass

from chat.common_questions.bank import CommonQuestion, bank, in_common_words, terms_of
from chat.meaning import what_is_wanted
from chat.months import MONTHS
from knowledge.retrieval.plans import plan_mentions
from knowledge.text.terms import plain_text

# Read off 7,200 questions of the tests and of shared sets: below, another one is meant now and then; the fewer words
# tell what is asked, the more often. By the number of terms, the last for all above.
LEAST_LIKENESS = (1.0, 0.75, 0.66, 0.6)
LEAST_AHEAD = 0.1
PLAIN_LIKENESS = 0.9
LEAST_NEAR, MOST_BEHIND = 0.38, 0.15  # to be proposed: of those, none much behind the nearest
_DAY = re.compile(
    rf"\b(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? 20\d\d)?\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?(?: of| de) [a-z]+\b|\b\d{1,2}/\d{1,2}(?:/(?:20)?\d\d)?\b"
)
_MONTH = re.compile(rf"\b(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b")
_YEAR = re.compile(
    r"\b(?:(?:in|for|en|para) )?(?:(?:next|this|last) year|este ano|el (?:proximo ano|ano que viene|ano pasado))"
    r"(?!\w)"
    r"|\b(?:in|for|en|para) 20[2-9]\d\b|\b20[2-9]\d(?=\W*$)"  # and no "since 2023"
)
_PLAN_WORDS = re.compile(r"\b(?:on|in|with|under|for|en|con)? ?(?:the |my |our |el |mi )?$")
_NEGATED = re.compile(r"\b(?:no|not|never|without|except|\w+n't|cannot|sin|nunca|excepto)\b")
# What only these questions' answers tell; "when" is no "how much".
_TOLD_APART = frozenset(("when", "how", "why", "where", "who", "advice"))


@dataclass(frozen=True)
class Recognized:
    text: str  # the common question in full, in the language of whoever asks
    asked: str  # the same in English, as most documents are: it is answered in the other language all the same
    is_plain: bool  # it is asked nearly in a way that is known, and no day is told that an answer could go by


def recognize(text: str, language: str) -> Recognized | None:
    """Return the common question that the text asks, in this language; None if it asks none surely."""
    asked = _Asked(in_common_words(text, language))
    nearest = sorted(bank().likeness(asked.text, asked.terms).items(), key=lambda one: -one[1])
    fitting = [(question, likeness) for question, likeness in nearest if asked.fits(question)]
    if not fitting or fitting[0][1] < asked.least_likeness:
        return None
    (question, likeness), *others = fitting
    if others and likeness - others[0][1] < LEAST_AHEAD:
        return None
    return Recognized(
        asked.in_full(question, language),
        asked.in_full(question, "en"),
        is_plain=likeness >= PLAIN_LIKENESS and not asked.tells_a_day,
    )


def propose_common(text: str, language: str, *, most: int) -> tuple[str, ...]:
    """Return the common questions that come nearest to the text, the nearest first, where any comes near."""
    asked = _Asked(in_common_words(text, language))
    near = sorted(bank().likeness(asked.text, asked.terms).items(), key=lambda one: -one[1])[:most]
    least = max([LEAST_NEAR, *(likeness - MOST_BEHIND for _, likeness in near[:1])])
    return tuple(asked.in_full(question, language) for question, likeness in near if likeness >= least)


class _Asked:
    """A question taken apart: which plan and year it is about, and the rest."""

    def __init__(self, text: str) -> None:
        plain = plain_text(text)
        self.plans = [str(plan) for plan, *_ in plan_mentions(plain)]
        for _, start, end in reversed(plan_mentions(plain)):
            plain = f"{_PLAN_WORDS.sub('', plain[:start])} {plain[end:]}"
        self.tells_a_day = bool(_DAY.search(plain) or _MONTH.search(plain))
        plain = _DAY.sub(" ", plain)
        year = _YEAR.search(plain)
        self.year = year.group().strip() if year else ""
        self.text = _YEAR.sub(" ", plain).strip()
        self.terms = terms_of(self.text)
        self._wanted = what_is_wanted(text)
        self._is_negated = bool(_NEGATED.search(plain))

    def fits(self, question: CommonQuestion) -> bool:
        """Whether nothing that is said is left unread by it."""
        if not self.terms or self.terms - question.terms:
            return False
        if len(set(self.plans)) > 1 or (self.plans and not question.is_of_plan):
            return False
        if self._wanted in _TOLD_APART and self._wanted not in question.wanted:
            return False
        return not self._is_negated or any(map(_NEGATED.search, map(plain_text, question.said)))

    @property
    def least_likeness(self) -> float:
        return LEAST_LIKENESS[min(len(self.terms), len(LEAST_LIKENESS) - 1)]

    def in_full(self, question: CommonQuestion, language: str) -> str:
        """Return the question with the plan and the year that were named."""
        is_spanish = language == "es"
        said = question.ask(language).removesuffix("?")
        if question.is_of_plan and len(set(self.plans)) == 1:
            said += f" {'en el' if is_spanish else 'on the'} {self.plans[0].upper()}"
        if self.year and self.year not in plain_text(said):
            said += f" {self.year.replace('ano', 'año')}"
        return f"{said}?"
