"""Days that follow from a rule that a source tells and from a day that the person told: "ends on the last day of the
month in which you leave", and "my last day is December 4", make December 31.

Only the end of a month or of a year and the first of the month after an event are reckoned, never a time to be waited.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from chat.proof.life_events import Happening, ages_in, events_in, happenings, occasions_in, year_behind
from chat.proof.measures import OF_DAYS, SPANS, Measure
from chat.proof.names import GROUP, LINE
from chat.proof.parts import clause_of
from chat.proof.scope import Scope, scope_of
from chat.proof.units import Source, Unit

_MEDICAL = frozenset({"medical"})
_MONTHS_OF_YEAR, _LAST_OF_YEAR, _FEBRUARY = 12, "-12-31", 2
_FIRST, _LAST = "first of the month", "last of the month"
_OF_EVENT = {
    _FIRST: re.compile(
        r"^\s(?:(?:that |next )?follow(?:s|ing)|after|despues del?(?: que)?|(?:siguiente|posterior) a(?:l| la)?)"
        r"\s(?P<event>[^.;:]+)"
    ),
    _LAST: re.compile(
        r"^\s(?:in which|during which|of|when|that|en (?:el )?que|en (?:el )?cual|cuando|del?)\s(?P<event>[^.;:]+)"
    ),
    _LAST_OF_YEAR: re.compile(
        r"^\s(?:of|del?) (?:the |that )?(?:calendar )?(?:year|ano) (?:in which|of|when|en (?:el )?que|cuando|del?)\s"
        r"(?P<event>[^.;:]+)"
    ),
}
_LEADS_ITEMS = re.compile(r"\b(?:in which|when|of|en (?:el )?que|cuando)\W*$")
# What is not done by the person alone, or not at once.
_TAKES_TIME = re.compile(
    r"\b(?:receiv\w+|approv\w+|process\w*|wait\w*|plus|probation\w*|recib\w+|aprob\w+|proces\w+|espera)\b"
)
_IS_LIMITED = re.compile(r"\b(?:but|unless|except|if|however|pero|salvo|excepto|si)\b")
_DENIES = re.compile(r"\b(?:not|never|no longer|without|unless|nunca|ni|no)\b|n['’]t\b")
_ANSWERS = re.compile(r"^\W*(?:no|yes|si)\b[,:;.]?\s")
_ENDS = re.compile(
    r"\b(?:through|until|ends?|ending|stops?|lasts?|last day|runs|loses?|off|expires?|termina\w*|hasta|acaba\w*"
    r"|pierd\w+|dura\w*)\b"
)
_BEGINS = re.compile(
    r"\b(?:starts?|starting|begins?|beginning|effective|from|takes? effect|as of|empieza|empezar\w*|comienza"
    r"|comenzar\w*|entra\w*|desde|a partir)\b"
)
_ON_ANOTHER_SIDE = re.compile(
    r"\b(?:before|after|by|past|between|early|beginning of|middle of|mid|antes del?|despues del?|principios de"
    r"|mediados de)[\s-](?:el )?$"
)
_OF_A_NUMBER = re.compile(r"\.?\s\d{1,2}\b")
_GOES_ON_BEFORE = re.compile(r"\b(?:before (?:that|then)|antes de (?:eso|entonces))\b")
_SENTENCES = re.compile(r"[:;.]\s")
_BY_ITS_END = re.compile(
    r"\b(?:end of|last day of|through|ends? in|stops? in|fin de|final(?:es)? de|ultimo dia de|termina en)\s$"
)
_COVERAGE = re.compile(
    r"\b(?:cover\w*|insur\w*|plans?|medical|dental|vision|health|seguro\w*|cobertura|cubiert[oa]s?)\b"
)
_OTHER_MATTERS = re.compile(
    r"\b(?:deadline|claims?|premiums?|cobra|continuation|fsa|hsa|hra|401|accounts?|life|disability|vacation|pto"
    r"|pay|paid|paycheck|price|cost|proof|days to|plazo|reclamos?|primas?|cuentas?|vida|discapacidad|vacaciones|pago"
    r"|precio|costo)\b"
)
_PERSONS = {
    "child": re.compile(r"\b(?:child(?:ren)?|sons?|daughters?|kids?|hij[oa]s?|baby|newborn|bebe)\b"),
    "dependent": re.compile(r"\b(?:dependents?|dependientes?)\b"),
    "spouse": re.compile(r"\b(?:spouses?|husband|wife|partner|espos[oa]|marido|conyuge|pareja)\b"),
}
_GROUPS = (
    r"part-time|hourly|salaried|union|seasonal|temporary|per diem|retirees?|misconduct|cause|medio tiempo|por hora"
    r"|sindicato"
)
_OF_SOME = re.compile(rf"\b(?:{_GROUPS}|filed|applied|offer(?:ed)?|notice|forgot|disab\w+)\b")
# Told beside a rule it makes another day for some, and nobody knows for whom: then no day is reckoned.
_FOR_SOME = re.compile(
    rf"\b(?:{_GROUPS}|disab\w+|newborns?|medicaid|chip|provided|those who|as long as|if|before the|by the|late"
    r"|later than|hired on|on or before|enroll\w* in time|in time|only|wait\w*"
    r"|probation\w*|except\w*|unless|however|instead|otherwise|tarde|antes del|espera\w*|salvo|excepto)\b"
)
_AND_MORE = re.compile(r"\b(?:and|y)\b")
_CONTINUED = re.compile(r"\b(?:cobra|continuation)\b")
_THIRD_PERSON = re.compile(r"\b(?:he|she|they|him|her|his|their|el|ella|lo|la)\b")


@dataclass(frozen=True)
class _Rule:
    place: Unit
    there: Measure
    day: str
    event: str

    def reckon(self, one: Happening) -> tuple[int | None, int, int | None]:
        """Return year, month and day; no day where a leap year alone would tell it."""
        if self.day == _LAST_OF_YEAR:
            return one.year, _MONTHS_OF_YEAR, 31
        if self.day == _FIRST:
            is_over = one.month == _MONTHS_OF_YEAR
            year = one.year + is_over if one.year else None
            return year, one.month % _MONTHS_OF_YEAR + 1, 1
        if one.month == _FEBRUARY and not one.year:
            return None, one.month, None
        return one.year, one.month, monthrange(one.year or 2001, one.month)[1]


def follows_from_rules(
    measure: Measure,
    said: Unit,
    sources: Sequence[Source],
    asked: Sequence[Source],
    fits: Callable[[Sequence[Scope]], bool],
) -> bool | None:
    """Return whether it is the day that a rule of the sources makes of what the person told; None if no rule makes any.

    `fits` says whether what a rule is told of may be meant.
    """
    if measure.kind not in OF_DAYS:
        return None
    supposed = tuple(happenings(said, is_said=True))
    told = [one for text in asked for unit in text.units for one in happenings(unit, is_said=False)]
    days = {one.value for text in asked for unit in text.units for one in unit.measures if one.kind in OF_DAYS}
    if len(days) > 1:
        return None  # which of them the rule is of, nobody knows
    made = [
        is_so
        for source in (sources if told or supposed else ())
        for rule in _rules(source)
        if _holds_for_all(rule, source)
        and _is_of_the_same(rule, measure, said, asked)
        and fits(rule.place.scopes_of(rule.there))
        for is_so in _made(rule, measure, said, supposed, told)
    ]
    return any(made) if made else None


def _made(
    rule: _Rule, measure: Measure, said: Unit, supposed: Sequence[Happening], told: Sequence[Happening]
) -> Iterator[bool]:
    """Yield whether the rule makes this day, of each event that it is of; nothing where the day is none of its kind."""
    events = events_in(rule.event)
    known = [one for one in told if one.event in events]
    for one in [one for one in supposed if one.event in events and _may_be(one, known)] or known:
        if one in supposed and measure.start == one.start:
            if any(_is_day_of(rule, one, other, said) for other in said.measures if other is not measure):
                yield True
        elif _is_of_age(rule, one) and _points_alike(rule, measure, said) and not _is_told_by(measure, one):
            yield _is_day_of(rule, one, measure, said)


def _may_be(one: Happening, known: Sequence[Happening]) -> bool:
    """Whether what is presupposed is what the person told, if they told it."""
    return not known or any(
        one.month == other.month and (not one.day or not other.day or one.day == other.day) for other in known
    )


def _is_told_by(measure: Measure, one: Happening) -> bool:
    """Whether it is the event's own day."""
    month, day = _month_and_day(measure)
    return (month, day) == (one.month, one.day)


