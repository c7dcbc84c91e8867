"""What a cell of a summary says one pays: "$55 copay/visit. Deductible does not apply." as typed readings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.extract.raised import RAISED
from knowledge.facts.cell_parts import CellPart, parts_of
from knowledge.facts.prices import (
    COINSURANCE,
    COPAY,
    MONEY,
    NO_CHARGE,
    NO_CHARGE_WORDS,
    NOT_COVERED,
    NOT_COVERED_WORDS,
    UNIT_WORDS,
    amounts_in,
    money,
    unit_named,
    with_signs,
)
from knowledge.facts.types import APPLIES, WAIVED, Reading

MOST, DAYS_CHARGED, FIRST_VISITS, UNREAD = "most", "days_charged", "first_visits", "as_printed"
TERMS = (MOST, DAYS_CHARGED, FIRST_VISITS)

_PER_UNIT = rf"(?:\s*(?:/|per |a |an |each )\s*(?P<unit>{UNIT_WORDS})\b)?"
_FIRST_MONEY, _LATER_MONEY = (MONEY.replace("(", f"(?P<{name}>", 1) for name in ("amount", "later_amount"))
_MOST = re.compile(
    rf"(?:at most|up to(?: a)?(?: max(?:imum)?)?(?: of)?|max(?:imum|\.)?(?: of)?|not to exceed|no more than|capped at)"
    rf"\s*{_FIRST_MONEY}(?:\s*max(?:imum)?)?{_PER_UNIT}"
    rf"|{_LATER_MONEY}\s*(?:max(?:imum)?|cap)\b\.?(?: co-?pay)?{_PER_UNIT.replace('P<unit>', 'P<later_unit>')}",
    re.IGNORECASE,
)
# A cap on what the plan pays in a year is no cap on what one pays.
_CAPS_THE_PLAN = re.compile(
    r"[\s/,]*(?:(?:per|a|an|in a|each)\s+)?(?:\w+\s+)?(?:lifetime|year|annual|allowance|benefit)", re.I
)
_LEAST = re.compile(
    rf"(?:at least|min(?:imum|\.)?(?: of)?)\s*{MONEY}|{MONEY}\s*min(?:imum)?\b\.?(?: co-?pay)?", re.IGNORECASE
)
_DAYS = re.compile(
    r"(?:(?:for )?(?:at most|up to|max(?:imum)?(?: of)?)\s*(?P<most>\d{1,2}) days?(?! supply)"
    r"|(?:for (?:the )?)?(?:first|days? 1\s*(?:-|–|to|through))\s*(?P<first>\d{1,2})(?: days?)?)"
    r"(?:\s*(?:per|a|/|each) ?(?:stay|admission|confinement))?",
    re.IGNORECASE,
)
_FIRST_VISITS = re.compile(r"(?:for )?(?:the |your )?first (\d{1,2}|two|three|four|five) visits?", re.IGNORECASE)
_NUMBER_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5}
_WAIVED = re.compile(
    r"deductible (?:does not|doesn.t|do not) apply|(?:deductible|ded\.?) (?:is )?waived|(?:not subject to|no|without) "
    r"(?:the )?(?:overall |plan )?deductible|before (?:the |your )?deductible|deductible n/?a",
    re.IGNORECASE,
)
_APPLIES = re.compile(
    r"(?:after|subject to|once you meet) (?:(?:the|your|plan|overall|annual|full|health|medical|calendar|year|network|"
    r"in-network) )*(?:deductible|ded\b)(?: (?:is|has been) (?:met|satisfied))?|deductible,? (?:then|applies)|\bAD\b",
    re.IGNORECASE,
)
# A deductible for drugs alone, or for one kind of them: the overall one says nothing about this price.
_OWN_DEDUCTIBLE = re.compile(
    r"(?:after|subject to) (?:(?:the|a|an|your) )?(?:\$[\d,.]+ )?(?:(?!deductible|overall|plan\b|annual|full|health\b|"
    r"medical|calendar|network)[\w-]+ ){1,4}deductible",
    re.IGNORECASE,
)
_EXCEPTION = re.compile(
    r"\b(?:except|unless|otherwise|if|until|beyond|only|under age|up to age|children)\b", re.IGNORECASE
)
# Words that join a copay and a share to one price; without them each may be for something of its own.
_JOINS = re.compile(r"\b(?:then|plus|and|after|thereafter|followed by|remaining|of)\b|\+", re.IGNORECASE)
# Figures that tell for how long a fill lasts, or which list a drug is on, and no price.
_HARMLESS = re.compile(
    r"\b\d{1,3}(?:\s?(?:-|–|to)\s?\d{1,3})?[- ]?days?(?:[- ]supply| supplies)?|\btier \d\b", re.IGNORECASE
)
_MARKS = re.compile(r"[*†‡§]+")
_CUT = re.compile(r"\([^)]*$|\b(?:and|or|then|plus|per)\s*$|[,/]\s*$")
# "20% / not covered": one cell for two networks, or for two levels of benefits.
_ALSO_NOT_COVERED = re.compile(r"\S\s*/\s*(?:N/?C\b|not covered)", re.IGNORECASE)
# More than this is seldom asked of a patient, and often what the plan pays.
LARGE_SHARE = Decimal("0.6")
# What is longer is no price with its conditions, and to look for one in it takes time by the square of its length.
LONGEST_PRICE = 800
DEDUCTIBLE_OPEN = "When the deductible comes first is not clear from this cell."
OWN_DEDUCTIBLE = "This price comes after a deductible of its own, not after the overall one."
COST_UNREAD = "What one pays could not be read from this cell."
CELL_IS_CUT = "The cell ends in the middle: it may go on over the page."
FIGURES_LEFT = "Not every figure of this cell is understood: compare it with the page."
SEVERAL_AMOUNTS = "Several amounts of one kind stand in this cell; the first is proposed."
LEAST_AMOUNT = "The cell names a least amount too, which is not read."
ALSO_NOT_COVERED = "The cell names a price and says “not covered” too."
ALSO_NO_CHARGE = "The cell names a price and says “no charge” too."
EXCEPTION_NAMED = "The cell names an exception."
COPAY_AND_SHARE = "A copay and a share stand side by side: what is each for?"
SHARE_IS_LARGE = "A share as large as this is often what the plan pays."
_NO_MARKS = str.maketrans("", "", RAISED)
_EMPTY = re.compile(r"^[-–—\s]*$|^n/?a\.?$|^not applicable\.?$|^none\.?$", re.IGNORECASE)


@dataclass(frozen=True)
class CellReading:
    readings: tuple[Reading, ...]
    doubts: tuple[str, ...] = ()


def read_cost(words: str) -> CellReading:
    """Return what the cell says; a cell that cannot be understood comes back as it is printed, with a doubt."""
    text = " ".join(words.translate(_NO_MARKS).split())
    if not text or _EMPTY.match(text):
        return CellReading(())
    if len(text) > LONGEST_PRICE:
        return CellReading((Reading(UNREAD, text=text),), (COST_UNREAD,))
    plain = " ".join(with_signs(_MARKS.sub(" ", text)).split())
    doubts = [CELL_IS_CUT] if _CUT.search(plain) else []
    if _ALSO_NOT_COVERED.search(plain):
        doubts.append(ALSO_NOT_COVERED)
    if _OWN_DEDUCTIBLE.search(plain):
        plain = _OWN_DEDUCTIBLE.sub(" ", plain)
        doubts.append(OWN_DEDUCTIBLE)
    readings: list[Reading] = []
    parts = parts_of(plain, _masked(plain))
    for part in parts:
        found, trouble = _read_part(part.text)
        told = deductible_in(plain) if len(parts) == 1 else _deductible_of(part, parts)
        if told is None:
            trouble.append(DEDUCTIBLE_OPEN)
        readings += [_with_deductible(one, part.name, told or "") for one in found]
        doubts += trouble
    if not any(one.attribute not in TERMS for one in readings):
        return CellReading((Reading(UNREAD, text=text, deductible=deductible_in(plain) or ""),), (COST_UNREAD,))
    if _is_copay_before_share(plain, readings):
        readings = [replace(one, deductible="") if one.attribute == COPAY else one for one in readings]
        doubts.append(DEDUCTIBLE_OPEN)
    return CellReading(tuple(_once_where_equal(readings, parts)), tuple(dict.fromkeys(doubts)))


def deductible_in(text: str) -> str | None:
    """Return whether the deductible comes first, empty where the text does not say; None where it says both ways."""
    waived = _WAIVED.search(text)
    if waived is None:
        return APPLIES if _APPLIES.search(text) else ""
    # "$40 copay, deductible does not apply; then 20% after the deductible", or "deductible waived for the first visit".
    is_open = _APPLIES.search(_WAIVED.sub(" ", text)) or re.match(r"\s+(?:for|if|to|on)\b", text[waived.end() :], re.I)
    return None if is_open else WAIVED


def _with_deductible(reading: Reading, name: str, deductible: str) -> Reading:
    told = "" if reading.attribute in (*TERMS, NOT_COVERED) else deductible
    return replace(reading, applies_to=name, deductible=told)


def _deductible_of(part: CellPart, parts: Sequence[CellPart]) -> str | None:
    """Return whether the deductible comes first for this part; a sentence behind or before all parts is for all."""
    own = deductible_in(part.text)
    if own != "":
        is_last_alone = part is parts[-1] and not any(deductible_in(one.text) for one in parts[:-1])
        # ", deductible does not apply" behind the last of several prices: of that one, or of all?
        return None if is_last_alone and not _is_sentence_of_its_own(part.text) else own
    first, last = parts[0], parts[-1]
    opening = re.match(r"^[^$%]*:", first.text)
    if opening and deductible_in(opening[0]):
        return deductible_in(opening[0])
    if part is not last and not any(deductible_in(one.text) for one in parts[:-1]):
        told = deductible_in(last.text)
        return told if not told or _is_sentence_of_its_own(last.text) else None
    return ""


def _is_sentence_of_its_own(text: str) -> bool:
    found = _WAIVED.search(text) or _APPLIES.search(text)
    return bool(found and re.search(r"[;.]\s*$", text[: found.start()]))


def _is_copay_before_share(text: str, readings: Sequence[Reading]) -> bool:
    """Whether "after deductible" stands behind the share of "$50 copay, then 20% after deductible" alone."""
    kinds = [one.attribute for one in readings if one.attribute not in TERMS]
    found = _APPLIES.search(text)
    if kinds != [COPAY, COINSURANCE] or found is None or not re.search(r"\bthen\b|\bthereafter\b", text, re.I):
        return False
    return "%" in text[: found.start()] and not _is_sentence_of_its_own(text)


def _once_where_equal(readings: Sequence[Reading], parts: Sequence[CellPart]) -> list[Reading]:
    """Return one price where all parts have the same: "Lab: 10%, X-ray: 10%" is 10%."""
    by_part = [{replace(one, applies_to="") for one in readings if one.applies_to == part.name} for part in parts]
    if len(parts) > 1 and all(found == by_part[0] for found in by_part):
        return [replace(one, applies_to="") for one in readings if one.applies_to == parts[0].name]
    return list(readings)


def _masked(text: str) -> str:
    """Return the text with blanks where it speaks of caps, days, visits and the deductible, at the same length."""
    for pattern in (_MOST, _LEAST, _FIRST_VISITS, _DAYS, _WAIVED, _APPLIES):
        if pattern is not _DAYS or "day" in text.casefold():
            text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


def _read_part(text: str) -> tuple[list[Reading], list[str]]:
    terms, rest, doubts = _terms(text)
    costs, left = _costs(rest)
    doubts += _doubts_about(costs, rest)
    if re.search(r"\d", _HARMLESS.sub(" ", left)):
        doubts.append(FIGURES_LEFT)
    costs = costs[:1] if len(set(costs)) == 1 else costs
    if len(costs) > len({one.attribute for one in costs}):
        doubts.append(SEVERAL_AMOUNTS)
        costs = list({one.attribute: one for one in reversed(costs)}.values())[::-1]
    return [*costs, *terms], doubts


def _terms(text: str) -> tuple[list[Reading], str, list[str]]:
    """Return what limits the price (a cap, for how many days or visits), the words without it, and doubts."""
    readings, rest, doubts = [], text, []
    most = _MOST.search(rest)
    if most and not _CAPS_THE_PLAN.match(rest[most.end() :]):
        unit = unit_named(most["unit"] or most["later_unit"] or "")
        readings.append(Reading(MOST, money(most["amount"] or most["later_amount"]), unit=unit))
        rest = _without(rest, most)
    least = _LEAST.search(rest)
    if least:
        rest = _without(rest, least)
        doubts.append(LEAST_AMOUNT)
    days = _DAYS.search(rest) if "day" in rest.casefold() else None
    if days and not _FIRST_VISITS.search(days[0]) and not re.match(r"\s*-?\s*supply", rest[days.end() :], re.I):
        readings.append(Reading(DAYS_CHARGED, Decimal(days["most"] or days["first"]), unit="day"))
        rest = _without(rest, days)
    visits = _FIRST_VISITS.search(rest)
    if visits:
        count = _NUMBER_WORDS.get(visits[1].casefold()) or int(visits[1])
        readings.append(Reading(FIRST_VISITS, Decimal(count), unit="visit"))
        rest = _without(rest, visits)
    return readings, rest, doubts


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _costs(text: str) -> tuple[list[Reading], str]:
    """Return the prices, and the words that are left when they are taken away."""
    found = list(amounts_in(text))
    left = text
    for price in sorted(found, key=lambda price: -price.start):
        left = f"{left[: price.start]} {left[price.end :]}"
    costs = [price.reading for price in found]
    if not costs and NOT_COVERED_WORDS.search(text):
        return [Reading(NOT_COVERED, text="Not covered")], NOT_COVERED_WORDS.sub(" ", left)
    if not costs and NO_CHARGE_WORDS.search(text):
        return [Reading(NO_CHARGE, text="No charge")], NO_CHARGE_WORDS.sub(" ", left)
    return costs, left


def _doubts_about(costs: list[Reading], text: str) -> list[str]:
    doubts = []
    kinds = [one.attribute for one in costs]
    is_priced = COPAY in kinds or COINSURANCE in kinds
    says_not_covered = NOT_COVERED_WORDS.search(text)
    if _ALSO_NOT_COVERED.search(text) or (says_not_covered and NOT_COVERED not in kinds):
        doubts.append(ALSO_NOT_COVERED)
    if (is_priced or says_not_covered) and NO_CHARGE_WORDS.search(text):
        doubts.append(ALSO_NO_CHARGE)
    if costs and not is_priced and _EXCEPTION.search(text):
        doubts.append(EXCEPTION_NAMED)
    if COPAY in kinds and COINSURANCE in kinds and not _are_joined(text):
        doubts.append(COPAY_AND_SHARE)
    if any(one.attribute == COINSURANCE and (one.value or 0) >= LARGE_SHARE for one in costs):
        doubts.append(SHARE_IS_LARGE)
    return doubts


def _are_joined(text: str) -> bool:
    """Whether the words between the first amount and the first share make one price of them."""
    kinds = {price.reading.attribute: price for price in reversed(list(amounts_in(text)))}
    first, last = sorted((kinds[COPAY], kinds[COINSURANCE]), key=lambda price: price.start)
    if re.match(r"\W*(?:co-?ins\w*)?\W*(?:thereafter|remaining)\b", text[last.end :], re.IGNORECASE):
        return True
    # "$35 copay/office visit and 20% for other services": the share is for something else.
    is_for_other = re.match(r"\W*(?:co-?ins\w*)?\W*(?:for|at|in) (?!the stay|each)", text[last.end :], re.IGNORECASE)
    joins = _JOINS.search(text[first.start : last.start])
    return bool(joins) and not (is_for_other and joins and joins[0].casefold() == "and")
