"""What to search for beside a question's own words: things that decide its answer and that nobody thinks to name."""

from collections.abc import Callable, Sequence

from chat.llm.amounts import AmountOf
from chat.llm.asked import Asked, read_question
from chat.llm.shapes import Shape, asks_to_join
from knowledge.hits import Hit

MORE_HITS = 3
MOST_PLANS = 6
_LIMITS = (AmountOf.DEDUCTIBLE, AmountOf.MOST_YOU_PAY)


def also_search(question: str, *, class_label: str, plans: Callable[[], Sequence[str]]) -> list[str]:
    """Return further queries, none for most questions.

    A price stands in a table that says "per paycheck" and never "cost"; who compares plans wants their limits; a
    limit asked for without a plan is one of each plan; and whether the asker's class of employees has the plan at all
    comes before what it costs. `plans` returns the plans that documents are about; it is called only if they matter.
    """
    asked = read_question(question)
    queries = []
    if asked.amount_of in _LIMITS and not asked.plans:
        queries += [f"{question} {plan}" for plan in plans()[:MOST_PLANS]]
    if asked.compares:
        queries.append(f"{_plans(asked)} deductible out-of-pocket limit copay")
    if asked.amount_of is AmountOf.PREMIUM and asked.plans:
        queries.append(f"{question} price per paycheck employee only family")
    if class_label and ((asked.plans and asked.shape is Shape.AMOUNT) or asks_to_join(question)):
        queries.append(f"{class_label} cannot enroll in medical coverage")
    return queries


def added(hits: Sequence[Hit], more: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits, with the best of the others behind them."""
    known = {hit.passage_id for hit in hits}
    return (*hits, *[hit for hit in more if hit.passage_id not in known][:MORE_HITS])


def _plans(asked: Asked) -> str:
    return " ".join(sorted(str(plan) for plan in asked.plans))
