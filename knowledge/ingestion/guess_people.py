"""In which states, and with what hours, the people work whom a file says it is for.

A proposal that HR confirms. A title that names a state is taken at its word only where people or their leave are spoken
of ("New York Life" is an insurer); the text only where it says of itself for whom it is: that part-time employees are
not eligible is what they themselves must be able to read.
"""

import re
from collections.abc import Iterable

from accounts.audience import Hours, WorkState, read_work_state
from knowledge.text.terms import plain_text

FIRST_LINES = 4
# Letters that are a word or a term of benefits as well: "(IN)" is in network.
_WORDS_TOO = frozenset({"HI", "IN", "ME", "OK", "OR", "PA"})
_ALSO = ("washington, d.c.", "washington d.c.", "washington, dc", "washington dc", "district of columbia")
_NAMES = sorted({*(state.label.lower() for state in WorkState), *_ALSO}, key=len, reverse=True)
_STATE = f"(?:{'|'.join(map(re.escape, _NAMES))})"
_STATES = rf"({_STATE}(?:(?:, and |, or |, | and | or | & |/| y | o ){_STATE})*)"
_PEOPLE = (
    r"(?:(?:full|part)[- ]time )?(?:employees?|staff|team members?|associates?|workers?|colleagues|residents|"
    r"empleados?|trabajadores)"
)
_PAPER = (
    r"(?:(?:state )?(?:paid|sick|family|parental|pregnancy|disability|leave|law|mandated)|supplement|addendum|appendix|"
    r"rider|overlay|pfl|sdi|famli|pfml)"
)
_WHO_WORK = r"(?:(?:who|that|que) )?(?:work|working|live|living|based|located|trabajan|viven) "
_IN = rf"(?:{_WHO_WORK})?(?:in|en) (?:the state of |el estado de )?"
_OF_PEOPLE = rf"(?:{_STATES}(?:-based)? {_PEOPLE}|{_PEOPLE} {_IN}{_STATES})"
_IN_TITLE = (
    re.compile(rf"(?<!\bof )\b{_STATES}(?:-based)? (?:{_PEOPLE}|{_PAPER})\b"),
    re.compile(rf"\b{_PEOPLE} {_IN}{_STATES}\b"),
    re.compile(rf"(?:[(:–—]\s*|\s-\s*|\bin |\ben ){_STATES}(?: only)?\)?$"),
)
_LETTERS_IN_TITLE = re.compile(r"(?:\(([A-Z]{2}(?:[,/&] ?[A-Z]{2})*)\)|\s[-–—]\s?([A-Z]{2}(?:[,/&] ?[A-Z]{2})*))$")
_OF_ITSELF = (
    r"\bthis (?:\w+ ){0,3}?(?:policy|document|guide|summary|notice|supplement|addendum|handbook|program|plan|leaflet) "
    r"(?:applies|is)(?: only| solely)? (?:to|for|meant for|intended for)(?: only)?(?: all| our| eligible| regular)* "
)
_LINE = r"^(?:for|applies to|para)(?: all| our| eligible| regular| los)* "
_ENDS = r"(?: only)?(?: \([^)]*\))?[.:]?$"
_STATES_IN_TEXT = (re.compile(_OF_ITSELF + _OF_PEOPLE), re.compile(_LINE + _OF_PEOPLE + _ENDS))
_HOURS = r"(full|part)[- ]time"
_SPANISH_HOURS = {"tiempo completo": "full", "medio tiempo": "part", "tiempo parcial": "part"}
_HOURS_IN_TITLE = re.compile(rf"\b{_HOURS}(?:rs)?\b|\b({'|'.join(_SPANISH_HOURS)})\b")
_OF_HOURS = rf"{_HOURS} {_PEOPLE}"
_HOURS_IN_TEXT = (re.compile(_OF_ITSELF + _OF_HOURS), re.compile(_LINE + _OF_HOURS + _ENDS))


def guess_work_states(title: str, first_words: str) -> list[str]:
    """Return the letters of the states that the title names, else those the first words say it is for."""
    plain = _plain(title)
    named = [name for pattern in _IN_TITLE for found in pattern.finditer(plain) for name in _names(found.groups())]
    for found in _LETTERS_IN_TITLE.finditer(title.strip()):
        named += [name for name in re.findall(r"[A-Z]{2}", found[0]) if name not in _WORDS_TOO]
    if not named:
        named = [name for found in _said_of_itself(first_words, _STATES_IN_TEXT) for name in _names(found.groups())]
    return sorted({state for name in named if (state := read_work_state(name.replace(",", "")))})


def guess_hours(title: str, first_words: str) -> str:
    """Return full or part time if the title, else the first words, say it is for such alone; "" if for both or none."""
    found = [*_HOURS_IN_TITLE.finditer(_plain(title))] or _said_of_itself(first_words, _HOURS_IN_TEXT)
    kinds = {_SPANISH_HOURS.get(word, word) for one in found for word in one.groups() if word in _KINDS}
    return {frozenset({"full"}): Hours.FULL_TIME.value, frozenset({"part"}): Hours.PART_TIME.value}.get(
        frozenset(kinds), ""
    )


_KINDS = {"full", "part", *_SPANISH_HOURS}


def _plain(text: str) -> str:
    return " ".join(plain_text(text).split())


def _said_of_itself(first_words: str, patterns: tuple[re.Pattern[str], re.Pattern[str]]) -> list[re.Match[str]]:
    sentence, line = patterns
    lines = [_plain(one) for one in first_words.split("\n") if one.strip()]
    own = [found for one in lines[:FIRST_LINES] if (found := line.search(one))]
    return [*sentence.finditer(" ".join(lines)), *own]


def _names(groups: Iterable[str | None]) -> list[str]:
    return [name for group in groups if group for name in re.findall(_STATE, group)]
