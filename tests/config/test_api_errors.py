"""What programs are told, whoever refuses them: one form for every error, on a client's host and the platform's."""

import asyncio
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client as Browser
from django.utils import timezone

from accounts.api_keys import create_api_key
from accounts.models import ApiKey
from config import asgi
from platform_admin.models import PlatformKey
from tenants.binding import ClientRef
from tenants.context import platform_scope, tenant_scope

HOSTS = {"client": ("acme.localhost", "/api/v1/", "ask"), "platform": ("localhost", "/api/v1/platform/", "clients")}


@pytest.fixture(params=HOSTS)
def at(request, acme: ClientRef) -> tuple[Browser, str, str]:
    """Return a program with a key for one of the two APIs, where that is, and a name in it that takes JSON."""
    host, beginning, name = HOSTS[request.param]
    kind, scope = (ApiKey, tenant_scope(acme)) if request.param == "client" else (PlatformKey, platform_scope())
    with scope:
        made = create_api_key(
            name="Tests",
            scopes=kind.Scope.values,
            valid_for=timedelta(days=1),
            created_by=None,
            now=timezone.now(),
            kind=kind,
        )
    program = Browser(HTTP_HOST=host, HTTP_AUTHORIZATION=f"Bearer {made.secret}", raise_request_exception=False)
    return program, beginning, name


def told(answer) -> tuple[int, str, str]:
    """Return status, code and sentence of an error, which is JSON and has both."""
    assert answer["Content-Type"].startswith("application/json")
    error = answer.json()["error"]
    assert error["message"]
    return answer.status_code, error["code"], error["message"]


@pytest.mark.parametrize("path", ["nothing", "nothing/here/", ""])
@pytest.mark.parametrize("method", ["get", "post"])
def test_address_that_is_none(at, method, path):
    program, beginning, _ = at

    assert told(getattr(program, method)(beginning + path))[:2] == (404, "not_found")


def test_method_that_an_address_does_not_take(at):
    program, beginning, name = at

    answer = program.delete(beginning + name)

    assert told(answer)[:2] == (405, "method_not_allowed")
    assert answer["Allow"] in answer.json()["error"]["message"]
    assert "POST" in answer["Allow"]


def test_body_over_the_limit(at, settings):
    program, beginning, name = at
    body = json.dumps({"question": "?" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE})

    answer = program.post(beginning + name, body, content_type="application/json", HTTP_IDEMPOTENCY_KEY="once")

    assert told(answer) == (413, "too_large", "What was sent is larger than 2 MB. Send less at once.")


def test_key_that_is_none_and_fields_that_cannot_be_used(at):
    program, beginning, name = at

    refused = program.post(beginning + name, "{}", content_type="application/json", HTTP_AUTHORIZATION="Bearer none")
    empty = program.post(beginning + name, "{}", content_type="application/json", HTTP_IDEMPOTENCY_KEY="once")

    assert (told(refused)[:2], told(empty)[:2]) == ((401, "unauthenticated"), (422, "invalid"))


@pytest.mark.parametrize(
    ("fault", "status", "code"), [(ValueError, 500, "failed"), (OperationalError, 503, "unavailable")]
)
def test_fault_of_ours(at, monkeypatch, fault, status, code):
    program, beginning, name = at

    def fail(*args: object, **kwargs: object) -> None:
        raise fault

    monkeypatch.setattr("accounts.api_auth.find_api_key", fail)

    assert told(program.post(beginning + name, "{}", content_type="application/json"))[:2] == (status, code)


def test_document_that_is_none(acme):
    with tenant_scope(acme):
        made = create_api_key(
            name="Tests", scopes=["documents"], valid_for=timedelta(days=1), created_by=None, now=timezone.now()
        )

    answer = Browser(HTTP_HOST="acme.localhost", HTTP_AUTHORIZATION=f"Bearer {made.secret}").get(
        f"/api/v1/documents/{uuid4()}"
    )

    assert told(answer)[:2] == (404, "not_found")


def test_pages_are_told_as_pages(acme):
    answer = Browser(HTTP_HOST="acme.localhost").get("/nothing/")

    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")


@pytest.mark.parametrize(("path", "kind"), [("/api/v1/documents", "application/json"), ("/hr/", "text/plain")])
def test_body_that_is_refused_before_any_page(monkeypatch, path, kind):
    monkeypatch.setattr(asgi, "BODY_MOST_BYTES", 10)
    sent = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"12345678", "more_body": True}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    asyncio.run(asgi.application({"type": "http", "path": path}, receive, send))

    begun, body = sent
    assert (begun["status"], dict(begun["headers"])[b"content-type"].decode().partition(";")[0]) == (413, kind)
    if kind == "application/json":
        assert json.loads(body["body"])["error"]["code"] == "too_large"
