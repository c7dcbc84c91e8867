"""Lets a language model word the answer, and passes its words on as they come."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Literal

import structlog

from chat.citations import MarkerReader
from chat.llm import language_model
from chat.llm.circuit import Circuit
from chat.llm.types import (
    Conflict,
    Finished,
    LanguageModel,
    ModelEvent,
    ModelInterrupted,
    ModelRequest,
    ModelStream,
    ModelUnavailable,
    NotSupported,
    TextDelta,
    ToolCall,
    ToolCalls,
    Uncertain,
    Usage,
)
from chat.models import EXTRACTIVE, Answer
from chat.pipeline.budget import Budget
from chat.pipeline.connection import patiently
from chat.pipeline.running import Listener, Unheard
from chat.words import LOOKING_FURTHER, QUOTING, QUOTING_WITHOUT_IT, in_language
from knowledge.extract.unseen import without_unseen
from knowledge.text.tokens import count_each

# Ends that leave a sentence hanging, or an answer nobody let the model finish.
_CUT_SHORT = ("length", "content_filter")
_ITEM = re.compile(r"\s*(?:[-*•|]|\d{1,3}[.)])")
log = structlog.get_logger(__name__)

End = Literal["finished", "not_supported", "interrupted", "stopped", "lost"]
# Returns the request gone on with: what was called, and what that told.
AnswerCalls = Callable[[ModelRequest, tuple[ToolCall, ...]], ModelRequest]


@dataclass(frozen=True)
class Call:
    """How a model was asked, and what came of it."""

    engine: str
    end: End | Literal["unavailable", "tools"]
    milliseconds: int
    reason: str = ""
    usage: Usage | None = None  # None: nothing was said
    is_estimated: bool = False  # the usage was counted here, because the vendor did not come to tell it
    first_text: int | None = None  # milliseconds

    @property
    def tokens(self) -> int:
        return self.usage.input_tokens + self.usage.output_tokens if self.usage else 0


@dataclass(frozen=True)
class Speech:
    """What a model said. Markers in `text` count the passages in the order of use: [1] is cited[0]."""

    end: End
    engine: str
    text: str = ""
    cited: tuple[int, ...] = ()
    nearest: tuple[int, ...] = ()
    conflict: tuple[int, ...] = ()  # passages that contradict one another
    is_certain: bool = True
    fallback: Answer.Fallback = Answer.Fallback.NONE
    calls: tuple[Call, ...] = ()  # of models that cost something


def speak(request: ModelRequest, listener: Listener, answer_calls: AnswerCalls, budget: Budget) -> Speech:
    """Stream the answer to the listener. A model that says nothing at all, however it ends, that has just failed
    several times, or for which nothing is left to spend, is replaced by the extractive answerer.

    An answer that has a beginning is gone on with by a model alone: without one the beginning is all of it, as it was.
    A model that calls tools is asked a second time, with what they told, and then has to answer. Raises
    ModelUnavailable if the extractive answerer is the one in use and fails.
    """
    model = language_model()
    if model.name == EXTRACTIVE:
        return _Listening(model, listener).hear(replace(request, beginning=""))
    circuit, calls, fallback = Circuit(model.name), (), budget.why_none_is_left()
    if not fallback and circuit.lets_through():
        conversed = _Conversed(model, listener, answer_calls)
        try:
            speech = conversed.hear(request)
        except ModelUnavailable as unavailable:
            circuit.tell(has_replied=False, is_outage=unavailable.is_outage)
            calls = tuple(conversed.calls)
            log.warning("model_unavailable", answer=listener.name, engine=model.name, reason=unavailable.reason)
        else:
            circuit.tell(has_replied=conversed.has_replied)
            if not _is_wordless(speech):
                return speech
            calls, fallback = speech.calls, Answer.Fallback.SILENCE
            log.warning("model_wordless", answer=listener.name, engine=model.name)
    if request.beginning:
        return replace(_Listening(model, listener).begin(request), calls=calls)
    listener.tell(in_language(QUOTING_WITHOUT_IT if fallback else QUOTING, request.language))
    quoted = _Listening(language_model(EXTRACTIVE), listener).hear(request)
    return replace(quoted, fallback=fallback or Answer.Fallback.OUTAGE, calls=calls)


def speak_aside(request: ModelRequest, listener: Listener, budget: Budget) -> Speech:
    """Return what a model says that the listener does not hear, but may end; without words where it cannot be asked."""
    model = language_model()
    circuit, silence = Circuit(model.name), Speech("finished", model.name)
    if model.name == EXTRACTIVE or listener.is_over:
        return silence
    # The answer is whole by now: a database that is gone for a moment must not cost the person all of it.
    if patiently(budget.why_none_is_left) or not circuit.lets_through():
        return silence
    listening = _Listening(model, _Aside(listener))
    try:
        with listener.standing_back(lambda: True):
            speech = listening.hear(request)
    except ModelUnavailable as unavailable:
        circuit.tell(has_replied=False, is_outage=unavailable.is_outage)
        log.warning("model_unavailable_aside", answer=listener.name, engine=model.name, reason=unavailable.reason)
        return replace(silence, end="interrupted", calls=(listening.unavailable(unavailable.reason),))
    circuit.tell(has_replied=listening.has_replied)
    return speech


class _Aside(Unheard):
    """Hears nothing, and ends what is said when the listener of the answer ends that."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener

    @property
    def name(self) -> str:
        return self._listener.name

    @property
    def is_stopped(self) -> bool:
        return self._listener.is_stopped

    @property
    def is_lost(self) -> bool:
        return self._listener.is_lost

    @property
    def is_over(self) -> bool:
        return self._listener.is_over

    def listen_to(self, stream: ModelStream) -> None:
        self._listener.listen_to(stream)


