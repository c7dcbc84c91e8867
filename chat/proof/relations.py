"""Which way a figure points: up to it or from it on; the day on which something begins or ends."""

import re
from typing import Literal

from chat.proof.measures import OF_DAYS, Measure

Way = Literal["most", "least", "less", "more", "from", "lowest", "begins", "ends", ""]

_MOST = (
    r"up to|in your first|in the first|during your first|during the first|at most|no more than|not more than"
    r"|maximum of|max of|within|no later than|by|until|through|to age|to|hasta"
    r"|(?:largest|highest|biggest|greatest|maximum) (?:[\w()-]+ ){1,3}is|(?:ends?|stops?|terminates?) at"
    r"|como maximo|maximo de|dentro de|antes del?|before"
)
_LEAST = (
    r"at least|no less than|minimum of|(?:minimum|smallest|lowest|least) (?:[\w()-]+ ){1,3}is|no sooner than|al menos"
    r"|minimo de|(?:minim[oa]|menor) (?:\w+ ){0,2}es(?: de)?"
)
_FROM = r"from|from age|starting(?: at| on)?|beginning(?: at| on)?|since|after|past|a partir del?|desde|despues del?"
_LESS = r"less than|under|below|fewer than|menos de"
_MORE = r"more than|over|above|exceeds?|exceeding|mas de"
_BEFORE = {
    "less": re.compile(rf"\b(?<!no )(?<!not )(?<!never )(?:{_LESS})\s(?:age |the |a |los |las |\$)?$"),
    "more": re.compile(rf"\b(?<!no )(?<!not )(?<!never )(?:{_MORE})\s(?:age |the |a |los |las |\$)?$"),
    "most": re.compile(rf"\b(?:{_MOST})\s(?:age |(?:the |your )?first |the |a |los |las |el |\$)?$"),
    "least": re.compile(rf"\b(?:{_LEAST})\s(?:age |the |a |your |los |las |el |\$)?$"),
    "from": re.compile(rf"\b(?:{_FROM})\s(?:age |(?:the |your )?first |the |a |your |los |las |el |\$)?$"),
}
_DENIES = r"\b(?:cannot|can't|can’t|not|no|never) (?:be |pay |get |have |go |puede ser )?"
_NO_MORE = re.compile(rf"{_DENIES}(?:more than|over|above|exceed|exceder|superar|mas de)\s(?:the |a |los |las |\$)?$")
_ACTS = "borrow|contribute|elect|buy|withdraw|take|work|choose"
_NO_LESS = re.compile(
    rf"{_DENIES}(?:(?:{_ACTS}) )?(?:less than|under|below|fewer than|menos de)\s(?:the |a |los |las |\$)?$"
)
_BEHIND = {
    "least": re.compile(
        r"^[\s\w-]{0,12}\b(?:or (?:more|older|over|later|longer|above)|o mas|and (?:older|over)|minimum)\b|^\+"
    ),
    "most": re.compile(
        r"^[\s\w-]{0,12}\b(?:or (?:less|fewer|younger|under)|at most|maximum|max|o menos|como maximo)\b"
    ),
}
_OF_DAYS = {
    "begins": re.compile(
        r"\b(?:begin(?:s|ning)?|starts?|starting|opens?(?! enroll)|effective|first day"
        r"|comienza|empieza|inicia|abre|desde)\b"
    ),
    "ends": re.compile(
        r"\b(?:ends?|ending|clos(?:es?|ing)|deadline|last day|due|until|through|by|no later than|expires?|termina|vence"
        r"|hasta|cierra|ultimo dia)\b"
    ),
}
# Of a time from one day to another each end says which it is.
_RIGHT_BEFORE_DAY = {
    "begins": re.compile(r"\b(?:from|between|after|since|del|desde(?: el)?|entre(?: el)?|despues del?)\s$"),
    "ends": re.compile(r"(?:\b(?:before|by|antes del?|to|through|until|al|hasta(?: el)?)|\d\s?[-–])\s$"),
}
_OPPOSITE = {
    "most": {"least", "more", "from", "lowest"},
    "less": {"least", "more", "from", "lowest"},
    "lowest": {"most", "less"},
    "least": {"most", "less"},
    "more": {"most", "less"},
    "from": {"most", "less"},
    "begins": {"ends"},
    "ends": {"begins"},
}
# On which side of an event a span of time lies.
_SIDES = {
    "before": re.compile(
        r"^\W{0,2}(?:prior to|before|ahead|in advance|de anticipacion|con anticipacion|antes del?"
        r"|previ[oa]s? al?|anterior(?:es)? al?)"
        r"(?! (?:the |your )?(?:deadline|deductible))\b"
    ),
    "after": re.compile(
        r"^\W{0,2}(?:after|following|of|from|since|despues del?|desde|posteriores al?|siguientes al?|a partir del?)\b"
    ),
}
_AFTER_EVENT = re.compile(r"\b(?:after|following|from|since|once|within|despues del?|tras|desde)\b")
_BEFORE_EVENT = re.compile(r"\b(?:prior to|before|in advance|advance notice|antes del?|con anticipacion|previo)\b")
# "No later than 30 days before" leaves at least so many.
_NO_LATER = re.compile(r"\b(?:no|not) later than\s$|\ba mas tardar\s$")
_AHEAD = re.compile(r"^\W{0,2}(?:before|prior|ahead|in advance|antes)\b")
_TO_A_HIGHER = re.compile(r"\s?(?:-|–|to|through|al?|hasta)\s?(?:us\$|\$)?\d")  # the other end of a range
_SPAN_UNIT = re.compile(
    r"^[\s-]*(?:(?:calendar|business|full|consecutive)\s)?(?:days?|weeks?|months?|years?|hours?|dias?|semanas?"
    r"|mes(?:es)?"
    r"|anos?|horas?)?(?:\s(?:calendario|habiles))?'?"
)
_BEFORE_SPAN = re.compile(r"\b(?:before|antes de(?: los)?)\s$")
_TIMES = frozenset({"day", "business_day", "week", "month", "year", "hour"})
_REACH = 60  # characters before a day in which its verb stands


