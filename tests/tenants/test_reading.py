"""A suspended client: its HR reads, nobody else comes in, and nothing is written, by whatever address."""

import re
from datetime import timedelta
from itertools import product
from urllib.parse import parse_qs, urlparse

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client as Browser
from django.urls import get_resolver
from django.utils import timezone

from accounts.api_keys import create_api_key
from accounts.models import ApiKey
from benefits.models import Contact
from tenants.audit.models import AuditEvent
from tenants.checks import walk
from tenants.context import maintenance_scope, platform_scope, tenant_scope
from tenants.live import close_streams, read_ticket
from tenants.models import Client
from tenants.reading import DOORS, LOOK
from tenants.redis import redis
from tests.tenants.test_matrix import CLIENT_DOORS, fill

WRITING = ("post", "put", "patch", "delete")
NAMES = {
    route: f"{'accounts:' if route.startswith('accounts/') else ''}{pattern.name}"
    for route, pattern in walk(get_resolver(settings.ROOT_URLCONF))
}


def is_door(door) -> bool:
    return door.name in DOORS or NAMES.get(door.route) in DOORS


CLOSED_DOORS = [door for door in CLIENT_DOORS if not is_door(door)]


@pytest.fixture
def suspended(acme):
    with platform_scope():
        Client.objects.get(pk=acme.id).move_to("suspended")
    return acme


def rows_of(client) -> dict[str, tuple]:
    """Return count and hash of every table of the client but its sessions, which are how one signs in."""
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = %s AND tablename <> 'django_session'",
            [client.schema_name],
        )
        tables = sorted(name for (name,) in cursor.fetchall())
        found = {}
        for table in tables:
            cursor.execute(
                "SELECT count(*), md5(string_agg(one::text, '' ORDER BY one::text))"
                f' FROM "{client.schema_name}"."{table}" AS one'
            )
            found[table] = cursor.fetchone()
        return found


def browsers_of(client, make_person, browser_of) -> dict[str, Browser]:
    roles = ("employee", "hr_editor", "hr_admin")
    return {"visitor": browser_of(client), **{role: browser_of(client, make_person(client, role)) for role in roles}}


def test_nothing_that_can_be_sent_to_any_address_changes_anything(acme, make_person, browser_of):
    browsers = browsers_of(acme, make_person, browser_of)
    (pk, *_rest) = fill(acme, owner=None)
    with platform_scope():
        Client.objects.get(pk=acme.id).move_to("suspended")
    before, walked = rows_of(acme), 0

    # Every method at every door, by each of the four in turn: so everybody comes to every door with some method, and
    # with every method to some door.
    people = list(browsers.items())
    for (place, door), (turn, method) in product(enumerate(CLOSED_DOORS), enumerate(WRITING)):
        who, browser = people[(place + turn) % len(people)]
        answer = getattr(browser, method)(door.path(pk))
        refusals = {403, 405} if f"branding:{door.name}" in LOOK else {403}
        assert answer.status_code in refusals, f"{method} {door.route} as {who}: {answer.status_code}"
        walked += 1

    assert walked > 500
    assert rows_of(acme) == before


def test_reading_every_page_of_hr_changes_nothing(acme, make_person, browser_of):
    hr = browser_of(acme, make_person(acme, "hr_admin"))
    ids = fill(acme, owner=None)
    with platform_scope():
        Client.objects.get(pk=acme.id).move_to("suspended")
    hr.get("/hr/")
    with tenant_scope(acme):
        last = AuditEvent.objects.last().number
    before, opened = rows_of(acme), set()

    for door in CLIENT_DOORS:
        if door.access in ("hr", "hr_admin"):
            for pk in ids if door.wants_id else ids[:1]:
                answer = hr.get(door.path(pk))
                assert answer.status_code != 403 or "may not" in answer.text, door.route
                if answer.status_code == 200:
                    opened.add(door.route)
                    break

    after = rows_of(acme)
    # That somebody took the audit or the plans along is written down, as always.
    assert {name for name in after if after[name] != before[name]} == {"audit_auditevent"}
    with tenant_scope(acme):
        assert set(AuditEvent.objects.filter(number__gt=last).values_list("action", flat=True)) == {
            "audit.exported",
            "catalogue.workbook_downloaded",
        }
    assert {"hr/", "accounts/people/", "hr/gaps/", "hr/company/plan-years/", "accounts/people.csv"} <= opened
    assert len(opened) > 30


