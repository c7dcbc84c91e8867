"""The owner's way to the export: an address that is signed, and works as long as the export is there.

On the platform's host, since the client's own serves nobody any more. Whoever has the address has the export, as with
every link in a mail; a new one, sent by an operator, ends those before.
"""

from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from platform_admin.models import Offboarding
from tenants.keys import platform_signer
from tenants.links import platform_url


def export_token(offboarding: Offboarding) -> str:
    return _signer().sign(f"{offboarding.pk}.{offboarding.link_number}")


def export_url(offboarding: Offboarding) -> str:
    path = reverse("platform_admin:owners_export", args=[export_token(offboarding)], urlconf="config.urls_platform")
    return platform_url(path)


def exported_by(token: str) -> Offboarding | None:
    """Return what the token leads to; None for one that was not signed here, is no longer the newest, or too late."""
    try:
        key, _, number = _signer().unsign(token).partition(".")
    except BadSignature:
        return None
    found = Offboarding.objects.select_related("client").filter(pk=UUID(key), link_number=int(number)).first()
    return found if found and found.has_export and found.cancelled_at is None else None


def _signer() -> Signer:
    return platform_signer("offboarding-export", sep="~")
