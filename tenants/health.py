import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from redis.exceptions import RedisError

from tenants.context import platform_scope
from tenants.hosts import find_host, is_platform_host, normalise_host
from tenants.redis import redis

FREE_BYTES_WANTED = 500 * 1024 * 1024


def livez() -> HttpResponse:
    """The process answers; nothing else is asked, so an engine's fault never restarts the pages."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz() -> HttpResponse:
    """Whether this process can serve people: 200 or 503 with one word per engine."""
    checks = {"database": _database(), "redis": _redis(), "disk": _disk()}
    ready = checks["database"] == "ok" and checks["disk"] == "ok"
    return JsonResponse({"ready": ready, **checks}, status=200 if ready else 503)


def tls_check(request: HttpRequest) -> HttpResponse:
    """Tell the proxy in front whether a certificate may be made for ?domain=: 200 or 404, nothing else.

    Asked inside the network only; a request that came through a proxy is not answered.
    """
    host = normalise_host(request.GET.get("domain", ""))
    if host is None or "HTTP_X_FORWARDED_FOR" in request.META:
        return HttpResponse("no\n", status=404, content_type="text/plain")
    with platform_scope():
        is_known = is_platform_host(host) or find_host(host) is not None
    return HttpResponse("yes\n" if is_known else "no\n", status=200 if is_known else 404, content_type="text/plain")


def _database() -> str:
    try:
        with platform_scope(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM tenants_client LIMIT 1")
    except DatabaseError:
        return "unavailable"
    return "ok"


def _redis() -> str:
    # Reading pages works without Redis, so its absence is told but takes no process out of service.
    try:
        redis().ping()
    except RedisError:
        return "unavailable"
    return "ok"


def _disk() -> str:
    folder = settings.DATA_DIR if settings.DATA_DIR.exists() else settings.ROOT
    return "ok" if shutil.disk_usage(folder).free > FREE_BYTES_WANTED else "nearly full"
