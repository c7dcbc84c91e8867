"""Whether what is said only of some is told of all, and what is said in any case has an exception there.

"The copay applies even if you are admitted" beside "waived if you are admitted", and "only the mother gets leave"
beside "both parents get leave".
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chat.proof.alike import things_in, words_in
from chat.proof.clauses import Clause
from chat.proof.names import GROUP, OPTION, PLAN, RELATIVE, mentions
from chat.proof.units import Source, Unit
from knowledge.text.terms import list_terms

_EVEN_IF = re.compile(
    r"\b(?:even (?:if|when|though|in case)|aunque|incluso (?:si|cuando)|aun (?:si|cuando))\b(?P<case>[^,;.]*)"
)
_IF = re.compile(r"(?<!only )(?<!not )(?<!solo )\b(?:if|si)\b(?P<case>[^,;.]*)")
_UNLESS = re.compile(
    r"\b(?:unless|except (?:if|when|that)|a menos que|salvo (?:si|que|cuando)|excepto (?:si|cuando))\b(?P<case>[^,;.]*)"
)
_NOT_IF = re.compile(
    r"(?:n't|\b(?:se elimina|se perdona|waived|not|no longer|no charge|no se (?:cobra|aplica|paga)|exento"
    r"|exime)\b)[^,;.]{0,40}?"
    r"\b(?:if|when|once|si|cuando)\b(?P<case>[^,;.]*)"
)
_LEFT_OUT = re.compile(r"\b(?:waived|exempt|free|exent[oa]|exime)\b")
# "If you work here" is not the case of "if your spouse works here".
_YOU = re.compile(r"\s*(?:you|usted)\b")
_YOURS = re.compile(
    r"\s*(?:a |the |your |su |el |la )?(?:covered )?(?:spouse|partner|child|parent|employer|manager|conyuge|pareja"
    r"|hij[oa])\b"
)
_SAME_SUBJECT = 0.3
_SAME_CASE = 0.5  # of what the case speaks of
_STEM = 7  # letters of a verb that are the same in all its forms: "hospitalizan", "hospitalicen"
_SAME = 0.75  # of what is said of them

_ONLY = re.compile(
    r"\b(?:only|just|solo|solamente|unicamente) (?:the |our |your |el |la |los |las )?"
    r"(?P<who>(?:[a-z][\w-]* ){0,3}?[a-z][\w-]*?)(?= (?:gets?|has|have|is|are|can|may|receives?|qualif\w+|earns?|pays?"
    r"|takes?|covers?|offers?|includes?|comes?|recibe\w*|tiene\w*|es|son|puede\w*|paga\w*|cubre\w*|obtiene\w*|ofrece\w*"
    r"|incluye\w*)\b)"
)
_ALL_PERSONS = re.compile(
    r"\b(?:both|all|each|every|any|either|everyone|everybody|anyone|tod[ao]s|amb[ao]s|cada)\b"
    r"(?: (?:of |the |our |your |los |las |birth |new |regular |eligible |full-time |part-time ){0,3}"
    r"(?P<persons>employees?|parents?|members?|spouses?|partners?|children|dependents?|workers?|staff|participants?"
    r"|retirees|people|emplead[oa]s|padres|conyuges|hijos|dependientes|personas))?"
)
_ALL_PLANS = re.compile(
    r"\b(?:both|all|each|every|any|either|tod[ao]s|amb[ao]s|cada)\b(?: (?:of |the |our |los |las |medical |dental "
    r"|health ){0,3}(?:plans?|options?|planes|opciones))\b"
)
_PERSONS = re.compile(
    r"\b(?:mothers?|fathers?|parents?|employees?|members?|spouses?|partners?|children|dependents?|workers?|staff"
    r"|retirees|managers?|supervisors?|directors?|gerentes?|supervisores|madres?|padres?|emplead[oa]s?"
    r"|conyuges?|hij[oa]s?)\b"
)


def is_told_otherwise_in_case(text: str, sources: Sequence[Source]) -> bool:
    """Whether it holds if, or even if, something is so, which the sources make an exception of."""
    plain = Unit(text).plain
    said = _EVEN_IF.search(plain) or _IF.search(plain)
    if not said or _UNLESS.search(plain):
        return False
    rest = f"{plain[: said.start()]} {plain[said.end() :]}"
    is_denied = _is_denied(rest)
    subject = things_in(rest)
    for exception in (one for source in sources for unit in source.units for one in _exceptions(unit)):
        shared = sum(thing.share_in(exception.words) for thing in subject)
        speaks_of_it = bool(subject) and shared / len(subject) >= _SAME_SUBJECT
        if speaks_of_it and _is_same_case(said["case"], exception.case) and exception.is_denied != is_denied:
            return True
    return False


class _Exception(NamedTuple):
    case: str
    is_denied: bool  # what holds else does not in that case
    words: frozenset[str]


def _exceptions(unit: Unit) -> Iterator[_Exception]:
    words = unit.own_words.union(*unit.words_above[:2])
    for clause in unit.told:
        plain = clause.clause.plain
        for found in _UNLESS.finditer(plain):
            yield _Exception(found["case"], not _is_denied(plain[: found.start()]), words)
        if not _UNLESS.search(plain):
            for found in _NOT_IF.finditer(plain):
                yield _Exception(found["case"], True, words)


def _is_denied(plain: str) -> bool:
    return Clause(plain).denies or bool(_LEFT_OUT.search(plain))


def _is_same_case(said: str, told: str) -> bool:
    if _YOU.match(said) and _YOURS.match(told):
        return False
    things = things_in(said)
    words = words_in(told)
    beginnings = {word[:_STEM] for word in words}
    shared = [thing.share_in(words) or {word[:_STEM] for word in thing.name} <= beginnings for thing in things]
    return bool(things) and sum(shared) / len(things) >= _SAME_CASE and Clause(said).denies == Clause(told).denies


def is_told_of_all(text: str, sources: Sequence[Source]) -> bool:
    """Whether it says only of one person or plan what the sources say of all of them."""
    plain = Unit(text).plain
    only = _ONLY.search(plain)
    if not only or Clause(text).denies:
        return False
    every = _every(only["who"])
    things = things_in(f"{plain[: only.start()]} {plain[only.end() :]}")
    if every is None or not things:
        return False
    for unit in (unit for source in sources for unit in source.units):
        for told in unit.told:
            found = every.search(told.clause.plain)
            shared = sum(thing.share_in(told.words | told.before) for thing in things)
            if found and not told.clause.denies and shared / len(things) >= _SAME and not _is_same(only["who"], found):
                return True
    return False


def _every(who: str) -> re.Pattern[str] | None:
    """Return how all of those are told of whom one is named."""
    named = {one.dimension for one in mentions(who)}
    if named & {PLAN, OPTION}:
        return _ALL_PLANS
    return _ALL_PERSONS if named & {RELATIVE, GROUP} or _PERSONS.search(who) else None


def _is_same(who: str, every: re.Match[str]) -> bool:
    """Whether all that are told of are just those: "all full-time employees"."""
    return set(list_terms(who)) <= set(list_terms(every[0]))
