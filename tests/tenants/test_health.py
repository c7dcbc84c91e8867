"""What orchestrators and the proxy ask: is the process alive, can it work, may a host have a certificate."""

import json

import pytest
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone
from redis import Redis

from tenants import health
from tenants.models import Client, Domain

NOBODYS_HOST = "10.0.0.7:8000"  # orchestrators name no client
READY = {"ready": True, "database": "ok", "redis": "ok", "disk": "ok"}


@pytest.fixture
def stop_redis(monkeypatch):
    def stop() -> None:
        monkeypatch.setattr(health, "redis", lambda: Redis.from_url("redis://127.0.0.1:1/0"))

    return stop


@pytest.fixture
def ready(fetch):
    """Return the status and the facts of /readyz."""

    def ask() -> tuple[int, dict[str, object]]:
        status, _, body = fetch("/readyz", host=NOBODYS_HOST)
        return status, json.loads(body)

    return ask


def test_process_with_all_its_engines_is_ready(ready):
    assert ready() == (200, READY)


def test_process_is_not_ready_without_its_database_and_says_so(ready, stop_database):
    stop_database()

    assert ready() == (503, {**READY, "ready": False, "database": "unavailable"})


def test_process_is_not_ready_without_redis_and_says_so(ready, stop_redis):
    stop_redis()

    assert ready() == (503, {**READY, "ready": False, "redis": "unavailable"})


def test_every_engine_that_is_down_is_named(ready, stop_database, stop_redis, monkeypatch):
    stop_database()
    stop_redis()
    monkeypatch.setattr(health, "FREE_BYTES_WANTED", 2**63)

    assert ready() == (
        503,
        {"ready": False, "database": "unavailable", "redis": "unavailable", "disk": "nearly full"},
    )


def test_process_is_ready_again_as_soon_as_its_database_is_back(ready, stop_database, monkeypatch):
    assert ready()[0] == 200
    with monkeypatch.context() as outage:
        connection.close()
        outage.setitem(connection.settings_dict, "PORT", "1")
        assert ready()[0] == 503

    assert ready() == (200, READY)


def test_database_that_was_never_migrated_is_not_ready(ready, monkeypatch):
    with monkeypatch.context() as empty:
        connection.close()
        empty.setitem(connection.settings_dict, "NAME", "template1")
        told = ready()
        connection.close()

    assert told == (503, {**READY, "ready": False, "database": "unavailable"})


def test_process_is_alive_whatever_is_down(fetch, stop_database, stop_redis):
    stop_database()
    stop_redis()

    assert (fetch("/livez", host=NOBODYS_HOST)[0], fetch("/readyz", host=NOBODYS_HOST)[0]) == (200, 503)


def tls_check(domain: str | None, **headers: str) -> int:
    """Ask as the proxy does, over plain HTTP and on the network inside."""
    asked = {} if domain is None else {"domain": domain}
    return Browser(HTTP_HOST="web:8000").get("/internal/tls-check", asked, **headers).status_code


@pytest.fixture
def domains(acme, settings):
    """A client's own domains, one verified and one not, as in a real installation."""
    settings.EMBEDDED, settings.SECURE_SSL_REDIRECT = False, True
    settings.BASE_DOMAIN, settings.PLATFORM_HOST = "benefits.example", "app.benefits.example"
    client = Client.objects.get(pk=acme.id)
    Domain.objects.create(client=client, host="verified.acme.example", verified_at=timezone.now())
    Domain.objects.create(client=client, host="waiting.acme.example", verified_at=None)


@pytest.mark.parametrize(
    "domain", ["verified.acme.example", "Verified.ACME.example.", "acme.localhost", "app.benefits.example"]
)
def test_certificate_is_made_for_verified_domains_and_the_platform(domains, domain):
    assert tls_check(domain) == 200


@pytest.mark.parametrize(
    "domain",
    [
        "waiting.acme.example",
        "nobody.benefits.example",
        "evil.example",
        "sub.verified.acme.example",
        "*.benefits.example",
        "127.0.0.1",
        "web",
        "verified.acme.example\x00",
        "verified.acme.example,evil.example",
        "",
        None,
    ],
)
def test_no_certificate_is_made_for_any_other_host(domains, domain):
    assert tls_check("verified.acme.example") == 200
    assert tls_check(domain) == 404


@pytest.mark.parametrize(
    ("status", "code"), [("suspended", 200), ("past_due", 200), ("offboarding", 200), ("deleted", 404)]
)
def test_certificate_is_made_as_long_as_a_client_has_a_page(domains, acme, status, code):
    Client.objects.filter(pk=acme.id).update(status=status)

    assert tls_check("verified.acme.example") == code


def test_domain_that_is_no_longer_verified_gets_no_certificate(domains, django_capture_on_commit_callbacks):
    assert tls_check("verified.acme.example") == 200

    with django_capture_on_commit_callbacks(execute=True):
        Domain.objects.filter(host="verified.acme.example").update(verified_at=None)

    assert tls_check("verified.acme.example") == 404


@pytest.mark.parametrize(
    "header",
    ["X_FORWARDED_FOR", "X_FORWARDED_PROTO", "X_FORWARDED_HOST", "X_REAL_IP", "FORWARDED", "VIA"],
)
def test_visitor_who_came_through_a_proxy_learns_nothing(domains, header):
    assert tls_check("verified.acme.example") == 200
    assert tls_check("verified.acme.example", **{f"HTTP_{header}": "203.0.113.9"}) == 404


def test_no_certificate_is_made_while_nobody_can_be_asked(fetch, stop_database, stop_redis):
    assert fetch("/internal/tls-check", query="domain=acme.localhost")[0] == 200
    stop_redis()
    stop_database()

    assert fetch("/internal/tls-check", query="domain=globex.localhost")[0] == 503
