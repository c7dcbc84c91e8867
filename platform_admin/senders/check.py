"""What becomes of a client's own sender when it was looked up: mails come from it as long as it is proven."""

from datetime import datetime

from platform_admin.domains.settle import Effect, end_turn, settle
from tenants.models import Client
from tenants.senders.models import SenderClaim
from tenants.senders.records import look_up


def check_claim(claim: SenderClaim, now: datetime) -> None:
    """Look it up and do what follows; whoever calls has taken the turn (`begin_check`)."""
    if claim.client.status == Client.Status.DELETED:
        return
    settle(claim, look_up(claim), now, _STATE_ALONE)
    end_turn(claim, now)


def _nothing_more(claim: SenderClaim, now: datetime) -> None:
    """Each mail asks for the state itself."""


_STATE_ALONE = Effect(admit=_nothing_more, take_off=lambda claim: {"address": claim.address})
