"""Mails that came back: to which address, and that it is written to no more until somebody has looked.

Every mail of a client carries a token that is signed over the client and the address it went to. Whoever reports a mail
names both, so nothing is kept of what was sent to whom, and no report can mark an address of anybody else.
"""

import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.addresses import canonical_address
from accounts.models import AddressTrouble, Invitation, User
from tenants.audit.log import record
from tenants.binding import ClientRef
from tenants.keys import platform_signer

Kind = AddressTrouble.Kind
_TOKEN = re.compile(r"([0-9a-f]{32})-([0-9a-f]{16})-([A-Za-z0-9_-]{20,64})", re.ASCII)


@dataclass(frozen=True)
class Report:
    """One address that a mail service tells of."""

    id: str  # of the event, the same each time it is told
    token: str
    address: str
    kind: str


def mail_token(client: ClientRef, address: str) -> str:
    """Return what a mail to this address carries, a new one each time."""
    begin = f"{client.id.hex}-{secrets.token_hex(8)}"
    return f"{begin}-{_signature(begin, address)}"


def client_of(report: Report) -> UUID | None:
    """Return the client that the mail was sent for; None for a token that was not made for this address."""
    match = _TOKEN.search(report.token)
    if match is None or not canonical_address(report.address):
        return None
    is_ours = hmac.compare_digest(match[3], _signature(f"{match[1]}-{match[2]}", report.address))
    return UUID(match[1]) if is_ours else None


def mark(report: Report) -> None:
    """Write down what was told, in the client's scope. A worse thing stays when a lesser one is told."""
    email = canonical_address(report.address)
    with transaction.atomic():
        row, is_new = AddressTrouble.objects.select_for_update().get_or_create(
            email=email, defaults={"kind": report.kind}
        )
        was_stopped = not is_new and row.is_stopped
        if not is_new:
            row.times += 1
            row.last_at = timezone.now()
            if report.kind != Kind.SOFT:
                row.kind = report.kind
            row.save()
        if row.is_stopped and not was_stopped:
            record("mail.returned", actor=None, subject=_whose(email), kind=row.kind)


def resume(email: str, *, by: User) -> bool:
    """Write to the address again; False if nothing kept us from it."""
    email = canonical_address(email)
    with transaction.atomic():
        if not AddressTrouble.objects.filter(email__iexact=email).delete()[0]:
            return False
        record("mail.resumed", actor=by, subject=_whose(email))
    return True


def is_stopped(email: str) -> bool:
    row = AddressTrouble.objects.filter(email__iexact=canonical_address(email)).first()
    return row is not None and row.is_stopped


def troubles(emails: Iterable[str]) -> dict[str, AddressTrouble]:
    """Return what keeps us from writing to these addresses, by the address in its canonical form."""
    rows = AddressTrouble.objects.filter(email__in=[canonical_address(email) for email in emails])
    return {row.email: row for row in rows if row.is_stopped}


def _whose(email: str) -> User | Invitation | None:
    person = User.objects.people().filter(email__iexact=email).first()
    return person or Invitation.objects.pending().filter(email__iexact=email).first()


def _signature(begin: str, address: str) -> str:
    return platform_signer("mail").signature(f"{begin}:{canonical_address(address)}")
