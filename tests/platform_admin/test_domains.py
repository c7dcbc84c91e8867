"""Clients' own domains as operators see and act on them."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from accounts.api_keys import create_api_key
from platform_admin.models import PlatformKey
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tenants.domains.models import DomainClaim
from tenants.hosts import forget_hosts
from tenants.models import Client, Domain

HOST = "benefits.acme.example"


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


def words(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def acts() -> list[str]:
    told = AuditEvent.objects.filter(action__startswith="domain.").order_by("number")
    return list(told.values_list("action", flat=True))


@pytest.fixture
def row(acme) -> Client:
    Client.objects.filter(pk=acme.id).update(own_limits={"custom_domain": True})
    forget_hosts()
    return Client.objects.get(pk=acme.id)


@pytest.fixture
def claim_of():
    def make(client: Client, host: str = HOST, **facts: object) -> DomainClaim:
        with platform_scope():
            return DomainClaim.objects.create(client=client, host=host, **facts)

    return make


@pytest.fixture
def live(row, claim_of) -> DomainClaim:
    Domain.objects.create(client=row, host=HOST, verified_at=timezone.now())
    return claim_of(row, state="verified", verified_at=timezone.now(), tls_state="issued", tls_not_after=timezone.now())


def test_contract_without_a_domain_is_told_to_operators_as_the_clients(portal, acme):
    Client.objects.filter(pk=acme.id).update(own_limits={"custom_domain": False})
    forget_hosts()
    page = words(portal.get(url("client_domains", acme.id)))
    tried = words(portal.post(url("client_domains", acme.id), {"name": HOST}))

    for told in (page, tried):
        assert "This client’s contract has no domain of its own." in told
        assert "Your contract" not in told
    assert not DomainClaim.objects.exists()


def test_operator_adds_a_domain_and_both_audits_tell_of_it(portal, row, acme):
    added = portal.post(url("client_domains", row.pk), {"name": HOST})
    claim = DomainClaim.objects.get()
    page = words(portal.get(added.headers["Location"]))

    assert (claim.host, claim.added_by) == (HOST, "operator")
    assert claim.proof_value in page
    assert "by an operator" in page
    with platform_scope():
        assert acts() == ["domain.added"]
    with tenant_scope(acme):
        assert acts() == ["domain.added"]


def test_name_of_the_platform_is_refused_on_the_page(portal, row):
    page = portal.post(url("client_domains", row.pk), {"name": "other.localhost"})

    assert (page.status_code, "belongs to the platform" in words(page)) == (422, True)


def test_operator_chooses_and_gives_up_a_domain_after_showing_the_factor_again(portal, confirmed_again, row, live):
    assert portal.post(url("domain_primary", live.pk)).headers["Location"].startswith("/platform-admin/you/confirm/")
    assert row.primary_host() == "acme.localhost"

    confirmed_again()
    portal.post(url("domain_primary", live.pk))
    assert row.primary_host() == HOST
    portal.post(url("client_platform_host", row.pk))
    assert row.primary_host() == "acme.localhost"
    portal.post(url("domain_remove", live.pk))

    assert not DomainClaim.objects.exists()
    with platform_scope():
        assert acts() == ["domain.made_primary", "domain.made_primary", "domain.removed"]


def test_operator_checks_and_mails(portal, row, live, mailoutbox):
    portal.post(url("domain_check", live.pk))
    portal.post(url("domain_mail", live.pk), {"email": "it@acme.com"})

    assert mailoutbox[0].to == ["it@acme.com"]
    with platform_scope():
        assert acts() == ["domain.checked", "domain.records_mailed"]


def test_fleet_lists_all_domains_those_first_that_need_somebody(portal, row, live, globex, claim_of):
    other = Client.objects.get(pk=globex.id)
    claim_of(other, "a-waiting.globex.example")
    claim_of(other, "z-stopped.globex.example", state="stopped")
    page = portal.get(url("domains"))
    hosts = re.findall(r"[\w-]+\.(?:globex|acme)\.example", words(page))

    assert hosts == ["z-stopped.globex.example", "a-waiting.globex.example", HOST]
    assert HOST not in words(portal.get(url("domains") + "?state=trouble"))
    assert "z-stopped" in words(portal.get(url("domains") + "?state=trouble"))
    assert "globex" not in words(portal.get(url("domains") + "?q=acme"))
    assert "No domain matches" in words(portal.get(url("domains") + "?q=nothing-like-it"))


def test_fleet_of_many_is_as_many_queries_as_of_one(portal, row, claim_of, django_assert_max_num_queries):
    for number in range(40):
        claim_of(row, f"b{number}.acme.example")

    with django_assert_max_num_queries(20):
        assert portal.get(url("domains")).status_code == 200


def test_domain_of_a_deleted_client_is_not_there(portal, row, live):
    Client.objects.filter(pk=row.pk).update(status="deleted")

    assert portal.get(url("domain", live.pk)).status_code == 404
    assert HOST not in words(portal.get(url("domains")))


@pytest.fixture
def program(operator):
    def make(*scopes: str):
        with platform_scope():
            made = create_api_key(
                name="Set-up",
                scopes=list(scopes),
                valid_for=timedelta(days=1),
                created_by=operator,
                now=timezone.now(),
                kind=PlatformKey,
            )
        return Browser(HTTP_HOST="localhost", HTTP_AUTHORIZATION=f"Bearer {made.secret}")

    return make


def test_program_adds_reads_checks_and_removes_a_domain(program, row):
    calls = program("read", "domains")
    path = f"/api/v1/platform/clients/{row.pk}/domains"
    added = calls.post(path, {"name": HOST}, content_type="application/json")
    told = added.json()
    claim = DomainClaim.objects.get()

    assert (added.status_code, told["host"], told["state"]) == (201, HOST, "waiting")
    assert told["records"][0] == {"kind": "TXT", "name": claim.proof_name, "values": [claim.proof_value]}
    assert calls.get(path).json() == {"domains": [told]}
    assert calls.post(f"{path}/{claim.pk}/check").status_code == 202
    assert calls.delete(f"{path}/{claim.pk}").status_code == 204
    assert calls.get(path).json() == {"domains": []}
    with platform_scope():
        assert acts()[0] == "domain.added"
        assert acts()[-1] == "domain.removed"


def test_key_that_only_reads_or_creates_clients_changes_no_domain(program, row, live):
    calls = program("read", "create")
    path = f"/api/v1/platform/clients/{row.pk}/domains"

    assert calls.get(path).status_code == 200
    assert calls.post(path, {"name": HOST}, content_type="application/json").status_code in (401, 403)
    assert calls.delete(f"{path}/{live.pk}").status_code in (401, 403)
    assert DomainClaim.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "status"), [("", 422), ("https://x.acme.com", 422), ("acme.localhost", 422), (HOST, 409)]
)
def test_program_is_told_what_is_wrong_with_a_name(program, row, claim_of, name, status):
    claim_of(row)
    path = f"/api/v1/platform/clients/{row.pk}/domains"
    answer = program("domains").post(path, {"name": name}, content_type="application/json")

    assert answer.status_code == status
    assert answer.json()["error"]["message"]


def test_domain_of_one_client_is_none_of_another(program, row, live, globex):
    path = f"/api/v1/platform/clients/{globex.id}/domains/{live.pk}"

    assert program("domains").delete(path).status_code == 404
    assert DomainClaim.objects.exists()
