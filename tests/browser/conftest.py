"""The running product, started as anyone would start it, and a browser for each person.

`bin/up` starts its own engines in a folder of its own, with its real workers and relay; nothing of the
other tests' database is used.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 420
WORKING_SECONDS = 90
# Chromium looks its vendor's hosts up at every start; without these it does not.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    # Not for the whole run: while it is open an event loop counts as running, and Django then refuses its ORM.
    path = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sign_ins() -> dict[tuple[str, str], dict]:
    """The cookies of each person's last sign-in: to sign in anew for every page would meet the limit for guessing."""
    return {}


@pytest.fixture
def page_for(chromium: Browser, house: House, sign_ins: dict[tuple[str, str], dict]) -> Iterator[Callable[..., Page]]:
    """Return a page of a signed-in person: page_for(house.person("juniper", "employee"), width=360).

    The person's sign-in is that of earlier pages if it still holds; `is_new_device` makes one of its own.
    """
    contexts = []

    def open_page(
        person: Person | None = None,
        *,
        url: str = "",
        width: int = 1280,
        height: int = 900,
        is_new_device: bool = False,
        **facts: object,
    ) -> Page:
        if person and not is_new_device:
            facts["storage_state"] = sign_ins.get((person.url, person.email))
        context = chromium.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **facts)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda line: page.faults.append(line.text) if line.type == "error" else None)
        if person is None:
            page.goto(url)
            return page
        page.goto(f"{person.url}/accounts/login/")
        if "/accounts/login" in page.url:
            page.fill("input[name=login]", person.email)
            page.fill("input[name=password]", person.password)
            page.click("main button[type=submit]")
            page.wait_for_url(lambda address: "/accounts/login" not in address)
            if not is_new_device:
                sign_ins[person.url, person.email] = context.storage_state()
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def answer_to() -> Callable[[Page, str], Locator]:
    """Ask a question on the page and return its finished answer."""

    def ask(page: Page, text: str) -> Locator:
        page.fill("#question", text)
        page.locator("[data-composer] button[type=submit]").click()
        answers = page.locator("div.answer")
        expect(answers.last).to_be_visible()
        expect(page.locator("[data-live-kind=answer]")).to_have_count(0, timeout=WORKING_SECONDS * 1000)
        return answers.last

    return ask
