"""Whether something is said of more than a source allows: "also", or anything that it does not name, beside "only"."""

import re
from collections.abc import Sequence

from chat.proof.alike import Thing, things_in
from chat.proof.clauses import Clause, clauses_of
from chat.proof.units import Source, Told, Unit
from knowledge.text.terms import list_terms

_SAME = 0.5  # of what is spoken of that the restriction has to be of
_SENTENCE, _ABOVE = 0.9, 0.6
_ONLY = re.compile(
    r"\b(?:only|solely|exclusively|nothing but|no other|nobody else|limited to|restricted to|solo|solamente|unicamente"
    r"|exclusivamente|limitad[oa]s? a)\b"
)
_ONLY_ONCE = re.compile(r"\b(?:only|solo) (?:once|one|una?|if|when|after|if|si|cuando|despues|\d)\b")
_FIGURE = re.compile(r"\d(?!\d?\])")  # which is held against the source by itself
_MORE = re.compile(r"\b(?:also|too|as well|even|additionally|tambien|incluso|ademas)\b")
_SAY_HOW = frozenset(
    list_terms(
        "also too well even additionally expenses expense take taken taking use used make made come comes get gets"
        " out other whole full money tambien incluso gastos dinero"
    )
)


def is_left_out(text: str, sources: Sequence[Source]) -> bool:
    """Whether a source keeps it to something else, and tells of what is said nowhere without that."""
    return any(
        _is_left_out(clause, sources)
        for clause in clauses_of(text)
        if not clause.holds_denial
        and not clause.is_of_all
        and not _FIGURE.search(clause.plain)
        and not _ONLY.search(clause.plain)
    )


def _is_left_out(clause: Clause, sources: Sequence[Source]) -> bool:
    things = tuple(thing for thing in things_in(clause.plain) if not thing.name <= _SAY_HOW)
    if len(things) < 2:
        return False
    more = bool(_MORE.search(clause.plain))
    known = frozenset().union(*(source.own_words for source in sources))
    is_restricted = False
    for unit in (unit for source in sources for unit in source.units):
        for told in unit.told:
            if _share(things, told, unit) < _SAME:
                continue
            missing = [thing for thing in things if not thing.share_in(told.words | told.before)]
            if _ONLY.search(told.clause.plain) and not _ONLY_ONCE.search(told.clause.plain):
                is_restricted |= bool(missing) and (more or not any(thing.share_in(known) for thing in missing))
            elif not missing and not told.clause.holds_denial:
                return False
    return is_restricted


def _share(things: Sequence[Thing], told: Told, unit: Unit) -> float:
    levels = ((1.0, told.words), (_SENTENCE, told.before), *((_ABOVE, words) for words in unit.words_above))
    return sum(max(weight * thing.share_in(words) for weight, words in levels) for thing in things) / len(things)
