"""How many of several, and how many at most: "two of the three activities", "only one loan at a time".

Said of the same things, another number is another rule, though no other figure may stand there.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from chat.proof.alike import words_in
from chat.proof.clauses import clauses_of
from chat.proof.spoken_numbers import value_of
from chat.proof.units import Source

_COUNT = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|un[ao]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
    r"|diez)"
)
_THE = r"(?:the |your |our |these |those |its |las |los |sus )?"
_NAMES_BEHIND = r"(?P<behind>(?:[\s-][a-z][\w()]*){0,4})"
_SOME = re.compile(rf"\b(?P<some>{_COUNT}) (?:out )?(?:of|de) {_THE}(?P<whole>{_COUNT})\b{_NAMES_BEHIND}")
_ALL = re.compile(
    rf"\b(?:all|each|every one|tod[ao]s) (?:of )?{_THE}(?P<whole>{_COUNT})\b{_NAMES_BEHIND}"
    rf"|\b(?P<both>both|amb[ao]s)(?: of)?\b{_NAMES_BEHIND.replace('behind', 'of_both')}"
)
_THE_WHOLE = re.compile(rf"\b(?:the|las|los) (?P<whole>{_COUNT})\b{_NAMES_BEHIND}")
# Only where something hangs on how many of them are done: all three may be free, though two are enough.
_ASKS = re.compile(
    r"\b(?:must|needs?|needed|required?|requires|requiring|have to|has to|complet\w*|finish\w*|in order to|to (?:get"
    r"|earn|receive|qualify|save)|if you|debe\w*|tiene que|requ?ier\w*|necesari[oa]s?|necesita\w*|para (?:obtener"
    r"|recibir|ganar))\b"
)
_AT_MOST = (
    r"only|just|at most|no more than|not more than|limited to|maximum of|up to|solo|solamente|unicamente|maximo de"
    r"|hasta|no mas de|como maximo"
)
_TOGETHER = (
    r"at (?:a|one|the same|any(?: one)?) time|at once|simultaneously|outstanding|a la vez|al mismo tiempo"
    r"|per (?:calendar |plan )?year|a year|each year|al ano|por ano"
)
# "A second exam" makes two of them.
_NEXT_ONES = {"a second": 2, "un segundo": 2, "una segunda": 2, "a third": 3, "un tercer": 3, "una tercera": 3}
_NEXT = "|".join(_NEXT_ONES)
_COUNTED = re.compile(
    rf"(?P<most>\b(?:{_AT_MOST}) (?:se permiten? |puede (?:tener )?)?)?"
    rf"\b(?P<count>(?:{_NEXT})(?= [a-z])|{_COUNT})"
    rf"(?=(?P<behind>(?:[\s-]+[a-z0-9][\w()]*){{1,3}}))(?=(?P<together>[\w\s()]{{0,60}}?\b(?:{_TOGETHER})\b)?)"
)
_STOP_WORDS = (
    "a an the of at in on per for to from by and or may must can will is are be you your each every any if with until "
    "while that which outstanding more other al la el los las de del por en con y o se puede pueden es son cada si"
)
# Time is told by figures.
_TIMES = (
    "year years month months week weeks day days hour hours minute minutes ano anos mes meses semana semanas dia dias"
    " hora horas percent dollars"
)
_STOPS = frozenset((*_STOP_WORDS.split(), *_TIMES.split()))
_STEM = 6  # letters that many words of both languages share


class _Portion(NamedTuple):
    some: int
    whole: int
    names: frozenset[str]


class _Count(NamedTuple):
    number: int
    names: frozenset[str]
    head: frozenset[str]  # the last of the names, in English too
    is_limit: bool


def is_of_another_number(text: str, sources: Sequence[Source]) -> bool:
    """Whether it says another number of several, or another number at most, than the sources do of the same."""
    said = [clause.plain for clause in clauses_of(text) if not clause.denies]
    portions = [one for plain in said if _ASKS.search(plain) for one in _portions(plain)]
    counts = [one for plain in said for one in _counts(plain)]
    if not portions and not counts:
        return False
    told = [unit.plain for source in sources for unit in source.units]
    return _is_another_portion(portions, told) or _is_another_count(counts, told)


def denies_more(text: str, sources: Sequence[Source]) -> bool:
    """Whether it says that more of several is not asked for than the sources ask for: not all four, where two do."""
    clauses = [clause.plain for clause in clauses_of(text) if clause.denies]
    denied = [one for plain in clauses for one in (*_portions(plain), *_wholes(plain))]
    told = [one for source in sources for unit in source.units for one in _portions(unit.plain)] if denied else []
    return any(
        one.whole == other.whole and other.some < one.some and _are_alike(one.names, other.names)
        for one in denied
        for other in told
    )


def _is_another_portion(said: Sequence[_Portion], texts: Sequence[str]) -> bool:
    told = [one for plain in texts for one in _portions(plain)] if said else []
    for portion in said:
        same = [one.some for one in told if one.whole == portion.whole and _are_alike(one.names, portion.names)]
        if same and portion.some not in same:
            return True
    return False


def _is_another_count(said: Sequence[_Count], texts: Sequence[str]) -> bool:
    told = [one for plain in texts for one in _counts(plain)] if said else []
    for count in said:
        same = [one for one in told if count.head & one.names]
        limits = [one for one in same if one.is_limit]
        is_told = any(one.number == count.number for one in same)
        # More than the one that is allowed, or one alone where several are.
        if not is_told and any((one.number == 1) != (count.number == 1 and count.is_limit) for one in limits):
            return True
    return False


@lru_cache(maxsize=4_000)
def _portions(plain: str) -> tuple[_Portion, ...]:
    some = [
        _Portion(value_of(found["some"]), value_of(found["whole"]), _names(found["behind"]))
        for found in _SOME.finditer(plain)
    ]
    every = [
        _Portion(whole, whole, _names(found["behind"] or found["of_both"]))
        for found in _ALL.finditer(plain)
        for whole in (2 if found["both"] else value_of(found["whole"]),)
    ]
    return (*some, *every)


def _wholes(plain: str) -> Iterator[_Portion]:
    """Yield "the four sessions", where that they are all is said by no word."""
    for found in _THE_WHOLE.finditer(plain):
        yield _Portion(value_of(found["whole"]), value_of(found["whole"]), _names(found["behind"]))


@lru_cache(maxsize=4_000)
def _counts(plain: str) -> tuple[_Count, ...]:
    return tuple(_find_counts(plain))


def _find_counts(plain: str) -> Iterator[_Count]:
    """Yield how many of what, with a name; a share of several is no count, nor is "one of them"."""
    for found in _COUNTED.finditer(plain):
        names = list(_until_stop(found["behind"]))
        if names:
            is_limit = bool(found["most"] or found["together"])
            number = _NEXT_ONES.get(found["count"]) or value_of(found["count"])
            yield _Count(number, words_in(" ".join(names)), words_in(names[-1]), is_limit)


def _names(behind: str | None) -> frozenset[str]:
    return words_in(" ".join(_until_stop(behind or "")))


def _until_stop(behind: str) -> Iterator[str]:
    for word in re.split(r"[\s-]+", behind.strip(" -")):
        if word in _STOPS or not word:
            return
        yield word


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether they may name the same; "actividades" are "activities" by their beginning."""
    return not one or not other or not {name[:_STEM] for name in one}.isdisjoint(name[:_STEM] for name in other)
