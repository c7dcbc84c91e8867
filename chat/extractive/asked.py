"""What a question asks for: its ideas with all their names, its plans and years, the shape of its answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from chat.extractive.amounts import (
    AmountOf,
    accounts_in,
    amount_asked,
    is_about_leaving,
    names_a_price,
)
from chat.extractive.everyday import goes_on, in_documents_words, is_new_here, stays, tells_of_injury
from chat.extractive.ideas import ASKING_TERMS, FAINT, STRONG, Idea, ideas_in, made_faint, same_meaning
from chat.extractive.lengths import asks_for_start
from chat.extractive.outside_network import asks_of_outside
from chat.extractive.shapes import (
    Shape,
    asks_for_right,
    asks_if_free,
    compares,
    counted_terms,
    is_definition,
    shape_of,
    wants_yes_or_no,
)
from chat.extractive.spans import Quantity, quantities_of_person
from chat.extractive.whom_to_cover import asks_whom_to_cover
from chat.household import Household, household_asked
from chat.periods import Period, periods
from chat.text_figures import Figure, figures
from knowledge.retrieval.plans import PlanName, plan_names
from knowledge.text.spanish import may_be_spanish
from knowledge.text.synonyms import Phrase
from knowledge.text.terms import STOPWORDS, list_terms, plain_text

ACCOUNT: Phrase = tuple(list_terms("accounts"))

# Who is covered: where nothing else is named, a question for a cost is one for the price of the coverage itself.
_WHO = """
family single individual employee only spouse husband wife partner domestic child children kid self
familia sola esposo esposa pareja hijo hijos solo everyone everybody kids
"""
_PRICE = """
per paycheck|paycheck|premium|price|contribution|deduction|a week|weekly|per week|each week|a month|monthly|per month|
yearly|por semana|cada semana|por cheque|prima|precio
"""
_COMPANY_MONEY = """
puts|puts in|chip|chips in|kick in|adds|deposits|contributes|contribution|gives|seed|company money|
employer money|hsa money|aporta|pone
"""
_OWN_MONEY = """
put|put in|meter|contribute|contribution|save|deposit|set aside|add|limit|maximum|max|most|contribution limit|
maximum contribution|annual limit|most contribute|aportar|poner|ahorrar|depositar|contribuir|limite|maximo|aportacion|
limite aportacion
"""
_AFTER_LEAVING = """
cobra|continuation|continuation coverage|continuacion|quit|resign|retire|leave|left|fired|laid off|leave the company|
lose my job|job ends|renuncio|renunciar|voy|dejo|dejar|dejo la empresa|despiden
"""
_MONEY_IDEAS = {
    AmountOf.COBRA: _AFTER_LEAVING,
    AmountOf.PREMIUM: _PRICE,
    AmountOf.COMPANY_MONEY: _COMPANY_MONEY,
    AmountOf.OWN_MONEY: _OWN_MONEY,
}
WHO_TERMS = frozenset(list_terms(_WHO))
_INITIALS = re.compile(r"(?P<name>(?:[\w'’-]+ ){2,6})\((?P<initials>[A-Z]{2,6})\)")
# The same with what only says that it is nobody else.
_ONLY_WHO_TERMS = WHO_TERMS | frozenset(
    list_terms(
        "person persona only alone own myself sole solamente soltero soltera no covering cover sin dependents household"
    )
)
# Words that ask for the right itself, or say who asks: what the right is to, the others tell.
OF_THE_RIGHT = frozenset(
    list_terms(
        "eligible eligibility entitled qualify available offered open join enroll participate get have sign part-timer"
        " derecho elegible califico inscribirme obtener recibir tener tengo puedo"
    )
)
# Whether a thing is free, its price tells; not every free thing is the one asked about.
_FREE_IN_SPANISH = frozenset(list_terms("gratis gratuito gratuita"))
_FOR_NOTHING = _FREE_IN_SPANISH | frozenset(list_terms("free charge cost"))
# Whom one may cover is told without the word for adding them, and where one may go without a doctor.
_OF_ADDING = frozenset(list_terms("add put enroll include insure agregar anadir incluir inscribir asegurar"))
_OF_DOCTORS = frozenset(list_terms("doctor physician provider specialist medico especialista go"))
_MONEY = re.compile(r"\bmoney\b", re.IGNORECASE)
# "How much is dental?" names no service: the price of the plan is meant, unless it is asked what that one pays.
_LINE_TERMS = frozenset(list_terms("dental dentist dentista vision"))
_NO_PRICE_OF_LINE = re.compile(
    r"\b(?:do(?:es)?|will) (?:the |my )?(?:dental|dentist|vision)(?: plan| insurance)? (?:pay|cover)"
    r"|\b(?:paga|cubre) (?:el|la|mi) (?:plan |seguro )?(?:dental|dentista|de vision)|\bvisit(?:s|as?)?\b"
)
_OF_MATCH = re.compile(r"\b(?:match|vest(?:ed|ing)?)\b(?!.*\bcobra\b)")
_YEAR = re.compile(r"\b20\d\d\b")
_YEAR_ACROSS = re.compile(r"\b20\d\d[-–/](\d\d)\b(?![-/])")


@dataclass(frozen=True)
class Asked:
    ideas: tuple[Idea, ...]
    plans: frozenset[PlanName]
    years: frozenset[str]
    shape: Shape
    is_definition: bool  # "What is coinsurance?"
    wants_yes_or_no: bool  # "Do I need a referral?"
    amount_of: AmountOf | None  # what the amount asked for is of
    household: Household | None  # who is to be covered
    accounts: frozenset[str]  # the kinds of accounts it names: "hsa"
    is_about_leaving: bool  # what holds after the job
    periods: frozenset[Period]  # "per month": a paycheck's price is no month's
    compares: bool  # "How do the PPO and the HDHP differ?", and nothing more
    counted: tuple[str, ...]  # what "How many ...?" counts, as terms: ("pto", "day")
    units: frozenset[str]  # the last of them, in all its names
    figures: frozenset[Figure]  # those the person gave: they are no answer
    quantities: frozenset[Quantity]  # of them, ages and times that a band of a table may hold
    stays: bool  # asks what becomes of a plan or of money, and not on leaving
    goes_on: bool  # of them, whether all can be left as it is
    is_new_here: bool  # of one who begins to work here
    tells_of_injury: bool  # "I broke my arm": some care, none named

    @property
    def is_contact_of_account(self) -> bool:
        """Whether it asks whom to turn to about an account, such as "my HSA", which no plan's name is."""
        return self.shape is Shape.CONTACT and bool(self.accounts) and not self.plans


