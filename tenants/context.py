"""The only way into a client: `with tenant_scope(client):`.

django-tenants' own `with client:` and the decorators `schema_context`/`tenant_context` keep the previous
client in an object shared by all threads, and swap clients between them; a lint test forbids them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

import structlog
from django.db import connection
from django.utils import timezone
from django_tenants.postgresql_backend.base import FakeTenant

from tenants.binding import Binding, ClientRef, bound

PUBLIC = "public"


class NoClientBound(RuntimeError):
    """Something that belongs to a client was asked for while no client is bound."""


@contextmanager
def tenant_scope(client: ClientRef) -> Iterator[ClientRef]:
    """Enter a client and its time zone; the previous one comes back, also when nested, in threads, and after errors."""
    with (
        _scope(Binding(client.schema_name, client)),
        timezone.override(ZoneInfo(client.time_zone)),
        structlog.contextvars.bound_contextvars(client=str(client.id)),
    ):
        yield client


@contextmanager
def platform_scope() -> Iterator[None]:
    """Enter the platform's own schema: operators, clients, domains. Its days are those of UTC."""
    with _scope(Binding(PUBLIC)), timezone.override(None):
        yield


@contextmanager
def maintenance_scope() -> Iterator[None]:
    """Let migrations and provisioning move between schemas as the login role. Never for requests or tasks."""
    previous, token = connection.tenant, bound.set(Binding(None))
    try:
        with timezone.override(None):
            yield
    finally:
        bound.reset(token)
        connection.set_tenant(previous)


def current_client() -> ClientRef:
    binding = bound.get()
    if binding is None or binding.client is None:
        raise NoClientBound("No client is bound here; enter one with tenant_scope(client).")
    return binding.client


def current_schema() -> str:
    return current_client().schema_name


def is_platform() -> bool:
    binding = bound.get()
    return binding is not None and binding.schema_name == PUBLIC


@contextmanager
def _scope(binding: Binding) -> Iterator[None]:
    previous, token = connection.tenant, bound.set(binding)
    connection.set_tenant(FakeTenant(binding.schema_name))
    try:
        yield
    finally:
        bound.reset(token)
        connection.set_tenant(previous)
