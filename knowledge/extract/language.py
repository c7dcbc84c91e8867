"""Tells English from Spanish by the little words, which no page of prose can do without."""

import re

WORD = re.compile(r"[a-záéíóúñü]+")
ENGLISH_WORDS = (
    "the of and to in is for you your or that with are be on this by as at from will may not have if it can an"
)
SPANISH_WORDS = "de la que el en y los del se las por un para con no una su al es lo como más o pero sus le ya este si"
ENGLISH = frozenset(ENGLISH_WORDS.split())
SPANISH = frozenset(SPANISH_WORDS.split())
# Words of both languages say nothing about which it is.
SHARED = ENGLISH & SPANISH
LITTLE = ENGLISH | SPANISH
ENOUGH_WORDS = 5


def guess_language(text: str) -> str:
    """Return "en", "es", or "" when the text is too short or in neither."""
    words = WORD.findall(text.lower())
    english = sum(word in ENGLISH and word not in SHARED for word in words)
    spanish = sum(word in SPANISH and word not in SHARED for word in words)
    if max(english, spanish) < ENOUGH_WORDS or max(english, spanish) < len(words) * 0.05:
        return ""
    return "es" if spanish > english else "en"


def little_words(text: str) -> int:
    """Return how many little words of either language stand in the text."""
    return sum(map(LITTLE.__contains__, WORD.findall(text.lower())))
