"""Whether one of two is enough where a source asks for both, or both are asked for where one is enough.

"A health assessment and a physical earn $450" beside "a health assessment or a physical". Where nothing hangs on it
("used for dental and vision") both say the same.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from chat.proof.alike import Thing, things_in, words_in
from chat.proof.clauses import clauses_of
from chat.proof.units import Source

_HANGS_ON_IT = re.compile(
    r"\b(?:must|needs?|needed|required?|requires|have to|has to|complet\w+|finish\w*|earns?|earned|qualif\w+"
    r"|to (?:get|earn"
    r"|receive|qualify|be eligible)|once|after|debe\w*|tienen? que|necesita\w*|requ?ier\w*|para (?:obtener"
    r"|recibir|ganar"
    r"|calificar)|gana\w*|complet\w+|despues)\b"
)
_WORD = r"[a-z][\w'-]*"
_JOINED = re.compile(rf"(?P<one>(?:{_WORD} ){{1,4}})(?P<by>and|or|y|o|e|u) (?P<other>{_WORD}(?: {_WORD}){{0,3}})")
_EITHER_WAY = re.compile(r"\b(?:and/or|whichever|either|both|any of|cualquiera)\b")


class _Pair(NamedTuple):
    needs_both: bool
    one: str
    other: str


def is_joined_otherwise(text: str, sources: Sequence[Source]) -> bool:
    said = [pair for clause in clauses_of(text) if not clause.denies for pair in _pairs(clause.plain)]
    if not said:
        return False
    told = [pair for source in sources for unit in source.units for pair in _pairs(unit.plain)]
    return any(_is_told_otherwise(pair, told) for pair in said)


def _is_told_otherwise(said: _Pair, told: Sequence[_Pair]) -> bool:
    one, other = things_in(said.one)[-1:], things_in(said.other)[:1]
    if not one or not other or one == other:
        return False
    same = [pair.needs_both for pair in told if _has(one[0], pair.one) and _has(other[0], pair.other)]
    same += [pair.needs_both for pair in told if _has(other[0], pair.one) and _has(one[0], pair.other)]
    return bool(same) and said.needs_both not in same


def _has(thing: Thing, words: str) -> bool:
    return thing.share_in(words_in(words)) > 0


@lru_cache(maxsize=4_000)
def _pairs(plain: str) -> tuple[_Pair, ...]:
    return tuple(_find_pairs(plain))


def _find_pairs(plain: str) -> Iterator[_Pair]:
    if not _HANGS_ON_IT.search(plain) or _EITHER_WAY.search(plain):
        return
    for found in _JOINED.finditer(plain):
        yield _Pair(found["by"] in ("and", "y", "e"), found["one"], found["other"])
