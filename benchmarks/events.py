"""What counting costs: events a second from Redis into rollups beside the bare COPY, and what it adds to a page.

bin/benchmark events [--events 100000] [--people 2000] [--pairs 400]

One client, one process of each. The bare COPY writes the same rows into the same table, without Redis, without
knowing twice-told events and without counting. Pages are asked for in pairs, with and without the middleware, in turn.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median, quantiles

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client as Browser
from django.test import RequestFactory, override_settings
from psycopg.types.json import Jsonb

from accounts.models import User
from analytics.collect.flush import COPY, TYPES, flush
from analytics.collect.read import read_event
from analytics.models import Event, Rollup
from tenants import event_stream
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tenants.events import Kind, gathering, new_event_id, track
from tests.tenants.race import racing_clients

SENT_AT_ONCE = 50
MIDDLEWARE = {"tenants.event_middleware.EventMiddleware", "tenants.event_middleware.EventSendingMiddleware"}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark events")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--pairs", type=int, default=400)
    options = parser.parse_args(arguments)
    call_command("collectstatic", interactive=False, verbosity=0)
    with racing_clients(1) as (contestant,):
        show_collecting(contestant.client, options.events, options.people)
        show_telling(contestant.client, options.pairs)
        show_pages(contestant.client, options.pairs)
    return 0


def show_collecting(client: ClientRef, number: int, people: int) -> None:
    events = list(made_up(number, people))
    began = time.perf_counter()
    for start in range(0, number, SENT_AT_ONCE):
        if not event_stream.append(client.schema_name, events[start : start + SENT_AT_ONCE]):
            raise SystemExit("Redis has no room for so many events.")
    sent = time.perf_counter() - began
    with tenant_scope(client):
        began, worked = time.perf_counter(), time.process_time()
        while flush(now=datetime.now(UTC)):
            pass
        counted, worked = time.perf_counter() - began, time.process_time() - worked
        if Event.objects.count() != number:
            raise SystemExit("Not every event was counted.")
        rows = Rollup.objects.count()
        bare = _bare_copy(number)
    say(f"sent into Redis, {SENT_AT_ONCE} at a time: {number / sent:,.0f} events/s")
    say(f"from Redis into {rows:,} rows of rollups: {number / counted:,.0f} events/s")
    say(f"of that this process's own time: {1_000_000 * worked / number:.0f} µs an event")
    say(f"bare COPY of the same rows: {number / bare:,.0f} events/s; counting has {bare / counted:.2f} of that")


def made_up(number: int, people: int) -> Iterator[dict[str, object]]:
    """Yield events of the last two hours, as they are in a busy company: pages, answers, tools."""
    chance = random.Random(1)  # noqa: S311  (the same events each time)
    names = [f"{person:032d}" for person in range(people)]
    documents = [f"document-{place}" for place in range(40)]
    began = datetime.now(UTC) - timedelta(hours=2)
    for place in range(number):
        is_answer = place % 4 == 0
        yield {
            "version": 1,
            "id": str(new_event_id()),
            "kind": "chat_message" if is_answer else "page_view",
            "name": "" if is_answer else f"chat:page-{chance.randrange(20)}",
            "at": (began + timedelta(seconds=7200 * place / number)).timestamp(),
            "person": chance.choice(names),
            "data": _answer(chance, documents) if is_answer else {},
        }


def _answer(chance: random.Random, documents: Sequence[str]) -> dict[str, object]:
    return {
        "outcome": chance.choice(["answered", "answered", "answered", "refused"]),
        "proof": "proven",
        "reason": "",
        "route": chance.choice(["document", "fact", "official"]),
        "language": chance.choice(["en", "en", "es"]),
        "benefit_class": "",
        "milliseconds": chance.randrange(300, 9000),
        "micro_usd": chance.randrange(200, 3000),
        "documents": chance.sample(documents, 2),
    }


def _bare_copy(number: int) -> float:
    now = datetime.now(UTC)
    events = [read_event(payload, now=now) for payload in map(json.dumps, made_up(number, 2000))]
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(COPY) as copy:
        copy.set_types(TYPES)
        for one in events:
            copy.write_row((one.id, one.kind, one.name, one.at, one.person, one.version, Jsonb(one.data)))
    return time.perf_counter() - began


def show_telling(client: ClientRef, number: int) -> None:
    """Show what a request pays: making three events, and sending them at its end."""
    with tenant_scope(client):
        person = User.objects.create_user("telling@racing.example", name="Telling", role="employee")

        def tell() -> None:
            with gathering():
                for name in ("one", "two", "three"):
                    track(Kind.PAGE_VIEW, name, person=person)

        took = timed(tell, number)
    say(f"three events told and sent: {_in_words(took)}")


def show_pages(client: ClientRef, pairs: int) -> None:
    """Show how long pages take until they are ready to be sent, and what counting has to do behind that."""
    with tenant_scope(client):
        person = User.objects.create_user("pages@racing.example", name="Pages", role="employee")
        browser = Browser()
        browser.force_login(person)
    cookie = f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"
    ask = partial(RequestFactory().get, "/history/", HTTP_HOST=f"{client.subdomain}.{settings.BASE_DOMAIN}")
    handlers = {"with": WSGIHandler()}
    with override_settings(MIDDLEWARE=[name for name in settings.MIDDLEWARE if name not in MIDDLEWARE]):
        handlers["without"] = WSGIHandler()
    took: dict[str, list[float]] = {"with": [], "without": [], "behind": []}
    for place in range(pairs + 10):
        for name in ("with", "without") if place % 2 else ("without", "with"):
            request = ask(HTTP_COOKIE=cookie)
            began = time.perf_counter()
            response = handlers[name].get_response(request)
            ready = time.perf_counter()
            response.close()
            if response.status_code != 200:
                raise SystemExit(f"The page answered {response.status_code}.")
            if place >= 10:
                took[name].append(1000 * (ready - began))
                if name == "with":
                    took["behind"].append(1000 * (time.perf_counter() - ready))
    differences = [one - other for one, other in zip(took["with"], took["without"], strict=True)]
    say(f"page with counting: {_in_words(took['with'])}; without: {_in_words(took['without'])}")
    added = _p95(took["with"]) - _p95(took["without"])
    say(f"added, median of {pairs} pairs: {median(differences):+.2f} ms; p95 against p95: {added:+.2f} ms")
    say(f"behind the response: {_in_words(took['behind'])}")


def timed(act: Callable[[], None], number: int) -> list[float]:
    took = []
    for _ in range(number):
        began = time.perf_counter()
        act()
        took.append(1000 * (time.perf_counter() - began))
    return took


def _in_words(took: Sequence[float]) -> str:
    return f"median {median(took):.2f} ms, p95 {_p95(took):.2f} ms"


def _p95(took: Sequence[float]) -> float:
    return quantiles(took, n=20)[-1]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