def read_question(question: str) -> Asked:
    question = without_initials(question)
    plans, years = plan_names(question), frozenset(_YEAR.findall(question))
    shape = shape_of(question)
    accounts = frozenset(accounts_in(question))
    if shape is Shape.ANY and _is_of_amount(question, plans, accounts):
        shape = Shape.AMOUNT
    ideas = ideas_in(question, left_out=_plan_terms(plans) | years | ASKING_TERMS)
    counted = counted_terms(in_documents_words(question)) if shape is Shape.COUNT else ()
    amount_of = _amount_of(question, shape, plans, ideas)
    household = household_asked(question)
    if _is_for_whom_a_condition(household, amount_of):
        ideas = [idea for idea in ideas if not _ONLY_WHO_TERMS.issuperset(idea.asked_as)]
    if amount_of in _MONEY_IDEAS:
        ideas = _with_money(ideas, amount_of)
    if asks_for_start(question):
        # "When does my dental start?": one day holds for all that one chose.
        ideas = [replace(idea, weight=FAINT) if _LINE_TERMS.issuperset(idea.asked_as) else idea for idea in ideas]
    if asks_for_right(question):
        ideas = made_faint(ideas, OF_THE_RIGHT)
    ideas = made_faint(ideas, _FOR_NOTHING if asks_if_free(question) else _FREE_IN_SPANISH)
    if asks_whom_to_cover(question):
        ideas = made_faint(ideas, _OF_ADDING)
    if asks_of_outside(question):
        ideas = made_faint(ideas, _OF_DOCTORS)
    if shape is Shape.CONTACT:
        ideas = [_as_in_a_directory(idea) for idea in ideas]
    return Asked(
        ideas=tuple(ideas),
        plans=plans,
        years=years,
        shape=shape,
        is_definition=is_definition(question),
        wants_yes_or_no=wants_yes_or_no(question),
        amount_of=amount_of,
        household=household,
        accounts=accounts,
        is_about_leaving=is_about_leaving(question),
        periods=periods(question),
        compares=len(plans) > 1 and compares(question) and not any(idea.is_strong for idea in ideas),
        counted=counted,
        units=_names_of_unit(counted[-1], question) if counted else frozenset(),
        figures=figures(question),
        quantities=quantities_of_person(question),
        stays=stays(question),
        goes_on=goes_on(question),
        is_new_here=is_new_here(question),
        tells_of_injury=tells_of_injury(question),
    )


def asks_what_line_pays(question: str) -> bool:
    """Whether it asks what the dental or vision plan pays, and not what that plan costs."""
    return bool(_NO_PRICE_OF_LINE.search(plain_text(question)))