def _is_wordless(speech: Speech) -> bool:
    """Whether a model came to an end of its own and left nothing to read: cut off by a filter, or spent on thoughts."""
    return not speech.text and speech.end in ("finished", "interrupted")


@dataclass
class _Conversed:
    """One model, heard once, and a second time if it calls tools."""

    model: LanguageModel
    listener: Listener
    answer_calls: AnswerCalls
    calls: list[Call] = field(default_factory=list)
    has_replied: bool = False

    def hear(self, request: ModelRequest) -> Speech:
        first = self._hear(request)
        speech = first.speech
        if first.called and speech.end == "finished":
            if speech.text:
                self.listener.take_back()
            self.listener.tell(in_language(LOOKING_FURTHER, request.language))
            speech = self._hear(self.answer_calls(request, first.called)).speech
        return replace(speech, calls=tuple(self.calls))

    def _hear(self, request: ModelRequest) -> "_Heard":
        listening = _Listening(self.model, self.listener)
        try:
            # What is said before a tool is called is taken back.
            with self.listener.standing_back(lambda: bool(listening.said) and not listening.called):
                speech = listening.hear(request)
        except ModelUnavailable as unavailable:
            self.calls.append(listening.unavailable(unavailable.reason))
            raise
        finally:
            self.has_replied = self.has_replied or listening.has_replied
        called = listening.called if request.may_call else ()
        self.calls += [replace(call, end="tools") if called else call for call in speech.calls]
        return _Heard(speech, called)


@dataclass(frozen=True)
class _Heard:
    speech: Speech
    called: tuple[ToolCall, ...]


@dataclass
class _Listening:
    """One model, heard once."""

    model: LanguageModel
    listener: Listener
    began: float = field(default_factory=monotonic)
    before: str = ""  # what stands before the answer; said, and not by this call
    joint: str = ""
    said: list[str] = field(default_factory=list)
    usage: Usage | None = None
    first_text: int | None = None
    has_replied: bool = False  # with text, or by coming to an end; a reply that is stopped before has not
    nearest: tuple[int, ...] = ()
    conflict: tuple[int, ...] = ()
    is_certain: bool = True
    called: tuple[ToolCall, ...] = ()
    reason: str = ""

    def hear(self, request: ModelRequest) -> Speech:
        reader = MarkerReader(passage.number for passage in request.passages)
        self._begin(request, reader)
        with self.model.stream(request) as stream:
            self.listener.listen_to(stream)
            end = self._events(stream, reader)
        self._say(reader.rest())
        self.listener.send_text()
        if request.beginning and end == "not_supported":
            end = "finished"  # nothing was missing
        text = f"{self.before}{''.join(self.said)}".strip()
        calls = () if self.model.name == EXTRACTIVE else (self._call(end, request),)
        return Speech(
            end, self.model.name, text, tuple(reader.cited), self.nearest, self.conflict, self.is_certain, calls=calls
        )

    def begin(self, request: ModelRequest) -> Speech:
        """Return what stands before the answer, without asking the model for more."""
        reader = MarkerReader(passage.number for passage in request.passages)
        self._begin(request, reader)
        return Speech("interrupted", self.model.name, f"{self.before}{reader.rest()}".strip(), tuple(reader.cited))

    def _begin(self, request: ModelRequest, reader: MarkerReader) -> None:
        self.before = reader.read(request.beginning)
        self.listener.say(self.before)
        # Its next sentence begins behind a blank, its next item on a line of its own.
        lines = request.beginning.splitlines()
        self.joint = ("\n" if _ITEM.match(lines[-1]) else " ") if lines else ""

    def unavailable(self, reason: str) -> Call:
        return Call(self.model.name, "unavailable", self._milliseconds(), reason)

    def _call(self, end: End, request: ModelRequest) -> Call:
        usage = self.usage or Usage(_tokens(message.content for message in request.messages), _tokens(self.said))
        return Call(
            self.model.name,
            end,
            self._milliseconds(),
            self.reason,
            usage,
            is_estimated=self.usage is None,
            first_text=self.first_text,
        )

    def _events(self, events: Iterable[ModelEvent], reader: MarkerReader) -> End:
        end: End = "interrupted"
        try:
            for event in events:
                if self.listener.is_over:
                    break
                self.has_replied = self.has_replied or not isinstance(event, Usage)
                if isinstance(event, TextDelta):
                    self.first_text = self._milliseconds() if self.first_text is None else self.first_text
                    joint, self.joint = self.joint, ""
                    text = without_unseen(event.text)
                    self._say(reader.read(text if text[:1].isspace() else f"{joint}{text}"))
                elif isinstance(event, NotSupported):
                    self.nearest = event.nearest
                    return "not_supported"
                elif isinstance(event, Conflict):
                    self.conflict = event.numbers
                elif isinstance(event, Uncertain):
                    self.is_certain = False
                elif isinstance(event, ToolCalls):
                    self.called = event.calls
                elif isinstance(event, Usage):
                    self.usage = event
                elif isinstance(event, Finished):
                    end = "interrupted" if event.reason in _CUT_SHORT else "finished"
        except ModelInterrupted as interrupted:
            self.reason = interrupted.reason
            log.warning("model_interrupted", answer=self.listener.name, reason=interrupted.reason)
        if self.listener.is_lost:
            return "lost"
        return "stopped" if self.listener.is_stopped else end

    def _say(self, text: str) -> None:
        self.said.append(text)
        self.listener.say(text)

    def _milliseconds(self) -> int:
        return round(1000 * (monotonic() - self.began))


def _tokens(texts: Iterable[str]) -> int:
    return sum(count_each(list(texts)))
