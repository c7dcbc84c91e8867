"""What a paper says, written beside it, and how far the facts that were read agree with it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.facts.types import Fact

# What a fact says in words alone is compared as words elsewhere; these are figures and plain answers.
COMPARED = frozenset(
    [
        "name",
        "plan_type",
        "from",
        "to",
        "amount",
        "family_rule",
        "answer",
        "copay",
        "coinsurance",
        "no_charge",
        "not_covered",
        "most",
        "days_charged",
        "first_visits",
        "visit_limit",
        "prior_authorization",
        "employee",
        "employer",
        "full",
        "cobra",
        "deductions_per_year",
    ]
)
Key = tuple[str, ...]  # plan, year, service, network, tier, what it applies to, attribute
Value = tuple[Decimal | str, str, str]  # amount or words, unit, whether the deductible comes first
Truth = dict[Key, Value]

_PIECE = re.compile(
    r"^(?P<attribute>\w+)(?: (?P<value>[\d.]+)(?:/(?P<unit>[\w ]+?))?)?"
    r"(?: (?P<words>yes|no|required|partly|embedded|aggregate))?"
    r"(?: (?P<deductible>waived|applies))?(?: @(?P<applies_to>.+))?$"
)


@dataclass(frozen=True)
class Score:
    """Of what the paper says: read exactly, read right but doubted, and missed; and what was read wrongly."""

    said: int
    exact: int
    doubted: int
    missed: tuple[Key, ...]
    wrong: tuple[tuple[Key, Value | None, Value], ...]  # and nobody is told that it may be wrong
    wrong_doubted: int

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.said + other.said,
            self.exact + other.exact,
            self.doubted + other.doubted,
            self.missed + other.missed,
            self.wrong + other.wrong,
            self.wrong_doubted + other.wrong_doubted,
        )


NOTHING = Score(0, 0, 0, (), (), 0)


def says(plan: str, service: str, words: str, *, network: str = "", tier: str = "", year: str = "") -> Iterator[Truth]:
    """Yield what a cell says, of short words such as "copay 30/visit waived @office visit | coinsurance 20"."""
    for piece in filter(None, (one.strip() for one in words.split("|"))):
        found = _PIECE.match(piece)
        if found is None:
            raise ValueError(f"not understood: {piece}")
        attribute = found["attribute"]
        fixed = {"no_charge": "No charge", "not_covered": "Not covered"}.get(attribute)
        value: Decimal | str = fixed or found["words"] or Decimal(found["value"] or 0)
        if attribute == "coinsurance" and isinstance(value, Decimal):
            value /= 100
        key = (plan, year, service, network, tier, found["applies_to"] or "", attribute)
        yield {key: (value, found["unit"] or "", found["deductible"] or "")}


def score(truth: Truth, facts: Iterable[Fact]) -> Score:
    """Return how far the facts agree with the truth. What is read twice counts once, and only if both agree."""
    readings: dict[Key, dict[Value, bool]] = defaultdict(dict)  # what is read, and whether it is doubted
    for fact in facts:
        if fact.reading.attribute in COMPARED:
            values = readings[_key(fact)]
            values[_value(fact)] = values.get(_value(fact), False) or bool(fact.doubts)
    exact = doubted = wrong_doubted = 0
    wrong: list[tuple[Key, Value | None, Value]] = []
    for key, values in readings.items():
        if values.keys() == {truth.get(key)}:
            exact += not any(values.values())
            doubted += any(values.values())
            continue
        others = {value: is_doubted for value, is_doubted in values.items() if value != truth.get(key)}
        wrong += [(key, truth.get(key), value) for value, is_doubted in others.items() if not is_doubted]
        wrong_doubted += sum(others.values())
    missed = tuple(key for key in truth if key not in readings)
    return Score(len(truth), exact, doubted, missed, tuple(wrong), wrong_doubted)


def _key(fact: Fact) -> Key:
    reading = fact.reading
    about = fact.service if fact.kind == "sbc" or fact.service in ("premium", "calendar") else "surcharge"
    extra = f" {reading.unit}" if fact.kind == "rate" and fact.service != "calendar" else ""
    return (
        fact.plan,
        fact.plan_year,
        about,
        fact.network,
        fact.coverage_tier,
        reading.applies_to.casefold(),
        f"{reading.attribute}{extra}",
    )


def _value(fact: Fact) -> Value:
    reading = fact.reading
    value = reading.value if reading.value is not None else reading.text
    unit = "" if fact.kind == "rate" or reading.attribute == "amount" else reading.unit
    return value, unit, reading.deductible
