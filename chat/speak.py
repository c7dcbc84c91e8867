"""Lets a language model word the answer, and passes its words on as they come."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import structlog

from chat.citations import MarkerReader
from chat.llm import language_model
from chat.llm.types import (
    Finished,
    LanguageModel,
    ModelEvent,
    ModelInterrupted,
    ModelRequest,
    ModelUnavailable,
    NotSupported,
    TextDelta,
)
from chat.models import EXTRACTIVE
from chat.running import Listener
from chat.words import QUOTING, in_language

# Ends that leave a sentence hanging, or an answer nobody let the model finish.
_CUT_SHORT = ("length", "content_filter")
log = structlog.get_logger(__name__)

End = Literal["finished", "not_supported", "interrupted", "stopped", "lost"]


@dataclass(frozen=True)
class Speech:
    """What a model said. Markers in `text` count the passages in the order of use: [1] is cited[0]."""

    end: End
    engine: str
    text: str = ""
    cited: tuple[int, ...] = ()
    nearest: tuple[int, ...] = ()
    is_fallback: bool = False


def speak(request: ModelRequest, listener: Listener) -> Speech:
    """Stream the answer to the listener. A model that says nothing at all is replaced by the extractive answerer.

    Raises ModelUnavailable if that is the one in use and fails.
    """
    model = language_model()
    try:
        return _listen(model, request, listener)
    except ModelUnavailable as unavailable:
        if model.name == EXTRACTIVE:
            raise
        log.warning("model_unavailable", answer=listener.name, engine=model.name, reason=unavailable.reason)
    listener.tell(in_language(QUOTING, request.language))
    return replace(_listen(language_model(EXTRACTIVE), request, listener), is_fallback=True)


def _listen(model: LanguageModel, request: ModelRequest, listener: Listener) -> Speech:
    reader = MarkerReader(passage.number for passage in request.passages)
    said: list[str] = []
    with model.stream(request) as stream:
        listener.listen_to(stream)
        end, nearest = _hear(stream, reader, said, listener)
    rest = reader.rest()
    said.append(rest)
    listener.say(rest)
    listener.send_text()
    return Speech(end, model.name, "".join(said).strip(), tuple(reader.cited), nearest)


def _hear(
    events: Iterable[ModelEvent], reader: MarkerReader, said: list[str], listener: Listener
) -> tuple[End, tuple[int, ...]]:
    end: End = "interrupted"
    try:
        for event in events:
            if listener.is_over:
                break
            if isinstance(event, TextDelta):
                shown = reader.read(event.text)
                said.append(shown)
                listener.say(shown)
            elif isinstance(event, NotSupported):
                return "not_supported", event.nearest
            elif isinstance(event, Finished):
                end = "interrupted" if event.reason in _CUT_SHORT else "finished"
    except ModelInterrupted as interrupted:
        log.warning("model_interrupted", answer=listener.name, reason=interrupted.reason)
    if listener.is_lost:
        return "lost", ()
    return ("stopped" if listener.is_stopped else end), ()
