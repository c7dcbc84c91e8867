"""How much longer one page of a client takes behind a thousand files of another: a ratio, in one run.

bin/manage shell -c 'from benchmarks.fairness import main; main([])'
    [--files 1000] [--pages 3] [--rounds 9] [--limit 3.0] [--processes 3]

Makes two clients in the database of the settings and starts workers of its own; run it where no others are.
"""

import argparse
import io
import math
import random
import sys
import time
from collections.abc import Sequence
from statistics import median

from django.conf import settings
from django.core.files.base import ContentFile
from reportlab.pdfgen.canvas import Canvas

from accounts.audience import ANYBODY
from benchmarks.search import Words
from benchmarks.workers import started_workers
from knowledge.ingestion.receive import DocumentFacts, receive_document
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from knowledge.retrieval.search import search
from knowledge.tasks import queue_waiting
from tenants.binding import ClientRef
from tenants.clock import today
from tenants.context import tenant_scope
from tests.tenants.race import racing_clients

WAIT_SECONDS = 120.0
LOOK_SECONDS = 0.02


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.fairness")
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--pages", type=int, default=3, help="pages of each of the other client's files")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--limit", type=float, default=3.0, help="the ratio that is still taken for fair")
    parser.add_argument("--processes", type=int, default=settings.INGEST_PROCESSES, help="of the workers started here")
    asked = parser.parse_args(arguments)
    pages = Pages(random.Random(1))  # noqa: S311  the same texts every time
    with racing_clients(2) as (busy, small), started_workers(asked.processes):
        first_page(small.client, pages)  # the workers load their models at the first file
        idle = [first_page(small.client, pages) for _ in range(asked.rounds)]
        alone = steps(small.client, asked.rounds)
        fill(busy.client, pages, asked.files, asked.pages)
        done_before, began = read_files(busy.client), time.monotonic()
        loaded = [first_page(small.client, pages) for _ in range(asked.rounds)]
        beside = steps(small.client, asked.rounds)
        seconds, done = time.monotonic() - began, read_files(busy.client) - done_before
        left = asked.files - read_files(busy.client)
        stop_reading(busy.client)
        # What else the machine does changes from minute to minute: idle is measured before and after.
        idle += [first_page(small.client, pages) for _ in range(asked.rounds)]
        forget_files([busy.client, small.client])
    ratio = median(loaded) / median(idle)
    for name, seconds_each in (("idle:              ", idle), (f"behind {asked.files:>5} files:", loaded)):
        worst, p50, p95 = max(seconds_each), median(seconds_each), percentile(seconds_each, 0.95)
        show(f"one page, {name} p50 {p50:.2f} s, p95 {p95:.2f} s, worst {worst:.2f} s of {len(seconds_each)}")
    of_p95 = percentile(loaded, 0.95) / percentile(idle, 0.95)
    show(f"ratio of the medians {ratio:.2f}, of the p95 {of_p95:.2f} (fair up to {asked.limit:.1f})")
    show(f"the other client went on: {done} files in {seconds:.0f} s, {left} left")
    show(f"seconds, alone:  {alone}\nseconds, beside: {beside}")
    return 0 if ratio <= asked.limit and left else 1


def percentile(seconds: Sequence[float], share: float) -> float:
    """Return the least time that so large a share of them does not exceed."""
    return sorted(seconds)[max(0, math.ceil(share * len(seconds)) - 1)]


def first_page(client: ClientRef, pages: "Pages") -> float:
    """Upload one page and return after how many seconds search finds it."""
    with tenant_scope(client):
        text, word = pages.text_with_a_word()
        base = KnowledgeBase.objects.get_or_create(name="Benchmark")[0]
        began = time.monotonic()
        version = receive_document(
            ContentFile(pages.pdf([text]), name=f"{word}.pdf"),
            DocumentFacts(base),
            uploaded_by=None,
            publish_when_ready=True,
        )
        queue_waiting()
        while time.monotonic() - began < WAIT_SECONDS:
            # Asking search all the while would be a load of its own.
            if Document.objects.filter(pk=version.document_id, published_version__isnull=False).exists():
                found = search(word, day=today(), audience=ANYBODY, limit=3)
                if any(hit.document_id == version.document_id for hit in found.hits):
                    return time.monotonic() - began
            time.sleep(LOOK_SECONDS)
    raise TimeoutError(f"A page was not found after {WAIT_SECONDS:.0f} s.")


def fill(client: ClientRef, pages: "Pages", files: int, pages_each: int) -> None:
    with tenant_scope(client):
        base = KnowledgeBase.objects.get_or_create(name="Benchmark")[0]
        for number in range(files):
            content = pages.pdf([pages.text_with_a_word()[0] for _ in range(pages_each)])
            receive_document(
                ContentFile(content, name=f"file {number}.pdf"),
                DocumentFacts(base),
                uploaded_by=None,
                publish_when_ready=True,
            )
        queue_waiting()


def read_files(client: ClientRef) -> int:
    with tenant_scope(client):
        return DocumentVersion.objects.filter(status=DocumentVersion.Status.READY).count()


def steps(client: ClientRef, count: int) -> str:
    """Return how long the last files waited for a process, and what their steps took, in the median."""
    with tenant_scope(client):
        versions = DocumentVersion.objects.order_by("-created_at")[:count]
        waited = [(version.reading_since - version.created_at).total_seconds() for version in versions]
        names = ("extracting", "splitting", "embedding", "indexing", "verifying")
        parts = [f"{name} {median(version.timings.get(name, 0.0) for version in versions):.2f}" for name in names]
        return ", ".join([f"waiting {median(waited):.2f} (worst {max(waited):.2f})", *parts])


def stop_reading(client: ClientRef) -> None:
    with tenant_scope(client):
        DocumentVersion.objects.filter(status=DocumentVersion.Status.RECEIVED).update(status="cancelled")
        while DocumentVersion.objects.in_progress().exists():
            time.sleep(0.1)


def forget_files(clients: Sequence[ClientRef]) -> None:
    for client in clients:
        with tenant_scope(client):
            storage = DocumentVersion._meta.get_field("file").storage
            for key in storage.keys():  # noqa: SIM118  a method of the store, which is no dict
                storage.delete(key)


class Pages:
    """PDF pages of made-up text, each with a word that stands nowhere else."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = Words(chance)

    def text_with_a_word(self) -> tuple[str, str]:
        word = "".join(self._chance.choices("bcdfghjklmnpqrstvwxz", k=12))
        return f"{word} {self._words.text(300)}", word

    def pdf(self, texts: Sequence[str]) -> bytes:
        content = io.BytesIO()
        canvas = Canvas(content)
        for text in texts:
            words = text.split()
            for line in range(0, len(words), 10):
                canvas.drawString(72, 760 - 14 * (line // 10), " ".join(words[line : line + 10]))
            canvas.showPage()
        canvas.save()
        return content.getvalue()


def show(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
