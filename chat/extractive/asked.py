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
from knowledge.text.spanish import in_english, longest_spanish_phrase, may_be_spanish
from knowledge.text.synonyms import Phrase, longest_phrase, other_words
from knowledge.text.terms import STOPWORDS, list_terms, plain_text

ACCOUNT: Phrase = tuple(list_terms("accounts"))
STRONG, FAINT, NUMBER = 1.0, 0.1, 0.3

# Said in nearly every sentence of a benefits document, or only a manner of asking: alone they prove nothing.
_FAINT = """
plan plans benefit benefits cost costs pay paid cover covered coverage health medical insurance employee employees
employer company companies give service services provide provided offer offered use used using work works make take give
receive change apply applied need get now ahora policy policies program programs
 member members person people type types kind
kinds amount total year years day days week weeks month months time times current new available include included
includes detail details document documents text key main important general different certain specific process handle
happen step steps way ways thing things should must every each per any other more most less purpose point
consideration considerations schedule during spring summer fall winter owe charge charges percent percentage
condition conditions entail involve
against regarding regard mind reason various
range differ difference differences between compare comparison versus list several visit visits after before im
january february march april may june july august september october november december
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre visita
importance related recommended practice rule
regulation selecting when under over if put administrator carrier vendor somebody someone anyone money see getting got
whole entire extra annual annually yearly anual without sin
beneficio salud seguro medico empleado empresa servicio pagar pago cubre cubrir cubierto cobertura plan planes ano anos
mes semana dia
ayuda ayudan apoyo tiempo todo toda cuesta cuestan costar vale va voy vamos tener
monto cantidad tengo debo hago hacer vs diferencia diferencian diferente comparar comparan compara entre
durante mientras
"""
# They ask, or point at a time that was resolved before; no document answers by repeating them.
_ASKING = """
long soon often old early late many exactly still next upcoming coming this last went go going like something
anything here him hers ver ir
whats hows whens wheres whos im dont doesnt cant hello hi thanks thank explain describe
yesterday today tomorrow really actually deadline window plazo just
mean means meaning question find know happens ive ill please text according following tips aware consider considered
role because porque
totalmente completamente exactamente normalmente generalmente actualmente siempre nunca ahora
proximo siguiente significa pasa pasara sucede ocurre dura duran recibo dan existe necesito quiero saber gracias hola
hasta desde
"""
# General words of one meaning, beside the benefits words that search knows.
_SAME_MEANING = """
limit|maximum|max|cap|most|up to|no more than|at most|limite|maximo|tope
reimburse|expense|pay back|reembolsar
permiso|licencia|leave
begin|start|effective|take effect|first day|empieza|empezar|comienza|comenzar|inicio
end|close|through|until|last day|finish|expire|termina|terminar|hasta|cierra|cerrar|acaba|vence
lose coverage|lose cover|coverage end|coverage stop|cover through|cover until|age out|perder cobertura|pierde cobertura
|pierden cobertura|pierdo cobertura|termina cobertura|cobertura termina|cubierto hasta|cubiertos hasta|cobertura hasta
|eligible up to age|cover up to age
choose|select|pick|elect|decide|elegir|escoger
quit|stop work|termination|employment end|coverage end|fired|laid off|let go|lose my job|leave the company
|goes with you|last day of work|despidieron|deja la empresa
renunciar|dejar la empresa|salir de la empresa|deja la empresa|se va de la empresa|termination|coverage end
|stop work|leave the company|goes with you|last day of work
add|enroll|change|report|agregar|anadir|inscribir|avisar|registrar|cambio|agregarlo|agregarla|inscribirlo|inscribirla
single|self-only|employee only|individual|one person|solo el empleado
spouse|spousal|conyuge
phone|phone number|call|telefono|llame
job|employment|position|puesto
requirement|require|must|need|requisito
qualification|qualify|require|degree
responsibility|responsible|duty
advantage|benefit|pro
exception|except|exclusion|limitation
weeks maternity|maternity weeks|weeks paternity|months maternity|parental leave|maternity leave|paternity leave
semanas maternidad|semanas paternidad|tiempo maternidad|tiempo paternidad|parental leave|licencia parental
newborn|baby|birth|born|bebe|nace|nacer|nacimiento|recien nacido|life event|evento de vida
coinsurance|share of most bills|share of bills|coaseguro
adoption|adopt|life event|evento de vida
divorce|divorced|life event|evento de vida
other coverage lost|lose other coverage|loss of other coverage|lost other coverage|loss of other group|life event
|perdida de otra cobertura|pierde otra cobertura|perder otra cobertura|evento de vida
unused|left over|leftover|remaining|carry over|carries over|lost|forfeit|not used|expenses up to
expiration|expire|lost|forfeit|not used|expenses through|last day to use
vesting|vested|yours|mine
automatic|automatically|auto-enrolled|auto-enroll|if you do nothing|unless you choose|until you choose|automaticamente
|automatico|automatica
ex-wife|ex-husband|ex-spouse|ex wife|ex husband|ex spouse|former spouse|former wife|former husband|ex esposa|ex esposo
|exesposa|exesposo|exconyuge
submit|send|file|presentar|enviar|mandar
adult|children under|under age|adulto|menores de
refund|refunded|money back|given back|reembolso|devolucion
discount|off|descuento
marriage|married|marry|marries|wedding|life event|matrimonio|boda|casarse|evento de vida
surcharge|extra|recargo
dermatologist|cardiologist|orthopedist|allergist|neurologist|urologist|gastroenterologist|specialist
loan|borrow|prestamo|prestado
re-enroll|enroll again|choose again|do nothing|roll over|default|volver a inscribirse
new employee|newly hired|new hire|hired|employment|first day of work|waiting period|on or after day
|nuevo empleado|recien contratado
bariatric surgery|weight loss surgery|weight-loss surgery|gastric bypass|gastric sleeve|lap band
|cirugia bariatrica|cirugia para bajar de peso|cirugia para perder peso|bypass gastrico|manga gastrica
company money|employer money|company hsa money|employer hsa money|company hsa contribution|company contribution
|company pays its money|employer pays its money|company puts|company deposits|company adds|dinero de la empresa
|aportacion de la empresa
goes on|continues|continue|sigue|continua
move to another state|moving|relocate|relocation|mudarse|mudanza
injury at work|injuries at work|work injury|workers compensation|accident at work|accidente de trabajo
|lesion en el trabajo|lesiones en el trabajo
mid year|middle of the year|mid-year|during the year|a mitad de ano
"""
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
_FAINT_TERMS, _ASKING_TERMS = frozenset(list_terms(_FAINT)), frozenset(list_terms(_ASKING))
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
# A capital inside the question: the name of a plan, a company, a person. Not the first word, not "I".
_NAME = re.compile(r"(?<![.?!¿¡]\s)(?<!^)(?<![¿¡])\b(?!I\b)[A-Z][\w'’-]+")
_SHOUTED = 0.6  # with more capitals than this they mark nothing


