"""What a company's own look costs a page, and how soon a saved one is on the next.

bin/benchmark theme [--rounds 300]

A page in the company's look and the same page without one are asked for in turn, so that whatever else the machine
does falls on both. Then the style sheet alone, as a process has it and as it works it out anew, and a save followed by
a page.
"""

import argparse
import math
import re
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from statistics import median
from unittest.mock import patch

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.core.management import call_command
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from benchmarks.fleet import made, tell
from branding.house import House
from branding.look import change_look
from branding.theme import theme_of
from config.preload import load_pages
from tenants.context import maintenance_scope, platform_scope, tenant_scope
from tenants.models import Client, Domain

HOST = "f-0.localhost"
LOOK = {"product_name": "Ask F", "font": "inter", "primary_colour": "#1d5c4b", "secondary_colour": "#a8682c"}
WARM_UP = 20


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark theme")
    parser.add_argument("--rounds", type=int, default=300)
    rounds = parser.parse_args(arguments).rounds
    call_command("collectstatic", interactive=False, verbosity=0)
    load_pages()
    browser = _owner_of_a_client()
    compare("sign-in page", Browser(HTTP_HOST=HOST), "/accounts/login/", rounds)
    compare("first page", browser, "/", rounds)
    address = _theme_address(browser)
    known = [_timed(browser, address) for _ in range(rounds)]
    tell(f"style sheet, known to the process: {_told(known)} (aim: p95 20 ms)")
    tell(f"style sheet, worked out anew: {_told([_anew(browser, address) for _ in range(rounds)])}")
    tell(
        f"save, then a page and its sheet in the new color: {_told([_saved(browser, n) for n in range(rounds // 10)])}"
    )
    return 0


def compare(name: str, browser: Browser, path: str, rounds: int) -> None:
    """Ask for the page with and without a look in turn, and tell what the look adds."""
    for _ in range(WARM_UP):
        browser.get(path)
    own, plain = [], []
    for _ in range(rounds):
        own.append(_timed(browser, path))
        plain.append(_timed(browser, path, _without_look()))
    added = [one - other for one, other in zip(own, plain, strict=True)]
    queries = _queries(browser, path) - _queries(browser, path, _without_look())
    tell(
        f"{name}: {_told(own)} in the company's look, {_told(plain)} without; the look adds {median(added):.2f} ms "
        f"(aim 5) and {queries} more queries (aim at most 1)"
    )


def _owner_of_a_client() -> Browser:
    with maintenance_scope():
        made(1)
    with platform_scope():
        client = Client.objects.get()
        Domain.objects.create(client=client, host=HOST, is_primary=True, verified_at=client.created_at)
        ref = client.ref()
    browser = Browser(HTTP_HOST=HOST)
    with tenant_scope(ref):
        change_look(LOOK, by=None)
        browser.force_login(User.objects.create_user("bench@example.com", name="Bench", role="hr_admin", password=None))
    return browser


def _without_look() -> AbstractContextManager:
    """Let the page have the client's name and nothing else of it: no row is read, no sheet is named."""
    return patch.object(House, "row", None)


def _timed(browser: Browser, path: str, within: AbstractContextManager | None = None) -> float:
    """Return the milliseconds of one answer."""
    with within or nullcontext():
        return _milliseconds(lambda: browser.get(path))


def _anew(browser: Browser, address: str) -> float:
    theme_of.cache_clear()
    return _timed(browser, address)


def _saved(browser: Browser, number: int) -> float:
    """Save another color; return how long that, the next page and its style sheet took together."""
    colour = f"#{0x102030 + number * 0x010203:06x}"

    def save_and_look() -> object:
        browser.post("/hr/company/look/", LOOK | {"primary_colour": colour, "appearance": "device"})
        sheet = browser.get(_theme_address(browser))
        if f"--accent-line: {colour};" not in sheet.text:
            raise RuntimeError(f"The page after the save of {colour} is not in it.")
        return sheet

    return _milliseconds(save_and_look)


def _theme_address(browser: Browser) -> str:
    return re.search(r"/brand/[0-9a-f]+/theme\.css", browser.get("/").text)[0]


def _queries(browser: Browser, path: str, within: AbstractContextManager | None = None) -> int:
    with within or nullcontext(), CaptureQueriesContext(connection) as asked:
        browser.get(path)
    return len(asked)


def _milliseconds(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    response = ask()
    taken = 1000 * (time.perf_counter() - began)
    if response.status_code != 200:
        raise RuntimeError(f"{response.request['PATH_INFO']} was answered with {response.status_code}.")
    return taken


def _told(times: Sequence[float]) -> str:
    worst_of_most = sorted(times)[max(0, math.ceil(0.95 * len(times)) - 1)]
    return f"p50 {median(times):.1f} ms, p95 {worst_of_most:.1f} ms of {len(times)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
