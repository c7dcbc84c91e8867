"""What the person may want to ask next: chosen from what is there, never made up, and never what would be refused."""

import re
from collections.abc import Callable, Iterable, Sequence

from accounts.audience import Audience
from branding.house import current_house
from chat.topics import TOPICS, Topic, covered_topics
from chat.tried import first_answered
from knowledge.retrieval.hits import Hit
from knowledge.retrieval.plans import plan_names
from knowledge.text.terms import list_terms

MOST_SHOWN = 3
MOST_TRIED = 8  # each is a search
MOST_FIRST = 5


def first_questions(language: str, *, audience: Audience) -> tuple[str, ...]:
    """Return what to propose to somebody who has not asked yet: the company's own in this language, or its topics."""
    own = _own(language)
    return tuple(own or [topic.ask(language) for topic in covered_topics(audience)])[:MOST_FIRST]


def next_questions(
    *,
    asked: Sequence[str],
    cited: Sequence[Hit],
    near: Sequence[Hit],
    language: str,
    audience: Audience,
    is_answered: Callable[[str], bool],
    common: Sequence[str] = (),
    most: int = MOST_SHOWN,
) -> tuple[str, ...]:
    """Return questions next to the one just asked, of the same plan, each tried before it is proposed.

    `asked` are the person's questions, this one last; `cited` are the passages that answer it, `near` what was found
    beside them; `common` are questions that may be meant, and come first. None that was asked before, and none about
    the very thing just asked.
    """
    known = {_same(text) for text in asked}
    plan = _plan(asked[-1], cited)
    about_asked = _topics_asked(asked[-1], cited)
    groups = {topic.subject.group for topic in about_asked}
    told = covered_topics(audience)
    others = [topic for topic in TOPICS if topic not in about_asked]
    beside = [topic for topic in told if topic in others and topic.subject.group in groups]
    # What no heading names may still be told.
    untold = [topic for topic in others if topic not in told and topic.subject.group in groups]
    far = [topic for topic in told if topic in others and topic not in beside]
    words = set(list_terms(" ".join([asked[-1], *_places((*cited, *near))])))
    own = sorted(_own(language), key=lambda text: -len(words & set(list_terms(text))))
    fitting = [text for text in own if words & set(list_terms(text))]
    proposed = [
        *common,
        *(topic.ask(language, plan) for topic in beside),
        *fitting,
        *(topic.ask(language, plan) for topic in untold),
        *(topic.ask(language) for topic in far),
        *own,
    ]
    new = [text for text in dict.fromkeys(proposed) if text and _same(text) not in known]
    return first_answered(new[:MOST_TRIED], is_answered, most=most)


def _topics_asked(question: str, cited: Sequence[Hit]) -> list[Topic]:
    """Return what the question is about; where its own words do not tell, as in Spanish, what answers it does."""
    named = [topic for topic in TOPICS if topic.subject.signs.search(question)]
    return named or [topic for topic in TOPICS if any(map(topic.subject.signs.search, _places(cited)))]


def _places(hits: Iterable[Hit]) -> list[str]:
    return [f"{hit.title}\n{hit.heading}" for hit in hits]


def _plan(question: str, cited: Sequence[Hit]) -> str:
    """Return the plan it is about, as it was written; empty if it is about none or about several."""
    named = plan_names(question) or frozenset().union(*(plan_names(place) for place in _places(cited)))
    labels = {str(name) for name in named}
    return labels.pop() if len(labels) == 1 else ""


def _own(language: str) -> list[str]:
    """Return the company's own suggestions in this language; those of another are for other people."""
    row = current_house().row
    return [one["text"] for one in row.suggested_questions if one["language"] == language] if row else []


def _same(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
