"""Where the prices stand in a cell of a summary: copays, shares, "no charge" and "not covered"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.facts.types import Reading

COPAY, COINSURANCE, NO_CHARGE, NOT_COVERED = "copay", "coinsurance", "no_charge", "not_covered"

# A longer row of digits ("$1.500") is no amount that could be read.
MONEY = r"\$\s?(\d{1,3}(?:,\d{3}){1,2}(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?)(?![\d,.]*\d)"
# "per outpatient visit", "/office visit": one word may stand before the unit.
_KIND_OF_UNIT = r"(?:(?:office|outpatient|inpatient|individual|group|in-person|hospital|surgical|pcp|specialist) )?"
_UNITS = {
    "visit": rf"{_KIND_OF_UNIT}visits?|consultations?|appointments?|exams?|{_KIND_OF_UNIT}encounters?",
    "day": r"(?:inpatient )?days?",
    "admission": r"(?:inpatient |hospital )?(?:admissions?|stays?|confinements?|admits?)",
    "fill": r"fills?|prescriptions?|scripts?|rx|30[- ]day supply|refills?",
    "trip": r"trips?|transports?|one[- ]way trips?",
    "scan": r"scans?|images?",
    "test": r"tests?|procedures?|services?|x-?rays?",
    "surgery": r"surger(?:y|ies)|operations?",
    "item": r"items?|devices?|pairs?",
    "pregnancy": r"pregnanc(?:y|ies)|deliver(?:y|ies)|birth",
}
UNIT_WORDS = "|".join(_UNITS.values())
_COPAY_WORD = r"(?:co-?pay(?:ment)?s?)"
_UNIT = re.compile(
    rf"^\s*(?:individual |group )?{_COPAY_WORD}?\s*(?:/|per |a |an |each )\s*(?P<unit>{UNIT_WORDS})\b", re.IGNORECASE
)
_COPAY = re.compile(rf"{MONEY}(?=(?P<after>[^$%;.]{{0,40}}))", re.IGNORECASE)
# What may stand behind a price. Anything else ("$150 allowance", "$500 penalty") makes the amount another thing.
_BEHIND_COPAY = re.compile(
    r"\s*(?:$|[-–—;,.()/+]|(?:individual |group )?co-?pay|co-?insurance|per\b|an?\b|each\b|then\b|and\b|or\b|plus\b|"
    r"after\b|for\b|if\b|when\b|in\b|at\b|up to\b|waived\b|until\b|before\b|not subject\b|no deductible\b|"
    r"deductible (?:does|do|is|waived)|(?:the )?first\b|days?\b|office\b|visits?\b|retail\b|mail\b|home delivery\b|"
    r"rx\b|generic\b|brand\b|(?:non-?)?preferred\b|pcp\b|primary\b|specialist\b)",
    re.IGNORECASE,
)
_BEFORE_NO_COPAY = re.compile(
    r"\b(?:above|over|exceed\w*|excess of|more than|beyond|less|penalty|allowances?|deductible|discount|credit|"
    r"reimburse\w*|(?:plan|we|insurer) pays?|reduced by|limit|benefit)(?: of| by| to| up to| is)?(?: an?)?[\s:]*$",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d{1,2})?)\s?%(?=(?P<after>[^$%;.]{0,40}))", re.IGNORECASE)
_BEHIND_NO_SHARE = re.compile(
    r"\s*(?:is |are )?(?:covered|paid|reimburse\w*|off\b|discount|by (?:the )?plan)", re.IGNORECASE
)
_BEFORE_NO_SHARE = re.compile(
    r"(?:\bcovered|\bpaid|(?<!you )\bpays?|\breimburse\w*)(?: at| in| up to)?\s*$|\d\s*(?:-|–|—|to)\s*$", re.IGNORECASE
)
_YOU_PAY = re.compile(r"\b(?:you|member|patient|insured|enrollee)s? pays?\s*$", re.IGNORECASE)
NO_CHARGE_WORDS = re.compile(
    r"\b(?:no (?:charge|cost|co-?pay(?:ment)?)|covered in full|100\s?% covered|free(?![- ]?standing))\b"
    r"|\bcovered (?:at )?100\s?%|\byou pay nothing\b",
    re.IGNORECASE,
)
NOT_COVERED_WORDS = re.compile(
    r"\bnot covered\b|\bno coverage\b|\bnot (?:a )?covered (?:benefit|service)\b", re.IGNORECASE
)
# Words that say no more than what kind of a price it is, and for what unit.
_ABOUT_PRICE = re.compile(
    rf"\b(?:{_COPAY_WORD}|co-?ins(?:urance)?)\b|(?:/|\bper\b|\beach\b)\s*(?:{UNIT_WORDS})\b", re.IGNORECASE
)
_PRICE_TAIL = re.compile(
    rf"(?:\s|,|individual |group |{_COPAY_WORD}\b|co-?ins(?:urance)?\b|(?:/|per\b|each\b)\s*(?:{UNIT_WORDS})\b)*",
    re.IGNORECASE,
)
_NUMBERS = {
    "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "thirty-five": 35,
    "forty": 40, "forty-five": 45, "fifty": 50,
}  # fmt: skip
_SPELLED_SHARE = re.compile(rf"\b({'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|\d{{1,3}}) per ?cent\b", re.I)


@dataclass(frozen=True)
class Price:
    """A price with where its figure, or its words, begin and end."""

    start: int
    end: int
    reading: Reading


def money(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def with_signs(text: str) -> str:
    """Return the text with shares in words ("twenty percent") as figures with their sign."""
    return _SPELLED_SHARE.sub(lambda found: f"{_NUMBERS.get(found[1].casefold(), found[1])}%", text)


def amounts_in(text: str) -> Iterator[Price]:
    """Yield the copays, then the shares."""
    for found in _COPAY.finditer(text):
        if _BEHIND_COPAY.match(found["after"]) and not _BEFORE_NO_COPAY.search(text[: found.start()]):
            yield Price(found.start(), found.end(1), Reading(COPAY, money(found[1]), unit=_unit(found["after"])))
    for found in _SHARE.finditer(text):
        if _is_share(text, found):
            end = found.end(1) + len(text[found.end(1) :]) - len(text[found.end(1) :].lstrip(" %"))
            yield Price(found.start(), end, Reading(COINSURANCE, Decimal(found[1]) / 100))


def prices_in(text: str) -> list[Price]:
    """Return all prices in the order they are printed, "no charge" and "not covered" among them."""
    worded = [
        Price(found.start(), found.end(), Reading(attribute, text=words))
        for attribute, words, pattern in (
            (NOT_COVERED, "Not covered", NOT_COVERED_WORDS),
            (NO_CHARGE, "No charge", NO_CHARGE_WORDS),
        )
        for found in pattern.finditer(text)
    ]
    return sorted([*amounts_in(text), *worded], key=lambda price: price.start)


def without_price_words(text: str) -> str:
    return _ABOUT_PRICE.sub(" ", text)


def end_of_price_words(text: str) -> int:
    """Return where the words that belong to the price before end: "copay per visit"."""
    tail = _PRICE_TAIL.match(text)
    return tail.end() if tail else 0


def kind_of_unit(after: str) -> str:
    """Return the unit as it is printed where it says more than the bare unit: "office visit"."""
    found = _UNIT.match(after)
    return found["unit"] if found and " " in found["unit"] else ""


def _is_share(text: str, found: re.Match[str]) -> bool:
    """False for the share the plan pays ("covered at 80%"), and for the end of a range ("20-40%")."""
    before = text[: found.start()]
    if _BEHIND_NO_SHARE.match(found["after"]):
        return False
    return bool(_YOU_PAY.search(before)) or not _BEFORE_NO_SHARE.search(before)


def _unit(after: str) -> str:
    found = _UNIT.match(after)
    return unit_named(found["unit"]) if found else ""


def unit_named(word: str) -> str:
    return next((unit for unit, pattern in _UNITS.items() if word and re.fullmatch(pattern, word, re.IGNORECASE)), "")
