"""Which words a figure stands with: in a row of figures each has words of its own."""

import re
from collections.abc import Sequence

from chat.proof.measures import MULTIPLE, Measure
from chat.proof.units import Unit
from knowledge.text.terms import list_terms

_RANGE = re.compile(
    r"\b(?:between|entre)\b|\b(?:rises?|rose|goes|went|increases?d?|grows|grew|falls?|fell|drops?|dropped|changes?d?"
    r"|sube|subio|baja|bajo|pasa|paso|aumenta|aumento)\s(?:\w+\s){0,2}(?:from|de)\b.*\s(?:to|a)\s"
)
_SAYS_LITTLE = frozenset(
    list_terms(
        "pay pays paid cost costs get gets got have has day days week weeks month months year years percent "
        "dollars plan plans cover covered covers coverage benefit benefits amount company you your yours first "
        "each per every network in-network out-of-network copay coinsurance employee only one person family "
        "individual visit visits must may can will would should time date after before until within least most "
        "more less than under over up make makes keep take takes give gives receive receives offer offers provide "
        "provides use uses put puts set said says equal paga cuesta dias semanas meses anos por ciento dolares "
        "usted tiene puede debe plan red familia persona empleado"
    )
)


def words_of(unit: Unit, part: tuple[int, int]) -> frozenset[str]:
    """Return the terms of a part that say what its figures are of."""
    letters = list(unit.plain)
    for measure in unit.measures:
        if measure.is_spoken:
            letters[measure.start : measure.end] = " " * (measure.end - measure.start)
    terms = list_terms("".join(letters[part[0] : part[1]]).replace("\0", " "))
    return frozenset(term for term in terms if term not in _SAYS_LITTLE and not term[0].isdigit())


def is_of_another_part(said: frozenset[str], told: Unit, measure: Measure) -> bool:
    """Whether what is said names words of another part of the source's text and none of the figure's own."""
    lead = frozenset(list_terms(told.plain.partition(": ")[0])) if ": " in told.plain else frozenset()
    own = words_of(told, told.part_with(measure)) - lead
    others = [
        words_of(told, (start, end)) - lead
        for start, end in told.parts
        if not start <= measure.start < end
        and any(
            start <= one.start < end and (one.kind, one.unit) == (measure.kind, measure.unit) for one in told.measures
        )
    ]
    # Of "holiday work is paid at double, Sunday work at triple" both have "work": what only one has tells them apart.
    alone = own.difference(*others)
    return bool(own) and not said & (alone or own) and any(said & (other - own) for other in others)


def said_with(measure: Measure, said: Unit) -> list[Measure]:
    """Return the figures of the same part of a statement; the ends of a range or a change need not stand together
    elsewhere."""
    start, end = said.part_with(measure)
    if _RANGE.search(said.plain, start, end):
        return []
    return [one for one in said.measures if start <= one.start < end and one is not measure]


def are_parted(one: Measure, other: Measure, told: Unit) -> bool:
    """Whether two figures of one statement stand in different parts there, each beside another of the other's kind."""
    homes = [_homes(measure, told) for measure in (one, other)]
    if not all(homes):
        return False
    if homes[0] & homes[1]:
        return False
    return all(_has_kind(told, part, kind) for part, kind in _pairs(homes, one, other))


def is_multiple_of_another(one: Measure, told: Unit, there: Measure) -> bool:
    """Whether it tells how many times as much beside another figure of the kind of this one, which is said with it:
    "hours over 40 at double" where those over 12 are."""
    if there.unit != MULTIPLE:
        return False
    beside = [other for other in told.measures if other is not there and _is_of_kind(other, one)]
    return bool(beside) and not any(told.proves(one, other) for other in told.measures)


def _pairs(
    homes: Sequence[set[tuple[int, int]]], one: Measure, other: Measure
) -> list[tuple[tuple[int, int], Measure]]:
    return [*((part, other) for part in homes[0]), *((part, one) for part in homes[1])]


def _homes(measure: Measure, told: Unit) -> set[tuple[int, int]]:
    return {told.part_with(there) for there in told.measures if told.proves(measure, there)}


def _has_kind(told: Unit, part: tuple[int, int], like: Measure) -> bool:
    inside = [one for one in told.measures if part[0] <= one.start < part[1]]
    return any(_is_of_kind(one, like) for one in inside)


def _is_of_kind(one: Measure, like: Measure) -> bool:
    return one.kind == like.kind and (one.kind != "number" or one.unit == like.unit)
