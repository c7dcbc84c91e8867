"""What travels between the answer pipeline and a language model engine.

An engine turns one `ModelRequest` into a `ModelStream`: any number of `TextDelta`, at most one `NotSupported`
(before any text: the passages do not hold the answer), at most one `Uncertain`, `Conflict` and `ToolCalls` (behind any
text, the calls only if the request has tools), at most one `Usage`, and exactly one `Finished` at the end. An answer
that cannot start raises `ModelUnavailable`, one that breaks off raises `ModelInterrupted`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, Self

from pydantic import BaseModel

from chat.figures_asked import AskedFigures
from knowledge.facts.types import ConfirmedFigure
from knowledge.models import LOWEST_RANK
from knowledge.retrieval.plans import PlanName

Role = Literal["system", "user", "assistant", "tool"]
PassageKind = Literal["text", "table"]
FinishReason = Literal["stop", "length", "content_filter", "tool_calls"]
# Why an engine gave nothing, or no more. Codes, never the vendor's words: those may quote a prompt or a key.
FailureReason = Literal[
    "rate_limited",
    "quota_exceeded",
    "server_error",
    "unreachable",
    "timeout",
    "refused",
    "unauthorised",
    "not_found",
    "bad_response",
    "cut_off",
]


@dataclass(frozen=True)
class ToolSpec:
    """A tool that a model may call, with what may be asked of it."""

    name: str
    description: str
    arguments: type[BaseModel]


@dataclass(frozen=True)
class ToolCall:
    """A call as the model wrote it: its arguments are text that may be anything."""

    call_id: str
    name: str
    arguments: str


@dataclass(frozen=True)
class Message:
    """`calls` are those of an assistant's message, `answers` the id of the call that a tool's message answers."""

    role: Role
    content: str
    calls: tuple[ToolCall, ...] = ()
    answers: str = ""


@dataclass(frozen=True)
class SourcePassage:
    """A passage as the model sees it; `number` is what a citation marker `[number]` points at."""

    number: int
    document_title: str
    text: str
    page: int | None = None
    heading: str = ""
    plan_year: str = ""
    people: str = ""  # whom its document is for, in words; "" = everyone
    kind: PassageKind = "text"
    language: str = ""  # "en", "es"; empty where unknown
    authority_rank: int = LOWEST_RANK  # of its document: 1 is right before all others
    has_sure_figures: bool = True  # False: recognised in a poor picture, so its figures prove nothing
    confirmed: tuple[ConfirmedFigure, ...] = ()  # what HR compared with the page
    own_plan: PlanName | None = None  # of a proper name, which its document describes and no other


@dataclass(frozen=True)
class ModelRequest:
    """One answer to be worded. A model reads `messages`; the extractive engine `question` and `passages`."""

    question: str
    messages: tuple[Message, ...] = ()
    passages: tuple[SourcePassage, ...] = ()
    language: str = "en"
    today: date | None = None  # of the client: a demo's stands still
    plan_years: tuple[str, ...] = ()  # labels the question is about; other years' passages stand back
    # Names of the asker's class of employees ("SAL", "Salaried") and of the others: their numbers differ.
    own_class: tuple[str, ...] = ()
    other_classes: tuple[str, ...] = ()
    # Where and how long the asker works; "" = not known.
    work_state: str = ""
    hours: str = ""
    figures: AskedFigures | None = None  # where the question asks for such, and documents print them
    tools: tuple[ToolSpec, ...] = ()  # for a model; the built-in engine calls none
    may_call: bool = True  # False: it has called, and answers now
    max_output_tokens: int = 900
    # Markdown that stands before the answer and is gone on with; its markers count `passages`. For a model.
    beginning: str = ""
    prompt_version: str = ""  # of all that a model is told, for the ledger
    most_seconds: float | None = None  # for all of it, where less than the engine's own limit is left


@dataclass(frozen=True)
class TextDelta:
    text: str


@dataclass(frozen=True)
class NotSupported:
    """The passages do not hold the answer; `nearest` are the numbers of the closest ones, best first."""

    nearest: tuple[int, ...] = ()


@dataclass(frozen=True)
class Uncertain:
    """The text is what may be the answer, and says so."""


@dataclass(frozen=True)
class Conflict:
    """These passages contradict one another in what is asked; the text shows them all."""

    numbers: tuple[int, ...]


@dataclass(frozen=True)
class ToolCalls:
    """The model wants these looked up before it goes on."""

    calls: tuple[ToolCall, ...]


@dataclass(frozen=True)
class Usage:
    input_tokens: int
    output_tokens: int
    cached_tokens: int = 0


@dataclass(frozen=True)
class Finished:
    reason: FinishReason


ModelEvent = TextDelta | NotSupported | Uncertain | Conflict | ToolCalls | Usage | Finished


class ModelStream(Protocol):
    """Events in order. `close()` may be called from any thread at any time and stops the upstream at once."""

    def __iter__(self) -> Iterator[ModelEvent]: ...

    def __next__(self) -> ModelEvent: ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc_details: object) -> None: ...


class LanguageModel(Protocol):
    """An engine; `name` is stored with each answer, for example "openai:gpt-5-mini"."""

    name: str

    def stream(self, request: ModelRequest) -> ModelStream: ...


class ModelUnavailable(RuntimeError):
    """No text came. Nothing was said, so the caller may answer with another engine.

    `is_outage`: the vendor fails whoever asks now. Otherwise it may well serve the next one: what it did not take was
    this request, or this key.
    """

    def __init__(self, reason: FailureReason, *, is_outage: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_outage = is_outage


class ModelInterrupted(RuntimeError):
    """The stream ended before it was finished; `partial` is the text that had come."""

    def __init__(self, reason: FailureReason, *, partial: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.partial = partial
