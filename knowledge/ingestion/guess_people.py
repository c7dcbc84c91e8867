"""In which states, and with what hours, the people work whom a file says it is for.

A proposal that HR confirms. A title that names a state is taken at its word only where people or their leave are spoken
of ("New York Life" is an insurer); the text only where it says of itself for whom it is: that part-time employees are
not eligible is what they themselves must be able to read.
"""

import re

from accounts.audience import Hours
from knowledge.text.people import OF_PEOPLE, PEOPLE, hours_in, plain_words, states_among, states_of_title

FIRST_LINES = 4
_OF_ITSELF = (
    r"\bthis (?:\w+ ){0,3}?(?:policy|document|guide|summary|notice|supplement|addendum|handbook|program|plan|leaflet) "
    r"(?:applies|is)(?: only| solely)? (?:to|for|meant for|intended for)(?: only)?(?: all| our| eligible| regular)* "
)
_LINE = r"^(?:for|applies to|para)(?: all| our| eligible| regular| los)* "
_ENDS = r"(?: only)?(?: \([^)]*\))?[.:]?$"
_STATES_IN_TEXT = (re.compile(_OF_ITSELF + OF_PEOPLE), re.compile(_LINE + OF_PEOPLE + _ENDS))
_HOURS = r"(full|part)[- ]time"
_KINDS = {"full": Hours.FULL_TIME.value, "part": Hours.PART_TIME.value}
_OF_HOURS = rf"{_HOURS} {PEOPLE}"
_HOURS_IN_TEXT = (re.compile(_OF_ITSELF + _OF_HOURS), re.compile(_LINE + _OF_HOURS + _ENDS))


def guess_work_states(title: str, first_words: str) -> list[str]:
    """Return the letters of the states that the title names, else those the first words say it is for."""
    return sorted(states_of_title(title) or states_among(_said_of_itself(first_words, _STATES_IN_TEXT)))


def guess_hours(title: str, first_words: str) -> str:
    """Return full or part time if the title, else the first words, say it is for such alone; "" if for both or none."""
    of_itself = _said_of_itself(first_words, _HOURS_IN_TEXT)
    kinds = hours_in(plain_words(title)) or {
        _KINDS[one] for found in of_itself for one in found.groups(default="") if one in _KINDS
    }
    return next(iter(kinds)) if len(kinds) == 1 else ""


def _said_of_itself(first_words: str, patterns: tuple[re.Pattern[str], re.Pattern[str]]) -> list[re.Match[str]]:
    sentence, line = patterns
    lines = [plain_words(one) for one in first_words.split("\n") if one.strip()]
    own = [found for one in lines[:FIRST_LINES] if (found := line.search(one))]
    return [*sentence.finditer(" ".join(lines)), *own]
