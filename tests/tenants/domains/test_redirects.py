"""Once links name a client's own domain, its other hosts lead there; and nothing that is sent or signed in does."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from branding.models import Brand
from tenants.context import tenant_scope
from tenants.hosts import forget_hosts
from tenants.links import absolute_url
from tenants.models import Domain
from tests.tenants.domains.conftest import HOST, OWN

OTHER = "hr.acme.example"
HOSTILE = [
    "evil.example",
    f"{OWN}.evil.example",
    f"evil.example@{OWN}",
    f"{OWN}:80@evil.example",
    f"{OWN}, evil.example",
]


@pytest.fixture
def own_domain(acme_row):
    now = timezone.now()
    acme_row.domains.update(is_primary=False)
    acme_row.domains.create(host=HOST, is_primary=True, verified_at=now)
    acme_row.domains.create(host=OTHER, verified_at=now)
    forget_hosts()
    return acme_row


@pytest.mark.parametrize("host", [OWN, OTHER])
@pytest.mark.parametrize("method", ["get", "head"])
def test_pages_lead_to_the_same_page_and_no_browser_keeps_that(own_domain, host, method):
    answer = getattr(Browser(HTTP_HOST=host), method)("/accounts/login/?next=/history/&a=1%202")

    assert answer.status_code == 308
    assert answer.headers["Location"] == f"http://{HOST}:8000/accounts/login/?next=/history/&a=1%202"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Host" in answer.headers["Vary"]


def test_the_domain_itself_shows_its_pages(own_domain):
    assert Browser(HTTP_HOST=HOST).get("/accounts/login/").status_code == 200


def test_until_then_both_show_their_pages(own_domain):
    own_domain.domains.update(is_primary=False)
    own_domain.domains.filter(host=OWN).update(is_primary=True)
    forget_hosts()

    assert [Browser(HTTP_HOST=host).get("/accounts/login/").status_code for host in (OWN, HOST)] == [200, 200]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_is_sent_to_the_old_host_is_never_carried_over(own_domain, method):
    answer = getattr(Browser(HTTP_HOST=OWN), method)("/accounts/login/", {"login": "a@acme.example", "password": "x"})

    assert answer.status_code == 410
    assert "Location" not in answer.headers
    assert HOST in answer.text


def test_page_that_refuses_what_was_sent_is_in_the_companys_look_and_its_sheet_is_served_there(own_domain, acme):
    with tenant_scope(acme):
        Brand.objects.create(product_name="Ask Acme", primary_colour="#1d5c4b")
    Browser(HTTP_HOST=HOST).get("/accounts/login/")

    page = Browser(HTTP_HOST=OWN).post("/accounts/login/", {"login": "a@acme.example"})
    (sheet,) = re.findall(r'"(/brand/[0-9a-f]+/theme\.css)"', page.text)
    answers = [Browser(HTTP_HOST=host).get(sheet) for host in (OWN, OTHER, HOST)]

    assert (page.status_code, "Ask Acme" in page.text) == (410, True)
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({answer.content for answer in answers}) == 1


def test_address_that_was_left_refuses_in_the_companys_look_until_it_is_nobodys(acme_row, acme):
    today = timezone.now().date()
    acme_row.domains.create(host="old.localhost", verified_at=timezone.now(), forwards_until=today + timedelta(days=9))
    with tenant_scope(acme):
        Brand.objects.create(product_name="Ask Acme", primary_colour="#1d5c4b")
    Browser(HTTP_HOST=OWN).get("/accounts/login/")
    old = Browser(HTTP_HOST="old.localhost")

    page = old.post("/accounts/login/", {"login": "a@acme.example"})
    (sheet,) = re.findall(r'"(/brand/[0-9a-f]+/theme\.css)"', page.text)
    assert (page.status_code, "Ask Acme" in page.text) == (410, True)
    assert (old.get(sheet).status_code, old.post(sheet).status_code) == (200, 410)

    acme_row.domains.filter(host="old.localhost").update(forwards_until=today - timedelta(days=9))
    forget_hosts()
    assert [old.get(path).status_code for path in ("/", sheet)] == [404, 404]


def test_programs_are_answered_at_every_host(own_domain):
    told = [Browser(HTTP_HOST=host).get("/api/v1/tenant").status_code for host in (OWN, OTHER, HOST)]
    sent = [Browser(HTTP_HOST=host).post("/api/v1/ask", {}).status_code for host in (OWN, OTHER, HOST)]

    assert told == [200, 200, 200]
    assert sent == [401, 401, 401]


def test_part_of_a_page_that_is_fetched_leads_the_whole_page_on(own_domain):
    answer = Browser(HTTP_HOST=OWN).get("/hr/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"http://{HOST}:8000/")


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example", "/%2F%2Fevil.example", "/?next=//evil.example"])
def test_nobody_is_led_to_a_host_that_a_request_names(own_domain, path):
    answer = Browser(HTTP_HOST=OWN).get(path)

    assert answer.status_code == 308
    assert answer.headers["Location"].startswith(f"http://{HOST}:8000/")


@pytest.mark.parametrize("host", HOSTILE, ids=range(len(HOSTILE)))
def test_host_that_nobody_verified_leads_nowhere(own_domain, host):
    answer = Browser(HTTP_HOST=host, HTTP_X_FORWARDED_HOST=HOST).get("/accounts/login/")

    assert (answer.status_code, "Location" in answer.headers) == (404, False)


def test_sign_in_of_one_host_is_none_at_the_other(own_domain, acme, make_person):
    person = make_person(acme)
    browser = Browser(HTTP_HOST=OWN)
    with tenant_scope(acme):
        browser.force_login(person)
    cookies = browser.cookies
    assert all(not morsel["domain"] for morsel in cookies.values())

    # The name of the host is all that a browser goes by.
    assert Browser(HTTP_HOST=HOST).get("/").headers["Location"].startswith("/accounts/login/")


def test_links_and_mails_name_the_domain_wherever_they_are_made(own_domain, make_person, mailoutbox):
    client = own_domain.ref()
    with tenant_scope(client):
        assert absolute_url("/x/") == f"http://{HOST}:8000/x/"
    person = make_person(client)

    Browser(HTTP_HOST=HOST, HTTP_X_FORWARDED_HOST="evil.example").post(
        "/accounts/password/reset/", {"email": person.email}
    )

    assert f"http://{HOST}:8000/accounts/password/reset/key/" in mailoutbox[0].body
    assert "evil.example" not in mailoutbox[0].body


@pytest.mark.parametrize(("host", "is_ours"), [(HOST, False), (OWN, True)])
def test_https_is_asked_for_below_our_own_hosts_and_never_below_a_clients(acme_row, settings, host, is_ours):
    """A client's own domain has hosts below it that are not ours, and that may have no certificate."""
    settings.SECURE_HSTS_SECONDS = 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    Domain.objects.create(client=acme_row, host=HOST, verified_at=timezone.now())
    forget_hosts()

    told = Browser(HTTP_HOST=host).get("/accounts/login/", secure=True).headers["Strict-Transport-Security"]

    assert told == ("max-age=3600; includeSubDomains; preload" if is_ours else "max-age=3600")
