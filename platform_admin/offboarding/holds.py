"""A legal hold: from the moment it is set nothing of the client is deleted, whoever asks, until it is ended.

Whether one is set travels with the client (`ClientRef.is_held`); whoever deletes asks there (record 0039).
"""

import structlog
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from platform_admin.acts import record_act
from platform_admin.offboarding.mails import tell_of_hold
from tenants.models import Client

log = structlog.get_logger(__name__)


class HoldRefused(ValueError):
    """The message is a sentence for the operator: what is wrong, and what would do."""


def hold(client: Client, *, by: User | None, reason: str) -> bool:
    """Forbid to delete anything of the client. Return whether HR could be told; raises HoldRefused."""
    with transaction.atomic():
        client = Client.objects.select_for_update().get(pk=client.pk)
        if client.status in Client.NEVER_OPEN:
            raise HoldRefused(f"{client.name} is {client.status}: there is nothing that could be kept.")
        if client.is_held:
            raise HoldRefused(f"{client.name} is under a legal hold already. End that one first.")
        Client.objects.filter(pk=client.pk).update(held_since=timezone.now(), hold_reason=reason)
        record_act("client.held", by=by, client=client, reason=reason)
    return _told(client, is_held=True)


def release(client: Client, *, by: User | None, reason: str) -> bool:
    """End the hold; what is due goes with the next sweep. Return whether HR was told; raises HoldRefused."""
    with transaction.atomic():
        client = Client.objects.select_for_update().get(pk=client.pk)
        if not client.is_held:
            raise HoldRefused(f"{client.name} is under no legal hold.")
        Client.objects.filter(pk=client.pk).update(held_since=None, hold_reason="")
        record_act("client.released", by=by, client=client, reason=reason)
    return _told(client, is_held=False)


def _told(client: Client, *, is_held: bool) -> bool:
    try:
        return tell_of_hold(client, is_held=is_held)
    except OSError:
        log.warning("hold_not_mailed", client=str(client.pk))
        return False
