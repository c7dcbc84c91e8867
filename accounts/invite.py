"""Invitations: issued by HR or an operator, mailed in the client's name, accepted once."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audience import ANYBODY, Audience
from accounts.class_choices import UnknownClass, hold_class
from accounts.mails.send import send
from accounts.models import Invitation, JoinRequest, User, new_secret, secret_hash
from tenants.audit.log import record
from tenants.binding import ClientRef
from tenants.context import current_client
from tenants.limits import Limit, LimitReached, Room
from tenants.links import absolute_url
from tenants.one_at_a_time import one_at_a_time
from tenants.roles import HR


class InvitationRefused(ValueError):
    """The invitation cannot be issued or accepted; the message says why and what to do."""


class AddressKnown(InvitationRefused):
    """Whoever has this address has an account, or an invitation that works."""


def invite(
    *,
    email: str,
    name: str,
    role: str,
    invited_by: User | None,
    now: datetime,
    audience: Audience = ANYBODY,
    language: str = "en",
    roster_facts: Mapping[str, object] | None = None,
) -> tuple[Invitation, str]:
    """Issue an invitation and return it with its key, which is kept nowhere; an older one is revoked."""
    email = email.strip().lower()
    key = new_secret()
    with transaction.atomic():
        # Two lists with the same address, sent at the same moment, must not both find that nobody has invited it.
        one_at_a_time(f"invite:{email}")
        if User.objects.filter(email__iexact=email).exists():
            raise AddressKnown(f"{email} already has an account. They can use “Forgot password” to sign in.")
        _hold(audience.class_code)
        _refuse_if_full(email, now)
        Invitation.objects.pending().filter(email__iexact=email).update(revoked_at=now)
        invitation = Invitation.objects.create(
            email=email,
            name=name,
            role=role,
            **asdict(audience),
            language=language,
            **(roster_facts or {}),
            invited_by=invited_by,
            key_hash=secret_hash(key),
            expires_at=now + Invitation.VALID_FOR,
        )
        record("person.invited", actor=invited_by, subject=invitation, role=role)
    return invitation, key


def invite_newcomer(*, email: str, now: datetime, **facts: object) -> tuple[Invitation, str]:
    """Invite as `invite` does, unless an invitation is open: then raise AddressKnown and leave that one working."""
    email = email.strip().lower()
    with transaction.atomic():
        one_at_a_time(f"invite:{email}")
        earlier = Invitation.objects.open(now).filter(email__iexact=email).first()
        if earlier is not None:
            day = timezone.localdate(earlier.created_at)
            raise AddressKnown(f"Was invited on {day:%B} {day.day}; that link works.")
        return invite(email=email, now=now, **facts)


def resend(invitation: Invitation, *, by: User | None, now: datetime) -> tuple[Invitation, str]:
    """Issue the same invitation anew, for another 14 days; the link before stops working."""
    return invite(
        email=invitation.email,
        name=invitation.name,
        role=invitation.role,
        audience=invitation.audience,
        language=invitation.language,
        roster_facts=invitation.roster_facts,
        invited_by=by,
        now=now,
    )


def revoke(invitation: Invitation, *, by: User | None, now: datetime) -> bool:
    """Let the invitation work no longer; False if it was accepted or withdrawn meanwhile."""
    with transaction.atomic():
        revoked = Invitation.objects.pending().filter(pk=invitation.pk).update(revoked_at=now)
        if revoked:
            record("invitation.revoked", actor=by, subject=invitation)
    return bool(revoked)


class AddressStopped(OSError):
    """Mails to the address came back, so none is sent; the message says what to do."""


def mail_invitation(invitation: Invitation, key: str, *, client: ClientRef, has_asked: bool = False) -> None:
    """Send the invitation in the client's name and brand, with a link on the client's own host, in the language it
    was issued for. `has_asked`: the person asked to join, and is told that HR agrees. Raises OSError.
    """
    is_sent = send(
        "invitation",
        to=invitation.email,
        language=invitation.language,
        invitation=invitation,
        is_owner=invitation.role == User.Role.HR_ADMIN and invitation.invited_by is None,
        is_hr=invitation.role in HR,
        link=invitation_link(key),
        has_asked=has_asked,
    )
    if not is_sent:
        raise AddressStopped(
            f"Mails to {invitation.email} came back, so none was sent. If the address is wrong, withdraw the "
            "invitation and invite the right one; if it works again, say so under People."
        )


def invitation_link(key: str) -> str:
    # Owners are invited from the platform's host, whose own URLs have no invitations.
    return absolute_url(reverse("accounts:accept_invitation", args=[key], urlconf=settings.ROOT_URLCONF))


def find_invitation(key: str, now: datetime) -> Invitation:
    """Return the open invitation this key belongs to; raises InvitationRefused."""
    invitation = Invitation.objects.open(now).filter(key_hash=secret_hash(key)).first()
    if invitation is None:
        raise InvitationRefused(
            _(
                "This invitation is no longer valid: it was used, replaced by a newer one, or is older than 14 days. "
                "Ask your HR team to send a new one."
            )
        )
    return invitation


def accept(invitation: Invitation, *, name: str, password: str, now: datetime, language: str = "") -> User:
    """Make the account the invitation promised; a second click finds it used.

    Without `language` the account has the one that the invitation was issued for.
    """
    with transaction.atomic():
        taken = Invitation.objects.open(now).filter(pk=invitation.pk).update(accepted_at=now)
        if not taken:
            raise InvitationRefused(_("This invitation has just been used. Sign in with the password you chose."))
        if User.objects.filter(email__iexact=invitation.email).exists():
            taken_by = {"email": invitation.email}
            raise InvitationRefused(_("%(email)s already has an account. Sign in with its password.") % taken_by)
        user = User.objects.create_user(
            invitation.email,
            name=name,
            role=invitation.role,
            password=password,
            **asdict(invitation.audience),
            **_free_facts(invitation),
            language=language or invitation.language,
        )
        # Whoever had asked to join waits for nobody any more.
        asked = JoinRequest.objects.waiting().filter(email__iexact=invitation.email)
        asked.update(state=JoinRequest.State.MATCHED, decided_at=now)
        record("person.joined", actor=user, subject=user, role=user.role)
    return user


def _free_facts(invitation: Invitation) -> dict[str, object]:
    """Return what the list said of them, without a number that somebody else has got meanwhile."""
    facts = invitation.roster_facts
    is_taken = facts["employee_id"] and User.objects.filter(employee_id__iexact=facts["employee_id"]).exists()
    return {**facts, "employee_id": ""} if is_taken else facts


def _people_counted(now: datetime) -> int:
    """Return how many of the client bound now have an open account, or an invitation to one."""
    invited = Invitation.objects.open(now).values("email").distinct()
    return User.objects.people().filter(is_active=True).count() + invited.count()


def people_room(now: datetime) -> Room:
    """Return how many people the contract has, and how many there are."""
    return current_client().limits.room(Limit.PEOPLE, _people_counted(now))


def _refuse_if_full(email: str, now: datetime) -> None:
    """Raise InvitationRefused if the contract has no room for one more; who is invited again takes none."""
    # Two who are invited at the same moment must not both have the last place.
    one_at_a_time("room for people")
    if Invitation.objects.open(now).filter(email__iexact=email).exists():
        return
    try:
        people_room(now).refuse_over()
    except LimitReached as full:
        raise InvitationRefused(str(full)) from full


def _hold(class_code: str) -> None:
    try:
        hold_class(class_code)
    except UnknownClass as gone:
        raise InvitationRefused(f"There is no class {class_code} any more. Choose another one.") from gone
