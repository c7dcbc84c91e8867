"""How long a search takes, with its parts, among many passages.

python -m benchmarks.search [--passages 5000] [--documents 40] [--questions 200]

Makes a client's schema of its own in the database of the settings, fills it with made-up documents, drops it again.
"""

import argparse
import random
import sys
import uuid
from collections.abc import Callable, Sequence
from datetime import date
from statistics import median
from time import perf_counter

from django.db import connection, transaction

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)
from knowledge.embedding import embed
from knowledge.keywords import find_by_words, understand
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from knowledge.passages import indexed_text, write_passages
from knowledge.search import search
from knowledge.split import PassageDraft
from knowledge.vectors import VectorRecord, vector_index
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tenants.models import new_schema_name
from tenants.schemas import create_schema, drop_schema

DAY = date(2026, 11, 10)
BENEFIT_WORDS = """
plan deductible copay coinsurance specialist network premium employee family spouse child enrollment coverage dental
vision claim pharmacy generic emergency hospital maximum account contribution leave vacation policy
"""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search")
    parser.add_argument("--passages", type=int, default=5_000)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--questions", type=int, default=200)
    asked = parser.parse_args(arguments)
    client = ClientRef(uuid.uuid4(), new_schema_name(), "Benchmark", "benchmark", "starter", "active", "localhost")
    create_schema(client.schema_name)
    try:
        with tenant_scope(client):
            report(asked.passages, asked.documents, asked.questions)
    finally:
        drop_schema(client.schema_name)
    return 0


def report(passages: int, documents: int, questions: int) -> None:
    words = Words(random.Random(1))  # noqa: S311  the same texts every time
    fill(words, passages, documents)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    versions = list(Document.objects.published().values_list("published_version", flat=True))
    asked = [words.text(5 + number % 8) for number in range(questions)]
    vectors = {text: embed([text], purpose="question")[0] for text in asked}
    index = vector_index()
    print(f"{passages} passages, {documents} documents, {questions} questions")  # noqa: T201
    show("search()", asked, lambda text: search(text, day=DAY, class_code="", limit=8))
    show("  words (BM25)", asked, lambda text: find_by_words(understand(text), version_ids=versions, limit=60))
    show("  embedding", asked, lambda text: embed([text], purpose="question"))
    show("  vectors", asked, lambda text: index.query(vectors[text], version_ids=versions, limit=60))


def show(name: str, questions: list[str], act: Callable[[str], object]) -> None:
    act(questions[0])
    times = []
    for question in questions:
        started = perf_counter()
        act(question)
        times.append(1000 * (perf_counter() - started))
    p95 = sorted(times)[int(0.95 * len(times))]
    print(f"{name:<16} p50 {median(times):6.1f} ms   p95 {p95:6.1f} ms")  # noqa: T201


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
