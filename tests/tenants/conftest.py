from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from accounts.models import User, secret_hash
from platform_admin.models import SupportVisit
from tenants.context import platform_scope

CLOSED_PORT = "1"


@pytest.fixture
def fetch(committed) -> Callable[..., tuple[int, dict[str, str], str]]:
    """Ask the WSGI application as a server does; the test browser leaves out the signals that end connections."""
    application = get_wsgi_application()

    def get(
        path: str = "/accounts/login/", *, host: str = "acme.localhost", cookie: str = "", query: str = ""
    ) -> tuple[int, dict[str, str], str]:
        told = {}
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": host,
            "SERVER_PORT": "80",
            "HTTP_HOST": host,
            "HTTP_COOKIE": cookie,
            "wsgi.input": BytesIO(),
            "wsgi.url_scheme": "http",
        }
        response = application(environ, lambda status, headers: told.update(status=status, headers=dict(headers)))
        body = b"".join(response).decode()
        response.close()
        return int(told["status"].split()[0]), told["headers"], body

    return get


@pytest.fixture
def stop_database(committed) -> Iterator[Callable[[], None]]:
    port = connection.settings_dict["PORT"]

    def stop() -> None:
        connection.close()
        connection.settings_dict["PORT"] = CLOSED_PORT

    yield stop
    connection.settings_dict["PORT"] = port


@pytest.fixture
def platform_browser(db, operator_browser) -> Browser:
    with platform_scope():
        opal = User.objects.create_user(
            "opal@platform.example", name="Opal", role="operator", password="opals-passphrase"
        )
    return operator_browser(opal)


@pytest.fixture
def in_support(acme, platform_browser) -> Callable[[str], Browser]:
    """Return a browser on acme's host in which an operator looks as an audience, or at HR's pages."""

    def begin(kind: str) -> Browser:
        if kind not in begun:
            facts = {"kind": kind, "client_id": acme.id, "reason": "Ticket 4711", "session_hash": secret_hash(kind)}
            times = {"opened_at": timezone.now(), "ends_at": timezone.now() + timedelta(minutes=30)}
            with platform_scope():
                SupportVisit.objects.create(operator=User.objects.get(email="opal@platform.example"), **facts, **times)
            begun[kind] = Browser(HTTP_HOST="acme.localhost")
            begun[kind].cookies[settings.SUPPORT_COOKIE_NAME] = kind
        return begun[kind]

    begun: dict[str, Browser] = {}
    return begin
