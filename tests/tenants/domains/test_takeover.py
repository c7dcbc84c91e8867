"""Two who want one name, and names that were left: who has what proves it, and nobody else."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client as Browser
from django.utils import timezone

from platform_admin.domains.check import check_claim
from platform_admin.domains.claims import DomainRefused, add_claim, make_primary
from platform_admin.domains.mails import tell_what_is_due
from tenants.context import platform_scope
from tenants.domains.models import WAITS, DomainClaim
from tenants.hosts import forget_hosts
from tenants.models import Client, Domain
from tests.tenants.domains.conftest import HOST, NOW, nothing_told

State = DomainClaim.State


@pytest.fixture
def on_the_platform(db):
    with platform_scope():
        yield


@pytest.fixture
def both(on_the_platform, acme_row, globex_row, claim_of):
    return claim_of(acme_row), claim_of(globex_row)


def owner_of(host: str = HOST) -> str:
    forget_hosts()
    page = Browser(HTTP_HOST=host).get("/accounts/login/")
    return "nobody" if page.status_code == 404 else "acme" if "Acme" in page.text else "globex"


def test_both_may_ask_and_who_has_the_proof_gets_it_and_the_other_is_told(both, enter, looked_up, mailoutbox):
    acme, globex = both
    enter(globex, "globex.localhost")
    looked_up(acme)
    assert acme.state == State.WAITING
    looked_up(globex)
    acme.refresh_from_db()
    tell_what_is_due()

    assert (owner_of(), globex.state, acme.state) == ("globex", State.VERIFIED, State.TAKEN)
    assert {mail.subject for mail in mailoutbox} == {
        f"Globex Corp: {HOST} is verified",
        f"Acme Corp: {HOST} was proven by somebody else",
    }
    # The one is told nothing of the other.
    assert all("Globex" not in mail.body for mail in mailoutbox if mail.subject.startswith("Acme"))


def test_both_with_their_proof_there_first_come_is_served(both, internet, enter, looked_up):
    acme, globex = both
    enter(acme)
    internet.put(acme.proof_name, "TXT", acme.proof_value, globex.proof_value)
    looked_up(acme)
    internet.put(HOST, "CNAME", "globex.localhost")
    looked_up(globex)

    assert (owner_of(), globex.state) == ("acme", State.TAKEN)


def test_who_lost_gets_it_by_a_check_once_the_other_has_left(both, enter, looked_up):
    acme, globex = both
    enter(acme)
    looked_up(acme)
    globex.refresh_from_db()
    assert globex.state == State.TAKEN
    enter(globex, "globex.localhost")
    looked_up(globex)
    assert (globex.state, owner_of()) == (State.TAKEN, "acme")
    for number in (1, 2):
        looked_up(acme, NOW + number * timedelta(hours=12))

    looked_up(globex, NOW + timedelta(hours=25))

    assert (owner_of(), globex.state) == ("globex", State.VERIFIED)


def test_stopped_domain_that_somebody_else_has_proven_does_not_come_back(both, internet, enter, looked_up):
    acme, globex = both
    enter(acme)
    looked_up(acme)
    internet.put(acme.proof_name, "TXT", globex.proof_value)
    internet.put(HOST, "CNAME", "globex.localhost")
    for number in (1, 2):
        looked_up(acme, NOW + number * timedelta(hours=12))
    looked_up(globex, NOW + timedelta(hours=25))
    assert owner_of() == "globex"

    internet.put(acme.proof_name, "TXT", acme.proof_value, globex.proof_value)
    internet.put(HOST, "CNAME", "acme.localhost")
    looked_up(acme, NOW + timedelta(hours=26))

    assert (owner_of(), acme.state) == ("globex", State.TAKEN)


def test_name_that_leads_here_but_is_nobodys_is_served_to_nobody(both, internet, looked_up):
    """A client's IT has entered the alias alone, or has left it behind."""
    acme, globex = both
    internet.zone("acme.example")
    internet.put(HOST, "CNAME", "acme.localhost")
    looked_up(acme)
    looked_up(globex)

    assert (owner_of(), acme.state, globex.state) == ("nobody", State.WAITING, State.WAITING)


def test_alias_that_a_former_client_left_behind_is_no_proof_for_another(both, internet, enter, looked_up):
    acme, globex = both
    enter(acme)
    looked_up(acme)
    Client.objects.filter(pk=acme.client_id).update(status="deleted")
    Domain.objects.filter(host=HOST).delete()
    DomainClaim.objects.filter(pk=acme.pk).delete()
    looked_up(globex)

    assert owner_of() == "nobody"


def test_name_below_a_proven_one_has_to_be_proven_itself(
    on_the_platform, acme_row, globex_row, claim_of, enter, looked_up
):
    enter(claim_of(acme_row, "acme.example"))
    below = claim_of(globex_row, HOST)
    looked_up(below)

    assert below.state == State.WAITING


def test_proof_moved_to_another_claim_of_ones_own_proves_only_that(
    on_the_platform, acme_row, claim_of, internet, looked_up
):
    one, other = claim_of(acme_row, HOST), claim_of(acme_row, "hr.acme.example")
    internet.zone("acme.example")
    internet.put(other.proof_name, "TXT", one.proof_value)
    internet.put(other.host, "CNAME", "acme.localhost")
    looked_up(other)

    assert other.state == State.WAITING


