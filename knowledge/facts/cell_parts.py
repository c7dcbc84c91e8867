"""A cell that names several prices, each with what it is for, cut into its parts.

"Lab: $20 copay; X-ray: $40 copay" and "$10 (retail), $20 (mail order)" are two prices each. Only where every price
has a name of its own is it told which is for what; else the cell stays whole, to be doubted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.facts.prices import (
    COINSURANCE,
    COPAY,
    Price,
    end_of_price_words,
    kind_of_unit,
    prices_in,
    without_price_words,
)

RETAIL, MAIL = "retail", "mail"
MAX_PRICES = 4  # more of them are a table inside a cell
MAX_NAME = 60

_STRONG = re.compile(r";|\.(?=\s)|\s\|\s")
_WEAK = re.compile(r",(?![^(]*\))|\band\b(?![^(]*\))|\bor\b(?![^(]*\))|(?<=\s)/(?=\s)", re.IGNORECASE)
_JOIN = re.compile(
    r"^\W*(?:\w+\W+){0,6}?(?:then|plus|thereafter|followed by|after)\b|^\W*\+",
    re.IGNORECASE,
)
_THEREAFTER = re.compile(r"^\W*(?:co-?ins\w*)?\W*(?:thereafter|after(?:wards| that)|then)\b", re.IGNORECASE)
_EDGES = re.compile(
    r"^(?:[\s:;,.\-–—/()+&*]|\b(?:for|at|in|if|when|with|of|to|from|by|is|a|an|the|and|or|only|all|then|thereafter)\b)+"
    r"|(?:[\s:;,.\-–—/()+&*]|\b(?:for|at|with|only|and|or|is|a|the)\b)+$",
    re.IGNORECASE,
)
_PHARMACY = re.compile(r"\b(?P<mail>mail[- ]?order|mail|home delivery)\b|\bretail\b", re.IGNORECASE)
# Words that make what stands beside a price a condition on it and no name.
_NO_NAME = re.compile(
    r"\b(?:except|unless|otherwise|until|beyond|waived|maximum|max|minimum|greater|lesser|first|deductible|limit|less|more|than|but|"
    r"up to|thereafter|remaining)\b|[$%]",
    re.IGNORECASE,
)
_SUPPLY = re.compile(
    r"\(?\b(?:up to )?(?:a )?\d{1,3}(?:\s?(?:-|–|to)\s?\d{1,3})?[- ]?days?(?:[- ]supply| supplies)?\)?", re.I
)


@dataclass(frozen=True)
class CellPart:
    """What a part of a cell is for, and its words; without a name it is all of what the cell is about."""

    name: str
    text: str
    start: int = 0


@dataclass(frozen=True)
class _Span:
    """One price, or a copay and the share behind it ("$150 copay, then 20%")."""

    prices: tuple[Price, ...]

    @property
    def start(self) -> int:
        return self.prices[0].start

    @property
    def end(self) -> int:
        return self.prices[-1].end


def parts_of(text: str, masked: str) -> list[CellPart]:
    """Return the parts, or the cell as one; `masked` is the text with what is no price and no name blanked out."""
    spans = _spans(masked)
    whole = [CellPart("", text)]
    if not 1 < len(spans) <= MAX_PRICES:
        return [CellPart(pharmacy_in(masked), text)]
    named = _named(masked, spans)
    if named is None:
        return whole
    names, cuts = named
    if len(set(names)) < len(names):
        return _by_name(text, names, cuts) or whole
    return [CellPart(name, text[start:end], start) for name, start, end in zip(names, cuts, cuts[1:], strict=False)]


def pharmacy_in(words: str) -> str:
    """Return the one kind of pharmacy that the words name; none where they name both."""
    found = {MAIL if match["mail"] else RETAIL for match in _PHARMACY.finditer(words)}
    return found.pop() if len(found) == 1 else ""


def _spans(masked: str) -> list[_Span]:
    spans: list[_Span] = []
    for price in prices_in(masked):
        last = spans[-1].prices[-1] if spans else None
        kinds = {last.reading.attribute, price.reading.attribute} if last else set()
        between = masked[last.end : price.start] if last else ""
        is_joined = _JOIN.search(without_price_words(between)) or _THEREAFTER.match(masked[price.end :])
        if kinds == {COPAY, COINSURANCE} and is_joined:
            spans[-1] = _Span((*spans[-1].prices, price))
        else:
            spans.append(_Span((price,)))
    return spans


def _named(masked: str, spans: Sequence[_Span]) -> tuple[list[str], list[int]] | None:
    """Return the name of each price and where the parts begin; None where one has no name, or could have two."""
    first = _name(masked[: spans[0].start])
    behind = masked[spans[-1].end :]
    befores, afters, cuts = [first], [], [0]
    for this, following in pairwise(spans):
        between = masked[this.end : following.start]
        cut = _cut(between, is_name_first=bool(first))
        afters.append(_name_behind(between[:cut]))
        befores.append(_name(between[cut:]))
        cuts.append(this.end + cut)
    afters.append(_name_behind(behind))
    cuts.append(len(masked))
    names = []
    for before, after in zip(befores, afters, strict=True):
        if (before and after) or not (before or after):
            return None
        names.append(_plain(before or after))
    if any(not name or len(name) > MAX_NAME or _NO_NAME.search(name) for name in names):
        return None
    return names, cuts


def _cut(between: str, *, is_name_first: bool) -> int:
    for pattern in (_STRONG, _WEAK):
        found = pattern.search(between)
        if found:
            return found.end()
    return end_of_price_words(between) if is_name_first else len(between)


def _name_behind(words: str) -> str:
    """Return the name behind a price; the unit is one where it says more than the bare unit ("office visit")."""
    return _name(words) or kind_of_unit(words)


def _name(words: str) -> str:
    name = without_price_words(words)
    for _ in range(2):
        name = _EDGES.sub("", name)
    return " ".join(name.split())


def _plain(name: str) -> str:
    return pharmacy_in(name) or " ".join(_SUPPLY.sub(" ", name).split()).casefold()


def _by_name(text: str, names: Sequence[str], cuts: Sequence[int]) -> list[CellPart]:
    """Return neighbouring parts of one name as one ("$15 (retail only) and 30% (retail only)")."""
    parts: list[CellPart] = []
    for name, start, end in zip(names, cuts, cuts[1:], strict=False):
        if parts and parts[-1].name == name:
            parts[-1] = CellPart(name, text[parts[-1].start : end], parts[-1].start)
        elif name in {part.name for part in parts}:
            return []
        else:
            parts.append(CellPart(name, text[start:end], start))
    return parts
