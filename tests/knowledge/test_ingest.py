"""The way of a version through the pipeline, and everything that can stop it on the way."""

import io
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from knowledge import embedding
from knowledge.delete import begin_deletion, finish_deletion
from knowledge.ingest import ingest
from knowledge.lease import CancelRequested, LeaseLost, claim
from knowledge.models import Document, DocumentVersion, KnowledgeBase, Page, Passage, Posting
from knowledge.passages import drafts_of, write_passages
from knowledge.patience import Patience
from knowledge.publish import publish
from knowledge.receive import DocumentFacts, receive_document, receive_replacement
from knowledge.retry import request_cancel, retry
from knowledge.search import search
from knowledge.vectors import VectorRecord, pinecone, vector_index
from tenants.context import tenant_scope
from tenants.keys import client_key
from tenants.redis import redis
from tests.knowledge.conftest import GUIDE, as_file
from tests.vendors.local_server import Hang, Status
from tests.vendors.openai_server import OpenAIServer

DAY = date(2026, 11, 10)
LONG_AGO = timedelta(minutes=10)
LONG_GUIDE = "\n\n".join(f"## Rule {n}\n\n" + f"Rule {n} says something about matter {n * 7}. " * 60 for n in range(40))


@pytest.fixture
def received(in_acme, make_base) -> Callable[..., DocumentVersion]:
    def receive(content: str | bytes = GUIDE, name: str = "vacation policy.md", **wishes: object) -> DocumentVersion:
        facts = wishes.pop("facts", DocumentFacts(make_base()))
        return receive_document(as_file(content, name), facts, uploaded_by=None, **wishes)

    return receive


@pytest.fixture
def openai_server(settings, monkeypatch) -> OpenAIServer:
    """Embeddings come over HTTP, and one try is all the patience there is."""
    monkeypatch.setitem(embedding.PATIENCE, "passage", Patience(attempts=1, total_seconds=20))
    with OpenAIServer() as server:
        settings.EMBEDDING_ENGINE, settings.OPENAI_API_KEY = "openai", "sk-test"
        settings.OPENAI_BASE_URL = server.base_url
        yield server


def fresh(version: DocumentVersion) -> DocumentVersion:
    return DocumentVersion.objects.select_related("document").get(pk=version.pk)


def make_stale(version: DocumentVersion, **facts: object) -> None:
    """Leave the version as a killed worker leaves it."""
    facts = {"status": "extracting", "lease": uuid4(), "heartbeat_at": timezone.now() - LONG_AGO} | facts
    DocumentVersion.objects.filter(pk=version.pk).update(**facts)


def test_a_file_comes_out_as_passages_that_search_finds(received) -> None:
    version = received()

    assert ingest(version.pk) is True

    version = fresh(version)
    assert (version.status, version.failure_code) == ("ready", "")
    assert (version.page_count, version.pages_done) == (1, 1)
    assert version.word_count == Page.objects.get().word_count > 20
    assert version.passage_count == Passage.objects.count() == len(vector_index().passage_ids(version.pk)) > 0
    assert set(version.timings) == {"extracting", "splitting", "embedding", "indexing", "verifying"}
    assert (version.lease, version.attempts) == (None, 0)
    assert search("vacation days", day=DAY, class_code="", limit=1).hits == ()

    publish(version.document, by=None)
    hit = search("vacation days", day=DAY, class_code="", limit=1).hits[0]
    assert "15 days of vacation" in hit.text


def test_a_version_published_when_ready_answers_at_once(received) -> None:
    version = received(publish_when_ready=True)

    ingest(version.pk)

    assert fresh(version).document.published_version_id == version.pk


def test_the_file_tells_language_and_plan_year_when_nobody_has(received, make_calendar) -> None:
    make_calendar()
    text = "# Guía de beneficios 2027\n\nEsta guía es para los empleados y sus familias. El plan cubre la visita."

    version = received(text, name="scan_01.md")
    ingest(version.pk)

    document = fresh(version).document
    assert (document.title, document.language, document.kind) == ("Guía de beneficios 2027", "es", "guide")
    assert (document.plan_year, document.effective_to) == ("2027", date(2027, 12, 31))


