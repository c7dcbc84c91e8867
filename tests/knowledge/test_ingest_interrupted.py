"""Everything that can stop a version on its way, and how it goes on."""

import threading
from datetime import date, timedelta
from functools import partial

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from accounts.audience import ANYBODY
from knowledge.embeddings import embedding
from knowledge.extract.failure import SENTENCES
from knowledge.extract.types import ExtractedPage
from knowledge.ingestion.delete import begin_deletion, finish_deletion
from knowledge.ingestion.ingest import ingest
from knowledge.ingestion.lease import CancelRequested, LeaseLost, claim
from knowledge.ingestion.progress import ProgressBar
from knowledge.ingestion.read_pages import PageWriter
from knowledge.ingestion.receive import DocumentFacts, receive_document, receive_replacement
from knowledge.ingestion.retry import request_cancel, retry
from knowledge.ingestion.sweep import sweep
from knowledge.models import Document, DocumentVersion, EmbeddedText, KnowledgeBase, Page, Passage, Posting
from knowledge.patience import Patience
from knowledge.retrieval.search import search
from knowledge.vectors import VectorRecord, pinecone, vector_index
from tenants.context import tenant_scope
from tenants.redis import redis
from tenants.storage import ClientStorage
from tests.knowledge.conftest import TOO_LONG, as_file, fresh, full_disk, make_stale, stored_files
from tests.knowledge.processes import wait_until
from tests.vendors.local_server import Hang, Status
from tests.vendors.openai_server import OpenAIServer

DAY = date(2026, 11, 10)
STEPS = ("extracting", "splitting", "embedding", "indexing", "verifying")
DatabaseGone = (OperationalError, InterfaceError)
LONG_AGO = timedelta(minutes=10)
LONG_GUIDE = "\n\n".join(f"## Rule {n}\n\n" + f"Rule {n} says something about matter {n * 7}. " * 60 for n in range(40))


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


def test_a_file_that_gets_further_each_time_is_not_given_up(received) -> None:
    version = received()

    for pages in (1, 2, 3, 4):
        killed_after(version, pages)
        sweep(timezone.now())
        assert (fresh(version).status, fresh(version).attempts) == ("extracting", 1)

    killed_after(version, 4)
    killed_after(version, 2)
    sweep(timezone.now())
    assert (fresh(version).status, fresh(version).failure_code) == ("failed", "stopped")


def killed_after(version: DocumentVersion, pages: int) -> None:
    """Read so many pages of it, as a run that is killed then."""
    lease = claim(version.pk, now=timezone.now())
    writer = PageWriter(lease, fresh(version), ProgressBar(version.document_id))
    Page.objects.all().delete()
    for number in range(1, pages + 1):
        writer.take(ExtractedPage(number, 0, 0, ()), 9)
    writer.end({})
    DocumentVersion.objects.update(heartbeat_at=timezone.now() - LONG_AGO)


def test_a_step_that_is_done_counts_as_progress_and_one_that_fails_again_does_not(received, embedding_server) -> None:
    version = received()
    make_stale(version, attempts=2)
    embedding_server.faults.append(Status(503))

    ingest(version.pk)

    assert (fresh(version).status, fresh(version).attempts) == ("received", 1)


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


def test_only_passages_without_a_vector_are_embedded_after_a_break(received, embedding_server) -> None:
    version = received(LONG_GUIDE)
    ingest(version.pk)
    passages = list(Passage.objects.all())
    index = vector_index()
    index.delete_passages(version.pk, [passage.pk for passage in passages[3:]])
    EmbeddedText.objects.all().delete()
    make_stale(version, status="embedding")
    embedding_server.requests.clear()

    ingest(version.pk)

    assert fresh(version).status == "ready"
    assert list(Passage.objects.all()) == passages
    assert index.passage_ids(version.pk) == {passage.pk for passage in passages}
    embedded = [text for call in embedding_server.calls("/v1/embeddings") for text in call.body["input"]]
    assert len(embedded) - (len(passages) - 3) in (0, 1)  # the sample that checks the index may be another one


