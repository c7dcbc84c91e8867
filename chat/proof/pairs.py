"""Figures of one sentence that belong together: both ends of a span, each share with the year that it is of, and the
terms of one sum."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from chat.proof.measures import OF_DAYS, Measure
from chat.proof.units import Source, Unit

_TO = re.compile(
    r"\s(?P<and>and|y|e)?(?:to|through|until|into|or|carries over to|o|al?|hasta|pasan? a)?\s+(?:the |el |la )?"
)
_BETWEEN = re.compile(r"\b(?:between|entre)\s(?:the |el |la )?\Z")
_AFTER = re.compile(r"\s(?:after|at|with|tras|despues de|a los|con)\s(?:the |el |la )?")
_FEWEST_PAIRS = 2
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
    """Whether one of several shares is told with another number of years than any cell with its label, or sentence, has
    it with."""
    pairs = [
        (one, other)
        for one, other in pairwise(unit.measures)
        if one.kind == "percent" and other.kind == "number" and _AFTER.fullmatch(unit.plain, one.end, other.start)
    ]
    if len(pairs) < _FEWEST_PAIRS:
        return False
    told = [figures for source in sources if source.proves_figures for figures in _figures_of_rows(source)]
    return any(
        any(_value(other) in figures for figures in told)
        and not any({_value(one), _value(other)} <= figures for figures in told)
        for one, other in pairs
    )


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


def _figures_of_rows(source: Source) -> Iterator[frozenset[tuple[str, str]]]:
    """Yield the figures of each sentence, and of each cell with its label and its column's head."""
    for unit in source.units:
        texts = (unit, *(Unit(text) for text in (unit.header, *unit.above[:1]) if unit.header))
        yield frozenset(_value(one) for text in texts for one in text.measures)


def _value(measure: Measure) -> tuple[str, str]:
    return measure.kind, measure.value
