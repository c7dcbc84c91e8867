"""Two clients that want names, on a small internet of their own."""

from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone

from platform_admin.domains.check import check_claim
from tenants.domains import lookup
from tenants.domains.models import WAITS, DomainClaim
from tenants.hosts import forget_hosts
from tenants.models import Client
from tests.name_server import RESOLVER, Internet, small_internet

HOST, OWN = "benefits.acme.example", "acme.localhost"
NOW = timezone.now()


def nothing_told(action: str, **detail: object) -> None:
    """The acts of people are written down by their pages."""


@pytest.fixture
def internet(settings, monkeypatch) -> Iterator[Internet]:
    monkeypatch.setattr(lookup, "SECONDS_A_QUESTION", 0.3)
    with small_internet() as made:
        settings.DNS_RESOLVERS, settings.DNS_PORT = (f"{RESOLVER}:{made.port}",), made.port
        yield made


@pytest.fixture
def acme_row(acme) -> Client:
    """Acme, whose contract has a domain of its own."""
    Client.objects.filter(pk=acme.id).update(own_limits={"custom_domain": True})
    return Client.objects.get(pk=acme.id)


@pytest.fixture
def globex_row(globex) -> Client:
    return Client.objects.get(pk=globex.id)


@pytest.fixture
def claim_of() -> Callable[..., DomainClaim]:
    """Have a client wait for a name to be proven."""

    def make(client: Client, host: str = HOST, **facts: object) -> DomainClaim:
        now = timezone.now()
        wanted = {"added_at": now, "waits_until": now + WAITS, "next_check_at": now, **facts}
        return DomainClaim.objects.create(client=client, host=host, **wanted)

    return make


@pytest.fixture
def enter(internet):
    """Enter a claim's records as its IT would."""

    def put(claim: DomainClaim, target: str = OWN) -> None:
        internet.zone(".".join(claim.host.split(".")[-2:]))
        internet.put(claim.proof_name, "TXT", claim.proof_value)
        internet.put(claim.host, "CNAME", target)

    return put


@pytest.fixture
def looked_up():
    """Look a claim up at a moment, as the task does."""

    def look(claim: DomainClaim, at=NOW) -> DomainClaim:
        DomainClaim.objects.filter(pk=claim.pk).update(checking_since=at)
        check_claim(DomainClaim.objects.select_related("client").get(pk=claim.pk), at)
        forget_hosts()
        claim.refresh_from_db()
        return claim

    return look
