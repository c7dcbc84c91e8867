"""Figures that a sentence compares: "two months fit within the 12 weeks" holds by the figures themselves."""

import re
from collections.abc import Sequence
from decimal import Decimal
from math import ceil, floor

from chat.proof.measures import AGE, MULTIPLE, SPANS, Measure
from chat.proof.relations import way_of
from chat.proof.units import Source, Unit

_DENIES = re.compile(r"\b(?:not|never|no)\b|n['’]t\b")
_ANSWERS = re.compile(r"^\W*(?:no|yes|si)\b[,:;.]\s")
_FITS = re.compile(
    r"^[\w\s-]{0,24}?\b(?:fits?|falls?|(?:is|are) (?:\w+ )?)\s?(?:well )?"
    r"(?:within|inside|under|less than|shorter than)"
    r"\s(?:that|those|these|this|the|its)\b"
)
_EXCEEDS = re.compile(r"^[\w\s-]{0,24}?\b(?:longer|more) than\s(?:that|those|these|this|the|its)\b")
_WITHIN_AGE = re.compile(r"\b(?:within|under|below) (?:the|that|this) (?:age )?limit\b|\byoung enough\b")
_BEYOND_AGE = re.compile(r"\b(?:over|past|above|beyond) (?:the|that|this) (?:age )?limit\b|\btoo old\b")
_FOR = re.compile(r"\b(?:for|lasts?|during|durante|por|dura)\s$")
_SERVED = re.compile(r"\b(?:worked|employed|served|wait\w*|trabajad\w+|esper\w+)\b")
_COMES_TO = re.compile(r"\b(?:is|would be|will be|comes to|seria|serian|es|son)\s(?:about )?$")
_BEHIND = 60  # characters behind a span in which it is compared
_DAYS = {"day": (1, 1), "week": (7, 7), "year": (365, 366)}
_DAYS_OF_MONTH = Decimal("30.4375")


def holds_by_the_figures(measure: Measure, said: Unit, sources: Sequence[Source]) -> bool | None:
    """Return whether it is less than what it is said to be within, or more; None where it is compared with nothing."""
    if measure.unit == AGE:
        return _is_of_age(measure, said)
    if measure.kind == "money":
        return _is_once(measure, said)
    if measure.unit not in SPANS | {"hour"}:
        return None
    behind = said.plain[measure.end : measure.end + _BEHIND]
    behind = re.sub(r"^[\s-]?(?:days?|weeks?|months?|years?|hours?)\b", "", behind)
    fits, exceeds = _FITS.search(behind), _EXCEEDS.search(behind)
    if not fits and not exceeds:
        return None
    limit = _limit_beside(measure, said, (fits or exceeds).end() + said.plain.index(behind, measure.end))
    if limit is None or not _is_at_most(limit, sources):
        return False
    is_denied = bool(_DENIES.search((fits or exceeds)[0]))
    (least, most), (low, high) = _in_days(measure, limit.unit), _in_days(limit, measure.unit)
    return least > high if bool(exceeds) != is_denied else most <= low


def _is_once(pay: Measure, said: Unit) -> bool | None:
    """Return whether it is one times the pay that the person told, and no more than the most that is paid."""
    times = [one.value for one in said.measures if one.unit == MULTIPLE]
    if not times or not _COMES_TO.search(said.plain, 0, pay.start):
        return None
    most = [one for one in said.measures if one.kind == "money" and way_of(said.plain, one) == "most"]
    return times == ["1"] and all(Decimal(pay.value) <= Decimal(one.value) for one in most)


def _limit_beside(measure: Measure, said: Unit, end: int) -> Measure | None:
    """Return the span right behind "within the", else the last one before."""
    spans = [one for one in said.measures if one.unit in SPANS | {"hour"} and one is not measure]
    behind = next((one for one in spans if end <= one.start <= end + 1), None)
    return behind or next((one for one in reversed(spans) if one.end <= measure.start), None)


def _is_at_most(limit: Measure, sources: Sequence[Source]) -> bool:
    """Whether the sources tell it as how long or how often something is had, and not as a time to be waited."""
    told = [
        (way_of(unit.plain, one), bool(_FOR.search(unit.plain, 0, one.start)), bool(_SERVED.search(unit.plain)))
        for source in sources
        for unit in source.units
        for one in unit.measures
        if unit.proves(limit, one)
    ]
    is_limit = any((way in ("most", "less") or (not way and is_had)) and not served for way, is_had, served in told)
    return is_limit and not any(way in ("least", "more") for way, *_ in told)


def _is_of_age(measure: Measure, said: Unit) -> bool | None:
    within, beyond = _WITHIN_AGE.search(said.plain), _BEYOND_AGE.search(said.plain)
    if not within and not beyond:
        return None
    limits = [
        (way_of(said.plain, one), Decimal(one.value))
        for one in said.measures
        if one is not measure and one.kind == "number" and one.start < measure.start
    ]
    found = next(((way, value) for way, value in reversed(limits) if way in ("less", "most")), None)
    if found is None:
        return False
    is_within = Decimal(measure.value) < found[1] or (found[0] == "most" and Decimal(measure.value) == found[1])
    return is_within == (bool(within) and not _DENIES.search(_ANSWERS.sub(" ", said.plain)))


def _in_days(span: Measure, unit: str) -> tuple[Decimal, Decimal]:
    """Return how many days it is at least and at most; of hours and business days only what is counted alike."""
    value = Decimal(span.value)
    if span.unit == unit:
        return value, value
    if span.unit == "month":
        return Decimal(floor(value * _DAYS_OF_MONTH) - 2), Decimal(ceil(value * _DAYS_OF_MONTH) + 2)
    low, high = _DAYS.get(span.unit, (Decimal("-Infinity"), Decimal("Infinity")))
    return value * low, value * high
