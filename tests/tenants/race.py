"""Six threads, three clients, and everything that could mix them up; counts what was read at the wrong client.

benchmarks/race.py runs the same as a program.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Lock

from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client as Browser
from django.test import RequestFactory
from django.utils import timezone
from django_tenants.models import TenantMixin
from django_tenants.utils import schema_context

from accounts.models import User
from config.wsgi import application
from tenants import live
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tenants.models import Client, PlatformAccount
from tenants.postgresql.base import TenantMismatch
from tenants.postgresql.statement import Statement
from tenants.redis import redis
from tenants.schemas import create_schema, drop_schema
from tenants.tasks import BoundTask

THREADS = 6
ROUNDS = 300
TOPIC = "race"
PEOPLE = Statement("SELECT name FROM accounts_user", is_binary=True)


@dataclass
class Tally:
    """What the threads found, by way in. Refused: the tripwire let nothing be read."""

    reads: Counter = field(default_factory=Counter)
    wrong: Counter = field(default_factory=Counter)
    refused: Counter = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    def note(self, way: str, *, seen: object, expected: object) -> None:
        with self.lock:
            self.reads[way] += 1
            self.wrong[way] += seen != expected

    def refuse(self, way: str) -> None:
        with self.lock:
            self.refused[way] += 1

    def __str__(self) -> str:
        ways = sorted(self.reads | self.refused)
        return "\n".join(
            f"{way:<40}{self.wrong[way]:>6} wrong of {self.reads[way]:>5} reads{self.refused[way]:>8} refused"
            for way in ways
        )


@dataclass(frozen=True)
class Contestant:
    """A client with one person whose name says whose it is, and that person's session."""

    client: ClientRef
    canary: str
    session: str


Round = Callable[[Contestant, Contestant, Tally], None]


def run_race(contestants: Sequence[Contestant], ways: Sequence[Round], *, rounds: int = ROUNDS) -> Tally:
    """Let every thread go so many rounds, each by one way in, with two clients drawn by lot."""
    tally = Tally()
    # Threads give way to each other after every few instructions, as they would under heavy load.
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            runs = [pool.submit(_race, seed, contestants, ways, rounds, tally) for seed in range(THREADS)]
            for run in runs:
                run.result()
    finally:
        sys.setswitchinterval(before)
    return tally


@contextmanager
def racing_clients(count: int = 3) -> Iterator[list[Contestant]]:
    """Make clients with real commits, and take them away again."""
    contestants, account = [], PlatformAccount.objects.create(name="Race", owner_email="race@race.example")
    try:
        for number in range(count):
            contestants.append(_contestant(account, f"racing-{number}"))  # noqa: PERF401  (kept when the next one fails)
        yield contestants
    finally:
        for client in account.clients.all():
            drop_schema(client.schema_name)
            client.delete()
        account.delete()


def _contestant(account: PlatformAccount, subdomain: str) -> Contestant:
    client = Client.objects.create(
        account=account, name=subdomain, subdomain=subdomain, status="active", owner_email="race@race.example"
    )
    client.domains.create(host=f"{subdomain}.{settings.BASE_DOMAIN}", is_primary=True, verified_at=timezone.now())
    create_schema(client.schema_name)
    browser = Browser(HTTP_HOST=f"{subdomain}.{settings.BASE_DOMAIN}")
    with tenant_scope(client.ref()) as ref:
        person = User.objects.create_user(f"canary@{subdomain}.example", name=f"canary of {subdomain}", role="hr_admin")
        browser.force_login(person)
    return Contestant(ref, person.name, browser.cookies[settings.SESSION_COOKIE_NAME].value)


def _race(seed: int, contestants: Sequence[Contestant], ways: Sequence[Round], rounds: int, tally: Tally) -> None:
    dice = random.Random(seed)
    try:
        for number in range(rounds):
            one, other = dice.sample(contestants, 2)
            ways[number % len(ways)](one, other, tally)
    finally:
        connection.close()


# --- our own way in ---------------------------------------------------------------------------------------


def read_page(one: Contestant, other: Contestant, tally: Tally) -> None:
    """Ask the real WSGI application for the page that lists the people, signed in."""
    host, cookie = f"{one.client.subdomain}.{settings.BASE_DOMAIN}", f"{settings.SESSION_COOKIE_NAME}={one.session}"
    environ = RequestFactory(HTTP_HOST=host, HTTP_COOKIE=cookie).get("/accounts/people/").environ
    statuses: list[str] = []
    response = application(environ, lambda status, headers: statuses.append(status))
    page = b"".join(response).decode()
    # As a server does; this is also where Django lets go of what belonged to the request.
    response.close()
    seen = (statuses, one.canary in page, other.canary in page)
    tally.note("page", seen=seen, expected=(["200 OK"], True, False))


