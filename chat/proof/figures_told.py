"""Which figures of a sentence say something of benefits, and which years say only of what all of it is."""

import re
from collections.abc import Collection, Sequence

from chat.proof.claim_kinds import WITHOUT_DEDUCTIBLE
from chat.proof.claims import Claim
from chat.proof.measures import AGE, DEDUCTIBLE, SPANS, UNITS, WAIT, Measure
from chat.proof.units import Source, Unit

_OF_YEAR = re.compile(
    r"\s(?:plan|coverage|benefits?|claims?|expenses?|rates?|premiums?|elections?|handbook|guide|cobertura|guia)\b"
)
# No year that a figure could be of, nor what "Copay 500" may be the copay of.
_NAME = re.compile(
    r"\b(?!Copay|Deductible|Coinsurance|Limit|Max|Family|Individual|Deducible|L[ií]mite|Familia)"
    r"(?:[A-ZÀ-Ý][\w-]*[a-zà-ÿ]|[A-Z]{3,4}) (?P<number>(?!20[1-9]\d)\d{3,4})$"
)


def is_claim(measure: Measure, counted: Collection[str]) -> bool:
    """Whether a figure is one of benefits: "two documents" and "three ways" are none, unless the source counts them."""
    if measure.unit == WAIT:
        return not SPANS.isdisjoint(counted)
    is_of_text = measure.is_spoken and measure.kind == "number" and measure.unit not in (*UNITS, AGE)
    return not is_of_text or (bool(measure.unit) and measure.unit in counted)


def is_in_name(there: Measure, place: Unit) -> bool:
    """Whether a number of a source is a part of a name, which proves no amount: "Saver 3500"."""
    name = _NAME.search(place.text[: there.end]) if there.kind == "number" and not there.unit else None
    return bool(name) and len(name["number"]) == there.end - there.start


def is_of_name(measure: Measure, unit: Unit, cited: Sequence[Source]) -> bool:
    """Whether it is a part of a name that a source has: "Saver 3500"."""
    name = _NAME.search(unit.text[: measure.end]) if measure.kind in ("number", "year") else None
    return (
        bool(name) and len(name["number"]) == measure.end - measure.start and any(name[0] in one.text for one in cited)
    )


def is_claimed(measure: Measure, claims: Sequence[Claim]) -> bool:
    """Whether it is what a claim says of something: "no deductible applies to cleanings"."""
    return measure.unit == DEDUCTIBLE and any(claim.kind is WITHOUT_DEDUCTIBLE for claim in claims)


def is_plan_year(measure: Measure, unit: Unit) -> bool:
    """Whether it only says which year all of it is of: "for 2027 coverage"."""
    if measure.kind != "year":
        return False
    before, behind = unit.plain[: measure.start], unit.plain[measure.end :]
    return before.endswith((" for ", " para ")) or bool(_OF_YEAR.match(behind))


def is_of_the_whole(said: Unit, there: Measure, place: Unit) -> bool:
    """Whether it is the year that a title or a heading says all of it is of, beside an amount."""
    return (
        len(said.measures) > 1
        and there.kind == "year"
        and {one.value for one in place.measures if one.kind == "year"} == {there.value}
        and not place.above
        and not place.header
    )
