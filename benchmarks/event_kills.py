"""Kill pages and worker at random moments while people look at pages, and hold what was counted against what was sent.

bin/benchmark event_kills [--kills 100] [--people 20]

Pages and worker are started as bin/up starts them and killed with SIGKILL, one or the other, some seconds apart. Redis
itself counts what was ever added to streams. Told are pages that were seen whole, events sent, events and
rollups counted; the last three must be equal.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.conf import settings
from django.core.management import call_command
from django.db.models import Sum
from django.test import Client as Browser
from django.utils import timezone

from accounts.models import User
from analytics.models import Event, Rollup
from analytics.rollups.rebuild import rebuild
from analytics.tasks import flush_events
from tenants import event_stream
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tenants.redis import redis
from tests.tenants.race import racing_clients

PORT = 8174
PAGES = ("-m", "granian", "--interface", "asgi", "--workers", "1", "--no-ws", "--log-level", "critical")
WORKER = ("-m", "celery", "--quiet", "-A", "config", "worker", "-Q", "default", "-P", "threads", "-c", "4")
QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "CRITICAL")
FLUSH_SECONDS = 0.5
PATIENCE_SECONDS = 180


@dataclass
class Seen:
    """What the people who look at pages have seen."""

    pages: int = 0
    asked: int = 0
    is_over: bool = False
    status: int = 0  # of the last page
    lock: threading.Lock = field(default_factory=threading.Lock)


class Killable:
    """A process that is started again whenever it was killed."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = [sys.executable, *command]
        self._process = self._started()
        self.kills = 0

    def kill(self) -> None:
        # The group: granian's worker and the process that looks after it go together, as with a machine.
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = self._started()
        self.kills += 1

    def end(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _started(self) -> subprocess.Popen:
        return subprocess.Popen(self._command, start_new_session=True, stderr=subprocess.DEVNULL)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark event_kills")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--people", type=int, default=20)
    options = parser.parse_args(arguments)
    call_command("collectstatic", interactive=False, verbosity=0)
    with racing_clients(1) as (contestant,):
        return _run(contestant.client, options.kills, options.people)


def _run(client: ClientRef, kills: int, people: int) -> int:
    pages = Killable([*PAGES, "--host", "127.0.0.1", "--port", str(PORT), "config.asgi:application"])
    worker = Killable([*WORKER, *QUIET])
    before, seen, chance = _added(), Seen(), random.Random(7)  # noqa: S311  (nothing secret)
    threads = [threading.Thread(target=_look, args=(client, cookie, seen)) for cookie in _cookies(client, people)]
    threads.append(threading.Thread(target=_flush_now_and_then, args=(seen,)))
    try:
        for thread in threads:
            thread.start()
        _wait_until_seen(seen)
        while pages.kills + worker.kills < kills:
            time.sleep(chance.uniform(0, 3))
            killed = chance.choice([pages, worker])
            killed.kill()
            if killed is pages:
                _wait_until_seen(seen)
            else:
                _wait_until_more_are_counted(client)
        _wait_until_seen(seen)
        seen.is_over = True
        for thread in threads:
            thread.join()
        _wait_until_counted(client)
    finally:
        seen.is_over = True
        pages.end()
        worker.end()
    return _tell(client, seen, pages.kills, worker.kills, before)


def _wait_until_seen(seen: Seen) -> None:
    """Wait until the pages, started anew, are there again."""
    before, ends_at = seen.pages, time.monotonic() + PATIENCE_SECONDS
    while seen.pages < before + 5:
        if time.monotonic() > ends_at:
            raise SystemExit(f"No page came for {PATIENCE_SECONDS} seconds; the last status was {seen.status}.")
        time.sleep(0.1)


def _wait_until_more_are_counted(client: ClientRef) -> None:
    """Wait until the worker, started anew, is at work again."""
    ends_at = time.monotonic() + PATIENCE_SECONDS
    with tenant_scope(client):
        before = Event.objects.count()
        while Event.objects.count() == before and time.monotonic() < ends_at:
            time.sleep(0.2)


def _look(client: ClientRef, cookie: str, seen: Seen) -> None:
    headers = {
        "Host": f"{client.subdomain}.{settings.BASE_DOMAIN}",
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}",
    }
    while not seen.is_over:
        with seen.lock:
            seen.asked += 1
        line = HTTPConnection("127.0.0.1", PORT, timeout=20)
        try:
            line.request("GET", "/history/", headers=headers)
            response = line.getresponse()
            seen.status = response.status
            is_whole = response.status == 200 and response.read().rstrip().endswith(b"</html>")
        except (OSError, HTTPException):
            is_whole = False
            time.sleep(0.2)
        finally:
            line.close()
        with seen.lock:
            seen.pages += is_whole
        time.sleep(0.1)


def _flush_now_and_then(seen: Seen) -> None:
    while not seen.is_over:
        flush_events.delay()
        time.sleep(FLUSH_SECONDS)


def _wait_until_counted(client: ClientRef) -> None:
    ends_at = time.monotonic() + PATIENCE_SECONDS
    while event_stream.how_many_wait(client.schema_name) and time.monotonic() < ends_at:
        flush_events.delay()
        time.sleep(1)


def _tell(client: ClientRef, seen: Seen, page_kills: int, worker_kills: int, before: int) -> int:
    sent = _added() - before
    with tenant_scope(client):
        stored = Event.objects.count()
        hours = Rollup.objects.filter(family="active", grain="h").aggregate(sum=Sum("count"))["sum"] or 0
        days = Rollup.objects.filter(family="active", grain="d").aggregate(sum=Sum("count"))["sum"] or 0
        differences = len(list(rebuild(now=timezone.now(), mend=False)))
    say(f"{page_kills} kills of pages, {worker_kills} of the worker")
    say(f"pages seen whole: {seen.pages:,} of {seen.asked:,} asked for")
    say(f"events sent: {sent:,}; stored {stored:,}; counted by the hour {hours:,}, by the day {days:,}")
    say(f"rows that differ from a recount: {differences}")
    # A page's event is sent behind it: of each that was killed then, one a thread may be missing.
    unsent = max(seen.pages - sent, 0)
    say(f"pages seen whose event was not sent: at least {unsent}")
    is_right = sent == stored == hours == days and sent <= seen.asked and not differences
    is_right = is_right and unsent <= page_kills * settings.PAGE_THREADS
    say("nothing lost, nothing doubled" if is_right else "WRONG")
    return 0 if is_right else 1


def _added() -> int:
    """Return how many entries Redis has ever added to streams; nothing else does so meanwhile."""
    return redis().info("commandstats").get("cmdstat_xadd", {}).get("calls", 0)


def _cookies(client: ClientRef, people: int) -> list[str]:
    cookies = []
    with tenant_scope(client):
        for number in range(people):
            person = User.objects.create_user(f"looker-{number}@racing.example", name="Looker", role="employee")
            browser = Browser(HTTP_HOST=f"{client.subdomain}.{settings.BASE_DOMAIN}")
            browser.force_login(person)
            cookies.append(browser.cookies[settings.SESSION_COOKIE_NAME].value)
    return cookies


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