def test_what_hr_said_is_not_guessed_over(received, make_base, make_calendar) -> None:
    make_calendar()
    facts = DocumentFacts(make_base(), title="Leave", kind="other", plan_year="", language="en")

    version = received("# Guía 2027\n\nEl plan es para los empleados y las familias de la empresa.", facts=facts)
    ingest(version.pk)

    document = fresh(version).document
    assert (document.title, document.language, document.kind, document.plan_year) == ("Leave", "en", "other", "")


def test_a_second_run_changes_nothing(received) -> None:
    version = received()
    ingest(version.pk)
    passages = set(Passage.objects.values_list("pk", flat=True))

    assert ingest(version.pk) is False

    assert set(Passage.objects.values_list("pk", flat=True)) == passages


def test_of_two_runs_at_once_one_works(committed) -> None:
    acme = committed["acme"]
    with tenant_scope(acme):
        base = KnowledgeBase.objects.create(name="Benefits")
        version = receive_document(as_file(), DocumentFacts(base), uploaded_by=None)
    worked: list[bool] = []

    def run() -> None:
        try:
            with tenant_scope(acme):
                worked.append(ingest(version.pk))
        finally:
            connection.close()

    runs = [threading.Thread(target=run) for _ in range(4)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()

    with tenant_scope(acme):
        assert sorted(worked) == [False, False, False, True]
        assert fresh(version).status == "ready"
        assert Passage.objects.count() == fresh(version).passage_count


def test_a_version_somebody_works_on_is_left_alone(received) -> None:
    version = received()
    lease = claim(version.pk, now=timezone.now())

    assert ingest(version.pk) is False
    assert fresh(version).lease == lease.id


def test_a_killed_workers_version_is_taken_over_and_the_old_run_cannot_write(received) -> None:
    version = received()
    old = claim(version.pk, now=timezone.now() - LONG_AGO)
    DocumentVersion.objects.update(heartbeat_at=timezone.now() - LONG_AGO)
    Page.objects.create(version=version, number=1, width=0, height=0, text="half a page")

    assert ingest(version.pk) is True

    with pytest.raises(LeaseLost):
        old.hold(status="extracting")
    assert old.end("failed") is False
    assert fresh(version).status == "ready"
    assert [page.text for page in Page.objects.all()] != ["half a page"]


def test_a_version_killed_too_often_is_not_begun_again(received) -> None:
    version = received()
    make_stale(version, attempts=3)

    assert ingest(version.pk) is False


def test_read_pages_are_not_read_again(received) -> None:
    version = received()
    Page.objects.create(
        version=version,
        number=1,
        width=0,
        height=0,
        text="Sick leave is 8 days.",
        blocks=[{"kind": "paragraph", "text": "Sick leave is 8 days."}],
    )
    make_stale(version, status="splitting", timings={"extracting": 1.5}, page_count=1, pages_done=1)
    version.file.storage.delete(version.file.name)

    ingest(version.pk)

    assert fresh(version).status == "ready"
    assert fresh(version).timings["extracting"] == 1.5
    assert [passage.text for passage in Passage.objects.all()] == ["Sick leave is 8 days."]


def test_only_passages_without_a_vector_are_embedded_after_a_break(received, openai_server) -> None:
    version = received(LONG_GUIDE)
    ingest(version.pk)
    passages = list(Passage.objects.all())
    index = vector_index()
    index.delete_passages(version.pk, [passage.pk for passage in passages[3:]])
    make_stale(version, status="embedding")
    openai_server.requests.clear()

    ingest(version.pk)

    assert fresh(version).status == "ready"
    assert list(Passage.objects.all()) == passages
    assert index.passage_ids(version.pk) == {passage.pk for passage in passages}
    embedded = [text for call in openai_server.calls("/v1/embeddings") for text in call.body["input"]]
    assert len(embedded) == len(passages) - 3 + 1  # and the sample that checks the index


def test_vectors_of_a_broken_run_are_gone_before_new_passages_come(received) -> None:
    version = received()
    old = Passage.objects.create(version=version, ordinal=0, page_number=1, page_to=1, text="old", token_count=1)
    vector_index().upsert([VectorRecord(old.pk, version.pk, [1.0] + [0.0] * 255)])
    make_stale(version, status="splitting")

    ingest(version.pk)

    expected = set(Passage.objects.values_list("pk", flat=True))
    assert old.pk not in expected
    assert vector_index().passage_ids(version.pk) == expected


def pdf(pages: list[str], **facts: object) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, **facts)
    for text in pages:
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


