"""The parts of the installation, each with a look at how it is now. Run by a worker; pages read what was found.

A part that is looked at by nobody any more is told by its age: the workers that look are parts themselves.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from time import time
from uuid import uuid4

import httpx2
from celery import current_app
from django.conf import settings
from django.core import mail
from django.db import DatabaseError
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from chat.llm.circuit import Circuit
from knowledge.vectors import VectorIndexUnavailable, vector_index
from platform_admin.models import PartState
from platform_admin.status.queues import Waiting, waiting_in
from tenants import health
from tenants.context import tenant_scope
from tenants.keys import platform_key
from tenants.links import platform_url
from tenants.models import Client
from tenants.redis import redis

State = PartState.State
SILENT_AFTER = timedelta(minutes=5)
LONGEST_WAIT = {"answers": 30, "default": 600, "ingest": 1800, "pictures": 7200}  # seconds
_SECONDS = 5
_WORKERS_ANSWER = 1.0  # seconds; each answers within a few thousandths


@dataclass(frozen=True)
class Seen:
    state: str
    words: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    label: str
    look: Callable[["Look"], Seen]


@dataclass(frozen=True)
class Look:
    """What several parts are told by, asked once: the queues that workers serve."""

    served: Mapping[str, int]  # queue -> workers


def look_at_all() -> dict[str, Seen]:
    """Return every part as it is now; in the platform's scope."""
    look = Look(_served())
    return {name: part.look(look) for name, part in PARTS.items()}


def _served() -> dict[str, int]:
    try:
        told = current_app.control.inspect(timeout=_WORKERS_ANSWER).active_queues() or {}
    except (OperationalError, RedisError, OSError):
        return {}
    served: dict[str, int] = {}
    for queues in told.values():
        for queue in queues:
            served[queue["name"]] = served.get(queue["name"], 0) + 1
    return served


def _web(look: Look) -> Seen:
    address = settings.STATUS_WEB_URL or platform_url("/livez")
    try:
        with httpx2.Client(timeout=_SECONDS, follow_redirects=False, trust_env=False) as line:
            status = line.get(address).status_code
    except httpx2.HTTPError as error:
        return Seen(State.DOWN, f"{address} does not answer ({type(error).__name__}).")
    return Seen(State.OK) if status < 500 else Seen(State.DOWN, f"{address} answers {status}.")


def _engine(look: Look, *, ask: Callable[[], str]) -> Seen:
    told = ask()
    return Seen(State.OK) if told == "ok" else Seen(State.DOWN, f"It is {told}.")


def _queue(look: Look, *, name: str) -> Seen:
    try:
        waiting = waiting_in(name, now=time())
    except RedisError:
        return Seen(State.DOWN, "The queue cannot be reached.")
    workers = look.served.get(name, 0)
    figures = {"waiting": waiting.messages, "oldest_seconds": waiting.oldest_seconds, "workers": workers}
    if not workers:
        return Seen(State.DOWN, "No worker serves it.", figures)
    if waiting.oldest_seconds > LONGEST_WAIT[name]:
        return Seen(State.DEGRADED, _behind(waiting), figures)
    return Seen(State.OK, "", figures)


def _behind(waiting: Waiting) -> str:
    return f"{waiting.messages} wait, the oldest for {round(waiting.oldest_seconds / 60)} minutes."


def _model(look: Look) -> Seen:
    if settings.LLM_ENGINE == "extractive":
        return Seen(State.UNUSED, "Answers are quoted by the built-in answerer.")
    try:
        is_open = Circuit(settings.OPENAI_CHAT_MODEL).is_open()
    except RedisError:
        return Seen(State.DEGRADED, "Whether it answers cannot be told without Redis.")
    if is_open:
        return Seen(State.DOWN, "It failed several times in a row; answers are quoted until it answers again.")
    return Seen(State.OK)


def _vectors(look: Look) -> Seen:
    client = Client.objects.served().migrated().order_by("created_at").first()
    if client is None:
        return Seen(State.UNUSED, "There is no client yet.")
    try:
        with tenant_scope(client.ref()):
            vector_index().count_version(uuid4())
    except (VectorIndexUnavailable, DatabaseError) as trouble:
        return Seen(State.DOWN, f"It cannot be asked ({getattr(trouble, 'reason', type(trouble).__name__)}).")
    return Seen(State.OK)


def _mail(look: Look) -> Seen:
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return Seen(State.OK, "Mails are written into a folder.")
    try:
        line = mail.get_connection(fail_silently=False)
        line.open()
        line.close()
    except OSError as error:
        return Seen(State.DOWN, f"The mail server does not take mails ({type(error).__name__}).")
    return Seen(State.OK)


def _live(look: Look) -> Seen:
    key = platform_key("live-look", uuid4().hex)
    try:
        redis().xadd(key, {"event": "look"})
        is_read = len(redis().xrange(key)) == 1
        redis().delete(key)
    except RedisError:
        return Seen(State.DOWN, "Redis does not carry events; pages ask for what is stored.")
    return Seen(State.OK) if is_read else Seen(State.DEGRADED, "An event was not read back.")


PARTS = {
    "web": Part("Pages", _web),
    "database": Part("Database", partial(_engine, ask=health.database)),
    "redis": Part("Redis", partial(_engine, ask=health.redis_server)),
    "disk": Part("Disk", partial(_engine, ask=health.disk)),
    "model": Part("Language model", _model),
    "vectors": Part("Vector index", _vectors),
    "mail": Part("Mail", _mail),
    "live": Part("Live events", _live),
    "queue_answers": Part("Answers (queue)", partial(_queue, name="answers")),
    "queue_ingest": Part("Reading documents (queue)", partial(_queue, name="ingest")),
    "queue_pictures": Part("Text in pictures (queue)", partial(_queue, name="pictures")),
    "queue_default": Part("Other work (queue)", partial(_queue, name="default")),
}
