"""Answers worded by OpenAI, or by anything that speaks its chat completions format."""

from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from time import monotonic
from typing import Any, Self

import httpx2
import openai
from django.conf import settings
from openai.types.chat import ChatCompletionToolParam

from chat.llm.deadline import WatchedSocket, watch
from chat.llm.lines import Line, lines
from chat.llm.openai_events import CallsGathered, Piece, read_pieces
from chat.llm.opening import Opening
from chat.llm.prompting import MarkerGate
from chat.llm.types import (
    Finished,
    Message,
    ModelEvent,
    ModelInterrupted,
    ModelRequest,
    ModelUnavailable,
    ToolCalls,
    ToolSpec,
)
from knowledge.embeddings.openai_api import timeout, trouble_of
from knowledge.patience import Patience, Trouble, call_patiently

# Models that think before they speak: little of it, for speed, and room for it beside the answer.
REASONING_MODELS = ("gpt-5", "o1", "o3", "o4")
REASONING_TOKENS = 2_000
# What says that the vendor is down or overloaded; any other reason may lie in the one request that met it.
OUTAGES = frozenset({"timeout", "unreachable", "server_error", "rate_limited"})
START = Patience(attempts=3, total_seconds=20)


@dataclass(frozen=True)
class Limits:
    """How long each part may take. Tries are repeated only until the first text, never after it."""

    first_token_seconds: float = 15.0
    between_tokens_seconds: float = 20.0
    total_seconds: float = 120.0
    closing_seconds: float = 2.0  # for the usage and the end of the stream, after the last text
    start: Patience = START


class OpenAIModel:
    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    @property
    def name(self) -> str:
        return f"openai:{settings.OPENAI_CHAT_MODEL}"

    def stream(self, request: ModelRequest) -> "OpenAIStream":
        return OpenAIStream(request, self._limits)


