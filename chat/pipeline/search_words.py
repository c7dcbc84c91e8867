"""The words to search with, also for a question that leans on the ones before it."""

import re
from collections.abc import Sequence
from datetime import date

from benefits.models import PlanYear
from chat.extractive.leaving import LEAVES_WORK, WORDS
from chat.extractive.service_words import services_named
from chat.extractive.whom_to_cover import asks_whom_to_cover
from chat.household import household_asked
from chat.question_words import PRONOUN, THE_OTHER_PLAN, content_words, leans_on_earlier
from knowledge.retrieval.plans import plan_names
from knowledge.retrieval.years_in_question import with_years_named
from knowledge.text.little_words import language_of
from knowledge.text.terms import plain_text

_PLAN_TYPES = frozenset(("ppo", "hmo", "epo", "pos", "hdhp"))
# Kin of whom a rule speaks, and groups of employees: a thing goes on being asked of others.
_KIN_WORDS = (
    "family kid kids child children son sons daughter daughters spouse wife husband partner dependent dependents "
    "familia hijo hijos hija hijas esposo esposa pareja dependientes "
    "mother father mom dad parent parents sister brother sibling siblings grandmother grandfather grandparent "
    "grandparents grandma grandpa aunt uncle cousin niece nephew in-laws mother-in-law father-in-law friend "
    "mamá mama papá papa madre padre padres hermano hermana abuelo abuela abuelos tío tio tía tia primo prima suegro "
    "suegra cuñado cuñada sobrino sobrina amigo amiga"
)
_GROUP_OF_EMPLOYEES_WORDS = (
    "hourly salaried exempt nonexempt non-exempt part-time part-timer part-timers full-time full-timer full-timers "
    "union nonunion non-union temp temps temporary seasonal interns contractors remote retirees workers staff "
    "employees members folks hires managers asalariados asalariado sindicalizados sindicato temporales empleados "
    "trabajadores jubilados"
)
_ALONE_WORDS = "single employee myself alone solo sola soltero soltera mí"
# Of groups of employees in two words: "part time", "por hora".
_GROUP_WORDS = "part full time timers new medio completo tiempo hora horas nuevos"
# What has happened or will: another thing is asked of the same case.
_CIRCUMSTANCE_WORDS = f"{WORDS} dies died death divorce divorced muere murió falleció"
_FRAME_WORDS = (
    "cost costs copay copays deductible deductibles coinsurance premium premiums price limit limits maximum max amount "
    "pay paycheck coverage cover covers covered visit visits network plan plans year month in-network out-of-network "
    "cuesta costo copago deducible coseguro prima precio límite máximo cantidad pago cobertura visita red año"
)
# They ask something of a thing and name none: what the thing is stands in the question before.
_OF_A_THING_WORDS = (
    "cost costs price pay pays paid paying free charge long last lasts start starts begin begins end ends since often "
    "late soon exactly apply call contact deadline date cuesta cuestan costo precio pago paga pagan pagar vale dura "
    "only just been here worked working started months month years weeks days ago llevo trabajando meses mes años "
    "semanas "
    "duran empieza comienza termina desde hasta plazo fecha gratis llamo llamar exactamente"
)
_PRICE_WORDS = (
    "cost costs copay copays deductible deductibles coinsurance premium premiums price prices "
    "cuesta cuestan costo copago copagos deducible deducibles coseguro prima primas precio precios"
)
# Who is on leave is still on it where the next question is whether coverage, pay or the job goes on.
_LEAVE_WORDS = "leave parental maternity paternity medical military fmla licencia permiso maternidad paternidad"
_WHILE_AWAY_WORDS = "insurance coverage benefits job seguro cobertura beneficios trabajo"
_KIN, _GROUPS = frozenset(_KIN_WORDS.split()), frozenset(_GROUP_OF_EMPLOYEES_WORDS.split())
_HOUSEHOLD = _KIN | frozenset(_ALONE_WORDS.split())
_GOING = frozenset(("leave", "leaves", "leaving", "left", "quit"))
_LEAVE, _WHILE_AWAY = frozenset(_LEAVE_WORDS.split()), frozenset(_WHILE_AWAY_WORDS.split())
_CIRCUMSTANCES = frozenset(_CIRCUMSTANCE_WORDS.split())
_TIMES = frozenset(["next", "year", "próximo", "año"])
_FOR_WHOM = _HOUSEHOLD | _GROUPS | _TIMES
_PRICES = frozenset(_PRICE_WORDS.split())
_FRAME = frozenset(_FRAME_WORDS.split()) | _PLAN_TYPES
_PEOPLE = _FOR_WHOM | frozenset(_GROUP_WORDS.split())
_NO_THING = _PEOPLE | _PLAN_TYPES | frozenset(_OF_A_THING_WORDS.split())
_YEAR_BEFORE = re.compile(
    r"\b(?:the|a) year (?:before|earlier|prior)(?: that)?\b|\bel a[nñ]o anterior\b|\bun a[nñ]o antes\b", re.IGNORECASE
)
# A plan's level by itself, not an amount: "the 1500".
_LEVEL = re.compile(r"\b(?:the|el|la)\s+(\d{3,5})\b(?!\s*(?:dollars|dólares|days|días))", re.IGNORECASE)
_HOW_MUCH = re.compile(r"\bhow much\b|\bcu[aá]nto(?! tiempo)\b", re.IGNORECASE)
_HOW_MUCH_IS = re.compile(r"\bhow much (?:is|are)\b|\bcuanto (?:es|son|vale|valen)\b")
_HOW_LONG = re.compile(r"\bhow (?:long|many)\b|\bcu[aá]nto tiempo\b|\bcu[aá]nt[oa]s\b", re.IGNORECASE)
_LEADS_ON = re.compile(
    r"^\W*(?:(?:and|but|or|also|y|pero|o|tambi[eé]n)\s+)?(?:(?:what|how) about\s+|qu[eé] tal\s+)?(?:(?:for|with"
    r"|para|con|a)\s+)?"
    r"|\W+$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:keep\w*|continu\w+|los(?:e|es|ing)|still|during|while|stays?|goes on|go on|back|safe"
    r"|protected|what happens|sig(?:o|ue|uen|a)|conserv\w+|manten\w+|mantien\w+|pierd\w+|durante|mientras|todavia"
    r"|guardan?|(?:que|lo que) pasa)\b"
)
_COVER = {"en": "Can I cover {whom}?", "es": "¿Puedo cubrir a {whom}?"}
_ASKS_ELSE = re.compile(
    r"\b(?:why|when|who|whom|where|how|is|are|do|does|can|will|what(?! about)"
    r"|por qu[eé]|cu[aá]ndo|qui[eé]n|d[oó]nde|c[oó]mo|cu[aá]nt[oa]s|puedo|hay|qu[eé](?! tal))\b",
    re.IGNORECASE,
)
_OTHER_ONE = re.compile(r"\b(other) one\b", re.IGNORECASE)


