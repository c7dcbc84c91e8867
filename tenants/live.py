"""Live events: a worker publishes to a topic, a browser that holds a ticket for it reads along.

A topic is a Redis stream under the client's key, kept for an hour, so a page loaded in mid-answer, a
second tab or a reconnect reads from the start or from the last event it saw. A ticket is a signed
string that names client, host, holder and topic; the relay needs nothing else.

A ticket ends with its holder, a sign-in or an API key, not with its person: who signs out on one device
goes on reading on the other. A session's key never comes back, so a holder that has ended has ended for
good; no clocks are compared, and whoever signs in again a moment later is another holder.

While a client is not served none of its streams is: the relay, which knows no client, is told so here.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from time import monotonic

import structlog
from django.core import signing
from redis.commands.core import Script
from redis.exceptions import RedisError

from tenants.context import current_schema
from tenants.keys import client_key, platform_key, schema_key, scope_key
from tenants.redis import redis

KEEP_SECONDS = 3600
KEEP_EVENTS = 5000
TICKET_SECONDS = 3600
# A request that was under way when its holder ended may still give a ticket; none of those outlives this.
ENDED_SECONDS = 2 * TICKET_SECONDS
_SALT = "live-ticket"
VOID_CHANNEL = platform_key("live-void")  # the keys that make tickets void come by it, when they come to exist
# Whoever reads from the start and whoever is told by the channel sees the same, in the same order.
_TELL = r"""
local id = redis.call('XADD', KEYS[1], 'MAXLEN', ARGV[3], ARGV[4], '*', 'event', ARGV[1], 'data', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[5])
redis.call('PUBLISH', KEYS[1], 'id: ' .. id .. '\nevent: ' .. ARGV[1] .. '\ndata: ' .. ARGV[2] .. '\n\n')
"""
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class LiveEvent:
    id: str
    name: str
    data: str  # JSON


@dataclass(frozen=True)
class Holder:
    """Who may use a ticket, by a name that tells no secret, and on which host."""

    name: str
    host: str


@dataclass(frozen=True)
class Ticket:
    stream_key: str
    ended_key: str  # exists once the holder has ended
    closed_key: str  # exists while the client is not served
    host: str

    @property
    def void_keys(self) -> tuple[str, str]:
        """The keys of which none may exist while the ticket is good; VOID_CHANNEL tells when one comes to exist."""
        return self.ended_key, self.closed_key


def publish(topic: str, event: str, payload: dict | str, *, keep: int = KEEP_EVENTS) -> None:
    """Append an event. Never raises for a Redis that is down: the page then polls what is stored.

    Who comes later reads what is kept from its start: 1 of what is of now alone.
    """
    key = client_key("live", topic)
    exactness = "~" if keep >= KEEP_EVENTS else "="
    try:
        _tell()(keys=[key], args=[event, json.dumps(payload), exactness, keep, KEEP_SECONDS], client=redis())
    except RedisError:
        log.warning("live_event_not_published", topic=topic, event_name=event)


@cache
def _tell() -> Script:
    return redis().register_script(_TELL)


def sse_block(event_id: bytes, fields: dict[bytes, bytes]) -> bytes:
    """Return an entry of a topic's stream as a browser is sent it, and as the channel has it."""
    return b"id: %s\nevent: %s\ndata: %s\n\n" % (event_id, fields[b"event"], fields[b"data"])


def is_heard(topic: str) -> bool:
    """Whether anybody has a stream of the current client's topic open; raises RedisError without Redis."""
    key = client_key("live", topic)
    return dict(redis().pubsub_numsub(key)).get(key, 0) > 0


def begin_anew(topic: str) -> None:
    """Drop what was published, before the same topic is used for another run: what comes now is newer all the same."""
    try:
        redis().xtrim(client_key("live", topic), maxlen=0, approximate=False)
    except RedisError:
        log.warning("live_topic_not_begun_anew", topic=topic)


def forget(topic: str) -> None:
    """Drop what was published, for good."""
    try:
        redis().delete(client_key("live", topic))
    except RedisError:
        log.warning("live_topic_not_forgotten", topic=topic)


class HolderEnded(Exception):
    """Who follows a topic has signed out, their key was revoked, or their company is served no more."""


