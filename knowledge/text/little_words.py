"""The little words of a question, which tell its language."""

import re

WORD = re.compile(r"[^\W_]+(?:[-'’&][^\W_]+)*")

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
    "cuántas cuántos cuándo cómo dónde se ser si sin sobre son su sus también tengo tiene "
    "tu tus un una uno unos y ya yo hola gracias favor quiero quiere quisiera necesito necesita"
)
ENGLISH, SPANISH = frozenset(_ENGLISH_WORDS.split()), frozenset(_SPANISH_WORDS.split())
_LATIN = re.compile(r"\bin vitro\b", re.IGNORECASE)
# Verbs of short questions, which say something and are no little words.
_VERBS = frozenset(("cubre", "cubren", "cuesta", "cuestan", "tienen", "siento", "estoy"))
_ONLY_SPANISH = (SPANISH | _VERBS) - ENGLISH - {"a", "me", "no", "o", "es"}
_ONLY_ENGLISH = ENGLISH - SPANISH


def language_of(text: str, default: str) -> str:
    """Return "en" or "es"; the default when the little words do not tell."""
    if re.search(r"[¿¡ñ]", text):
        return "es"
    words = [word.lower() for word in WORD.findall(_LATIN.sub(" ", text))]
    english = sum(word in _ONLY_ENGLISH for word in words)
    spanish = sum(word in _ONLY_SPANISH for word in words)
    if english == spanish:
        return default
    return "es" if spanish > english else "en"
