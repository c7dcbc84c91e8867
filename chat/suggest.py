"""What the person may want to ask next: chosen from what is there, never made up, and never what would be refused."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from branding.house import current_house
from chat.topics import Topic, covered_topics
from knowledge.plans import plan_names
from knowledge.search import Hit
from knowledge.terms import list_terms

MOST_SHOWN = 3
MOST_TRIED = 6  # each is a search
MOST_FIRST = 5


def first_questions(language: str, *, class_code: str) -> tuple[str, ...]:
    """Return what to propose to somebody who has not asked yet: the company's own in this language, or its topics."""
    own = _own(language)
    return tuple(own or [topic.ask(language) for topic in covered_topics(class_code)])[:MOST_FIRST]


def next_questions(
    *,
    asked: Sequence[str],
    cited: Sequence[Hit],
    near: Sequence[Hit],
    language: str,
    class_code: str,
    is_answered: Callable[[str], bool],
    most: int = MOST_SHOWN,
) -> tuple[str, ...]:
    """Return questions next to the one just asked, of the same plan, each tried before it is proposed.

    `asked` are the person's questions, this one last; `cited` are the passages that answer it, `near` what was found
    beside them. None that was asked before, and none about the very thing just asked.
    """
    known = {_same(text) for text in asked}
    covered = covered_topics(class_code)
    beside = _beside(asked[-1], cited, near, covered)
    plan = _plan(asked[-1], cited)
    about = set(list_terms(" ".join([asked[-1], *(hit.heading for hit in (*cited, *near))])))
    own = sorted(_own(language), key=lambda text: -len(about & set(list_terms(text))))
    fitting = [text for text in own if about & set(list_terms(text))]
    far = [topic for topic in covered if topic not in beside and not topic.subject.signs.search(asked[-1])]
    proposed = [
        *(topic.ask(language, plan) for topic in beside),
        *fitting,
        *(topic.ask(language) for topic in far),
        *own,
    ]
    new = [text for text in dict.fromkeys(proposed) if text and _same(text) not in known]
    return tuple(islice(filter(is_answered, new[:MOST_TRIED]), most))


def _beside(question: str, cited: Sequence[Hit], near: Sequence[Hit], topics: Sequence[Topic]) -> list[Topic]:
    """Return the topics next to the question's, the nearest first: those found beside it, and those of its group."""
    words = [question] if any(topic.subject.signs.search(question) for topic in topics) else _places(cited)
    asked = [topic for topic in topics if any(topic.subject.signs.search(text) for text in words)]
    groups = {topic.subject.group for topic in asked}
    places = _places([*cited, *near])

    def nearness(topic: Topic) -> int:
        return 2 * (topic.subject.group in groups) + any(topic.subject.signs.search(place) for place in places)

    others = [topic for topic in topics if topic not in asked and nearness(topic)]
    return sorted(others, key=nearness, reverse=True)


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
