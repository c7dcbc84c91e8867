"""A figure out of the person's question that an answer denies, where it tells what is so instead.

"You don't lose it in April: you are covered through December 31" is borne out by what it tells instead, if both are of
the same thing and cannot both be so.
"""

import re
from collections.abc import Sequence

from chat.proof.columns import tellings
from chat.proof.measures import AGE, OF_DAYS, Measure
from chat.proof.names import ACCOUNT, GROUP, LINE, PLAN, RELATIVE
from chat.proof.scope import Scope, scope_of
from chat.proof.units import Source, Unit

_DENIES = re.compile(r"\b(?:not|never|no longer|no se|no)\b|n['’]t\b")
_ANSWERS = re.compile(r"^\W*(?:no|yes|si)\b[,:;.]\s")
_IS_SO = re.compile(r"^\W*(?:yes|si),")
_INSTEAD = re.compile(r":\s|;\s|\s[-–—]\s|,\s(?:but|because|since|pero|porque|sino)\s")
_NOT_THIS = re.compile(
    r",?\s(?:and |y )?(?:not|no)\s(?:on|at|in|until|through|by|a|en|el|al|hasta)?\s?(?:the |el |la )?$"
)
_IS_LOST = re.compile(
    r"\b(?:los(?:e|es|ing)|ends?|stops?|expires?|drop(?:s|ped)?|kicked|run(?:s)? out|over|off|pierd\w+|termin\w+"
    r"|acab\w+)\b"
)
_IS_HAD_UNTIL = re.compile(
    r"\b(?:cover\w*|used?|uses|keeps?|stays?|lasts?|runs|good|yours|ends?|stops?|cubiert[oa]s?|cobertura|usar\w*|sigue"
    r"|termina)\b[^.;]*?\b(?:through|until|hasta|(?:ends?|stops?|termina) (?:on|at|el|al))\b[^.;]{0,24}$"
)
_ENDS_ON = re.compile(r"\b(?:ends?|stops?|lasts?|runs?|through|until|termina|dura|hasta)\b[^.;:]*$")
_OF_OTHERS = (LINE, ACCOUNT, PLAN, RELATIVE, GROUP)
_OF_SOME = (LINE, ACCOUNT, GROUP)
_LAST_OF_MONTH, _SHORTEST_MONTH = "last of the month", 28


def is_denied_for_another(measure: Measure, said: Unit, cited: Sequence[Source], asked: Sequence[Source]) -> bool:
    """Whether it is said not to be so, and another of its kind to be so instead."""
    if _IS_SO.match(said.plain):
        return False
    is_told = _is_told(measure, cited)
    contrast = _NOT_THIS.search(said.plain, 0, measure.start)
    if contrast:
        before = [one for one in said.measures if one.end <= contrast.start()]
        is_of_end = _ENDS_ON.search(said.plain, 0, contrast.start())
        return bool(is_of_end) and not is_told and any(_excludes(measure, one) or one.unit == AGE for one in before)
    instead = _INSTEAD.search(said.plain, measure.end)
    denied = _ANSWERS.sub(" ", said.plain[: instead.start()]) if instead else ""
    if not instead or not _DENIES.search(denied) or _INSTEAD.search(said.plain, 0, measure.start):
        return False
    others = [one for one in said.measures if one.start >= instead.end()]
    if measure.kind not in (*OF_DAYS, "day"):
        return not is_told and bool(others) and _excludes(measure, others[0])
    if not _IS_LOST.search(denied) or not _are_of_the_same(denied, said.plain[instead.end() :], asked):
        return False
    return any(
        _excludes(measure, one)
        and _IS_HAD_UNTIL.search(said.plain, instead.end(), one.start)
        and _is_of_its_year(one, others, cited)
        and _is_told_of_what_is_asked(one, denied, cited, asked)
        for one in others
    )


