"""The words sent to a model: a versioned file, and the passages fenced off as text that nobody obeys."""

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from chat.llm.types import Message, ModelEvent, NotSupported, SourcePassage, TextDelta

PROMPTS = Path(__file__).parent / "prompts"
PROMPT_VERSION = "answer_v4"
CONTINUE_VERSION = "continue_v1"
SIMPLY_VERSION = "simply_v1"
# Of tones, and of saying tú. Short, as all that a model was told fits into one column of the ledger.
TONE_VERSIONS = {"warm": "warm1", "formal": "form1"}
TU_VERSION = "t1"
# The line a model writes, alone and first, when the passages do not hold the answer.
NOT_IN_DOCUMENTS = "NOT_IN_DOCUMENTS"
HISTORY_MESSAGES = 6
HISTORY_CHARACTERS = 2_000


def build_messages(
    question: str,
    *,
    history: Sequence[Message] = (),
    passages: Sequence[SourcePassage] = (),
    asker: str = "",
    today: str = "",
    told: Sequence[str] = (),
    prompt_version: str = PROMPT_VERSION,
) -> tuple[Message, ...]:
    """Return the rules, the last turns of the conversation, and the question below its passages.

    `today` is which day it is at the company, and in which plan year. `asker` are the class, state and hours of who
    asks, in words, as far as they are known; never who it is. `told` is what the company's own records say.
    """
    rules = prompt_text(prompt_version).format(marker=NOT_IN_DOCUMENTS)
    turns = [Message(message.role, message.content[:HISTORY_CHARACTERS]) for message in history[-HISTORY_MESSAGES:]]
    known = " ".join(asker.split()) or "nothing is known of them"
    records = [f"Known from the company's records: {' '.join(one.split())}" for one in told]
    day = [f"Today: {today}"] if today else []
    asked = "\n\n".join([*fenced(passages), *records, *day, f"Asked by: {known}", f"Question: {question}"])
    return (Message("system", rules), *turns, Message("user", asked))


def said_simply(messages: Sequence[Message]) -> tuple[Message, ...]:
    """Return the messages with the wish for plain words behind the question."""
    *before, last = messages
    return (*before, replace(last, content=f"{last.content}\n\n{prompt_text(SIMPLY_VERSION)}"))


def in_manner(messages: Sequence[Message], versions: Sequence[str]) -> tuple[Message, ...]:
    """Return the messages with how the company wants people to be spoken to behind the question."""
    *before, last = messages
    return (*before, replace(last, content="\n\n".join((last.content, *map(prompt_text, versions)))))


def going_on(messages: Sequence[Message], beginning: str) -> tuple[Message, ...]:
    """Return the messages with the beginning of the answer to them, and the request to go on."""
    goes_on = prompt_text(CONTINUE_VERSION).format(marker=NOT_IN_DOCUMENTS)
    return (*messages, Message("assistant", beginning), Message("user", goes_on))


def fenced(passages: Sequence[SourcePassage]) -> list[str]:
    """Return the fence word and the passages between fences; nothing for no passage.

    A fresh fence each time: a document cannot contain, and so cannot close, a fence it has never seen. It does not
    stand among the rules, so that these stay the same and the vendor can cache them.
    """
    if not passages:
        return []
    fence = secrets.token_hex(6)
    return [f"Fence word: {fence}", *(_fenced(passage, fence) for passage in passages)]


@lru_cache(maxsize=8)
def prompt_text(version: str) -> str:
    if not re.fullmatch(r"[a-z]+(_v)?\d+", version):
        raise ValueError(f"{version!r} is not the name of a prompt.")
    return (PROMPTS / f"{version}.txt").read_text(encoding="utf-8")


def _fenced(passage: SourcePassage, fence: str) -> str:
    facts = {
        "document": passage.document_title,
        "plan year": passage.plan_year,
        "for": passage.people or "everyone",
        "section": passage.heading,
        "page": str(passage.page or ""),
    }
    # Titles and headings come from documents too: one line each, inside the fence.
    header = " | ".join(f"{name}: {' '.join(value.split())}" for name, value in facts.items() if value)
    return f"<<<{fence} passage [{passage.number}]\n{header}\n{passage.text}\n{fence}>>>"


class MarkerGate:
    """Holds text back while it could still be the marker, and turns the marker into an event."""

    def __init__(self) -> None:
        self.passed = ""
        self._held = ""
        self._is_open = False
        self._after_marker = False

    def pass_on(self, text: str) -> Iterator[ModelEvent]:
        self._held += text
        if self._is_open:
            yield from self._release()
            return
        start = self._held.lstrip()
        if start.startswith(NOT_IN_DOCUMENTS):
            self._held = start.removeprefix(NOT_IN_DOCUMENTS)
            self._is_open = self._after_marker = True
            yield NotSupported()
            yield from self._release()
        elif not NOT_IN_DOCUMENTS.startswith(start):
            self._is_open = True
            yield from self._release()

    def flush(self) -> Iterator[ModelEvent]:
        """Let go of what is still held: the answer has ended."""
        yield from self._release()

    def _release(self) -> Iterator[ModelEvent]:
        if self._after_marker:
            self._held = self._held.lstrip(" \t\r\n.:")
            self._after_marker = not self._held
        if self._held:
            text, self._held = self._held, ""
            self.passed += text
            yield TextDelta(text)
