"""Which account a statement is about, and what of it is tax."""

import re
from collections.abc import Sequence

from chat.extractive.everyday import in_documents_words
from knowledge.text.terms import plain_text

_ASKS_WHAT_IT_PAYS = re.compile(r"\b(?:hsa|fsa) pays \w")
_PAYS = re.compile(r"\b(?:pay|pays|paid|use|used|eligible|spend|spent|reimburs\w+|paga|pagan|usar)\b")


def is_of_special_account(text: str, question: str) -> bool:
    """Whether it is about an account for day care or the like, where the question only says "FSA"."""
    return bool(_SPECIAL_ACCOUNT.search(plain_text(text))) and not _SPECIAL_ACCOUNT.search(plain_text(question))


def is_of_other_account(text: str, question: str) -> bool:
    """Whether it is about such an account, or about any where the question is of none or of the other kind."""
    said, asked = plain_text(text), plain_text(question)
    return any(account.search(said) and not account.search(asked) for account in (_SPECIAL_ACCOUNT, _HSA, _FSA))


def is_only_of_tax(question: str, text: str) -> bool:
    """Whether it tells up to what amount something is free of tax, where no tax is asked about: nobody has $50,000 of
    life insurance because "the first $50,000 is free of tax"."""
    return bool(_FREE_OF_TAX.search(plain_text(text))) and not _TAX.search(plain_text(question))


def asks_amount_of_tax(question: str) -> bool:
    return bool(_AMOUNT_OF_TAX.search(plain_text(question)))


def tells_no_use(question: str, text: str) -> bool:
    """Whether it is not about what an account pays for, where that is asked: which accounts go together is not."""
    return bool(asks_what_it_pays(question)) and not _PAYS.search(plain_text(text))


def asks_what_it_pays(question: str) -> bool:
    return bool(_ASKS_WHAT_IT_PAYS.search(in_documents_words(question)))


def is_about_tax(text: str) -> bool:
    return bool(_TAX.search(plain_text(text)))


def is_under_other_account(heading: str, said: str, question: str) -> bool:
    """Whether it stands below the heading of one kind of account, and the question is of another that it does not
    name: what is told of the HSA is told of no FSA."""
    asked, above, told = (_kinds_of_account(plain_text(text)) for text in (question, heading, said))
    return bool(asked and above) and asked.isdisjoint(above | told)


def misses_filing_status(question: str, places: Sequence[str]) -> bool:
    """Whether it is asked what holds for who is married and files taxes apart, and none of the places names that: a
    limit of everybody else is no limit of theirs."""
    is_asked = bool(_FILES_APART.search(plain_text(question)))
    return is_asked and not any(_FILES_APART.search(plain_text(place)) for place in places)


def _kinds_of_account(plain: str) -> frozenset[str]:
    return frozenset(pattern.pattern for pattern in (_HSA, _FSA) if pattern.search(plain))


def misses_special_account(places: Sequence[str], question: str) -> bool:
    """Whether the question is about an account for day care or the like, and the nearest of the places that names an
    account names another, or leaves open which; also where none does."""
    asked = plain_text(question)
    if not (_SPECIAL_ACCOUNT.search(asked) and _OF_AN_ACCOUNT.search(asked)):
        return False
    for place in map(plain_text, places):
        if _SPECIAL_ACCOUNT.search(place):
            return False
        if _HSA.search(place) or _FSA.search(place):
            return True
    return True


_SPECIAL_ACCOUNT = re.compile(
    r"\b(?:dependent[- ]care|day ?care|child ?care|limited[- ]purpose|commuter|dcfsa"
    r"|cuidado de dependientes|guarderia)\b"
)
_FREE_OF_TAX = re.compile(
    r"\b(?:is|are) (?:free of tax|tax[- ]free|not taxed|taxable)\b|\bcounts? as (?:taxable )?income\b"
    r"|\b(?:esta|estan) (?:libres?|exent[oa]s?) de impuestos?\b"
)
_TAX = re.compile(r"\btax\w*|\bimpuestos?\b|\bimputed\b|\bincome\b|\bgravables?\b")
_AMOUNT_OF_TAX = re.compile(
    r"\bhow much (?:\w+ ){0,5}(?<!before )(?<!after )(?<!pre )tax(?:es)?\b"
    r"(?! (?:free|deferred|advantaged|savings?|year))"
    r"|\bcuant[oa]s? (?:\w+ ){0,5}(?<!antes de )(?<!despues de )(?<!libre de )(?<!sin )impuestos?\b"
)
_FILES_APART = re.compile(
    r"\b(?:fil(?:e|es|ed|ing)|returns?|taxes?) (?:\w+ ){0,3}separate(?:ly)?\b|\bseparate (?:tax )?returns?\b"
    r"|\bdeclar\w+ (?:\w+ ){0,4}por separado\b|\bpor separado\b.{0,30}\b(?:impuestos|declar\w+)\b"
)
_HSA = re.compile(r"\bhsas?\b|\bhealth savings\b|\bcuentas? de ahorros?\b")
_FSA = re.compile(r"\bfsas?\b|\bflex(?:ible)?\b|\bspending (?:accounts?|money)\b|\bgastos flexibles\b")
_OF_AN_ACCOUNT = re.compile(
    r"\b(?:fsas?|dcfsa|accounts?|cuentas?|spending)\b"
    r"|\b(?:care|commuter|dependientes|guarderia) (?:\w+ )?(?:limits?|max(?:imum)?|contributions?)\b"
    r"|\b(?:limites?|maximo) (?:\w+ ){0,3}(?:dependientes|guarderia)\b"
)
