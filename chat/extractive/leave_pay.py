"""How much of one's pay one has on leave is told as a share of it, "at full pay", or as without pay."""

import re

from chat.extractive.everyday import in_documents_words
from knowledge.text.terms import list_terms, plain_text

_LEAVE = re.compile(
    r"\b(?:leaves?|time off|vacations?|pto|holidays?|sick|bereavement|jury|licencias?|permisos?|vacaciones|feriados?"
    r"|ausencias?|duelo|jurado|enfermedad)\b"
)
_ANY_LEAVE = frozenset(list_terms("leave licencia permiso"))
_SHARE = re.compile(
    r"\b(?:full|half|regular|normal|no) (?:pay|salary|wages)\b|\b(?:un|fully )paid\b|\bwithout pay\b"
    r"|\b(?:sueldo|salario|pago|paga) (?:completo|completa|integro|normal)\b|\bmedio (?:sueldo|salario)\b"
    r"|\bsin (?:goce de )?(?:sueldo|salario|paga)\b"
)


def asks_of_leave(question: str) -> bool:
    """Whether it is about time away from work, as the person or a document calls it."""
    return bool(_LEAVE.search(in_documents_words(question)))


def names_leave(text: str) -> bool:
    """Whether it is about leave of whatever kind."""
    return not _ANY_LEAVE.isdisjoint(list_terms(text))


def tells_pay_of_leave(question: str, said: str) -> bool:
    """Whether a statement tells, without a figure, what is paid of the leave that the question asks about."""
    told = plain_text(said)
    return bool(_SHARE.search(told) and _LEAVE.search(told) and _LEAVE.search(plain_text(question)))