def search_words(
    question: str,
    earlier: Sequence[str],
    *,
    day: date,
    plan_years: Sequence[PlanYear],
    names: frozenset[str] = frozenset(),
) -> str:
    """Return what to search for: the question with its years by name, and for a follow-up the content words it leaves
    out.

    `earlier` holds the conversation's questions so far, oldest first. A follow-up of a follow-up carries the
    words of the question both stand on. "Next year" is a year of the calendar; "the year before" is the one before
    that which was talked of. `names` are words of the company's own names, of plans and groups of employees: a
    follow-up that has one of them and nothing else goes on with the thing, under that name.
    """
    carried: list[str] = []
    asks_how_much = asks_how_long = ""
    question = _asked_of_others(question, earlier)
    for said in (*earlier, question):
        text = with_years_named(
            with_year_before(_OTHER_ONE.sub(r"\1 plan", said), carried), day=day, plan_years=plan_years
        )
        own = content_words(text)
        leans = leans_on_earlier(said)
        carried = own + _left_out(text, own, carried, names) if leans else own
        asked = _HOW_MUCH.search(said)
        if asked or not leans or _ASKS_ELSE.search(said):
            asks_how_much = asked[0] if asked else ""
        if not leans or _ASKS_ELSE.search(said) or not _names_no_thing(own):
            asks_how_long = found[0].lower() if (found := _HOW_LONG.search(said)) else ""
        if said is not question and re.search(LEAVES_WORK, plain_text(said)):
            carried = [*(word for word in carried if word not in _GOING), "quit"]
    added = carried[len(content_words(text)) :]
    if asks_how_much and not _HOW_MUCH.search(text):
        added = [asks_how_much.lower(), *added]
    if asks_how_long and added and not _HOW_LONG.search(text):
        added = [asks_how_long, *(word for word in added if word not in asks_how_long.split())]
    return f"{text} {' '.join(added)}" if added else text


