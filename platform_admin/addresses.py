"""Another name and another subdomain for a client that has been opened.

The address it leaves stays its own for a while: the row of the host says until when it sends visitors on, and the
constraint on hosts keeps everybody else from it. Record 0038.
"""

from datetime import date, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from branding.held import first_product_name
from branding.models import Brand
from platform_admin.acts import record_act
from platform_admin.subdomains import SubdomainRefused, checked_subdomain, free_subdomain, one_client_each
from tenants.audit.log import record
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tenants.hosts import client_host
from tenants.live import end_tickets, session_holder
from tenants.models import Client, Domain

SENDS_ON_FOR = timedelta(days=180)


class NotOpened(ValueError):
    """The client was never opened, or is gone; nothing of it can be moved."""


def rename(client: Client, name: str, *, by: User) -> None:
    """Give the client another name, everywhere at once; its product's too, where that still was made of the old one.

    Raises NotOpened.
    """
    with transaction.atomic():
        held = _held(client)
        if held.name == name:
            return
        Client.objects.filter(pk=held.pk).update(name=name)
        with tenant_scope(held.ref()):
            made_of_old = Brand.objects.filter(product_name=first_product_name(held.name))
            made_of_old.update(product_name=first_product_name(name), changed_at=timezone.now())
        client.name = name
        record_act("client.renamed", by=by, client=client, before=held.name, after=name)


def move(client: Client, wanted: str, *, today: date, by: User) -> None:
    """Give the client another subdomain; the old one sends on for SENDS_ON_FOR, and everybody signs in again.

    Back to one that still sends on is allowed. Raises SubdomainRefused, also to the loser of a race, and NotOpened.
    """
    subdomain = checked_subdomain(wanted)
    with transaction.atomic():
        held = _held(client)
        if held.subdomain == subdomain:
            raise SubdomainRefused(f"{held.name} has this subdomain already.")
        # Locked: it may be let go of at this moment.
        left = held.domains.select_for_update().filter(forwards_until__isnull=False)
        own = left.filter(host=client_host(subdomain)).first()
        if own is None:
            free_subdomain(subdomain)
        sends_on_until = today + SENDS_ON_FOR
        with one_client_each(subdomain):
            was_primary = _leave(held, sends_on_until)
            Client.objects.filter(pk=held.pk).update(subdomain=subdomain)
            _enter(held, own, subdomain, is_primary=was_primary)
        before, client.subdomain = held.subdomain, subdomain
        client.refresh_from_db()
        ref = client.ref()
        with tenant_scope(ref):
            holders = [session_holder(key) for key in Session.objects.values_list("session_key", flat=True)]
            Session.objects.all().delete()
        record_act(
            "client.moved", by=by, client=client, before=before, after=subdomain, sends_on_until=f"{sends_on_until}"
        )
        transaction.on_commit(lambda: _end(ref, holders))


def release_addresses(today: date) -> int:
    """Let others have the addresses that send on no longer; return how many there were."""
    released = 0
    for domain in Domain.objects.filter(forwards_until__lt=today).select_related("client"):
        with transaction.atomic():
            # Asked again: the client may be moving back at this moment.
            gone, _ = Domain.objects.filter(pk=domain.pk, forwards_until__lt=today).delete()
            if gone:
                record("client.address_released", actor=None, subject=domain.client, host=domain.host)
                released += 1
    return released


def _held(client: Client) -> Client:
    held = Client.objects.select_for_update().get(pk=client.pk)
    if held.status in Client.NEVER_OPEN:
        raise NotOpened(f"{held.name} has not been opened yet. Discard it, and make it anew with the right words.")
    return held


def _leave(client: Client, until: date) -> bool:
    """Have the present address send on; return whether links named it."""
    old = client.domains.filter(host=client_host(client.subdomain)).first()
    if old is None:
        return not client.domains.primary().exists()
    was_primary, old.is_primary, old.forwards_until = old.is_primary, False, until
    old.save(update_fields=["is_primary", "forwards_until"])
    return was_primary


def _enter(client: Client, own: Domain | None, subdomain: str, *, is_primary: bool) -> None:
    if own is None:
        host, now = client_host(subdomain), timezone.now()
        Domain.objects.create(client=client, host=host, is_primary=is_primary, verified_at=now)
        return
    own.is_primary, own.forwards_until = is_primary, None
    own.save(update_fields=["is_primary", "forwards_until"])


def _end(ref: ClientRef, holders: list[str]) -> None:
    with tenant_scope(ref):
        end_tickets(holders)
