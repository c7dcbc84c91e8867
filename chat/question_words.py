"""The little words of a question: they tell its language, whether it leans on the one before, and what is left without
them."""

import re

SO_FEW_WORDS = 1  # content words: alone they are too little to search with
FEW_WORDS = 4  # with a pronoun among them, the rest stands in the question before
_WORD = re.compile(r"[^\W_]+(?:[-'’&][^\W_]+)*")

_ENGLISH_WORDS = (
    "a an and are as at be but by can could do does did for from had has have how i if in is it its me my no not of on "
    "or our per so than that the their them then there these they this those to up us was we were what when where "
    "which who whom whose why will with would you your about also any get got just much many tell please should may "
    "mean say says said need want know like one ones same other another more else he she him her his hers okay ok "
    "thanks thank hello hi hey"
)
_SPANISH_WORDS = (
    "a al algo como con cual cuales cuando cuanta cuantas cuanto cuantos de del donde el ella ellas ellos en entre era "
    "es esa esas ese eso esos esta estas este esto estos está están fue ha hay la las le les lo los me mi mis mucho "
    "muy más ni no nos o para pero por porque puede puedo que quien quién quiénes qué cuál cuáles cuánto cuánta "
    "cuántas cuántos cuándo cómo dónde se ser si sin sobre son su sus también tengo tiene tu tus un una uno unos y ya "
    "yo hola gracias favor quiero quiere quisiera necesito necesita"
)
_ENGLISH, _SPANISH = frozenset(_ENGLISH_WORDS.split()), frozenset(_SPANISH_WORDS.split())
_ONLY_SPANISH = _SPANISH - _ENGLISH - {"a", "me", "no", "o", "es"}
_ONLY_ENGLISH = _ENGLISH - _SPANISH
_GOES_ON = re.compile(
    r"^\W*(?:and|but|also|or|what about|how about|what if|same for|y|pero|o|qué tal|que tal|entonces|también)\b",
    re.IGNORECASE,
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


def language_of(text: str, default: str) -> str:
    """Return "en" or "es"; the default when the little words do not tell."""
    if re.search(r"[¿¡ñ]", text):
        return "es"
    words = [word.lower() for word in _WORD.findall(text)]
    english = sum(word in _ONLY_ENGLISH for word in words)
    spanish = sum(word in _ONLY_SPANISH for word in words)
    if english == spanish:
        return default
    return "es" if spanish > english else "en"


def content_words(text: str) -> list[str]:
    """Return the words that say what it is about, in lower case, in order, once each."""
    words = (word.lower() for word in _WORD.findall(text))
    return list(dict.fromkeys(word for word in words if word not in _ENGLISH and word not in _SPANISH))


def leans_on_earlier(question: str) -> bool:
    count = len(content_words(question))
    if count <= SO_FEW_WORDS or _GOES_ON.search(question):
        return True
    return count <= FEW_WORDS and bool(PRONOUN.search(question))
