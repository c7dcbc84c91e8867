"""Figures that a source tells in other words: that what begins on day 8 leaves seven days without, that a cell says
"none" of what is paid, and how many plans there are by their names.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from chat.proof.alike import things_in
from chat.proof.measures import Measure
from chat.proof.names import LINE, PLAN
from chat.proof.parts import clause_of
from chat.proof.relations import way_of
from chat.proof.scope import Scope, scope_of
from chat.proof.units import Source, Unit

_OF_PLANS = re.compile(r"\s(?:medical plans?|health plans?|plans?|planes medicos|planes de salud|planes)\b")
_ONLY = re.compile(r"\b(?:only|just|solo|solamente|other|otros)\s(?:the |los )?$")
_FIRST = re.compile(r"\b(?:first|primer[oa]s)\s$")
_UNPAID = re.compile(
    r"\b(?:(?:is|are) not|isn't|aren't|(?:will|would) not be|won't be) (?:paid|covered|compensated)\b|\bunpaid\b"
    r"|\bwithout pay\b|\bno (?:benefit|pay)\b|\bpays? nothing\b|\bno se pagan?\b|\bsin pago\b"
)
_FROM_DAY = re.compile(
    r"\b(?:from|start(?:s|ing)?(?: on)?|begin(?:s|ning)?(?: on| with)?|desde el|a partir del|empieza el)\s(?:the )?"
    r"(?:day|dia)\s$"
)
_OF_WHAT = re.compile(r"^\s(?:of|after|following|de|despues de|tras)\s(?:an? |the |una? |la |el )?(?P<what>\w+)")
_SAYS_OF_PAY = frozenset({"paid", "first", "unpaid"})
_ENOUGH = 0.6
_GIVES_NOTHING = re.compile(r"\b(?P<who>[a-z][\w&.'-]*) (?P<gives>pays?|adds?|contributes?) nothing$")
_NONE = re.compile(r": (?:nothing|none|ningun[oa]?|nada)\b(?: (?:from|de) [\w&' -]+)?\W*$")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_FORMS = {"pay": ("pay", "paid"), "add": ("add",), "con": ("contribut",)}


def is_told_in_other_words(
    measure: Measure, said: Unit, sources: Sequence[Source], fits: Callable[[Sequence[Scope]], bool]
) -> bool:
    """Whether a source bears the figure out without telling it; `fits` says whether what it speaks of may be meant."""
    if measure.kind == "money":
        return any(fits(place.scopes) for place in _places_of_nothing(measure, said, sources))
    if measure.kind != "number":
        return False
    if measure.unit == "day":
        return any(fits(place.scopes_of(there)) for place, there in _days_after(measure, said, sources))
    return counts_plans(measure, said, sources)


def plans_named(sources: Sequence[Source]) -> int:
    """Return how many plans the sources tell apart by a level, as a PPO 500 and a PPO 1000."""
    named = (scope_of(unit.plain).get(PLAN, ()) for source in sources for unit in source.units)
    return len({(plan.type, plan.level) for plans in named for plan in plans if plan.level})


def counts_plans(measure: Measure, said: Unit, sources: Sequence[Source]) -> bool:
    """Whether it is the number of medical plans that the sources name."""
    if not _OF_PLANS.match(said.plain, measure.end) or _ONLY.search(said.plain, 0, measure.start):
        return False
    is_medical = scope_of(said.plain).get(LINE, frozenset({"medical"})) <= {"medical"}
    return is_medical and measure.value == str(plans_named(sources))


def _days_after(measure: Measure, said: Unit, sources: Sequence[Source]) -> Iterator[tuple[Unit, Measure]]:
    """Yield where something is had from the day on that follows these first ones, which are said to be without."""
    begins, ends = clause_of(measure.start, measure.end, said.plain)
    clause = said.plain[begins:ends]
    if not _FIRST.search(said.plain, 0, measure.start) or not _UNPAID.search(clause):
        return
    subject = f"{said.plain[begins : measure.start]} {said.plain[measure.end : ends]}"
    things = [thing for thing in things_in(subject) if not thing.name <= _SAYS_OF_PAY]
    for unit in (unit for source in sources for unit in source.units):
        words = unit.own_words.union(*unit.words_above[:1])
        share = sum(thing.share_in(words) for thing in things)
        for there in unit.measures if things and share >= _ENOUGH * len(things) else ():
            is_next = there.unit == "day" and there.value == str(int(float(measure.value)) + 1)
            if is_next and _FROM_DAY.search(unit.plain, 0, there.start) and _is_of_all_cases(there, unit, clause):
                yield unit, there


def is_first_day_had(measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
    """Whether so many first days are said to be without as the number of the day is from which on something is had."""
    is_without = _FIRST.search(said.plain, 0, measure.start) and _UNPAID.search(said.plain)
    return bool(is_without) and measure.unit == "day" and bool(_FROM_DAY.search(told.plain, 0, there.start))


def _is_of_all_cases(there: Measure, unit: Unit, clause: str) -> bool:
    """Whether it begins on no other day in another case, unless this case is the one that is spoken of."""
    others = (one for one in unit.measures if one is not there and unit.plain.endswith(("day ", "dia "), 0, one.start))
    case = _OF_WHAT.match(unit.plain[there.end :])
    return not any(others) or bool(case and re.search(rf"\b{case['what']}", clause))


def _places_of_nothing(measure: Measure, said: Unit, sources: Sequence[Source]) -> Iterator[Unit]:
    """Yield the cells that have none of what somebody is said to give none of, in the same case."""
    found = _GIVES_NOTHING.search(said.plain, 0, measure.end) if measure.value == "0" else None
    forms = _FORMS[found["gives"][:3]] if found else ()
    for unit in (unit for source in sources for unit in source.units if found):
        is_theirs = re.search(rf"\b{re.escape(found['who'])}\b", unit.plain)
        is_given = any(form in Unit(unit.header).plain for form in forms)
        if unit.header and is_theirs and is_given and _NONE.search(unit.plain) and _is_in_case(unit.above[0], said):
            yield unit


def _is_in_case(label: str, said: Unit) -> bool:
    """Whether the sentence names what a row is of, with its figures, and on the same side of them."""
    row = Unit(label)
    things = things_in(_IN_BRACKETS.sub("", label))
    if sum(thing.share_in(said.own_words) for thing in things) < _ENOUGH * len(things):
        return False
    return all(
        any(said.proves(one, other) and way_of(said.plain, other) == way_of(row.plain, one) for other in said.measures)
        for one in row.measures
    )
