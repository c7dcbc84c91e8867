"""Tells the open live pages every second how it goes: one worker for all clients, and only while somebody looks."""

from collections.abc import Mapping
from time import monotonic, sleep
from uuid import uuid4

import structlog
from django.template.loader import render_to_string
from django.utils import timezone
from redis.exceptions import RedisError

from analytics.live.state import Live, live
from analytics.query.company import Company, the_company
from tenants.binding import ClientRef
from tenants.context import current_schema, tenant_scope
from tenants.keys import platform_key
from tenants.live import is_heard, publish
from tenants.redis import delete_if_equal, redis
from tenants.tasks import served_clients

TOPIC = "insights"
TURN_SECONDS = 55  # then another run takes over, and knows of what has changed at the companies meanwhile
STEP_SECONDS = 1
UNHEARD_SECONDS = 15  # after which nobody is thought to look any more
QUIET_SECONDS = 10  # in which what is the same is told again, so that pages know that they are told
_LEASE_SECONDS = 5
log = structlog.get_logger(__name__)


def watch() -> None:
    """Say that somebody looks at the current client's page. Never raises."""
    try:
        redis().zadd(_watched_key(), {current_schema(): timezone.now().timestamp()})
    except RedisError:
        log.warning("live_page_not_told_of")


def forget_watched(schema_name: str) -> None:
    """Take a client out of those whose pages are looked at. Raises RedisError without Redis."""
    redis().zrem(_watched_key(), schema_name)


def publish_while_watched(*, turn_seconds: float = TURN_SECONDS) -> int:
    """Tell until nobody looks, or the turn is over; return how often something was told. Nothing beside another run.

    Raises RedisError without Redis.
    """
    if not redis().zcard(_watched_key()):
        return 0
    lease, told = uuid4().hex, 0
    if not redis().set(_lease_key(), lease, nx=True, ex=_LEASE_SECONDS):
        return 0
    try:
        pages: dict[str, _Page] = {}
        ends_at = monotonic() + turn_seconds
        while monotonic() < ends_at and redis().zcard(_watched_key()) and redis().get(_lease_key()) == lease:
            redis().expire(_lease_key(), _LEASE_SECONDS)
            began = monotonic()
            told += sum(page.tell() for page in _pages(pages))
            sleep(max(STEP_SECONDS - (monotonic() - began), 0))
    finally:
        delete_if_equal(_lease_key(), lease)
    return told


def html_of(told: Live | None) -> str:
    return render_to_string("analytics/_live.html", {"live": told})


class _Page:
    """What a client's open pages show."""

    def __init__(self, client: ClientRef) -> None:
        self._client = client
        with tenant_scope(client):
            self._company: Company = the_company()
        self._shown: Live | None = None
        self._told_at = 0.0

    def tell(self) -> bool:
        with tenant_scope(self._client):
            if is_heard(TOPIC):
                watch()
            fresh = live(self._company, now=timezone.now())
            if self._company.is_small or (_same(fresh, self._shown) and monotonic() - self._told_at < QUIET_SECONDS):
                return False
            publish(TOPIC, "now", {"html": html_of(fresh)}, keep=1)
            self._shown, self._told_at = fresh, monotonic()
        return True


def _pages(known: dict[str, _Page]) -> list[_Page]:
    redis().zremrangebyscore(_watched_key(), "-inf", timezone.now().timestamp() - UNHEARD_SECONDS)
    watched = set(redis().zrange(_watched_key(), 0, -1))
    if watched - known.keys():
        clients: Mapping[str, ClientRef] = {client.schema_name: client for client in served_clients()}
        for schema_name in watched - known.keys():
            if schema_name in clients:
                known[schema_name] = _Page(clients[schema_name])
            else:
                forget_watched(schema_name)
    return [known[schema_name] for schema_name in watched & known.keys()]


def _same(one: Live | None, other: Live | None) -> bool:
    """Whether they tell the same, but for when."""
    if one is None or other is None:
        return one is other
    return {**vars(one), "at": None} == {**vars(other), "at": None}


def _watched_key() -> str:
    return platform_key("live-pages", "watched")


def _lease_key() -> str:
    return platform_key("live-pages", "teller")
