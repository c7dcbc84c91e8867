"""A client's list of people, sent by an operator: read and worked off as HR's are, and an act of the platform.

What is done stands in both audits. Operators are told numbers, and of what is wrong the line, the column and the kind
(record 0037): whose address is somebody else's is the client's to read. The list brings nobody into HR.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts import invite_many as lists
from accounts import roster_job as job
from accounts.models import InvitationList, User
from accounts.roster_dates import DayOrder
from platform_admin.acts import record_act
from tenants.clock import contract_today
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client


class PeopleRefused(ValueError):
    """Nothing was done; the message says why and what would do."""


def why_not(client: Client) -> str:
    """Return why no list may be sent to this client now, "" if one may."""
    if client.status == Client.Status.OFFBOARDING:
        return f"{client.name} is leaving, so nobody is let in or closed any more."
    if client.held_since:
        return f"{client.name} is under a legal hold. Its people stay as they are until that is over."
    if client.status == Client.Status.SUSPENDED:
        return f"{client.name} is suspended. Reactivate it among its settings first."
    if not client.is_open(contract_today()):
        return f"{client.name} is not served right now. Look at its overview for the reason."
    if not client.may_be_entered():
        return f"{client.name} is not up to date. Try again when its migrations have run."
    return ""


def of_platform(client: Client) -> list[InvitationList]:
    """Return the lists that operators have sent, the newest first."""
    with tenant_scope(client.ref()):
        return list(InvitationList.objects.filter(is_by_platform=True))


def note_received(client: Client, *, by: User) -> Callable[[InvitationList], None]:
    """Return what writes down that a list was taken in, from within the client."""

    def note(listing: InvitationList) -> None:
        with platform_scope():
            record_act("client.people_received", by=by, client=client, list=str(listing.pk))

    return note


def say_order(client: Client, list_id: UUID, order: DayOrder, *, by: User) -> bool:
    return _do(client, list_id, "people_order_told", lambda one: job.say_order(one, order), by=by, order=order.value)


def stop(client: Client, list_id: UUID, *, by: User, now: datetime) -> bool:
    """Stop reading the list, or working it off; False if there is nothing to stop."""
    return _do(
        client,
        list_id,
        "people_stopped",
        lambda one: job.stop_reading(one) or lists.cancel(one, by=None, now=now),
        by=by,
    )


def discard(client: Client, list_id: UUID, *, by: User) -> bool:
    return _do(client, list_id, "people_discarded", lists.discard, by=by)


def confirm(
    client: Client, list_id: UUID, *, by: User, now: datetime, with_changes: bool = True, closing: int = 0
) -> bool:
    """Let the list be worked off; False if it was confirmed before. Raises MissingKept and ListBusy."""

    def act(one: InvitationList) -> bool:
        return lists.confirm(one, by=None, now=now, with_changes=with_changes, closing=closing)

    return _do(client, list_id, "people_confirmed", act, by=by, closing=closing)


def _do(
    client: Client, list_id: UUID, action: str, act: Callable[[InvitationList], bool], *, by: User, **detail: object
) -> bool:
    """Do it to a list of the platform's own, and write it down in both audits if it was done. Raises PeopleRefused."""
    if refusal := why_not(client):
        raise PeopleRefused(refusal)
    with transaction.atomic():
        with tenant_scope(client.ref()):
            listing = InvitationList.objects.filter(pk=list_id, is_by_platform=True).first()
            is_done = listing is not None and act(listing)
        if is_done:
            record_act(f"client.{action}", by=by, client=client, list=str(list_id), **detail)
    return is_done
