"""Which client answers on which host.

An entry says as well whether the client's schema has all migrations that this code needs. What is missing depends on
the code, so processes with older and newer code, side by side while a new version goes out, cache apart.

Look-ups, misses too, are cached in Redis under a generation number. Saving a client or domain raises the
generation, so every process forgets every host at the same moment; an entry read from the database
before the save carries the old generation and is ignored. One round trip per request. Without Redis the
database is asked.
"""

import json
import re
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from threading import Lock
from uuid import UUID

import idna
import structlog
from django.apps import apps
from django.conf import settings
from redis.exceptions import RedisError

from tenants.binding import ClientRef
from tenants.fleet.needed import code_mark
from tenants.keys import platform_key
from tenants.limits import Limits
from tenants.notices import Notice, notices_of
from tenants.redis import redis
from tenants.standing import Standing, standing_of

CACHE_SECONDS = 60  # also the longest a change can stay unnoticed when Redis was down as it was made
MISS_SECONDS = 60
MOST_MISSES = 5000  # kept a minute: anybody may ask for any name
# Apart from the hosts themselves: a visitor may ask for a host called "generation".
_GENERATION = platform_key("hosts-generation")
MOST_REMEMBERED = 2000
# For the look of pages which say that nobody can be asked who answers on a host. Nobody is served by it.
_last_clients: OrderedDict[str, ClientRef] = OrderedDict()
_lock = Lock()
_HOST = re.compile(r"^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$")
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class HostEntry:
    """A client as seen from one host, which may be one that it has left and that sends visitors on for a while.

    The schema of one that is behind lacks migrations, and is not entered. `notices` are what its people are told of
    the platform on every page.
    """

    client: ClientRef
    is_behind: bool = False
    forwards_until: date | None = None
    notices: tuple[Notice, ...] = ()

    def sends_on(self, host: str) -> bool:
        """Whether pages of this host of the client's lead to another one, which a domain of its own has become.

        As long as the platform's own host is the one that links name, each verified domain shows the pages itself.
        """
        return self.client.primary_host not in (host, client_host(self.client.subdomain))

    def standing(self, today: date) -> Standing:
        return standing_of(self.client.status, self.client.grace_until, today)


def normalise_host(raw: str) -> str | None:
    """Return the host in lower case, in its ASCII form, without port and trailing dot; None if malformed."""
    host = raw.strip().lower()
    if host.startswith("["):
        closing = host.find("]")
        rest = host[closing + 1 :]
        return host[: closing + 1] if closing > 0 and re.fullmatch(r"(:[0-9]{1,5})?", rest) else None
    host, colon, port = host.partition(":")
    if colon and not re.fullmatch(r"[0-9]{1,5}", port):
        return None
    host = host.removesuffix(".")
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True, transitional=False).decode("ascii")
        except UnicodeError:
            return None
    return host if _HOST.match(host) else None


def client_host(subdomain: str) -> str:
    """Return the platform's own host of the client with this subdomain."""
    return f"{subdomain}.{settings.BASE_DOMAIN}"


def is_platform_host(host: str) -> bool:
    if host == settings.PLATFORM_HOST:
        return True
    # Without names to resolve, the local installation is also reached by address.
    return settings.EMBEDDED and host in {"127.0.0.1", "[::1]"}


def is_below_platform(host: str) -> bool:
    """Whether the name is the platform's or lies below one of its own, and is no client's own domain."""
    zones = (settings.BASE_DOMAIN, settings.PLATFORM_HOST)
    return any(host == zone or host.endswith(f".{zone}") for zone in zones)


def find_host(host: str) -> HostEntry | None:
    """Return who answers on this normalised host; None for a host nobody verified."""
    entry = _find(host)
    with _lock:
        if entry is None:
            _last_clients.pop(host, None)
        else:
            _last_clients[host] = entry.client
            _last_clients.move_to_end(host)
        if len(_last_clients) > MOST_REMEMBERED:
            _last_clients.popitem(last=False)
    return entry


def last_client_of(host: str) -> ClientRef | None:
    """Return who answered on the host when this process last looked; nothing is asked."""
    return _last_clients.get(host)


