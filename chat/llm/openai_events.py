"""Reads the server-sent events of a chat completion stream.

The client library could do this, but spends twice the processor time on every piece of text (measured: 150
against 70 microseconds), and a hundred people reading at once share one core.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from chat.llm.types import FinishReason, ToolCall, Usage
from knowledge.patience import Trouble

FINISH_REASONS: dict[str, FinishReason] = {
    "stop": "stop",
    "length": "length",
    "content_filter": "content_filter",
    "tool_calls": "tool_calls",
    "function_call": "tool_calls",
}

MOST_CALLS = 16
MOST_CHARACTERS = 32_000  # of all tool calls together

_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
REFUSALS = frozenset({"400", "413", "422"})  # statuses that compatible servers send as the code of an error


@dataclass(frozen=True)
class Piece:
    """What one event says; any part may be missing."""

    text: str = ""
    finish_reason: FinishReason | None = None
    usage: Usage | None = None
    calls: tuple["CallPiece", ...] = ()

    @property
    def is_first_sign(self) -> bool:
        """Whether the model has begun to say something, or has ended."""
        return bool(self.text or self.calls or self.finish_reason)


@dataclass(frozen=True)
class CallPiece:
    """A part of a tool call: the id and name come once, the arguments in pieces."""

    index: int
    call_id: str
    name: str
    arguments: str


@dataclass
class CallsGathered:
    """Tool calls put together of their pieces. Raises Trouble for more than any honest model sends."""

    _calls: dict[int, list[str]] = field(default_factory=dict)
    _size: int = 0

    def add(self, pieces: Iterable[CallPiece]) -> None:
        for piece in pieces:
            self._size += len(piece.arguments) + len(piece.name) + len(piece.call_id)
            call = self._calls.setdefault(piece.index, ["", "", ""])
            call[0] = call[0] or piece.call_id
            call[1] += piece.name
            call[2] += piece.arguments
            if self._size > MOST_CHARACTERS or len(self._calls) > MOST_CALLS:
                raise Trouble("bad_response")

    def calls(self) -> tuple[ToolCall, ...]:
        ordered = sorted(self._calls.items())
        return tuple(ToolCall(call_id or f"call_{index}", name, rest) for index, (call_id, name, rest) in ordered)


def read_pieces(chunks: Iterable[bytes]) -> Iterator[Piece]:
    """Yield what the events of the stream say, up to its [DONE] or its end. Raises Trouble."""
    for payload in _payloads(chunks):
        if payload == b"[DONE]":
            return
        yield _piece(payload)


def _payloads(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the data of each event, one line in what every server sends; comments are passed over."""
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            if line.startswith(b"data:"):
                yield line[5:].strip()
    if rest.startswith(b"data:"):
        yield rest[5:].strip()


def _piece(payload: bytes) -> Piece:
    try:
        event = json.loads(payload)
        if event.get("error"):
            raise _trouble_of(event["error"])
        usage = _usage(event.get("usage"))
        choices = event.get("choices")
        if not choices:
            return Piece(usage=usage)
        delta = choices[0].get("delta") or {}
        text = _writable(delta.get("content") or delta.get("refusal") or "")
        calls = tuple(map(_call_piece, delta.get("tool_calls") or ()))
        finish = choices[0].get("finish_reason")
    except (ValueError, AttributeError, TypeError, KeyError, RecursionError) as error:
        raise Trouble("bad_response") from error
    return Piece(text, FINISH_REASONS.get(finish, "stop") if finish else None, usage, calls)


def _call_piece(delta: dict[str, Any]) -> CallPiece:
    function = delta.get("function") or {}
    return CallPiece(
        index=int(delta.get("index") or 0),
        call_id=_writable(str(delta.get("id") or "")),
        name=_writable(str(function.get("name") or "")),
        arguments=_writable(str(function.get("arguments") or "")),
    )


def _writable(text: str) -> str:
    """Return the text without what no database takes: NUL, and halves of signs."""
    return _UNWRITABLE.sub("", text)


def _trouble_of(error: Any) -> Trouble:
    """Return what an error in a stream means: the request was refused, or the server fails."""
    facts = error if isinstance(error, dict) else {}
    if facts.get("type") == "invalid_request_error" or str(facts.get("code")) in REFUSALS:
        return Trouble("refused")
    return Trouble("server_error", may_retry=True)


def _usage(counts: dict[str, Any] | None) -> Usage | None:
    if not counts:
        return None
    details = counts.get("prompt_tokens_details") or {}
    return Usage(
        input_tokens=int(counts.get("prompt_tokens") or 0),
        output_tokens=int(counts.get("completion_tokens") or 0),
        cached_tokens=int(details.get("cached_tokens") or 0),
    )
