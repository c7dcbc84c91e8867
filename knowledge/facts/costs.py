"""What a cell of a summary says one pays: "$55 copay/visit. Deductible does not apply." as typed readings."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.extract.raised import RAISED
from knowledge.facts.types import APPLIES, WAIVED, Reading

COPAY, COINSURANCE, NO_CHARGE, NOT_COVERED = "copay", "coinsurance", "no_charge", "not_covered"
MOST, DAYS_CHARGED, FIRST_VISITS, UNREAD = "most", "days_charged", "first_visits", "as_printed"
TERMS = (MOST, DAYS_CHARGED, FIRST_VISITS)

# A longer row of digits ("$1.500") is no amount that could be read.
MONEY = r"\$\s?(\d{1,3}(?:,\d{3}){1,2}(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?)(?![\d,.]*\d)"
_UNITS = {
    "visit": r"(office )?visits?|consultations?|appointments?|exams?",
    "day": r"days?|inpatient days?",
    "admission": r"admissions?|stays?|confinements?|admits?",
    "fill": r"fills?|prescriptions?|scripts?|rx|30[- ]day supply|refills?",
    "trip": r"trips?|transports?|one[- ]way trips?",
    "scan": r"scans?|images?",
    "test": r"tests?|procedures?|services?|x-?rays?",
    "surgery": r"surger(?:y|ies)|operations?",
    "item": r"items?|devices?|pairs?",
    "pregnancy": r"pregnanc(?:y|ies)|deliver(?:y|ies)|birth",
}
_UNIT = re.compile(
    rf"^\s*(?:co-?pay(?:ment)?s?)?\s*(?:/|per |a |an |each )\s*(?P<unit>{'|'.join(_UNITS.values())})\b", re.IGNORECASE
)
_COPAY = re.compile(rf"{MONEY}(?=(?P<after>[^$%;.]{{0,40}}))", re.IGNORECASE)
# What may stand behind a price. Anything else ("$150 allowance", "$500 penalty") makes the amount another thing.
_BEHIND_COPAY = re.compile(
    r"\s*(?:$|[-–—;,.()/+]|co-?pay|co-?insurance|per\b|an?\b|each\b|then\b|and\b|or\b|plus\b|after\b|for\b|if\b|when\b|"
    r"in\b|at\b|up to\b|waived\b|until\b|before\b|not subject\b|no deductible\b|deductible (?:does|do|is|waived)|"
    r"(?:the )?first\b|days?\b|office\b|visits?\b|retail\b|mail\b|home delivery\b|generic\b|brand\b|"
    r"(?:non-?)?preferred\b|pcp\b|primary\b|specialist\b)",
    re.IGNORECASE,
)
_BEFORE_NO_COPAY = re.compile(
    r"\b(?:above|over|exceed\w*|excess of|more than|beyond|penalty|allowances?|deductible|discount|credit|reimburse\w*|"
    r"(?:plan|we|insurer) pays?|reduced by|limit|benefit)(?: of| by| to| up to| is)?(?: an?)?[\s:]*$",
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
_PER_UNIT = rf"(?:\s*(?:/|per |a |an |each )\s*(?P<unit>{'|'.join(_UNITS.values())})\b)?"
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
    r"(?:after|subject to|once you meet) (?:the |your |plan |overall |annual |network )*(?:deductible|ded\b)"
    r"|deductible,? (?:then|applies)|\bAD\b",
    re.IGNORECASE,
)
_NO_CHARGE = re.compile(
    r"\b(?:no (?:charge|cost|co-?pay(?:ment)?)|covered in full|100\s?% covered|free)\b|\bcovered (?:at )?100\s?%"
    r"|\byou pay nothing\b",
    re.IGNORECASE,
)
_EXCEPTION = re.compile(
    r"\b(?:except|unless|otherwise|if|until|beyond|only|under age|up to age|children)\b", re.IGNORECASE
)
# Words that join a copay and a share to one price; without them each may be for something of its own.
_JOINS = re.compile(r"\b(?:then|plus|and|after|thereafter|followed by|remaining|of)\b|\+", re.IGNORECASE)
# Figures that tell for how long a fill lasts, or which list a drug is on, and no price.
_HARMLESS = re.compile(
    r"\b\d{1,3}(?:\s?(?:-|–|to)\s?\d{1,3})?[- ]?days?(?:[- ]supply| supplies)|\btier \d\b", re.IGNORECASE
)
# More than this is seldom asked of a patient, and often what the plan pays.
LARGE_SHARE = Decimal("0.6")
_NOT_COVERED = re.compile(r"\bnot covered\b|\bno coverage\b|\bnot (?:a )?covered (?:benefit|service)\b", re.IGNORECASE)
_RETAIL_OR_MAIL = re.compile(r"\b(?P<mail>mail[- ]?order|mail|home delivery)\b|\bretail\b", re.IGNORECASE)
DEDUCTIBLE_OPEN = "When the deductible comes first is not clear from this cell."
COST_UNREAD = "What one pays could not be read from this cell."
FIGURES_LEFT = "Not every figure of this cell is understood: compare it with the page."
SEVERAL_AMOUNTS = "Several amounts of one kind stand in this cell; the first is proposed."
LEAST_AMOUNT = "The cell names a least amount too, which is not read."
ALSO_NOT_COVERED = "The cell names a price and says “not covered” too."
ALSO_NO_CHARGE = "The cell names a price and says “no charge” too."
EXCEPTION_NAMED = "The cell names an exception."
COPAY_AND_SHARE = "A copay and a share stand side by side: what is each for?"
SHARE_IS_LARGE = "A share as large as this is often what the plan pays."
_PARTS = re.compile(r"(?<=[;\n])|(?<=\.)\s+(?=[A-Z$\d])|(?<=\)),\s+")
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
    told = _deductible(text)
    deductible = told or ""
    readings: list[Reading] = []
    doubts: list[str] = [DEDUCTIBLE_OPEN] if told is None else []
    for where, part in _by_pharmacy(text):
        found, trouble = _read_part(part)
        readings += [replace(one, applies_to=where) for one in found]
        doubts += trouble
    costs = [one for one in readings if one.attribute not in TERMS]
    if not costs:
        return CellReading((Reading(UNREAD, text=text, deductible=deductible),), (COST_UNREAD,))
    readings = [
        one if one.attribute in (*TERMS, NOT_COVERED) else replace(one, deductible=deductible) for one in readings
    ]
    return CellReading(tuple(readings), tuple(dict.fromkeys(doubts)))


def money(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _deductible(text: str) -> str | None:
    """Return whether the deductible comes first, empty where the cell does not say; None where it says both ways."""
    waived = _WAIVED.search(text)
    if waived is None:
        return APPLIES if _APPLIES.search(text) else ""
    # "$40 copay, deductible does not apply; then 20% after the deductible", or "deductible waived for the first visit".
    is_open = _APPLIES.search(_WAIVED.sub(" ", text)) or re.match(r"\s+(?:for|if|to|on)\b", text[waived.end() :], re.I)
    return None if is_open else WAIVED


def _by_pharmacy(text: str) -> list[tuple[str, str]]:
    """Return the parts of a drug's cell with the kind of pharmacy each is for; other cells are one part."""
    if not _RETAIL_OR_MAIL.search(text):
        return [("", text)]
    parts: list[tuple[str, str]] = []
    for part in _PARTS.split(text):
        where = _RETAIL_OR_MAIL.search(part)
        has_cost = _COPAY.search(part) or _SHARE.search(part) or _NO_CHARGE.search(part) or _NOT_COVERED.search(part)
        if has_cost and where:
            parts.append(("mail" if where["mail"] else "retail", part))
        elif parts:
            parts[-1] = (parts[-1][0], f"{parts[-1][1]} {part}")
        elif has_cost:
            parts.append(("", part))
    # Both kinds in one breath ("$10 retail and mail"): one price, and what it is for stays as printed.
    return parts if len({where for where, _ in parts}) == len(parts) and parts else [("", text)]


