"""Live events: a worker publishes to a topic, a browser that holds a ticket for it reads along.

A topic is a Redis stream under the client's key, kept for an hour, so a page loaded in mid-answer, a
second tab or a reconnect reads from the start or from the last event it saw. A ticket is a signed
string that names client, host, person and topic; the relay needs nothing else.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

import structlog
from django.core import signing
from redis.exceptions import RedisError

from tenants.context import current_client, current_schema
from tenants.keys import client_key
from tenants.redis import redis

KEEP_SECONDS = 3600
KEEP_EVENTS = 5000
TICKET_SECONDS = 3600
_SALT = "live-ticket"
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class LiveEvent:
    id: str
    name: str
    data: str  # JSON


@dataclass(frozen=True)
class Ticket:
    stream_key: str
    revocation_key: str
    host: str


def publish(topic: str, event: str, payload: dict | str) -> None:
    """Append an event. Never raises for a Redis that is down: the page then polls what is stored."""
    key = client_key("live", topic)
    try:
        with redis().pipeline(transaction=False) as pipe:
            pipe.xadd(key, {"event": event, "data": json.dumps(payload)}, maxlen=KEEP_EVENTS, approximate=True)
            pipe.expire(key, KEEP_SECONDS)
            pipe.publish(key, "")  # rings whoever waits (tenants/relay.py)
            pipe.execute()
    except RedisError:
        log.warning("live_event_not_published", topic=topic, event_name=event)


def forget(topic: str) -> None:
    """Drop what was published, before the same topic is used for another run."""
    try:
        redis().delete(client_key("live", topic))
    except RedisError:
        log.warning("live_topic_not_forgotten", topic=topic)


def follow(topic: str, *, seconds: float) -> Iterator[LiveEvent | None]:
    """Return the topic's events from its start as they come, up to `done`, for at most so many seconds.

    Yields None after a second of silence, so that whoever passes the events on notices a reader who left.
    Ends early without Redis. The topic is that of the client bound now, also when it is read outside the scope.
    """
    return _follow(client_key("live", topic), seconds)


def _follow(key: str, seconds: float) -> Iterator[LiveEvent | None]:
    last_id, ends_at = "0", monotonic() + seconds
    while monotonic() < ends_at:
        try:
            # Shorter than the client's socket timeout.
            found = redis().xread({key: last_id}, block=1000, count=200)
        except RedisError:
            log.warning("live_topic_not_followed")
            return
        if not found:
            yield None
            continue
        for last_id, fields in found[0][1]:
            yield LiveEvent(last_id, fields["event"], fields["data"])
            if fields["event"] == "done":
                return


def ticket(topic: str, *, user_id: object, host: str) -> str:
    """Return the right to read `topic` of the current client, for one person on one host, for an hour."""
    return signing.dumps(
        {"schema": current_schema(), "topic": topic, "user": str(user_id), "host": host},
        salt=_SALT,
        compress=False,
    )


def read_ticket(signed: str) -> Ticket:
    """Return what the ticket allows; raises django.core.signing.BadSignature when forged or expired."""
    facts = signing.loads(signed, salt=_SALT, max_age=TICKET_SECONDS)
    prefix = f"t:{facts['schema']}:live"
    return Ticket(
        stream_key=f"{prefix}:{facts['topic']}",
        revocation_key=f"{prefix}-revoked:{facts['user']}",
        host=facts["host"],
    )


def revoke(user_id: object) -> None:
    """End every live stream of a person within a few seconds: they left or signed out everywhere."""
    try:
        key = client_key("live-revoked", user_id)
        redis().set(key, "1", ex=TICKET_SECONDS)
        redis().publish(key, "")
    except RedisError:
        log.warning("live_revocation_not_published", client=str(current_client().id), user=str(user_id))
