"""deploy/serve, as the container runs it, on a port of this machine and with engines that are not there."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def serve(port, tmp_path) -> Iterator[subprocess.Popen]:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "base.css").write_text("body {}")
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "SECRET_KEY": "f4b1c0" * 12,
        "DATABASE_URL": "postgresql://benefits:pw@127.0.0.1:1/benefits",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "BASE_DOMAIN": "benefits.example",
        "DATA_DIR": str(tmp_path),
        "PORT": str(port),
    }
    served = subprocess.Popen([ROOT / "deploy" / "serve"], env=environment, cwd=ROOT)
    yield served
    served.kill()
    served.wait()


def ask(port: int, path: str) -> HTTPResponse:
    """Ask until the process is there, at most 30 seconds."""
    deadline = time.monotonic() + 30
    while True:
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10)
        except urllib.error.HTTPError as told:
            return told
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def test_pages_and_static_files_are_served_and_a_stop_is_heard(serve, port):
    alive, ready, style = ask(port, "/livez"), ask(port, "/readyz"), ask(port, "/static/base.css")

    assert (alive.status, ready.status, style.status) == (200, 503, 200)
    assert style.read() == b"body {}"
    assert style.headers["Cache-Control"] == "max-age=31536000"
    serve.terminate()
    assert serve.wait(timeout=20) == 0
