"""What may be chosen of an answer that tells every plan's figure, and what else could change the figure.

Where an answer tells of one plan alone though none was named, it is asked back which one is meant: another plan's
figure would be taken for one's own.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from chat.extractive.slots import slots_asked
from chat.figures_asked import AskedFigures
from chat.models import Answer
from chat.pipeline.finish import Outcome
from chat.question_words import leans_on_earlier
from chat.words import WHICH_PLAN, in_language
from knowledge.retrieval.plans import PlanName, any_may_be, plan_names

MOST_PLANS = 4
PREMIUM, LIMIT, SERVICE = "premium", "limit", "service"
_YEAR = re.compile(r" 20[1-5]\d$")  # what a title has behind the name: "HDHP 2026"; 2000 is a level


def leaves_plan_open(asked: Sequence[str]) -> bool:
    """Whether the last of a conversation's questions asks for a figure of a medical plan, and neither it nor what it
    leans on names one."""
    slots = slots_asked(asked[-1:])
    if slots is None or not slots.services:
        return False
    return not (slots.count_plans or slots.compares or slots.line or _is_named_before(asked))


def _is_named_before(asked: Sequence[str]) -> bool:
    for text, before in zip(reversed(asked), reversed(asked[:-1]), strict=False):
        if not leans_on_earlier(text):
            return False
        if plan_names(before):
            return True
    return False


def with_plan(question: str, plan: str) -> str:
    return f"{question.rstrip(' ?.!')} ({plan})?"


def of_chosen_plan(asked: Sequence[str], plan: str, plans: Callable[[], Sequence[str]]) -> tuple[str, ...]:
    """Return a conversation's questions, the last with the plan chosen in it, where it leaves that open.

    `plans` returns those that documents are about; it is called only if they matter.
    """
    *earlier, text = asked
    if not plan or not leaves_plan_open(asked):
        return tuple(asked)
    is_told_of = any(any_may_be(plan_names(plan), plan_names(name)) for name in plans())
    return (*earlier, with_plan(text, plan) if is_told_of else text)


def plans_to_choose(figures: AskedFigures, question: str) -> tuple[Mapping[str, str], ...]:
    """Return the question for each of two to four plans, where it named none; chosen, the plan is that of the
    conversation."""
    slots = figures.slots
    if slots.count_plans or slots.compares or slots.line:
        return ()
    plans = list(dict.fromkeys(one.fact.plan for one in figures.cited))
    return _choices(question, plans) if 2 <= len(plans) <= MOST_PLANS else ()


def with_plans_to_choose(
    outcome: Outcome, asked: Sequence[str], language: str, *, plans: Collection[str], is_told: Callable[[str], bool]
) -> Outcome:
    """Return an answer from sentences with the plans to choose from, where the last of a conversation's questions
    leaves the plan open; where it tells of some plans alone, what is asked back instead.

    `is_told` says whether a question is answered: nobody is asked for what then is not told.
    """
    if not outcome.is_done or outcome.reason or not leaves_plan_open(asked):
        return outcome
    told = frozenset[PlanName]().union(*(plan_names(f"{one.document_title} {one.quote}") for one in outcome.citations))
    names = list(dict.fromkeys(_without_year(name) for plan in plans for name in plan_names(plan)))
    if not told or not 2 <= len(names) <= MOST_PLANS:
        return outcome
    if all(any_may_be(plan_names(name), told) for name in names):
        return replace(outcome, choices=_choices(asked[-1], names))
    choices = tuple(choice for choice in _choices(asked[-1], names) if is_told(choice["text"]))
    if len(choices) < 2:
        return outcome
    text = in_language(WHICH_PLAN, language)
    return Outcome(Answer.Status.DONE, text=text, route=Answer.Route.CLARIFY, choices=choices)


def what_changes(figures: AskedFigures) -> str:
    """Return the key of the sentence on what else could change the figure (chat.words.CHANGES)."""
    if figures.slots.is_premium:
        return PREMIUM
    return LIMIT if figures.slots.is_limit else SERVICE


def _choices(question: str, plans: Sequence[str]) -> tuple[Mapping[str, str], ...]:
    return tuple({"text": with_plan(question, plan), "plan": plan} for plan in plans)


def _without_year(name: PlanName) -> str:
    return _YEAR.sub("", str(name))
