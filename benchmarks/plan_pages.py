"""How long plans side by side take, for one person and for twenty at once, beside the plainest page in the same run.

bin/benchmark plan_pages [--users 20] [--rounds 20]

The plans are those of a demo company. All users ask in one process, so its lock is shared by all: a server with a
process for each core answers sooner.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import quantiles
from uuid import UUID

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.core.management import call_command
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from benchmarks.fleet import made, tell
from benefits.catalogue.write import write
from benefits.models import Plan
from config.preload import load_pages
from platform_admin.demo.catalogue import catalogue_rows
from platform_admin.demo.numbers import company
from platform_admin.seed_company import seed_contacts_of, seed_frame
from tenants.context import maintenance_scope, platform_scope, tenant_scope
from tenants.models import Client, Domain

HOST = "f-0.localhost"
PLAIN = "/contacts/"
WARM_UP = 5


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark plan_pages")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args(arguments)
    call_command("collectstatic", interactive=False, verbosity=0)
    load_pages()
    browsers, year, plans = _readers(asked.users)
    chosen = "&".join([f"year={year}", *(f"plan={pk}" for pk in plans)])
    for name, path in (
        ("plans side by side", f"/plans/compare/?{chosen}"),
        ("plans side by side, drawn anew each time", f"/plans/compare/?{chosen}&plan="),
        ("what a year costs", f"/plans/cost/?{chosen}&level=typical"),
        ("prices", f"/plans/?year={year}"),
    ):
        _compare(name, path, browsers, asked.rounds)
    return 0


def _compare(name: str, path: str, browsers: Sequence[Browser], rounds: int) -> None:
    for browser in browsers[:WARM_UP]:
        browser.get(path), browser.get(PLAIN)
    alone = [_timed(browsers[0], each) for _ in range(rounds) for each in (path, PLAIN)]
    processor = _processor_time(browsers[0], path, rounds) / _processor_time(browsers[0], PLAIN, rounds)
    with CaptureQueriesContext(connection) as queries:
        browsers[0].get(path)
    with ThreadPoolExecutor(len(browsers)) as pool:
        together = [
            one for each in pool.map(lambda one: [_timed(one, path) for _ in range(rounds)], browsers) for one in each
        ]
    own, plain = alone[::2], alone[1::2]
    tell(
        f"{name}: alone {_told(own)}, {sum(own) / sum(plain):.1f} x the page of contacts, "
        f"{processor:.1f} x its processor time; {len(queries)} queries; "
        f"{len(browsers)} at once {_told(together)} (aim: p95 200 ms)"
    )


def _readers(count: int) -> tuple[list[Browser], str, list[UUID]]:
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
        return readers, plans[0].plan_year.label, [plan.pk for plan in plans]


def _reader(number: int, class_code: str) -> Browser:
    browser = Browser(HTTP_HOST=HOST)
    person = User.objects.create_user(
        f"{number}@bench.example", name="Reader", role="employee", class_code=class_code, password=None
    )
    browser.force_login(person)
    return browser


def _timed(browser: Browser, path: str) -> float:
    """Return the milliseconds of one answer."""
    begun = time.perf_counter()
    answer = browser.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return (time.perf_counter() - begun) * 1000


def _processor_time(browser: Browser, path: str, rounds: int) -> float:
    """Return the seconds that this process works on it: what else runs on the machine does not count."""
    begun = time.process_time()
    for _ in range(rounds):
        _timed(browser, path)
    return time.process_time() - begun


def _told(times: Sequence[float]) -> str:
    cut = quantiles(times, n=20)
    return f"p50 {cut[9]:.0f} ms, p95 {cut[18]:.0f} ms"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