def way_of(plain: str, measure: Measure) -> Way:
    """Return which way the figure points in the text; "" where nothing says."""
    before, behind = plain[max(0, measure.start - 24) : measure.start], plain[measure.end : measure.end + 30]
    if measure.kind == "time":
        return ""
    if measure.kind in OF_DAYS:
        return _of_day(plain[max(0, measure.start - _REACH) : measure.start])
    if _NO_LATER.search(before) and _AHEAD.search(_SPAN_UNIT.sub("", behind)):
        return "least"
    if _NO_MORE.search(before):
        return "most"
    if _NO_LESS.search(before):
        return "least"
    for way, pattern in _BEFORE.items():
        if pattern.search(before):
            return way
    if _TO_A_HIGHER.match(behind):
        return "lowest"
    return next((way for way, pattern in _BEHIND.items() if pattern.search(behind)), "")


def go_together(said: Way, told: Way) -> bool:
    """Whether one may stand for the other: never the opposite, and no "less than" of what is told as such."""
    if said in _OPPOSITE and told in _OPPOSITE[said]:
        return False
    return not (said in ("less", "more", "least") and told == "")


def lie_on_other_sides(said: str, one: Measure, told: str, other: Measure) -> bool:
    """Whether one span of time is before an event, and the other, by which it was to be proven, after it."""
    if one.kind != "number" or one.unit not in _TIMES:
        return False
    side = side_of(said, one)
    if not side:
        return False
    # The source may tell its side in front: "after a marriage you have 31 days".
    opposite = {"before": "after", "after": "before"}[side]
    told_side = side_of(told, other)
    if told_side:
        return told_side == opposite
    pattern, same = (_AFTER_EVENT, _BEFORE_EVENT) if side == "before" else (_BEFORE_EVENT, _AFTER_EVENT)
    return bool(pattern.search(told)) and not same.search(told)


def side_of(plain: str, measure: Measure) -> str:
    """Return on which side of an event a span of time lies; "" where nothing right beside it says."""
    if _BEFORE_SPAN.search(plain[max(0, measure.start - 12) : measure.start]):
        return "before"
    behind = _SPAN_UNIT.sub("", plain[measure.end : measure.end + 50])
    return next((side for side, pattern in _SIDES.items() if pattern.search(behind)), "")


def _of_day(before: str) -> Way:
    for way, pattern in _RIGHT_BEFORE_DAY.items():
        if pattern.search(before):
            return way
    found = [(match.start(), way) for way, pattern in _OF_DAYS.items() for match in pattern.finditer(before)]
    return max(found, default=(0, ""))[1]
