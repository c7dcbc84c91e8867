"""What becomes of questions when something breaks: none is lost, none is answered twice, none is stuck.

bin/benchmark faults [--faults 200] [--seed 1]

Puts questions to the running product, as pages do, and breaks something with each: kills the workers or the pages,
drops every connection of the database or of Redis, or lets the model refuse, fail, hang, or break off at some byte.
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
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from benchmarks.overhead import CSRF, Asker, forget, prepared, tell
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
        *("-P", "threads", "-c", "16", *_QUIET),
    ),
}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark faults")
    parser.add_argument("--faults", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    dice, product = random.Random(asked.seed), Product()  # noqa: S311  the same faults every time
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
                fault = dice.choice(list(FAULTS))
                played[fault] += 1
                FAULTS[fault](product, openai, dice)
                put_one(one.client, person, uuid.uuid4())
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
    "database's lines dropped": drop_database_lines,
    "Redis' lines dropped": drop_redis_lines,
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