def without_initials(question: str) -> str:
    """Return the question without initials in parentheses behind the name they are of: it is one thing, told twice."""

    def replaced(found: re.Match[str]) -> str:
        initials = "".join(word[0] for word in re.findall(r"[^\W_]+", found["name"]) if word.lower() not in STOPWORDS)
        return found["name"] if initials.upper().endswith(found["initials"]) else found[0]

    return _INITIALS.sub(replaced, question)


def _is_of_amount(question: str, plans: frozenset[PlanName], accounts: frozenset[str]) -> bool:
    """Whether an amount is asked for without the words for it: "HMO cost for me", "most I can put in my HSA"."""
    if wants_yes_or_no(question) or is_definition(question) or compares(question):
        return False
    is_of_account = bool(accounts) and amount_asked(question) in (AmountOf.OWN_MONEY, AmountOf.COMPANY_MONEY)
    return is_of_account or (bool(plans) and names_a_price(question))


def years_in(text: str) -> frozenset[str]:
    """Return the years a document's text names; both of "2026-27"."""
    ends = (f"20{end}" for end in _YEAR_ACROSS.findall(text))
    return frozenset([*_YEAR.findall(text), *ends])


def _names_of_unit(unit: str, question: str) -> frozenset[str]:
    """Return what a counted unit is called, in one word: "sesiones" are "sessions" in an English document."""
    if not may_be_spanish(question):
        return frozenset({unit})
    others = (phrase for phrase in same_meaning((unit,), is_spanish=True) if len(phrase) == 1)
    return frozenset({unit}.union(*others))


def _amount_of(question: str, shape: Shape, plans: frozenset[PlanName], ideas: Sequence[Idea]) -> AmountOf | None:
    # "HDHP family per paycheck" is asked in no particular shape.
    is_of_money = shape is Shape.AMOUNT or (shape is Shape.ANY and (plans or _MONEY.search(question)))
    named = amount_asked(question) if is_of_money else None
    if named is AmountOf.COBRA and _OF_MATCH.search(in_documents_words(question)):
        named = None  # what of the match one keeps is no price of coverage
    if named is not None or shape is not Shape.AMOUNT or tells_of_injury(question):
        return named
    return AmountOf.PREMIUM if _asks_for_price(question, plans, ideas) else None


def _is_for_whom_a_condition(household: Household | None, amount_of: AmountOf | None) -> bool:
    """Whether for whom it is asked is no idea to be found in words: "just me" stands in no table, and an account's
    limits call everybody but the one person a family."""
    if amount_of in (AmountOf.OWN_MONEY, AmountOf.COMPANY_MONEY):
        return household is not None
    return household is Household.SELF and amount_of in (AmountOf.PREMIUM, AmountOf.COBRA)


def _asks_for_price(question: str, plans: frozenset[PlanName], ideas: Sequence[Idea]) -> bool:
    """Whether the plan's own cost is asked for: "What does the PPO cost for a family?" names no service."""
    strong = [idea for idea in ideas if idea.is_strong]
    is_of_line = any(_LINE_TERMS.issuperset(idea.asked_as) for idea in strong)
    if is_of_line and _NO_PRICE_OF_LINE.search(plain_text(question)):
        return False
    price = _money_idea(AmountOf.PREMIUM).phrases
    names_no_service = all(
        _LINE_TERMS.issuperset(idea.asked_as)
        or not price.isdisjoint(idea.phrases)
        or any(WHO_TERMS.issuperset(phrase) for phrase in idea.phrases)
        for idea in strong
    )
    return names_no_service and bool(plans or strong)


def _as_in_a_directory(idea: Idea) -> Idea:
    """Return the idea of an account with the word that a list of contacts has for all of them."""
    is_account = any(accounts_in(" ".join(phrase)) for phrase in idea.phrases)
    return replace(idea, phrases=idea.phrases | {ACCOUNT}) if is_account else idea


def _with_money(ideas: Sequence[Idea], amount_of: AmountOf) -> list[Idea]:
    """Return the ideas with what the amount is of among them, said in whatever way."""
    money = _money_idea(amount_of)
    others = [idea for idea in ideas if idea.phrases.isdisjoint(money.phrases)]
    return [*others, money]


@lru_cache
def _money_idea(amount_of: AmountOf) -> Idea:
    phrases = " ".join(_MONEY_IDEAS[amount_of].split()).split("|")
    return Idea(frozenset(tuple(list_terms(phrase)) for phrase in phrases), STRONG)


def _plan_terms(plans: frozenset[PlanName]) -> frozenset[str]:
    named = (list_terms(f"{plan.label} {plan.type} {plan.level}") for plan in plans)
    return frozenset().union(*named) - {"plan"}
