from django.core.management.base import CommandError

from tenants.binding import ClientRef
from tenants.context import platform_scope
from tenants.models import Client


def served_client(subdomain: str) -> ClientRef:
    """Return the client served at the subdomain; raises CommandError."""
    with platform_scope():
        client = Client.objects.served().filter(subdomain=subdomain).first()
        if client is None:
            raise CommandError(f"No client is served at subdomain {subdomain!r}. See: client list")
        return client.ref()
