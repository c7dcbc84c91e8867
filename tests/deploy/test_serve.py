"""deploy/serve, as the container runs it, on a port of this machine and with engines that are not there."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOR_EVER = "max-age=315360000, public, immutable"
# name -> how long it is kept, and as what
FILES = {
    "base.css": ("max-age=60, public", "text/css"),
    "base.0a1b2c3d4e5f.css": (FOR_EVER, "text/css"),
    "app.0a1b2c3d4e5f.js": (FOR_EVER, "text/javascript"),
    "icons.0a1b2c3d4e5f.svg": (FOR_EVER, "image/svg+xml"),
    "sans.0a1b2c3d4e5f.woff2": (FOR_EVER, "font/woff2"),
}


@contextmanager
def served(folder: Path) -> Iterator[tuple[subprocess.Popen, int]]:
    """Start it with a folder of its own; yield the process and its port."""
    (folder / "static").mkdir()
    for name in FILES:
        (folder / "static" / name).write_text("body {}")
    (folder / "static" / "staticfiles.json").write_text("{}")
    (folder / "secret-key").write_text("secret")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "SECRET_KEY": "f4b1c0" * 12,
        "DATABASE_URL": "postgresql://benefits:pw@127.0.0.1:1/benefits",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "BASE_DOMAIN": "benefits.example",
        "DATA_DIR": str(folder),
        "PORT": str(port),
    }
    process = subprocess.Popen([ROOT / "deploy" / "serve"], env=environment, cwd=ROOT)
    try:
        yield process, port
    finally:
        # Not killed: its worker would live on.
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="module")
def port(tmp_path_factory) -> Iterator[int]:
    """The port of one that is only asked."""
    with served(tmp_path_factory.mktemp("served")) as (_process, port):
        yield port


def ask(port: int, path: str, **headers: str) -> HTTPResponse:
    """Ask until the process is there, at most two minutes: a busy machine takes its time to start it."""
    deadline = time.monotonic() + 120
    while True:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path, headers=headers)
            return connection.getresponse()
        except ConnectionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def test_pages_and_static_files_are_served_and_a_stop_is_heard(tmp_path):
    with served(tmp_path) as (process, port):
        alive, ready, style = ask(port, "/livez"), ask(port, "/readyz"), ask(port, "/static/base.css")

        assert (alive.status, ready.status, style.status) == (200, 503, 200)
        assert style.read() == b"body {}"
        process.terminate()
        assert process.wait(timeout=20) == 0


def test_static_files_are_kept_by_name_and_read_as_nothing_but_what_they_are(port):
    answers = {name: ask(port, f"/static/{name}") for name in FILES}

    kept = {name: (one.headers["Cache-Control"], one.headers.get_content_type()) for name, one in answers.items()}
    assert kept == FILES
    for answer in answers.values():
        assert answer.read() == b"body {}"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_static_file_that_has_not_changed_is_not_sent_again(port):
    first = ask(port, "/static/base.css")

    again = ask(port, "/static/base.css", **{"If-None-Match": first.headers["ETag"]})

    assert (again.status, again.read()) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/static/gone.css",
        "/static/",
        "/static/staticfiles.json",
        "/static/../secret-key",
        "/static/%2e%2e/secret-key",
        "/static//../secret-key",
    ],
)
def test_what_is_no_static_file_is_not_found_and_says_nothing(port, path):
    assert ask(port, "/static/base.css").status == 200

    answer = ask(port, path)

    assert (answer.status, answer.read()) == (404, b"Not found\n")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_page_is_served_while_more_streams_are_open_than_a_server_takes_by_default(port):
    assert ask(port, "/livez").status == 200
    # Each has begun to ask and is not through, as one that waits for its next event.
    with ExitStack() as opened:
        for _ in range(1_100):
            one = opened.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
            one.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n")

        assert ask(port, "/livez").status == 200
