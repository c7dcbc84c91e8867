"""What happens to a person, and on which day it is told to happen: "my son turns 26 on May 9", "if you ask in June".

Only a day that stands right beside its event, in a clause that neither asks nor denies, is taken for that of the event.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chat.proof.measures import AGE, OF_DAYS, Measure
from chat.proof.units import Unit

_WHO = r"(?:i|you|who|they|he|she|it|employee|person|member|i'm|im|am|are|is|be|to|usted)"
_EVENTS = {
    "birthday": re.compile(r"\b(?:turn(?:s|ing|ed)? (?:age )?\d|reach(?:es)? (?:age )?\d|birthday|cumpl\w+)"),
    "leave": re.compile(
        rf"\b(?:quit\w*|resign\w*|{_WHO} leav(?:e|es|ing)\b(?! of| without)|(?:got|get|gets|was|been|am) fired|laid off"
        r"|let go|(?:employment|job|work) (?:ends?|ended|terminates?)|stop(?:s|ped)? working|terminat\w+"
        r"|last day\b(?! of (?:the (?!job)|that|each|every|(?:my |your |his |her |their )?(?:coverage|insurance|plan)))"
        r"|renunci\w+|me voy|despid\w+"
        r"|dej[aeo]\w* (?:el empleo|la empresa|de trabajar)|termin[ae] (?:su|el) empleo"
        r"|ultimo dia\b(?! del? (?!trabajo|empleo)))"
    ),
    "ask": re.compile(
        r"\b(?:ask\w*|request\w*|turn(?:s|ed|ing)? (?:\w+ ){0,3}in\b|submit\w*|elect(?:s|ed|ion)?\b|enroll(?:s|ed)?\b"
        r"|pid[aeio]\w*|pedir\w*|solicit\w+|entreg\w+|inscri\w+)"
    ),
    "marriage": re.compile(r"\b(?:marr(?:y|ies|ied|iage)|wedding|boda|matrimonio|me caso|casa(?:r|rse|mos)|se casa)\b"),
    "divorce": re.compile(r"\b(?:divorc\w+|legal separation|separacion legal)"),
    "birth": re.compile(r"\b(?:births?|born|newborns?|bab(?:y|ies)|adopt\w+|nacimiento|nace\w*|nacio|bebe)\b"),
    "loss": re.compile(
        r"\b(?:los(?:e|es|ing|s|t) (?:\w+ ){0,4}?(?:coverage|insurance|ins|medicaid|chip)"
        r"|(?:coverage|insurance|ins) (?:ended|(?:is|was) lost|stopped|ran out)"
        r"|(?:perd\w+|pierd\w+) (?:\w+ ){0,3}?(?:cobertura|seguro))\b"
    ),
    "move": re.compile(r"\b(?:mov(?:e|es|ing|ed)\b(?! (?:from|to) the)|mud(?:a|o|anza|arse|amos))\b"),
    "hire": re.compile(
        r"\b(?:hired?|first day (?:of work|of employment|at work)|start(?:s|ed|ing)? (?:work\w*"
        r"|(?:my|the|a|your) (?:new )?job)|(?:fecha de )?contrata\w+)\b"
    ),
    "death": re.compile(r"\b(?:dies|died|death|fallec\w+|muerte|muere)\b"),
    "hours": re.compile(
        r"\b(?:(?:drop|fall)s? below|no longer (?:full-time|work enough)|hours (?:drop|fall|are cut))\b"
    ),
}
_OF_A_JOB = frozenset({"leave", "hire", "hours", "ask"})
_OF_ANOTHER_PERSON = re.compile(
    r"\b(?:wife|husband|spouse|partner|his|her|he|she|son|daughter|child|kid|mom|dad|espos[oa]|marido|pareja|hij[oa]"
    r"|conyuge)\b"
)
_JOINT = re.compile(
    r"[,;:.!?)(](?=\s|$)|\s[-–—]\s"
    r"|\b(?:and|but|so|if|when|once|because|since|y|pero|si|cuando|porque|will i|do i|does|how|what"
    r"|can i|is (?:he|she))\b"
)
_CONDITION = re.compile(r"^\W*(?:(?:so|and|but|y|pero)\s)?(?:if|when|once|should|with|si|cuando|con)\b")
_DENIES = re.compile(r"\b(?:not|never|no|nunca|sin)\b|n['’]t\b")
_ASKS = re.compile(r"^\W*(?:does|do|did|is|are|was|will|would|can|should|must|es|sera|puedo)\b")
_YEAR_BEHIND = re.compile(r",?\s(?:of |de |del )?$")
_SENTENCE = re.compile(r"[:;.,]\s(?=\S+\s\S)")
_SAID_OF = {
    **_EVENTS,
    "loss": re.compile(
        r"\b(?:last day of|end of|lost|loss of) (?:\w+ ){1,2}(?:coverage|insurance|plan)\b"
        r"|\b(?:coverage|insurance|plan) (?:ended|stopped)\b"
    ),
}
_RIGHT_BEFORE = re.compile(r",?\s(?:was |is |on |el |fue )*$")
_BESIDE = 30  # characters between an event and its day


@dataclass(frozen=True)
class Happening:
    """An event with its day, as far as it is told; `age` is that of a birthday."""

    event: str
    year: int | None
    month: int
    day: int | None
    age: str = ""
    start: int = 0  # where its day stands


def events_in(plain: str) -> frozenset[str]:
    """Return the events that a text without accents names; that somebody else leaves is an event of its own."""
    return frozenset(_named(event, plain) for event, pattern in _EVENTS.items() if pattern.search(plain))


def occasions_in(plain: str) -> frozenset[str]:
    """Return on what occasions something is told, whoever they are of: that one asks for something is none."""
    return frozenset(event for event, pattern in _EVENTS.items() if event != "ask" and pattern.search(plain))


def happenings(unit: Unit, *, is_said: bool) -> Iterator[Happening]:
    """Yield what happens on a day that is told; of an answer (`is_said`) only what it names as a condition."""
    for begins, ends in _clauses(unit):
        clause = unit.plain[begins:ends]
        if _DENIES.search(clause) or _ASKS.match(clause):
            continue
        if is_said and not _CONDITION.match(clause):
            continue
        for measure in unit.measures:
            if measure.kind in OF_DAYS and begins <= measure.start < ends:
                event = _event_beside(measure, unit.plain, begins, ends)
                if event:
                    yield _happening(event, measure, unit, begins, ends)


def is_day_of(one: Happening, measure: Measure, said: Unit) -> bool:
    """Whether the day is told as that of the event, right behind it."""
    *_, month, day = measure.value.split("-") if measure.kind == "date" else (measure.value, "")
    year = year_behind(measure, said)
    if int(month) != one.month or (day and int(day) != one.day) or (year and year != one.year):
        return False
    before = said.plain[: measure.start]
    ends = _RIGHT_BEFORE.search(before)
    near = before[max((joint.end() for joint in _SENTENCE.finditer(before)), default=0) : ends.start() if ends else 0]
    pattern = _SAID_OF.get(one.event)
    return bool(pattern and not _DENIES.search(near)) and any(
        found.end() == len(near) for found in pattern.finditer(near)
    )


def year_behind(measure: Measure, unit: Unit) -> int | None:
    """Return the year of a day, or the one that is told right behind a month."""
    if measure.kind == "date":
        year = measure.value.split("-")[0]
        return int(year) if year else None
    years = (one for one in unit.measures if one.kind == "year" and one.start >= measure.end)
    behind = next(years, None)
    is_its_own = behind and _YEAR_BEHIND.fullmatch(unit.plain, measure.end, behind.start)
    return int(behind.value) if behind and is_its_own else None


def ages_in(unit: Unit, start: int, end: int) -> frozenset[str]:
    return frozenset(one.value for one in unit.measures if one.unit == AGE and start <= one.start < end)


def _named(event: str, plain: str) -> str:
    return f"another's {event}" if event in _OF_A_JOB and _OF_ANOTHER_PERSON.search(plain) else event


def _clauses(unit: Unit) -> Iterator[tuple[int, int]]:
    begins = 0
    for joint in _JOINT.finditer(unit.plain):
        if any(one.start <= joint.start() < one.end for one in unit.measures):
            continue
        yield begins, joint.start()
        begins = joint.start()
    yield begins, len(unit.plain)


def _event_beside(measure: Measure, plain: str, begins: int, ends: int) -> str:
    """Return the event that stands nearest before the day, else the one right behind it."""
    places = [
        (found.start(), found.end(), event)
        for event, pattern in _EVENTS.items()
        for found in pattern.finditer(plain, begins, ends)
    ]
    before = max(((end, event) for start, end, event in places if end <= measure.start), default=None)
    behind = min(((start, event) for start, end, event in places if start >= measure.end), default=None)
    if before and measure.start - before[0] <= _BESIDE:
        return _named(before[1], plain[begins:ends])
    if not before and behind and behind[0] - measure.end <= _BESIDE:
        return _named(behind[1], plain[begins:ends])
    return ""


def _happening(event: str, measure: Measure, unit: Unit, begins: int, ends: int) -> Happening:
    *_, month, day = measure.value.split("-") if measure.kind == "date" else (measure.value, "")
    ages: Sequence[str] = sorted(ages_in(unit, begins, ends))
    age = ages[0] if len(ages) == 1 else ""
    return Happening(event, year_behind(measure, unit), int(month), int(day) if day else None, age, measure.start)
