"""Ages that a sentence compares: "so your daughter, 14, is within the limit" holds by the figures themselves."""

import re
from collections.abc import Sequence
from decimal import Decimal

from chat.proof.measures import AGE, Measure
from chat.proof.relations import way_of
from chat.proof.units import Source, Unit

_DENIES = re.compile(r"\b(?:not|never|no)\b|n['’]t\b")
_ANSWERS = re.compile(r"^\W*(?:no|yes|si)\b[,:;.]\s")
_WITHIN_AGE = re.compile(r"\b(?:within|under|below) (?:the|that|this) (?:age )?limit\b|\byoung enough\b")
_BEYOND_AGE = re.compile(r"\b(?:over|past|above|beyond) (?:the|that|this) (?:age )?limit\b|\btoo old\b")


def holds_by_the_figures(measure: Measure, said: Unit, sources: Sequence[Source]) -> bool | None:
    """Return whether an age is within what it is said to be within, or beyond; None where it is compared with nothing
    and the sources know no limit that it is beyond."""
    if measure.unit != AGE:
        return None
    within, beyond = _WITHIN_AGE.search(said.plain), _BEYOND_AGE.search(said.plain)
    is_denied = bool(_DENIES.search(_ANSWERS.sub(" ", said.plain)))
    if not within and not beyond:
        return False if _is_beyond_all(measure, sources) and not is_denied else None
    limits = [
        (way_of(said.plain, one), Decimal(one.value))
        for one in said.measures
        if one is not measure and one.kind == "number" and one.start < measure.start
    ]
    found = next(((way, value) for way, value in reversed(limits) if way in ("less", "most")), None)
    if found is None:
        return False
    is_within = Decimal(measure.value) < found[1] or (found[0] == "most" and Decimal(measure.value) == found[1])
    return is_within == (bool(within) and not is_denied)


def _is_beyond_all(age: Measure, sources: Sequence[Source]) -> bool:
    """Whether what is cited has limits of age, and this is beyond each of them."""
    limits = [
        Decimal(one.value)
        for source in sources
        for unit in source.units
        for one in unit.measures
        if one.unit == AGE and way_of(unit.plain, one) in ("less", "most")
    ]
    return bool(limits) and all(Decimal(age.value) > limit for limit in limits)