@dataclass(frozen=True)
class Idea:
    """One thing a question is about, and all phrases that mean it."""

    phrases: frozenset[Phrase]
    weight: float
    is_name: bool = False
    asked_as: Phrase = ()  # the phrase of the question; the others are synonyms
    parts: tuple["Idea", ...] = ()  # of a phrase, which may also be said in pieces

    @property
    def is_strong(self) -> bool:
        return self.weight == STRONG


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
    ideas = _ideas(question, left_out=_plan_terms(plans) | years | _ASKING_TERMS)
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
        ideas = _made_faint(ideas, OF_THE_RIGHT)
    ideas = _made_faint(ideas, _FOR_NOTHING if asks_if_free(question) else _FREE_IN_SPANISH)
    if asks_whom_to_cover(question):
        ideas = _made_faint(ideas, _OF_ADDING)
    if asks_of_outside(question):
        ideas = _made_faint(ideas, _OF_DOCTORS)
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


def says_something(text: str) -> bool:
    """Whether any of its words tells something, and is not only a manner of asking."""
    return any(idea.is_strong for idea in _ideas(text, left_out=_ASKING_TERMS))


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


def _ideas(question: str, *, left_out: frozenset[str]) -> list[Idea]:
    names, is_spanish = _name_terms(question), may_be_spanish(question)
    terms = [term for term in list_terms(in_documents_words(question)) if term not in left_out]
    ideas: dict[Phrase, Idea] = {}
    at = 0
    while at < len(terms):
        phrase = _longest_known(terms, at, is_spanish=is_spanish)
        is_told = any(phrase in idea.phrases for idea in ideas.values())
        # "I got married: how long do I have to add my wife?" names one thing twice.
        if not is_told and not (is_spanish and _is_only_asking(phrase)):
            ideas[phrase] = _idea(phrase, names, is_spanish=is_spanish)
        at += len(phrase)
    return list(ideas.values())