def _asked_of_others(question: str, earlier: Sequence[str]) -> str:
    """Return "what about my kids?" after "Can I cover my wife?" as the question that it is: whom one may cover is told
    otherwise than what covering them costs."""
    own = content_words(question)
    is_of_kin = bool(_KIN.intersection(own)) and (_KIN | _TIMES).issuperset(own)
    if not is_of_kin or not earlier or not asks_whom_to_cover(earlier[-1]):
        return question
    whom = _LEADS_ON.sub("", question)
    return _COVER[language_of(earlier[-1], "en")].format(whom=whom) if leans_on_earlier(question) and whom else question


def _names_no_thing(own: Sequence[str]) -> bool:
    return all(word in _NO_THING or word[0].isdigit() for word in own)


def _left_out(question: str, own: Sequence[str], carried: Sequence[str], names: frozenset[str]) -> list[str]:
    """Return the words of the conversation that the follow-up goes on with.

    "When do I lose it?" and "And for my kids?" are about the same thing. "And urgent care?" is about another
    thing in the same frame: the plan, the year and what was asked of it stay, the thing itself goes.
    """
    kind = next((word for word in carried if word in _PLAN_TYPES), "")
    level = next((found[1] for found in _LEVEL.finditer(question) if not _is_year(found[1])), "")
    named = _words_of_plans(question)
    is_same_thing = PRONOUN.search(question) or all(
        word in _NO_THING or word in named or word in names or word[0].isdigit() for word in own
    )
    goes_with = _going_with(question, own)
    kept = [word for word in carried if word not in own and (is_same_thing or word in goes_with or word[0].isdigit())]
    if names.intersection(own):
        kept = [word for word in kept if word not in names]
    if any(_is_year(word) for word in own):
        kept = [word for word in kept if not _is_year(word)]
    if _HOUSEHOLD.intersection(own) or household_asked(question):
        # "And for my spouse?" after one about a family: the new person takes the old one's place.
        kept = [word for word in kept if word not in _HOUSEHOLD]
    if _GROUPS.intersection(own):
        kept = [word for word in kept if word not in _GROUPS]
    if THE_OTHER_PLAN.search(question):
        return [word for word in kept if word not in _PLAN_TYPES and (not word[0].isdigit() or _is_year(word))]
    if level and kind:
        # "And on the 1500?" after one about the PPO 500: the type stays, its level goes.
        kept = [word for word in kept if word != kind and (not word[0].isdigit() or _is_year(word))]
        return [kind, level, *kept]
    if named or any(word in _PLAN_TYPES for word in own):
        # Another plan was named; the old one's name goes, the number in it too.
        old = _PLAN_TYPES | _words_of_plans(" ".join(carried))
        kept = [word for word in kept if word not in old and (not word[0].isdigit() or _is_year(word))]
    return kept


def _going_with(question: str, own: Sequence[str]) -> frozenset[str]:
    """Return which words of the conversation stay in a follow-up on another thing.

    What urgent care costs is the same for who retires and who is on leave; whether coverage goes on is not.
    """
    plain = plain_text(question)
    is_of_price = bool(_PRICES.intersection(own) or services_named(plain)[0] or _HOW_MUCH_IS.search(plain))
    is_of_leave = bool(_WHILE_AWAY.intersection(own) and _GOES_ON.search(plain))
    return _FRAME | (frozenset() if is_of_price else _CIRCUMSTANCES) | (_LEAVE if is_of_leave else frozenset())


def _words_of_plans(text: str) -> frozenset[str]:
    """Return the words of the plans' names in it: "hsa" is one in "HSA 2500", and an account by itself."""
    return frozenset(word for name in plan_names(text) for word in content_words(name.label))


def with_year_before(text: str, carried: Sequence[str]) -> str:
    """Return the text with "the year before" by its number: that before the earliest of the carried words."""
    talked_of = [int(word[:4]) for word in carried if _is_year(word)]
    return _YEAR_BEFORE.sub(str(min(talked_of) - 1), text) if talked_of else text


def _is_year(word: str) -> bool:
    return bool(re.fullmatch(r"20\d\d(?:-\d\d)?", word))