def _read_part(text: str) -> tuple[list[Reading], list[str]]:
    terms, rest, doubts = _terms(text)
    costs, left = _costs(rest)
    doubts += _doubts_about(costs, rest)
    if re.search(r"\d", _HARMLESS.sub(" ", left)):
        doubts.append(FIGURES_LEFT)
    if len(costs) > len({one.attribute for one in costs}):
        doubts.append(SEVERAL_AMOUNTS)
        costs = list({one.attribute: one for one in reversed(costs)}.values())[::-1]
    return [*costs, *terms], doubts


def _terms(text: str) -> tuple[list[Reading], str, list[str]]:
    """Return what limits the price (a cap, for how many days or visits), the words without it, and doubts."""
    readings, rest, doubts = [], text, []
    most = _MOST.search(rest)
    if most and not _CAPS_THE_PLAN.match(rest[most.end() :]):
        unit = _unit_named(most["unit"] or most["later_unit"] or "")
        readings.append(Reading(MOST, money(most["amount"] or most["later_amount"]), unit=unit))
        rest = _without(rest, most)
    least = _LEAST.search(rest)
    if least:
        rest = _without(rest, least)
        doubts.append(LEAST_AMOUNT)
    days = _DAYS.search(rest) if "day" in rest.casefold() else None
    if days and not _FIRST_VISITS.search(days[0]):
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
    costs, left = [], text
    for found in _COPAY.finditer(text):
        if _BEHIND_COPAY.match(found["after"]) and not _BEFORE_NO_COPAY.search(text[: found.start()]):
            costs.append(Reading(COPAY, money(found[1]), unit=_unit(found["after"])))
            left = left.replace(text[found.start() : found.end(1)], " ", 1)
    for found in _SHARE.finditer(text):
        if _is_share(text, found):
            costs.append(Reading(COINSURANCE, Decimal(found[1]) / 100))
            left = left.replace(text[found.start() : found.end(1)], " ", 1)
    if not costs and _NOT_COVERED.search(text):
        return [Reading(NOT_COVERED, text="Not covered")], _NOT_COVERED.sub(" ", left)
    if not costs and _NO_CHARGE.search(text):
        return [Reading(NO_CHARGE, text="No charge")], _NO_CHARGE.sub(" ", left)
    return costs, left


def _is_share(text: str, found: re.Match[str]) -> bool:
    """False for the share the plan pays ("covered at 80%"), and for the end of a range ("20-40%")."""
    before = text[: found.start()]
    if _BEHIND_NO_SHARE.match(found["after"]):
        return False
    return bool(_YOU_PAY.search(before)) or not _BEFORE_NO_SHARE.search(before)


def _doubts_about(costs: list[Reading], text: str) -> list[str]:
    doubts = []
    kinds = [one.attribute for one in costs]
    is_priced = COPAY in kinds or COINSURANCE in kinds
    if is_priced and _NOT_COVERED.search(text):
        doubts.append(ALSO_NOT_COVERED)
    if is_priced and _NO_CHARGE.search(text):
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
    starts = sorted(found.start() for found in (_COPAY.search(text), _SHARE.search(text)) if found)
    return bool(_JOINS.search(text[starts[0] : starts[-1]]))


def _unit(after: str) -> str:
    found = _UNIT.match(after)
    return _unit_named(found["unit"]) if found else ""


def _unit_named(word: str) -> str:
    return next((unit for unit, pattern in _UNITS.items() if word and re.fullmatch(pattern, word, re.IGNORECASE)), "")
