"""What the documents say of each compared plan where no table has the plans side by side: an insurer's booklet tells
only of its own plan.
"""

from collections.abc import Sequence
from dataclasses import replace

from chat.extractive.amounts import AmountOf, amounts_told
from chat.extractive.asked import Asked, read_question
from chat.extractive.shapes import compares
from chat.extractive.side_by_side import SideBySide
from chat.extractive.statements import Statement
from chat.extractive.support import Judge
from chat.llm.types import ModelRequest
from knowledge.text.terms import plain_text

# Asked of each plan, in words that mean the same in every document.
_LIMITS = {
    AmountOf.DEDUCTIBLE: "What is the deductible of the {plan}?",
    AmountOf.MOST_YOU_PAY: "What is the out-of-pocket limit of the {plan}?",
}


def limits_of_each(
    request: ModelRequest, asked: Asked, said: Sequence[Statement], tables: Sequence[SideBySide]
) -> list[Statement]:
    """Return each plan's deductible and limit, those that stand in no table; none unless all plans tell theirs."""
    told = amounts_told(" ".join(row.label for table in tables for row in table.rows))
    found: list[Statement] = []
    for amount_of, question in _LIMITS.items():
        of_plans = [_best(request, question.format(plan=plan), said) for plan in sorted(map(str, asked.plans))]
        if amount_of not in told and all(of_plans):
            found += [statement for statement in of_plans if statement and statement not in found]
    return found


def compares_own_plans(request: ModelRequest) -> bool:
    """Whether it asks for the difference between plans of proper names, which papers of their own describe."""
    own = {passage.own_plan for passage in request.passages if passage.own_plan}
    question = plain_text(request.question)
    return compares(question) and sum(plain_text(str(plan)) in question for plan in own) > 1


def _best(request: ModelRequest, question: str, said: Sequence[Statement]) -> Statement | None:
    asked = read_question(question)
    # The newest of the wished years: while people choose for next year, they compare for next year.
    own = [one for one in said if not request.plan_years or one.passage.plan_year in ("", request.plan_years[-1])]
    found = Judge(replace(request, question=question), asked, None).supported(own)
    return found[0].statement if found else None
