"""How long a search takes among many passages, against the bare SQL that it asks, with other clients present.

bin/benchmark search [--passages 20000] [--documents 40] [--questions 200] [--clients 0] [--vendor 0]

The bare SQL is the very statements that each search has sent, sent again one after the other and read in the same
format, with nothing around them: no path, no role. What was found before is not used, but in the last line. Makes
clients' schemas of its own in the database of the settings, and drops them again.
"""

import argparse
import random
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from statistics import median
from time import perf_counter, sleep
from typing import NamedTuple

from django.db import connection, transaction
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.postgresql.psycopg_any import mogrify
from django.test.utils import override_settings

from accounts.audience import ANYBODY
from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)
from knowledge.embeddings.embedding import embed, embedding_model
from knowledge.index.keywords import find_by_words, understand
from knowledge.index.passages import indexed_text, write_passages
from knowledge.index.split import PassageDraft
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from knowledge.retrieval.search import search
from knowledge.vectors import VectorRecord, hnsw, place_in_use, vector_index
from tenants.binding import ClientRef
from tenants.context import maintenance_scope, tenant_scope
from tenants.models import new_schema_name
from tenants.schemas import create_schema, drop_schema
from tests.vendors.local_server import Handler, RecordedRequest
from tests.vendors.openai_server import OpenAIServer

DAY = date(2026, 11, 10)
OTHERS_PASSAGES = 20
BENEFIT_WORDS = """
plan deductible copay coinsurance specialist network premium employee family spouse child enrollment coverage dental
vision claim pharmacy generic emergency hospital maximum account contribution leave vacation policy
"""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.search")
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--clients", type=int, default=0, help="other clients that are present, with a document each")
    parser.add_argument("--vendor", type=int, default=0, help="milliseconds of an embedding vendor's answer")
    asked = parser.parse_args(arguments)
    if asked.vendor:
        with vendor() as server:
            return measure_vendor(server, asked)
    words = Words(random.Random(1))  # noqa: S311  the same texts every time
    with temporary_client() as client:
        with tenant_scope(client):
            began = perf_counter()
            fill(words, asked.passages, asked.documents)
            hnsw.fit_index(embedding_model())
            analyse(client)
            show(f"{asked.passages} passages, {asked.documents} documents, filled in {perf_counter() - began:.0f} s")
            questions = [words.text(5 + number % 8) for number in range(asked.questions)]
            report(questions)
        if asked.clients:
            with others(asked.clients, words):
                for state in ("on a connection that has served them all", "on a new connection"):
                    show(f"\nwith {asked.clients} other clients, {state}")
                    with tenant_scope(client):
                        report(questions)
                    connection.close()
    return 0


def measure_vendor(server: "SlowServer", asked: argparse.Namespace) -> int:
    """Show what it gains to look words up while the vendor embeds the question."""
    words = Words(random.Random(1))  # noqa: S311  the same texts every time
    with temporary_client() as client, tenant_scope(client):
        fill(words, asked.passages, asked.documents)
        hnsw.fit_index(embedding_model())
        analyse(client)
        ask("the first one")
        server.seconds = asked.vendor / 1000
        new, known, alone = [], [], []
        for number in range(asked.questions):
            question = words.text(5 + number % 8)
            new.append(timed(lambda question=question: ask(question)))
            known.append(timed(lambda question=question: ask(question)))
            alone.append(timed(lambda question=question: embed([f"{question}?"], purpose="question")))
        show(f"{asked.passages} passages, an embedding vendor that answers after {asked.vendor} ms")
        show_times("new question", new)
        show_times("  known to vendor", known)
        show_times("  vendor alone", alone)
        gain = median(known) + median(alone) - median(new)
        show(f"one after the other would take {1000 * gain:.1f} ms more, {gain / median(new):.0%}")
    return 0


class SlowServer(OpenAIServer):
    seconds = 0.0

    def answer(self, handler: Handler, request: RecordedRequest, fault: object) -> None:
        sleep(self.seconds)
        super().answer(handler, request, fault)


@contextmanager
def vendor() -> Iterator[SlowServer]:
    with (
        SlowServer() as server,
        override_settings(EMBEDDING_ENGINE="openai", OPENAI_API_KEY="sk-local", OPENAI_BASE_URL=server.base_url),
    ):
        yield server


