"""What pages that are drawn without the request know of the client: what was last known of it, and never a query."""

from django.http import HttpRequest

from tenants.binding import ClientRef, bound
from tenants.hosts import last_client_of, normalise_host
from tenants.looks import last_known_look


def last_look(request: HttpRequest) -> dict[str, object]:
    """Return client and brand for a page, as far as they are known; nothing on the platform's host."""
    client = _client_of(request)
    return known_of(client) if client else {}


def known_of(client: ClientRef) -> dict[str, object]:
    return {"client": client, "brand": last_known_look(client)}


def _client_of(request: HttpRequest) -> ClientRef | None:
    binding = bound.get()
    if binding is not None and binding.client is not None:
        return binding.client
    host = normalise_host(request.META.get("HTTP_HOST", ""))
    return last_client_of(host) if host else None
