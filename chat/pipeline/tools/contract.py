"""What a tool is: what it is asked for, with a model or without, what it is given, and how what it tells is said.

All that there is to one tool stands in its module; registry.py lists them.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from django.utils.functional import Promise
from pydantic import BaseModel, ConfigDict

from benefits.calculators.result import Source as Paper
from chat.models import Answer
from chat.pipeline.scope import Scope
from chat.pipeline.understand import Understood
from chat.proof.units import Source, result_source
from chat.words import in_language
from knowledge.retrieval.hits import Hit

Status = Literal["ok", "needs_input", "not_available", "handoff"]


@dataclass(frozen=True)
class Origin:
    """What a tool's answer stands on where no document prints it."""

    code: str  # as it is stored
    words: str | Promise  # as it stands among an answer's sources, in the reader's language


class Arguments(BaseModel):
    """What may be asked of a tool. An argument that the tool does not know is refused: none says who asks."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, str_max_length=300)


@dataclass(frozen=True)
class Session:
    """Whose answer it is, as of which day, and in which language: never what a model says."""

    scope: Scope
    language: str


@dataclass(frozen=True)
class Told:
    """One thing a tool tells, ready to be said. `of` are the lines above it that say what it is of, nearest first."""

    text: str
    of: tuple[str, ...] = ()
    printed_in: tuple[Hit, ...] = ()  # passages to be cited behind it
    figures: tuple[str, ...] = ()  # the figures that it is about, as it says them


@dataclass(frozen=True)
class Choice:
    label: str  # as the person reads it
    value: str | int  # as the argument takes it


@dataclass(frozen=True)
class Missing:
    """What the person would have to say first: the argument that is missing, the question for it, and what they may
    choose from. A plan that is chosen is the conversation's from then on."""

    argument: str
    question: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class ToolResult:
    status: Status
    told: tuple[Told, ...] = ()
    hits: tuple[Hit, ...] = ()  # passages that print what is told
    assumptions: tuple[str, ...] = ()  # what it went by, a sentence each, in the question's language
    papers: tuple[Paper, ...] = ()  # on which what it went by stands
    years: tuple[str, ...] = ()  # labels of the plan years that it tells of
    missing: Missing | None = None  # where the status is "needs_input"
    why: str = ""  # where it is neither: a sentence for whoever called
    personal: tuple[str | date, ...] = ()  # what is known of the asker and went into it: sentences and days

    @property
    def passages(self) -> tuple[Hit, ...]:
        """All passages that it brings, each once."""
        printed = (hit for one in self.told for hit in one.printed_in)
        return tuple({hit.passage_id: hit for hit in (*self.hits, *printed)}.values())

    def sources(self) -> Iterator[Source]:
        """Yield what is told as proof of what is said from it."""
        for one in self.told:
            yield result_source(one.text, one.of)

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"status": self.status}
        if self.told:
            told["told"] = [" — ".join((one.text, *one.of)) for one in self.told]
        if self.assumptions:
            told["assumptions"] = list(self.assumptions)
        if self.missing:
            told["ask_the_person"] = asdict(self.missing)
        if self.why:
            told["why"] = self.why
        return told


class Tool(ABC):
    """A way to an answer beside the documents' sentences.

    `name`, `description` and `arguments` (with a description each) are for a model. A tool with a `route` is asked
    without one as well: `is_asked` says by which questions, `read` what they give. What such a tool still needs is
    asked of the person, and what they say is kept with the conversation.
    """

    name: ClassVar[str]
    description: ClassVar[str]
    arguments: ClassVar[type[Arguments]]
    origin: ClassVar[Origin | None] = None  # None: passages print what it tells
    route: ClassVar[Answer.Route | None] = None  # of its answers; None: only a model asks it
    # Arguments that later questions may leave out; None: all. A reply to what the tool has asked for may leave out any.
    keeps: ClassVar[frozenset[str] | None] = None
    goes_first: ClassVar[bool] = False  # True: it answers before the documents are read; False: where they do not
    page: ClassVar[str] = ""  # of the calculator that reckons the same, by its slug
    lead: ClassVar[Mapping[str, str]] = {}  # the words before what it tells: language -> text

    def is_asked(self, question: str) -> bool:
        """Whether the question is for this tool, without a model."""
        return False

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        """Return the arguments that the question gives; `missing` is the one that the person was asked for just now,
        which may be all of the question: "20%"."""
        return {}

    @abstractmethod
    def run(self, asked: Any, session: Session) -> ToolResult:
        """Return what it tells; `asked` is of the type `arguments`."""

    def stored(self, asked: Any, result: ToolResult) -> dict[str, Any]:
        """Return the arguments as they stand with the answer."""
        return asked.model_dump(mode="json", exclude_none=True)

    def tell(self, lines: Sequence[str], result: ToolResult, language: str) -> str:
        """Return the answer, in Markdown. `lines` are what it tells, with the markers of what prints it."""
        lead = in_language(self.lead, language) if self.lead else ""
        return "\n\n".join(filter(None, (lead, *lines)))

    def cited_for(self, one: Told, result: ToolResult, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """Return the passages to be cited behind one thing that is told; `hits` are those that search found."""
        return one.printed_in

    def contradicts(self, text: str, result: ToolResult) -> bool:
        """Whether an answer from documents must be of another matter, going by what the tool tells."""
        return False

    def tell_beside(self, text: str, result: ToolResult, language: str) -> str:
        """Return an answer from documents with what the tool has to add to it."""
        return text


def is_told(result: ToolResult) -> bool:
    return result.status == "ok" and bool(result.told or result.hits)
