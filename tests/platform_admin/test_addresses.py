"""Another name and another address: for one client at a time, with nothing lost on the way."""

import re
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from branding.models import Brand
from platform_admin import addresses
from platform_admin.addresses import SENDS_ON_FOR, NotOpened, move, release_addresses, rename
from platform_admin.provision import NewClient, register_client
from platform_admin.subdomains import SubdomainRefused, free_subdomain, suggested_subdomain
from tenants.audit.models import AuditEvent
from tenants.clock import contract_today
from tenants.context import platform_scope, tenant_scope
from tenants.hosts import forget_hosts
from tenants.links import absolute_url
from tenants.live import Holder, read_ticket, session_holder, ticket
from tenants.models import Client, Domain
from tenants.redis import redis

OLD, NEW = "acme.localhost", "acme-group.localhost"


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


def words(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


@pytest.fixture
def row(acme) -> Client:
    return Client.objects.get(pk=acme.id)


@pytest.fixture
def moved(row) -> Client:
    move(row, "acme-group", today=contract_today(), by=None)
    forget_hosts()
    return row


def test_name_is_shown_everywhere_at_once_and_the_old_one_stays_in_the_audit(confirmed, row, acme, make_person):
    with tenant_scope(acme):
        Brand.objects.all().delete()
        Brand.objects.create(product_name="Acme Corp benefits")
    browser = Browser(HTTP_HOST=OLD)
    assert "Acme Corp" in browser.get("/accounts/login/").text

    confirmed.post(url("client_rename", row.pk), {"name": "  Acme   Group "})
    forget_hosts()

    page = browser.get("/accounts/login/").text
    assert "Acme Group benefits" in page
    assert "Acme Corp" not in page
    assert "Acme Group" in confirmed.get(url("clients")).text
    event = AuditEvent.objects.get(action="client.renamed")
    assert event.detail == {"before": "Acme Corp", "after": "Acme Group"}
    with tenant_scope(acme):
        assert AuditEvent.objects.filter(action="client.renamed").count() == 1


def test_name_that_hr_gave_its_product_stays(row, acme):
    with tenant_scope(acme):
        Brand.objects.all().delete()
        Brand.objects.create(product_name="Ask Benny")

    rename(row, "Acme Group", by=None)

    with tenant_scope(acme):
        assert Brand.objects.get().product_name == "Ask Benny"


@pytest.mark.parametrize("name", ["A", "=SUM(A1)", "Acme\u202eCorp", ""])
def test_name_follows_the_rules_of_a_new_client(confirmed, row, name):
    assert confirmed.post(url("client_rename", row.pk), {"name": name}).status_code == 422
    assert Client.objects.get(pk=row.pk).name == "Acme Corp"


def test_page_says_beforehand_what_a_move_does(portal, row):
    page = words(portal.get(url("client_settings", row.pk)))

    until = contract_today() + SENDS_ON_FOR
    assert "signs in again at the new address" in page
    assert f"until {until:%B} {until.day}, {until.year}" in page


@pytest.mark.parametrize("wanted", ["admin", "ns1", "-acme", "a--b", "globex", "acme", "ACMÉ", "x", "localhost"])
def test_subdomain_follows_the_rules_of_a_new_client(confirmed, row, globex, wanted):
    answer = confirmed.post(url("client_move", row.pk), {"subdomain": wanted})

    assert answer.status_code == 422
    assert Client.objects.get(pk=row.pk).subdomain == "acme"
    assert list(Domain.objects.filter(client=row).values_list("host", "forwards_until")) == [(OLD, None)]


def test_old_address_leads_on_and_links_name_the_new_one(moved):
    answer = Browser(HTTP_HOST=OLD).get("/accounts/invitation/abc/?next=/hr/&x=1")

    assert answer.status_code == 302
    assert answer["Location"] == absolute_url("/accounts/invitation/abc/?next=/hr/&x=1", host=NEW)
    assert "no-store" in answer["Cache-Control"]
    assert "session" not in answer.cookies
    assert Browser(HTTP_HOST=NEW).get("/accounts/login/").status_code == 200
    with tenant_scope(moved.ref()):
        assert absolute_url("/hr/").split("/")[2].startswith(NEW)


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example", "/@evil.example/", "/%0d%0aX: y"])
def test_old_address_leads_nowhere_else(moved, path):
    location = Browser(HTTP_HOST=OLD).get(path)["Location"]

    assert location.startswith(absolute_url("/", host=NEW))
    assert "\n" not in location


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_is_sent_to_the_old_address_is_not_carried_over(moved, method):
    answer = getattr(Browser(HTTP_HOST=OLD), method)("/accounts/login/", {"login": "a@acme.example"})
    assert answer.status_code == 410
    assert NEW in answer.text
    assert "Location" not in answer.headers

    told = getattr(Browser(HTTP_HOST=OLD), method)("/api/v1/ask", {"question": "secret"})
    assert told.status_code == 410
    assert NEW in told.json()["error"]["message"]


def test_everybody_signs_in_again_and_streams_end(
    row, acme, make_person, browser_of, django_capture_on_commit_callbacks
):
    browser = browser_of(acme, make_person(acme, "employee"))
    with tenant_scope(acme):
        holder = Holder(session_holder(browser.session.session_key), OLD)
        right = read_ticket(ticket("answer-1", holder=holder))

    with django_capture_on_commit_callbacks(execute=True):
        move(row, "acme-group", today=contract_today(), by=None)
    assert redis().exists(right.ended_key) == 1
    with django_capture_on_commit_callbacks(execute=True):
        move(row, "acme", today=contract_today(), by=None)

    assert browser.get("/").status_code == 302  # to sign in, though the address is the old one again


def test_old_address_is_nobody_elses_until_its_time_is_over(moved, globex):
    other = Client.objects.get(pk=globex.id)
    with pytest.raises(SubdomainRefused, match="already belongs"):
        free_subdomain("acme")
    with pytest.raises(SubdomainRefused):
        move(other, "acme", today=contract_today(), by=None)
    with pytest.raises(SubdomainRefused):
        register_client(NewClient("Acme Two", "acme", owner_email="a@two.example", owner_name="A"), by=None)
    assert suggested_subdomain("Acme") != "acme"
    last = contract_today() + SENDS_ON_FOR

    assert release_addresses(last) == 0
    assert release_addresses(last + timedelta(days=1)) == 1
    assert release_addresses(last + timedelta(days=1)) == 0

    assert free_subdomain("acme") == "acme"
    assert AuditEvent.objects.get(action="client.address_released").detail == {"host": OLD}


@pytest.mark.parametrize(("later", "status"), [(0, 302), (180, 302), (181, 404)])
def test_old_address_sends_on_to_the_end_of_its_last_day(moved, monkeypatch, later, status):
    day = contract_today() + timedelta(days=later)
    monkeypatch.setattr("tenants.middleware.contract_today", lambda: day)

    answer = Browser(HTTP_HOST=OLD).get("/")

    assert answer.status_code == status
    if status == 404:
        assert answer.content == Browser(HTTP_HOST="never-was.localhost").get("/").content


def test_client_may_move_back_and_then_the_other_address_sends_on(moved):
    move(moved, "acme", today=contract_today(), by=None)
    forget_hosts()

    assert Browser(HTTP_HOST=OLD).get("/accounts/login/").status_code == 200
    assert Browser(HTTP_HOST=NEW).get("/x/")["Location"] == absolute_url("/x/", host=OLD)
    assert moved.primary_host() == OLD


def test_client_that_moved_on_twice_sends_on_from_both(moved):
    move(moved, "acme-world", today=contract_today(), by=None)
    forget_hosts()

    for host in (OLD, NEW):
        assert Browser(HTTP_HOST=host).get("/")["Location"] == absolute_url("/", host="acme-world.localhost")


def test_domain_of_its_own_stays_the_one_that_links_name(row):
    Domain.objects.filter(client=row).update(is_primary=False)
    Domain.objects.create(client=row, host="ask.acme.example", is_primary=True, verified_at=timezone.now())

    move(row, "acme-group", today=contract_today(), by=None)

    assert row.primary_host() == "ask.acme.example"
    assert set(Domain.objects.filter(client=row, forwards_until=None).values_list("host", flat=True)) == {
        "ask.acme.example",
        NEW,
    }


def test_client_that_was_never_opened_is_neither_moved_nor_renamed(registered):
    client = registered()
    with pytest.raises(NotOpened):
        move(client, "willow-two", today=contract_today(), by=None)
    with pytest.raises(NotOpened):
        rename(client, "Willow Two", by=None)


def test_suspended_client_moves_too_and_stays_suspended(row):
    row.move_to("suspended")
    move(row, "acme-group", today=contract_today(), by=None)
    forget_hosts()

    assert Browser(HTTP_HOST=NEW).get("/").status_code == 403
    assert Browser(HTTP_HOST=OLD).get("/").status_code == 302


def test_domains_side_tells_how_long_the_old_address_sends_on(portal, moved):
    until = contract_today() + SENDS_ON_FOR

    page = words(portal.get(url("client_domains", moved.pk)))

    assert f"Sends on to the new address until {until:%B} {until.day}, {until.year}" in page


def test_same_subdomain_made_and_moved_to_at_once_is_one_clients(committed, monkeypatch):
    """All look, find it free, and only then write."""
    wanted, at_once = "juniper", threading.Barrier(3)
    as_it_is = free_subdomain

    def look_together(name: str) -> str:
        found = as_it_is(name)
        at_once.wait(timeout=20)
        return found

    monkeypatch.setattr(addresses, "free_subdomain", look_together)
    monkeypatch.setattr("platform_admin.provision.free_subdomain", look_together)
    ways: list[Callable[[], object]] = [
        lambda: register_client(NewClient("Juniper", wanted, owner_email="j@juniper.example", owner_name="J"), by=None),
        *(
            lambda pk=ref.id: move(Client.objects.get(pk=pk), wanted, today=contract_today(), by=None)
            for ref in committed.values()
        ),
    ]
    outcomes = run_at_once(ways)
    try:
        assert sorted(type(one).__name__ for one in outcomes if isinstance(one, Exception)) == ["SubdomainRefused"] * 2
        assert Client.objects.filter(subdomain=wanted).count() == 1
        assert Domain.objects.filter(host=f"{wanted}.{settings.BASE_DOMAIN}").count() == 1
        # Who lost is as before, whole.
        for name, ref in committed.items():
            client = Client.objects.get(pk=ref.id)
            if client.subdomain != wanted:
                assert client.subdomain == name
                assert list(client.domains.values_list("host", "is_primary", "forwards_until")) == [
                    (f"{name}.localhost", True, None)
                ]
    finally:
        put_back(committed)


def run_at_once(ways: list[Callable[[], object]]) -> list[object]:
    outcomes: list[object] = []

    def act(way: Callable[[], object]) -> None:
        try:
            with platform_scope():
                outcomes.append(way())
        except Exception as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(way,)) for way in ways]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def put_back(committed) -> None:
    Domain.objects.exclude(host__in=[f"{name}.localhost" for name in committed]).delete()
    for client in Client.objects.exclude(pk__in=[ref.id for ref in committed.values()]):
        account = client.account
        client.delete()
        account.delete()
    for name, ref in committed.items():
        Client.objects.filter(pk=ref.id).update(subdomain=name)
        Domain.objects.filter(host=f"{name}.localhost").update(is_primary=True, forwards_until=None)


def test_operator_who_moves_a_client_is_in_both_audits(confirmed, operator, row, acme):
    confirmed.post(url("client_move", row.pk), {"subdomain": "acme-group"})

    event = AuditEvent.objects.get(action="client.moved")
    assert (event.actor_id, event.detail["before"], event.detail["after"]) == (operator.pk, "acme", "acme-group")
    with tenant_scope(acme):
        assert AuditEvent.objects.filter(action="client.moved").exists()
