"""The cache asks Redis over lines that the process keeps."""

from contextvars import Context

from django.core.cache import cache

from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tenants.redis import redis


def look(client: ClientRef) -> None:
    with tenant_scope(client):
        cache.get("anything")


def lines_opened() -> int:
    return redis().info("stats")["total_connections_received"]


def test_request_opens_no_line_of_its_own_to_redis(acme):
    Context().run(look, acme)
    before = lines_opened()

    for _ in range(10):
        Context().run(look, acme)  # as an ASGI server's requests come: each in a context of its own

    assert lines_opened() == before
