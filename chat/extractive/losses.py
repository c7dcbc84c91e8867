"""Whose death a rule on leave is about. Where nobody is named, what holds for the nearest family is told first, and
what holds for a more distant relative or another kind of loss behind it; who names one is told of that one first.
"""

import re
from collections.abc import Iterable

from knowledge.text.terms import plain_text

_BEREAVEMENT = re.compile(
    r"\b(?:bereavement|funeral|death|died|dies|passed away|loved one|duelo|luto|fallec\w+|muerte|murio|entierro)\b"
)
_LEAVE_FOR_LOSS = re.compile(
    r"\b(?:bereavement|funeral) (?:leave|days?|pay|time|hours?)\b"
    r"|\b(?:permiso|licencia|dias|horas) (?:libres )?(?:de|por) (?:duelo|luto|fallecimiento|funeral)\b"
)
_OTHERS = {
    "pregnancy": r"miscarriages?|stillb(?:irths?|orn)|pregnancy loss|loss of (?:a|the|your) pregnancy|abortos?"
    r"|perdidas? del? embarazo",
    "failure": r"(?:failed|unsuccessful) (?:adoptions?|surrogac(?:y|ies)|fertility|ivf)",
    "pet": r"pets?|mascotas?",
    "grandparent": r"(?:great-)?grand(?:parent|mother|father|ma|pa)s?|abuel(?:it)?[oa]s?",
    "grandchild": r"grand(?:child(?:ren)?|sons?|daughters?)|niet[oa]s?",
    "aunt": r"aunts?|uncles?|ti[oa]s?",
    "cousin": r"cousins?|prim[oa]s?",
    "niece": r"nieces?|nephews?|sobrin[oa]s?",
    "in-law": r"(?:\w+-)?in-laws?|suegr[oa]s?|cunad[oa]s?",
    "friend": r"friends?|co-?workers?|colleagues?|amig[oa]s?|companer[oa]s?",
    "other": r"(?:extended|other|distant) (?:family(?: members?)?|relatives?)|otros (?:familiares|parientes)",
}
_OTHER = {name: re.compile(rf"\b(?:{words})(?![\w-])") for name, words in _OTHERS.items()}
_ANY_OTHER = re.compile(rf"\b(?:{'|'.join(_OTHERS.values())})(?![\w-])")
_NEAREST = re.compile(
    r"\b(?:(?:immediate|close|nearest) (?:family|relatives?)|(?<!other )(?<!extended )family members?|spouses?"
    r"|partners?|(?:step)?child(?:ren)?|parents?|(?:mother|father|brother|sister|son|daughter)s?|siblings?"
    r"|famili(?:a|ar|ares) (?:inmediat|cercan|direct)[oa]s?|conyuges?|padres?|madres?|hij[oa]s?|herman[oa]s?)(?![\w-])"
)


def is_of_other_loss(question: str, text: str) -> bool:
    """Whether it is about another loss than the one named, or about none of the nearest where none is named."""
    asked, told = plain_text(question), plain_text(text)
    if not _BEREAVEMENT.search(asked):
        return False
    wanted, named = _others_in(asked), _others_in(told)
    nearest, other = _NEAREST.search(told), _ANY_OTHER.search(told)
    if wanted:
        return wanted.isdisjoint(named) and bool(named or nearest)
    return other is not None and (nearest is None or other.start() < nearest.start())


def is_of_no_loss(question: str, places: Iterable[str]) -> bool:
    """Whether nothing around a statement is about a death, where the leave for one is asked about: other leaves name
    the same relatives."""
    asked = plain_text(question)
    is_asked = bool(_LEAVE_FOR_LOSS.search(asked))
    return is_asked and not any(_BEREAVEMENT.search(plain_text(place)) for place in places)


def _others_in(plain: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _OTHER.items() if pattern.search(plain))
