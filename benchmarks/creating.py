"""From the form of a new client to the first page that it serves, with spare schemas in stock and without.

bin/benchmark creating [--rounds 20] [--many 200] [--at-once 4]

Browsers are threads of this process; one worker of its own does what the product's does. At the end every client of
the burst is asked for its page once more, and whatever is half made or there twice is counted.
"""

import argparse
import logging
import math
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median

from django.core.management import call_command
from django.db import connection
from django.test import Client as Browser

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from accounts.models import Invitation, User
from benchmarks.workers import wait_for
from platform_admin.second_factor.demo import give_played_app
from platform_admin.spares import stock_spares
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client, Domain, SpareSchema
from tenants.schemas import drop_schema
from tenants.second_factor import SHOWN_BY

PATIENCE_SECONDS = 180.0
LOOK_SECONDS = 0.1  # each look makes a page, which takes the processor from whoever makes the client


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark creating")
    parser.add_argument("--rounds", type=int, default=20, help="clients one after the other, in each way")
    parser.add_argument("--many", type=int, default=200, help="clients of the burst")
    parser.add_argument("--at-once", type=int, default=4)
    asked = parser.parse_args(arguments)
    call_command("collectstatic", interactive=False, verbosity=0)
    logging.disable(logging.ERROR)  # a page that is not there yet is what is waited for
    session = operator_session()
    with platform_scope(), started_worker(spares=2):
        create(session, "warm-up")
        with_stock = []
        for number in range(asked.rounds):
            wait_for(lambda: SpareSchema.objects.exists(), seconds=PATIENCE_SECONDS)
            with_stock.append(create(session, f"stock-{number}"))
        show(f"with a spare schema   {told(with_stock)}; load {os.getloadavg()[0]:.1f}")
        burst_began = time.monotonic()
        with ThreadPoolExecutor(asked.at_once) as browsers:
            burst = list(browsers.map(lambda n: create_and_close(session, f"burst-{n}"), range(asked.many)))
        burst_seconds = time.monotonic() - burst_began
        show(f"{asked.at_once} at once             {told(burst)}; load {os.getloadavg()[0]:.1f}")
    with platform_scope():
        empty_stock()
        with started_worker(spares=0):
            create(session, "warm-up-2")
            without = [create(session, f"bare-{number}") for number in range(asked.rounds)]
        show(f"without               {told(without)}; load {os.getloadavg()[0]:.1f}")
        half_made, twice = count_faults()
    show(f"{asked.many} clients in {burst_seconds:.0f} s; half made: {half_made}, twice: {twice}")
    return 0 if not half_made and not twice else 1


def show(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def told(seconds: Sequence[float]) -> str:
    return f"p50 {median(seconds):.2f} s, p95 {p95(seconds):.2f} s, worst {max(seconds):.2f} s of {len(seconds)}"


def p95(seconds: Sequence[float]) -> float:
    return sorted(seconds)[max(0, math.ceil(0.95 * len(seconds)) - 1)]


def create(session: str, subdomain: str) -> float:
    """Send the form and return after how many seconds the client serves its first page."""
    portal, visitor = Browser(HTTP_HOST="localhost"), Browser(HTTP_HOST=f"{subdomain}.localhost")
    portal.cookies["session"] = session
    told = {
        "name": f"Client {subdomain}",
        "subdomain": subdomain,
        "owner_email": "owner@example.com",
        "tier": "starter",
    }
    began = time.monotonic()
    response = portal.post("/platform-admin/clients/new/", told)
    if response.status_code != 302 or not Client.objects.filter(subdomain=subdomain).exists():
        raise RuntimeError(f"The form of {subdomain} was answered with {response.status_code} {response.headers}.")
    while visitor.get("/accounts/login/").status_code != 200:
        if time.monotonic() - began > PATIENCE_SECONDS:
            with platform_scope():
                client = Client.objects.get(subdomain=subdomain)
            raise TimeoutError(f"{subdomain} is {client.status} after {PATIENCE_SECONDS:.0f} s. {client.failure}")
        time.sleep(LOOK_SECONDS)
    return time.monotonic() - began


def create_and_close(session: str, subdomain: str) -> float:
    try:
        return create(session, subdomain)
    finally:
        connection.close()


def count_faults() -> tuple[int, int]:
    """Return how many clients are not whole, and how many subdomains or hosts are there more than once."""
    clients = list(Client.objects.all())
    half_made = 0
    for client in clients:
        page = Browser(HTTP_HOST=f"{client.subdomain}.localhost").get("/accounts/login/")
        with tenant_scope(client.ref()):
            invitations = Invitation.objects.count()
        is_whole = client.status == "active" and not client.failure and page.status_code == 200 and invitations == 1
        half_made += not is_whole
    names = Counter(client.subdomain for client in clients)
    schemas = Counter(client.schema_name for client in clients)
    twice = sum(number - 1 for number in (*names.values(), *schemas.values()))
    return half_made, twice + abs(Domain.objects.count() - len(clients))


def empty_stock() -> None:
    for spare in SpareSchema.objects.all():
        drop_schema(spare.schema_name)
        spare.delete()


@contextmanager
def started_worker(*, spares: int) -> Iterator[None]:
    """Start the worker that makes clients, as bin/embedded/programs.py has it, and fill its stock."""
    command = (
        sys.executable,
        "-m",
        "celery",
        "--quiet",
        "-A",
        "config",
        "worker",
        "-Q",
        "answers,default",
        "-P",
        "threads",
    )
    quiet = ("-c", "16", "-n", f"creating-{spares}@%h", "--without-gossip", "--without-mingle", "--without-heartbeat")
    running = subprocess.Popen(
        (*command, *quiet),
        env={**os.environ, "SPARE_SCHEMAS": str(spares)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        if spares:
            stock_spares()
        yield
    finally:
        running.terminate()
        running.wait(timeout=60)


def operator_session() -> str:
    """Make an operator and return the cookie of a session in which a second factor was shown."""
    with platform_scope():
        operator = User.objects.create_user("bench@example.com", name="Bench", role="operator", password=None)
        browser = Browser(HTTP_HOST="localhost")
        give_played_app(operator)
        browser.force_login(operator)
        session = browser.session
        session[SHOWN_BY] = str(operator.pk)
        session.save()
        return browser.cookies["session"].value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