def _month_and_day(measure: Measure) -> tuple[int, int | None]:
    *_, month, day = measure.value.split("-") if measure.kind == "date" else (measure.value, "")
    return int(month), int(day) if day else None


def _rules(source: Source) -> Iterator[_Rule]:
    for unit in source.units:
        leads = unit.above[0] if unit.above and not unit.header else ""
        place = Unit(f"{leads.strip()} {unit.text}", unit.above[1:]) if _LEADS_ITEMS.search(leads) else unit
        for there in place.measures:
            day = _LAST_OF_YEAR if there.kind == "date" and there.value == _LAST_OF_YEAR else there.value
            found = _OF_EVENT[day].match(place.plain[there.end :]) if day in _OF_EVENT else None
            begins, _ = clause_of(there.start, there.end, place.plain)
            if found and not _DENIES.search(place.plain, begins, there.start) and not _is_waited(place, there, found):
                yield _Rule(place, there, day, found["event"])


def _holds_for_all(rule: _Rule, source: Source) -> bool:
    """Whether nothing is told with the rule, or beside it in its section, that makes it another for some people."""
    if GROUP in frozenset().union(*rule.place.scopes_of(rule.there)):
        return False
    if _AND_MORE.search(rule.event) or any(one.unit in SPANS for one in rule.place.measures):
        return False
    beside = [unit for unit in source.units if unit.above[:1] == rule.place.above[:1]]
    spoken = [unit.plain for unit in beside if _ENDS.search(unit.plain) or _BEGINS.search(unit.plain) or unit.measures]
    return not any(_FOR_SOME.search(text) for text in (rule.place.plain, *spoken))