class OpenAIStream:
    """One answer as it comes, a `ModelStream`. The call is made when the first event is asked for."""

    def __init__(self, request: ModelRequest, limits: Limits) -> None:
        self._request = request
        self._limits = limits
        self._ends_at = monotonic() + min(limits.total_seconds, request.most_seconds or limits.total_seconds)
        self._is_closed = False
        self._resources = ExitStack()
        self._opening: Opening[openai.APIResponse] | None = None
        self._socket: WatchedSocket | None = None
        self._chunks: Iterator[bytes] = iter(())
        self._events = self._run()

    def __iter__(self) -> Iterator[ModelEvent]:
        return self

    def __next__(self) -> ModelEvent:
        return next(self._events)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_details: object) -> None:
        self.close()

    def close(self) -> None:
        self._is_closed = True
        if self._opening:
            self._opening.leave()
        if self._socket:
            self._socket.cut()
        # ValueError: another thread is inside the generator. The cut wakes it, and it ends by itself.
        with suppress(ValueError):
            self._events.close()

    def _run(self) -> Iterator[ModelEvent]:
        try:
            yield from self._say(self._start())
        finally:
            self._resources.close()

    def _say(self, pieces: Iterator[Piece]) -> Iterator[ModelEvent]:
        gate, called, finish_reason, usage, trouble = MarkerGate(), CallsGathered(), None, None, None
        try:
            for piece in pieces:
                finish_reason = piece.finish_reason or finish_reason
                usage = piece.usage or usage
                called.add(piece.calls)
                yield from gate.pass_on(piece.text)
        except Trouble as caught:
            trouble = caught
        if self._is_closed:
            return
        yield from gate.flush()
        if not finish_reason:
            # Without its last word a stream is not whole, however politely it ended.
            reason = trouble.reason if trouble else "cut_off"
            raise ModelInterrupted(reason, partial=gate.passed) from trouble
        calls = called.calls()
        if calls:
            yield ToolCalls(calls)
        if usage:
            yield usage
        yield Finished(finish_reason)
        self._drain()

    def _start(self) -> Iterator[Piece]:
        """Return the pieces from the first text on; until it has come, trouble may be tried away."""
        try:
            return call_patiently(self._begin, self._limits.start)
        except Trouble as trouble:
            if self._is_closed:
                return iter(())
            raise ModelUnavailable(trouble.reason, is_outage=trouble.reason in OUTAGES) from trouble

    def _begin(self, seconds_left: float) -> Iterator[Piece]:
        self._resources.close()  # of the try before
        first_token_by = monotonic() + min(self._limits.first_token_seconds, seconds_left)
        self._open(first_token_by)
        if self._is_closed:
            raise Trouble("cut_off")
        pieces = self._pieces()
        for piece in pieces:
            if piece.is_first_sign:
                return chain([piece], self._timed(pieces))
        raise Trouble("cut_off", may_retry=not self._is_closed)

    def _open(self, first_token_by: float) -> None:
        response = self._response(timeout(max(first_token_by - monotonic(), 0.05)))
        http = response.http_response
        # The read timeout of the body is taken from here when its first byte is asked for.
        http.request.extensions["timeout"]["read"] = self._limits.between_tokens_seconds
        self._socket = watch(http.extensions["network_stream"].get_extra_info("socket"), deadline=first_token_by)
        self._resources.callback(self._socket.release)
        self._chunks = response.iter_bytes()

    def _response(self, limit: httpx2.Timeout) -> openai.APIResponse:
        parameters = self._parameters()

        def ask(line: Line, resources: ExitStack) -> openai.APIResponse:
            completions = line.client.chat.completions.with_streaming_response
            # As the rest of the body: what is named is walked through for what it might have to rename, which takes
            # ten times as long as to write it as JSON.
            rest = {name: value for name, value in parameters.items() if name != "model"}
            opened = completions.create(
                model=parameters["model"], messages=(), extra_body=rest, stream=True, timeout=limit
            )
            return resources.enter_context(opened)

        if self._is_closed:
            raise Trouble("cut_off")
        self._opening = Opening(ask, lines())
        if self._is_closed:  # since
            self._opening.leave()
        try:
            opened = self._opening.wait()
        except (openai.OpenAIError, httpx2.HTTPError) as error:
            raise trouble_of(error) from error
        if opened is None:
            raise Trouble("cut_off")
        response, resources = opened
        self._resources.enter_context(resources)
        return response

    def _pieces(self) -> Iterator[Piece]:
        try:
            yield from read_pieces(self._chunks)
        except httpx2.TimeoutException as error:
            raise Trouble("timeout") from error
        except (httpx2.HTTPError, httpx2.StreamError) as error:
            if self._socket.is_cut:
                raise Trouble("timeout") from error
            raise Trouble("cut_off", may_retry=not self._is_closed) from error

    def _timed(self, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """Pass the pieces on; the clock for the next one runs only while it is waited for."""
        wait = self._limits.between_tokens_seconds
        while True:
            self._socket.deadline = min(monotonic() + wait, self._ends_at)
            piece = next(pieces, None)
            self._socket.deadline = self._ends_at
            if piece is None:
                return
            if piece.finish_reason:
                wait = self._limits.closing_seconds
            yield piece

    def _drain(self) -> None:
        """Read what stands behind [DONE], a few bytes: only then can the connection be used again."""
        self._socket.deadline = monotonic() + self._limits.closing_seconds
        with suppress(httpx2.HTTPError, httpx2.StreamError):
            for _ in islice(self._chunks, 8):
                pass

    def _parameters(self) -> dict[str, Any]:
        request = self._request
        parameters: dict[str, Any] = {
            "model": settings.OPENAI_CHAT_MODEL,
            "messages": list(map(_message, request.messages)),
            "max_completion_tokens": request.max_output_tokens,
            "stream_options": {"include_usage": True},
            "store": False,
        }
        if settings.OPENAI_CHAT_MODEL.startswith(REASONING_MODELS):
            parameters["reasoning_effort"] = "low"
            parameters["max_completion_tokens"] += REASONING_TOKENS
        if request.tools:
            parameters["tools"] = list(map(_tool, request.tools))
            parameters["tool_choice"] = "auto" if request.may_call else "none"
        return parameters


def _message(message: Message) -> dict[str, Any]:
    told: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.calls:
        told["tool_calls"] = [
            {"id": call.call_id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
            for call in message.calls
        ]
    if message.answers:
        told["tool_call_id"] = message.answers
    return told


@lru_cache(maxsize=32)
def _tool(spec: ToolSpec) -> ChatCompletionToolParam:
    """Return the tool with the schema of its arguments, which the vendor then keeps to the letter."""
    return openai.pydantic_function_tool(spec.arguments, name=spec.name, description=spec.description)