def report(questions: Sequence[str]) -> None:
    versions = list(Document.objects.published().values_list("published_version", flat=True))
    vectors = {text: embed([text], purpose="question")[0] for text in questions}
    index = vector_index()
    ask(questions[0])
    searched, bare = [], []
    # In turn, so that whatever else the machine does falls on both; and neither is the first to touch the rows, nor
    # always the one that finds them in the processor's cache.
    for number, question in enumerate(questions):
        statements = statements_of(question)
        if number % 2:
            bare.append(send_again(statements))
        searched.append(timed(lambda question=question: ask(question)))
        if not number % 2:
            bare.append(send_again(statements))
    show_times("search()", searched)
    show_times("  its bare SQL", bare)
    over = [1000 * (ours - theirs) for ours, theirs in zip(searched, bare, strict=True)]
    show(f"  more than that     p50 {median(over):6.1f} ms   ratio {median(searched) / median(bare):.2f}")
    show_times(
        "  words (BM25)", each(questions, lambda text: find_by_words(understand(text), version_ids=versions, limit=60))
    )
    show_times("  embedding", each(questions, lambda text: embed([text], purpose="question")))
    show_times("  vectors", each(questions, lambda text: index.query(vectors[text], version_ids=versions, limit=60)))
    kept = [*each(questions, keep), *each(questions, keep)][len(questions) :]
    show_times("asked once more", kept)


def ask(question: str) -> object:
    return search(question, day=DAY, audience=ANYBODY, limit=8, is_computed_anew=True)


def keep(question: str) -> object:
    return search(question, day=DAY, audience=ANYBODY, limit=8)


def each(questions: Sequence[str], act: Callable[[str], object]) -> list[float]:
    return [timed(lambda question=question: act(question)) for question in questions]


def timed(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began


class Sent(NamedTuple):
    sql: str
    format: int  # in which its rows come


def statements_of(question: str) -> list[Sent]:
    """Return what a search for the question sends, but for path and role."""
    sent = []

    def note(execute: Callable, sql: str, parameters: object, many: bool, context: Mapping) -> object:
        cursor = context["cursor"].cursor
        sent.append(Sent(mogrify(sql, parameters, connection.connection), cursor.format))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        ask(question)
    return sent


def send_again(statements: Sequence[Sent]) -> float:
    """Return how long the statements take without Django, models or anything that is made of their rows."""
    # One transaction, opened before: what a statement sets for the next one holds until its end.
    with transaction.atomic(), connection.cursor():
        began = perf_counter()
        for statement in statements:
            cursor = ServerBindingCursor(connection.connection)
            cursor.format = statement.format
            cursor.execute(statement.sql)
            cursor.fetchall()
        return perf_counter() - began


def show_times(name: str, seconds: Sequence[float]) -> None:
    times = sorted(1000 * second for second in seconds)
    show(f"{name:<18} p50 {median(times):6.1f} ms   p95 {times[int(0.95 * len(times))]:6.1f} ms")


def show(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextmanager
def temporary_client() -> Iterator[ClientRef]:
    client = ClientRef(uuid.uuid4(), new_schema_name(), "Benchmark", "benchmark", "starter", "active", "localhost")
    create_schema(client.schema_name)
    try:
        yield client
    finally:
        drop_schema(client.schema_name)


@contextmanager
def others(count: int, words: "Words") -> Iterator[None]:
    with ExitStack() as stack:
        for _ in range(count):
            with tenant_scope(stack.enter_context(temporary_client())):
                fill(words, OTHERS_PASSAGES, 1)
        yield


def analyse(client: ClientRef) -> None:
    """Let the planner know what has come, as the database does by itself a minute later."""
    with maintenance_scope(), connection.cursor() as cursor:
        for table in ("document", "documentversion", "passage", "posting", "passagevector"):
            cursor.execute(f'ANALYZE "{client.schema_name}".knowledge_{table}')


def fill(words: "Words", passages: int, documents: int) -> None:
    base = KnowledgeBase.objects.create(name="Benchmark")
    for number in range(documents):
        document = Document.objects.create(knowledge_base=base, title=f"Document {number}")
        version = DocumentVersion.objects.create(
            document=document,
            file_name="x.txt",
            content_type="txt",
            size_bytes=1,
            sha256=f"{number:064d}",
            status="ready",
            passage_count=passages // documents,
            served_by=place_in_use(),
        )
        drafts = [words.draft(ordinal) for ordinal in range(passages // documents)]
        with transaction.atomic():
            write_passages(version, drafts)
        rows = list(version.passages.all())
        vectors = embed([indexed_text(row) for row in rows], purpose="passage")
        vector_index().upsert([VectorRecord(row.pk, version.pk, one) for row, one in zip(rows, vectors, strict=True)])
        Document.objects.filter(pk=document.pk).update(published_version=version)


class Words:
    """Texts in which few words are frequent and many are rare, as in language."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        rare = ["".join(chance.choices("abcdefghilmnoprstuvy", k=chance.randint(4, 9))) for _ in range(8_000)]
        self._words = BENEFIT_WORDS.split() + rare
        self._weights = [1 / (rank + 1) for rank in range(len(self._words))]

    def text(self, count: int) -> str:
        return " ".join(self._chance.choices(self._words, weights=self._weights, k=count))

    def draft(self, ordinal: int) -> PassageDraft:
        return PassageDraft(ordinal, ordinal + 1, ordinal + 1, self.text(4), self.text(300), "text", 400, ())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
