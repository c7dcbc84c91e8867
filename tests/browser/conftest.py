"""A browser for each person of the running product (tests/house.py)."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect, sync_playwright

from tests.house import House, Person

WORKING_SECONDS = 90
TOLD_CHARACTERS = 1500
TOLD_REQUESTS = 30
OPEN = pytest.StashKey[list[BrowserContext]]()
# Chromium looks its vendor's hosts up at every start; without these it does not.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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
def page_for(
    chromium: Browser, house: House, sign_ins: dict[tuple[str, str], dict], request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Return a page of a signed-in person: page_for(house.person("juniper", "employee"), width=360).

    The person's sign-in is that of earlier pages if it still holds; `is_new_device` makes one of its own.
    """
    contexts = request.node.stash[OPEN] = []

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
            page.locator("main button[type=submit]").first.click()
            page.wait_for_url(lambda address: "/accounts/login" not in address)
            if "/second-step" in page.url:
                _show_code(page, person)
            if not is_new_device:
                sign_ins[person.url, person.email] = context.storage_state()
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Tell of a test that failed what its pages showed and what the house was asked last."""
    report = yield
    if report.when == "call" and report.failed and OPEN in item.stash:
        pages = [page for context in item.stash[OPEN] for page in context.pages]
        report.sections.append(("Pages when it failed", "\n\n".join(_shown_by(page) for page in pages)))
        asked = (item.funcargs["house"].folder / "log" / "web.log").read_text(errors="replace").splitlines()
        report.sections.append(("What the house was asked last", "\n".join(asked[-TOLD_REQUESTS:])))
    return report


def _shown_by(page: Page) -> str:
    try:
        shown = page.locator("body").inner_text(timeout=2_000)[:TOLD_CHARACTERS]
    except Error as fault:
        shown = f"(nothing can be read: {fault})"
    return f"{page.url} {page.faults}\n{shown}"


def _show_code(page: Page, operator: Person) -> None:
    """Take the second step with the code that the demo shows beside the operator's password."""
    landing = page.context.new_page()
    landing.goto(operator.url)
    code = landing.locator(f"[data-code='{operator.email}']").inner_text()
    landing.close()
    page.fill("input[name=code]", code)
    page.click("main form button[type=submit]")
    page.wait_for_url(lambda address: "/second-step" not in address)


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
