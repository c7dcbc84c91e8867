"""A client whose schema lacks migrations is not entered, by pages or tasks, until it has them."""

import re

import pytest
from celery import shared_task
from django.test import Client as Browser

from branding import remembered
from branding.models import Brand
from tenants import hosts
from tenants.binding import ClientRef
from tenants.context import platform_scope, tenant_scope
from tenants.fleet import needed
from tenants.fleet.bring import bring_up_to_date, note_as_it_is
from tenants.hosts import find_host, forget_hosts
from tenants.keys import client_key
from tenants.models import Client, SchemaMigration
from tenants.redis import redis
from tenants.tasks import BoundTask, ClientBehind, served_clients
from tests.tenants.fleet_cases import forget_chat

ran: list[str] = []


@shared_task(base=BoundTask)
def note(schema_name: str, word: str) -> None:
    ran.append(word)


@pytest.fixture
def behind(acme: ClientRef, globex: ClientRef) -> ClientRef:
    # No look of another test's: its name stands where the company's would.
    remembered.forget_brands()
    with tenant_scope(acme):
        redis().delete(client_key("brand"))
    forget_chat(acme.schema_name)
    note_as_it_is(acme.schema_name)
    return acme


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/hr/", "/no-such-page/"])
def test_pages_of_a_client_that_is_behind_say_so_and_those_of_others_go_on(behind, path):
    page = Browser(HTTP_HOST="acme.localhost").get(path)

    assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (503, "60", "private, no-store")
    assert "Your assistant is being updated" in page.text
    assert "Acme Corp" in page.text
    assert "password" not in page.text
    assert Browser(HTTP_HOST="globex.localhost").get("/accounts/login/").status_code == 200

    bring_up_to_date(behind.schema_name)
    assert Browser(HTTP_HOST="acme.localhost").get("/accounts/login/").status_code == 200


def test_page_is_in_the_look_that_was_last_seen_and_asks_the_schema_for_nothing(acme, django_assert_num_queries):
    with tenant_scope(acme):
        Brand.objects.create(product_name="Ask Acme", primary_colour="#1d5c4b", help_email="help@acme.example")
    browser = Browser(HTTP_HOST="acme.localhost")
    sheet = _sheet_of(browser.get("/accounts/login/"))
    css = browser.get(sheet).content
    forget_chat(acme.schema_name)
    note_as_it_is(acme.schema_name)
    browser.get("/")  # from here on the host is remembered

    with django_assert_num_queries(0):
        page = browser.get("/")
        shown = browser.get(_sheet_of(page))

    assert page.status_code == 503
    for part in ("Ask Acme", "help@acme.example", sheet):
        assert part in page.text
    assert "<img" not in page.text
    assert (shown.status_code, shown.content, shown["Cache-Control"]) == (200, css, "no-cache")
    assert browser.get("/brand/none/theme.css").status_code == 503
    assert browser.post(sheet).status_code == 503


def test_page_of_a_client_whose_look_nobody_has_seen_has_its_name_and_no_sheet(behind):
    remembered.forget_brands()
    browser = Browser(HTTP_HOST="acme.localhost")

    assert "/theme.css" not in browser.get("/").text
    assert browser.get("/brand/0a/theme.css").status_code == 503


@pytest.mark.parametrize("status", ["pending", "provisioning"])
def test_client_that_is_set_up_again_keeps_its_look(acme, status):
    with tenant_scope(acme):
        Brand.objects.create(product_name="Ask Acme", primary_colour="#1d5c4b")
    browser = Browser(HTTP_HOST="acme.localhost")
    sheet = _sheet_of(browser.get("/accounts/login/"))
    Client.objects.filter(pk=acme.id).update(status=status)
    forget_hosts()

    page = browser.get("/")

    assert (page.status_code, _sheet_of(page)) == (503, sheet)
    assert "Ask Acme" in page.text
    assert browser.get(sheet)["Content-Type"].startswith("text/css")


def _sheet_of(page) -> str:
    return re.search(r'"(/brand/[0-9a-f]+/theme\.css)"', page.text)[1]


def test_page_speaks_spanish_to_who_asks_for_it(behind):
    page = Browser(HTTP_HOST="acme.localhost", HTTP_ACCEPT_LANGUAGE="es").get("/")

    assert "Se está actualizando su asistente" in page.text


def test_programs_get_json(behind):
    answer = Browser(HTTP_HOST="acme.localhost").post("/api/v1/ask", {"question": "?"})

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert answer.json() == {
        "error": {
            "code": "unavailable",
            "message": "This company's assistant is being updated. Nothing is lost; try again in a minute.",
        }
    }


def test_closed_client_that_is_behind_is_not_entered_either(behind):
    with platform_scope():
        SchemaMigration.objects.model._meta.apps.get_model("tenants", "Client").objects.filter(
            schema_name=behind.schema_name
        ).update(status="suspended")
    hosts.forget_hosts()

    assert "being updated" in Browser(HTTP_HOST="acme.localhost").get("/").text


def test_code_that_needs_more_does_not_serve_and_older_code_beside_it_goes_on(acme, monkeypatch):
    older = needed.needed_by_clients()

    def run_as(migrations: frozenset[str]) -> bool:
        needed.code_mark.cache_clear()
        for module in ("tenants.fleet.needed", "tenants.models"):
            monkeypatch.setattr(f"{module}.needed_by_clients", lambda: migrations)
        with platform_scope():
            return find_host("acme.localhost").is_behind

    try:
        assert run_as(older) is False
        assert run_as(older | {"chat.9999_to_come"}) is True
        assert run_as(older) is False
        assert run_as(older - {sorted(older)[-1]}) is False
    finally:
        needed.code_mark.cache_clear()


def test_schema_of_which_nothing_is_written_down_is_not_entered(acme):
    SchemaMigration.objects.filter(pk=acme.schema_name).delete()

    assert Browser(HTTP_HOST="acme.localhost").get("/").status_code == 503


def test_task_is_sent_again_and_its_message_kept_until_then(behind, monkeypatch):
    ran.clear()
    sent = []
    monkeypatch.setattr(
        "celery.canvas.Signature.apply_async", lambda self: sent.append((self.task, self.args, dict(self.options)))
    )
    note.push_request(
        args=(behind.schema_name, "hello"), kwargs={}, called_directly=False, retries=2, id="1", delivery_info={}
    )
    try:
        note(behind.schema_name, "hello")
    finally:
        note.pop_request()

    [(task, arguments, options)] = sent
    assert (task, arguments) == (note.name, (behind.schema_name, "hello"))
    assert (options["countdown"], options["retries"], options["task_id"]) == (30, 2, "1")
    assert ran == []

    bring_up_to_date(behind.schema_name)
    note(behind.schema_name, "hello")
    assert ran == ["hello"]


def test_task_called_in_place_does_not_run_and_nothing_fans_out(behind):
    ran.clear()

    with pytest.raises(ClientBehind, match="lacks migrations"):
        note.delay(behind.schema_name, "hello")

    assert ran == []
    assert {client.subdomain for client in served_clients()} == {"globex"}
