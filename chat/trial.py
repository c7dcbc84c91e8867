"""Questions that HR tries out: worked out by a worker, as an employee's are, so that no page waits for a model.

Nothing of one is kept but in Redis, for ten minutes and for the person who asked; what is written to it later is
written to nothing. A person has one at a time: the next one ends the one before it.
"""

import json
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from time import time
from uuid import UUID, uuid4

from django.template.loader import render_to_string
from django.utils import translation
from redis.exceptions import RedisError

from accounts.audience import Audience
from accounts.models import User
from benefits.audience import audience_words, class_labels, meant_for_just
from branding.house import current_house
from chat.llm.types import ModelStream
from chat.pipeline.running import Unheard
from chat.pipeline.scope import Scope
from chat.preview import try_out
from tenants.keys import client_key
from tenants.redis import redis, update_hash_if_kept

KEEP_SECONDS = 600
LATE_SECONDS = 15  # after which a page says that it takes long
LOST_SECONDS = 180  # no answer takes that long: its worker is gone
STOP_SECONDS = 0.25


class State(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True)
class Wanted:
    """What is to be tried, as it travels to a worker."""

    text: str
    day: str
    audience: Sequence[str]
    document_ids: Sequence[str] | None
    include_unpublished: bool
    asked_version: int | None
    warnings: Sequence[str]  # why employees do not get this answer
    nobody: str = ""  # the language of an asker who has no account here: an operator who sees what employees see

    @property
    def scope(self) -> Scope:
        ids = None if self.document_ids is None else tuple(map(UUID, self.document_ids))
        return Scope(
            date.fromisoformat(self.day),
            Audience(*self.audience),
            document_ids=ids,
            include_unpublished=self.include_unpublished,
            is_trial=True,
        )


@dataclass(frozen=True)
class ShownTrial:
    key: str
    state: State
    status: str = ""  # what goes on, in words
    html: str = ""
    is_late: bool = False
    is_replaced: bool = False  # ended by the next question, perhaps in another tab

    @property
    def is_open(self) -> bool:
        return self.state in (State.WAITING, State.RUNNING)


def wanted(
    text: str, scope: Scope, asked_version: int | None = None, warnings: Sequence[str] = (), *, nobody: str = ""
) -> Wanted:
    """Return what is to be tried among the scope's documents; `nobody` is the language of who has no account here."""
    audience = scope.audience
    return Wanted(
        text=text,
        day=scope.day.isoformat(),
        audience=(audience.class_code, audience.work_state, audience.hours),
        document_ids=None if scope.document_ids is None else [str(pk) for pk in scope.document_ids],
        include_unpublished=scope.include_unpublished,
        asked_version=asked_version,
        warnings=list(warnings),
        nobody=nobody,
    )


def begin(wished: Wanted, *, by: User) -> str:
    """Note a question that is to be tried and end the person's last one; return its key. Raises RedisError."""
    key, newest = uuid4().hex, client_key("trial-of", by.pk)
    before = redis().get(newest)
    if before:
        update_hash_if_kept(_record(by.pk, before), stop="1", replaced="1")
    record = _record(by.pk, key)
    with redis().pipeline() as pipe:
        pipe.hset(record, mapping={"wanted": json.dumps(asdict(wished)), "state": State.WAITING, "begun": time()})
        pipe.expire(record, KEEP_SECONDS)
        pipe.set(newest, key, ex=KEEP_SECONDS)
        pipe.execute()
    return key


def look(key: str, *, by: User) -> ShownTrial | None:
    """Return how far it is; None if the person has asked no such thing, or long ago. Raises RedisError."""
    told = redis().hgetall(_record(by.pk, key))
    if not told:
        return None
    state, seconds = State(told["state"]), time() - float(told["begun"])
    if "stop" in told:
        state = State.STOPPED
    elif state in (State.WAITING, State.RUNNING) and seconds > LOST_SECONDS:
        state = State.FAILED
    return ShownTrial(
        key,
        state,
        told.get("status", ""),
        told.get("html", ""),
        is_late=seconds > LATE_SECONDS,
        is_replaced="replaced" in told,
    )


def stop(key: str, *, by: User) -> None:
    """End it, whether a worker has begun or not; nothing, if its time is over. Raises RedisError."""
    update_hash_if_kept(_record(by.pk, key), stop="1")


def fail(key: str, *, by: User) -> None:
    """Note that nobody will answer it; nothing, if its time is over. Raises RedisError."""
    update_hash_if_kept(_record(by.pk, key), state=State.FAILED)


def run(user_id: UUID, key: str) -> None:
    """Work out what was asked for and leave it where the page looks for it, as it is shown."""
    record = _record(user_id, key)
    told = redis().hgetall(record)
    if not told or "stop" in told:
        return
    wished = Wanted(**json.loads(told["wanted"]))
    by = User(pk=user_id, language=wished.nobody) if wished.nobody else User.objects.get(pk=user_id)
    outcome: dict[str, str] = {"state": State.FAILED}
    try:
        with _Listener(record) as listener, translation.override(by.language or "en"):
            trial = try_out(wished.text, by=by, scope=wished.scope, listener=listener)
            if not listener.is_stopped:
                outcome = {"state": State.DONE, "html": _drawn(trial, wished)}
    finally:
        if update_hash_if_kept(record, **outcome):
            redis().expire(record, KEEP_SECONDS)


def _drawn(trial: object, wished: Wanted) -> str:
    asked_as = audience_words(meant_for_just(wished.scope.audience), class_labels())
    context = {
        "trial": trial,
        "scope": wished.scope,
        "asked_as": asked_as,
        "asked_version": wished.asked_version,
        "warnings": wished.warnings,
        "brand": current_house(),
    }
    # How an answer was found, and pages of documents, are HR's.
    return render_to_string("chat/_trial_as_employee.html" if wished.nobody else "chat/_trial.html", context)


def _record(user_id: UUID, key: str) -> str:
    return client_key("trial", user_id, key)


class _Listener(Unheard):
    """Tells the page what goes on, and ends the model's stream when the person has had enough of waiting."""

    def __init__(self, record: str) -> None:
        self.is_stopped = False
        self._record = record
        self._stream: ModelStream | None = None
        self._is_over = threading.Event()
        self._looking = threading.Thread(target=self._look, name="trial-stop", daemon=True)

    def __enter__(self) -> "_Listener":
        update_hash_if_kept(self._record, state=State.RUNNING)
        self._looking.start()
        return self

    def __exit__(self, *exc_details: object) -> None:
        self._is_over.set()
        self._looking.join()

    @property
    def is_over(self) -> bool:
        return self.is_stopped

    def tell(self, status: str) -> None:
        update_hash_if_kept(self._record, status=status)

    def listen_to(self, stream: ModelStream) -> None:
        self._stream = stream
        if self.is_stopped:
            stream.close()

    def _look(self) -> None:
        while not self._is_over.wait(STOP_SECONDS):
            if self._is_unwanted():
                self.is_stopped = True
                if self._stream is not None:
                    self._stream.close()
                return

    def _is_unwanted(self) -> bool:
        try:
            return redis().hexists(self._record, "stop")
        except RedisError:
            return False  # whoever pressed it is told so; the answer ends by itself
