""" "And the other one?" after a question about one of two plans: the one it did not name."""

from collections.abc import Callable, Sequence

from chat.question_words import THE_OTHER_PLAN, leans_on_earlier
from knowledge.plans import PlanName, any_may_be, plan_names


def with_other_plan_named(asked: Sequence[str], plans: Callable[[], Sequence[str]]) -> tuple[str, ...]:
    """Return a conversation's questions, "the other one" by its name where there is just one other plan.

    `plans` returns the plans that documents are about; it is called only if they matter.
    """
    named: list[str] = []
    talked_of: frozenset[PlanName] = frozenset()
    for text in asked:
        if talked_of and THE_OTHER_PLAN.search(text) and leans_on_earlier(text):
            others = [name for name in plans() if not any_may_be(plan_names(name), talked_of)]
            text = THE_OTHER_PLAN.sub(others[0], text) if len(others) == 1 else text
        talked_of = plan_names(text) or (talked_of if leans_on_earlier(text) else frozenset())
        named.append(text)
    return tuple(named)
