"""Of which states, and of what working time, the people are for whom a sentence, a row or a heading says it holds.

A state that is only named says nothing of people: "New York Life" is an insurer, "Dallas, Texas" an address. It counts
beside people or what they do ("employees in California", "if you work in Texas"), before what holds there ("California:
10 days"), and where it is all that is said (a heading, a column's head).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from accounts.audience import SPANISH_NAMES, Audience, Hours, WorkState, read_work_state
from knowledge.text.terms import plain_text

# Letters that are a word or a term of benefits as well: "(IN)" is in network.
WORDS_TOO = frozenset({"HI", "IN", "ME", "OK", "OR", "PA"})
_ALSO = ("washington, d.c.", "washington d.c.", "washington, dc", "washington dc", "district of columbia")
_NAMES = sorted({*(state.label.lower() for state in WorkState), *_ALSO, *SPANISH_NAMES}, key=len, reverse=True)
_STATE = f"(?:{'|'.join(map(re.escape, _NAMES))})"
STATES = rf"({_STATE}(?:(?:, and |, or |, | and | or | & |/| y | o ){_STATE})*)"
PEOPLE = (
    r"(?:(?:full|part)[- ]time )?(?:employees?|staff|team members?|associates?|workers?|colleagues|residents|"
    r"empleados?|trabajadores)"
)
_PAPER = (
    r"(?:(?:state )?(?:paid|sick|family|parental|pregnancy|disability|leave|law|mandated)|supplement|addendum|appendix|"
    r"rider|overlay|pfl|sdi|famli|pfml)"
)
_OF_WORK = (
    r"(?:benefits?|polic(?:y|ies)|time off|holidays?|vacation|pay|coverage|insurance|plans?|work(?:ing|s)?|"
    r"liv(?:e|ing)|rights?|notices?|beneficios|politicas?|licencias?|permisos?|vacaciones|cobertura|seguro|derechos|trabaja\w*)"
)
_WHO_WORK = r"(?:(?:who|that|que) )?(?:work|working|live|living|based|located|trabajan|viven) "
_IN = rf"(?:{_WHO_WORK})?(?:in|en|de) (?:the state of |el estado de )?"
OF_PEOPLE = rf"(?:{STATES}(?:-based)? {PEOPLE}|{PEOPLE} {_IN}{STATES})"
_IN_TITLE = (
    re.compile(rf"(?<!\bof )(?<!\bnon[- ])\b{STATES}(?:-based)? (?:{PEOPLE}|{_PAPER})\b"),
    re.compile(rf"\b{PEOPLE} {_IN}{STATES}\b"),
    re.compile(rf"(?:[(:–—]\s*|\s-\s*){STATES}(?: only)?\)?$"),
    # "Effects of a storm in Florida" is for nobody in particular.
    re.compile(rf"\b(?:{PEOPLE}|{_PAPER}|{_OF_WORK})\b.*\b(?:in|en) {STATES}(?: only)?\)?$"),
)
_LETTERS_IN_TITLE = re.compile(r"(?:\(([A-Z]{2}(?:[,/&] ?[A-Z]{2})*)\)|\s[-–—]\s?([A-Z]{2}(?:[,/&] ?[A-Z]{2})*))$")

_NAMED = re.compile(rf"\b{_STATE}\b")
_WORK = r"(?:works?|working|lives?|living|resides?|residing|employed|trabajas?|trabaja|trabajan|vives?|viven)"
_IN_SENTENCE = (
    re.compile(rf"(?<!\bof )\b{STATES}(?:-based)? {PEOPLE}\b"),
    re.compile(rf"\b{PEOPLE} {_IN}{STATES}\b"),
    re.compile(rf"\b(?:{_WORK}|you(?: a|')re (?:based|located)) (?:in|en) (?:the state of |el estado de )?{STATES}\b"),
    re.compile(rf"^(?:(?:for|in|en|para) )?{STATES}(?: only)?\s*[:–—]"),
    re.compile(rf"^(?:in|en) {STATES},"),
    re.compile(rf"\({STATES} only\)"),
    re.compile(rf"\b(?:states?|locations?|estados?): {STATES}\b"),
    re.compile(rf"^(?:(?:for|in|en|para) )?{STATES}(?: only)?\W*$"),
)
_BUT = (
    r"(?:outside(?: of)?|except(?: for)?|other than|excluding|but not|not|fuera de|excepto|salvo"
    r"|no (?:son|trabajan?|viven?)) "
    rf"(?:(?:for |to )?(?:those |the |our |los |las )?(?:{PEOPLE} )?(?:who )?(?:{_WORK} )?(?:in |en |de ))?"
    r"(?:the state of )?"
)
_BUT_STATES = re.compile(rf"\b(?:{_BUT}|non[- ]){STATES}\b")
_THE_REST = re.compile(
    r"\b(?:(?:all|any|every|the) other (?:us |u\.s\. )?(?:states?|locations?)|other states|elsewhere|everywhere else"
    r"|(?:los )?(?:demas|otros) estados)\b"
)
# By its letters, only where they cannot be anything else: "CA employees", "employees in CA", "CA: 10 days".
_LETTERS = r"([A-Z]{2}(?:(?:,? and |,? or |, | ?/ ?| & )[A-Z]{2})*)"
_BY_LETTERS = (
    re.compile(rf"\b{_LETTERS}(?:-based)? (?i:{PEOPLE})\b"),
    re.compile(rf"(?i:\b(?:{PEOPLE}|{_WORK}) (?:{_WHO_WORK})?in ){_LETTERS}\b"),
    re.compile(rf"^{_LETTERS}(?: only)?\s*(?:[:–—]|$)"),
)
# Not even the letters that are a word are one here: "employees in PA".
_LETTERS_OF_PEOPLE = re.compile(rf"(?i:\b(?:{PEOPLE}|{_WORK}) (?:{_WHO_WORK})?)in {_LETTERS}\b")
_BUT_LETTERS = (
    re.compile(rf"\b(?i:non)[- ]{_LETTERS}(?:-based)? (?i:{PEOPLE})\b"),
    re.compile(rf"(?i:\b(?:{PEOPLE}|{_WORK}) (?:{_WHO_WORK})?(?:outside(?: of)?|not in) ){_LETTERS}\b"),
)
# A full-time student is nobody's working time.
_HOURS = re.compile(
    r"\b(?:(full|part)(?:[- ]time|time)(?:rs)?|(tiempo completo|medio tiempo|tiempo parcial))\b"
    r"(?! (?:or part[- ]time )?(?:students?|stud(?:y|ies)|school|college|enroll\w+|basis at|estudiantes?))"
)
# PT is physical therapy as well.
_HOURS_BY_LETTERS = re.compile(rf"(?<![Nn]on[- ])\b(FT|PT)(?:/(FT|PT))? (?i:{PEOPLE})\b")
# "Who is not full-time" is part-time, unless who is neither is spoken of.
_BUT_HOURS = re.compile(
    r"\b(?:(?:not|less than|other than|excluding|except(?: for)?|excepto|salvo|fuera de)"
    r"(?: (?:those|our|the|los|las|de|a|an|work(?:ing)?|who(?: are| work)?|regular|empleados|trabajadores))*"
    r"|non|no (?:(?:son|estan|trabajan?|es|esta)(?: (?:a|de|empleados|trabajadores))*))[- ]"
    rf"{_HOURS.pattern}(?! (?:or|nor|o|ni)\b)"
)
_OTHER_HOURS = {Hours.FULL_TIME.value: Hours.PART_TIME.value, Hours.PART_TIME.value: Hours.FULL_TIME.value}
_WHICH_HOURS = {
    "FT": Hours.FULL_TIME.value,
    "PT": Hours.PART_TIME.value,
    "full": Hours.FULL_TIME.value,
    "part": Hours.PART_TIME.value,
    "tiempo completo": Hours.FULL_TIME.value,
    "medio tiempo": Hours.PART_TIME.value,
    "tiempo parcial": Hours.PART_TIME.value,
}
_ALL_STATES = frozenset(WorkState.values)


@dataclass(frozen=True)
class PeopleNamed:
    """For whom a text says it holds; an empty part is left open."""

    work_states: frozenset[str] = frozenset()
    hours: frozenset[str] = frozenset()
    is_of_the_rest: bool = False  # for all states but those that are named beside it

    def surely_have(self, audience: Audience) -> bool:
        """Whether somebody is known to be one of them."""
        has_state = not self.work_states or audience.work_state in self.work_states
        return has_state and (not self.hours or audience.hours in self.hours) and not self.is_of_the_rest


@lru_cache(maxsize=4096)
def people_named(text: str) -> PeopleNamed:
    """Return of which states and of what working time the people are whom the text says it is for.

    What names both, or all states, leaves that open.
    """
    plain = plain_words(text)
    states, is_of_the_rest = _states_named(text, plain)
    hours = hours_in(plain) | _which_hours(_HOURS_BY_LETTERS.finditer(text))
    return PeopleNamed(
        frozenset() if states >= _ALL_STATES else states,
        hours if len(hours) == 1 else frozenset(),
        is_of_the_rest,
    )


def hours_in(plain: str) -> frozenset[str]:
    """Return the working times of the people named; of those who are not full-time, part time."""
    left_out = _which_hours(_BUT_HOURS.finditer(plain))
    named = _which_hours(_HOURS.finditer(_BUT_HOURS.sub(" ", plain)))
    return named | {_OTHER_HOURS[hours] for hours in left_out}


def states_in(text: str) -> frozenset[str]:
    """Return the states that the text names, whatever it says of them."""
    return _codes(_NAMED.findall(plain_words(text)))


@lru_cache(maxsize=4_096)
def states_of_title(title: str) -> frozenset[str]:
    """Return the states of people or their leave that a title or heading names."""
    named = [name for pattern in _IN_TITLE for found in pattern.finditer(plain_words(title)) for name in _all(found)]
    for found in _LETTERS_IN_TITLE.finditer(title.strip()):
        named += [name for name in re.findall(r"[A-Z]{2}", found[0]) if name not in WORDS_TOO]
    return _codes(named)


def states_among(found: Iterable[re.Match[str]]) -> frozenset[str]:
    """Return the states in what patterns made of STATES have found."""
    return _codes(name for one in found for name in _all(one))


def plain_words(text: str) -> str:
    return " ".join(plain_text(text).split())


def _states_named(text: str, plain: str) -> tuple[frozenset[str], bool]:
    """Return the states of the people named, and whether they are those of all states that others do not name."""
    left_out = states_among(_BUT_STATES.finditer(plain)) if _NAMED.search(plain) else frozenset()
    rest = _BUT_STATES.sub(" ", plain) if left_out else plain
    left_out |= _by_letters(text, _BUT_LETTERS)
    for pattern in _BUT_LETTERS:
        text = pattern.sub(" ", text)
    named = states_among(found for pattern in _IN_SENTENCE for found in pattern.finditer(rest))
    named |= _by_letters(text, _BY_LETTERS)
    named |= _codes(name for found in _LETTERS_OF_PEOPLE.finditer(text) for name in re.findall(r"[A-Z]{2}", found[1]))
    if _THE_REST.search(plain):
        # "California: 10 days; all other states: 5 days" is for everybody.
        return (_ALL_STATES, False) if named or left_out else (frozenset(), True)
    return (named | (_ALL_STATES - left_out), False) if left_out else (named, False)


def _by_letters(text: str, patterns: Iterable[re.Pattern[str]]) -> frozenset[str]:
    found = (one for pattern in patterns for one in pattern.finditer(text.strip()))
    letters = (name for one in found for name in re.findall(r"[A-Z]{2}", one[1]) if name not in WORDS_TOO)
    return _codes(name for name in letters if name in _ALL_STATES)


def _which_hours(found: Iterable[re.Match[str]]) -> frozenset[str]:
    return frozenset(_WHICH_HOURS[word] for one in found for word in one.groups() if word)


def _all(found: re.Match[str]) -> list[str]:
    return [name for group in found.groups() if group for name in re.findall(_STATE, group)]


def _codes(names: Iterable[str]) -> frozenset[str]:
    return frozenset(state for name in names if (state := read_work_state(name.replace(",", ""))))