def _is_waited(place: Unit, there: Measure, found: re.Match[str]) -> bool:
    """Whether some time has to pass first, or somebody else to do something, or it is so in some cases only."""
    start, end = there.end + found.start("event"), there.end + found.end("event")
    spans = (one for one in place.measures if start <= one.start < end and one.kind == "number")
    return any(one.unit in SPANS for one in spans) or bool(
        _TAKES_TIME.search(found["event"]) or _IS_LIMITED.search(found["event"])
    )


def _is_of_age(rule: _Rule, one: Happening) -> bool:
    """Whether the birthday is the one of the rule."""
    ages = ages_in(Unit(rule.event), 0, len(rule.event)) if one.event == "birthday" else frozenset()
    return not ages or one.age in ages


def _is_day_of(rule: _Rule, one: Happening, measure: Measure, said: Unit) -> bool:
    """Whether the day is the one that the rule makes of the event's, told as that on which something ends or begins."""
    if measure.kind not in OF_DAYS or not _is_of_age(rule, one) or not _points_alike(rule, measure, said):
        return False
    year, month, day = rule.reckon(one)
    said_month, said_day = _month_and_day(measure)
    said_year = year_behind(measure, said)
    return said_month == month and said_day in (None, day) and said_year in (None, year)


def _points_alike(rule: _Rule, measure: Measure, said: Unit) -> bool:
    """Whether it ends or begins on that day, as the rule has it, and neither before nor after."""
    is_presupposed = any(one.start == measure.start for one in happenings(said, is_said=True))
    if is_presupposed or _GOES_ON_BEFORE.search(said.plain, measure.end):
        return False
    before = _ANSWERS.sub(" ", said.plain[: measure.start])
    near = before[max((joint.end() for joint in _SENTENCES.finditer(before)), default=0) :]
    if _ON_ANOTHER_SIDE.search(near) or re.search(r"\d (?:de )?$", near) or _DENIES.search(near):
        return False
    if measure.kind == "month" and (
        _OF_A_NUMBER.match(said.plain, measure.end) or not (rule.day == _FIRST or _BY_ITS_END.search(near))
    ):
        return False
    same, opposite = (_BEGINS, _ENDS) if rule.day == _FIRST else (_ENDS, _BEGINS)
    return _last(same, near) > _last(opposite, near)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)


def _is_of_the_same(rule: _Rule, measure: Measure, said: Unit, asked: Sequence[Source]) -> bool:
    """Whether both speak of coverage, of the same person's and on the same occasion."""
    told = " ".join((rule.place.plain, *(Unit(text).plain for text in rule.place.above[:1])))
    if not _COVERAGE.search(said.plain) or bool(_CONTINUED.search(told)) != bool(_CONTINUED.search(said.plain)):
        return False
    question = " ".join(unit.plain for text in asked for unit in text.units)
    if _OF_SOME.search(question):
        return False
    of_lines = scope_of(told).get(LINE)
    lines = scope_of(said.plain[: measure.start]).get(LINE) or scope_of(question).get(LINE) or _MEDICAL
    if of_lines and not lines <= of_lines:
        return False
    ends = re.search(r"[,;:.]\s|$", said.plain[measure.end :])
    matters = {found[0] for found in _OTHER_MATTERS.finditer(said.plain, 0, measure.end + ends.start())}
    if not matters <= {found[0] for found in _OTHER_MATTERS.finditer(told)}:
        return False
    spoken_of = {name for name, one in _PERSONS.items() if one.search(question)}
    persons, of_rule = ({name for name, one in _PERSONS.items() if one.search(text)} for text in (said.plain, told))
    if of_rule and not persons & of_rule and (persons or not _THIRD_PERSON.search(said.plain)):
        return False
    if of_rule and not persons and spoken_of and not spoken_of & of_rule:
        return False
    named = occasions_in(said.plain)
    spoken = named or frozenset().union(*(occasions_in(unit.plain) for text in asked for unit in text.units))
    occasions = occasions_in(told)
    return not occasions or bool(occasions & spoken)
