"""Invitations: issued by HR or an operator, mailed in the client's name, accepted once."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Invitation, User, new_secret, secret_hash
from tenants.audit.log import record
from tenants.binding import ClientRef
from tenants.links import absolute_url


class InvitationRefused(ValueError):
    """The invitation cannot be issued or accepted; the message says why and what to do."""


def invite(
    *,
    email: str,
    name: str,
    role: str,
    invited_by: User | None,
    now: datetime,
    class_code: str = "",
    language: str = "en",
) -> tuple[Invitation, str]:
    """Issue an invitation and return it with its key, which is kept nowhere; an older open one is revoked."""
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise InvitationRefused(f"{email} already has an account. They can use “Forgot password” to sign in.")
    key = new_secret()
    with transaction.atomic():
        Invitation.objects.open(now).filter(email__iexact=email).update(revoked_at=now)
        invitation = Invitation.objects.create(
            email=email,
            name=name,
            role=role,
            class_code=class_code,
            language=language,
            invited_by=invited_by,
            key_hash=secret_hash(key),
            expires_at=now + Invitation.VALID_FOR,
        )
        record("person.invited", actor=invited_by, subject=invitation, role=role)
    return invitation, key


def mail_invitation(invitation: Invitation, key: str, *, client: ClientRef, request: HttpRequest | None = None) -> None:
    """Send the invitation in the client's name, with a link on the client's own host, in the language it was
    issued for; in the client's brand, given a request."""
    context = {"invitation": invitation, "client_name": client.name, "link": invitation_link(key)}
    with translation.override(invitation.language):
        subject = render_to_string("accounts/email/invitation_subject.txt", context, request)
        as_text = render_to_string("accounts/email/invitation_message.txt", context, request)
        as_html = render_to_string("accounts/email/invitation_message.html", context, request)
    message = EmailMultiAlternatives(subject=" ".join(subject.split()), body=as_text, to=[invitation.email])
    message.attach_alternative(as_html, "text/html")
    message.send()


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
            class_code=invitation.class_code,
            language=language or invitation.language,
        )
        record("person.joined", actor=user, subject=user, role=user.role)
    return user
