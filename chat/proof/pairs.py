"""Figures of one sentence that belong together: both ends of a span, each share with the year that it is of, and the
terms of one sum."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from chat.proof.measures import OF_DAYS, Measure
from chat.proof.units import Source, Unit

_TO = re.compile(
    r"\s(?P<and>and|y|e)?(?:to|through|until|into|or|carries over to|o|al?|hasta|pasan? a)?\s+(?:the |el |la )?"
    r"|\s?[–—-]\s?"
)
_BETWEEN = re.compile(r"\b(?:between|entre)\s(?:the |el |la )?\Z")
_AFTER = re.compile(r"\s(?:after|at|with|tras|despues de|a los|con)\s(?:the |el |la )?|\s\(")
_BEGINS_WITH = re.compile(r"(?:\b(?:after|at|with|tras|despues de|a los|con)\s(?:the )?|\A\W*)\Z")
_GOES_ON = re.compile(
    r"\s(?:years?|anos?)(?: of service| de servicio)?[,:]?\s(?:(?!(?:and|or|but|y|o|pero)\s)[a-z']+\s){0,4}"
)
_FEWEST_PAIRS = 2
_Value = tuple[str, str]  # kind and value of a figure
_FEWEST_TERMS = 2  # beside the one that is of no sum
_NEW_STATEMENT = re.compile(r";\s|\.\s|\[\d{1,3}\]\s*,?\s*(?:and|y|but|pero|while)\b")


def has_equal_ends(unit: Unit) -> bool:
    """Whether a span ends with the day or year that it begins with: "between November 20 and November 20"."""
    return any(
        one.kind in (*OF_DAYS, "year", "month")
        and (one.kind, one.value) == (other.kind, other.value)
        and _lead_from(one, other, unit.plain)
        for one, other in pairwise(unit.measures)
    )


def _lead_from(one: Measure, other: Measure, plain: str) -> bool:
    """Whether a span goes from the one to the other; "and" joins its ends behind "between" alone."""
    joint = _TO.fullmatch(plain, one.end, other.start)
    return bool(joint) and (not joint["and"] or bool(_BETWEEN.search(plain[: one.start])))


def is_paired_otherwise(unit: Unit, sources: Sequence[Source]) -> bool:
    """Whether a share is told with another number of years than any cell with its label, or sentence, has it with: one
    of several shares, or one of a sentence that tells several."""
    pairs = _pairs(unit)
    places = [place for source in sources if source.proves_figures for place in source.units] if pairs else []
    of_lists = [told for told in map(_pairs, places) if len(told) >= _FEWEST_PAIRS]
    told = [figures for place in places for figures in _figures_together(place)]
    return any(
        not any({share, years} <= figures for figures in told)
        and (
            any({share, years} <= {one for pair in pairs_told for one in pair} for pairs_told in of_lists)
            or (len(pairs) >= _FEWEST_PAIRS and any(years in figures for figures in told))
        )
        for share, years in pairs
    )


def _pairs(unit: Unit) -> list[tuple[_Value, _Value]]:
    """Return its shares, each with the number that stands right behind it ("40% after 2 years") or, where that is one
    of years of service, before it ("after 2 years you own 40%")."""
    found: list[tuple[_Value, _Value]] = []
    paired = None
    for one, other in pairwise(unit.measures):
        if one is paired:
            continue
        if (one.kind, other.kind) == ("percent", "number") and _AFTER.fullmatch(unit.plain, one.end, other.start):
            found.append((_value(one), _value(other)))
            paired = other
        elif (one.kind, one.unit, other.kind) == ("number", "year", "percent") and _is_told_before(one, other, unit):
            found.append((_value(other), _value(one)))
    return found


def _is_told_before(years: Measure, share: Measure, unit: Unit) -> bool:
    is_begun = _BEGINS_WITH.search(unit.plain[: years.start])
    return bool(is_begun) and bool(_GOES_ON.fullmatch(unit.plain, years.end, share.start))


def is_of_no_sum_told(unit: Unit, results: Sequence[Source]) -> bool:
    """Whether it tells what a tool has reckoned, with one figure that is none of it."""
    said = [one for one in unit.measures if one.kind in ("money", "percent", "number") and one.unit != "part"]
    amounts = [one for one in said if one.kind == "money"]
    if (
        len(said) <= _FEWEST_TERMS
        or not amounts
        or _NEW_STATEMENT.search(unit.plain, amounts[0].end, amounts[-1].start)
    ):
        return False
    for result in results:
        told = {_value(one) for place in result.units for one in place.measures}
        strange = [one for one in said if _value(one) not in told]
        if len(strange) == 1 and strange[0].kind == "money" and len(amounts) > 1:
            return True
    return False


def _figures_together(unit: Unit) -> Iterator[frozenset[_Value]]:
    """Yield its figures, or each share with its years where it tells several; those of a cell with its label and its
    column's head."""
    pairs = _pairs(unit)
    if len(pairs) >= _FEWEST_PAIRS:
        yield from map(frozenset, pairs)
        return
    texts = (unit, *(Unit(text) for text in (unit.header, *unit.above[:1]) if unit.header))
    yield frozenset(_value(one) for text in texts for one in text.measures)


def _value(measure: Measure) -> _Value:
    return measure.kind, measure.value
