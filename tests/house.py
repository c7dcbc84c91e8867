"""The running product with its three demo companies, started as anyone would start it: once for all tests that want it.

`bin/up` starts its own engines in a folder of its own, with its real workers and relay; nothing of the
other tests' database is used.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 420


@dataclass(frozen=True)
class Person:
    url: str
    role: str
    email: str
    password: str
    class_code: str = ""
    language: str = "en"


@dataclass(frozen=True)
class House:
    """The demo installation as demo.json describes it."""

    facts: dict
    folder: Path

    def person(self, subdomain: str, role: str, **facts: str) -> Person:
        client = next(client for client in self.facts["clients"] if client["subdomain"] == subdomain)
        for person in client["people"]:
            if person["role"] == role and all(person.get(name) == value for name, value in facts.items()):
                kept = {name: person[name] for name in ("role", "email", "password", "class_code", "language")}
                return Person(url=client["url"].rstrip("/"), **kept)
        raise LookupError(f"No {role} with {facts} at {subdomain}")

    def operator(self) -> Person:
        person = self.facts["platform"]["people"][0]
        url = self.facts["platform"]["url"].split("/platform-admin")[0]
        return Person(url=url, role="operator", email=person["email"], password=person["password"])


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    room = tmp_path_factory.mktemp("room")
    # Named by bin/test, which sees to it that nothing is left behind.
    folder = Path(os.environ.get("BROWSER_DATA_DIR") or room / "house")
    log = room / "start.log"
    port = _free_port()
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "bin/start.py", "up", "--port", str(port), "--data", str(folder)],
            cwd=ROOT,
            env=kept,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_until_ready(process, port, folder, log)
        yield House(json.loads((folder / "demo.json").read_text()), folder)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def _wait_until_ready(process: subprocess.Popen, port: int, folder: Path, log: Path) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends:
        if process.poll() is not None:
            pytest.fail(f"bin/up ended with {process.returncode}:\n{log.read_text()[-3000:]}")
        if (folder / "demo.json").exists():
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                pass
        time.sleep(0.5)
    pytest.fail(f"bin/up was not ready after {START_SECONDS} s:\n{log.read_text()[-3000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
