"""What a doubt about a fact means for whoever quotes its cell whole.

That a cell was not understood word for word does not matter then. That it is not sure whose figure it is does: such
a fact tells nobody which cell to quote. Everything else is odd about the figure itself, and has to be said with it.
"""

from knowledge.facts.rates import PAYER_UNSAID, PERIOD_UNSAID, PLAN_UNSAID
from knowledge.facts.types import NO_NAME

_ABOUT_WHOSE = (
    NO_NAME,
    PLAN_UNSAID,
    PERIOD_UNSAID,
    "The heads over the prices name no network",
    "The networks are not named over the prices",
    "The table has more columns of prices than can be told apart",
    "An amount stands where the explanation should",
    "What one pays could not be read",
    "No amount could be read",
)
_ABOUT_READING = (
    PAYER_UNSAID,
    "When the deductible comes first is not clear",
    "Not every figure of this cell is understood",
    "Several amounts of one kind stand in this cell",
    "The cell names ",
    "A copay and a share stand side by side",
    "A share as large as this",
    "The questions name this service before the deductible",
    "This row is not in the federal template.",
    "The document does not say whether one person",
    "The plan's name is taken from a heading above.",
)


def is_about_whose(doubt: str) -> bool:
    return doubt.startswith(_ABOUT_WHOSE)


def is_about_reading(doubt: str) -> bool:
    return doubt.startswith(_ABOUT_READING)
