"""Answers being written in this process, and the one thread that looks after all of them.

The thread of an answer waits for its model, seconds at a time. Meanwhile the attendant sends text that has
waited long enough, hears a stop pressed in any process, and writes down now and then that the answer lives.
Text is gathered for a moment, longer the more answers are being written: nobody reads faster, and a hundred readers
cost a tenth of the events.
"""

import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from time import monotonic
from types import TracebackType
from typing import Protocol, Self
from uuid import UUID

import structlog
from django.db import Error, connection
from django.utils import timezone
from redis.exceptions import RedisError

from chat.llm.types import ModelStream
from chat.models import Answer
from chat.pipeline.stop import stop_key
from tenants import turns
from tenants.binding import ClientRef
from tenants.context import current_client, tenant_scope
from tenants.live import publish
from tenants.redis import redis

TEXT_SECONDS, MOST_TEXT_SECONDS = 0.04, 0.25
FEW = 4  # answers, of which each may send its text as often as a reader can see it
LOOK_SECONDS = 0.02
STOP_SECONDS = 0.25
HEARTBEAT_SECONDS = 5
log = structlog.get_logger(__name__)


class Listener(Protocol):
    """Who hears how an answer comes along, and may end it."""

    is_stopped: bool
    is_lost: bool

    @property
    def name(self) -> str: ...

    @property
    def answer_id(self) -> UUID | None: ...

    @property
    def is_over(self) -> bool: ...

    def tell(self, status: str) -> None: ...

    def say(self, text: str) -> None: ...

    def take_back(self) -> None: ...

    def send_text(self) -> None: ...

    def listen_to(self, stream: ModelStream) -> None: ...

    def standing_back(self, has_words: Callable[[], bool]) -> AbstractContextManager[None]: ...


class Unheard:
    """Nobody: the answer is wanted when it is finished."""

    name = "tried out"
    answer_id = None
    is_stopped = is_lost = is_over = False

    def tell(self, status: str) -> None:
        pass

    def say(self, text: str) -> None:
        pass

    def take_back(self) -> None:
        pass

    def send_text(self) -> None:
        pass

    def listen_to(self, stream: ModelStream) -> None:
        pass

    def standing_back(self, has_words: Callable[[], bool]) -> AbstractContextManager[None]:
        return nullcontext()


class RunningAnswer:
    """One claimed answer while it is written. Use as a context manager."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.client: ClientRef = current_client()
        self.stop_key = stop_key(answer.pk)
        self.is_stopped = answer.stop_requested
        self.is_lost = False
        self.first_text_at: float | None = None
        self._stream: ModelStream | None = None
        self._gathered = ""
        self._sent_at = 0.0
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        attendant.look_after(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        attendant.leave(self)

    @property
    def name(self) -> str:
        return str(self.answer.pk)

    @property
    def answer_id(self) -> UUID:
        return self.answer.pk

    @property
    def is_over(self) -> bool:
        return self.is_stopped or self.is_lost

    def tell(self, status: str) -> None:
        """Say in one line what is being done."""
        publish(self.answer.topic, "status", {"text": status})

    def say(self, text: str) -> None:
        """Add to the answer's text."""
        if not text:
            return
        self.first_text_at = self.first_text_at or monotonic()
        with self._lock:
            self._gathered += text
        if self.has_old_text:
            self.send_text()

    def take_back(self) -> None:
        """Forget the text so far, here and in every page that shows it."""
        with self._lock:
            self._gathered = ""
            if not self.is_lost:
                publish(self.answer.topic, "reset", {})

    @property
    def has_old_text(self) -> bool:
        """Whether something was gathered and the last sending is long enough ago."""
        return bool(self._gathered) and monotonic() - self._sent_at >= attendant.text_seconds

    def send_text(self) -> None:
        with self._lock:
            text, self._gathered = self._gathered, ""
            if text and not self.is_lost:
                self._sent_at = monotonic()
                publish(self.answer.topic, "text", {"delta": text})

    def listen_to(self, stream: ModelStream) -> None:
        """Name the stream to close when the answer is stopped."""
        self._stream = stream
        if self.is_over:
            stream.close()

    def standing_back(self, has_words: Callable[[], bool]) -> AbstractContextManager[None]:
        """Let other answers use the processor while this one waits for its model; at the end those go first that have
        no words, if this one has."""
        return turns.answers.standing_back(has_words)

    def end(self, *, is_lost: bool = False) -> None:
        """Stop the stream, because a person asked for it or another run has the answer."""
        self.is_lost = self.is_lost or is_lost
        self.is_stopped = self.is_stopped or not is_lost
        if self._stream:
            self._stream.close()


class Attendant:
    def __init__(self) -> None:
        self._running: set[RunningAnswer] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def look_after(self, running: RunningAnswer) -> None:
        with self._lock:
            self._running.add(running)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._attend, name="answer-attendant", daemon=True)
                self._thread.start()

    def count(self) -> int:
        """Return how many answers are being written in this process."""
        with self._lock:
            return len(self._running)

    def leave(self, running: RunningAnswer) -> None:
        with self._lock:
            self._running.discard(running)

    @property
    def text_seconds(self) -> float:
        """How long the text of an answer is gathered: the longer, the more are being written."""
        return min(TEXT_SECONDS * max(1, len(self._running) / FEW), MOST_TEXT_SECONDS)

    def _attend(self) -> None:
        pause = threading.Event()
        stops_at = monotonic() + STOP_SECONDS
        beats_at = monotonic() + HEARTBEAT_SECONDS
        while True:
            pause.wait(max(LOOK_SECONDS, self.text_seconds / 2))
            with self._lock:
                running = tuple(self._running)
                if not running:
                    self._thread = None
                    return
            for answer in running:
                if answer.has_old_text:
                    with tenant_scope(answer.client):
                        answer.send_text()
            if monotonic() >= stops_at:
                _hear_stops(running)
                stops_at = monotonic() + STOP_SECONDS
            if monotonic() >= beats_at:
                _keep_alive(running)
                beats_at = monotonic() + HEARTBEAT_SECONDS


attendant = Attendant()


def _hear_stops(running: Iterable[RunningAnswer]) -> None:
    listening = [answer for answer in running if not answer.is_over]
    if not listening:
        return
    try:
        marks = redis().mget([answer.stop_key for answer in listening])
    except RedisError:
        # The row tells as well, with the next heartbeat.
        return
    for answer, mark in zip(listening, marks, strict=True):
        if mark:
            answer.end()


def _keep_alive(running: Iterable[RunningAnswer]) -> None:
    """Write a heartbeat for each answer, and read from its row whether it was stopped or taken over."""
    of_client: dict[ClientRef, dict[UUID, RunningAnswer]] = {}
    for answer in running:
        of_client.setdefault(answer.client, {})[answer.answer.lease] = answer
    for client, leases in of_client.items():
        with tenant_scope(client):
            try:
                held = _beat(leases)
            except Error:
                log.warning("heartbeat_not_written", answers=len(leases))
                continue
            finally:
                # This thread's own connection: kept only as long as it is needed.
                connection.close()
        for lease, answer in leases.items():
            if lease not in held:
                answer.end(is_lost=True)
            elif held[lease]:
                answer.end()


def _beat(leases: Iterable[UUID]) -> dict[UUID, bool]:
    """Return lease -> whether a stop was asked for, of those that still hold their answer."""
    held = Answer.objects.filter(status=Answer.Status.STREAMING, lease__in=list(leases))
    held.update(heartbeat_at=timezone.now())
    return dict(held.values_list("lease", "stop_requested"))