def denies_what_it_tells(said: Unit) -> bool:
    """Whether it says that something does not end on a day, and then that it goes on until this very day."""
    instead = _INSTEAD.search(said.plain)
    denied = _ANSWERS.sub(" ", said.plain[: instead.start()]) if instead else ""
    if not instead or not _DENIES.search(denied) or not _IS_LOST.search(denied):
        return False
    first = [one for one in said.measures if one.end <= instead.start() and one.kind in OF_DAYS]
    return any(
        one.start >= instead.end()
        and one.kind in OF_DAYS
        and _IS_HAD_UNTIL.search(said.plain, instead.end(), one.start)
        and any(not _excludes(day, one) for day in first)
        for one in said.measures
    )


def without_what_is_denied(said: Unit, proofs: Sequence[Source]) -> str:
    """Return the text without the figures that it tells not to be so and that no source tells: ", not in April"."""
    text = said.text
    for measure in reversed(said.measures):
        contrast = _NOT_THIS.search(said.plain, 0, measure.start)
        if contrast and not _is_told(measure, proofs):
            text = f"{text[: contrast.start()]}{text[measure.end :]}"
    return text


def _is_told(measure: Measure, sources: Sequence[Source]) -> bool:
    return any(True for source in sources for _ in tellings(measure, source))


def _is_of_its_year(day: Measure, others: Sequence[Measure], cited: Sequence[Source]) -> bool:
    """Whether the year that it is told for stands with the day in a source."""
    years = {one.value for one in others if one.kind == "year"}
    places = [place for source in cited for place, _ in tellings(day, source)]
    return not years or any(years <= _years_of(place) for place in places)


def _years_of(place: Unit) -> frozenset[str]:
    texts = (place, *map(Unit, (place.header, *place.above[:1])))
    return frozenset(one.value for unit in texts for one in unit.measures if one.kind == "year")


def _are_of_the_same(denied: str, instead: str, asked: Sequence[Source]) -> bool:
    """Whether what is told instead is of no other plan, account or person."""
    told = scope_of(instead)
    for text in (denied, *(unit.plain for source in asked for unit in source.units)):
        scope = scope_of(text)
        if any(scope.get(name) and told.get(name) and scope[name].isdisjoint(told[name]) for name in _OF_OTHERS):
            return False
    return True


def _is_told_of_what_is_asked(day: Measure, denied: str, cited: Sequence[Source], asked: Sequence[Source]) -> bool:
    """Whether a source tells the day of no line, account or group that was not asked about."""
    named = _all([scope_of(text) for text in (denied, *(unit.plain for source in asked for unit in source.units))])
    told = (_scope_of_place(place) for source in cited for place, _ in tellings(day, source))
    return any(all(one[name] <= named[name] for name in _OF_SOME) for one in told)


def _scope_of_place(place: Unit) -> dict[str, frozenset[str]]:
    return _all([scope_of(place.plain), *(scope_of(Unit(text).plain) for text in (place.header, *place.above[:2]))])


def _all(scopes: Sequence[Scope]) -> dict[str, frozenset[str]]:
    return {name: frozenset().union(*(scope.get(name, ()) for scope in scopes)) for name in _OF_SOME}


def _excludes(one: Measure, other: Measure) -> bool:
    """Whether it cannot be the one if it is the other."""
    if one.kind in OF_DAYS and other.kind in OF_DAYS:
        years = {day.value.split("-")[0] for day in (one, other) if day.kind == "date"} - {""}
        if len(years) > 1:
            return True
        return _month_and_day(one)[0] != _month_and_day(other)[0] or (
            one.kind == other.kind == "date" and _month_and_day(one) != _month_and_day(other)
        )
    days = [_month_and_day(date)[1] for date in (one, other) if date.kind == "date"]
    if _LAST_OF_MONTH in (one.value, other.value):
        return bool(days) and int(days[0]) < _SHORTEST_MONTH
    return (one.kind, one.unit) == (other.kind, other.unit) and one.value != other.value


def _month_and_day(day: Measure) -> tuple[str, str]:
    *_, month, number = ("", *day.value.split("-")) if day.kind == "date" else ("", day.value, "")
    return month, number
