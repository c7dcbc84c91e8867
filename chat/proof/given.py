"""Whether a figure is told as what the person gave, or as what is so.

"At 63 you may add more" and "for your bill of $300 ask the carrier" take up the person's own words. "As you say, COBRA
lasts 24 months" and "your waiting period is 90 days" make a fact of them: only what is a person's own to say, their
age, pay, bills, hours and days of their life, is taken up, and never as what a sentence says of a plan.
"""

import re
from collections.abc import Sequence

from chat.proof.alike import things_in
from chat.proof.life_events import happenings, is_day_of
from chat.proof.measures import AGE, OF_DAYS, Measure
from chat.proof.units import Source, Unit

_JOINTS = re.compile(r"[,;:.!?]\s|\s[-–—]\s")
_AND = r"^\W*(?:(?:and|but|so|then|yes|no|y|pero)\s)?"
_OWN = (
    r"(?:bills?|salary|pay|income|wages?|earnings|age|sons?|daughters?|child(?:ren)?|kids?|baby|wife|husband|spouse"
    r"|partner|birth|born|wedding|marriage|marry|divorce|hired?|move|surgery|procedure|claim|expenses?|receipts?"
    r"|purchase"
    r"|tuition|books?|course|trip|loan|balance|savings|contributions?|hours|birthday|retirement|last day|start date"
    r"|question|message|factura|salario|sueldo|ingresos?|edad|hij[oa]s?|bebe|espos[oa]|pareja|nacimiento|nacid[oa]|boda"
    r"|matrimonio|divorcio|contrat\w+|mudanza|cirugia|gastos?|recibos?|compra|matricula|libros?|curso|prestamo|saldo"
    r"|ahorros|aportacion(?:es)?|horas|cumpleanos|jubilacion|pregunta|mensaje)"
)
# What one does not tell of oneself, but hears of a plan.
_OF_A_PLAN = (
    r"(?:get|receive|wait|owe|can|may|must|pay|need|have to|are (?:covered|eligible)|recib\w+|pued\w+|deb\w+|pag\w+)"
)
_GIVEN = (
    # "If you leave at 57", "since you were hired on August 3"
    re.compile(
        rf"{_AND}(?:if|when|since|because|given(?: that)?|as|while|assuming|considering|si|cuando|como|dado que|ya que"
        rf"|porque)\s(?:you|usted)(?:['’](?:re|ve|d))?\s(?!(?:\w+\s){{0,2}}?{_OF_A_PLAN}\b)"
    ),
    re.compile(rf"{_AND}(?:si|cuando|como|ya que)\s(?!(?:sus?|el|la|l[oa]s|una?|{_OF_A_PLAN})\b)"),
    re.compile(
        r"\b(?:(?:your question|your message|you|usted)\s(?:have |just |also )?(?:asked?|asks|said|say|mentioned?|told"
        r"|wrote|gave|entered|pregunto|dijo|menciono|indico)|(?:your question|your message|su pregunta"
        r"|su mensaje) (?:of|de"
        r"|about|sobre))\b"
    ),
    # "your bill of $300", "a child born on May 3", "your son is 24 and"
    re.compile(
        rf"\b{_OWN}(?:\s\w+){{0,1}}?\s(?:of|de|del|for|por|on|el|dated|about|like|is|es|tiene)\s(?:about |age )?$"
    ),
    re.compile(rf"\b(?:your|su|sus|an?|una?)\s(?:\w+\s)?$|\b(?:your|su|sus)\s(?:\w+\s){{0,2}}{_OWN}\s$"),
    re.compile(r"^\W*(?:who|que)\s(?:is|turns|tiene|cumple)\s(?:age )?$"),
)
# Behind a preposition alone stands what counts one's years, one's hours or whom one has.
_WITH = re.compile(rf"{_AND}(?:at|with|as an?|for an?|having|aged?|a los|con|de)\s(?:age |an? |your |su |los )?$")
_OF_TIME = frozenset({"day", "business_day", "week", "month", "visit", "time", "minute"})
_STATES = re.compile(
    r"\b(?:is|are|lasts?|pays?|costs?|equals?|gets?|receives?|must|need|es|son|dura|paga|cuesta|debe|puede)\b"
)
_BEGINS = re.compile(r"\b(?:at|from|reach\w*|a los|desde los|cumpl\w+)\s(?:age )?$")
_ABOUT_THE_SAME = 0.5
# What a plan does on a day is no event of the person's: "coverage ends on your last day, October 10".
_ENDS_COVERAGE = re.compile(
    r"\b(?:cover\w*|insur\w*|plans?|benefits?|medical|dental|vision|seguro|cobertura|beneficios)\b[^.;:]*"
    r"\b(?:ends?|stops?|lasts?|runs|through|until|begins?|starts?|effective|termina|empieza|comienza|hasta|dura)\b[^.;:]*$"
)
_AGE_TOLD = re.compile(
    r"\b(?:my|our|mi|nuestr[oa])\s(?:\w+\s)?(?:daughter|son|kid|child|girl|boy|wife|husband|spouse|hij[oa]|espos[oa]"
    r"|marido)(?:['’]?s|\sis|\stiene)?\s(?P<age>\d{1,2})\b(?!\s?(?:[%$:.,]\d|percent|years? (?!old)|months?|weeks?"
    r"|days?|hours?|am|pm|meses|semanas|dias))"
)


def is_told_as_given(said: Unit, measure: Measure, sources: Sequence[Source]) -> bool:
    plain = said.plain
    start = max((joint.end() for joint in _JOINTS.finditer(plain, 0, measure.start)), default=0)
    before = plain[start : measure.start]
    if _WITH.search(before):
        return measure.kind == "number" and measure.unit not in _OF_TIME and not _is_too_young(measure, said, sources)
    given = next((found for pattern in _GIVEN if (found := pattern.search(before))), None)
    if given is None or _STATES.search(before, given.end()):
        return False
    return not _is_too_young(measure, said, sources)


def _is_too_young(measure: Measure, said: Unit, sources: Sequence[Source]) -> bool:
    """Whether a source has what is told begin at a later age."""
    if measure.unit != AGE and not _BEGINS.search(said.plain, 0, measure.start):
        return False
    things = things_in(said.plain)
    for unit in (unit for source in sources for unit in source.units):
        begins = [one for one in unit.measures if one.kind == "number" and _BEGINS.search(unit.plain, 0, one.start)]
        if not any(float(one.value) > float(measure.value) for one in begins):
            continue
        if sum(thing.share_in(unit.own_words) for thing in things) >= _ABOUT_THE_SAME * len(things):
            return True
    return False


def is_told_as_age(measure: Measure, asked: Sequence[Source]) -> bool:
    """Whether the person told it as an age without saying so: "my daughter's 14 and needs braces"."""
    return measure.unit == AGE and any(
        found["age"] == measure.value
        for source in asked
        for unit in source.units
        for found in _AGE_TOLD.finditer(unit.plain)
    )


def is_told_of_event(measure: Measure, said: Unit, asked: Sequence[Source]) -> bool:
    """Whether the person told this day of the event that it is told of: "her insurance ended on October 31"."""
    told = (one for source in asked for unit in source.units for one in happenings(unit, is_said=False))
    if measure.kind not in OF_DAYS or _ENDS_COVERAGE.search(said.plain[: measure.start]):
        return False
    return any(is_day_of(one, measure, said) for one in told)
