"""Which way a figure points: up to it or from it on; the day on which something begins or ends."""

import re
from typing import Literal

from chat.proof.measures import Measure

Way = Literal["most", "least", "less", "more", "from", "begins", "ends", ""]

_MOST = (
    r"up to|in your first|in the first|during your first|during the first|at most|no more than|not more than"
    r"|maximum of|max of|within|no later than|by|until|through|to age|to|hasta"
    r"|como maximo|maximo de|dentro de|antes del?|before"
)
_LEAST = r"at least|no less than|minimum of|no sooner than|al menos|minimo de"
_FROM = r"from|from age|starting(?: at| on)?|beginning(?: at| on)?|since|after|past|a partir del?|desde|despues del?"
_LESS = r"less than|under|below|fewer than|menos de"
_MORE = r"more than|over|above|exceeds?|exceeding|mas de"
_BEFORE = {
    "less": re.compile(rf"\b(?:{_LESS})\s(?:age |the |a |los |las |\$)?$"),
    "more": re.compile(rf"\b(?:{_MORE})\s(?:age |the |a |los |las |\$)?$"),
    "most": re.compile(rf"\b(?:{_MOST})\s(?:age |the |a |los |las |el |\$)?$"),
    "least": re.compile(rf"\b(?:{_LEAST})\s(?:age |the |a |your |los |las |el |\$)?$"),
    "from": re.compile(rf"\b(?:{_FROM})\s(?:age |the |a |your |your first |los |las |el |\$)?$"),
}
_BEHIND = {
    "least": re.compile(
        r"^[\s\w-]{0,12}\b(?:or (?:more|older|over|later|longer|above)|o mas|and (?:older|over))\b|^\+"
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
    "begins": re.compile(r"\b(?:from|between|del|desde(?: el)?|entre(?: el)?)\s$"),
    "ends": re.compile(r"(?:\b(?:to|through|until|al|hasta(?: el)?)|\d\s?[-–])\s$"),
}
_OPPOSITE = {
    "most": {"least", "more", "from"},
    "less": {"least", "more", "from"},
    "least": {"most", "less"},
    "more": {"most", "less"},
    "from": {"most", "less"},
    "begins": {"ends"},
    "ends": {"begins"},
}
_REACH = 60  # characters before a day in which its verb stands


def way_of(plain: str, measure: Measure) -> Way:
    """Return which way the figure points in the text; "" where nothing says."""
    before, behind = plain[max(0, measure.start - 24) : measure.start], plain[measure.end : measure.end + 30]
    if measure.kind == "time":
        return ""
    if measure.kind == "date":
        return _of_day(plain[max(0, measure.start - _REACH) : measure.start])
    for way, pattern in _BEFORE.items():
        if pattern.search(before):
            return way
    return next((way for way, pattern in _BEHIND.items() if pattern.search(behind)), "")


def go_together(said: Way, told: Way) -> bool:
    """Whether one may stand for the other: never the opposite, and no "less than" of what is told as such."""
    if said in _OPPOSITE and told in _OPPOSITE[said]:
        return False
    return not (said in ("less", "more", "least") and told == "")


def _of_day(before: str) -> Way:
    for way, pattern in _RIGHT_BEFORE_DAY.items():
        if pattern.search(before):
            return way
    found = [(match.start(), way) for way, pattern in _OF_DAYS.items() for match in pattern.finditer(before)]
    return max(found, default=(0, ""))[1]