def test_vectors_of_a_broken_run_are_gone_before_new_passages_come(received) -> None:
    version = received()
    old = Passage.objects.create(version=version, ordinal=0, page_number=1, page_to=1, text="old", token_count=1)
    vector_index().upsert([VectorRecord(old.pk, version.pk, [1.0] + [0.0] * 255)])
    make_stale(version, status="splitting")

    ingest(version.pk)

    expected = set(Passage.objects.values_list("pk", flat=True))
    assert old.pk not in expected
    assert vector_index().passage_ids(version.pk) == expected


def test_an_engine_that_is_down_is_tried_again_later_and_then_given_up(received, embedding_server) -> None:
    version = received()
    embedding_server.faults.extend([Status(503)] * 3)
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


def test_a_retry_goes_on_where_the_work_stopped(received, embedding_server) -> None:
    version = received()
    embedding_server.faults.extend([Status(503)] * 3)
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


def test_one_of_many_passages_that_are_almost_the_same_shows_that_the_index_answers(received, monkeypatch) -> None:
    """Every other one begins in the middle of a sentence: the ten nearest to it are all those that do not."""
    monkeypatch.setattr("random.randrange", lambda count: 1)
    version = received(TOO_LONG)

    ingest(version.pk)

    assert version.passages.count() > 20
    assert (fresh(version).status, fresh(version).failure_code) == ("ready", "")


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
                # Not for ever: where the moment is missed, the test is to fail and not to hang.
                wait_until(lambda: fresh(version).status == "embedding", seconds=60)
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


def test_work_goes_on_without_redis(received, settings) -> None:
    version = received()
    real = settings.REDIS_URL
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    redis.cache_clear()

    ingest(version.pk)

    settings.REDIS_URL = real
    redis.cache_clear()
    assert fresh(version).status == "ready"


def test_the_database_gone_while_the_index_is_filled_is_noted_and_tried_again_by_itself(committed, at_step) -> None:
    with tenant_scope(committed["acme"]):
        facts = DocumentFacts(KnowledgeBase.objects.create(name="Benefits"))
        version = receive_document(as_file(LONG_GUIDE, "guide.md"), facts, uploaded_by=None, publish_when_ready=True)
        reached = at_step(version, "indexing", cut_own_connection)

        ingest(version.pk)

        assert reached == [True]
        assert fresh(version).failure_code == "index_unavailable"
        assert fresh(version).retry_at > timezone.now()
        ingest(version.pk)

        version = fresh(version)
        assert (version.status, version.attempts, version.failure_code) == ("ready", 0, "")
        assert vector_index().passage_ids(version.pk) == set(version.passages.values_list("pk", flat=True))


@pytest.mark.parametrize("step", [step for step in STEPS if step != "indexing"])
def test_the_database_gone_in_any_step_leaves_a_version_that_goes_on(committed, at_step, step: str) -> None:
    with tenant_scope(committed["acme"]):
        facts = DocumentFacts(KnowledgeBase.objects.create(name="Benefits"))
        version = receive_document(as_file(LONG_GUIDE, "guide.md"), facts, uploaded_by=None, publish_when_ready=True)
        reached = at_step(version, step, cut_own_connection)

        with pytest.raises(DatabaseGone):
            ingest(version.pk)
        connection.close()

        assert reached == [True]
        assert fresh(version).status == step
        DocumentVersion.objects.update(heartbeat_at=timezone.now() - LONG_AGO)
        assert sweep(timezone.now()).versions == (version.pk,)
        ingest(version.pk)

        version = fresh(version)
        passages = set(version.passages.values_list("pk", flat=True))
        assert (version.status, version.attempts, version.failure_code) == ("ready", 0, "")
        assert vector_index().passage_ids(version.pk) == passages
        assert len(passages) == version.passage_count > 1
        found = search("Rule 7 matter 49", day=DAY, audience=ANYBODY, limit=3)
        assert (found.degraded, "matter 49" in found.hits[0].text) == (False, True)


