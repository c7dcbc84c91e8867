"""How much of one's pay one has on leave is told as a share of it, "at full pay", or as without pay."""

import re
from collections.abc import Iterable

from chat.extractive.everyday import in_documents_words
from knowledge.text.terms import list_terms, plain_text

_LEAVE = re.compile(
    r"\b(?:leaves?|time off|vacations?|pto|holidays?|sick|bereavement|jury|licencias?|permisos?|vacaciones|feriados?"
    r"|ausencias?|duelo|jurado|enfermedad)\b"
)
# A plan's word that it will pay, which Spanish calls as it calls leave: "permiso del seguro para una resonancia". Days
# for a visit and for one's family are leave all the same.
_AUTHORIZATION = re.compile(
    r"(?<!dias de )(?<!horas de )(?<!tiempo de )\b(?:permisos?|licencias?)"
    r" (?:previ[oa]\b|(?:del?|de mi|de la|de su) (?:seguro|aseguradora|plan|medico|doctora?)\b"
    r"|para (?:ver|visitar|consultar|ir (?:al|a la|a un|a una|con|a ver)|hacerme|operarme|que me|usar)\b"
    r"|para (?:un|una|el|la) (?!familiar|pariente|hij|beb|espos|padre|madre|duelo|funeral|entierro|emergencia|mudanza"
    r"|nacimiento|adopcion|enfermedad|jurado|boda|matrimonio))"
)
_ANY_LEAVE = frozenset(list_terms("leave licencia permiso"))
_A_LEAVE = re.compile(r"\b(?:leave|licencia|permiso)\b")
_GOING = re.compile(
    r"\b(?:i|you|we|they|he|she|who|employees?|people|(?<!entitled )(?<!right )to|if|when|may|can|must)"
    r" (?:(?:just|ever|later|then|do|also) )?(?:leaves?|left)\b|\bleaving\b"
    r"|\bleaves? (?:the (?:company|group|plan|job|hospital|firm|network|area)|us|work|hospital|home)\b"
)
_SHARE = re.compile(
    r"\b(?:full|half|regular|normal|no) (?:pay|salary|wages)\b|\b(?:un|fully )paid\b|\bwithout pay\b"
    r"|\b(?:sueldo|salario|pago|paga) (?:completo|completa|integro|normal)\b|\bmedio (?:sueldo|salario)\b"
    r"|\bsin (?:goce de )?(?:sueldo|salario|paga)\b"
)


def asks_of_leave(question: str) -> bool:
    """Whether it is about time away from work, as the person or a document calls it."""
    return bool(_LEAVE.search(_AUTHORIZATION.sub(" ", in_documents_words(question))))


def is_of_no_leave(question: str, places: Iterable[str]) -> bool:
    """Whether nothing around a statement is about time away from work, where a leave is asked about: "when you leave"
    tells of another thing."""
    asked = _AUTHORIZATION.sub(" ", _GOING.sub(" ", in_documents_words(question)))
    if not _A_LEAVE.search(asked):
        return False
    told = (_AUTHORIZATION.sub(" ", _GOING.sub(" ", plain_text(place))) for place in places)
    return not any(_LEAVE.search(place) for place in told)


def names_leave(text: str) -> bool:
    """Whether it is about leave of whatever kind."""
    return not _ANY_LEAVE.isdisjoint(list_terms(text))


def tells_pay_of_leave(question: str, said: str) -> bool:
    """Whether a statement tells, without a figure, what is paid of the leave that the question asks about."""
    told = plain_text(said)
    return bool(_SHARE.search(told) and _LEAVE.search(told) and _LEAVE.search(plain_text(question)))
