"""Another address for an account: told by the employer's list, taken over by the person alone.

Whoever moves an address without the person's word could have a new password sent to it and read what is theirs, HR
too. So the link in the mail to the new address works for whoever is signed in to the account, and for nobody else.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from accounts.mails.send import send
from accounts.models import User
from tenants.audit.log import record
from tenants.binding import ClientRef
from tenants.keys import client_signer
from tenants.links import absolute_url

VALID_FOR = timedelta(days=14)
_PURPOSE = "new-address"


class AddressRefused(ValueError):
    """The link moves no address, or no longer."""


def mail_new_address(person: User, email: str, *, client: ClientRef) -> None:
    """Send the link that moves the account to this address. Raises OSError if no mail can be sent."""
    key = client_signer(_PURPOSE).sign_object({"person": str(person.pk), "from": person.email, "to": email})
    link = absolute_url(reverse("accounts:new_address", args=[key], urlconf=settings.ROOT_URLCONF))
    send("new_address", to=email, language=person.language, name=person.name, link=link)


def read_new_address(key: str, *, person: User) -> str:
    """Return the address that this link moves the person's account to; raises AddressRefused."""
    try:
        told = client_signer(_PURPOSE).unsign_object(key, max_age=VALID_FOR)
    except signing.BadSignature as forged:
        raise AddressRefused from forged
    if told["person"] != str(person.pk) or told["from"] != person.email:
        raise AddressRefused
    return told["to"]


def move_address(key: str, *, person: User) -> str:
    """Move the account, and return its new address; raises AddressRefused, also if somebody has it meanwhile."""
    email = read_new_address(key, person=person)
    with transaction.atomic():
        taken = User.objects.filter(email__iexact=email).exclude(pk=person.pk).exists()
        if taken or not User.objects.filter(pk=person.pk, email=person.email).update(email=email):
            raise AddressRefused
        record("person.changed", actor=person, subject=person, fields=["email"], role=person.role)
    return email
