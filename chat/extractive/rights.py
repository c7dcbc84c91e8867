"""Whether a question asks if one has a benefit at all, and which: "Am I eligible for dental?", "Do I get PTO?" """

import re
from collections.abc import Sequence

from chat.extractive.asked import OF_THE_RIGHT, Asked, read_question
from chat.extractive.ideas import NUMBER, Idea
from chat.extractive.shapes import Shape, asks_for_right
from chat.household import Household
from knowledge.text.synonyms import Phrase
from knowledge.text.terms import list_terms, plain_text

_ASKS = re.compile(
    r"\b(?:can|could|may) (?:i|we) (?:also |still )?(?:get|have|join|enroll in|sign up for|be on|participate in)\b"
    r"|\b(?:am|are) (?:i|we) (?:eligible|entitled)\b|\bdo (?:i|we) (?:also |still )?(?:get|have(?! to\b)|qualify)\b"
    r"|\bwho (?:is eligible|qualifies|can (?:enroll in|join|get|have))\b"
    r"|\b(?:is|are) .{2,40} (?:available to|offered to|open to)\b"
    r"|\b(?:do|can) (?:part|full)[- ]?tim\w+ .{0,20}\b(?:get|have|enroll|join)\b"
    r"|\b(?:puedo|podemos) (?:tener|inscribirme en|obtener|recibir)\b|\btengo derecho\b|\bcalifico\b|\bsoy elegible\b"
    r"|^\W*(?:yo )?tengo (?!que\b)|\bque beneficios (?:tengo|tenemos|me tocan|me dan|puedo tener)\b"
)
_TIME_OFF = frozenset(tuple(list_terms(name)) for name in ("pto", "paid time off", "vacation", "vacaciones"))


def asks_for_eligibility(question: str, asked: Asked) -> bool:
    """Whether it asks if one may have a benefit, and neither what it costs nor how to come by it."""
    is_open = asked.shape is Shape.ANY and asked.household in (None, Household.SELF)
    return is_open and bool(_ASKS.search(plain_text(question)) or asks_for_right(question))


def things_of(asked: Asked, classes: frozenset[Phrase]) -> list[Idea]:
    """Return the ideas that name what is asked for, and no class of employees."""
    ideas = (idea for idea in asked.ideas if idea.phrases.isdisjoint(classes))
    return [idea for idea in ideas if _names_something(idea) and not OF_THE_RIGHT.issuperset(idea.asked_as)]


def _names_something(idea: Idea) -> bool:
    """Whether it is a thing: "401k" is one, the "3" of three years none."""
    return idea.is_strong or (idea.weight >= NUMBER and not "".join(idea.asked_as).isdigit())


def is_any_time_off(things: Sequence[Idea]) -> bool:
    """Whether they are time off for which there is pay, and no kind of it: "PTO"."""
    return any(not _TIME_OFF.isdisjoint(idea.phrases) for idea in things)


def search_for_right(question: str, *, class_label: str) -> list[str]:
    """Return queries that find who has the benefit, where it is asked if one may have it: a paper about dental work
    does not say who may enroll."""
    asked = read_question(question)
    if not class_label or not asks_for_eligibility(question, asked):
        return []
    things = " ".join(" ".join(idea.asked_as) for idea in things_of(asked, frozenset()))
    return [f"{class_label} can enroll in {things or 'benefits'}"]
