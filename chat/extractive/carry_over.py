"""What of one year goes on into the next: asked for, or said beside what one gets."""

import re
from collections.abc import Iterable

from knowledge.text.terms import plain_text


def asks_for_what_is_left(question: str) -> bool:
    """Whether it is about what is not used, or goes on into the next year."""
    return bool(_ASKS_FOR_LEFT.search(plain_text(question)))


def tells_nothing_of_unused(question: str, places: Iterable[str]) -> bool:
    """Whether it is asked what becomes of what one does not use, and nothing around a statement tells that: when days
    are earned does not."""
    is_asked = bool(_NOT_USED.search(plain_text(question)))
    return is_asked and not any(_TELLS_OF_UNUSED.search(plain_text(place)) for place in places)


def without_what_is_left(text: str) -> str:
    """Return the text without its clauses on what carries over: 40 hours that do are not what one gets."""
    clauses = _CLAUSE_END.split(plain_text(text))
    kept = [clause for clause in clauses if not _WHAT_IS_LEFT.search(clause)]
    return text if len(kept) == len(clauses) else "; ".join(kept)


_NOT_USED = re.compile(
    r"\b(?:do not|don'?t|did not|didn'?t|never) use\b|\bunused\b"
    r"|\bno (?:(?:l[ao]s?|me|todas?|todos?) )*us[oeé]\b|\bsin usar\b"
    r"|\bno usad[oa]s?\b"
)
_TELLS_OF_UNUSED = re.compile(
    r"\b(?:unused|not used?|left(?:over)?|remain\w*|carr(?:y|ies|ied)|carry-?over|roll(?:s|ed)?|rollover"
    r"|keep|los[et]\w*"
    r"|forfeit\w*|expires?|paid out|pay out|payout|cash(?:ed)?|saved?|use it|grace|unspent"
    r"|no us[eo]n?|no usad[oa]s?|sin usar|sobr\w+|guard\w+"
    r"|pas(?:a|an|ar) (?:\w+ ){0,4}(?:al )?(?:proximo|siguiente|ano)"
    r"|pierd\w+|venc\w+|caduc\w+|acumul\w+)\b"
)
_WHAT_IS_LEFT = re.compile(
    r"\b(?:carr(?:y|ies|ied|ying)|roll(?:s|ed|ing)?)[- ]over\b|\bpasan? al (?:proximo ano|ano (?:siguiente|proximo))\b"
)
_ASKS_FOR_LEFT = re.compile(
    r"\b(?:carr(?:y|ies|ied)|carryover|roll(?:s|ed)?|rollover|unused|left|remain\w*|keep|save|lose|next year|sobran?"
    r"|no usad[oa]s?|quedan?|guardar|pierdo|proximo ano|siguiente ano)\b"
)
_CLAUSE_END = re.compile(r"[;.:]\s|,\s| and | but | y | pero ")