def forget_hosts() -> None:
    """Make every process look hosts up anew."""
    try:
        redis().incr(_GENERATION)
    except RedisError:
        # Nothing can be read from a cache that is down; entries still in it expire on their own.
        log.warning("host_cache_unavailable")


def _find(host: str) -> HostEntry | None:
    key = _key(host)
    try:
        generation, cached = redis().mget(_GENERATION, key)
    except RedisError:
        log.warning("host_cache_unavailable")
        return _read_host(host)
    if _is_fresh(generation, cached):
        return _from_json(cached.partition("|")[2])
    entry = _read_host(host)
    try:
        if entry or _has_room_for_a_miss():
            seconds = CACHE_SECONDS if entry else MISS_SECONDS
            redis().set(key, f"{generation or '0'}|{_to_json(entry)}", ex=seconds)
    except RedisError:
        log.warning("host_cache_unavailable")
    return entry


def _has_room_for_a_miss() -> bool:
    """Count one more within this minute; the database is asked for those beyond, which costs no memory."""
    with redis().pipeline(transaction=False) as pipe:
        key = platform_key("hosts-misses", int(time.time() // MISS_SECONDS))
        pipe.incr(key)
        pipe.expire(key, MISS_SECONDS)
        return pipe.execute()[0] <= MOST_MISSES


def known_host(host: str) -> HostEntry | None:
    """Return who answers on this host if that is remembered from a moment ago; the database is not asked."""
    try:
        generation, cached = redis().mget(_GENERATION, _key(host))
    except RedisError:
        return None
    return _from_json(cached.partition("|")[2]) if _is_fresh(generation, cached) else None


def _key(host: str) -> str:
    return platform_key("hosts", code_mark(), host)


def _is_fresh(generation: str | None, cached: str | None) -> bool:
    return bool(cached) and cached.partition("|")[0] == (generation or "0")


def _read_host(host: str) -> HostEntry | None:
    domain = (
        apps.get_model("tenants", "Domain")
        .objects.select_related("client")
        .filter(host=host, verified_at__isnull=False)
        .exclude(client__status="deleted")
        .first()
    )
    if domain is None:
        return None
    is_migrated = apps.get_model("tenants", "Client").objects.migrated().filter(pk=domain.client_id).exists()
    return HostEntry(
        domain.client.ref(),
        is_behind=not is_migrated,
        forwards_until=domain.forwards_until,
        notices=notices_of(domain.client_id),
    )


def _to_json(entry: HostEntry | None) -> str:
    if entry is None:
        return ""
    client = entry.client
    return json.dumps(
        {
            "id": str(client.id),
            "schema_name": client.schema_name,
            "name": client.name,
            "subdomain": client.subdomain,
            "tier": client.tier,
            "status": client.status,
            "primary_host": client.primary_host,
            "time_zone": client.time_zone,
            "limits": client.limits.as_json(),
            "is_held": client.is_held,
            "demo_today": client.demo_today and client.demo_today.isoformat(),
            "trial_until": client.trial_until and client.trial_until.isoformat(),
            "grace_until": client.grace_until and client.grace_until.isoformat(),
            "forwards_until": entry.forwards_until and entry.forwards_until.isoformat(),
            "is_behind": entry.is_behind,
            "notices": [notice.as_json() for notice in entry.notices],
        }
    )


def _from_json(body: str) -> HostEntry | None:
    if not body:
        return None
    facts = json.loads(body)
    days = {name: facts.pop(name) for name in ("demo_today", "trial_until", "grace_until", "forwards_until")}
    read = {name: date.fromisoformat(day) if day else None for name, day in days.items()}
    is_behind, forwards_until = facts.pop("is_behind"), read.pop("forwards_until")
    notices = tuple(Notice(**told) for told in facts.pop("notices"))
    facts["id"] = UUID(facts["id"])
    facts["limits"] = Limits.read(facts["limits"])
    return HostEntry(ClientRef(**facts, **read), is_behind=is_behind, forwards_until=forwards_until, notices=notices)
