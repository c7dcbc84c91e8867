"""A follow-up that names a plan by less than its name: "and the other one?" after a question about one of two plans,
"and the 1500?" after one about the PPO 500; and a question by itself that names one by its level alone, "on the 750".
It gets the name, for all who read it: search, figures and sentences.
"""

import re
from collections.abc import Callable, Sequence

from chat.question_words import THE_OTHER_PLAN, leans_on_earlier
from knowledge.retrieval.plans import PlanName, any_may_be, plan_names

# Two levels of one type: "PPO 500 vs 750", "el PPO 500 y el 750".
_LEVELS = re.compile(
    r"(?P<first>\b(?P<type>PPO|HMO|EPO|POS|HDHP|HSA)\s?(?!20\d\d\b)\d{3,5})"
    r"(?P<between>\s*(?:,|/|and|or|vs\.?|versus|y|o|contra)\s*(?:(?:the|el|la|and|y)\s+)?)"
    r"(?!20\d\d\b)(?P<second>\d{3,5})\b(?!\s*(?:%|dollars|d[oó]lares|[.,]\d))",
    re.IGNORECASE,
)
# In a question by itself: "on the 750", "the 1500 plan"; "the 500 that I paid" may be an amount.
_LEVEL_OF_PLAN = re.compile(
    r"\b(?:the|el|la)\s+(?P<before>\d{3,5})\s+(?:plan|one)\b"
    r"|\b(?:(?:on|with|under|have|en|con)\s+(?:the|el|la)|del|(?:el|la)\s+de|plan)"
    r"\s+(?P<behind>\d{3,5})(?=\s*(?:[?!.,;]|$)|\s+(?:plan|for|in|out|per|and|para|por|en|y|fuera)\b)"
    r"|\bplan\s+(?P<named>\d{3,5})\b",
    re.IGNORECASE,
)
# A number by itself where a plan may stand: "and 1500?", "what about the 750", "y en el de 500". No amount stands so:
# "a bill of 1500", "$1500", "1500 dollars".
_LEVEL = re.compile(
    r"(?:^\W*|\b(?:the|on|about|and|or|but|y|o|en|el|la|tal|(?:el|la|del) de(?:l)?|del)\s+)"
    r"(?P<level>\d{3,5})(?=\s*(?:[?!.,;]|$)|\s+(?:plan|one|for|in|out|per|and|para|por|en|y|fuera)\b)",
    re.IGNORECASE,
)


def with_other_plan_named(asked: Sequence[str], plans: Callable[[], Sequence[str]]) -> tuple[str, ...]:
    """Return a conversation's questions, each plan by its name: "the other one" where there is just one other plan, and
    a level where just one plan has it, first among those of the type talked of.

    `plans` returns the plans that documents are about; it is called only if they matter.
    """
    named: list[str] = []
    talked_of: frozenset[PlanName] = frozenset()
    for text in map(_with_each_type_named, asked):
        is_follow_up = bool(named) and leans_on_earlier(text)
        if is_follow_up and talked_of and THE_OTHER_PLAN.search(text):
            others = [name for name in plans() if not any_may_be(plan_names(name), talked_of)]
            text = THE_OTHER_PLAN.sub(others[0], text) if len(others) == 1 else text
        elif is_follow_up and _LEVEL.search(text) and not plan_names(text):
            text = _with_level_named(text, talked_of, plans())
        elif not is_follow_up and _LEVEL_OF_PLAN.search(text) and not plan_names(text):
            text = _with_level_in_question(text, plans())
        talked_of = plan_names(text) or (talked_of if is_follow_up else frozenset())
        named.append(text)
    return tuple(named)


def _with_each_type_named(text: str) -> str:
    """Return "the PPO 500 and 750" as "the PPO 500 and PPO 750"."""
    told = _LEVELS.sub(r"\g<first>\g<between>\g<type> \g<second>", text)
    return told if told == text else _with_each_type_named(told)


def _with_level_named(text: str, talked_of: frozenset[PlanName], plans: Sequence[str]) -> str:
    for found in _LEVEL.finditer(text):
        having = [plan for plan in plans if any(name.level == found["level"] for name in plan_names(plan))]
        alike = [plan for plan in having if {one.type for one in plan_names(plan)} & {one.type for one in talked_of}]
        if len(alike or having) == 1:
            text = f"{text[: found.start('level')]}{(alike or having)[0]}{text[found.end('level') :]}"
            # With its name it is longer, and would pass for a question of its own.
            return text if leans_on_earlier(text) else f"and {text}"
    return text


def _with_level_in_question(text: str, plans: Sequence[str]) -> str:
    """Return a question with the one plan by its name whose level it names: "the 750" where no other has that."""
    for found in _LEVEL_OF_PLAN.finditer(text):
        level = next(filter(None, found.groups()))
        having = [plan for plan in plans if any(name.level == level for name in plan_names(plan))]
        if len(having) == 1:
            start, end = next(found.span(name) for name in ("before", "behind", "named") if found[name])
            return f"{text[:start]}{having[0]}{text[end:]}"
    return text
