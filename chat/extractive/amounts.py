"""What an amount is of. A price, a deductible and the most one pays in a year stand side by side in every document
and share all their words but one; the wrong one of them is the worst answer there is, because it looks right.
"""

import re
from enum import Enum
from functools import lru_cache

from chat.text_figures import figures
from knowledge.text.terms import plain_text


class AmountOf(Enum):
    PREMIUM = "what an employee pays to be covered"
    FULL_PRICE = "what coverage costs with the company's share"
    COBRA = "what coverage costs after leaving"
    DEDUCTIBLE = "what one pays before the plan does"
    MOST_YOU_PAY = "what one pays in a year at most"
    COMPANY_MONEY = "what the company puts into an account"
    OWN_MONEY = "what an employee puts into an account"


# Each plan has its own, medical, dental and vision alike.
PLAN_LIMITS = frozenset({AmountOf.DEDUCTIBLE, AmountOf.MOST_YOU_PAY})


def amount_asked(question: str) -> AmountOf | None:
    """Return what the question wants the amount of, where it says so."""
    plain = plain_text(question)
    return next((kind for kind, pattern in _ASKED.items() if pattern.search(plain)), None)


def is_about_leaving(question: str) -> bool:
    """Whether it is about coverage after the job, which has prices of its own."""
    return bool(_ASKED[AmountOf.COBRA].search(plain_text(question)))


def names_a_price(question: str) -> bool:
    """Whether it has the word for a price, asked or not: "HMO cost for me"."""
    return bool(_PRICE_NAMED.search(plain_text(question)))


def accounts_in(text: str) -> tuple[str, ...]:
    """Return the kinds of accounts that the text names, in its order."""
    plain = plain_text(text)
    for name, kind in _ACCOUNTS_IN_FULL.items():
        plain = plain.replace(name, kind)
    return tuple("".join(found.split()) for found in _ACCOUNT.findall(plain))


def takes_money_out(text: str) -> bool:
    """Whether it is about a loan or a withdrawal: how much of the account, and not how much into it."""
    return bool(_TAKES_OUT.search(plain_text(text)))


def is_of_retirement(text: str) -> bool:
    """Whether it is about saving for retirement."""
    return bool(_RETIREMENT.search(plain_text(text)))


def is_federal_limit(text: str) -> bool:
    """Whether it gives what the law allows, which may hold other people's money too."""
    return bool(_FEDERAL.search(plain_text(text)))


@lru_cache(maxsize=8_192)
def amounts_told(text: str) -> frozenset[AmountOf]:
    """Return what the text's words say its amounts are of."""
    rest, told = plain_text(text), set()
    for kind, pattern in _TOLD.items():
        if pattern.search(rest):
            told.add(kind)
            # "Full monthly price" is no price per month, nor what a company "puts in per paycheck".
            rest = pattern.sub(" ", rest)
    return frozenset(told)


def tells_money(text: str) -> bool:
    """Whether it gives a sum, or says that there is nothing to pay; a share of a bill is neither."""
    return any(figure.kind == "money" for figure in figures(text)) or bool(_NOTHING.search(plain_text(text)))


def is_of_employee(header: str) -> bool:
    """Whether a column's head says that it holds the employee's own part."""
    return bool(_OWN_PART.search(plain_text(header)))


