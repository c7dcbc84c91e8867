"""Reads the server-sent events of a chat completion stream.

The client library could do this, but spends twice the processor time on every piece of text (measured: 150
against 70 microseconds), and a hundred people reading at once share one core.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from chat.llm.types import FinishReason, Usage
from knowledge.patience import Trouble

FINISH_REASONS: dict[str, FinishReason] = {
    "stop": "stop",
    "length": "length",
    "content_filter": "content_filter",
    "tool_calls": "tool_calls",
    "function_call": "tool_calls",
}

REFUSALS = frozenset({"400", "413", "422"})  # statuses that compatible servers send as the code of an error


@dataclass(frozen=True)
class Piece:
    """What one event says; any part may be missing."""

    text: str = ""
    finish_reason: FinishReason | None = None
    usage: Usage | None = None


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
        text = delta.get("content") or delta.get("refusal") or ""
        finish = choices[0].get("finish_reason")
    except (ValueError, AttributeError, TypeError, KeyError) as error:
        raise Trouble("bad_response") from error
    return Piece(text, FINISH_REASONS.get(finish, "stop") if finish else None, usage)


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
