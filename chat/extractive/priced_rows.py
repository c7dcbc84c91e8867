"""A row that prices a service says "copay" or "coinsurance" without the word: "Urgent care — Lakeside: $40"."""

from chat.extractive.asked import Idea
from chat.extractive.service_words import services_named
from chat.extractive.shapes import Shape, holds
from chat.extractive.statements import Statement
from knowledge.text.terms import list_terms, plain_text

_SHARE_TERMS = frozenset(list_terms("copay copays copayment co-pay coinsurance copago copagos coseguro coaseguro"))


def is_price_of_care(question: str, statement: Statement) -> bool:
    """Whether it is the row of a service that the question names, and what one pays for it stands in a cell."""
    if not statement.is_row:
        return False
    asked, _ = services_named(plain_text(question))
    told, _ = services_named(plain_text(statement.label))
    is_same = not set(asked).isdisjoint(told)
    return is_same and any(holds(Shape.AMOUNT, cell.value) for cell in statement.cells)


def is_share_of_price(idea: Idea) -> bool:
    """Whether the idea is nothing but the word for one's share of a price."""
    return bool(idea.asked_as) and _SHARE_TERMS.issuperset(idea.asked_as)