_COBRA = r"\b(?:cobra|continuation (?:coverage|of coverage|price)|(?:cobertura de )?continuacion)\b"
# An account by its kind, and not a plan by its name: "HSA 2500".
_OWN_ACCOUNT = r"(?:hsa(?! ?\d{3,4}\b(?<!\b20\d\d))|fsa|hra|dcfsa|40[13] ?\(?[bk]\b\)?)"
_TOP = r"(?:max(?:imum)?|limits?|most|cap|limites?|maximo|tope)"
# "HSA limit", "max for my HSA", "limite anual de la HSA": what one may put in, where no other amount is named.
_TOP_OF_ACCOUNT = (
    rf"\b{_OWN_ACCOUNT}(?:'s)?(?: (?:20\d\d|annual|yearly|family|single|self[- ]only|account|individual))* {_TOP}\b"
    r"(?! (?:you|i|we) pay)"
    rf"|\b{_TOP}(?: (?:20\d\d|annual|yearly|anual|amount|allowed))*(?: (?:for|of|to|in|into|on|de|del|para|en))*"
    rf"(?: (?:my|the|an?|your|family|single|la|mi|una?|cuenta|20\d\d))* {_OWN_ACCOUNT}"
)
_DEDUCTIBLE = r"\b(?:deductibles?|deducibles?)\b"
_MOST = (
    r"\bout[- ]of[- ]pocket\b|\boop\b|\bmoop\b|\bmost (?:you|i|we) (?:could |can |would |will |have to )?pay\b"
    r"|\bdesembolso\b|\bmaximo del? (?:ano|bolsillo)\b|\bgastos? de bolsillo\b|\blimite (?:de gastos|anual)\b"
    r"(?! (?:de|del|para|en) (?:(?:la|mi|una) )?(?:cuenta )?[hf]sa\b)"
)
_FULL = (
    r"\bfull(?: monthly| yearly| annual)? (?:price|premium|cost)\b|\btotal (?:monthly )?premium\b"
    r"|\b(?:employer|company)(?:'s)? (?:share|part|pays|cost)\b|\bprecio completo\b"
)
_COMPANY_GIVES = (
    r"\b(?:company|employer|hsa) money\b|\bseed\b|\b(?:company|employer)(?:'s)? (?:hsa )?contributions?\b"
    r"|\bputs? in\b(?: over [\w ]{1,20}\b(?:paychecks|pays|months|weeks))?"
    r"|\b(?:puts|adds|deposits|contributes|gives)\b(?: [\w$.,'-]+){0,6}? (?:into|to|toward|for)\b"
    r"|\b(?:la empresa|el empleador) (?:pone|aporta|deposita|da)\b|\baportacion de la empresa\b"
)
_YOU_GIVE = (
    r"\b(?:you|employees?)(?: can| may)? (?:put|contribute|save|add|deposit)\b(?: in)?|\busted puede aportar\b"
    r"|\bleaves \$[\d,.]*\d for you\b"
)
_PREMIUM = (
    r"\bpremiums?\b|\b(?:per|each|every|from each|out of (?:my|your|each)) (?:pay\s?checks?|pay(?: ?period|day)?|week"
    r"|month|deduction)\b|\bpaycheck (?:price|cost|deduction)s?\b|\b(?:bi-?)?weekly\b|\bmonthly\b|\ba (?:week|month)\b"
    r"|\b(?:rates?|(?<!pharmacy )(?<!list )prices?)\b|\bpayroll\b|\b(?:your|employee) (?:cost|contribution|share)s?\b"
    r"|\b(?:por|cada|a la) semana\b|\b(?:por|al|cada) mes\b|\bpor (?:cheque|quincena)\b|\bsemanal\b|\bmensual\b"
    r"|\bprimas?\b|\bprecios?\b|\b(?:costs?|cuesta) \$[\d,.]*\d (?:a|per|al|por) (?:year|ano)\b"
)
# "Por cheque", "de mi cheque", "cada quincena".
_CHEQUE = r"\b(?:por|cada|del?|de mi|de cada|en mi|en cada) (?:cheque|quincena)s?\b"
_ADD_WHOM = (
    r"(?:add|cover|insure|include|put|agregar|anadir|incluir|cubrir|asegurar) (?:on )?"
    r"(?:a |an |my |our |the |mis? |a mis? )*"
    r"(?:new )?(?:kids?|child(?:ren)?|sons?|daughters?|bab(?:y|ies)|spouse|wife|husband|partner|family|dependents?"
    r"|hij[oa]s?|espos[oa]|pareja|familia|bebe)\b"
)
_ASKED = {
    AmountOf.COBRA: re.compile(
        _COBRA
        + r"|\b(?:after|when|if|once) (?:i|we|you|he|she|they|some(?:one|body)|any(?:one|body)|(?:an )?employees?)"
        r" (?:leaves?|left|quits?|resigns?|retires?|am fired|is fired|gets? (?:fired|laid off))\b(?! (?:of"
        r"|smoking|tobacco|vaping)\b)"
        r"|\b(?:after|when|if) (?:i|my) (?:lose my job|job ends|employment ends|coverage ends)\b"
        r"|\b(?:si|cuando|despues de(?: que)?) (?:yo )?(?:me voy|dejo|dejar|renuncio|renunciar|me despid\w+)\b"
    ),
    AmountOf.DEDUCTIBLE: re.compile(_DEDUCTIBLE),
    AmountOf.MOST_YOU_PAY: re.compile(_MOST),
    AmountOf.FULL_PRICE: re.compile(_FULL),
    AmountOf.COMPANY_MONEY: re.compile(
        r"\b(?:company|employer|seed) (?:money|contribution)\b|\b(?:seed)\b"
        r"|\b(?:does|do|will|would|did)(?: the| my| our)? (?!i\b|you\b|employees?\b|it\b)[\w&']+(?: [\w&']+){0,3}? "
        r"(?:put|pay|add|deposit|contribute|give|kick|chip)\b.{0,40}\b(?:hsa|hra|fsa|account|health savings)\b"
        r"|\b(?:hsa|hra)\b.{0,30}\b(?:does|will) (?:the |my |our )?(?!i\b|you\b)[\w&']+(?: [\w&']+){0,3}? "
        r"(?:put|pay|add|deposit|contribute|give|kick)\b"
        r"|\b(?:hsa|hra)(?: account)? (?:contribution|money|funding|deposit)s? (?:that (?:comes?|is) )?(?:from|by|of) "
        r"(?:the |my |our )?(?:company|employer)\b"
        r"|\b(?:company|employer)(?:'s)? (?:hsa|hra) (?:contribution|money|funding|deposit|match)s?\b"
        r"|\bcuanto (?:ponen?|aportan?|depositan?|dan?)\b.{0,30}\b(?:empresa|empleador|compania|patron)\b"
        r"(?!.*\b40[13])"
        r"|\b(?:aporte|aportacion|contribucion)(?:es)? (?:de la empresa|del empleador)\b(?=.*\b(?:hsa|hra|cuenta)\b)"
    ),
    AmountOf.OWN_MONEY: re.compile(
        r"\b(?:can|could|may|should) (?:i|we|you|one)(?: still| also)? (?:put|contribute|save|add|deposit|set aside)\b"
        r"|\b(?:most|max|maximum)\b.{0,20}\b(?:i|we|one) (?:can |could |may )?(?:put|contribute|save|deposit)\b"
        r"|\bcontribution (?:limit|max(?:imum)?)s?\b"
        r"|\b(?:max(?:imum)?|most|limit) (?:for |of |on )?(?:my )?contributions?\b"
        r"|\b(?:puedo|podemos|se puede) (?:aportar|poner|ahorrar|depositar|contribuir|guardar|meter)\b"
        rf"|{_TOP_OF_ACCOUNT}"
    ),
    AmountOf.PREMIUM: re.compile(
        r"\bpremiums?\b|\b(?:per|each|every|a|out of (?:my|each)) (?:pay\s?checks?|pay(?: ?period|day)?|week|month)\b"
        r"|\bpaycheck\b|\b(?:bi-?)?weekly\b|\bmonthly\b|\b(?:por|cada|a la) semana\b|\b(?:por|al|cada) mes\b"
        rf"|{_CHEQUE}|\bprimas?\b"
        rf"|\bhow much\b(?: \w+){{0,5}} to {_ADD_WHOM}"
        rf"|\b(?:what|does|will|would)\b(?: \w+){{0,4}} costs? to {_ADD_WHOM}"
        rf"|\bcuanto (?:cuesta|cuestan|sale|seria) {_ADD_WHOM}"
    ),
}
# In this order: what is told by a longer phrase goes first.
_TOLD = {
    AmountOf.COBRA: re.compile(_COBRA),
    AmountOf.FULL_PRICE: re.compile(_FULL),
    AmountOf.OWN_MONEY: re.compile(_YOU_GIVE),
    AmountOf.COMPANY_MONEY: re.compile(_COMPANY_GIVES),
    AmountOf.DEDUCTIBLE: re.compile(_DEDUCTIBLE),
    AmountOf.MOST_YOU_PAY: re.compile(_MOST),
    AmountOf.PREMIUM: re.compile(_PREMIUM),
}
_ACCOUNT = re.compile(r"\bhsa\b(?! ?\d{3,4}\b(?<!\b20\d\d))|\bfsa\b|\bhra\b|\b40[13](?= ?\(?[bk]\b)|\bdcfsa\b")
RETIREMENT = frozenset({"401", "403"})
_RETIREMENT = re.compile(
    r"\b40[13] ?\(?[bk]\b|\b(?:retire\w*|pension|vest\w*|match\w*|contribut\w*|sav(?:e|ing|ings)|roth|loans?|borrow\w*"
    r"|withdraw\w*|hardship|invest\w*|jubil\w*|ahorr\w*|aport\w*|prestamos?)\b"
)
_ACCOUNTS_IN_FULL = {
    "health savings account": "hsa",
    "flexible spending account": "fsa",
    "health reimbursement account": "hra",
    "health reimbursement arrangement": "hra",
    "cuenta de ahorros para la salud": "hsa",
    "cuenta de gastos flexibles": "fsa",
}
_TAKES_OUT = re.compile(r"\b(?:loans?|borrow\w*|withdraw\w*|prestamos?|retiros?|retirar)\b")
_FEDERAL = re.compile(
    r"\b(?:federal|irs|legal) (?:\w+ )?(?:limit|maximum)|\b(?:limite|maximo) (?:\w+ )?(?:federal|legal|del irs)\b"
)
_PRICE_NAMED = re.compile(
    r"\b(?:costs?|prices?|rates?|premiums?|how much|monthly|weekly|precios?|costos?|cuestan?|primas?|mensual|semanal)\b"
)
_NOTHING = re.compile(
    r"\b(?:no|without a|sin) (?:deductible|deducible|premium|cost|charge|costo)\b|\bnone\b|\bno hay\b|\bfree\b"
    r"|\bgratis\b"
    r"|\bpaid in full\b|\bdo(?:es)? not apply\b"
)
_OWN_PART = re.compile(r"\b(?:employee|you|your|usted|empleado)\b(?! \+| and| y)")
