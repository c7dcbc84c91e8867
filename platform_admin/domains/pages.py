"""What the pages of domains show, the same to HR and to operators."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime

from platform_admin.domains.claims import may_add, platform_host
from platform_admin.progress import Step
from tenants.domains.claim import WAITS
from tenants.domains.found import Record
from tenants.domains.models import DomainClaim
from tenants.domains.names import registered_domain
from tenants.domains.records import records_of
from tenants.domains.tls import is_looked_at
from tenants.links import absolute_url
from tenants.models import Client

State, Tls = DomainClaim.State, DomainClaim.Tls
TONES = {
    State.WAITING: "info",
    State.VERIFIED: "success",
    State.STOPPED: "danger",
    State.GIVEN_UP: "warning",
    State.TAKEN: "danger",
}
TLS_TONES = {Tls.ISSUED: "success", Tls.ASKED: "info", Tls.FAILING: "danger"}


@dataclass(frozen=True)
class Row:
    """A domain in a list."""

    claim: DomainClaim
    url: str
    is_primary: bool
    is_looked_at: bool

    @property
    def tone(self) -> str:
        return TONES[State(self.claim.state)]

    @property
    def tls_tone(self) -> str:
        return TLS_TONES.get(Tls(self.claim.tls_state), "")


@dataclass(frozen=True)
class Addresses:
    """Where the page's forms go."""

    page: str
    check: str
    mail: str
    primary: str
    remove: str
    back: str


def rows_of(client: Client, *, url_of: Callable[[DomainClaim], str]) -> list[Row]:
    primary = client.primary_host()
    claims = DomainClaim.objects.filter(client=client)
    return [Row(claim, url_of(claim), claim.is_verified and claim.host == primary, is_looked_at()) for claim in claims]


def list_context(client: Client, *, by_role: str, url_of: Callable[[DomainClaim], str]) -> dict[str, object]:
    rows = rows_of(client, url_of=url_of)
    own = platform_host(client)
    return {
        "domains": rows,
        "own_host": own,
        "own_address": absolute_url("/", host=own),
        "is_own_primary": client.primary_host() == own,
        "why_not": may_add(client, by_role=by_role),
        "most": settings.DOMAINS_A_CLIENT,
    }


def claim_context(claim: DomainClaim, *, addresses: Addresses, now: datetime) -> dict[str, object]:
    client = claim.client
    own, is_primary = platform_host(client), claim.is_verified and client.primary_host() == claim.host
    checks = [{**check, "at": parse_datetime(check["at"])} for check in claim.checks]
    return {
        "claim": claim,
        "addresses": addresses,
        "tone": TONES[State(claim.state)],
        "records": with_ids(records_of(claim, target=own)),
        "zone": registered_domain(claim.host),
        "last": checks[0] if checks else None,
        "earlier": checks[1:],
        "is_checking": claim.is_being_checked(now),
        "is_primary": is_primary,
        "may_be_primary": claim.is_verified and not is_primary and claim.tls_state in (Tls.ISSUED, Tls.NONE),
        "steps": _steps(claim, is_primary=is_primary),
        "own_host": own,
        "address": absolute_url("/", host=claim.host),
        "own_address": absolute_url("/", host=own),
        "sentence": _sentence(claim),
        "failing_text": "It is served until the next look in about twelve hours. If the record is missing then as well,"
        " it stops.",
    }


def state_part(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    """Return how far it is, for a page that asks while it is looked up; with the end of that, the whole page anew.

    What can be done with a domain hangs on what was found.
    """
    response = render(request, "domains/_state.html", context)
    if not context["is_checking"]:
        response.headers["HX-Refresh"] = "true"
    return response


def with_ids(records: list[Record], *, begin: str = "record") -> list[dict[str, object]]:
    """Return the records with ids for what is copied."""
    return [
        {
            "record": record,
            "name_id": f"{begin}-name-{number}",
            "values": [(f"{begin}-value-{number}-{place}", value) for place, value in enumerate(record.values)],
        }
        for number, record in enumerate(records)
    ]


def _steps(claim: DomainClaim, *, is_primary: bool) -> list[Step]:
    proven = claim.is_verified
    trouble = claim.state in (State.STOPPED, State.GIVEN_UP, State.TAKEN)
    steps = [
        Step("Records entered by your IT", "done" if proven else "failed" if trouble else "current"),
        Step("Verified", "done" if proven else "waiting", claim.get_state_display() if trouble else ""),
    ]
    if is_looked_at():
        states = {Tls.ISSUED: "done", Tls.FAILING: "failed", Tls.ASKED: "current"}
        note = claim.tls_reason if claim.tls_state != Tls.ISSUED else ""
        steps.append(Step("Certificate", states.get(Tls(claim.tls_state), "waiting"), note))
    is_next = proven and claim.tls_state in (Tls.ISSUED, Tls.NONE)
    steps.append(Step("Named in links and mails", "done" if is_primary else "current" if is_next else "waiting"))
    return steps


def _sentence(claim: DomainClaim) -> str:
    return {
        State.WAITING: "The records below are looked for by themselves, often at first and then once a day.",
        State.VERIFIED: "Both records are there. They are looked for twice a day and have to stay.",
        State.STOPPED: "It is not served: twice in a row a record was not as it should be. Once both are there again,"
        " it is served again.",
        State.GIVEN_UP: f"For {WAITS.days} days the records were not found. Press “Check now” once they are there.",
        State.TAKEN: "Somebody else here has proven this domain. If it is yours, ask whoever looks after it who entered"
        f" the record {claim.proof_name}, and write to {settings.CONTRACT_EMAIL}.",
    }[State(claim.state)]
