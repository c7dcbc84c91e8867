"""Words as the keyword leg of search compares them: the same for passages and questions, English and Spanish.

Lower case, no accents, endings cut off lightly, no little words. Numbers are kept and written in one way:
"$1,000.00" is `1000`. Compounds stand whole and in parts: "co-pay" is `copay`, `co` and `pay`.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from knowledge.extract.raised import RAISED

TERM_LIMIT = 60  # characters; longer ones are addresses and keys
# Texts that are known by heart: an answer asks the same things of the same few hundred sentences time and again.
_TEXTS = 8_192

_FUNCTION_WORDS = """
a an and any are as at be been but by can could did do does for from get had has have he her his how i if in into is
it its me my of on or our she should so than that the their them then there these they this those to us was we were
what when where which who whom why will with would you your about also am just much many please tell need want
whats whens wheres whos hows im ive
al algo ante como con cual cuales cuando cuanta cuantas cuanto cuantos de del desde donde el ella ellos en era es esa
ese eso esta este esto estos fue ha hay la las le les lo los mas me mi mis muy ni nos o para pero por puede pueden
puedo que quien se ser si sin sobre son soy su sus tambien te tengo tiene tienen tu tus un una unas uno unos y ya yo
"""
STOPWORDS = frozenset(_FUNCTION_WORDS.split())

# "401(k)", "401 k" and "401k" are one word, and so are the two ways of being in or out of a network. In most texts none
# of them stands, which is seen by their `signs`, one of which each has, in a sixth of the time that looking takes.
_ONE_WORD = (
    (("401", "403", "457", "529"), re.compile(r"\b(401|403|457|529)\s*[(-]?\s*([abk])\b\)?"), r"\1\2"),
    (("out",), re.compile(r"\bout[\s-]+of[\s-]+(network|pocket|area|state|plan)\b"), r"outof\1 \1"),
    (("network",), re.compile(r"\bin[\s-]+network\b"), r"innetwork network"),
    (("tax",), re.compile(r"\b(pre|post|after|before)[\s-]+tax\b"), r"\1tax tax"),
    (
        ("ppo", "hmo", "epo", "pos", "hdhp", "cdhp", "hsa", "hra"),
        re.compile(r"\b(ppo|hmo|epo|pos|hdhp|cdhp|hsa|hra)-?(\d{3,5})\b"),
        r"\1 \2",
    ),
)
_WORD = re.compile(r"\d+(?:[.,]\d+)*(?![a-z0-9])|[a-z0-9]+(?:['-][a-z0-9]+)*")
_FOOTNOTE_MARKS = {ord(sign): " " for sign in RAISED}
_ACCENTS = re.compile("[\u0300-\u036f]")
_ONLY_ZEROS_BEHIND_POINT = re.compile(r"\.0+$")
_SHORTEST_PART = 3
# Not "family", "supply" or "reply": what is left must be a word, which ends in one of these.
_MANNER = re.compile(r"...[cdeghklmnrt]ly$")
_VOWEL = re.compile(r"[aeiouy]")


def count_terms(text: str) -> Counter[str]:
    """Return how often each term stands in the text."""
    return Counter(list_terms(text))


def list_terms(text: str) -> list[str]:
    """Return the terms of the text in their order, compounds followed by their parts."""
    return list(_terms(text))


@lru_cache(maxsize=_TEXTS)
def _terms(text: str) -> tuple[str, ...]:
    return tuple(term for word in _words(text) for term in _terms_of_word(word))


def words_of_terms(text: str) -> dict[str, str]:
    """Return for each term of the text the word it was first written as, to show to people."""
    shown: dict[str, str] = {}
    for word in _words(text):
        for term in _terms_of_word(word):
            shown.setdefault(term, word)
    return shown


@lru_cache(maxsize=_TEXTS)
def plain_text(text: str) -> str:
    """Return the text in lower case, without accents and typographic variants."""
    lower = text.lower()
    if lower.isascii():
        return lower
    # Before compatibility makes of "$30" with a mark of a footnote "$301".
    if any(mark in lower for mark in RAISED):
        lower = lower.translate(_FOOTNOTE_MARKS)
    folded = unicodedata.normalize("NFKD", lower.replace("’", "'").replace("–", "-").replace("‑", "-"))
    return _ACCENTS.sub("", folded)


def _words(text: str) -> list[str]:
    plain = plain_text(text)
    for signs, pattern, word in _ONE_WORD:
        if any(sign in plain for sign in signs):
            plain = pattern.sub(word, plain)
    return _WORD.findall(plain)


@lru_cache(maxsize=20_000)
def _terms_of_word(word: str) -> tuple[str, ...]:
    if word[0].isdigit() and not word[-1].isalpha():
        return (_number(word),)
    whole = word.replace("'s", "").replace("'", "")
    if "-" not in whole:
        return _kept(whole)
    parts = [part for part in whole.split("-") if len(part) >= _SHORTEST_PART]
    return (*_kept(whole.replace("-", "")), *(term for part in parts for term in _kept(part)))


def _kept(word: str) -> tuple[str, ...]:
    if not word or word in STOPWORDS or len(word) > TERM_LIMIT:
        return ()
    return (stem(word),)


def _number(word: str) -> str:
    return _ONLY_ZEROS_BEHIND_POINT.sub("", word.replace(",", ""))[:TERM_LIMIT]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Cut off what number, gender and tense add, in both languages; "cubiertos" and "cubierta" meet at "cubiert"."""
    if len(word) < 4 or not word.isalpha():
        return word
    word = _root(_singular(word))
    for ending in ("ing", "ed"):
        # What is left must be able to stand alone: "need" and "king" end so too.
        if word.endswith(ending) and len(word) - len(ending) >= 4 and _VOWEL.search(word[: -len(ending)]):
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if len(word) > 4 and word[-1] in "aeo":
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


def _root(word: str) -> str:
    """Cut off what makes a manner or a state of a word: "monthly" is asked for as "month", "sadness" as "sad"."""
    if len(word) >= 7 and word.endswith("ness"):
        return word[:-4]
    return word[:-2] if _MANNER.search(word) else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "ciones", "dades", "ores", "ales")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
