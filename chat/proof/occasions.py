"""Whether something is told before an event where its source tells it after the event, or the other way round, and of
which event a span of time is counted: "45 days to elect" are no 45 days after one has elected.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from chat.proof.alike import Thing, things_in, words_in
from chat.proof.clauses import Clause, clauses_of
from chat.proof.measures import SPANS, Measure
from chat.proof.relations import side_of
from chat.proof.spoken_of import share_spoken_of
from chat.proof.units import Source, Unit
from knowledge.text.terms import stem

_SAME_EVENT, _SAME_SUBJECT = 0.6, 0.4
_TIMED = re.compile(
    r"\b(?:(?P<before>before|prior to|ahead of|in advance of|antes de(?: que)?|antes del)"
    r"|(?P<after>after|following|once|as soon as|upon|only when|despues de(?: que)?|despues del|una vez que|tras))\b"
    r"\s(?!(?:the |any |your |los |el )?(?:tax|payroll|impuesto|deduc))(?P<event>[^,;.:]+)"
)
_EVENT_ENDS = re.compile(
    r"\s(?:and|but|if|unless|when|within|up to|y|pero|si|cuando|before|after|once|until|antes|despues|hasta)\s"
    r"|\sby\s(?=\d)"
)
_SHORTEST = 4  # letters of a verb
_TO_DO = re.compile(r"^\W{0,2}(?:\w+ )?(?:to|in which to|para) (?P<verb>[a-z]{3,})")
_SINCE = re.compile(
    r"^\W{0,2}(?:\w+ )?(?:after|of|following|from|since|despues de|desde|tras)(?: que)?"
    r"(?: (?:you|they|the|your|making|la|el|su|usted|haber|having|being|have|has)){0,3} (?P<verb>[a-z]{3,})"
)
_UNIT = re.compile(
    r"^[\s-]*(?:(?:calendar|business|full)\s)?(?:days?|weeks?|months?|years?|dias?|semanas?|mes(?:es)?|anos?)"
)
_OF = re.compile(r"\W{0,2}of\b")  # "weeks of pay"
_REACH = 60
_AFTER = re.compile(r"\b(?:after|following|despues de|tras)\s$")
_FOR = re.compile(
    r"\b(?:pays?|paid|lasts?|receives?|gets?|continues?|paga|dura|recib\w+|continua)\b[^,;.]*"
    r"\b(?:for|during|durante|por)\s(?:up to |at most |hasta )?$|\b(?:lasts?|dura)\s(?:up to |hasta )?$"
)
_SERVED = re.compile(r"\b(?:wait\w*|first|employed|worked|primer\w*|esper\w+)\b")
_LETTERS = 5  # of a verb that its forms share


class _Timed(NamedTuple):
    is_before: bool
    event: str
    rest: str


def is_at_another_time(text: str, sources: Sequence[Source]) -> bool:
    """Whether the sources tell it on the other side of the event that it is told with, and nowhere on this one."""
    return any(
        _is_on_the_other_side(clause, timed, sources)
        for clause in clauses_of(text)
        if not clause.holds_denial
        for timed in _timed(clause.plain)
    )


def _is_on_the_other_side(clause: Clause, timed: _Timed, sources: Sequence[Source]) -> bool:
    event, subject = things_in(timed.event), things_in(timed.rest)
    if not event or not subject:
        return False
    told = {True: 0.0, False: 0.0}
    for unit in (unit for source in sources for unit in source.units):
        for one in unit.told:
            if one.clause.holds_denial:
                continue
            for other in _timed(one.clause.plain):
                words = words_in(other.event)
                if _share_in(event, words) >= _SAME_EVENT:
                    share = share_spoken_of(subject, one, unit)
                    told[other.is_before] = max(told[other.is_before], share)
    return told[not timed.is_before] >= _SAME_SUBJECT and told[not timed.is_before] > told[timed.is_before]


@lru_cache(maxsize=8_000)
def _timed(plain: str) -> tuple[_Timed, ...]:
    return tuple(_find_timed(plain))


def _find_timed(plain: str) -> Iterator[_Timed]:
    for found in _TIMED.finditer(plain):
        end = _EVENT_ENDS.search(f"{found['event']} ")
        event = found["event"][: end.start()] if end else found["event"]
        rest = f"{plain[: found.start()]} {plain[found.start('event') + len(event) :]}"
        if things_in(event):
            yield _Timed(found["before"] is not None, event, rest)


def _share_in(things: Sequence[Thing], words: frozenset[str]) -> float:
    return sum(thing.share_in(words) for thing in things) / len(things)


def counts_from_another_event(measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
    """Whether a time in which to do something is counted there from when it is done, or the other way round."""
    if measure.unit not in SPANS:
        return False
    to_do, since = _verbs_behind(measure, said)
    told_to_do, told_since = _verbs_behind(there, told)
    return bool(
        (to_do and to_do == told_since and not told_to_do) or (since and since == told_to_do and not told_since)
    )


def is_beside_one_of_its_side(measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
    """Whether another span beside it is the one before an event, or after it, that this is said to be: "treated in the
    3 months before coverage are not covered for the first 12 months"."""
    if measure.unit not in SPANS:
        return False
    side = side_of(said.plain, measure)
    if not side or side_of(told.plain, there) or _OF.match(_UNIT.sub("", said.plain[measure.end :])):
        return False
    beside = (one for one in told.measures if one.unit == measure.unit and one.value != there.value)
    return any(side_of(told.plain, one) == side for one in beside)


def lasts_where_it_is_waited_for(measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
    """Whether something goes on for a time here that passes before it there, or the other way round: "pays for 8 weeks
    after 12 months of service"."""
    if measure.unit not in SPANS:
        return False
    one, other = _is_time_had(measure, said), _is_time_had(there, told)
    return one is not None and other is not None and one != other


def _is_time_had(measure: Measure, unit: Unit) -> bool | None:
    """Return whether it is how long something is had, or how long it is waited for; None where nothing says."""
    before = unit.plain[max(0, measure.start - _REACH) : measure.start]
    if _AFTER.search(before):
        return False
    is_had = _FOR.search(before) and not _SERVED.search(unit.plain)
    return True if is_had else None


def _verbs_behind(measure: Measure, unit: Unit) -> tuple[str, str]:
    """Return what is to be done in the time right before, and what has been done when it begins."""
    behind = _UNIT.sub("", unit.plain[measure.end : measure.end + _REACH])
    to_do, since = _TO_DO.match(behind), _SINCE.match(behind)
    return tuple(stem(found["verb"])[:_LETTERS] if found else "" for found in (to_do, since))
