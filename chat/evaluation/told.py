"""What an answer must be, in words for HR."""

import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from typing import Any

from django.utils.html import strip_tags

from chat.evaluation.questions import TOLERANCE
from chat.markdown import render_answer
from chat.models import Answer
from tenants.clock import day_in_words

_WORDS = {
    "contains": "says {}",
    "figures": "says {}",
    "lacks": "does not show {}",
    "leads_with": "leads with {}",
    "points_to": "sends people to {}",
}
_REASON = re.compile(rf"(refuses as|not as|no reply of the kind) ({'|'.join(filter(None, Answer.Reason.values))})\b")
_REPLIES = {"crisis": "helps at once", "small_talk": "replies to small talk", "glossary": "tells what the word means"}
_LANGUAGES = {"en": "is in English", "es": "is in Spanish"}


def demands(expect: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a part of a sentence for each thing that is asked of the answer."""
    return tuple(filter(None, (_demand(kind, value, expect) for kind, value in expect.items())))


def unmet_words(sentence: str) -> str:
    """Return what is wrong with an answer, as expectations tell it, with reasons in words."""
    return _REASON.sub(lambda found: f"{found[1]} “{_reason(found[2])}”", sentence)


def _demand(kind: str, value: Any, expect: Mapping[str, Any]) -> str:
    if kind in _WORDS:
        texts = [_in_words(text) for text in ([value] if isinstance(value, str) else value)]
        around = f" (give or take {expect[TOLERANCE]})" if kind == "figures" and TOLERANCE in expect else ""
        joined = " or ".join(texts) if kind == "leads_with" else ", ".join(texts)
        return _WORDS[kind].format(joined) + around
    if kind in ("cites", "cites_one_of"):
        places = (f"{one['document']} p. {one['page']}" if one.get("page") else one["document"] for one in value)
        return f"cites {(', ' if kind == 'cites' else ' or ').join(places)}"
    if kind == "refuses":
        return "leaves it to somebody else" if value == "any" else f"leaves it: {_reason(value)}"
    fixed = {
        "not_known": "says that no document tells it",
        "hands_over": "says whom to ask",
        "sure": "is certain of itself",
    }
    if kind == "replies":
        return _REPLIES.get(value, "")
    return _LANGUAGES.get(value, "") if kind == "language" else fixed.get(kind, "")


def _in_words(text: str) -> str:
    is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", text)
    return day_in_words(date.fromisoformat(text)) if is_day else _without_markup(text)


def _without_markup(text: str) -> str:
    return unescape(strip_tags(render_answer(text, {}))).strip()


def _reason(value: str) -> str:
    label = str(Answer.Reason(value).label)
    return label[:1].lower() + label[1:]