def follow(topic: str, holder: Holder, *, seconds: float) -> Iterator[LiveEvent | None]:
    """Return the topic's events from its start as they come, up to `done`, for at most so many seconds.

    Yields None after a second of silence, so that whoever passes the events on notices a reader who left.
    Ends early without Redis, and raises HolderEnded within a second where a ticket of the holder's would be void.
    The topic is that of the client bound now, also when it is read outside the scope.
    """
    schema_name = current_schema()
    void_keys = (_ended_key(schema_name, holder.name), _closed_key(schema_name))
    return _follow(client_key("live", topic), void_keys, seconds)


def _follow(key: str, void_keys: tuple[str, str], seconds: float) -> Iterator[LiveEvent | None]:
    last_id, ends_at = "0", monotonic() + seconds
    while monotonic() < ends_at:
        try:
            with redis().pipeline(transaction=False) as pipe:
                pipe.exists(*void_keys)
                # Shorter than the client's socket timeout.
                pipe.xread({key: last_id}, block=1000, count=200)
                is_void, found = pipe.execute()
        except RedisError:
            log.warning("live_topic_not_followed")
            return
        if is_void:
            raise HolderEnded
        if not found:
            yield None
            continue
        for last_id, fields in found[0][1]:
            yield LiveEvent(last_id, fields["event"], fields["data"])
            if fields["event"] == "done":
                return


def session_holder(session_key: str) -> str:
    # Hashed: a ticket can be read by whoever sees its address.
    return f"session-{hashlib.sha256(session_key.encode()).hexdigest()[:32]}"


def api_key_holder(api_key_id: object) -> str:
    return f"api-key-{api_key_id}"


def ticket(topic: str, *, holder: Holder) -> str:
    """Return the right to read `topic` of the current client, for an hour or until the holder ends."""
    return signing.dumps(
        {"schema": current_schema(), "topic": topic, "holder": holder.name, "host": holder.host},
        salt=_SALT,
        compress=False,
    )


def read_ticket(signed: str) -> Ticket:
    """Return what the ticket allows; raises django.core.signing.BadSignature when forged or expired."""
    facts = signing.loads(signed, salt=_SALT, max_age=TICKET_SECONDS)
    return Ticket(
        stream_key=schema_key(facts["schema"], "live", facts["topic"]),
        ended_key=_ended_key(facts["schema"], facts["holder"]),
        closed_key=_closed_key(facts["schema"]),
        host=facts["host"],
    )


def _ended_key(schema_name: str, holder: str) -> str:
    return schema_key(schema_name, "live-ended", holder)


def end_tickets(holders: Iterable[str]) -> None:
    """Void the holders' tickets for good, and end the streams they opened within a second.

    Never raises for a Redis that is down: the relay then shows nothing either, and the tickets end with their hour.
    """
    try:
        with redis().pipeline(transaction=False) as pipe:
            for holder in holders:
                # Also on the platform's host, which has no live streams: signing out is one act everywhere.
                key = scope_key("live-ended", holder)
                pipe.set(key, "1", ex=ENDED_SECONDS)
                pipe.publish(VOID_CHANNEL, key)
            pipe.execute()
    except RedisError:
        log.warning("live_tickets_not_ended")


def close_streams(schema_name: str) -> None:
    """End a client's open streams within a second, and serve none until they are allowed again.

    Never raises for a Redis that is down: the relay then shows nothing either, and the tickets end with their hour.
    """
    key = _closed_key(schema_name)
    try:
        with redis().pipeline(transaction=False) as pipe:
            # Without an end: HR, who still reads pages there, is given tickets by them.
            pipe.set(key, "1")
            pipe.publish(VOID_CHANNEL, key)
            pipe.execute()
    except RedisError:
        log.warning("live_streams_not_closed")


def close_streams_of_deleted(schema_names: Iterable[str]) -> None:
    """Serve no stream of a client that is gone while a ticket of it may still be held; that ends by itself.

    Raises RedisError, unlike `close_streams`: nothing of it may be deleted that would have kept its streams closed.
    """
    for key in closed_marks(schema_names):
        redis().set(key, "1", ex=ENDED_SECONDS)
        redis().publish(VOID_CHANNEL, key)


def closed_marks(schema_names: Iterable[str]) -> set[str]:
    """Return the keys that say of these clients that none of their streams is served."""
    return {_closed_key(name) for name in schema_names}


def allow_streams(schema_name: str) -> None:
    """Take back `close_streams`."""
    try:
        redis().delete(_closed_key(schema_name))
    except RedisError:
        # Pages then poll what is stored until the client is opened again with Redis there.
        log.warning("live_streams_not_allowed")


def _closed_key(schema_name: str) -> str:
    return schema_key(schema_name, "live-closed")
