"""OpenAI's embeddings and chat completions, as published: JSON, base64 vectors, server-sent events."""

import base64
import hashlib
import json
import math
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event
from time import sleep
from typing import Any

from tests.vendors.local_server import Handler, LocalServer, RecordedRequest

EMBEDDING_SIZE = 64


@dataclass(frozen=True)
class HangAfter:
    """Send the headers and so many pieces of text, then nothing."""

    pieces: int
    seconds: float = 30.0


@dataclass(frozen=True)
class ChatterAfter:
    """After so many pieces keep the line busy with comments, which are no text."""

    pieces: int
    seconds: float = 30.0


@dataclass(frozen=True)
class PauseAfter:
    """Say nothing for a while after so many pieces, then go on."""

    pieces: int
    seconds: float


@dataclass(frozen=True)
class HoldAfter:
    """Say nothing after so many pieces until it is let go, then go on."""

    pieces: int
    let_go: Event = field(default_factory=Event)
    seconds: float = 30.0


@dataclass(frozen=True)
class CutAfter:
    """Break the connection after so many bytes of the stream, in the middle of whatever is being sent."""

    sent_bytes: int


@dataclass(frozen=True)
class EndWithoutFinish:
    """End the stream politely, but without a finish_reason."""

    pieces: int = 2


@dataclass(frozen=True)
class ErrorEvent:
    """Send an error event inside a stream that began well."""

    pieces: int = 1
    kind: str = "server_error"


@dataclass(frozen=True)
class MalformedEvent:
    pieces: int = 1


@dataclass(frozen=True)
class TooFewVectors:
    """Answer an embeddings request with one vector less than asked for."""


def _error_event(kind: str) -> bytes:
    error = {"message": "scripted fault", "type": kind, "code": None}
    return b"data: " + json.dumps({"error": error}).encode() + b"\n\n"


def hashed_vector(text: str, size: int = EMBEDDING_SIZE) -> list[float]:
    """Return a deterministic vector in which equal words point the same way; not of unit length."""
    vector = [0.0] * size
    for word in re.findall(r"[\w$%]+", text.lower()) or [""]:
        digest = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")
        vector[digest % size] += 1.0 if (digest >> 40) & 1 else -1.0
    vector[0] += 0.01 if not any(vector) else 0.0
    return [value * 1.5 for value in vector]


def is_restating(messages: list[dict[str, str]]) -> bool:
    """Whether a prompt asks for statements to be worded once more."""
    return bool(messages) and messages[0]["content"].startswith("You reword statements")


