"""A short title of a topic, worded by a model from its terms alone: no question ever leaves for this."""

import re
from collections.abc import Sequence
from time import monotonic

import structlog

from analytics.models.topics import TITLE_LIMIT
from chat.llm import language_model
from chat.llm.circuit import Circuit
from chat.llm.types import LanguageModel, Message, ModelInterrupted, ModelRequest, ModelUnavailable, TextDelta, Usage
from chat.models import EXTRACTIVE
from chat.pipeline.model_calls import write_down
from chat.pipeline.speak import Call

PROMPT_VERSION = "topic-title-1"
MOST_SECONDS = 20.0
MOST_TOKENS = 40
_ASKED = (
    "You are given words that employees used in questions about their benefits, the most telling first. Reply with a "
    "title of two to five plain English words for what they are about, and nothing else: no quotes, no full stop."
)
_LONGEST = 8  # words; more is a sentence, not a title
_TITLE = re.compile(r"[^\W_][\w ,/()&'’-]+")
log = structlog.get_logger(__name__)


def title_of(terms: Sequence[str]) -> str:
    """Return a title, "" where no model is configured, none can be reached or what it says is no title."""
    model = language_model()
    if model.name == EXTRACTIVE or not terms:
        return ""
    circuit = Circuit(model.name)
    if not circuit.lets_through():
        return ""
    return _as_title(_said(model, circuit, terms))


def _said(model: LanguageModel, circuit: Circuit, terms: Sequence[str]) -> str:
    messages = (Message("system", _ASKED), Message("user", ", ".join(terms)))
    request = ModelRequest(
        "", messages=messages, max_output_tokens=MOST_TOKENS, may_call=False, most_seconds=MOST_SECONDS
    )
    began, text, usage, end, reason = monotonic(), "", None, "finished", ""
    try:
        for event in model.stream(request):
            if isinstance(event, TextDelta):
                text += event.text
            elif isinstance(event, Usage):
                usage = event
        circuit.succeeded()
    except (ModelUnavailable, ModelInterrupted) as trouble:
        text, reason = "", trouble.reason
        end = "unavailable" if isinstance(trouble, ModelUnavailable) else "interrupted"
        log.warning("topic_not_titled", reason=reason)
    call = Call(model.name, end, round(1000 * (monotonic() - began)), reason=reason, usage=usage)
    write_down([call], answer_id=None, prompt_version=PROMPT_VERSION)
    return text


def _as_title(text: str) -> str:
    title = " ".join(text.split()).strip("\"'“”‘’.")
    is_title = _TITLE.fullmatch(title) and len(title) <= TITLE_LIMIT and len(title.split()) <= _LONGEST
    return title[:1].upper() + title[1:] if is_title else ""
