"""Somebody asks to join. Whoever it is, the page does the same work and says the same; what differs is in the inbox.

The request writes one row and queues one task, for every address. The task finds out who it is and writes a mail, of
the same make for everybody: with a link to confirm, or that there is an account, or that it was closed.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_network
from ipaddress import ip_address as ip_address_of
from uuid import UUID

import structlog
from django.core.cache import cache
from django.core.signing import BadSignature
from django.db import transaction
from django.urls import reverse
from redis.exceptions import RedisError

from accounts.addresses import canonical_address, has_address
from accounts.joining.domains import domain_of
from accounts.joining.rule import current_rule
from accounts.mails.send import send
from accounts.models import JoinRequest, User
from tenants.binding import ClientRef
from tenants.keys import client_signer
from tenants.links import absolute_url

State = JoinRequest.State
LOST_AFTER = timedelta(minutes=2)
MOST_OF_CLIENT, OF_CLIENT_SECONDS = 300, 3600
MOST_OF_ADDRESS, OF_ADDRESS_SECONDS = 3, 3600
# A machine, and whoever shares a network with it: far below what the whole client may.
MOST_OF_MACHINE, MOST_OF_NETWORK, OF_NETWORK_SECONDS = 30, 60, 3600
_PURPOSE = "join"
log = structlog.get_logger(__name__)


class TooMany(RuntimeError):
    """So many people ask to join this client that somebody must be playing; it says nothing of any address."""


class LinkRefused(ValueError):
    """The link of a mail is forged, another client's, too old or used; none is told from another."""


def ask(email: str, *, name: str, language: str, now: datetime, ip_address: str = "") -> UUID:
    """Keep that somebody asks, for every address alike; return the row for `answer`. Raises TooMany.

    Whoever is refused by one limit is counted by none. `ip_address` is where the request came from, "" for nowhere.
    """
    _count(
        [
            *((f"from-{part}", most, OF_NETWORK_SECONDS) for part, most in _networks_of(ip_address)),
            ("client-all", MOST_OF_CLIENT, OF_CLIENT_SECONDS),
        ]
    )
    row = JoinRequest.objects.create(email=canonical_address(email), name=name, language=language, asked_at=now)
    return row.pk


def answer(request_id: UUID, *, client: ClientRef, now: datetime) -> None:
    """Mail whoever asked how it goes on, once; raises OSError, and may then be called again."""
    with transaction.atomic():
        row = JoinRequest.objects.select_for_update().filter(pk=request_id, state=State.ASKED).first()
        if row is None:
            return
        JoinRequest.objects.filter(pk=row.pk).update(state=State.MAILED)
        if _is_asked_too_often(row, now):
            return
        account = User.objects.people().filter(has_address(row.email)).first()
        send(
            "join",
            to=row.email,
            language=account.language if account else row.language,
            name=account.name if account else row.name,
            has_account=account is not None and account.is_active,
            is_closed=account is not None and not account.is_active,
            link=_link_for(row, account),
        )


def lost_requests(now: datetime) -> list[UUID]:
    """Return those whose task was lost: a queue that was down, a killed worker."""
    lost = JoinRequest.objects.filter(state=State.ASKED, asked_at__lt=now - LOST_AFTER)
    return list(lost.order_by("asked_at").values_list("pk", flat=True)[:MOST_OF_CLIENT])


def find_request(key: str, now: datetime) -> JoinRequest:
    """Return the request that a mail's link belongs to, while it can be confirmed; raises LinkRefused."""
    try:
        pk = UUID(client_signer(_PURPOSE).unsign(key, max_age=JoinRequest.CONFIRM_WITHIN))
    except (BadSignature, ValueError) as error:
        raise LinkRefused from error
    row = JoinRequest.objects.filter(pk=pk, state=State.MAILED).first()
    if row is None or row.asked_at < now - JoinRequest.CONFIRM_WITHIN - LOST_AFTER or not may_ask(row.email):
        raise LinkRefused
    return row


def may_ask(email: str) -> bool:
    """Whether HR lets people with such an address ask to join."""
    rule = current_rule()
    return rule.is_open and domain_of(email) in rule.domains


def _link_for(row: JoinRequest, account: User | None) -> str:
    if account is not None:
        return absolute_url(reverse("account_login"))
    return absolute_url(reverse("accounts:join_confirm", args=[client_signer(_PURPOSE).sign(str(row.pk))]))


def _is_asked_too_often(row: JoinRequest, now: datetime) -> bool:
    """Whether this address was written to often enough lately, whoever's it is; the page does not tell."""
    since = now - timedelta(seconds=OF_ADDRESS_SECONDS)
    lately = JoinRequest.objects.filter(email__iexact=row.email, asked_at__gte=since).exclude(state=State.ASKED)
    return lately.exclude(pk=row.pk).count() >= MOST_OF_ADDRESS


def _networks_of(ip_address: str) -> list[tuple[str, int]]:
    """Return the machine and the network of an address, each with how often it may ask."""
    try:
        address = ip_address_of(ip_address)
    except ValueError:
        return []
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    # Of IPv6 one machine has a whole /64.
    lengths = (64, 48) if address.version == 6 else (32, 24)
    parts = [str(ip_network((address, length), strict=False)) for length in lengths]
    return list(zip(parts, (MOST_OF_MACHINE, MOST_OF_NETWORK), strict=True))


def _count(limits: Sequence[tuple[str, int, int]]) -> None:
    """Count one more by each limit (what, how many, in how many seconds), or by none and raise TooMany."""
    counted = []
    try:
        for what, most, seconds in limits:
            key = f"join-{what}"
            cache.add(key, 0, timeout=seconds)
            number = cache.incr(key)
            counted.append(key)
            if number > most:
                for one in counted:
                    cache.decr(one)
                log.warning("too_many_ask_to_join", limit=what.partition("-")[0])
                raise TooMany
    except (RedisError, ValueError):
        # Between the two it may have run out; without Redis the page is not served at all (tenants/engine_down.py).
        return