class OpenAIServer(LocalServer):
    def __init__(self) -> None:
        super().__init__()
        self.pieces = ["The ", "copay ", "is ", "$50 ", "[1]", "."]
        self.speak: Callable[[list[dict[str, str]]], list[str]] | None = None  # pieces made of the prompt
        self.restated = ["(1) -"]  # pieces where statements are to be worded once more
        self.seconds_between = 0.0
        self.finish_reason = "stop"
        self.called: list[tuple[str, str]] = []  # tools, with arguments in JSON, that are called before it speaks
        self.obeys_choice = True  # False: it calls even where it is told to answer
        self.before_answer: Callable[[RecordedRequest], None] = lambda _request: None
        self.sends_usage = True
        self.vectors_as = "asked"  # or "float": a compatible server that ignores encoding_format

    @property
    def base_url(self) -> str:
        return f"{self.url}/v1"

    def prompts(self) -> list[list[dict[str, str]]]:
        return [request.body["messages"] for request in self.calls("/v1/chat/completions")]

    def answer(self, handler: Handler, request: RecordedRequest, fault: object) -> None:
        if request.path == "/v1/embeddings":
            self._embed(handler, request.body, fault)
        elif request.path == "/v1/chat/completions" and request.body.get("stream"):
            self.before_answer(request)
            self._stream(handler, request.body, fault)
        elif request.path == "/v1/chat/completions":
            self._complete(handler, request.body)
        else:
            handler.send_json({"error": {"message": "unknown path", "code": "not_found"}}, status=404)

    def _embed(self, handler: Handler, body: dict[str, Any], fault: object) -> None:
        texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
        rows = []
        for index, text in enumerate(texts):
            values: Any = hashed_vector(text, int(body.get("dimensions") or EMBEDDING_SIZE))
            if body.get("encoding_format") == "base64" and self.vectors_as == "asked":
                values = base64.b64encode(struct.pack(f"<{len(values)}f", *values)).decode()
            rows.append({"object": "embedding", "index": index, "embedding": values})
        rows.reverse()  # the format promises an index, not an order
        if isinstance(fault, TooFewVectors):
            rows.pop()
        tokens = sum(math.ceil(len(text) / 4) for text in texts)
        usage = {"prompt_tokens": tokens, "total_tokens": tokens}
        handler.send_json({"object": "list", "data": rows, "model": body["model"], "usage": usage})

    def _complete(self, handler: Handler, body: dict[str, Any]) -> None:
        message = {"role": "assistant", "content": "".join(self._pieces(body)), "refusal": None}
        handler.send_json(
            {
                "id": "chatcmpl-local",
                "object": "chat.completion",
                "created": 1,
                "model": body["model"],
                "choices": [{"index": 0, "message": message, "finish_reason": self.finish_reason}],
                "usage": self._usage(),
            }
        )

    def _stream(self, handler: Handler, body: dict[str, Any], fault: object) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream; charset=utf-8")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        sent = 0
        for number, event in enumerate(self._events(body)):
            if self._spoil(handler, fault, number):
                return
            framed = b"%x\r\n%s\r\n" % (len(event), event)
            if isinstance(fault, CutAfter) and sent + len(framed) > fault.sent_bytes:
                handler.wfile.write(framed[: fault.sent_bytes - sent])
                return handler.drop()
            handler.wfile.write(framed)
            sent += len(framed)
            sleep(self.seconds_between)
        handler.wfile.write(b"0\r\n\r\n")

    def _spoil(self, handler: Handler, fault: object, event_number: int) -> bool:
        """Play a fault whose turn has come; True if the stream is over. Event 0 only names the role."""
        if getattr(fault, "pieces", None) != event_number - 1:
            return False
        if isinstance(fault, PauseAfter):
            sleep(fault.seconds)
            return False
        if isinstance(fault, HoldAfter):
            fault.let_go.wait(fault.seconds)
            return False
        if isinstance(fault, EndWithoutFinish):
            handler.wfile.write(b"0\r\n\r\n")
        elif isinstance(fault, HangAfter):
            handler.wait_or_client_left(fault.seconds)
            handler.drop()
        elif isinstance(fault, ChatterAfter):
            for _ in range(int(fault.seconds / 0.05)):
                handler.wfile.write(b"e\r\n: keep-alive\n\n\r\n")
                if handler.wait_or_client_left(0.05):
                    return True
            handler.drop()
        elif isinstance(fault, ErrorEvent | MalformedEvent):
            broken = b'data: {"choices": [{"delta"\n\n'
            event = _error_event(fault.kind) if isinstance(fault, ErrorEvent) else broken
            handler.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(event), event))
        return True

    def _events(self, body: dict[str, Any]) -> Iterator[bytes]:
        yield self._event(body, {"role": "assistant", "content": "", "refusal": None})
        may_call = body.get("tool_choice") != "none" or not self.obeys_choice
        if self.called and body.get("tools") and may_call:
            yield from self._call_events(body)
            return
        for piece in self._pieces(body):
            yield self._event(body, {"content": piece})
        yield self._event(body, {}, finish_reason=self.finish_reason)
        if self.sends_usage and (body.get("stream_options") or {}).get("include_usage"):
            yield self._event(body, None)
        yield b"data: [DONE]\n\n"

    def _call_events(self, body: dict[str, Any]) -> Iterator[bytes]:
        """Yield tool calls as the vendor does: the name first, the arguments a few letters at a time."""
        for index, (name, arguments) in enumerate(self.called):
            function = {"name": name, "arguments": ""}
            first = {"index": index, "id": f"call_{index}x", "type": "function", "function": function}
            yield self._event(body, {"tool_calls": [first]})
            for start in range(0, len(arguments), 7):
                piece = {"index": index, "function": {"arguments": arguments[start : start + 7]}}
                yield self._event(body, {"tool_calls": [piece]})
        yield self._event(body, {}, finish_reason="tool_calls")
        if self.sends_usage:
            yield self._event(body, None)
        yield b"data: [DONE]\n\n"

    def _pieces(self, body: dict[str, Any]) -> list[str]:
        if is_restating(body["messages"]):
            return self.restated
        return self.speak(body["messages"]) if self.speak else self.pieces

    def _event(self, body: dict[str, Any], delta: dict[str, Any] | None, *, finish_reason: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
        chunk = {
            "id": "chatcmpl-local",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": body["model"],
            "choices": [] if delta is None else [choice],
            "usage": self._usage() if delta is None else None,
        }
        return b"data: " + json.dumps(chunk).encode() + b"\n\n"

    def _usage(self) -> dict[str, Any]:
        return {
            "prompt_tokens": 40,
            "completion_tokens": len(self.pieces),
            "total_tokens": 40 + len(self.pieces),
            "prompt_tokens_details": {"cached_tokens": 8},
        }
