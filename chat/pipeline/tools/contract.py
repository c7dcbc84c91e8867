"""What a tool is given and what it tells."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict

from chat.pipeline.scope import Scope
from chat.proof.units import Source, result_source
from knowledge.retrieval.hits import Hit

Status = Literal["ok", "needs_input", "not_available", "handoff"]
# What a result stands on where no document prints it; None where passages do.
Origin = Literal["calendar", "contacts", "glossary"]


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


@dataclass(frozen=True)
class Missing:
    """What the person would have to say first, with what they may choose from."""

    question: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class ToolResult:
    status: Status
    told: tuple[Told, ...] = ()
    origin: Origin | None = None
    hits: tuple[Hit, ...] = ()  # passages that print what is told
    assumptions: tuple[str, ...] = ()
    missing: Missing | None = None  # where the status is "needs_input"
    why: str = ""  # where it is neither: a sentence for whoever called

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
            told["ask_the_person"] = {"question": self.missing.question, "choices": list(self.missing.choices)}
        if self.why:
            told["why"] = self.why
        return told


class Tool(Protocol):
    """`name` and `description` are for a model; `arguments` says what may be asked, as a type."""

    name: str
    description: str
    arguments: type[Arguments]

    def run(self, asked: Any, session: Session) -> ToolResult: ...


def is_told(result: ToolResult) -> bool:
    return result.status == "ok" and bool(result.told or result.hits)
