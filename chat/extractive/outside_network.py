"""Care outside the network as a whole: what one service costs there, or what holds in an emergency, is no answer to who
asks for no service.
"""

import re
from dataclasses import replace

from chat.extractive.service_words import services_named
from chat.extractive.statements import Statement
from knowledge.text.terms import plain_text

TELLS_RULE, OF_ONE_CASE = 0.3, -0.3
_DOCTORS = frozenset({"primary", "specialist"})
_OUTSIDE = re.compile(
    r"\b(?:out[- ]of[- ]|outside(?: of)? (?:the |my |our |its |their )?(?:[\w&]+ ){0,2}?|non-?\s?)network\b"
    r"|\bfuera de (?:la |su )?red\b"
)
_NETWORK = re.compile(r"\b(?:network|red)\b")
_ONE_CASE = re.compile(
    r"\b(?:emergenc\w+|urgent\w*|air ambulance|laborator\w+|pharmac\w+|dentists?|dental|prescriptions?|referral"
    r"|surprise"
    r"|treats you in a network|approval|authorization|appointments?|follow-up|urgencias?|farmacias?|laboratorios?"
    r"|dentistas?)\b"
)
_RULE = re.compile(
    r"\b(?:deductible|not covered|no coverage|(?:covers?|pays?) (?:care |only |nothing )|you pay|pay (?:the most"
    r"|\d)|bill you"
    r"|deducible|no (?:se )?cubr\w+|paga)\b"
)
_WHY = re.compile(r"^why (?:this|it) matters\W*$", re.I)


def asks_of_outside(question: str) -> bool:
    """Whether it asks for care outside the network and names no service but a doctor."""
    plain = plain_text(question)
    if not _OUTSIDE.search(plain):
        return False
    services, rest = services_named(_OUTSIDE.sub(" ", plain))
    return _DOCTORS.issuperset(services) and not _ONE_CASE.search(rest)


def is_of_one_service(question: str, statement: Statement) -> bool:
    """Whether it is the row of one service, where care outside the network is asked about as a whole."""
    return statement.is_row and asks_of_outside(question) and not _NETWORK.search(plain_text(statement.label))


def tells_of_outside(question: str, statement: Statement) -> float:
    """Return how much better or worse than another it answers such a question."""
    if not asks_of_outside(question):
        return 0.0
    said = plain_text(statement.said)
    is_rule = bool(_RULE.search(said)) and bool(_OUTSIDE.search(f"{said} {plain_text(statement.own_heading)}"))
    # "Care outside the network is not covered, except in an emergency" is a rule, and names its exception.
    first = re.split(r",? (?:except|unless|salvo|excepto)\b", said)[0]
    return TELLS_RULE * is_rule + OF_ONE_CASE * bool(_ONE_CASE.search(first))


def as_reason(question: str, statement: Statement) -> Statement | None:
    """Return what a summary of benefits says of the network, without its "Yes", as a sentence, where what is outside is
    asked about; None for any other statement."""
    reasons = [cell.value for cell in statement.cells if _WHY.match(cell.header)]
    if not reasons or not asks_of_outside(question) or is_of_one_service(question, statement):
        return None
    return replace(statement, text=" ".join(reasons), label="", cells=())
