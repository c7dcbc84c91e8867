"""What a question asks for: its language, and the words to search with when it leans on the one before."""

import re
from collections.abc import Sequence
from datetime import date

from benefits.models import PlanYear
from chat.llm.household import household_asked
from knowledge.years_in_question import with_years_named

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
    "yo hola gracias favor"
)
_ENGLISH, _SPANISH = frozenset(_ENGLISH_WORDS.split()), frozenset(_SPANISH_WORDS.split())
_ONLY_SPANISH = _SPANISH - _ENGLISH - {"a", "me", "no", "o", "es"}
_ONLY_ENGLISH = _ENGLISH - _SPANISH

_PLAN_TYPES = frozenset(("ppo", "hmo", "epo", "pos", "hdhp"))
_FOR_WHOM_WORDS = (
    "family kid kids child children spouse wife husband partner dependent dependents single employee myself next year "
    "familia hijo hijos hija esposo esposa pareja dependientes próximo año"
)
_FRAME_WORDS = (
    "cost costs copay copays deductible deductibles coinsurance premium premiums price limit limits maximum max amount "
    "pay paycheck coverage cover covers covered visit visits network plan plans year month in-network out-of-network "
    "cuesta costo copago deducible coseguro prima precio límite máximo cantidad pago cobertura visita red año"
)
# They ask something of a thing and name none: what the thing is stands in the question before.
_OF_A_THING_WORDS = (
    "cost costs price pay pays paid paying free charge long last lasts start starts begin begins end ends since often "
    "late soon exactly apply call contact deadline date cuesta cuestan costo precio pago paga pagan pagar vale dura "
    "duran empieza comienza termina desde hasta plazo fecha gratis llamo llamar exactamente"
)
_FOR_WHOM = frozenset(_FOR_WHOM_WORDS.split())
_TIMES = frozenset(["next", "year", "próximo", "año"])
_FRAME = frozenset(_FRAME_WORDS.split()) | _PLAN_TYPES
_NO_THING = _FOR_WHOM | _PLAN_TYPES | frozenset(_OF_A_THING_WORDS.split())
_GOES_ON = re.compile(
    r"^\W*(?:and|but|also|or|what about|how about|what if|same for|y|pero|o|qué tal|que tal|entonces|también)\b",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"\b(?:the|a) year (?:before|earlier|prior)(?: that)?\b|\bel a[nñ]o anterior\b|\bun a[nñ]o antes\b", re.IGNORECASE
)
# A plan's level by itself, not an amount: "the 1500".
_LEVEL = re.compile(r"\b(?:the|el|la)\s+(\d{3,5})\b(?!\s*(?:dollars|dólares|days|días))", re.IGNORECASE)
THE_OTHER_PLAN = re.compile(
    r"\bother (?:plans?|options?|one)\b|\b(?:otro|otra|otros|otras) (?:plan|planes|opci[oó]n|opciones)\b"
    r"|\b(?:otro|otra)(?=\W*$)",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(r"\bhow much\b|\bcu[aá]nto(?! tiempo)\b", re.IGNORECASE)
_ASKS_ELSE = re.compile(
    r"\b(?:why|when|who|whom|where|how|is|are|do|does|can|will|what(?! about)"
    r"|por qu[eé]|cu[aá]ndo|qui[eé]n|d[oó]nde|c[oó]mo|cu[aá]nt[oa]s|puedo|hay|qu[eé](?! tal))\b",
    re.IGNORECASE,
)
_OTHER_ONE = re.compile(r"\b(other) one\b", re.IGNORECASE)
_PRONOUN = re.compile(
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


def search_words(question: str, earlier: Sequence[str], *, day: date, plan_years: Sequence[PlanYear]) -> str:
    """Return what to search for: the question with its years by name, and for a follow-up the content words it leaves
    out.

    `earlier` holds the conversation's questions so far, oldest first. A follow-up of a follow-up carries the
    words of the question both stand on. "Next year" is a year of the calendar; "the year before" is the one before
    that which was talked of.
    """
    carried: list[str] = []
    asks_how_much = ""
    for said in (*earlier, question):
        text = with_years_named(
            _with_year_before(_OTHER_ONE.sub(r"\1 plan", said), carried), day=day, plan_years=plan_years
        )
        own = content_words(text)
        leans = leans_on_earlier(said)
        carried = own + _left_out(text, own, carried) if leans else own
        asked = _HOW_MUCH.search(said)
        if asked or not leans or _ASKS_ELSE.search(said):
            asks_how_much = asked[0] if asked else ""
    added = carried[len(content_words(text)) :]
    if asks_how_much and not _HOW_MUCH.search(text):
        added = [asks_how_much.lower(), *added]
    return f"{text} {' '.join(added)}" if added else text


def leans_on_earlier(question: str) -> bool:
    count = len(content_words(question))
    if count <= SO_FEW_WORDS or _GOES_ON.search(question):
        return True
    return count <= FEW_WORDS and bool(_PRONOUN.search(question))


def _left_out(question: str, own: Sequence[str], carried: Sequence[str]) -> list[str]:
    """Return the words of the conversation that the follow-up goes on with.

    "When do I lose it?" and "And for my kids?" are about the same thing. "And urgent care?" is about another
    thing in the same frame: the plan, the year and what was asked of it stay, the thing itself goes.
    """
    kind = next((word for word in carried if word in _PLAN_TYPES), "")
    level = next((found[1] for found in _LEVEL.finditer(question) if not _is_year(found[1])), "")
    is_same_thing = _PRONOUN.search(question) or all(word in _NO_THING or word[0].isdigit() for word in own)
    kept = [word for word in carried if word not in own and (is_same_thing or word in _FRAME or word[0].isdigit())]
    if any(_is_year(word) for word in own):
        kept = [word for word in kept if not _is_year(word)]
    if _FOR_WHOM.difference(_TIMES).intersection(own) or household_asked(question):
        # "And for my spouse?" after one about a family: the new person takes the old one's place.
        kept = [word for word in kept if word not in _FOR_WHOM - _TIMES]
    if THE_OTHER_PLAN.search(question):
        return [word for word in kept if word not in _PLAN_TYPES and (not word[0].isdigit() or _is_year(word))]
    if level and kind:
        # "And on the 1500?" after one about the PPO 500: the type stays, its level goes.
        kept = [word for word in kept if word != kind and (not word[0].isdigit() or _is_year(word))]
        return [kind, level, *kept]
    if any(word in _PLAN_TYPES for word in own):
        # Another plan was named; the number in the old one's name goes with it.
        kept = [word for word in kept if word not in _PLAN_TYPES and (not word[0].isdigit() or _is_year(word))]
    return kept


def _with_year_before(text: str, carried: Sequence[str]) -> str:
    talked_of = [int(word[:4]) for word in carried if _is_year(word)]
    return _YEAR_BEFORE.sub(str(min(talked_of) - 1), text) if talked_of else text


def _is_year(word: str) -> bool:
    return bool(re.fullmatch(r"20\d\d(?:-\d\d)?", word))


def content_words(text: str) -> list[str]:
    """Return the words that say what it is about, in lower case, in order, once each."""
    words = (word.lower() for word in _WORD.findall(text))
    return list(dict.fromkeys(word for word in words if word not in _ENGLISH and word not in _SPANISH))
