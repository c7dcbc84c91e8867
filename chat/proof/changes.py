"""What a figure is in a change: what it was, what it becomes, or by how much it moves.

"The deductible rises from $500 to $650" proves no deductible of $500 in the new year, no copay that "was $650", and
nothing that goes up by $650. A paper on what is new holds both figures in one sentence.
"""

import re
from typing import Literal

from chat.proof.measures import AGE, Measure
from chat.proof.units import Unit

Role = Literal["old", "new", "by", "same", ""]

_UP = (
    r"ris(?:es?|ing)|rose|risen|increas(?:es?|ed|ing)|go(?:es|ing)? up|went up|grow(?:s|ing)?|climb(?:s|ed)?"
    r"|rais(?:es?|ed|ing)|sub(?:en?|io|iran?)|aument(?:an?|o|aran?)"
)
_DOWN = (
    r"falls?|falling|fell|drop(?:s|ped|ping)?|decreas(?:es?|ed|ing)|reduc(?:es?|ed|ing)|go(?:es|ing)? down|went down"
    r"|lower(?:s|ed|ing)|shrinks?|baj(?:an|ara|aran)|disminuy(?:en?|o)|reduc(?:en?|ira)"
)
_CHANGES = re.compile(
    rf"\b(?:{_UP}|{_DOWN}|go(?:es|ing)?|went|mov(?:es?|ed|ing)|chang(?:es?|ed|ing)|pas(?:an?|o|ara)|cambi(?:an?|o|ara)"
    r"|adjust(?:s|ed)?)\b"
)
_RISES, _FALLS = re.compile(rf"\b(?:{_UP})\b"), re.compile(rf"\b(?:{_DOWN})\b")
_FROM = re.compile(r"\b(?:from|del?|desde)\s(?:el |los )?$")
_TO = re.compile(r"\s(?:(?:per|a|por|al) \w+ )?(?:to|al?|hasta)\s(?:el )?")
_BY = re.compile(r"\b(?:by|en)\s(?:(?:an )?(?:average|additional) (?:of )?|about |an additional |un |otros? )?$")
_UP_TO = re.compile(r"(?<!\bup )\b(?:to|al?|hasta)\s(?:el |an? )?$|\b(?:go(?:es|ing)?|went) up to\s$")
_SAME = re.compile(
    r"\b(?:stay(?:s|ed|ing)?|remain(?:s|ed)?|(?:is|are) (?:still|unchanged)|kept|holds?|se mantienen?|siguen?"
    r"|permanecen?) (?:at |en |unchanged at |the same at |steady at )?(?:el )?$"
)
_WAS = re.compile(
    r"\b(?:was|were|used to be|had been|previously|formerly|up from|down from|instead of|era|eran|estaba|anteriormente"
    r"|en lugar de|en vez de)\s(?:only |just |solo )?$"
)
_WAS_BEFORE = re.compile(
    r"\b(?:was|were|used to|had been|previously|formerly|before|old|last year|this year|until now|so far|today|now"
    r"|currently|current|era|eran|antes|anteriormente|hasta ahora|hoy|ahora|actual(?:mente)?|este ano|ano pasado"
    r"|up from|down from|instead of|en lugar de|en vez de|compared (?:to|with)|rather than)\b"
)
_OF_A_PERSON = frozenset({"week", "month", "year", AGE})
_IS = re.compile(r"\b(?:is|are|costs?|pays?|will be|es|son|cuestan?|paga|sera)\s(?:an? |un |una )?$")
_BY_SO_MUCH = re.compile(r"\s(?:of pay )?(?:more|less|higher|lower|increase|raise|rise|mas|menos)\b")
_REACH = 80  # characters in front in which the verb stands


def is_of_another_change(measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
    """Whether it is told as what was where it is said of what is, or the like."""
    role = role_of(there, told)
    if not role:
        return False
    own = role_of(measure, said)
    if role == "old":
        return own not in ("old",) and not _is_said_of_before(measure, said, told)
    if own and own != role:
        return True
    if role == "by" and _IS.search(said.plain, 0, measure.start) and not _BY_SO_MUCH.match(said.plain, measure.end):
        return True
    return role == "by" and _is_turned(measure, said, there, told)


def role_of(measure: Measure, unit: Unit) -> Role:
    """Return what it is in a change that the text tells; "" where it tells none."""
    if measure.kind not in ("money", "percent", "number"):
        return ""
    plain = unit.plain
    before = plain[max(0, measure.start - _REACH) : measure.start]
    if _SAME.search(before):
        return "same"
    if _WAS.search(before):
        return "old"
    if not _CHANGES.search(plain, 0, measure.start):
        return ""
    # What grows with age or years of service is so for some and so for others, at one time.
    if any(one.unit in _OF_A_PERSON for one in unit.measures if one is not measure):
        return ""
    if _FROM.search(before) and any(_is_range(measure, one, plain) for one in unit.measures):
        return "old"
    if any(_is_range(one, measure, plain) and _FROM.search(plain, 0, one.start) for one in unit.measures):
        return "new"
    begins, _ = unit.part_with(measure)
    if not _CHANGES.search(plain, begins, measure.start):
        return ""
    if _BY.search(before):
        return "by"
    return "new" if _UP_TO.search(before) else ""


def _is_range(one: Measure, other: Measure, plain: str) -> bool:
    is_alike = (one.kind, one.unit) == (other.kind, other.unit) and one.end < other.start
    return is_alike and bool(_TO.fullmatch(plain, one.end, other.start))


def _is_said_of_before(measure: Measure, said: Unit, told: Unit) -> bool:
    """Whether its part says that it was so, or names a year before the one that the source is of."""
    start, end = said.part_with(measure)
    if _WAS_BEFORE.search(said.plain, start, end):
        return True
    years = [one.value for text in (told.text, *told.above) for one in Unit(text).measures if one.kind == "year"]
    own = [one.value for one in said.measures if one.kind == "year"]
    return bool(years and own) and max(own) < max(years)


def _is_turned(measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
    """Whether it rises by what it falls by there."""
    one, other = said.plain[: measure.start], told.plain[: there.start]
    return any(
        way.search(one) and against.search(other) and not way.search(other)
        for way, against in ((_RISES, _FALLS), (_FALLS, _RISES))
    )