def cut_own_connection() -> bool:
    """Have the server end the connection of this thread, as a restart does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    with psycopg.connect(connection.connection.info.dsn, password=connection.settings_dict["PASSWORD"]) as other:
        return other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid]).fetchone()[0]


@pytest.mark.parametrize("step", STEPS)
def test_a_version_replaced_in_any_step_does_not_come_back(received, at_step, step: str) -> None:
    """The newer one is read faster and published; the older one ends after it, and was to be published as well."""
    version = received(LONG_GUIDE, publish_when_ready=True)
    replaced = at_step(version, step, partial(published_replacement, version.document))

    ingest(version.pk)

    (newer,) = replaced
    assert (fresh(version).status, fresh(newer).status) == ("ready", "ready")
    assert Document.objects.get().published_version_id == newer.pk
    assert {hit.version_id for hit in search("vacation rule", day=DAY, audience=ANYBODY, limit=5).hits} == {newer.pk}


def published_replacement(document: Document) -> DocumentVersion:
    file = as_file("Vacation is 20 days a year.")
    newer = receive_replacement(file, document, uploaded_by=None, publish_when_ready=True)
    ingest(newer.pk)
    return newer


@pytest.mark.parametrize("step", STEPS)
def test_a_wish_to_end_is_followed_in_every_step(received, at_step, step: str) -> None:
    version = received(LONG_GUIDE)
    reached = at_step(version, step, partial(request_cancel, version, by=None))

    ingest(version.pk)

    assert reached == [True]
    assert (fresh(version).status, fresh(version).cancel_requested) == ("cancelled", False)
    assert (Page.objects.count(), Passage.objects.count(), Posting.objects.count()) == (0, 0, 0)
    assert vector_index().count_version(version.pk) == 0


@pytest.mark.parametrize("step", STEPS)
def test_a_document_deleted_in_any_step_leaves_nothing(received, at_step, step: str) -> None:
    version = received(LONG_GUIDE, publish_when_ready=True)
    reached = at_step(version, step, partial(begin_deletion, version.document, by=None))

    ingest(version.pk)

    assert reached == [True]
    assert finish_deletion(version.document_id, now=timezone.now()) is True
    assert [model.objects.count() for model in (Document, DocumentVersion, Page, Passage, Posting)] == [0] * 5
    assert vector_index().count_version(version.pk) == 0
    assert stored_files() == set()


def test_a_file_store_that_does_not_answer_is_tried_again_later(received, settings, monkeypatch) -> None:
    version = received()
    field = DocumentVersion._meta.get_field("file")
    answering = field.storage
    settings.STORAGE_ENGINE, settings.R2_BUCKET = "r2", "benefits"
    settings.R2_ENDPOINT_URL, settings.R2_ACCESS_KEY_ID = "http://127.0.0.1:9", "key"
    settings.R2_SECRET_ACCESS_KEY = "secret"
    monkeypatch.setattr(field, "storage", ClientStorage())

    ingest(version.pk)

    waiting = fresh(version)
    assert (waiting.status, waiting.failure_code, waiting.lease) == ("received", "storage_unavailable", None)
    assert waiting.failure_detail == "The file store did not answer. It is tried again by itself."
    assert waiting.retry_at > timezone.now()

    monkeypatch.setattr(field, "storage", answering)
    ingest(version.pk)

    assert fresh(version).status == "ready"


def test_a_disk_that_fills_up_while_a_file_is_fetched_is_said_and_tried_again(received) -> None:
    version = received(TOO_LONG)

    with full_disk():
        ingest(version.pk)

    waiting = fresh(version)
    assert (waiting.status, waiting.failure_code, waiting.lease) == ("received", "storage_unavailable", None)
    assert waiting.failure_detail == f"{SENTENCES['no_room']} It is tried again by itself."
    ingest(version.pk)
    assert fresh(version).status == "ready"


def test_a_cancelled_version_is_read_again_from_its_first_page(received) -> None:
    version = received()
    ingest(version.pk)
    make_stale(version, cancel_requested=True)
    ingest(version.pk)

    assert retry(fresh(version), by=None) is True
    ingest(version.pk)

    assert fresh(version).status == "ready"
    assert (Page.objects.count(), Passage.objects.count()) == (1, 1)
