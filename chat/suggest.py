"""What the person may want to ask next: chosen from what is there, never made up."""

import re
from collections.abc import Sequence

from branding.house import current_house
from knowledge.search import Hit
from knowledge.terms import list_terms

MOST_SHOWN = 3
_ABOUT = {"en": "What do our documents say about “{topic}”?"}
# Headings of a document about itself lead nowhere.
_NO_TOPIC = re.compile(r"^(?:table of )?contents?$|^(?:appendix|page|section|note|chapter|index)\b|\d{3,}|[:?@|]", re.I)
_PATH = re.compile(r"\s*[>›»/|]\s*")


def next_questions(
    *, asked: Sequence[str], answer: str, near: Sequence[Hit], language: str, most: int = MOST_SHOWN
) -> tuple[str, ...]:
    """Return the company's own suggestions nearest to the answer, then topics found beside it.

    None that was asked before, and none that the answer has just answered.
    """
    known = {_same(text) for text in asked}
    topic = set(list_terms(f"{answer} {asked[-1] if asked else ''}"))
    suggested = [text for text in current_house().suggested_questions(language) if _same(text) not in known]
    own = [text for text in suggested if not set(list_terms(text)) <= topic]
    own.sort(key=lambda text: -len(topic & set(list_terms(text))))
    fitting = [text for text in own if topic & set(list_terms(text))]
    return tuple(dict.fromkeys([*fitting, *_from_headings(near, asked, language), *own]))[:most]


def _from_headings(near: Sequence[Hit], asked: Sequence[str], language: str) -> list[str]:
    pattern = _ABOUT.get(language)
    if pattern is None:
        return []
    asked_terms = set(list_terms(" ".join(asked)))
    topics = (_PATH.split(hit.heading)[-1].strip(" .:") for hit in near)
    return [
        pattern.format(topic=topic)
        for topic in dict.fromkeys(topics)
        if 4 <= len(topic) <= 60 and not _NO_TOPIC.search(topic) and not set(list_terms(topic)) <= asked_terms
    ]


def _same(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
