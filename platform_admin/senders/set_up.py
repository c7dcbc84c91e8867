"""Setting a client's sender from a form, the same for HR, operators and programs."""

from django.utils import timezone

from platform_admin.domains import desk
from platform_admin.domains.claims import Told
from platform_admin.senders.addresses import AddressRefused
from platform_admin.senders.claims import SenderRefused, set_sender
from platform_admin.senders.forms import SenderForm
from tenants.models import Client
from tenants.senders.models import SenderClaim


def first_values(claim: SenderClaim | None) -> dict[str, str]:
    return {"name": claim.name, "address": claim.address} if claim else {}


def set_from(form: SenderForm, client: Client, *, by_role: str, told: Told) -> str:
    """Return what came of a form that can be read; "" with the reason among its errors if it is refused."""
    now = timezone.now()
    try:
        claim = set_sender(client, **form.cleaned_data, by_role=by_role, now=now, told=told)
    except (AddressRefused, SenderRefused) as refused:
        form.add_error("address", str(refused))
        return ""
    if claim.is_verified:
        return f"Saved. Mails come from {claim.address}."
    desk.queue_check(claim, now)
    return f"Saved. Mails come from {claim.address} once all records are found."
