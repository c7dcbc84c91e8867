"""How long pages of plans take as they are served, for one person and for twenty at once, beside the plainest page.

bin/benchmark plan_pages [--users 20] [--rounds 20] [--processes 2] [--read 1]

The product is served over HTTP by processes of its own, as `deploy/serve` starts them, one for each core. The people
ask from this process, each on a connection that stays open: first each reads for about `--read` seconds before they
ask again, as people do, then each asks again as soon as their page is there, which no people do. Of the processor is
told what serving one page takes, database aside, which what else runs on the machine does not lengthen.
"""

import argparse
import http.client
import os
import random
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import quantiles

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from benchmarks.fleet import made, tell
from benchmarks.processes import PAGES_PORT, started
from benchmarks.processor import seconds_of_children
from benefits.catalogue.write import write
from benefits.models import Plan
from platform_admin.demo.catalogue import catalogue_rows
from platform_admin.demo.numbers import company
from platform_admin.seed_company import seed_contacts_of, seed_frame
from tenants.context import maintenance_scope, platform_scope, tenant_scope
from tenants.models import Client, Domain

HOST = "f-0.localhost"
WARM_UP = 5
AIM_MS = 200
CARE = "&".join(f"n-you-{service}=3&price-{service}=250" for service in ("primary", "specialist", "generic", "imaging"))


@dataclass
class Person:
    """Someone who is signed in and has one connection."""

    browser: Browser

    def __post_init__(self) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", PAGES_PORT, timeout=60)
        self._head = {"Host": HOST, "Cookie": f"{settings.SESSION_COOKIE_NAME}={self._session}"}

    @property
    def _session(self) -> str:
        return self.browser.cookies[settings.SESSION_COOKIE_NAME].value

    def ask(self, path: str) -> float:
        """Return the milliseconds until the whole page is there."""
        path, _, part = path.partition("#")
        head = {**self._head, "HX-Request": "true", "HX-Target": part} if part else self._head
        begun = time.perf_counter()
        self._line.request("GET", path, headers=head)
        answer = self._line.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return (time.perf_counter() - begun) * 1000

    def ask_often(self, path: str, rounds: int, *, read: float = 0.0) -> list[float]:
        """Return the milliseconds of each round; between two of them the page is read for about so many seconds."""
        chance = random.Random(self._session)  # noqa: S311 - no secret
        times = []
        for _ in range(rounds):
            time.sleep(read * chance.uniform(0.5, 1.5))
            times.append(self.ask(path))
        return times


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark plan_pages")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--processes", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--read", type=float, default=1.0)
    asked = parser.parse_args(arguments)
    call_command("collectstatic", interactive=False, verbosity=0)
    people, chosen = _people(asked.users)
    year = chosen.partition("&")[0]
    pages = (
        ("the page of contacts", "/contacts/"),
        ("prices", f"/plans/?{year}"),
        ("plans side by side", f"/plans/compare/?{chosen}"),
        # No other asks for a plan without an id, so this is drawn each time.
        ("plans side by side, drawn anew each time", f"/plans/compare/?{chosen}&plan="),
        ("what a usual year costs", f"/plans/cost/?{chosen}&level=typical"),
        ("what a year of one's own care costs", f"/plans/cost/?{chosen}&{CARE}"),
        ("the same, while the form is filled in", f"/plans/cost/?{chosen}&{CARE}#years"),
    )
    cores = os.sched_getaffinity(0)
    with started("config.asgi:application", PAGES_PORT, cores, processes=asked.processes) as server:
        tell(f"{asked.processes} processes of pages, {asked.users} people (aim: p95 {AIM_MS} ms)")
        for name, path in pages:
            _measure(name, path, people, asked, server)
    return 0


def _measure(name: str, path: str, people: Sequence[Person], asked: argparse.Namespace, server: int) -> None:
    with ThreadPoolExecutor(len(people)) as pool:

        def all_ask(rounds: int, *, read: float = 0.0) -> list[float]:
            return [
                one for each in pool.map(lambda one: one.ask_often(path, rounds, read=read), people) for one in each
            ]

        all_ask(WARM_UP)
        alone = people[0].ask_often(path, asked.rounds)
        reading = all_ask(asked.rounds, read=asked.read)
        begun = seconds_of_children(server)
        together = all_ask(asked.rounds)
    processor = (seconds_of_children(server) - begun) * 1000 / len(together)
    tell(
        f"{name}: alone {_told(alone)}; {len(people)} who read each for {asked.read:g} s {_told(reading)};"
        f" without a pause {_told(together)};"
        f" {processor:.0f} ms of processor, {_queries(people[0].browser, path)} queries"
    )


def _queries(browser: Browser, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        browser.get(path.partition("#")[0])
    return len(queries)


def _people(count: int) -> tuple[list[Person], str]:
    """Return people of a client that has a demo company's plans, and what asks for four plans of its last year."""
    with maintenance_scope():
        made(1)
    with platform_scope():
        client = Client.objects.get()
        Domain.objects.create(client=client, host=HOST, is_primary=True, verified_at=client.created_at)
        ref = client.ref()
    with tenant_scope(ref):
        demo = company("bluefin")
        seed_frame(demo)
        seed_contacts_of(demo)
        owner = User.objects.create_user("hr@bench.example", name="HR", role="hr_admin", password=None)
        write(catalogue_rows(demo), by=owner, review=True)
        year = max(Plan.objects.values_list("plan_year__starts_on", flat=True))
        plans = Plan.objects.filter(line="medical", plan_year__starts_on=year).select_related("plan_year")[:4]
        readers = [_reader(number, demo.people[0].class_code) for number in range(count)]
        return readers, "&".join([f"year={plans[0].plan_year.label}", *(f"plan={plan.pk}" for plan in plans)])


def _reader(number: int, class_code: str) -> Person:
    browser = Browser(HTTP_HOST=HOST)
    person = User.objects.create_user(
        f"{number}@bench.example", name="Reader", role="employee", class_code=class_code, password=None
    )
    browser.force_login(person)
    return Person(browser)


def _told(times: Sequence[float]) -> str:
    cut = quantiles(times, n=20)
    return f"p50 {cut[9]:.0f} ms, p95 {cut[18]:.0f} ms"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
