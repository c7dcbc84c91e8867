import ipaddress
import shutil
import time

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from redis.exceptions import RedisError

from tenants.context import platform_scope
from tenants.hosts import find_host, is_platform_host, known_host, normalise_host
from tenants.keys import platform_key
from tenants.public_addresses import is_public
from tenants.redis import redis

UNKNOWN_A_MINUTE = 300
FREE_BYTES_WANTED = 500 * 1024 * 1024
# A proxy adds at least one of these to what it passes on.
PROXY_HEADERS = {
    *("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST"),
    *("HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA"),
}


def livez() -> HttpResponse:
    """The process answers; nothing else is asked, so an engine's fault never restarts the pages."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz() -> HttpResponse:
    """Whether this process can do all of its work: 200, or 503 naming what is missing.

    Without Redis pages can still be read, and say themselves what does not work; a balancer that should keep
    showing them asks /livez.
    """
    checks = {"database": database(), "redis": redis_server(), "disk": disk()}
    ready = set(checks.values()) == {"ok"}
    return JsonResponse({"ready": ready, **checks}, status=200 if ready else 503)


def tls_check(request: HttpRequest) -> HttpResponse:
    """Tell the proxy in front whether a certificate may be made for ?domain=: 200 or 404, without a body.

    Asked inside the network only: not from an address of the internet, and not through a proxy. Whoever has many names
    asked for that are nobody's is told 429 for a minute; a proxy takes that for a no as well.
    """
    host = normalise_host(request.GET.get("domain", ""))
    if host is None or PROXY_HEADERS & request.META.keys() or not _is_inside(request.META.get("REMOTE_ADDR", "")):
        return HttpResponse(status=404)
    if is_platform_host(host):
        return HttpResponse(status=200)
    with platform_scope():
        entry = known_host(host)
        if entry is None and _unknown_names() > UNKNOWN_A_MINUTE:
            return HttpResponse(status=429, headers={"Retry-After": "60"})
        is_known = (entry or find_host(host)) is not None
    if not is_known:
        _unknown_names(adding=1)
    return HttpResponse(status=200 if is_known else 404)


def _is_inside(address: str) -> bool:
    try:
        return not is_public(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        # No address at all: a socket of this machine.
        return not address


def _unknown_names(*, adding: int = 0) -> int:
    """Return how many names were asked for in this minute that are nobody's; 0 without Redis."""
    key = platform_key("tls-unknown", int(time.time() // 60))
    try:
        if not adding:
            return int(redis().get(key) or 0)
        with redis().pipeline(transaction=False) as pipe:
            pipe.incrby(key, adding)
            pipe.expire(key, 120)
            return pipe.execute()[0]
    except RedisError:
        return 0


def database() -> str:
    try:
        with platform_scope(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM tenants_client LIMIT 1")
    except Error:
        return "unavailable"
    return "ok"


def redis_server() -> str:
    try:
        redis().ping()
    except RedisError:
        return "unavailable"
    return "ok"


def disk() -> str:
    folder = settings.DATA_DIR if settings.DATA_DIR.exists() else settings.ROOT
    return "ok" if shutil.disk_usage(folder).free > FREE_BYTES_WANTED else "nearly full"
