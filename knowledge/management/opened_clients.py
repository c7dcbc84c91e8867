from django.core.management.base import CommandError

from tenants.binding import ClientRef
from tenants.context import platform_scope
from tenants.models import Client

# A suspended client may be opened again, and then finds its documents searched as everyone's are.
_OPENED = (Client.Status.ACTIVE, Client.Status.PAST_DUE, Client.Status.SUSPENDED, Client.Status.OFFBOARDING)


def opened_clients(subdomain: str | None) -> list[ClientRef]:
    """Return the client of that subdomain, or all that have been opened, oldest first. Raises CommandError."""
    with platform_scope():
        rows = Client.objects.filter(status__in=_OPENED).order_by("created_at")
        if subdomain is not None:
            rows = rows.filter(subdomain=subdomain.lower())
            if not rows:
                raise CommandError(f"There is no opened client with the subdomain {subdomain}.")
        return rows.refs()
