import shutil

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from redis.exceptions import RedisError

from tenants.context import platform_scope
from tenants.hosts import find_host, is_platform_host, normalise_host
from tenants.redis import redis

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
    """Tell the proxy in front whether a certificate may be made for ?domain=: 200 or 404, nothing else.

    Asked inside the network only; a request that came through a proxy is not answered.
    """
    host = normalise_host(request.GET.get("domain", ""))
    if host is None or PROXY_HEADERS & request.META.keys():
        return HttpResponse("no\n", status=404, content_type="text/plain")
    with platform_scope():
        is_known = is_platform_host(host) or find_host(host) is not None
    return HttpResponse("yes\n" if is_known else "no\n", status=200 if is_known else 404, content_type="text/plain")


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
