"""What of one year goes on into the next: asked for, or said beside what one gets."""

import re

from knowledge.text.terms import plain_text


def asks_for_what_is_left(question: str) -> bool:
    """Whether it is about what is not used, or goes on into the next year."""
    return bool(_ASKS_FOR_LEFT.search(plain_text(question)))


def without_what_is_left(text: str) -> str:
    """Return the text without its clauses on what carries over: 40 hours that do are not what one gets."""
    clauses = _CLAUSE_END.split(plain_text(text))
    kept = [clause for clause in clauses if not _WHAT_IS_LEFT.search(clause)]
    return text if len(kept) == len(clauses) else "; ".join(kept)


_WHAT_IS_LEFT = re.compile(
    r"\b(?:carr(?:y|ies|ied|ying)|roll(?:s|ed|ing)?)[- ]over\b|\bpasan? al (?:proximo ano|ano (?:siguiente|proximo))\b"
)
_ASKS_FOR_LEFT = re.compile(
    r"\b(?:carr(?:y|ies|ied)|carryover|roll(?:s|ed)?|rollover|unused|left|remain\w*|keep|save|lose|next year|sobran?"
    r"|no usad[oa]s?|quedan?|guardar|pierdo|proximo ano|siguiente ano)\b"
)
_CLAUSE_END = re.compile(r"[;.:]\s|,\s| and | but | y | pero ")
