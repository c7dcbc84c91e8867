"""Whether two questions ask the same: what is told apart by a word must be the same word for word, the rest may be said
in other words.

Vectors alone cannot tell "dental" from "vision" or the PPO 500 from the PPO 750: such pairs stand closer together than
many that mean the same. So every mark of the one must be a mark of the other (plans, figures, years, persons, kinds of
coverage and care, what is asked of them, a "not"), no idea of the one may be missing in the other, and only then is
the likeness of their vectors asked, against a threshold that was measured (tests/chat/question_pairs.py).
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chat.extractive.amounts import accounts_in
from chat.extractive.asked import read_question
from chat.extractive.ideas import Idea
from chat.extractive.shapes import Shape, shape_of
from chat.text_figures import figures
from knowledge.retrieval.plans import plan_names
from knowledge.text.people import hours_in, states_in
from knowledge.text.spanish import may_be_spanish, told_in_english
from knowledge.text.synonyms import Phrase
from knowledge.text.terms import list_terms, plain_text

# Of two questions without any difference above, the least likeness of their vectors.
LEAST_LIKENESS = 0.5

# What one word makes another question. Each line: its name, then the words for it; what two lines both have is both.
_TOLD_APART = """
not: no|not|never|\\w+n't|dont|doesnt|isnt|cannot|except|excluding|uncovered|neither|nor|nunca|ni
without: without|sin
dental: dental|dentist|teeth|tooth|dentista|dientes
vision: vision|eyes?|optometrist|glasses|eyeglasses|lenses|frames|vista|lentes|anteojos
medical: medical|medico
life: life insurance|seguro de vida
short-term: std|short[- ]term
long-term: ltd|long[- ]term
dependent care: dcfsa|dependent care|day ?care|child ?care|guarderia
commuter: commuter|transit|parking
401k: 401 ?\\(?k\\)?|403 ?\\(?b\\)?
roth: roth
cobra: cobra
spouse: spouses?|husbands?|wife|wives|spousal|conyuge|espos[oa]|marido
former: ex[- ]?(?:spouse|husband|wife)|former|divorced spouse
partner: partners?|pareja
child: child|children|kids?|sons?|daughters?|stepchild\\w*|hij[oa]s?
dependent: dependents?|dependientes?
parent: parents?|mothers?|fathers?|mom|dad|parents[- ]in[- ]law|madre|padres?
grown: grand(?:child|children|son|daughter|parents?)|niet[oa]s?
sibling: sibling|brothers?|sisters?|herman[oa]s?
family: family|familia
adult: adults?|adultos?
self: self[- ]only|employee[- ]only|single|just (?:for )?me|only (?:for )?me|myself
birth: births?|newborns?|new ?borns?|bab(?:y|ies)|born|bebe|nacimiento|nacer|nace
non-birth: non[- ]birth\\w*|not the birth\\w*
adoption: adopt\\w*
foster: foster\\w*
surrogacy: surroga\\w*
marriage: marr(?:y|ied|iage)|wedding|boda|matrimonio|casar\\w*
divorce: divorc\\w*|legal separation
death: death|die[sd]?|dead|bereavement|funeral|fallec\\w*|duelo
maternity: maternity|maternidad
paternity: paternity|paternidad
sick: sick|enfermedad
holiday: holidays?|feriados?
vacation: vacations?|pto|paid time off|days off|vacaciones
military: military|reserve duty|deployment
jury: jury
quit: quit\\w*|resign\\w*|leave the company|leave my job|leaving the company|renunci\\w*
fired: fired|laid off|let go|termination|terminated|layoffs?|despid\\w*
retire: retire[sd]?|retiring|retirees?|jubil\\w*
hired: hired?|new hire|new employee|start work\\w*
move: mov(?:e|es|ed|ing)|relocat\\w*|abroad|overseas|foreign|travel\\w*
in network: (?<!out of )(?<!out-of-)in[- ]network|(?<!out of )(?<!out-of-)in[- ]the[- ]network|dentro de la red
out of network: out[- ]of[- ]network|fuera de la red|non[- ]network
generic: generics?|genericos?
brand: brand\\w*|preferred
specialty: specialty
mail order: mail[- ]order|90[- ]day|home delivery
copay: co-?pays?|copayments?|copagos?
coinsurance: co-?insurance|coaseguro
deductible: deductibles?|deducibles?
out-of-pocket: out[- ]of[- ]pocket|oop\\w*|gastos de bolsillo
premium: premiums?|payroll deductions?|primas?
surcharge: surcharges?|recargos?
lifetime: lifetime
primary: primary care|pcp|family doctor
specialist: specialists?|especialistas?
dermatology: dermatolog\\w*|skin doctor
cardiology: cardiolog\\w*
orthopedics: orthoped\\w*
allergy: allerg\\w*|alergi\\w*
psychiatry: psychiatr\\w*
psychology: psycholog\\w*|therapists?|counsel\\w*
physical therapy: physical therap\\w*|physiotherap\\w*|fisioterapia
speech: speech
occupational: occupational
massage: massages?
chiropractic: chiropract\\w*
acupuncture: acupunct\\w*
emergency: emergency|er|ed|emergencias?|sala de emergencias
urgent: urgent|urgencias|urgente
telehealth: telehealth|telemedicine|virtual visits?|video visits?
hospital: hospital\\w*|inpatient
outpatient: outpatient|ambulator\\w*
mri: mris?|resonancia
ct: ct|cat scan
x-ray: x-?rays?|radiografia
lab: labs?|blood work|laboratorio
braces: braces|orthodont\\w*|invisalign|ortodoncia|frenillos
crown: crowns?|coronas?
implant: implants?|implantes?
cleaning: cleanings?|limpieza
exam: exams?|checkups?|examen
contacts: contact lens\\w*
hearing: hearing|audifono
claim: claims?|reclamos?
appeal: appeals?|appealing|apelacion
grievance: grievances?|complaints?|queja
referral: referrals?|referred|referido
authorization: (?:prior )?authori[sz]ation|pre-?auth\\w*|prior approval|pre-?approval|precertification|autorizacion
vest: vest(?:ed|ing|s)?
match: match(?:es|ing)?
loan: loans?|prestamos?
withdraw: withdraw\\w*|hardship|retirar
rollover: roll\\w* over|roll\\w*-?over|carr(?:y|ies) over|carryover
expire: expires?|expiration|forfeit\\w*|lose
beneficiary: beneficiar\\w*
tax: tax\\w*|imputed|impuestos?
paid out: (?:paid|pay|cash(?:ed)?) out|payout
paid: paid(?! by\\b| for\\b)
past: was|were|did|had|the last|previous|fue|eran?
debit: debit
tobacco: tobacco|smok\\w*|nicotine|vap(?:e|ing)|tabaco|fum\\w*
remove: remov\\w*|drop\\w*|cancel\\w*|waiv\\w*|opt out|quitar
stop: (?:i|to|we) (?:stop|pause|suspend)|paus(?:e|ing)|suspend\\w*
change: chang\\w*|switch\\w*|cambi\\w*
need: need(?:s|ed)?|must|have to|has to|requir\\w*|mandatory|necesit\\w*|tengo que|hay que
start: start\\w*|begin\\w*|empiez\\w*|comienz\\w*
end: ends?|ending|stops?|termina\\w*
minimum: minimum|least|minimo
maximum: maximum|max|most|limit|maximo|limite
first: first|primer\\w*
may: (?:in|of|by|until|en|de) may|mayo
employer: (?<!leave the )(?<!leaving the )(?:company|employer|empresa)(?! (?:offer|reimburse|ha(?:s|ve)|provide)s?\\b)
union: union|local \\d+|sindicato
hourly: hourly
salaried: salar(?:y|ied)
paycheck: pay ?checks?|pay periods?|per pay|cheque de pago|quincena
monthly: per month|month(?:ly)?|a month|mensual|por mes
weekly: per week|week(?:ly)?|a week|por semana|semanal
yearly: per year|year(?:ly)?|a year|annual(?:ly)?|anual|por ano
this year: this year|este ano
next year: next year|proximo ano|ano que viene
last year: last year|ano pasado
each other: vs|versus|compare|difference|diferencia
"""
_WHO = re.compile(r"\b(?:who|whom|quien|a quien)\b")
_HOW = re.compile(r"\b(?:how (?:do|can|to|should|would|does|is|are)|como|steps|process)\b")
_WHY = re.compile(r"\b(?:why|por que)\b")
_WHERE = re.compile(r"\b(?:where|donde)\b")
_WHEN = re.compile(r"\b(?:when|by when|what (?:day|date)|deadline|cuando|until when|hasta cuando|plazo)\b")
_HOW_LONG = re.compile(r"\b(?:how long|how many (?:days|weeks|months|years)|cuanto tiempo|cuantos (?:dias|meses))\b")
_HOW_MANY = re.compile(r"\b(?:how many|how often|cuant[oa]s)\b")
# Advice is asked for, not a fact.
_ADVICE = re.compile(r"\b(?:pick|recommend|better|best|should i (?:pick|choose|take|get|enroll))\b")
_AMOUNT_OF = re.compile(
    r"\b(?:copay|co-pay|copayment|deductible|coinsurance|premium|maximum|max|limit|amount|surcharge|contribut\w+|cost|costs"
    r"|price|rate|copago|deducible|limite|maximo|prima)\b"
)
_YES_OR_NO = re.compile(
    r"^\W*(?:(?:if|when) [^,?]+, )?"
    r"(?:is|are|am|do|does|did|can|could|may|will|would|has|have|cubre|esta|estan|hay|puedo|es)\b"
)
_OF_A_NUMBER = frozenset({"how long", "how many"})
_SHORTEST_STEM = 5
_ENDINGS = frozenset(["e", "ed", "ement", "er", "ing", "ion", "ment", "s"])
# Said in nearly every question, whatever is asked.
_LITTLE_WORDS = """
plan plans coverage cover covered covers insurance benefit benefits get offer offered available have new use give
provide allow allowed eligible possible company employer employee employees membership member please know tell want
like visit visits care amount cost pay paid my our your any under with program time last take order replace
replacement option service seguro cubre cubierto cubiertas beneficio should call contact insure day days used week
weeks month months year years much many long require required need must put contribute contribution max maximum annual
yearly add enroll enrol child may per period unused prior estan esta hay puedo ofrece
"""
_LITTLE = frozenset(list_terms(_LITTLE_WORDS))


@dataclass(frozen=True)
class Meaning:
    """What of a question must be found again in another that asks the same."""

    marks: frozenset[str]
    ideas: tuple[Idea, ...]


@lru_cache(maxsize=4096)
def meaning_of(text: str) -> Meaning:
    # What is known of Spanish stands in English beside it, so that one table tells both apart.
    told = f"{text} {told_in_english(text)}" if may_be_spanish(text) else text
    return Meaning(frozenset(_marks(text, told)), tuple(_ideas(text)))


def ask_the_same(one: str, other: str) -> bool:
    """Whether nothing tells the two apart. The likeness of their vectors is for the caller to ask as well."""
    first, second = meaning_of(one), meaning_of(other)
    return first.marks == second.marks and _has_all(first, second) and _has_all(second, first)


def means(meaning: Meaning, marks: Collection[str], phrases: Collection[Phrase]) -> bool:
    """The same for a question of which only its marks and the terms of its ideas are kept."""
    if meaning.marks != set(marks):
        return False
    has_all = all(any(_names(idea, phrase) for phrase in phrases) for idea in meaning.ideas)
    return has_all and all(any(_names(idea, phrase) for idea in meaning.ideas) for phrase in phrases)


def likeness(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the cosine of two vectors of unit length."""
    return sum(a * b for a, b in zip(one, other, strict=True))


