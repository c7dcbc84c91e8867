"""The little words of a question: they tell whether it leans on the one before, and what is left without them."""

import re

from knowledge.text.little_words import ENGLISH, SPANISH, WORD

SO_FEW_WORDS = 1  # content words: alone they are too little to search with
FEW_WORDS = 4  # with a pronoun among them, the rest stands in the question before
_GOES_ON = re.compile(
    r"^\W*(?:and|but|also|or|what about|how about|what if|same for|y|pero|o|qué tal|que tal|entonces|también)\b",
    re.IGNORECASE,
)
# "A bill is for imaging" asks nothing; that one would like to know does.
_QUESTION = re.compile(
    r"[?¿]|^\W*(?:(?:and|but|so|ok|okay|then|y|pero|entonces)\W+)?"
    r"(?:(?:what|which|how|when|where|who|why)(?:'?s)?|is|are|was|does|do|did|can|could|will|would|should"
    r"|que(?! sea\b)|cual(?:es)?|cuant[oa]s?|como|cuando|donde|hay|puedo|tell me|show me|dig[ao]me"
    r"|i (?:want|need) to know|quiero saber)\b"
)
THE_OTHER_PLAN = re.compile(
    r"\bother (?:plans?|options?|one)\b|\b(?:otro|otra|otros|otras) (?:plan|planes|opci[oó]n|opciones)\b"
    r"|\b(?:otro|otra)(?=\W*$)",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"\b(?:it|its|that|those|these|they|them|their|he|she|him|her|the same|the other"
    r"|eso|esa|ese|esos|esas|aquello|lo mismo|el otro|la otra|ellos|ellas)\b",
    re.IGNORECASE,
)


def content_words(text: str) -> list[str]:
    """Return the words that say what it is about, in lower case, in order, once each."""
    words = (word.lower() for word in WORD.findall(text))
    return list(dict.fromkeys(word for word in words if word not in ENGLISH and word not in SPANISH))


def leans_on_earlier(question: str) -> bool:
    count = len(content_words(question))
    if count <= SO_FEW_WORDS or _GOES_ON.search(question):
        return True
    return count <= FEW_WORDS and bool(PRONOUN.search(question))


def is_question(plain: str) -> bool:
    """Whether a text, in plain letters, has the form of a question: its mark, or a word that asks before all others."""
    return bool(_QUESTION.search(plain))
