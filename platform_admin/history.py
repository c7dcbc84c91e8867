"""What was done to a client or an operator, in words, and how far a client's owner is."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Invitation, User
from tenants.audit.anchors import ANCHORED, VERIFIED
from tenants.audit.models import AuditEvent
from tenants.audit.names import Told, tell
from tenants.context import tenant_scope
from tenants.models import Client

MOST_SHOWN = 20
# Each night, and each page of a look: they would leave room for nothing else.
_BY_THE_DOZEN = (ANCHORED, VERIFIED, "support.page_seen")


@dataclass(frozen=True)
class OwnerState:
    words: str
    may_be_invited: bool


def history_of(subject: Client | User) -> list[Told]:
    """Return what happened to the client or operator, the latest first; not what the audit has by the dozen."""
    events = AuditEvent.objects.filter(subject_id=str(subject.pk)).exclude(action__in=_BY_THE_DOZEN)
    return tell(events[:MOST_SHOWN])


def owner_state(client: Client, *, now: datetime) -> OwnerState | None:
    """Return whether the owner of an open client has come in; None while nobody can, or it cannot be looked up."""
    if not client.may_be_entered():
        return None
    with tenant_scope(client.ref()):
        if User.objects.filter(email__iexact=client.owner_email).exists():
            return OwnerState("The owner has an account and signs in with it.", may_be_invited=False)
        invitation = Invitation.objects.open(now).filter(email__iexact=client.owner_email).first()
    if invitation is None:
        return OwnerState("The owner has no account, and no invitation that works.", may_be_invited=True)
    sent, ends = (f"{day:%B} {day.day}" for day in (invitation.created_at, invitation.expires_at))
    return OwnerState(f"Invited on {sent}, not accepted yet. The link works until {ends}.", may_be_invited=True)
