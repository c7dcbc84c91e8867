"""What the pages of a client's own sender show, the same to HR and to operators."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.dateparse import parse_datetime

from platform_admin.domains.pages import TONES, with_ids
from platform_admin.progress import Step
from platform_admin.senders.claims import may_set
from platform_admin.senders.mails import platform_address
from tenants.domains.claim import WAITS
from tenants.domains.names import registered_domain
from tenants.models import Client
from tenants.senders.models import SenderClaim
from tenants.senders.records import wanted_of
from tenants.senders.services import needs_keys

State = SenderClaim.State


@dataclass(frozen=True)
class Addresses:
    """Where the page's forms go; `page` takes the address itself."""

    page: str
    check: str
    mail: str
    remove: str


def sender_of_client(client: Client) -> SenderClaim | None:
    return SenderClaim.objects.select_related("client").filter(client=client).first()


def sender_context(client: Client, *, by_role: str, addresses: Addresses, now: datetime) -> dict[str, object]:
    claim = sender_of_client(client)
    common = {"claim": claim, "addresses": addresses, "platform_address": platform_address()}
    if claim is None:
        return {**common, "why_not": may_set(client, by_role=by_role)}
    checks = [{**check, "at": parse_datetime(check["at"])} for check in claim.checks]
    wanted = wanted_of(claim)
    return {
        **common,
        "header": f"{claim.name} <{claim.address}>",
        "tone": TONES[State(claim.state)],
        "records": with_ids([one.record for one in wanted if not one.is_advised]),
        "advised": with_ids([one.record for one in wanted if one.is_advised], begin="advised"),
        "lacks_keys": claim.lacks_keys,
        "zone": registered_domain(claim.domain),
        "last": checks[0] if checks else None,
        "earlier": checks[1:],
        "is_checking": claim.is_being_checked(now),
        "steps": _steps(claim),
        "sentence": _sentence(claim),
        "failing_text": "Mails still come from it. If the record is missing at the next look in about twelve hours as"
        f" well, they come from {platform_address()}.",
    }


def _steps(claim: SenderClaim) -> list[Step]:
    proven, trouble = claim.is_verified, claim.state in (State.STOPPED, State.GIVEN_UP, State.TAKEN)
    lacks = claim.lacks_keys
    entered = "done" if proven else "failed" if trouble else "waiting" if lacks else "current"
    steps = [
        Step("Records entered by your IT", entered),
        Step("Verified", "done" if proven else "waiting", claim.get_state_display() if trouble else ""),
        Step("Mails come from it", "done" if proven else "waiting"),
    ]
    if needs_keys():
        first = Step("Values of the mail service", "current" if lacks else "done", "From the platform" if lacks else "")
        return [first, *steps]
    return steps


def _sentence(claim: SenderClaim) -> str:
    platform = platform_address()
    return {
        State.WAITING: f"Mails come from {platform} until all records are found. They are looked for by themselves,"
        " often at first and then once a day.",
        State.VERIFIED: "All records are there. They are looked for twice a day and have to stay.",
        State.STOPPED: f"Twice in a row a record was not as it should be, so mails come from {platform}; none is lost."
        " Once all are there again, they come from your address again.",
        State.GIVEN_UP: f"For {WAITS.days} days the records were not found. Press “Check now” once they are there.",
        State.TAKEN: "Somebody else here has proven this domain. If it is yours, ask whoever looks after it who entered"
        f" the record {claim.proof_name}, and write to {settings.CONTRACT_EMAIL}.",
    }[State(claim.state)]
