"""From which address of its own a client's mails may come at this moment."""

from dataclasses import dataclass

from tenants.binding import ClientRef
from tenants.context import platform_scope
from tenants.senders.models import SenderClaim
from tenants.senders.services import is_offered

State = SenderClaim.State


@dataclass(frozen=True)
class OwnSender:
    name: str
    address: str
    is_proven: bool  # else it has been, and nothing goes there


def own_sender(client: ClientRef) -> OwnSender | None:
    """Return the sender that is proven or was until it stopped.

    The row is asked for each mail: what travels with requests and tasks may be a minute old, and a domain that is
    somebody else's by now must be in no mail's From.
    """
    if not is_offered():
        return None
    with platform_scope():
        claim = SenderClaim.objects.filter(client_id=client.id, state__in=(State.VERIFIED, State.STOPPED)).first()
    return OwnSender(claim.name, claim.address, claim.is_verified) if claim else None
