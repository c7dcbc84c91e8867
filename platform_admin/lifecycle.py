"""What operators decide about a client that has been opened. Each move is checked, and written down."""

from datetime import date

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


def become_past_due(client: Client, *, grace_until: date, by: User | None) -> None:
    """Note that the client has not paid; its people are served up to that day. Raises IllegalMove."""
    with transaction.atomic():
        _move(client, Client.Status.PAST_DUE, by=by, grace_until=str(grace_until))
        client.grace_until = grace_until
        client.save(update_fields=["grace_until"])


def pay_up(client: Client, *, by: User | None) -> None:
    """Note that nothing is due any more. Raises IllegalMove."""
    with transaction.atomic():
        _move(client, Client.Status.ACTIVE, by=by)
        client.grace_until = None
        client.save(update_fields=["grace_until"])


def _move(client: Client, status: str, *, by: User | None, **detail: object) -> None:
    if client.status == Client.Status.OFFBOARDING:
        raise IllegalMove(f"{client.name} is leaving. Call that off first: it is then what it was before.")
    with transaction.atomic():
        before = client.status
        client.move_to(status)
        record_act(f"client.{status}", by=by, client=client, before=before, after=status, **detail)
