"""What a cell of a summary says one pays: "$55 copay/visit. Deductible does not apply." as typed readings."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.facts.types import APPLIES, WAIVED, Reading

COPAY, COINSURANCE, NO_CHARGE, NOT_COVERED = "copay", "coinsurance", "no_charge", "not_covered"
MOST, DAYS_CHARGED, FIRST_VISITS, UNREAD = "most", "days_charged", "first_visits", "as_printed"
TERMS = (MOST, DAYS_CHARGED, FIRST_VISITS)

_MONEY = r"\$\s?(\d{1,3}(?:,\d{3}){1,2}(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?)(?![\d,]*\d)"
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
_COPAY = re.compile(rf"{_MONEY}(?P<after>[^$%;.]{{0,40}})", re.IGNORECASE)
_SHARE = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d{1,2})?)\s?%", re.IGNORECASE)
_MOST = re.compile(
    rf"(?:at most|up to(?: a)?(?: max(?:imum)?)?(?: of)?|max(?:imum|\.)?(?: of)?|not to exceed|no more than|capped at)"
    rf"\s*{_MONEY}(?:\s*max(?:imum)?)?(?:\s*(?:/|per |a |an |each )\s*(?P<unit>{'|'.join(_UNITS.values())})\b)?",
    re.IGNORECASE,
)
_LEAST = re.compile(rf"(?:at least|min(?:imum|\.)?(?: of)?)\s*{_MONEY}", re.IGNORECASE)
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
    r"|deductible (?:then|applies)|\bAD\b",
    re.IGNORECASE,
)
_NO_CHARGE = re.compile(r"\b(?:no (?:charge|cost|copay(?:ment)?)|covered (?:in full|at 100\s?%)|free)\b", re.IGNORECASE)
_NOT_COVERED = re.compile(r"\bnot covered\b|\bno coverage\b|\bnot (?:a )?covered (?:benefit|service)\b", re.IGNORECASE)
_RETAIL_OR_MAIL = re.compile(r"\b(?P<mail>mail[- ]?order|mail|home delivery)\b|\bretail\b", re.IGNORECASE)
_PARTS = re.compile(r"(?<=[;\n])|(?<=\.)\s+(?=[A-Z$\d])|(?<=\)),\s+")
_EMPTY = re.compile(r"^[-–—\s]*$|^n/?a\.?$|^not applicable\.?$|^none\.?$", re.IGNORECASE)


@dataclass(frozen=True)
class CellReading:
    readings: tuple[Reading, ...]
    doubts: tuple[str, ...] = ()


def read_cost(words: str) -> CellReading:
    """Return what the cell says; a cell that cannot be understood comes back as it is printed, with a doubt."""
    text = " ".join(words.split())
    if not text or _EMPTY.match(text):
        return CellReading(())
    deductible = _deductible(text)
    parts = _by_pharmacy(text)
    readings: list[Reading] = []
    doubts: list[str] = []
    for where, part in parts:
        found, trouble = _read_part(part)
        readings += [replace(one, applies_to=where) for one in found]
        doubts += trouble
    costs = [one for one in readings if one.attribute not in TERMS]
    if not costs:
        return CellReading(
            (Reading(UNREAD, text=text, deductible=deductible),), ("What one pays could not be read from this cell.",)
        )
    readings = [
        one if one.attribute in (*TERMS, NOT_COVERED) else replace(one, deductible=deductible) for one in readings
    ]
    return CellReading(tuple(readings), tuple(dict.fromkeys(doubts)))


def money(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _deductible(text: str) -> str:
    if _WAIVED.search(text):
        # "$40 copay, deductible does not apply; then 20% after the deductible" is both: the cell must be looked at.
        return "" if _APPLIES.search(text) else WAIVED
    return APPLIES if _APPLIES.search(text) else ""


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
    readings: list[Reading] = []
    rest = text
    most = _MOST.search(rest)
    if most:
        readings.append(Reading(MOST, money(most[1]), unit=_unit_named(most["unit"] or "") or "fill"))
        rest = rest.replace(most[0], " ", 1)
    least = _LEAST.search(rest)
    rest = rest.replace(least[0], " ", 1) if least else rest
    days = _DAYS.search(rest) if "day" in rest.casefold() else None
    if days and not _FIRST_VISITS.search(days[0]):
        readings.append(Reading(DAYS_CHARGED, Decimal(days["most"] or days["first"]), unit="day"))
        rest = rest.replace(days[0], " ", 1)
    visits = _FIRST_VISITS.search(rest)
    if visits:
        count = _NUMBER_WORDS.get(visits[1].casefold()) or int(visits[1])
        readings.append(Reading(FIRST_VISITS, Decimal(count), unit="visit"))
        rest = rest.replace(visits[0], " ", 1)
    costs = _costs(rest)
    doubts = []
    if len(costs) > len({one.attribute for one in costs}):
        doubts.append("Several amounts of one kind stand in this cell; the first is proposed.")
        costs = list({one.attribute: one for one in reversed(costs)}.values())[::-1]
    if costs and _NOT_COVERED.search(rest) and all(one.attribute != NOT_COVERED for one in costs):
        doubts.append("The cell names a price and says “not covered” too.")
    if least:
        doubts.append("The cell names a least amount too, which is not read.")
    return [*costs, *readings], doubts


def _costs(text: str) -> list[Reading]:
    costs = [Reading(COPAY, money(found[1]), unit=_unit(found["after"])) for found in _COPAY.finditer(text)]
    costs += [
        Reading(COINSURANCE, Decimal(found[1]) / 100) for found in _SHARE.finditer(text) if _is_share(text, found)
    ]
    if not costs and _NOT_COVERED.search(text):
        return [Reading(NOT_COVERED, text="Not covered")]
    if not costs and _NO_CHARGE.search(text):
        return [Reading(NO_CHARGE, text="No charge")]
    return costs


def _is_share(text: str, found: re.Match[str]) -> bool:
    """False for the share the plan pays ("covered at 80%"), which is not what one pays oneself."""
    return not re.search(r"(?:covered|paid|pays?|plan pays) (?:at |in )?$", text[: found.start()], re.IGNORECASE)


def _unit(after: str) -> str:
    found = _UNIT.match(after)
    return _unit_named(found["unit"]) if found else ""


def _unit_named(word: str) -> str:
    return next((unit for unit, pattern in _UNITS.items() if word and re.fullmatch(pattern, word, re.IGNORECASE)), "")
