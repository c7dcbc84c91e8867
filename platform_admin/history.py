"""What was done to a client or an operator, in words, and how far a client's owner is."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Invitation, User
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tenants.models import Client

MOST_SHOWN = 20
_WORDS = {
    "client.registered": "Created",
    "client.opened": "Opened to its people",
    "client.owner_invited": "Owner invited again",
    "client.past_due": "Past due",
    "client.suspended": "Suspended",
    "client.active": "Reactivated",
    "client.offboarding": "Offboarding began",
    "operator.created": "Invited",
    "operator.factor_added": "Second factor added",
    "operator.factor_removed": "Second factor removed",
    "operator.second_factor_reset": "Second factor reset",
    "operator.recovery_codes_kept": "Recovery codes kept",
    "operator.recovery_codes_made": "New recovery codes made",
    "operator.recovery_code_used": "Signed in with a recovery code",
    "operator.closed": "Account closed",
    "operator.reopened": "Account opened again",
}


@dataclass(frozen=True)
class Happened:
    at: datetime
    what: str
    who: str
    reason: str


@dataclass(frozen=True)
class OwnerState:
    words: str
    may_be_invited: bool


def history_of(subject: Client | User) -> list[Happened]:
    """Return what happened to the client or operator, the latest first."""
    events = AuditEvent.objects.filter(subject_id=str(subject.pk), action__in=_WORDS)[:MOST_SHOWN]
    names = dict(User.objects.filter(pk__in={event.actor_id for event in events}).values_list("pk", "name"))
    return [
        Happened(event.at, _WORDS[event.action], names.get(event.actor_id, ""), event.detail.get("reason", ""))
        for event in events
    ]


def owner_state(client: Client, *, now: datetime) -> OwnerState | None:
    """Return whether the owner of an open client has come in; None while nobody can."""
    if client.status not in Client.SERVED:
        return None
    with tenant_scope(client.ref()):
        if User.objects.filter(email__iexact=client.owner_email).exists():
            return OwnerState("The owner has an account and signs in with it.", may_be_invited=False)
        invitation = Invitation.objects.open(now).filter(email__iexact=client.owner_email).first()
    if invitation is None:
        return OwnerState("The owner has no account, and no invitation that works.", may_be_invited=True)
    sent, ends = (f"{day:%B} {day.day}" for day in (invitation.created_at, invitation.expires_at))
    return OwnerState(f"Invited on {sent}, not accepted yet. The link works until {ends}.", may_be_invited=True)
