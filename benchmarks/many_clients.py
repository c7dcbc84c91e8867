"""What a page costs with a thousand clients: the operators' lists, and one page of a client that nobody asked before.

bin/benchmark many_clients [--clients 1000] [--rounds 100]

Every client has a schema, terms, sixty days of counts and figures. The operators' pages are asked one after the other;
then the sign-in page of each client once, which is the first that this process has of it; then that of one client time
and again, in turn with that of another client each time.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.core.management import call_command
from django.test import Client as Browser
from django.utils import timezone

from benchmarks.creating import operator_session, p95
from benchmarks.creating import told as told_seconds
from benchmarks.fleet import made, tell
from branding.models import Brand
from config.preload import load_pages
from platform_admin.models import ClientDay, ClientFigures, Period, Subscription
from tenants.context import maintenance_scope, platform_scope, tenant_scope
from tenants.models import Client, Domain

DAYS = 60
TROUBLED = 0.1  # of the clients: named on the overview
PAGES = {
    "overview": "/platform-admin/",
    "list": "/platform-admin/clients/",
    "list, sorted by cost": "/platform-admin/clients/?sort=-cost",
    "list, page 20": "/platform-admin/clients/?page=20",
    "list, searched": "/platform-admin/clients/?q=f-7",
}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark many_clients")
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=100)
    asked = parser.parse_args(arguments)
    call_command("collectstatic", interactive=False, verbosity=0)
    load_pages()
    chance = random.Random(7)  # noqa: S311 - no secret
    with maintenance_scope():
        made(asked.clients)
    with platform_scope():
        clients = list(Client.objects.all())
        _fill(clients, chance)
        portal = Browser(HTTP_HOST="localhost")
        portal.cookies["session"] = operator_session()
    for name, path in PAGES.items():
        times = [_seconds(lambda path=path: portal.get(path)) for _ in range(asked.rounds)]
        tell(f"{name}: {told_seconds(times)} (aim: p95 0.20 s)")
    always, others = clients[0], clients[1:]
    tell(f"every client's first page: {told_seconds([_sign_in_page(client) for client in clients])}")
    pairs = [(_sign_in_page(always), _sign_in_page(chance.choice(others))) for _ in range(asked.rounds)]
    one, another = zip(*pairs, strict=True)
    tell(f"one client always: {told_seconds(one)}; another each time: {told_seconds(another)}")
    tell(f"p95 of a random one of {asked.clients}: {p95(another) / p95(one):.2f} times that of one (aim 1.5)")
    return 0


def _fill(clients: Sequence[Client], chance: random.Random) -> None:
    today = timezone.now().date()
    Domain.objects.bulk_create(
        Domain(client=client, host=f"{client.subdomain}.localhost", is_primary=True, verified_at=timezone.now())
        for client in clients
    )
    for client in clients:
        ClientDay.objects.bulk_create(
            ClientDay(
                client=client,
                day=today - timedelta(days=number),
                active=chance.randint(0, 90),
                active_30=chance.randint(90, 300),
                messages=chance.randint(0, 200),
                answered=chance.randint(0, 90),
            )
            for number in range(DAYS)
        )
    Subscription.objects.bulk_create(
        Subscription(
            client=client,
            valid_from=(began := today - timedelta(days=chance.randint(0, 700))),
            anchor=began,
            trial_ends_on=began + timedelta(days=30),
            tier=chance.choice(Client.Tier.values),
            period=chance.choice(Period.values),
            seats=chance.randint(5, 900),
        )
        for client in clients
    )
    ClientFigures.objects.bulk_create(
        ClientFigures(
            client=client,
            people=chance.randint(5, 900),
            messages_30=chance.randint(0, 6000),
            answered_rate=chance.random(),
            cost_30_usd=chance.randint(0, 500),
            health=chance.randint(0, 100),
            failed_documents=chance.random() < TROUBLED,
        )
        for client in clients
    )
    for client in clients:
        with tenant_scope(client.ref()):
            Brand.objects.get_or_create(defaults={"product_name": client.name})


def _sign_in_page(client: Client) -> float:
    browser = Browser(HTTP_HOST=f"{client.subdomain}.localhost")
    return _seconds(lambda: browser.get("/accounts/login/"))


def _seconds(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    response = ask()
    taken = time.perf_counter() - began
    if response.status_code != 200:
        raise RuntimeError(f"{response.request['PATH_INFO']} was answered with {response.status_code}.")
    return taken


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