def test_removed_and_added_again_wants_a_new_proof(on_the_platform, acme_row, claim_of, enter, looked_up):
    first = claim_of(acme_row)
    enter(first)
    first.delete()
    second = claim_of(acme_row)
    looked_up(second)

    assert second.state == State.WAITING


def test_database_lets_one_client_alone_have_a_name(both):
    acme, globex = both
    DomainClaim.objects.filter(pk=acme.pk).update(state=State.VERIFIED)

    with pytest.raises(IntegrityError, match="domain_claim_one_verified"), transaction.atomic():
        DomainClaim.objects.filter(pk=globex.pk).update(state=State.VERIFIED)


def test_database_keeps_names_in_one_form(on_the_platform, acme_row, claim_of):
    with pytest.raises(IntegrityError, match="domain_claim_host_lower"), transaction.atomic():
        claim_of(acme_row, "Benefits.Acme.example")


def test_name_is_asked_for_once_a_client(on_the_platform, acme_row, settings):
    add_claim(acme_row, HOST, by_role="hr_admin", now=NOW, told=nothing_told)

    with pytest.raises(DomainRefused, match="here already"):
        add_claim(acme_row, HOST.upper(), by_role="hr_admin", now=NOW, told=nothing_told)


def test_only_so_many_names_may_wait(on_the_platform, acme_row):
    for number in range(3):
        add_claim(acme_row, f"b{number}.acme.example", by_role="hr_admin", now=NOW, told=nothing_told)

    with pytest.raises(DomainRefused, match="3 domains wait"):
        add_claim(acme_row, HOST, by_role="hr_admin", now=NOW, told=nothing_told)


def test_only_so_many_names_are_a_clients(on_the_platform, acme_row, claim_of, settings):
    settings.DOMAINS_A_CLIENT = 2
    for number in range(2):
        claim_of(acme_row, f"b{number}.acme.example", state=State.VERIFIED)

    with pytest.raises(DomainRefused, match="There are 2 domains"):
        add_claim(acme_row, HOST, by_role="hr_admin", now=NOW, told=nothing_told)


def test_contract_without_the_feature_says_whom_to_ask(on_the_platform, acme_row):
    acme_row.own_limits = {"custom_domain": False}
    acme_row.save()

    with pytest.raises(DomainRefused, match="Ask whoever looks after your contract"):
        add_claim(acme_row, HOST, by_role="hr_admin", now=NOW, told=nothing_told)


@pytest.mark.parametrize("status", ["pending", "provisioning", "offboarding", "deleted"])
def test_client_that_is_not_open_adds_none(on_the_platform, acme_row, status):
    Client.objects.filter(pk=acme_row.pk).update(status=status)

    with pytest.raises(DomainRefused, match="not open"):
        add_claim(acme_row, HOST, by_role="operator", now=NOW, told=nothing_told)


@pytest.mark.parametrize("state", ["waiting", "stopped", "given_up", "taken"])
def test_name_that_is_not_verified_is_never_the_primary_one(on_the_platform, acme_row, claim_of, state):
    with pytest.raises(DomainRefused, match="not verified"):
        make_primary(claim_of(acme_row, state=state), told=nothing_told)
    assert acme_row.primary_host() == "acme.localhost"


def test_name_without_a_certificate_is_not_the_primary_one(on_the_platform, acme_row, claim_of):
    claim = claim_of(acme_row, state=State.VERIFIED, tls_state="failing")

    with pytest.raises(DomainRefused, match="no certificate yet"):
        make_primary(claim, told=nothing_told)


ROUNDS = 5


def test_two_workers_at_once_prove_a_name_for_one_client(committed, internet):
    """Both proofs are there, both checks end at the same moment; the database decides, and nobody waits in a circle."""
    clients = {name: Client.objects.get(pk=ref.id) for name, ref in committed.items()}
    internet.zone("acme.example")
    internet.put("front.acme.example", "A", "198.51.100.7")
    try:
        for number in range(ROUNDS):
            host = f"r{number}.acme.example"
            claims = _claims(clients, host)
            name = claims["acme"].proof_name
            internet.put(name, "TXT", *(claim.proof_value for claim in claims.values()))
            internet.put(host, "CNAME", "front.acme.example")
            for client in clients.values():
                internet.put(f"{client.subdomain}.localhost", "A", "198.51.100.7")
            errors = _at_once([claim.pk for claim in claims.values()])

            states = sorted(DomainClaim.objects.filter(host=host).values_list("state", flat=True))
            assert (errors, states, Domain.objects.filter(host=host).count()) == ([], ["taken", "verified"], 1)
    finally:
        DomainClaim.objects.all().delete()
        Domain.objects.filter(host__endswith=".acme.example").delete()


def _claims(clients: dict[str, Client], host: str) -> dict[str, DomainClaim]:
    now = timezone.now()
    return {
        name: DomainClaim.objects.create(client=client, host=host, waits_until=now + WAITS)
        for name, client in clients.items()
    }


def _at_once(pks: list[object]) -> list[BaseException]:
    errors, start = [], threading.Barrier(len(pks))

    def look(pk: object) -> None:
        try:
            with platform_scope():
                claim = DomainClaim.objects.select_related("client").get(pk=pk)
                start.wait(timeout=10)
                check_claim(claim, timezone.now())
        except BaseException as error:  # told to the test, whatever it is
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=look, args=(pk,)) for pk in pks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return errors