FAILING = {
    "encrypted": (pdf(["Secret"], encrypt=StandardEncryption("owner", "pw")), "encrypted", "protected with a password"),
    "blank pages": (pdf(["", ""]), "no_text", "No text was found in the file"),
    "cut off": (pdf(["Guide"])[:400], "corrupt", "The file is damaged and cannot be read."),
}


@pytest.mark.parametrize("case", FAILING)
def test_a_file_that_cannot_be_read_fails_with_a_sentence(received, case: str) -> None:
    content, code, words = FAILING[case]
    version = received(content, name="guide.pdf")

    ingest(version.pk)

    version = fresh(version)
    assert (version.status, version.failure_code) == ("failed", code)
    assert words in version.failure_detail
    assert version.may_be_retried
    assert Passage.objects.count() == 0


def test_a_file_that_is_gone_fails_with_a_sentence(received) -> None:
    version = received()
    version.file.storage.delete(version.file.name)

    ingest(version.pk)

    assert (fresh(version).status, fresh(version).failure_code) == ("failed", "missing")
    assert fresh(version).failure_detail == "The uploaded file is no longer there. Upload it again."


def test_an_engine_that_is_down_is_tried_again_later_and_then_given_up(received, openai_server) -> None:
    version = received()
    openai_server.faults.extend([Status(503)] * 3)
    started = timezone.now()

    ingest(version.pk)

    waiting = fresh(version)
    assert (waiting.status, waiting.failure_code, waiting.lease) == ("received", "embedding_unavailable", None)
    assert "It is tried again by itself." in waiting.failure_detail
    assert timedelta(seconds=25) < waiting.retry_at - started < timedelta(seconds=40)
    assert waiting.page_count == 1

    ingest(version.pk)
    assert fresh(version).retry_at - started > timedelta(seconds=100)

    ingest(version.pk)
    given_up = fresh(version)
    assert (given_up.status, given_up.failure_code) == ("failed", "embedding_unavailable")
    assert "It was tried 3 times." in given_up.failure_detail


def test_a_retry_goes_on_where_the_work_stopped(received, openai_server) -> None:
    version = received()
    openai_server.faults.extend([Status(503)] * 3)
    for _ in range(3):
        ingest(version.pk)
    version.file.storage.delete(version.file.name)

    assert retry(fresh(version), by=None) is True
    ingest(version.pk)

    assert fresh(version).status == "ready"
    assert retry(fresh(version), by=None) is False


def test_an_index_that_is_down_is_tried_again_later(received, settings, monkeypatch) -> None:
    monkeypatch.setattr(pinecone, "WORK", Patience(attempts=1, total_seconds=1))
    settings.VECTOR_ENGINE, settings.PINECONE_API_KEY = "pinecone", "key"
    settings.PINECONE_HOST = "http://127.0.0.1:9"
    version = received()

    ingest(version.pk)

    assert (fresh(version).status, fresh(version).failure_code) == ("received", "index_unavailable")


def test_waiting_is_cancelled_at_once(received) -> None:
    version = received()

    assert request_cancel(version, by=None) is True

    assert fresh(version).status == "cancelled"
    assert ingest(version.pk) is False
    assert request_cancel(fresh(version), by=None) is False


def test_a_worker_is_told_to_stop(received) -> None:
    version = received()
    lease = claim(version.pk, now=timezone.now())
    request_cancel(version, by=None)

    assert lease.is_wanted() is False
    with pytest.raises(CancelRequested):
        lease.hold(pages_done=3)
    assert fresh(version).pages_done == 0


