"""Which client answers on which host: names, the cache, and what it forgets when."""

import subprocess
import sys
from threading import Thread

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client as Browser
from redis import Redis

from tenants import hosts
from tenants.context import platform_scope
from tenants.fleet.needed import code_mark
from tenants.hosts import find_host, normalise_host
from tenants.keys import platform_key
from tenants.models import Client, Domain
from tenants.redis import redis


@pytest.mark.parametrize(
    ("raw", "host"),
    [
        ("acme.localhost", "acme.localhost"),
        ("ACME.LocalHost", "acme.localhost"),
        ("acme.localhost.", "acme.localhost"),
        ("acme.localhost:8000", "acme.localhost"),
        ("ACME.localhost.:8000", "acme.localhost"),
        ("münchen.example", "xn--mnchen-3ya.example"),
        ("xn--mnchen-3ya.example", "xn--mnchen-3ya.example"),
        ("127.0.0.1:8000", "127.0.0.1"),
        ("[::1]", "[::1]"),
        ("[::1]:8000", "[::1]"),
    ],
)
def test_host_has_one_form(raw, host):
    assert normalise_host(raw) == host


HOSTILE = [
    *("", " ", ".", "..", "acme.localhost..", ".acme.localhost", "acme..localhost", "-acme.localhost"),
    *("acme-.localhost", "evil.example", "acme.localhost.evil.example", "evil.example/acme.localhost"),
    *("acme.localhost/", "acme.localhost?a", "acme.localhost#", "acme.localhost@evil.example", "evil@acme.localhost"),
    *("acme.localhost,evil.example", "evil.example,acme.localhost", "acme.localhost\x00", "acme\x00.localhost"),
    *("acme.localhost\x00.evil.example", "acme .localhost", "acme.localhost:", "acme.localhost:port"),
    *("acme.localhost:80:80", "acme.localhost:-1", "acme.localhost:999999", "%61cme.localhost", "acme%2elocalhost"),
    *("http://acme.localhost", "acme\u3002localhost", "\u24d0cme.localhost", "[::1", "[acme.localhost]", "::1"),
    *("[::1].acme.localhost", "x" * 300 + ".localhost", "a." * 200 + "localhost", "public.localhost", "*.localhost"),
    *("*", "acme_corp.localhost", "t_0123456789abcdef0123456789abcdef.localhost", "acme.localhost;"),
    *("acme.localhost\r\nX-Injected: 1", "acme.localhost'--", "${jndi:ldap://evil}", "<script>"),
]


