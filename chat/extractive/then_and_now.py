"""What is asked and said of what is new, and of what stays as it was."""

import re

from chat.extractive.statements import Statement
from chat.question_words import content_words
from knowledge.text.terms import plain_text

_ASKS = re.compile(
    r"\b(?:what(?:'?s| is| are| will be)?(?: the(?! new\b(?! (?:benefits|changes|options|features|things)\b)))?"
    r"|anything|something|any) "
    r"(?:new|changing|different|going to (?:change|be different)|changes?)\b"
    r"(?! (?:employee|hire|job|plan year|can|could|may|do|should|between|from|if|when|after|in (?:the )?middle"
    r"|during|of (?:address|name|job|status)|to my)\b)"
    r"|\b(?:que (?:hay|es|trae|viene)(?: de)?|algo|hay algo) nuev[oa]\b|\bnovedades\b"
    r"|^\W*(?:y )?que (?:cambia|cambian|cambiara|cambiaran|cambios hay)\b(?! (?:si|cuando|con|despues))"
)
# A change of one's own, that somebody makes or has to tell, is nobody's news.
_OWN_CHANGE = re.compile(
    r"\b(?:mak(?:e|es|ing)|report\w*|tell(?:ing)?(?! (?:me|us)\b)|notify|submit|request|(?:have|has|need|must) (?:to )?"
    r"(?!know\b)\w+|hacer|hago|reportar|informar|avisar|comunicar|tengo que \w+|debo \w+)\b"
    r"(?: [\w']+){0,5}? (?:any(?:thing)?|something|algo|que|nov\w+)\b"
)
_YEARS_NAMES = frozenset(
    ("year", "plan", "plans", "benefits", "coming", "upcoming", "next", "hi", "hello", "ano", "proximo", "beneficios")
)
_STAYS = re.compile(
    r"\bwhat (?:stays|remains|is staying) (?:the same|as it (?:is|was))\b|\bque (?:sigue|queda) igual\b"
)
_OF_TIME = re.compile(
    r"\b(?:chang\w*|new|next|last|still|stays?|remains?|keep|before|anymore|20\d\d|year|different|continu\w*|cambi\w*|nuev[oa]s?"
    r"|proxim[oa]|pasad[oa]|todavia|sigue[n]?|ano|antes|igual que)\b"
)


def asks_what_is_new(question: str) -> bool:
    return bool(_ASKS.search(_OWN_CHANGE.sub(" ", plain_text(question))))


def asks_only_what_is_new(question: str) -> bool:
    """Whether it names nothing beside a year of which the new is asked."""
    rest = _ASKS.sub(" ", plain_text(question))
    return _YEARS_NAMES.issuperset(word for word in content_words(rest) if not word.startswith("20"))


def is_only_of_what_stays(question: str, statement: Statement) -> bool:
    """Whether it stands among what stays as it was, where nothing is asked of one year beside another: "the same
    dental plan" as others have is not the same as last year."""
    above = plain_text(f"{statement.own_heading} {statement.lead_in}")
    return bool(_STAYS.search(above)) and not _OF_TIME.search(plain_text(question))
