"""What operators decide about a client that has been opened. Each move is checked, and written down."""

from django.db import transaction

from accounts.models import User
from platform_admin.acts import record_act
from tenants.models import Client, IllegalMove


def suspend(client: Client, *, by: User | None, reason: str) -> None:
    """Close the client's pages; its data stays. Raises IllegalMove."""
    _move(client, Client.Status.SUSPENDED, by=by, reason=reason)


def reactivate(client: Client, *, by: User | None) -> None:
    """Open the client's pages again. Raises IllegalMove."""
    _move(client, Client.Status.ACTIVE, by=by)


def _move(client: Client, status: str, *, by: User | None, **detail: object) -> None:
    if client.status == Client.Status.OFFBOARDING:
        raise IllegalMove(f"{client.name} is leaving. Call that off first: it is then what it was before.")
    with transaction.atomic():
        before = client.status
        client.move_to(status)
        record_act(f"client.{status}", by=by, client=client, before=before, after=status, **detail)