@pytest.mark.parametrize("path", ["/", "/history/", "/api/v1/docs", "/you/"])
def test_hr_has_no_chat_and_is_told_what_is_closed_and_whom_to_write_to(suspended, make_person, browser_of, path):
    for language, words in (("en", "HR can read documents"), ("es", "Recursos Humanos puede leer")):
        person = make_person(suspended, "hr_admin", language=language)
        answer = browser_of(suspended, person).get(path)
        assert answer.status_code == 403
        assert settings.CONTRACT_EMAIL in answer.text
        assert path.startswith("/api/") or words in answer.text


def test_refused_form_says_that_nothing_was_changed(suspended, make_person, browser_of):
    hr = browser_of(suspended, make_person(suspended, "hr_admin"))

    answer = hr.post("/accounts/people/invite/", {"email": "eve@acme.example", "name": "Eve", "role": "employee"})

    assert answer.status_code == 403
    assert "Nothing was changed" in answer.text
    assert settings.CONTRACT_EMAIL in answer.text


def test_hr_signs_in_reads_and_signs_out(suspended, make_person, browser_of):
    person = make_person(suspended, "hr_editor")
    browser = Browser(HTTP_HOST="acme.localhost", enforce_csrf_checks=True)
    closed = browser.get("/").text
    assert "/accounts/login/" in closed
    page = browser.get("/accounts/login/").text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    facts = {"login": person.email, "password": "a-long-enough-passphrase", "csrfmiddlewaretoken": token}

    signed_in = browser.post("/accounts/login/", facts)
    assert (signed_in.status_code, signed_in["Location"]) == (302, "/hr/")
    documents = browser.get("/hr/")
    assert documents.status_code == 200
    assert "The assistant is suspended" in documents.text
    assert ">Ask</a>" not in documents.text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', documents.text)[1]
    assert browser.post("/accounts/logout/", {"csrfmiddlewaretoken": token}).status_code == 302
    assert browser.get("/hr/").status_code == 403


def test_employee_who_is_signed_in_sees_the_neutral_page_in_their_language(suspended, make_person, browser_of):
    with tenant_scope(suspended):
        Contact.objects.create(name="Northgate Health", role="medical", phone="614-555-0110")
    browser = browser_of(suspended, make_person(suspended, "employee", language="es"))

    for path in ("/", "/hr/", "/history/"):
        page = browser.get(path)
        assert page.status_code == 403
        assert "614-555-0110" in page.text
        assert "no está disponible" in page.text
        assert "suspend" not in page.text.lower()
    assert "/accounts/logout/" in browser.get("/").text


def test_form_without_a_token_gets_the_neutral_page_too(suspended):
    strict = Browser(HTTP_HOST="acme.localhost", enforce_csrf_checks=True)

    answer = strict.post("/ask/", {"question": "What is my deductible?"})

    assert answer.status_code == 403
    assert "not available at the moment" in answer.text


def test_programs_are_told_so_in_their_own_form(suspended):
    with tenant_scope(suspended):
        key = create_api_key(
            name="Kiosk",
            scopes=list(ApiKey.Scope.values),
            valid_for=timedelta(days=1),
            created_by=None,
            now=timezone.now(),
        )
    for method, path in (("get", "/api/v1/search?q=dental"), ("post", "/api/v1/ask"), ("get", "/api/v1/documents")):
        answer = getattr(Browser(HTTP_HOST="acme.localhost"), method)(
            path, headers={"Authorization": f"Bearer {key.secret}"}
        )
        assert answer.status_code == 403
        assert settings.CONTRACT_EMAIL in answer.json()["error"]["message"]


def test_ticket_that_a_page_gives_meanwhile_opens_no_stream(suspended, make_person, browser_of):
    close_streams(suspended.schema_name)  # the move's own call waits for a commit that a test does not make
    hr = browser_of(suspended, make_person(suspended, "hr_admin"))
    given = hr.get("/hr/documents/live-ticket/")
    assert given.status_code == 200
    right = read_ticket(parse_qs(urlparse(given.text).query)["ticket"][0])

    assert redis().exists(*right.void_keys) == 1
    assert redis().ttl(right.closed_key) == -1  # for as long as it is suspended
