"""Rules that papers tell in words and that are of one way or another: together or apart, at once or after a wait, at
any time or only then, besides or instead, whole or in part, one or several, by itself or on request, paid by whom.

An answer says such a rule in other words than its source, so only what it speaks of is compared, and the way. It goes
where the source says the other way of as much of it, and the same way of less.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from chat.proof.alike import Thing, things_in
from chat.proof.clauses import Clause, clauses_of
from chat.proof.contrast import Contrast
from chat.proof.names import AMOUNT, PAYER, PERIOD
from chat.proof.scope import agree
from chat.proof.spoken_of import share_spoken_of
from chat.proof.units import Source, Told, Unit
from chat.proof.ways import CONTRASTS
from knowledge.text.terms import list_terms

_DENIED = re.compile(
    r"(?:n't|\b(?:not|no|never|without|cannot|neither|nobody|sin|nunca))(?: (?:be|to|have|has|need|needs|any|a|the"
    r"|taken|used|done|made|been|necessarily|required|se|tiene|que|hace|falta|necesita|it|is|are)){0,3}\s$"
)
_NEED_NOT = re.compile(
    r"(?:n't|\bnot) (?:have|has|need) to\b|\bneeds? not\b|\bnot (?:required|obliged) to\b|\bno (?:tienen? que"
    r"|hace falta"
    r"|es necesario|necesitan?)\b"
)
_WAYS = frozenset({PAYER, PERIOD, AMOUNT})  # names that tell a way themselves
_INSISTS = re.compile(r"\b(?:must|has to|have to|only|always|debe\w*|tiene que|solo|siempre)\b")
_OR = re.compile(r"\b(?:or|o)\b")
_DIGIT = re.compile(r"\d")
_MARKER = re.compile(r"\[\d+\]")
_SAY_HOW = frozenset(
    list_terms(
        "while under whole full entire own same come comes came out run runs from back like want again well "
        "each whether "
        "another other first last next passed pass money itself themselves yourself until during soon start "
        "right away have been must toda todo "
        "todos todas mismo misma propio cuando mientras completo completa dinero"
    )
)
_DONE = frozenset(list_terms("use used usar earn accrue"))
_BY_NAME = {contrast.name: contrast for contrast in CONTRASTS}
Ways = tuple[frozenset[str], str]
_REACH = 30  # characters in front in which it is denied


def is_of_the_other_way(text: str, sources: Sequence[Source]) -> bool:
    """Whether the sources tell a rule of the other way than the text does."""
    return any(
        _is_told_otherwise(clause, rule, sources) for clause in clauses_of(text) for rule in _rules(clause.plain)
    )


class _Rule(NamedTuple):
    contrast: Contrast
    side: str
    things: tuple[Thing, ...]


@lru_cache(maxsize=2_000)
def _rules(plain: str) -> tuple[_Rule, ...]:
    return tuple(_find_rules(plain))


def _find_rules(plain: str) -> Iterator[_Rule]:
    """Yield of which one way each rule is that the text tells."""
    has_figures = bool(_DIGIT.search(_MARKER.sub("", plain)))
    for contrast in CONTRASTS:
        if contrast.has_no_figures and has_figures:
            continue
        sides, rest = _sides(contrast, plain)
        things = _subject(rest) if len(sides) == 1 else ()
        if things:
            yield _Rule(contrast, next(iter(sides)), things)


def _is_told_otherwise(clause: Clause, rule: _Rule, sources: Sequence[Source]) -> bool:
    contrast, side, things = rule
    if contrast.is_of_whom and clause.denies:
        return False  # "adults cannot get it" goes with "it is for children"
    named = {name: values for name, values in clause.scope.items() if name not in _WAYS}
    insists = bool(_INSISTS.search(clause.plain))
    same, other = 0.0, 0.0
    for told, unit, ways in _tellings(contrast, sources):
        if not agree(named, (told.clause.scope, *unit.scopes), of_amount=False, must_be_said=False):
            continue
        share = share_spoken_of(things, told, unit)
        # "May be taken at once or in blocks" is another rule than "has to be taken at once".
        is_either = insists and len(ways) > 1 and _OR.search(told.clause.plain)
        if side in ways and not is_either:
            same = max(same, share)
        else:
            other = max(other, share)
    return other >= contrast.enough and other > same


def _tellings(contrast: Contrast, sources: Sequence[Source]) -> Iterator[tuple[Told, Unit, frozenset[str]]]:
    """Yield the clauses that tell one of the ways."""
    for unit in (unit for source in sources for unit in source.units):
        for told in unit.told:
            ways, _ = _sides(contrast, told.clause.plain)
            if ways:
                yield told, unit, ways


def _subject(rest: str) -> tuple[Thing, ...]:
    """Return what is spoken of; what one does with it counts here, and words that say how do not."""
    things = [thing for thing in things_in(rest) if not thing.name <= _SAY_HOW]
    return (*things, *(Thing(frozenset({term})) for term in list_terms(rest) if term in _DONE))


def _sides(contrast: Contrast, plain: str) -> Ways:
    """Return the ways that the text tells, and the text without the words for them."""
    plain = plain.replace("’", "'")
    return _found(contrast.name, plain) if contrast.any_side.finds(plain) else (frozenset(), plain)


@lru_cache(maxsize=8_000)
def _found(name: str, plain: str) -> Ways:
    contrast = _BY_NAME[name]
    sides: set[str] = set()
    left = plain
    for side, pattern in contrast.sides.items():
        for match in pattern.finditer(left):
            before = plain[: match.start()]
            is_denied = _DENIED.search(before[-_REACH:]) or _NEED_NOT.search(before)
            way = contrast.turned.get(side) if is_denied else side
            if way:
                sides.add(way)
            left = f"{left[: match.start()]}{' ' * len(match[0])}{left[match.end() :]}"
    return frozenset(sides), left
