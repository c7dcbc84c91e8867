"""A page over the real ASGI application: what is asked, as a page is told it, and a reader who may leave meanwhile."""

import asyncio

import pytest
from a2wsgi import WSGIMiddleware
from django.test import RequestFactory

from accounts.adapter import AccountAdapter
from config import asgi

ASKED = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [], "http_version": "1.1"}


@pytest.fixture
def told(monkeypatch):
    """Return what a page is told of a request with these headers or this query."""

    def tell(**asked: object) -> dict[str, object]:
        environs = []

        def page(environ, start_response) -> list[bytes]:
            environs.append(environ)
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [b"made"]

        async def receive() -> dict:
            if environs:
                await asyncio.sleep(3600)
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict) -> None:
            pass

        monkeypatch.setattr(asgi, "threaded_pages", WSGIMiddleware(page, workers=1))
        asyncio.run(asyncio.wait_for(asgi.application({**ASKED, **asked}, receive, send), timeout=5))
        return environs[0]

    return tell


def test_visitor_adds_nothing_to_what_the_proxy_says_of_the_visitor(told, settings):
    """To WSGI an underscore is a hyphen, and a proxy passes both on; the last address counts."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    headers = [
        (b"host", b"acme.localhost"),
        (b"x-forwarded-for", b"203.0.113.7"),
        *((name, b"198.51.100.1") for name in (b"x_forwarded_for", b"x-forwarded_for", b"x_forwarded-for")),
        (b"x_real_ip", b"198.51.100.1"),
    ]

    environ = told(headers=headers)

    request = RequestFactory().get("/", **{name: environ[name] for name in environ if name.startswith("HTTP_")})
    assert AccountAdapter().get_client_ip(request) == "203.0.113.7"
    assert {name for name in environ if name.startswith("HTTP_")} == {"HTTP_HOST", "HTTP_X_FORWARDED_FOR"}


def test_query_that_is_not_ascii_is_escaped(told):
    environ = told(query_string="q=señal&x=%20a+b".encode() + b"\xff")

    assert environ["QUERY_STRING"] == "q=se%C3%B1al&x=%20a+b%FF"


def test_whether_the_reader_leaves_is_listened_for_while_the_page_is_made(monkeypatch):
    """granian logs a fault with every message sent to a reader who left, unless somebody listens for it."""

    def page(environ, start_response) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"made"]

    monkeypatch.setattr(asgi, "threaded_pages", WSGIMiddleware(page, workers=1))
    asked, heard, ended = [], [], []

    async def receive() -> dict:
        asked.append("message")
        if len(asked) == 1:
            return {"type": "http.request", "body": b"", "more_body": False}
        try:
            await asyncio.sleep(3600)
        finally:
            ended.append("listening")

    async def send(message: dict) -> None:
        heard.append((message["type"], len(asked)))

    asyncio.run(asyncio.wait_for(asgi.application(ASKED, receive, send), timeout=5))

    assert heard[0] == ("http.response.start", 2)
    assert ended == ["listening"]
