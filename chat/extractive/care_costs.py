"""What care costs under a plan where only the mishap is told: "I broke my arm" names no service, so the plan's
deductible, one's share of a bill, a visit to the emergency room and the most one pays are what the documents can say.
"""

import re
from collections.abc import Sequence

from chat.extractive.amounts import AmountOf, amounts_told
from chat.extractive.asked import Asked
from chat.extractive.shapes import Shape
from chat.extractive.statements import Statement
from chat.extractive.support import Judge
from chat.text_figures import figures
from knowledge.text.terms import plain_text

_SHARE = re.compile(r"\bshare of (?:most|the|a) bills?\b|\bcoinsurance\b|\bcoaseguro\b")
_EMERGENCY = re.compile(r"\bemergency room\b|\bsala de emergencias\b")
_DEDUCTIBLE, _PART, _VISIT, _MOST = range(4)


def asks_for_care(asked: Asked) -> bool:
    names_service = any(idea.is_strong for idea in asked.ideas)
    return asked.tells_of_injury and asked.shape is Shape.AMOUNT and bool(asked.plans) and not names_service


def care_costs(judge: Judge, said: Sequence[Statement]) -> list[Statement]:
    """Return the rows of the asked plan that tell it, one of a kind and year; none where no deductible is told."""
    found: dict[tuple[str, int], Statement] = {}
    for row in judge.rows_of_plan(said):
        kind = _kind(row.label)
        # A table about one bill of so and so many dollars is an example.
        if kind is not None and not any(figure.kind == "money" for figure in figures(row.section)):
            found.setdefault((row.passage.plan_year, kind), row)
    years = {year for year, kind in found if kind == _DEDUCTIBLE}
    return [found[key] for key in sorted(found) if key[0] in years]


def _kind(label: str) -> int | None:
    told = amounts_told(label)
    if _SHARE.search(plain_text(label)):
        return _PART
    if _EMERGENCY.search(plain_text(label)):
        return _VISIT
    if AmountOf.DEDUCTIBLE in told:
        return _DEDUCTIBLE
    return _MOST if AmountOf.MOST_YOU_PAY in told else None
