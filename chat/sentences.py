"""Cuts text into sentences without losing a character of it."""

import re
from dataclasses import dataclass

# A point does not end a sentence after these, nor inside a number.
_SHORT_FORMS = (
    "e.g i.e etc vs no nos sec art approx est dept inc corp co ltd mr mrs ms dr st jr sr a.m p.m u.s p pp ext min max "
    "incl excl fig jan feb mar apr jun jul aug sep sept oct nov dec sra ud uds núm pág aprox"
)
_SHORT = frozenset(_SHORT_FORMS.split())
_END = re.compile(r"[.!?…]+[)\]\"”’]*(?=\s|$)|\n+")
_MARKERS = re.compile(r"(?:\s*\[\d{1,3}\])+[.,;]?")
_LAST_WORD = re.compile(r"[\w.]+$")


@dataclass(frozen=True)
class Sentence:
    """text[start:end], with the citation markers that follow its point and the blanks behind them."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """Return the sentences in order; put together again they are the text."""
    found, start = [], 0
    for match in _END.finditer(text):
        if match.end() <= start or _goes_on(text, match):
            continue
        end = match.end()
        if not match.group().startswith("\n"):
            markers = _MARKERS.match(text, end)
            end = markers.end() if markers else end
        end += len(text[end:]) - len(text[end:].lstrip(" "))
        found.append(Sentence(start, end, text[start:end]))
        start = end
    if start < len(text):
        found.append(Sentence(start, len(text), text[start:]))
    return found


def _goes_on(text: str, match: re.Match[str]) -> bool:
    if match.group() != ".":
        return False
    word = _LAST_WORD.search(text, 0, match.start())
    last = word.group().lower() if word else ""
    following = text[match.end() :].lstrip()[:1]
    if last in _SHORT:
        # "at 5 p.m. Call us" ends, "approx. 30 days" and "Sec. 4" go on.
        return not (last in {"a.m", "p.m", "etc", "inc", "corp", "co"} and following.isupper())
    # An initial ("J. Smith"), or the number of a list item ("1. First").
    is_initial = len(last) == 1 and last.isalpha() and last != "i"
    return is_initial or _is_item_number(text, match.start(), last)


def _is_item_number(text: str, end: int, last: str) -> bool:
    line = text[text.rfind("\n", 0, end) + 1 : end]
    return last.isdigit() and len(last) <= 2 and line.strip() == last
