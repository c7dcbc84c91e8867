from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection

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
