from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from knowledge.ingestion import delete
from knowledge.ingestion.delete import begin_deletion, finish_deletion
from knowledge.models import Document, DocumentVersion, Page, Passage, PassageVector, Posting
from knowledge.patience import Patience
from knowledge.vectors import VectorIndexUnavailable, pinecone, vector_index
from tests.knowledge.conftest import make_version, stored_files
from tests.vendors.pinecone_server import PineconeServer


@pytest.fixture
def document(in_acme, index_document) -> Document:
    document = index_document("Guide", ["Parking is free.", "Lunch is not."])
    make_version(document, status="ready", number=2)
    return document


def test_nothing_of_a_deleted_document_is_left(document) -> None:
    assert begin_deletion(document, by=None) is True
    assert finish_deletion(document.pk, now=timezone.now()) is True

    for model in (Document, DocumentVersion, Page, Passage, Posting, PassageVector):
        assert model.objects.count() == 0
    assert stored_files() == set()


def test_deleting_twice_is_deleting_once(document) -> None:
    assert begin_deletion(document, by=None) is True
    assert begin_deletion(document, by=None) is False

    assert finish_deletion(document.pk, now=timezone.now()) is True
    assert finish_deletion(document.pk, now=timezone.now()) is True


def test_a_document_that_is_not_being_deleted_is_left_alone(document) -> None:
    assert finish_deletion(document.pk, now=timezone.now()) is True

    assert Document.objects.count() == 1


def test_a_document_rests_in_deleting_while_a_worker_has_it(document) -> None:
    now = timezone.now()
    begin_deletion(document, by=None)
    DocumentVersion.objects.filter(number=2).update(lease=uuid4(), heartbeat_at=now)

    assert finish_deletion(document.pk, now=now) is False
    assert set(document.versions.values_list("status", flat=True)) == {"deleting"}
    assert finish_deletion(document.pk, now=now + timedelta(minutes=2)) is True


def test_a_document_rests_in_deleting_while_the_index_is_down(document, settings, monkeypatch) -> None:
    monkeypatch.setattr(pinecone, "WORK", Patience(attempts=1, total_seconds=1))
    settings.VECTOR_ENGINE, settings.PINECONE_API_KEY = "pinecone", "key"
    settings.PINECONE_HOST = "http://127.0.0.1:9"
    begin_deletion(document, by=None)

    with pytest.raises(VectorIndexUnavailable):
        finish_deletion(document.pk, now=timezone.now())

    assert Passage.objects.count() == 2
    assert len(stored_files()) == 2
    settings.VECTOR_ENGINE = "pgvector"
    assert finish_deletion(document.pk, now=timezone.now()) is True
    assert Document.objects.count() == 0


def test_vectors_that_can_still_be_seen_keep_their_rows(in_acme, index_document, settings, monkeypatch) -> None:
    monkeypatch.setattr(delete, "GONE_SECONDS", 0.2)
    monkeypatch.setattr(delete, "_LOOK_SECONDS", 0.05)
    with PineconeServer(dimension=256) as server:
        settings.VECTOR_ENGINE, settings.PINECONE_API_KEY, settings.PINECONE_HOST = "pinecone", "key", server.url
        document = index_document("Guide", ["Parking is free."])
        version = document.published_version
        begin_deletion(document, by=None)
        # What was written so far is seen; what is deleted from now on is not seen to be.
        server.changes[:] = [replace(change, at=change.at - 1_000) for change in server.changes]
        server.list_delay_seconds = 500

        with pytest.raises(VectorIndexUnavailable, match="still_visible"):
            finish_deletion(document.pk, now=timezone.now())
        assert Passage.objects.count() == 1

        server.list_delay_seconds = 0
        assert finish_deletion(document.pk, now=timezone.now()) is True
        assert vector_index().count_version(version.pk) == 0
