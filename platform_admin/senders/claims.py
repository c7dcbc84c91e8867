"""What HR and operators do with a client's own sender. In the platform's scope.

Each act is written down by whoever calls, in the chain it belongs to (`Told`), within the same transaction.
"""

import re
from datetime import datetime

from django.db import transaction

from platform_admin.domains.claims import NOT_IN_CONTRACT, NOT_IN_ITS_CONTRACT, Told
from platform_admin.senders.addresses import checked_address, checked_sender_name, refuse_anothers
from tenants.domains.claim import WAITS, new_token
from tenants.limits import Feature
from tenants.models import Client
from tenants.roles import HR
from tenants.senders.models import SenderClaim
from tenants.senders.services import is_offered, needs_values

State = SenderClaim.State
MOST_KEYS = 3
_KEY = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_LONGEST_VALUE = 500


class SenderRefused(ValueError):
    """It cannot be done with this sender; the message says why and what to do."""


class KeysRefused(ValueError):
    """What was entered is not what the mail service gives; the message says how it is written."""


def may_set(client: Client, *, by_role: str) -> str:
    """Return why the client can have no sender of its own, in a sentence for that role; "" if it can."""
    if not is_offered():
        return "Mails come from the platform’s address: this installation is not set up to send from other domains."
    if not client.limits().has(Feature.CUSTOM_DOMAIN):
        return NOT_IN_CONTRACT if by_role in HR else NOT_IN_ITS_CONTRACT
    return ""


def set_sender(client: Client, *, name: str, address: str, by_role: str, now: datetime, told: Told) -> SenderClaim:
    """Have a client's mails come from an address once it is proven; another name, or another address of the same
    domain, is used at once. Raises AddressRefused and SenderRefused.
    """
    name, address = checked_sender_name(name), checked_address(address)
    domain = address.rpartition("@")[2]
    with transaction.atomic():
        # One at a time: there is one sender a client.
        held = Client.objects.select_for_update().get(pk=client.pk)
        if held.status in Client.NEVER_OPEN or held.status == Client.Status.OFFBOARDING:
            raise SenderRefused("This client is not open, so its mails come from the platform.")
        if why := may_set(held, by_role=by_role):
            raise SenderRefused(why)
        refuse_anothers(held, domain)
        claim = SenderClaim.objects.select_for_update().filter(client=held).first()
        if claim is None:
            return _begin(held, name, address, by_role=by_role, now=now, told=told)
        if claim.domain != domain:
            raise SenderRefused(
                f"There is a sender at {claim.domain} here. Remove it first, then give the one at {domain}."
            )
        _change(claim, name, address, told)
        return claim


def enter_keys(claim: SenderClaim, typed: str, *, now: datetime, told: Told) -> SenderClaim:
    """Keep what the mail service has given for the domain, a key a line; raises KeysRefused."""
    keys = read_keys(typed)
    with transaction.atomic():
        held = SenderClaim.objects.select_for_update().get(pk=claim.pk)
        held.keys = keys
        held.next_check_at = now if held.state in (State.WAITING, State.VERIFIED) else held.next_check_at
        held.save(update_fields=["keys", "next_check_at"])
        told("sender.keys_entered", domain=held.domain, keys=[key for key, _ in keys])
    return held


def read_keys(typed: str) -> list[list[str]]:
    """Return the keys, each with its value or ""; raises KeysRefused."""
    lines = [line.split(None, 1) for line in typed.splitlines() if line.strip()]
    if not 1 <= len(lines) <= MOST_KEYS:
        raise KeysRefused(f"Enter what the mail service shows for this domain, 1 to {MOST_KEYS} lines.")
    keys = [[line[0].lower(), line[1].strip() if len(line) > 1 else ""] for line in lines]
    for key, value in keys:
        if not _KEY.fullmatch(key):
            raise KeysRefused(f"“{key[:40]}” is no key: it has letters, digits and hyphens, without “._domainkey”.")
        if needs_values() and "p=" not in value:
            raise KeysRefused(f"Enter the key’s name, a space and its whole value with “p=”: {key[:40]} k=rsa; p=…")
        if not needs_values() and value:
            raise KeysRefused(f"Enter the key alone, one a line: {key[:40]}")
        if len(value) > _LONGEST_VALUE or not value.isascii() or not value.isprintable():
            raise KeysRefused(f"The value of {key[:40]} is longer than {_LONGEST_VALUE} characters or no plain text.")
    if len({key for key, _ in keys}) < len(keys):
        raise KeysRefused("A key comes twice. Enter each once.")
    return keys


def remove_sender(claim: SenderClaim, *, told: Told) -> None:
    """Have mails come from the platform at once, and let go of the domain: anybody may prove it from here on."""
    with transaction.atomic():
        held = SenderClaim.objects.select_for_update().get(pk=claim.pk)
        held.delete()
        told("sender.removed", domain=held.domain, address=held.address, state=held.state)


def _begin(client: Client, name: str, address: str, *, by_role: str, now: datetime, told: Told) -> SenderClaim:
    claim = SenderClaim.objects.create(
        client=client,
        name=name,
        address=address,
        domain=address.rpartition("@")[2],
        token=new_token(),
        added_at=now,
        added_by=by_role,
        waits_until=now + WAITS,
        next_check_at=now,
    )
    told("sender.added", address=address, name=name)
    return claim


def _change(claim: SenderClaim, name: str, address: str, told: Told) -> None:
    before = {"name": claim.name, "address": claim.address}
    if before == {"name": name, "address": address}:
        return
    claim.name, claim.address = name, address
    claim.save(update_fields=["name", "address"])
    told("sender.changed", address=address, name=name, before=before)
