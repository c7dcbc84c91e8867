"""Whether a statement denies a thing, all of it or a part, or says that it is not known yet."""

import re

from chat.extractive.shapes import AMOUNT_NOUNS, without_conditions
from knowledge.text.terms import list_terms, plain_text


def denies_it(text: str) -> bool:
    """Whether it says that there is nothing of the kind: "The surcharge does not apply to members." """
    return bool(_DENIES_IT.search(without_conditions(text)))


def is_not_yet_told(text: str) -> bool:
    """Whether it says that a figure is not known so far: "The limits for 2027 had not been published." """
    return bool(_NOT_YET_TOLD.search(plain_text(text)))


def denies_only_part(thing: str, text: str) -> bool:
    """Whether a list of what is not covered has the words of the thing in several items and in none together: "cosmetic
    surgery, weight loss programs" says nothing of weight loss surgery."""
    wanted, said = frozenset(list_terms(thing)), plain_text(text)
    items = _BETWEEN_ITEMS.split(said)
    if len(wanted) < _TWO_WORDS or len(items) < _FEWEST_ITEMS or not _NOT_COVERED.search(said):
        return False
    named = [wanted.intersection(list_terms(item)) for item in items]
    return wanted.issubset(frozenset().union(*named)) and not any(wanted == one for one in named)


def denies_medical(text: str) -> bool:
    """Whether it says that somebody cannot have the medical plan."""
    return bool(_DENIES_MEDICAL.search(plain_text(text)))


_DENIES_IT = re.compile(
    r"\b(?:do|does|will) not (?:apply|pay|owe)\b|\bcannot (?:enroll|join|be enrolled)\b|\bnot eligible\b"
    r"|\bno (?:se aplica|pagan?|pueden? (?:inscribirse|tener))\b"
    rf"|\b(?:has|have|there (?:is|are)) no (?:[\w-]+ )?(?:{AMOUNT_NOUNS})s?\b"
    rf"|\bno (?:tienen?|hay) (?:{AMOUNT_NOUNS})s?\b"
)
_MADE_KNOWN = "published|announced|released|set|known|publicado|anunciado|fijado"
_NOT_YET_TOLD = re.compile(
    rf"\b(?:not|n't) (?:yet )?(?:been )?(?:yet )?(?:{_MADE_KNOWN})\b"
    rf"|\b(?:will be|are|is) (?:{_MADE_KNOWN})\b.{{0,60}}\b(?:when|once|in the (?:fall|autumn)|later)\b"
    rf"|\bno (?:se )?(?:ha|han|habia|habian) (?:sido )?(?:{_MADE_KNOWN})"
)
_DENIES_MEDICAL = re.compile(
    r"\b(?:cannot|can not|may not|not eligible|do not qualify|does not offer|no pueden?|no tienen?)\b.{0,40}?"
    r"\b(?:medical|health (?:plan|coverage|insurance)|plan medico|cobertura medica|seguro medico)\b"
)
_BETWEEN_ITEMS = re.compile(r"[,;:]| and | or | y | o ")
_NOT_COVERED = re.compile(r"\b(?:neither|not|exclu\w+|no (?:se )?cubr\w+)\b")
_FEWEST_ITEMS, _TWO_WORDS = 3, 2