def test_a_cancelled_run_leaves_nothing_behind(committed, settings, monkeypatch) -> None:
    monkeypatch.setitem(embedding.PATIENCE, "passage", Patience(attempts=1, total_seconds=20))
    acme = committed["acme"]
    with tenant_scope(acme), OpenAIServer() as server:
        settings.EMBEDDING_ENGINE, settings.OPENAI_API_KEY = "openai", "sk-test"
        settings.OPENAI_BASE_URL = server.base_url
        server.faults.append(Hang(seconds=2))
        base = KnowledgeBase.objects.create(name="Benefits")
        version = receive_document(as_file(), DocumentFacts(base), uploaded_by=None)

        def cancel_while_embedding() -> None:
            with tenant_scope(acme):
                while fresh(version).status != "embedding":
                    time.sleep(0.05)
                request_cancel(version, by=None)
            connection.close()

        person = threading.Thread(target=cancel_while_embedding)
        person.start()
        ingest(version.pk)
        person.join()
        if fresh(version).status == "received":  # the engine's failure was seen first; the wish is kept
            ingest(version.pk)

        assert fresh(version).status == "cancelled"
        assert (Page.objects.count(), Passage.objects.count(), Posting.objects.count()) == (0, 0, 0)
        assert version.file.storage.exists(version.file.name)


def test_a_cancelled_version_of_a_dead_worker_is_cleaned_up(received) -> None:
    version = received()
    ingest(version.pk)
    make_stale(version, cancel_requested=True, attempts=3)

    ingest(version.pk)

    assert (fresh(version).status, fresh(version).cancel_requested) == ("cancelled", False)
    assert (Page.objects.count(), Passage.objects.count()) == (0, 0)
    assert vector_index().count_version(version.pk) == 0


def test_a_document_deleted_while_it_is_read_waits_for_its_worker(received) -> None:
    version = received()
    lease = claim(version.pk, now=timezone.now())

    begin_deletion(version.document, by=None)

    with pytest.raises(LeaseLost):
        lease.hold(pages_done=1)
    assert finish_deletion(version.document_id, now=timezone.now()) is False
    lease.give_back()
    assert finish_deletion(version.document_id, now=timezone.now()) is True
    assert Document.objects.count() == 0


def test_facts_changed_while_the_file_is_read_reach_its_passages(received) -> None:
    version = received()
    make_stale(version, status="embedding", timings={"extracting": 1.0, "splitting": 1.0})
    Page.objects.create(
        version=version, number=1, width=0, height=0, text="x", blocks=[{"kind": "paragraph", "text": "Sick leave."}]
    )
    write_passages(version, drafts_of(version))
    Document.objects.update(title="Rules for Local 88")

    ingest(version.pk)

    assert [passage.context for passage in Passage.objects.all()] == ["Rules for Local 88"]


def test_pages_hear_what_becomes_of_the_document(received) -> None:
    version = received(LONG_GUIDE)

    ingest(version.pk)

    events = [fields for _, fields in redis().xrange(client_key("live", "documents"))]
    assert {fields["event"] for fields in events} == {"row", "progress"}
    assert events[-1] == {"event": "row", "data": f'{{"document": "{version.document_id}"}}'}


def test_work_goes_on_without_redis(received, settings) -> None:
    version = received()
    real = settings.REDIS_URL
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    redis.cache_clear()

    ingest(version.pk)

    settings.REDIS_URL = real
    redis.cache_clear()
    assert fresh(version).status == "ready"


def test_a_replacement_keeps_the_old_version_published_until_it_is_published_itself(received) -> None:
    old = received(publish_when_ready=True)
    ingest(old.pk)
    new = receive_replacement(as_file("Vacation is 20 days."), old.document, uploaded_by=None)
    ingest(new.pk)

    assert fresh(old).document.published_version_id == old.pk
    publish(new.document, by=None)
    found = search("vacation days", day=DAY, class_code="", limit=5).hits
    assert [hit.text for hit in found] == ["Vacation is 20 days."]