def _is_only_asking(phrase: Phrase) -> bool:
    """Whether it is Spanish for nothing but a manner of asking."""
    english = in_english(phrase)
    return bool(english) and all(_ASKING_TERMS.issuperset(said) for said in english)


def _names_of_unit(unit: str, question: str) -> frozenset[str]:
    """Return what a counted unit is called, in one word: "sesiones" are "sessions" in an English document."""
    if not may_be_spanish(question):
        return frozenset({unit})
    others = (phrase for phrase in _same_meaning((unit,), is_spanish=True) if len(phrase) == 1)
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


def _made_faint(ideas: Sequence[Idea], terms: frozenset[str]) -> list[Idea]:
    """Return the ideas with those of the terms, such as "eligible", as a manner of asking, if something is named to be
    eligible for."""
    faint = [
        replace(idea, weight=FAINT) if idea.asked_as and terms.issuperset(idea.asked_as) else idea for idea in ideas
    ]
    return faint if any(idea.is_strong for idea in faint) else list(ideas)


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


def _idea(phrase: Phrase, names: frozenset[str], *, is_spanish: bool) -> Idea:
    others = _same_meaning(phrase, is_spanish=is_spanish)
    is_name = phrase[0] in names and not others
    weight = STRONG
    if is_spanish and in_english(phrase):
        # "Día de pago" is made of little words and means payday.
        is_faint = _is_faint_in_english(phrase) or (len(phrase) == 1 and _FAINT_TERMS.issuperset(phrase))
    else:
        is_faint = _FAINT_TERMS.issuperset(phrase)
    if is_faint:
        weight = FAINT
    elif phrase[0][0].isdigit() and not (is_name or (is_spanish and others)):
        weight = NUMBER
    # "Días de enfermedad" are no "30-day supply" of drugs for an illness.
    telling = len(set(phrase) - _FAINT_TERMS)
    is_told_by_one = telling == 0 or (is_spanish and telling == 1)
    is_said_in_pieces = (
        len(phrase) > 1 and not is_told_by_one and not any(phrase in group for group in _general_groups())
    )
    parts = tuple(_idea((term,), names, is_spanish=is_spanish) for term in phrase) if is_said_in_pieces else ()
    return Idea(frozenset({phrase, *others}), weight, is_name, phrase, parts)


def _is_faint_in_english(phrase: Phrase) -> bool:
    english = in_english(phrase)
    return bool(english) and all((_FAINT_TERMS | _ASKING_TERMS).issuperset(said) for said in english)


def _longest_known(terms: Sequence[str], at: int, *, is_spanish: bool) -> Phrase:
    longest = max(longest_phrase(), longest_spanish_phrase())
    for length in range(min(longest, len(terms) - at), 1, -1):
        phrase = tuple(terms[at : at + length])
        if _same_meaning(phrase, is_spanish=is_spanish):
            return phrase
    return (terms[at],)


@lru_cache(maxsize=5_000)
def _same_meaning(phrase: Phrase, *, is_spanish: bool) -> frozenset[Phrase]:
    """Return what else it is called; of a Spanish phrase also what it is in English, and what that is called."""
    named = {phrase, *(in_english(phrase) if is_spanish else ())} - {()}
    general = (group for group in _general_groups() if not named.isdisjoint(group))
    return frozenset(named).union(*map(other_words, named), *general) - {phrase}


@lru_cache(maxsize=1)
def _general_groups() -> tuple[frozenset[Phrase], ...]:
    lines = _SAME_MEANING.strip().replace("\n|", "|").splitlines()
    return tuple(frozenset(tuple(list_terms(phrase)) for phrase in line.split("|")) - {()} for line in lines)


def _name_terms(question: str) -> frozenset[str]:
    words = question.split()
    if sum(word[:1].isupper() for word in words) > _SHOUTED * len(words):
        return frozenset()
    return frozenset(list_terms(" ".join(_NAME.findall(question)))) - _FAINT_TERMS


def _plan_terms(plans: frozenset[PlanName]) -> frozenset[str]:
    named = (list_terms(f"{plan.label} {plan.type} {plan.level}") for plan in plans)
    return frozenset().union(*named) - {"plan"}