def read_in_scopes(one: Contestant, other: Contestant, tally: Tally) -> None:
    with tenant_scope(one.client):
        tally.note("scope", seen=_names(), expected=[one.canary])
        with tenant_scope(other.client):
            tally.note("scope inside a scope", seen=_names(), expected=[other.canary])
        tally.note("scope after a scope", seen=_names(), expected=[one.canary])
        # Whoever takes the line next is on it as the other client.
        connection.pass_on()
        with tenant_scope(other.client):
            tally.note("scope on a line passed on", seen=_names(), expected=[other.canary])
            connection.pass_on()
        tally.note("scope after a line passed on", seen=_names(), expected=[one.canary])
    tally.note("after all scopes", seen=connection.schema_name, expected="public")


def read_together(one: Contestant, other: Contestant, tally: Tally) -> None:
    """Statements that are sent with their path and role, between cursors and after one that failed."""
    with tenant_scope(one.client):
        tally.note("together", seen=_names_twice(), expected=[[(one.canary,)]] * 2)
        with tenant_scope(other.client):
            with suppress(DatabaseError):
                connection.ask(PEOPLE, Statement("SELECT 1 / 0"))
            tally.note("together after a failure", seen=_names_twice(), expected=[[(other.canary,)]] * 2)
            tally.note("scope after together", seen=_names(), expected=[other.canary])
        with connection.under_way(PEOPLE) as rows:
            tally.note("under way", seen=rows(), expected=[[(one.canary,)]])
            with tenant_scope(other.client):
                tally.note("scope after rows under way", seen=_names(), expected=[other.canary])
        tally.note("together after a scope", seen=_names_twice(), expected=[[(one.canary,)]] * 2)


@shared_task(base=BoundTask)
def names_of_people(schema_name: str) -> list[str]:
    return _names()


def read_in_task(one: Contestant, other: Contestant, tally: Tally) -> None:
    with tenant_scope(other.client):
        seen = names_of_people(one.client.schema_name)
        tally.note("task called inside another client", seen=seen, expected=[one.canary])
        tally.note("scope after a task", seen=_names(), expected=[other.canary])


def read_live_topic(one: Contestant, other: Contestant, tally: Tally) -> None:
    """Publish to the same topic of both clients, and read along with a ticket for one."""
    for contestant in (one, other):
        with tenant_scope(contestant.client):
            live.publish(TOPIC, "text", contestant.canary)
    with tenant_scope(one.client):
        ticket = live.ticket(TOPIC, holder=live.Holder("1", host=one.client.primary_host))
    entries = redis().xrevrange(live.read_ticket(ticket).stream_key, count=20)
    tally.note("live topic", seen={fields["data"] for _, fields in entries}, expected={f'"{one.canary}"'})


def read_cache(one: Contestant, other: Contestant, tally: Tally) -> None:
    for contestant in (one, other):
        with tenant_scope(contestant.client):
            cache.set("race", contestant.canary)
    with tenant_scope(one.client):
        tally.note("cache", seen=cache.get("race"), expected=one.canary)


OWN_WAYS: tuple[Round, ...] = (read_page, read_in_scopes, read_together, read_in_task, read_live_topic, read_cache)


# --- django-tenants' own ways in, which the house does not use ---------------------------------------------


class StockTenant:
    """Enters and leaves as a model with the library's mixin does: the client before is kept in one list for all."""

    _previous_tenant: list = []
    __enter__, __exit__, activate = TenantMixin.__enter__, TenantMixin.__exit__, TenantMixin.activate

    def __init__(self, schema_name: str) -> None:
        self.schema_name = schema_name


def with_client(one: Contestant, other: Contestant, tally: Tally) -> None:
    with StockTenant(one.client.schema_name):
        with StockTenant(other.client.schema_name):
            _names()
        tally.note("after `with client:`", seen=_names(), expected=[one.canary])


def with_schema_context(one: Contestant, other: Contestant, tally: Tally) -> None:
    with schema_context(one.client.schema_name):
        with schema_context(other.client.schema_name):
            _names()
        tally.note("after `with schema_context():`", seen=_names(), expected=[one.canary])


def decorated(contestants: Sequence[Contestant]) -> Round:
    """One decorated function per client; each decorator keeps the client before in one object for all calls."""
    schemas = [each.client.schema_name for each in contestants]
    readers = {schema: schema_context(schema)(_names) for schema in schemas}

    def with_decorator(one: Contestant, other: Contestant, tally: Tally) -> None:
        with schema_context(one.client.schema_name):
            readers[other.client.schema_name]()
            tally.note("after a call with `@schema_context`", seen=_names(), expected=[one.canary])

    return with_decorator


def guarded(way: Round, name: str) -> Round:
    """The same under our database backend: count what the tripwire refuses."""

    def go(one: Contestant, other: Contestant, tally: Tally) -> None:
        try:
            way(one, other, tally)
        except TenantMismatch:
            tally.refuse(name)
            connection.set_schema_to_public()

    return go


def _names_twice() -> list[list[tuple]]:
    return connection.ask(PEOPLE, PEOPLE)


def _names() -> list[str]:
    return list(User.objects.values_list("name", flat=True))