def _has_all(asked: Meaning, other: Meaning) -> bool:
    """Whether each idea of the one is an idea of the other, in whichever words."""
    return all(any(_is_same(idea, beside) for beside in other.ideas) for idea in asked.ideas)


def _is_same(one: Idea, other: Idea) -> bool:
    return _names(one, other.asked_as) or _names(other, one.asked_as)


def _names(idea: Idea, phrase: Phrase) -> bool:
    if phrase in idea.phrases:
        return True
    return len(idea.asked_as) == len(phrase) == 1 and _are_of_one_stem(idea.asked_as[0], phrase[0])


def _are_of_one_stem(one: str, other: str) -> bool:
    """Whether one is the other with an ending: "reimburse" and "reimbursement"."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_STEM and long.startswith(short) and long[len(short) :] in _ENDINGS


def _ideas(text: str) -> Iterator[Idea]:
    """Yield what is asked about, but for what is a mark of its own or said of everything."""
    marked = _marked_terms(text)
    for idea in read_question(text).ideas:
        if not (_LITTLE | marked).issuperset(idea.asked_as):
            yield idea


def _marks(text: str, told: str) -> Iterator[str]:
    plain = plain_text(told)
    named = {name for name, pattern in _patterns() if pattern.search(plain)}
    asks = what_is_wanted(text)
    if asks in _OF_A_NUMBER:
        named.discard("need")  # "How many days do I have to ...?" needs nothing
    yield from (f"word {name}" for name in named)
    yield from (f"plan {plan.type} {plan.level}" for plan in plan_names(text))
    yield from (f"account {account}" for account in accounts_in(text) if not account.startswith("40"))
    yield from (f"{figure.kind} {figure.value}" for figure in figures(text))
    yield from (f"state {state}" for state in states_in(text))
    yield from (f"hours {hours}" for hours in hours_in(plain))
    yield f"asks {asks}"


def what_is_wanted(text: str) -> str:
    """Return what is wanted to be known, in a word: "when", "amount", "whether"."""
    plain = plain_text(text)
    for name, pattern in _WANTED:
        if pattern.search(plain):
            return name
    if shape_of(text) is Shape.AMOUNT or (_AMOUNT_OF.search(plain) and not _YES_OR_NO.search(plain)):
        return "amount"
    return "whether"


_WANTED = (
    ("advice", _ADVICE),
    ("how long", _HOW_LONG),
    ("how many", _HOW_MANY),
    ("when", _WHEN),
    ("who", _WHO),
    ("where", _WHERE),
    ("why", _WHY),
    ("how", _HOW),
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = (line.partition(": ") for line in _TOLD_APART.strip().splitlines())
    return tuple((name, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")) for name, _, words in lines)


def _marked_terms(text: str) -> frozenset[str]:
    plain = plain_text(text)
    words = (found.group() for _, pattern in _patterns() for found in pattern.finditer(plain))
    return frozenset(term for word in words for term in list_terms(word))
