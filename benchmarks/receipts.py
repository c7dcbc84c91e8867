"""What a receipt adds to an answer: time, of all that the answer takes, and bytes.

bin/benchmark receipts [--questions 200]

Questions are asked as employees ask them, answered without a model from a guide of four sections. Then each answer's
receipt is written once more in a transaction of its own, which is rolled back: what that takes is held against what the
answer took. Makes a client's schema of its own in the database of the settings, and drops it again.
"""

import argparse
import sys
from collections.abc import Sequence
from statistics import median
from time import perf_counter
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import Model
from django.test.utils import override_settings
from django.utils import timezone

from benchmarks.house import temporary_client
from chat.models import Answer, Receipt
from chat.pipeline.answer import answer
from chat.pipeline.ask import ask, asker_of
from chat.receipts import Basis, Behind, calls_of, receipt_of, versions_of
from knowledge.embeddings.embedding import embed
from knowledge.evaluation.evaluate import percentile
from knowledge.index.passages import indexed_text, write_passages
from knowledge.index.split import PassageDraft
from knowledge.models import Document, DocumentVersion, KnowledgeBase, Page
from knowledge.vectors import VectorRecord, place_in_use, vector_index
from tenants.clock import today
from tenants.postgresql.rows import read

GUIDE = (
    ("Copays", "Specialist visits cost $50 on the PPO 750 plan. Primary care visits cost $25 on the PPO 750 plan."),
    ("Parental leave", "Parental leave is 6 weeks at 100% of pay after 12 months of service."),
    ("Dental plan", "The dental plan pays 50% for a crown. The dental maximum is $1,500 a year."),
    ("Open enrollment", "Open enrollment runs from November 2, 2026 to November 20, 2026."),
)
PERSONS_QUESTIONS = 10  # nobody may ask more than a few in a minute
QUESTIONS = (
    "What does a specialist visit cost on the PPO 750?",
    "How long is parental leave?",
    "What is the dental maximum?",
    "When does open enrollment end?",
    "Where do I park my bicycle?",
)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.receipts")
    parser.add_argument("--questions", type=int, default=200)
    asked = parser.parse_args(arguments)
    # An answer is drawn as it is stored; nobody has collected its pictures here.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}), temporary_client():
        _publish_guide()
        answers = [
            _answered(_person(number // PERSONS_QUESTIONS), QUESTIONS[number % len(QUESTIONS)])
            for number in range(asked.questions)
        ]
        on_disk = _bytes_on_disk() / len(answers)  # before rows that are rolled back take room
        took = [float(one.timings["total"]) for one in answers]
        written = [_write_again(one) for one in answers]
        sizes = [float(len(content.encode())) for content in Receipt.objects.values_list("content", flat=True)]
    for name, figures in (("answer", took), ("receipt", written)):
        sys.stdout.write(f"{name:<10}p50 {median(figures):7.2f} ms   p95 {percentile(figures, 0.95):7.2f} ms\n")
    sys.stdout.write(f"of the answer's time: {median(written) / median(took):.1%} at the median\n")
    sys.stdout.write(
        f"content: p50 {median(sizes):,.0f} bytes, p95 {percentile(sizes, 0.95):,.0f}; on disk {on_disk:,.0f} each\n"
    )
    return 0


def _person(number: int) -> Model:
    facts = {"name": "Asker", "role": "employee"}
    return get_user_model().objects.get_or_create(email=f"asker-{number}@benchmark.example", defaults=facts)[0]


def _answered(person: Model, text: str) -> Answer:
    now = timezone.now()
    asked = ask(text, asker=asker_of(person), page_token=uuid4(), conversation=None, now=now)
    answer(asked.answer.pk, now=now)
    return Answer.objects.select_related("question").get(pk=asked.answer.pk)


def _write_again(row: Answer) -> float:
    """Return the milliseconds that the receipt takes, with its transaction's other statements not counted."""
    citations = list(row.citations.all())
    told = {name: getattr(row, name) for name in ("text", "reason", "route", "engine", "fallback")}
    told |= {name: getattr(row, name) for name in ("tools", "removed", "quotes", "timings", "steps")}
    row.pk = uuid4()
    with transaction.atomic():
        Answer.objects.exists()
        began = perf_counter()
        calls, versions = read(calls_of(row), versions_of(citations))
        behind = Behind(tuple(calls), tuple(versions), Basis(today(), None))
        receipt_of(row, told, citations=citations, behind=behind, now=timezone.now()).save(force_insert=True)
        seconds = perf_counter() - began
        transaction.set_rollback(True)
    return 1000 * seconds


def _bytes_on_disk() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size('chat_receipt')")
        return cursor.fetchone()[0]


def _publish_guide() -> None:
    base = KnowledgeBase.objects.create(name="Benefits")
    document = Document.objects.create(knowledge_base=base, title="2027 Benefits Guide", kind="guide")
    version = DocumentVersion.objects.create(
        document=document,
        file="guide.pdf",
        file_name="guide.pdf",
        content_type="pdf",
        size_bytes=1,
        sha256="0" * 64,
        status=DocumentVersion.Status.READY,
        page_count=len(GUIDE),
        served_by=place_in_use(),
    )
    drafts = [_draft(number, *section) for number, section in enumerate(GUIDE)]
    for draft in drafts:
        Page.objects.create(version=version, number=draft.page_number, text=draft.text, width=612, height=792)
    with transaction.atomic():
        write_passages(version, drafts)
    passages = list(version.passages.all())
    vectors = embed([indexed_text(passage) for passage in passages], purpose="passage")
    vector_index().upsert(
        [VectorRecord(one.pk, version.pk, values) for one, values in zip(passages, vectors, strict=True)]
    )
    Document.objects.filter(pk=document.pk).update(published_version=version, published_at=timezone.now())


def _draft(number: int, heading: str, text: str) -> PassageDraft:
    return PassageDraft(
        ordinal=number,
        page_number=number + 1,
        page_to=number + 1,
        heading=heading,
        text=text,
        kind="text",
        token_count=len(text.split()),
        boxes=(),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
