"""How long HR's pages of figures take over ten million events of one client, beside the plainest page in the same run.

bin/benchmark dashboards [--events 10000000] [--days 400] [--rounds 40]

The events lie in their table, and what they come to in the tables of figures, as the release has left them: a stretch
by the hour for three days, by the day before, each with as many bits as the company has people.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from statistics import quantiles

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.core.management import call_command
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from analytics.measures import SHAPES, Family
from analytics.models import ReleasedFigure
from analytics.times import BOUNDS
from benchmarks.fleet import made, tell
from config.preload import load_pages
from tenants.context import maintenance_scope, platform_scope, tenant_scope
from tenants.models import Client, Domain

HOST = "f-0.localhost"
PLAIN = "/contacts/"
PEOPLE = 20_000
HOURS_APART = 72
WARM_UP = 3
AIM_MS = 200
# How many parts a family has, and what share of all events is of it.
PARTS = {
    Family.OUTCOME: 5,
    Family.PROOF: 3,
    Family.REFUSAL: 7,
    Family.ROUTE: 8,
    Family.LANGUAGE: 2,
    Family.CLASS: 12,
    Family.TOPIC: 60,
    Family.OPINION: 2,
    Family.FAULT: 6,
    Family.DOCUMENT: 150,
    Family.OPENED: 150,
    Family.TOOL: 25,
    Family.PAGE: 60,
    Family.ACTION: 12,
}
PAGES = [f"/hr/insights/?timeframe={key}" for key in ("24h", "7d", "30d", "90d")]
PAGES += [f"/hr/insights/{page}/?timeframe=90d" for page in ("documents", "costs")]
PAGES += ["/api/v1/analytics/usage?timeframe=90d"]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark dashboards")
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--days", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=40)
    asked = parser.parse_args(arguments)
    call_command("collectstatic", interactive=False, verbosity=0)
    load_pages()
    browser, client = _hr()
    year = timezone.localtime() - timedelta(days=asked.days - 1)
    first = year.replace(hour=0, minute=0, second=0, microsecond=0)
    with tenant_scope(client):
        _fill(asked.events, first, asked.days)
    pages = [*PAGES, f"/hr/insights/?timeframe=custom&first={first.date()}&last={timezone.localdate()}"]
    return max(_compare(path, browser, asked.rounds) for path in pages)


def _fill(events: int, first: datetime, days: int) -> None:
    begun = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO analytics_event (id, kind, name, at, person, schema_version, data)"
            " SELECT gen_random_uuid(), 'page_view', 'chat:home', %s + n * %s * interval '1 second',"
            " md5((n %% %s)::text), 1, '{}' FROM generate_series(1, %s) AS n",
            [first, days * 86400 / max(events, 1), PEOPLE, events],
        )
    tell(f"{events:,} events written in {time.monotonic() - begun:.0f} s")
    begun = time.monotonic()
    written = len(ReleasedFigure.objects.bulk_create(_figures(events, first, days), batch_size=500))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE analytics_releasedfigure")
    tell(f"{written:,} figures written in {time.monotonic() - begun:.0f} s")


def _figures(events: int, first: datetime, days: int) -> Iterator[ReleasedFigure]:
    now = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    apart_since = (now - timedelta(hours=HOURS_APART)).replace(hour=0)
    starts_at = first
    while starts_at < now:
        step = timedelta(hours=1) if starts_at >= apart_since else timedelta(days=1)
        of_it = round(events / days * (step / timedelta(days=1)))
        for family in Family:
            parts = PARTS.get(family, 1)
            for part in range(parts):
                yield _figure(
                    family, f"part-{part}" if SHAPES[family].has_parts else "", of_it // parts, starts_at, step
                )
        starts_at += step


def _figure(family: Family, part: str, count: int, starts_at: datetime, step: timedelta) -> ReleasedFigure:
    figure = ReleasedFigure(
        family=family,
        part=part,
        count=max(5, count),
        people=os.urandom(PEOPLE // 8),
        starts_at=starts_at,
        ends_at=starts_at + step,
    )
    if family is Family.QUESTIONS:
        figure.times = [random.randrange(50) for _ in BOUNDS]  # noqa: S311 - no secret
        figure.milliseconds, figure.micro_usd = sum(figure.times) * 1500, sum(figure.times) * 1700
    return figure


def _compare(path: str, browser: Browser, rounds: int) -> int:
    for _ in range(WARM_UP):
        browser.get(path), browser.get(PLAIN)
    taken = [_timed(browser, each) for _ in range(rounds) for each in (path, PLAIN)]
    with CaptureQueriesContext(connection) as queries:
        browser.get(path)
    own, plain = taken[::2], taken[1::2]
    p95 = quantiles(own, n=20)[-1]
    ratio = sum(own) / sum(plain)
    tell(
        f"{path}: median {sorted(own)[len(own) // 2]:.0f} ms, p95 {p95:.0f} ms (aim {AIM_MS}), "
        f"{ratio:.1f} x the page of contacts, {len(queries)} queries"
    )
    return int(p95 > AIM_MS)


def _timed(browser: Browser, path: str) -> float:
    begun = time.perf_counter()
    response = browser.get(path)
    assert response.status_code == 200, (path, response.status_code)  # noqa: S101
    return (time.perf_counter() - begun) * 1000


def _hr() -> tuple[Browser, Client]:
    with maintenance_scope():
        made(1)
    with platform_scope():
        client = Client.objects.get()
        Domain.objects.create(client=client, host=HOST, is_primary=True, verified_at=client.created_at)
    with tenant_scope(client.ref()):
        User.objects.bulk_create(
            User(email=f"e{number}@example.com", name="Employee", role="employee") for number in range(PEOPLE)
        )
        admin = User.objects.create_user("olive@example.com", name="Olive Owner", role="hr_admin", password=None)
        browser = Browser(HTTP_HOST=HOST)
        browser.force_login(admin)
    return browser, client.ref()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
