"""Two accounts at once: whether one may have both is told by what says how they go together, and neither by the limits
nor by the uses that a list gives for the two of them.
"""

import re

from chat.extractive.amounts import accounts_in
from chat.extractive.statements import Statement
from knowledge.text.terms import plain_text

OF_ONE_CASE = -0.25
_TWO = 2
_MAY_ONE = re.compile(
    r"\b(?:can|may|could|am|are|is it|puedo|podemos|se puede)\b.*"
    r"\b(?:have|use|get|open|choose|keep|put|contribute|allowed|eligible|possible|tener|usar|abrir|aportar)\b"
    r"|\bboth\b|\bambas\b|\blas dos\b|\bat the same time\b|\bal mismo tiempo\b"
)
_TOGETHER = re.compile(
    r"\b(?:blocks?|both|cannot|can not|may not|not (?:have|eligible|allowed)|can only|only (?:have|a|the)|instead"
    r"|together"
    r"|choose the|does not block|bloquea|ambas|las dos|no (?:puede|tienen?|pueden)|solo puede|junt[oa]s?)\b"
)
_ONE_CASE = re.compile(
    r"\b(?:carried[- ]over|carry[- ]?over|balance|grace period|until (?:april|march)|unused|saldo|periodo de gracia)\b"
)


def asks_for_both(question: str) -> bool:
    """Whether it asks if one may have accounts of two kinds at once."""
    return len(set(accounts_in(question))) >= _TWO and bool(_MAY_ONE.search(plain_text(question)))


def says_nothing_of_both(question: str, statement: Statement) -> bool:
    """Whether it does not tell how the two accounts go together, where that is asked."""
    if not asks_for_both(question):
        return False
    told = plain_text(f"{statement.own_heading} {statement.said}")
    around = set(accounts_in(f"{told} {plain_text(statement.paragraph)}"))
    return statement.is_row or not (around >= set(accounts_in(question)) and _TOGETHER.search(told))


def of_one_case(question: str, statement: Statement) -> float:
    """Return how much worse it answers for telling of money left from the year before, where nothing is left over."""
    asked = plain_text(question)
    is_of_rest = bool(_ONE_CASE.search(plain_text(statement.said))) and not _ONE_CASE.search(asked)
    return OF_ONE_CASE * (asks_for_both(question) and is_of_rest)
