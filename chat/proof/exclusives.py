"""Whether something is said of more than a source allows: "also", or anything that it does not name, beside "only"."""

import re
from collections.abc import Iterator, Sequence

from chat.proof.alike import Thing, things_in
from chat.proof.clauses import Clause, clauses_of
from chat.proof.spoken_of import share_spoken_of
from chat.proof.units import Source, Told, Unit
from knowledge.text.terms import list_terms

_SAME = 0.5  # of what is spoken of that the restriction has to be of
# What somebody must be for it keeps it to some as well.
_REQUIRES = re.compile(
    r"\b(?:must|has to|have to|needs? to) [^,;.]*\b(?:to|in order to) (?:be eligible|qualify)\b"
    r"|\bto (?:be eligible|qualify)\b[^;.]*\b(?:must|has to|have to|needs? to)\b"
    r"|\bpara (?:ser elegible|calificar)\b[^;.]*\b(?:debe\w*|tiene\w* que)\b"
    r"|\b(?:debe\w*|tiene\w* que) [^,;.]*\bpara (?:ser elegible|calificar)\b"
)
_FIGURE = re.compile(r"\d(?!\d?\])")  # which is held against the source by itself
_GOES_ON = re.compile(r"\s*(?:which|who|that|it|they|and|but|may|can|que|pero|y)\b")
_MORE = re.compile(r"\b(?:also|too|as well|even|additionally|tambien|incluso|ademas)\b")
_SAY_HOW = frozenset(
    list_terms(
        "whenever like taken quiera cuando always also too well even additionally expenses expense take taken "
        "taking use used make made come comes get gets"
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
        and not clause.keeps_to_some
        and not _REQUIRES.search(clause.plain)
    )


def _is_left_out(clause: Clause, sources: Sequence[Source]) -> bool:
    things = tuple(thing for thing in things_in(clause.plain) if not thing.name <= _SAY_HOW)
    if len(things) < 2:
        return False
    more = bool(_MORE.search(clause.plain))
    known = frozenset().union(*(source.own_words for source in sources))
    restricted = 0.0
    for unit, at in (kept for source in sources for kept in source.kept_to_some):
        missing = _missing(things, unit.told[at])
        if missing and (more or not any(thing.share_in(known) for thing in missing)):
            restricted = max(restricted, share_spoken_of(things, unit.told[at], unit))
    return restricted >= _SAME and not any(
        share_spoken_of(things, told, unit) >= restricted for told, unit in _free(sources)
    )


def _missing(things: Sequence[Thing], told: Told) -> list[Thing]:
    return [thing for thing in things if not thing.share_in(told.words | told.before)]


def _free(sources: Sequence[Source]) -> Iterator[tuple[Told, Unit]]:
    """Yield the clauses that keep nothing to some, nor lead to one that does."""
    for unit in (unit for source in sources for unit in source.units):
        only = [told.clause.keeps_to_some for told in unit.told]
        for at, told in enumerate(unit.told):
            if not only[at] and not _leads_to(unit.told[at + 1 :], only[at + 1 :]) and not told.clause.holds_denial:
                yield told, unit


def _leads_to(behind: Sequence[Told], only: Sequence[bool]) -> bool:
    """Whether what comes right behind goes on about the same, and keeps it to some: "the account, which pays only"."""
    return bool(behind) and only[0] and bool(_GOES_ON.match(behind[0].clause.plain))
