"""Who gives a figure and who has to: what somebody else pays or puts in is no price of one's own, and what one may give
is no duty.

"Larkspur pays 3 % for each year" names the employer by no word that any paper has, but speaks of one that pays: people
pay, and a company pays.
"""

import re

from chat.proof.measures import OF_DAYS, SPANS, Measure
from chat.proof.parts import clause_of
from chat.proof.scope import is_amount
from chat.proof.units import Unit
from knowledge.text.terms import stem

_PERSON = (
    r"you|who|it|he|she|that|which|this|everyone|everybody|anyone|nobody|employee|member|person|participant"
    r"|spouse|partner"
    r"|child|dependent|worker|retiree|smoker|user|parent|patient|individual|family|household|hire|owner|applicant"
    r"|beneficiary|usted|quien|que|empleado|empleada|persona|conyuge|pareja|hijo|hija|familia|miembro|participante"
)
_GIVES = r"(?:pays|contributes|matches|adds|deposits|puts in|credits|funds)"
# Spanish says "paga" of you too, without a word for you: "fuera de la red paga el 40 %".
_ANOTHER_PAYS = re.compile(
    rf"\b(?!(?:{_PERSON})\b)[a-z][\w&.'-]{{0,40}}(?: (?:also|then|will))? {_GIVES}\b(?! (?:you )?back\b)"
    r"|\b(?:empresa|compania|empleador|seguro|aseguradora)(?: tambien)? (?:iguala|paga|aporta|contribuye|deposita)\b"
)
_PAY = r"(?:pay|owe|contribute|spend|put in)"
_YOU_PAY = re.compile(
    rf"\b(?:you|employees|members|participants|retirees|workers)(?: (?:must|have to|will|would|only|also|still|then|may"
    rf"|can|each))* {_PAY}\b(?! nothing)|\bcosts? you\b|\byou owe\b|\byou match\b"
    r"|\busted (?:paga|debe|aporta|iguala)\b|\ble cuesta\b"
)
# What one is given is no price: an account, a reward.
_GIVEN = re.compile(
    r"\b(?:accounts?|rewards?|allowances?|stipends?|bonus(?:es)?|credits?|grants?|gift cards?|earns?|reimburse[ds]?"
    r"|cuenta|recompensas?|asignacion|bono|credito|reembols\w+)\b"
)
_PAID = re.compile(
    r"\b(?:pay(?!check|roll|day| ?period)\w*|costs?|copay\w*|premiums?|fees?|charges?|surcharges?|prices?|deductibles?"
    r"|coinsurance|contribut\w+|owe\w*|penalty|paga\w*|cuesta\w*|copago\w*|prima|cargo|recargo|deducible|aporta\w*)\b"
)
_MUST = re.compile(
    r"\b(?:must|ha(?:ve|s) to|needs? to|(?:is|are) required to|debe[n]?|tienen? que)(?: (?:always|also|first))?"
    rf" (?:{_PAY}|set aside|save|buy|elect|borrow|aportar|contribuir|pagar|ahorrar|comprar|elegir)\b"
)
_MAY = re.compile(r"\b(?:may|can|could|up to|(?:is|are) allowed|at most|puede[n]?|hasta)\b")
_OBLIGES = re.compile(
    r"\b(?:must|ha(?:ve|s) to|needs? to|required?|requires|at least|minimum|debe\w*|tienen? que|al menos|minimo)\b"
)


_OF_OFFICE = (
    r"(?:administrator|company|employer|plan|insurer|insurance company|carrier|hr|human resources|provider|bank"
    r"|vendor|payroll"
    r"|manager|supervisor|committee|administrador|empresa|empleador|aseguradora|recursos humanos|banco|gerente)"
)
_LETTERS = 4  # of a verb that its forms share
_YOU_DO = re.compile(
    r"\b(?:you|usted) (?:must|ha(?:ve|s) to|need to|should|will|debe|tiene que)(?: \w+ly)? (?P<does>(?!be\b"
    r"|have\b)[a-z]{3,})"
)
_ANOTHER_DOES = re.compile(
    rf"\b(?:{_OF_OFFICE}(?: (?:must|will|has to|then|debe|tiene que))?(?: \w+ly)?"
    rf"|(?!(?:{_PERSON})\b)[a-z]{{4,30}}(?= [a-z]{{3,20}}s\b)) (?P<does>(?!has\b|pays?\b|will\b|must\b)[a-z]{{3,20}})\b"
)
_YOU = re.compile(r"\b(?:you|employees?|members?|usted|empleados?)\b")


def is_given_by_another(measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
    """Whether one is said to pay what the source has somebody else pay, or gives one."""
    if not is_amount(measure) or not _YOU_PAY.search(_before(measure, said)):
        return False
    before, around = _before(there, told), told.around(there)
    if _YOU_PAY.search(told.plain) or told.header:
        return False
    if _ANOTHER_PAYS.search(before):
        return True
    return measure.kind == "money" and bool(_GIVEN.search(around)) and not _PAID.search(f"{around} {before}")


def is_a_duty_here_alone(measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
    """Whether one has to give what one may give there."""
    if not is_amount(measure) or not _MUST.search(_before(measure, said)):
        return False
    around = f"{_before(there, told)} {told.around(there)}"
    return bool(_MAY.search(around)) and not _OBLIGES.search(around)


def is_done_by_another(measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
    """Whether one is to do in a time what somebody else does there: "the administrator mails the notice within 14
    days"."""
    if measure.unit not in SPANS and measure.kind not in OF_DAYS:
        return False
    clause = told.plain[slice(*clause_of(there.start, there.end, told.plain))]
    own = {stem(found["does"])[:_LETTERS] for found in _YOU_DO.finditer(said.plain)}
    others = {stem(found["does"])[:_LETTERS] for found in _ANOTHER_DOES.finditer(clause)}
    return bool(own & others) and not _YOU.search(clause)


def _before(measure: Measure, unit: Unit) -> str:
    """Return its clause up to the figure, from where the part before it begins."""
    at = unit.parts.index(unit.part_with(measure))
    begins = unit.parts[max(0, at - 1)][0]
    return unit.plain[begins : measure.start]
