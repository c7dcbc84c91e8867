"""PostgreSQL goes away: a page that says so, and service again as soon as it is back."""

import psycopg
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError, connection

from accounts import people_views
from branding import remembered
from branding.models import Brand
from tenants import hosts
from tenants.context import tenant_scope
from tenants.redis import redis

CLOSED_PORT = "1"
PAGE = "This is not possible right now"


@pytest.fixture
def cookie(committed, make_person, settings) -> str:
    """A signed-in person of acme."""
    person = make_person(committed["acme"], "hr_admin")
    with tenant_scope(committed["acme"]):
        session = SessionStore()
        session["_auth_user_id"] = str(person.pk)
        session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
        session["_auth_user_hash"] = person.get_session_auth_hash()
        session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def terminate_backend() -> None:
    """End this thread's session on the server, from another connection, as an operator or a failover does."""
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 2000)", [pid])


@pytest.mark.parametrize("is_host_cached", [True, False], ids=["host known", "host looked up"])
@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/accounts/login/", PAGE),
        ("/accounts/people/", PAGE),
        ("/", PAGE),
        ("/no/such/page/", PAGE),
        ("/api/v1/tenant", '"code": "unavailable", "message": "This cannot be answered right now.'),
    ],
)
def test_stopped_database_is_told_wherever_one_asks(fetch, cookie, stop_database, path, told, is_host_cached):
    fetch()
    if not is_host_cached:
        redis().flushdb()
    stop_database()

    status, headers, page = fetch(path, cookie=cookie)

    assert status == 503
    assert int(headers["Retry-After"]) > 0
    assert told in page
    assert headers["Cache-Control"] == "private, no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/platform-admin/", "/accounts/login/"])
def test_stopped_database_is_told_on_the_platforms_host(fetch, stop_database, settings, path):
    stop_database()

    status, _, _ = fetch(path, host="localhost", cookie=f"{settings.SESSION_COOKIE_NAME}={'x' * 32}")

    assert status == 503


def test_database_that_comes_back_serves_the_next_request(fetch, cookie, monkeypatch):
    with monkeypatch.context() as outage:
        connection.close()
        outage.setitem(connection.settings_dict, "PORT", CLOSED_PORT)
        assert fetch("/accounts/people/", cookie=cookie)[0] == 503

    assert fetch("/accounts/people/", cookie=cookie)[0] == 200


def test_connection_the_server_ended_between_two_requests_costs_nothing(fetch, cookie):
    assert fetch("/accounts/people/", cookie=cookie)[0] == 200
    terminate_backend()

    assert fetch("/accounts/people/", cookie=cookie)[0] == 200


def test_connection_the_server_ended_within_a_page_costs_that_page_alone(fetch, cookie, monkeypatch):
    list_people = people_views.list_people

    def lose_connection(*args: object) -> object:
        terminate_backend()
        return list_people(*args)

    with monkeypatch.context() as patch:
        patch.setattr(people_views, "list_people", lose_connection)
        lost = fetch("/accounts/people/", cookie=cookie)
    after = fetch("/accounts/people/", cookie=cookie)

    assert (lost[0], after[0]) == (503, 200)
    assert "This is not possible right now" in lost[2]


def test_lost_connection_is_djangos_own_error_for_whoever_catches_it(committed):
    with tenant_scope(committed["acme"]):
        terminate_backend()

        with pytest.raises(OperationalError), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        connection.close()


def test_any_other_failure_is_a_500_that_promises_nothing_untrue(fetch, monkeypatch):
    def fail(host: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(hosts, "_read_host", fail)

    status, headers, page = fetch()

    assert status == 500
    assert "it is our fault" in page
    assert "have been told" not in page
    assert headers["Cache-Control"] == "private, no-store"


def test_client_whose_database_is_lost_keeps_its_look(committed, fetch, stop_database):
    with tenant_scope(committed["acme"]):
        Brand.objects.create(product_name="Ask Acme")
    remembered.forget_brands()
    fetch("/accounts/login/")
    stop_database()

    status, _, page = fetch("/accounts/login/")

    assert status == 503
    assert "Ask Acme" in page
    assert "/theme.css" in page
