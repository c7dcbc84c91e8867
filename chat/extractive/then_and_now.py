"""What is asked and said of what is new, and of what stays as it was."""

import re

from chat.extractive.statements import Statement
from knowledge.text.terms import plain_text

_ASKS = re.compile(
    r"\b(?:what(?:'?s| is| are| will be)?|anything|something|is there anything|are there any|any) (?:the )?"
    r"(?:new|changing|different|going to (?:change|be different)|changes?)\b"
    r"(?! (?:employee|hire|job|plan year|can|could|may|do|should|between|from|if|when|after|in (?:the )?middle"
    r"|during)\b)"
    r"|\b(?:que (?:hay|es|trae|viene)(?: de)?|algo|hay algo) nuev[oa]\b|\bnovedades\b"
    r"|^\W*(?:y )?que (?:cambia|cambian|cambiara|cambiaran|cambios hay)\b(?! (?:si|cuando|con|despues))"
)
_STAYS = re.compile(
    r"\bwhat (?:stays|remains|is staying) (?:the same|as it (?:is|was))\b|\bque (?:sigue|queda) igual\b"
)
_OF_TIME = re.compile(
    r"\b(?:chang\w*|new|next|last|still|stays?|remains?|keep|before|anymore|20\d\d|year|different|continu\w*|cambi\w*|nuev[oa]s?"
    r"|proxim[oa]|pasad[oa]|todavia|sigue[n]?|ano|antes|igual que)\b"
)


def asks_what_is_new(question: str) -> bool:
    return bool(_ASKS.search(plain_text(question)))


def is_only_of_what_stays(question: str, statement: Statement) -> bool:
    """Whether it stands among what stays as it was, where nothing is asked of one year beside another: "the same
    dental plan" as others have is not the same as last year."""
    above = plain_text(f"{statement.own_heading} {statement.lead_in}")
    return bool(_STAYS.search(above)) and not _OF_TIME.search(plain_text(question))
