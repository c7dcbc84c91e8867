"""What a question and its answer take of a processor, in one process; and the statements they send.

bin/benchmark asks [--rounds 5] [--answers 40] [--statements] [--profile FILE]

The scripted model of scripted_upstream.py answers. Told, of each round, are milliseconds of a processor: Python's of
the page that takes a question in and of the answer, and the database's and Redis' of both. A busy machine lengthens
them less than those on the clock; still, compare rounds of one hour.
"""

import argparse
import cProfile
import os
import re
import secrets
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client as Browser

from benchmarks.overhead import UPSTREAM_CORE, UPSTREAM_PORT, engines
from benchmarks.people import SUBJECTS, Asker, forget, prepared
from benchmarks.processes import started
from chat.models import Answer
from chat.tasks import answer_question
from tenants.binding import ClientRef
from tenants.context import platform_scope, tenant_scope
from tenants.redis import redis
from tests.tenants.race import racing_clients


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark asks")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--answers", type=int, default=40)
    parser.add_argument("--profile", help="of one round more: FILE.page and FILE.answer, as cProfile writes them")
    parser.add_argument("--statements", action="store_true", help="show those of the last question")
    asked = parser.parse_args(arguments)
    os.environ.update(engines())
    for name, value in engines().items():
        setattr(settings, name, value)
    call_command("collectstatic", interactive=False, verbosity=0)
    with racing_clients(1) as (one,), started("benchmarks.scripted_upstream:application", UPSTREAM_PORT, UPSTREAM_CORE):
        people = prepared(one.client, asked.answers)
        round_of(one.client, people[:5])
        for _ in range(asked.rounds):
            show(*round_of(one.client, people))
        show_statements(one.client, people[0], in_full=asked.statements)
        if asked.profile:
            profiles = cProfile.Profile(), cProfile.Profile()
            round_of(one.client, people, profiles)
            for name, profile in zip(("page", "answer"), profiles, strict=True):
                profile.dump_stats(f"{asked.profile}.{name}")
        forget(one.client)
    return 0


Taken = tuple[float, float, float]  # milliseconds of Python, the database and Redis


def round_of(
    client: ClientRef, people: Sequence[Asker], profiles: Sequence[cProfile.Profile | None] = (None, None)
) -> tuple[Taken, Taken]:
    """Return what a question takes in the page, and in the worker; everybody asks once."""
    page, worker = profiles
    with measured(len(people)) as asking, page or nullcontext():
        for person in people:
            ask(client, person)
    waiting = open_answers(client)
    with measured(len(waiting)) as answering, worker or nullcontext():
        for pk in waiting:
            answer_question(client.schema_name, str(pk))
    return asking(), answering()


def ask(client: ClientRef, person: Asker) -> None:
    browser = Browser(HTTP_HOST=f"{client.subdomain}.{settings.BASE_DOMAIN}")
    browser.cookies[settings.SESSION_COOKIE_NAME] = person.session
    text = f"What is told of {secrets.choice(SUBJECTS)} {secrets.token_hex(3)}?"
    form = {"text": text, "client_token": uuid.uuid4(), "conversation": person.conversation}
    reply = browser.post("/ask/", form, headers={"HX-Request": "true"})
    if b"data-live-url" not in reply.content:
        raise RuntimeError(f"The page took no question in: {reply.status_code} {reply.content[:200]!r}")


def open_answers(client: ClientRef) -> list[uuid.UUID]:
    with tenant_scope(client):
        return list(Answer.objects.filter(status=Answer.Status.PENDING).values_list("pk", flat=True))


@contextmanager
def measured(count: int) -> Iterator[Callable[[], Taken]]:
    began, ended = _so_far(), None
    yield lambda: tuple(1000 * (after - before) / count for before, after in zip(began, ended, strict=True))
    ended = _so_far()


def _so_far() -> Taken:
    with platform_scope(), connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity")
        pids = [pid for (pid,) in cursor]
        ticks = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13] for pid in pids]
    own = time.process_time()
    of_redis = redis().info("cpu")
    database = sum(int(part) for parts in ticks for part in parts) / os.sysconf("SC_CLK_TCK")
    return own, database, of_redis["used_cpu_user"] + of_redis["used_cpu_sys"]


def show_statements(client: ClientRef, person: Asker, *, in_full: bool) -> None:
    with told_statements() as of_page:
        ask(client, person)
    (waiting,) = open_answers(client)
    with told_statements() as of_answer:
        answer_question(client.schema_name, str(waiting))
    tell(f"statements of the page: {len(of_page)}, of the answer: {len(of_answer)}")
    for said in (*of_page, "", *of_answer) if in_full else ():
        tell(re.sub(r"SELECT .*? FROM", "SELECT … FROM", said)[:260])


@contextmanager
def told_statements() -> Iterator[list[str]]:
    told: list[str] = []

    def tell_it(execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
        told.append(str(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(tell_it):
        yield told


def show(page: Taken, answer: Taken) -> None:
    named = (("page", page), ("answer", answer))
    parts = [f"{name}: Python {own:.1f}, database {base:.1f}, Redis {line:.2f} ms" for name, (own, base, line) in named]
    tell("; ".join(parts))


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
