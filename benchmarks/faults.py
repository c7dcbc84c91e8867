"""What becomes of questions when something breaks: none is lost, none is answered twice, none is stuck.

bin/benchmark faults [--faults 200] [--seed 1]

Puts questions to the running product, as pages do, and breaks something with each: kills the workers, the pages, the
database or Redis, drops every connection of one of these, or lets the model refuse, fail, hang, or break off at some
byte. Whoever supervises the engines starts them again. The database keeps what it has committed, as an installation's.
Whoever gets no reply sends the same question again, as a page that is loaded anew does. What the sweeper does every
few seconds in the product is done here as well. At the end every question has one answer that came to an end.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from redis.exceptions import RedisError

from benchmarks.overhead import CSRF, tell
from benchmarks.people import Asker, forget, prepared
from chat.models import Answer, Citation, Question
from chat.tasks import sweep_answers
from tenants.binding import ClientRef
from tenants.context import maintenance_scope, tenant_scope
from tenants.keys import client_key
from tenants.redis import redis
from tests.tenants.race import racing_clients
from tests.vendors.local_server import Hang, Status
from tests.vendors.openai_server import CutAfter, EndWithoutFinish, HangAfter, OpenAIServer

PORT = 8174
SWEEP_SECONDS = 5.0
END_SECONDS = 180.0
TRY_SECONDS = 60.0
PAUSE_SECONDS = 25.0
DATABASE_KILLED, REDIS_KILLED = "database killed", "Redis killed"
DATABASE_LINES, REDIS_LINES = "database's lines dropped", "Redis' lines dropped"
MILDER = {DATABASE_KILLED: DATABASE_LINES, REDIS_KILLED: REDIS_LINES}
killed_at: dict[str, float] = {}
ENDED = {Answer.Status.DONE, Answer.Status.INTERRUPTED, Answer.Status.FAILED, Answer.Status.STOPPED}


@dataclass
class Product:
    """Pages and workers, each started anew when it was killed, as their supervisor does."""

    running: dict[str, subprocess.Popen] = field(default_factory=dict)

    def start(self, name: str) -> None:
        self.running[name] = subprocess.Popen(
            COMMANDS[name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )

    def kill(self, name: str) -> None:
        os.killpg(self.running[name].pid, signal.SIGKILL)
        self.running[name].wait()
        self.start(name)

    def stop(self) -> None:
        for process in self.running.values():
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


_QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat")
COMMANDS = {
    "pages": (
        *(sys.executable, "-m", "granian", "--interface", "asgi", "--workers", "1", "--no-ws", "--log-level", "error"),
        *("--host", "127.0.0.1", "--port", str(PORT), "config.asgi:application"),
    ),
    "workers": (
        *(sys.executable, "-m", "celery", "--quiet", "-A", "config", "worker", "-Q", "answers,default"),
        *("-P", "threads", "-c", "64", *_QUIET),
    ),
}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark faults")
    parser.add_argument("--faults", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    dice, product = random.Random(asked.seed), Product()  # noqa: S311  the same faults every time
    keep_what_is_committed()
    call_command("collectstatic", interactive=False, verbosity=0)
    with OpenAIServer() as openai, racing_clients(1) as (one,):
        use(openai)
        people = prepared(one.client, asked.faults)
        openai.pieces = ["The office ", "visit is told ", "of there [1]."]
        try:
            for name in COMMANDS:
                product.start(name)
            put_one(one.client, people[0], uuid.uuid4())
            played: Counter[str] = Counter()
            for person in people:
                fault = in_time(dice.choice(list(FAULTS)))
                played[fault] += 1
                play_around(
                    partial(put_one, one.client, person, uuid.uuid4()),
                    partial(FAULTS[fault], product, openai, dice),
                    is_before=fault.startswith("model") or dice.random() < 0.5,
                )
                time.sleep(dice.uniform(0, 0.3))
            wait_for_ends(one.client)
            tell(
                f"faults: {sum(played.values())}: "
                + ", ".join(f"{count} {name}" for name, count in sorted(played.items()))
            )
            return tell_of(one.client, questions=asked.faults + 1)
        finally:
            product.stop()
            forget(one.client)


def use(openai: OpenAIServer) -> None:
    engines = {
        "LLM_ENGINE": "openai",
        "EMBEDDING_ENGINE": "wordllama",
        "VECTOR_ENGINE": "pgvector",
        "OPENAI_API_KEY": "benchmark",
        "OPENAI_BASE_URL": openai.base_url,
        "OPENAI_CHAT_MODEL": "gpt-4o-mini",
    }
    os.environ.update(engines)
    for name, value in engines.items():
        setattr(settings, name, value)


def keep_what_is_committed() -> None:
    """The engines of a benchmark may lose their last moments when they are killed: those of an installation do not."""
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute("ALTER ROLE CURRENT_USER SET synchronous_commit = on")
    connection.close()
    redis().config_set("appendfsync", "everysec")


def in_time(fault: str) -> str:
    """Return the fault, or a milder one where its engine was killed a moment ago: one that dies again and again is
    given up."""
    if fault not in MILDER:
        return fault
    now = time.monotonic()
    if now - killed_at.get(fault, 0.0) < PAUSE_SECONDS:
        return MILDER[fault]
    killed_at[fault] = now
    return fault


def kill_database(*_: object) -> None:
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    # In the line of a process its parent is the second field behind the name, which may hold anything but ")".
    postmaster = int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(postmaster, signal.SIGKILL)


def kill_redis(*_: object) -> None:
    os.kill(redis().info("server")["process_id"], signal.SIGKILL)


def connection_opens() -> bool:
    connection.close()
    with maintenance_scope():
        connection.ensure_connection()
    connection.close()
    return True


def play_around(put: Callable[[], None], play: Callable[[], None], *, is_before: bool) -> None:
    """Break something before a question is put, or while it is answered; then wait until the engines are there."""
    steps = (play, put) if is_before else (put, play)
    for step in steps:
        step()
    until(connection_opens)
    until(redis().ping)


def until(is_there: Callable[[], object]) -> None:
    ends = time.monotonic() + TRY_SECONDS
    while time.monotonic() < ends:
        try:
            is_there()
        except (DatabaseError, RedisError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("An engine that was killed did not come again.")


def drop_database_lines(*_: object) -> None:
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    connection.close()


def drop_redis_lines(*_: object) -> None:
    redis().execute_command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
    redis().execute_command("CLIENT", "KILL", "TYPE", "pubsub")


def _model(fault: Callable[[random.Random], object]) -> Callable[[Product, OpenAIServer, random.Random], None]:
    return lambda product, openai, dice: openai.play(fault(dice))


FAULTS: dict[str, Callable[[Product, OpenAIServer, random.Random], None]] = {
    "workers killed": lambda product, openai, dice: product.kill("workers"),
    "pages killed": lambda product, openai, dice: product.kill("pages"),
    DATABASE_KILLED: kill_database,
    REDIS_KILLED: kill_redis,
    DATABASE_LINES: drop_database_lines,
    REDIS_LINES: drop_redis_lines,
    "model 429": _model(lambda dice: Status(429, retry_after="0.2")),
    "model 500": _model(lambda dice: Status(500)),
    "model hangs": _model(lambda dice: Hang(3)),
    "model hangs in mid-answer": _model(lambda dice: HangAfter(1, seconds=3)),
    "model ends in mid-answer": _model(lambda dice: EndWithoutFinish()),
    "model cut": _model(lambda dice: CutAfter(10 * dice.randrange(1, 160))),
}


def put_one(client: ClientRef, person: Asker, token: uuid.UUID) -> None:
    """Send a question until it is taken; the same token makes it one question."""
    host = f"{client.subdomain}.{settings.BASE_DOMAIN}"
    text = "What is told of the vision visit?"
    form = urlencode({"text": text, "client_token": token, "conversation": person.conversation})
    cookies = f"{settings.SESSION_COOKIE_NAME}={person.session}; {settings.CSRF_COOKIE_NAME}={CSRF}"
    headers = {
        "Host": host,
        "Cookie": cookies,
        "X-CSRFToken": CSRF,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    ends = time.monotonic() + TRY_SECONDS
    while time.monotonic() < ends:
        try:
            line = HTTPConnection("127.0.0.1", PORT, timeout=10)
            line.request("POST", "/ask/", form, headers)
            if line.getresponse().status in (200, 204, 302):
                return
        except (OSError, HTTPException):
            pass
        finally:
            line.close()
        time.sleep(0.2)
    raise TimeoutError("A question was not taken for a minute.")


def wait_for_ends(client: ClientRef) -> None:
    ends = time.monotonic() + END_SECONDS
    with tenant_scope(client):
        while Answer.objects.open().exists() and time.monotonic() < ends:
            sweep_answers.delay()
            time.sleep(SWEEP_SECONDS)


def tell_of(client: ClientRef, *, questions: int) -> int:
    with tenant_scope(client):
        rows = list(Answer.objects.all())
        lost = questions - Question.objects.count()
        stuck = sum(row.status not in ENDED for row in rows)
        twice = len(rows) - len({row.question_id for row in rows}) + sum(map(_was_told_twice, rows))
        statuses = Counter(f"{row.status} {row.reason}".strip() for row in rows)
        cited = Citation.objects.values("answer", "number").distinct().count() == Citation.objects.count()
    tell(f"ended: {', '.join(f'{count} {name}' for name, count in statuses.most_common())}")
    tell(f"claimed again: {sum(row.claims > 1 for row in rows)}")
    tell(f"lost {lost}, answered twice {twice}, stuck {stuck}")
    return 0 if (lost, twice, stuck, cited) == (0, 0, 0, True) else 1


def _was_told_twice(row: Answer) -> bool:
    """Whether a page that listens all the time saw two answers with nothing between that took the first one back."""
    shown = 0
    for _, fields in redis().xrange(client_key("live", row.topic)):
        shown = 0 if fields["event"] == "reset" else shown + (fields["event"] == "answer")
    return shown > 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
