"""What may be chosen of an answer that tells every plan's figure, and what else could change the figure."""

from collections.abc import Mapping

from chat.llm.figures_asked import AskedFigures

MOST_PLANS = 4
PREMIUM, LIMIT, SERVICE = "premium", "limit", "service"


def plans_to_choose(figures: AskedFigures, question: str) -> tuple[Mapping[str, str], ...]:
    """Return the question for each of two to four plans, where it named none; chosen, the plan is that of the
    conversation."""
    slots = figures.slots
    if slots.count_plans or slots.compares or slots.line:
        return ()
    plans = list(dict.fromkeys(one.fact.plan for one in figures.cited))
    if not 2 <= len(plans) <= MOST_PLANS:
        return ()
    stem = question.rstrip(" ?.!")
    return tuple({"text": f"{stem} ({plan})?", "plan": plan} for plan in plans)


def what_changes(figures: AskedFigures) -> str:
    """Return the key of the sentence on what else could change the figure (chat.words.CHANGES)."""
    if figures.slots.is_premium:
        return PREMIUM
    return LIMIT if figures.slots.is_limit else SERVICE
