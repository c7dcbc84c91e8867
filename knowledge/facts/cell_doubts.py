"""What a doubt about a fact means for whoever quotes its cell whole.

That a cell was not understood word for word does not matter then. That it is not sure whose figure it is does: such
a fact tells nobody which cell to quote. Everything else is odd about the figure itself, and has to be said with it.
"""

from knowledge.facts.costs import (
    ALSO_NO_CHARGE,
    ALSO_NOT_COVERED,
    COPAY_AND_SHARE,
    COST_UNREAD,
    DEDUCTIBLE_OPEN,
    EXCEPTION_NAMED,
    FIGURES_LEFT,
    LEAST_AMOUNT,
    OWN_DEDUCTIBLE,
    SEVERAL_AMOUNTS,
    SHARE_IS_LARGE,
)
from knowledge.facts.questions import AMOUNT_BESIDE, FAMILY_RULE_UNSAID, NAMES_IN_A_ROW, NO_AMOUNT
from knowledge.facts.rates import (
    BEFORE_A_CHANGE,
    PAYER_OR_PLAN,
    PAYER_UNSAID,
    PERIOD_UNSAID,
    PLAN_FROM_HEADING,
    PLAN_UNSAID,
)
from knowledge.facts.service_table import (
    BEFORE_IN_QUESTIONS,
    BOTH_NETWORKS,
    CALLED_THE_SAME,
    DEDUCTIBLE_IN_LIMITS,
    NO_NETWORK_NAMED,
    NOT_IN_TEMPLATE,
    SEVERAL_SERVICES,
    TOO_MANY_PRICES,
    USUAL_NETWORKS,
)
from knowledge.facts.types import NO_NAME

_ABOUT_WHOSE = frozenset(
    (
        *(NO_NAME, PLAN_UNSAID, PERIOD_UNSAID, NO_NETWORK_NAMED, USUAL_NETWORKS, TOO_MANY_PRICES),
        *(PAYER_OR_PLAN, SEVERAL_SERVICES),
        *(AMOUNT_BESIDE, COST_UNREAD, NO_AMOUNT, NAMES_IN_A_ROW, BOTH_NETWORKS, CALLED_THE_SAME, BEFORE_A_CHANGE),
    )
)
_ABOUT_READING = frozenset(
    (
        *(PAYER_UNSAID, PLAN_FROM_HEADING, DEDUCTIBLE_OPEN, FIGURES_LEFT, SEVERAL_AMOUNTS, LEAST_AMOUNT),
        *(ALSO_NOT_COVERED, ALSO_NO_CHARGE, EXCEPTION_NAMED, COPAY_AND_SHARE, SHARE_IS_LARGE),
        *(BEFORE_IN_QUESTIONS, NOT_IN_TEMPLATE, FAMILY_RULE_UNSAID, OWN_DEDUCTIBLE, DEDUCTIBLE_IN_LIMITS),
    )
)


def is_about_whose(doubt: str) -> bool:
    return doubt in _ABOUT_WHOSE


def is_about_reading(doubt: str) -> bool:
    return doubt in _ABOUT_READING
