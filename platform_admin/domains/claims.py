"""What HR and operators do with a client's own domains. In the platform's scope.

Each act is written down by whoever calls, in the chain it belongs to (`Told`), within the same transaction.
"""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from tenants.domains.models import WAITS, DomainClaim
from tenants.domains.names import checked_name
from tenants.hosts import client_host
from tenants.limits import NOT_INCLUDED, Feature
from tenants.models import Client, Domain
from tenants.roles import HR

State = DomainClaim.State
PENDING_A_CLIENT = 3
NOT_IN_CONTRACT = f"Your contract has no domain of your own. {NOT_INCLUDED}"
NOT_IN_ITS_CONTRACT = "This client’s contract has no domain of its own. Its tier or its own limits have to include one."
# Writes down an act, with what it is about.
Told = Callable[..., None]


class DomainRefused(ValueError):
    """It cannot be done with this domain; the message says why and what to do."""


def add_claim(client: Client, typed: str, *, by_role: str, now: datetime, told: Told) -> DomainClaim:
    """Let a client wait for a name to be proven. Raises NameRefused and DomainRefused."""
    host = checked_name(typed)
    with transaction.atomic():
        # One at a time: what a client may have is counted.
        held = Client.objects.select_for_update().get(pk=client.pk)
        _refuse_to_add(held, host, by_role)
        claim = DomainClaim.objects.create(
            client=held,
            host=host,
            added_at=now,
            added_by=by_role,
            waits_until=now + WAITS,
            next_check_at=now,
        )
        told("domain.added", host=host)
    return claim


def make_primary(claim: DomainClaim, *, told: Told) -> None:
    """Have links and mails name it, and the platform's host lead to it. Raises DomainRefused."""
    with transaction.atomic():
        held = DomainClaim.objects.select_for_update().get(pk=claim.pk)
        if not held.is_verified:
            raise DomainRefused(f"{held.shown} is not verified. It can be used once both records were found.")
        if held.tls_state not in (DomainClaim.Tls.ISSUED, DomainClaim.Tls.NONE):
            raise DomainRefused(
                f"{held.shown} has no certificate yet; browsers would warn everybody. Wait until it has."
            )
        before = _have_named(held.client, held.host)
        told("domain.made_primary", host=held.host, before=before)


def use_platform_host(client: Client, *, told: Told) -> None:
    """Have links and mails name the platform's host again; the client's own domains go on answering."""
    with transaction.atomic():
        before = _have_named(client, platform_host(client))
        told("domain.made_primary", host=platform_host(client), before=before)


def remove_claim(claim: DomainClaim, *, told: Told) -> None:
    """Stop answering on it at once, and let go of it: anybody may prove it from here on."""
    with transaction.atomic():
        held = DomainClaim.objects.select_for_update(of=("self",)).select_related("client").get(pk=claim.pk)
        take_off(held)
        host, state = held.host, held.state
        held.delete()
        told("domain.removed", host=host, state=state)


def take_off(claim: DomainClaim) -> bool:
    """Delete the host that routes; if links named it, they name the platform's host again. Returns whether they did."""
    rows = Domain.objects.select_for_update().filter(client=claim.client, host=claim.host)
    was_primary = any(row.is_primary for row in rows)
    Domain.objects.filter(client=claim.client, host=claim.host).delete()
    if was_primary:
        _have_named(claim.client, platform_host(claim.client))
    return was_primary


def platform_host(client: Client) -> str:
    return client_host(client.subdomain)


def targets_of(client: Client) -> list[str]:
    """Return the hosts at the platform that lead to the client, the present one first."""
    own, end = platform_host(client), client_host("")
    left = client.domains.filter(host__endswith=end).exclude(host=own).values_list("host", flat=True)
    return [own, *sorted(left)]


def may_add(client: Client, *, by_role: str) -> str:
    """Return why no further domain can be added, in a sentence for that role; "" if one can."""
    if not client.limits().has(Feature.CUSTOM_DOMAIN):
        return NOT_IN_CONTRACT if by_role in HR else NOT_IN_ITS_CONTRACT
    claims = DomainClaim.objects.filter(client=client)
    if claims.count() >= settings.DOMAINS_A_CLIENT:
        return f"There are {settings.DOMAINS_A_CLIENT} domains here, which is the most. Remove one first."
    if claims.pending().count() >= PENDING_A_CLIENT:
        return f"{PENDING_A_CLIENT} domains wait to be proven, which is the most. Prove or remove one first."
    return ""


def _refuse_to_add(client: Client, host: str, by_role: str) -> None:
    if client.status in Client.NEVER_OPEN or client.status == Client.Status.OFFBOARDING:
        raise DomainRefused("This client is not open, so no domain can be added.")
    if DomainClaim.objects.filter(client=client, host=host).exists():
        raise DomainRefused("This domain is here already. Open it to see what is missing.")
    if why := may_add(client, by_role=by_role):
        raise DomainRefused(why)


def _have_named(client: Client, host: str) -> str:
    """Make a verified host of the client's the primary one; return which was before."""
    # Locked together and in one order: two who choose at once do not wait for each other.
    rows = {row.host: row for row in client.domains.select_for_update().order_by("host")}
    before = next((row.host for row in rows.values() if row.is_primary), platform_host(client))
    client.domains.filter(is_primary=True).exclude(host=host).update(is_primary=False)
    client.domains.filter(host=host, forwards_until=None).update(is_primary=True)
    return before