@pytest.mark.parametrize("host", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_host_gets_the_same_404_as_one_that_was_never_heard_of(acme, host):
    never_heard_of = Browser(HTTP_HOST="never-heard-of.localhost").get("/accounts/login/")
    assert never_heard_of.status_code == 404
    assert "nothing at this address" in never_heard_of.text

    answer = Browser(HTTP_HOST=host).get("/accounts/login/")

    assert (answer.status_code, answer.content) == (404, never_heard_of.content)
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("host", ["acme.localhost", "ACME.localhost", "acme.localhost.", "acme.localhost:8000"])
def test_client_answers_on_its_host_however_it_is_written(acme, host):
    assert Browser(HTTP_HOST=host).get("/accounts/login/").status_code == 200


def test_addresses_of_the_machine_lead_to_the_platform_in_the_embedded_mode_only(db, settings):
    for host in ("127.0.0.1:8000", "[::1]:8000"):
        settings.EMBEDDED = True
        assert Browser(HTTP_HOST=host).get("/accounts/login/").status_code == 200
        settings.EMBEDDED = False
        assert Browser(HTTP_HOST=host).get("/accounts/login/").status_code == 404


def test_custom_domain_leads_to_its_client_and_mails_name_it(acme, make_person, mailoutbox, custom_domain):
    custom_domain("benefits.acme.example", is_primary=True)
    person = make_person(acme)

    Browser(HTTP_HOST="Benefits.ACME.example").post("/accounts/password/reset/", {"email": person.email})

    assert "http://benefits.acme.example:8000/accounts/password/reset/key/" in mailoutbox[0].body


def test_domain_that_is_not_verified_does_not_route(acme, custom_domain):
    domain = custom_domain("benefits.acme.example", is_verified=False)
    assert Browser(HTTP_HOST=domain.host).get("/accounts/login/").status_code == 404

    custom_domain("verified.acme.example")
    assert Browser(HTTP_HOST="verified.acme.example").get("/accounts/login/").status_code == 200


def test_second_look_at_a_host_asks_no_database(acme, django_assert_num_queries):
    with platform_scope():
        first = find_host("acme.localhost")
        with django_assert_num_queries(0):
            assert find_host("acme.localhost") == first
    assert first.client == acme


def test_second_look_at_an_unknown_host_asks_no_database(db, django_assert_num_queries):
    with platform_scope():
        assert find_host("nobody.localhost") is None
        with django_assert_num_queries(0):
            assert find_host("nobody.localhost") is None


def test_cached_entries_and_misses_expire(acme):
    with platform_scope():
        find_host("acme.localhost")
        find_host("nobody.localhost")

    for host in ("acme.localhost", "nobody.localhost"):
        assert 0 < redis().ttl(platform_key("hosts", code_mark(), host)) <= 60


def test_names_that_nobody_has_fill_the_cache_up_to_a_number_and_clients_are_remembered_beyond_it(acme, monkeypatch):
    monkeypatch.setattr(hosts, "MOST_MISSES", 3)
    with platform_scope():
        for number in range(8):
            assert find_host(f"nobody-{number}.localhost") is None
        assert find_host("acme.localhost").client == acme

    kept = [host for host in _asked() if redis().exists(platform_key("hosts", code_mark(), host))]
    assert len(kept) in (4, 5)  # three a minute: a new one may have begun meanwhile
    assert kept[-1] == "acme.localhost"


def _asked() -> list[str]:
    return [*(f"nobody-{number}.localhost" for number in range(8)), "acme.localhost"]


CHANGES = {
    "client saved": lambda client, domain: client.save(),
    "client updated": lambda client, domain: Client.objects.filter(pk=client.pk).update(name="Acme & Co"),
    "client moved": lambda client, domain: client.move_to("suspended"),
    "domain saved": lambda client, domain: domain.save(),
    "domain updated": lambda client, domain: Domain.objects.filter(pk=domain.pk).update(is_primary=True),
    "domain deleted": lambda client, domain: domain.delete(),
    "domains deleted": lambda client, domain: Domain.objects.filter(pk=domain.pk).delete(),
    "domain added": lambda client, domain: client.domains.create(host="new.acme.example"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_makes_every_process_forget_every_host(acme, change, django_capture_on_commit_callbacks):
    client = Client.objects.get(subdomain="acme")
    with platform_scope():
        find_host("acme.localhost")
        find_host("nobody.localhost")

        with django_capture_on_commit_callbacks(execute=True):
            change(client, client.domains.get())

        found = find_host("acme.localhost")
        expected = client.domains.filter(host="acme.localhost").exists()
    assert (found is not None) == expected
    if found:
        assert (found.client.status, found.client.name) == tuple(
            Client.objects.values_list("status", "name").get(pk=client.pk)
        )


def test_new_host_is_found_at_once_although_it_was_missed_a_moment_ago(acme, custom_domain):
    assert Browser(HTTP_HOST="benefits.acme.example").get("/accounts/login/").status_code == 404

    custom_domain("benefits.acme.example")

    assert Browser(HTTP_HOST="benefits.acme.example").get("/accounts/login/").status_code == 200


def test_entry_read_before_a_change_and_written_after_it_is_not_believed(acme, monkeypatch):
    """Another process reads the client, a change is made, and only then the other one writes what it read."""
    read_host = hosts._read_host

    def read_slowly(host: str) -> object:
        entry = read_host(host)
        hosts.forget_hosts()
        return entry

    with platform_scope():
        with monkeypatch.context() as patch:
            patch.setattr(hosts, "_read_host", read_slowly)
            find_host("acme.localhost")
        Client.objects.filter(subdomain="acme").update(name="Renamed")

        assert find_host("acme.localhost").client.name == "Renamed"


@pytest.mark.parametrize("host", ["generation", "hosts-generation"])
def test_host_a_visitor_makes_up_is_never_taken_for_the_generation(acme, host):
    assert Browser(HTTP_HOST=host).get("/").status_code == 404

    hosts.forget_hosts()

    assert redis().get(hosts._GENERATION) == "1"


def test_change_made_by_another_process_is_seen_at_once(committed):
    with platform_scope():
        assert find_host("acme.localhost").client.status == "active"
    try:
        in_another_process("client.move_to('suspended')")
        with platform_scope():
            assert find_host("acme.localhost").client.status == "suspended"
        assert Browser(HTTP_HOST="acme.localhost").get("/contacts/").status_code == 403
    finally:
        in_another_process("client.move_to('active')")
    assert Browser(HTTP_HOST="acme.localhost").get("/accounts/login/").status_code == 200


def test_change_made_on_another_connection_is_seen_at_once(committed):
    def rename(name: str) -> None:
        Client.objects.filter(subdomain="acme").update(name=name)
        connection.close()

    with platform_scope():
        find_host("acme.localhost")
        for name in ("Renamed", "Acme Corp"):
            thread = Thread(target=rename, args=(name,))
            thread.start()
            thread.join()
            assert find_host("acme.localhost").client.name == name


def test_change_that_is_rolled_back_is_not_told(acme, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        Client.objects.filter(subdomain="acme").update(name="Renamed")
    generation = redis().get(hosts._GENERATION)

    assert callbacks == [hosts.forget_hosts]
    assert redis().get(hosts._GENERATION) == generation


def test_hosts_are_found_without_redis(acme, monkeypatch):
    monkeypatch.setattr(hosts, "redis", lambda: Redis.from_url("redis://127.0.0.1:1/0"))

    assert Browser(HTTP_HOST="acme.localhost").get("/accounts/password/reset/").status_code == 200
    assert Browser(HTTP_HOST="nobody.localhost").get("/").status_code == 404
    Client.objects.get(subdomain="acme").save()


def test_cached_answer_of_one_host_cannot_be_read_as_another(acme, globex):
    with platform_scope():
        entries = {host: find_host(host) for host in ("acme.localhost", "globex.localhost")}
        again = {host: find_host(host) for host in ("globex.localhost", "acme.localhost")}

    assert entries == again
    assert entries["acme.localhost"].client == acme
    assert entries["globex.localhost"].client == globex


@pytest.fixture
def custom_domain(acme, django_capture_on_commit_callbacks):
    def add(host: str, *, is_verified: bool = True, is_primary: bool = False) -> Domain:
        client = Client.objects.get(subdomain="acme")
        with django_capture_on_commit_callbacks(execute=True):
            if is_primary:
                client.domains.update(is_primary=False)
            verified_at = client.created_at if is_verified else None
            return client.domains.create(host=host, verified_at=verified_at, is_primary=is_primary)

    return add


def in_another_process(statement: str) -> None:
    name = connection.settings_dict["NAME"]
    program = f"""
import django; django.setup()
from django.db import connection
connection.settings_dict["NAME"] = {name!r}
from tenants.models import Client
client = Client.objects.get(subdomain="acme")
{statement}
"""
    subprocess.run([sys.executable, "-c", program], cwd=django_settings.ROOT, check=True, timeout=60)
