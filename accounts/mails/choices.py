"""Which mails somebody wants: said on a page or with one click in a mail program, which is signed in nowhere."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature
from django.db import transaction
from django.urls import reverse

from accounts.mails.kinds import MailKind, UnknownMail, mail_kind
from accounts.models import MailChoice, User
from tenants.audit.log import record
from tenants.keys import client_signer
from tenants.links import absolute_url

_PURPOSE = "mail-stop"


class LinkRefused(ValueError):
    """The link stops nothing: it is forged, another client's, or of somebody who is gone."""


def wants(person: User, kind: MailKind) -> bool:
    """Whether the person gets this kind; what was never said of is wanted."""
    if not kind.may_be_stopped:
        return True
    said = MailChoice.objects.filter(person=person, kind=kind.key).first()
    return said is None or said.is_wanted


def choose(person: User, kind: MailKind, *, is_wanted: bool) -> None:
    with transaction.atomic():
        MailChoice.objects.update_or_create(person=person, kind=kind.key, defaults={"is_wanted": is_wanted})
        record("mail.wanted" if is_wanted else "mail.unwanted", actor=person, subject=person, kind=kind.key)


def stop_link(person: User, kind: MailKind) -> str:
    key = client_signer(_PURPOSE).sign(f"{person.pk.hex}-{kind.key}")
    return absolute_url(reverse("accounts:mail_stop", args=[key], urlconf=settings.ROOT_URLCONF))


def read_stop_link(key: str) -> tuple[User, MailKind]:
    """Return whose link it is and what it stops, however old it is; raises LinkRefused."""
    try:
        person_id, _, name = client_signer(_PURPOSE).unsign(key).partition("-")
        person, kind = User.objects.get(pk=UUID(person_id)), mail_kind(name)
    except (BadSignature, ValueError, User.DoesNotExist, UnknownMail) as refused:
        raise LinkRefused from refused
    if not kind.may_be_stopped:
        raise LinkRefused
    return person, kind
