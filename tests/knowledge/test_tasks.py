"""What happens to messages and workers that are lost, and who comes first."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Event
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError as QueueUnavailable

from knowledge import tasks
from knowledge.ingestion.delete import begin_deletion
from knowledge.ingestion.queue import is_one_of_many, per_client, put_back, take_waiting
from knowledge.ingestion.receive import DocumentFacts, receive_document
from knowledge.ingestion.sweep import sweep
from knowledge.models import Document, DocumentVersion, KnowledgeBase, Passage
from tenants.binding import ClientRef
from tenants.context import platform_scope, tenant_scope
from tenants.one_at_a_time import alone
from tests.knowledge.conftest import as_file, make_version

NOW = timezone.now()
LONG_AGO = NOW - timedelta(minutes=30)


@pytest.fixture
def document(in_acme, make_base) -> Document:
    return Document.objects.create(knowledge_base=make_base(), title="Guide")


def status(version: DocumentVersion) -> str:
    return DocumentVersion.objects.values_list("status", flat=True).get(pk=version.pk)


def refuse(*arguments: str) -> None:
    raise QueueUnavailable("connection refused")


def contexts(document: Document) -> set[str]:
    return set(Passage.objects.filter(version__document=document).values_list("context", flat=True))


def test_a_client_has_only_a_few_versions_in_the_queue(document) -> None:
    versions = [make_version(document, created_at=NOW + timedelta(seconds=n)) for n in range(per_client() + 3)]

    first = take_waiting(NOW)
    assert first == [version.pk for version in versions[: per_client()]]
    assert take_waiting(NOW) == []

    DocumentVersion.objects.filter(pk=first[0]).update(status="ready")
    assert take_waiting(NOW) == [versions[per_client()].pk]


def test_a_client_never_holds_all_processes(document, settings) -> None:
    for _ in range(9):
        make_version(document)

    settings.INGEST_PROCESSES = 4
    assert len(take_waiting(NOW)) == 3
    settings.INGEST_PROCESSES = 1
    DocumentVersion.objects.update(queued_at=None)
    assert len(take_waiting(NOW)) == 1


def test_a_file_stands_back_while_others_of_its_client_wait(document) -> None:
    make_version(document, status="extracting", lease=uuid4())
    assert is_one_of_many() is False

    make_version(document)

    assert is_one_of_many() is True


def test_a_small_file_goes_before_large_ones_that_came_a_moment_earlier(document, settings) -> None:
    settings.INGEST_PROCESSES = 99
    large = make_version(document, created_at=NOW)
    small = make_version(document, created_at=NOW + timedelta(seconds=20))
    later = make_version(document, created_at=NOW + timedelta(seconds=40))
    DocumentVersion.objects.filter(pk=large.pk).update(size_bytes=1_000_000)

    assert take_waiting(NOW) == [small.pk, large.pk, later.pk]


def test_two_who_look_at_once_do_not_send_more_than_one_would(committed) -> None:
    acme = committed["acme"]
    with tenant_scope(acme):
        base = KnowledgeBase.objects.create(name="Benefits")
        document = Document.objects.create(knowledge_base=base, title="Guide")
        for _ in range(20):
            make_version(document)

    def look(_: int) -> list:
        try:
            with tenant_scope(acme):
                return take_waiting(timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        sent = [pk for found in pool.map(look, range(12)) for pk in found]

    assert len(sent) == len(set(sent)) == per_client()


def test_versions_at_work_count_too(document) -> None:
    for _ in range(per_client()):
        make_version(document, status="extracting", lease=uuid4())
    make_version(document)

    assert take_waiting(NOW) == []


def test_a_version_waits_until_it_may_be_tried_again(document) -> None:
    version = make_version(document, retry_at=NOW + timedelta(seconds=30))

    assert take_waiting(NOW) == []
    assert take_waiting(NOW + timedelta(seconds=31)) == [version.pk]


def test_a_message_that_could_not_be_sent_is_sent_again(document) -> None:
    version = make_version(document)
    assert take_waiting(NOW) == [version.pk]

    put_back(version.pk)

    assert take_waiting(NOW) == [version.pk]


def test_the_sweep_frees_lost_messages(document) -> None:
    make_version(document, queued_at=NOW - timedelta(seconds=30))
    lost = make_version(document, queued_at=LONG_AGO)

    sweep(NOW)

    assert take_waiting(NOW) == [lost.pk]


def test_the_sweep_finds_versions_without_a_living_worker(document) -> None:
    make_version(document, status="embedding", lease=uuid4(), heartbeat_at=NOW)
    killed = make_version(document, status="embedding", lease=uuid4(), heartbeat_at=LONG_AGO)
    left = make_version(document, status="indexing", heartbeat_at=NOW)

    assert set(sweep(NOW).versions) == {killed.pk, left.pk}


def test_the_sweep_gives_up_what_was_killed_too_often(document) -> None:
    version = make_version(document, status="extracting", lease=uuid4(), heartbeat_at=LONG_AGO, attempts=3)

    assert sweep(NOW).versions == ()

    version.refresh_from_db()
    assert (version.status, version.failure_code) == ("failed", "stopped")
    assert version.failure_detail.startswith("Work on this file broke off several times. Try again")


def test_the_sweep_task_goes_through_every_client(acme, globex, make_base) -> None:
    versions = {}
    for client in (acme, globex):
        with tenant_scope(client):
            version = receive_document(as_file(), DocumentFacts(make_base()), uploaded_by=None)
            DocumentVersion.objects.update(status="splitting", heartbeat_at=LONG_AGO, lease=uuid4())
            versions[client] = version

    with platform_scope():
        tasks.sweep_documents.delay()

    for client, version in versions.items():
        with tenant_scope(client):
            assert status(version) == "ready"


def test_the_sweep_task_finishes_deletions(in_acme, index_document) -> None:
    document = index_document("Guide", ["Parking is free."])
    begin_deletion(document, by=None)
    Document.objects.update(deleting_at=LONG_AGO)

    tasks.sweep_client_documents.delay(in_acme.schema_name)

    assert Document.objects.count() == 0


def test_a_finished_version_brings_the_next_one(in_acme, make_base, django_capture_on_commit_callbacks) -> None:
    for number in range(per_client() + 2):
        receive_document(as_file(f"Rule {number} of many."), DocumentFacts(make_base()), uploaded_by=None)

    with django_capture_on_commit_callbacks(execute=True):
        tasks.queue_waiting()

    assert set(DocumentVersion.objects.values_list("status", flat=True)) == {"ready"}


def test_an_upload_survives_a_queue_that_is_down(
    in_acme, make_base, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    version = receive_document(as_file(), DocumentFacts(make_base()), uploaded_by=None)

    with monkeypatch.context() as down, django_capture_on_commit_callbacks(execute=True):
        down.setattr(tasks.ingest_version, "delay", refuse)
        tasks.queue_waiting()
    version.refresh_from_db()
    assert (version.status, version.queued_at) == ("received", None)

    tasks.sweep_client_documents.delay(in_acme.schema_name)
    assert status(version) == "ready"


def test_corrected_facts_survive_a_queue_that_is_down(
    in_acme, index_document, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    document = index_document("Guide", ["Parking is free.", "Transit is not."])
    right = index_document("Leave", ["Leave is paid."])
    Document.objects.filter(pk=document.pk).update(title="Handbook", plan_year="2027")

    with monkeypatch.context() as down, django_capture_on_commit_callbacks(execute=True):
        down.setattr(tasks.refresh_document, "delay", refuse)
        tasks.queue_refresh(document.pk)
    assert contexts(document) == {"Guide"}
    assert sweep(NOW).outdated == (document.pk,)

    tasks.sweep_client_documents.delay(in_acme.schema_name)
    assert contexts(document) == {"Handbook · plan year 2027"}
    assert contexts(right) == {"Leave"}
    assert sweep(NOW).outdated == ()


def test_a_refresh_that_is_under_way_is_not_sent_again_at_once(in_acme, index_document, monkeypatch) -> None:
    document = index_document("Guide", ["Parking is free."])
    Document.objects.filter(pk=document.pk).update(title="Handbook")
    sent = []
    monkeypatch.setattr(tasks.refresh_document, "delay", lambda *arguments: sent.append(arguments))

    for _ in range(3):
        tasks.sweep_client_documents.delay(in_acme.schema_name)

    assert sent == [(in_acme.schema_name, str(document.pk))]


def test_a_document_being_deleted_or_read_is_not_refreshed(in_acme, index_document) -> None:
    deleted, in_progress = index_document("Guide", ["Parking is free."]), index_document("Leave", ["Leave is paid."])
    Document.objects.update(title="Handbook")
    begin_deletion(deleted, by=None)
    in_progress.versions.update(status="embedding", lease=uuid4())

    assert sweep(NOW).outdated == ()


def test_a_document_deleted_while_its_version_was_read_is_erased_by_that_worker(in_acme, make_base) -> None:
    version = receive_document(as_file(), DocumentFacts(make_base()), uploaded_by=None)
    begin_deletion(version.document, by=None)

    tasks.ingest_version.delay(in_acme.schema_name, str(version.pk))

    assert Document.objects.count() == 0


def test_of_a_clients_looks_for_warnings_one_is_at_work_and_one_waits(committed, monkeypatch) -> None:
    acme, sent = committed["acme"], []
    monkeypatch.setattr(tasks.find_warnings, "apply_async", lambda arguments, **_: sent.append(arguments))
    with tenant_scope(acme):
        tasks.find_warnings(acme.schema_name)
        with _at_work_elsewhere(acme, "find-warnings"):
            tasks.queue_warnings()
            assert sent == [(acme.schema_name,)]

            # Its turn comes while the other is at work: it waits on, and what changes meanwhile sends no third.
            tasks.find_warnings(acme.schema_name)
            for _ in range(5):
                tasks.queue_warnings()
            assert sent == [(acme.schema_name,)] * 2

        tasks.find_warnings(acme.schema_name)
        tasks.queue_warnings()
        assert sent == [(acme.schema_name,)] * 3
        tasks.find_warnings(acme.schema_name)


@contextmanager
def _at_work_elsewhere(client: ClientRef, subject: str) -> Iterator[None]:
    """Have a connection of its own hold the client's turn."""
    has_begun, may_end = Event(), Event()

    def work() -> None:
        try:
            with tenant_scope(client), alone(subject) as is_alone:
                assert is_alone
                has_begun.set()
                may_end.wait(20)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        run = pool.submit(work)
        try:
            assert has_begun.wait(20)
            yield
        finally:
            may_end.set()
        run.result()
