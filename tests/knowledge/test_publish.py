import pytest
from django.db import connection

from knowledge.ingestion import ingest as ingestion
from knowledge.ingestion.delete import begin_deletion
from knowledge.ingestion.ingest import ingest
from knowledge.lifecycle.publish import PublishRefused, publish, unpublish
from knowledge.models import Document, DocumentVersion
from tenants.audit.models import AuditEvent
from tests.knowledge.conftest import make_version


@pytest.fixture
def document(in_acme, index_document) -> Document:
    return index_document("Guide", ["Parking is free."], is_published=False)


def test_publishing_is_one_update_of_one_column(document, make_person, in_acme) -> None:
    hr = make_person(in_acme, "hr_editor")

    version = publish(document, by=hr)

    document.refresh_from_db()
    assert (document.published_version, document.published_by) == (version, hr)
    event = AuditEvent.objects.get(action="document.published")
    assert (event.actor_id, event.subject_id, event.detail) == (hr.pk, str(document.pk), {"version": 1})


def test_the_newest_ready_version_is_published(document) -> None:
    newest = make_version(document, status="ready", number=2)
    make_version(document, status="failed", number=3)

    assert publish(document, by=None) == newest


def test_nothing_unread_is_published(in_acme, make_base) -> None:
    document = Document.objects.create(knowledge_base=make_base(), title="Guide")
    make_version(document, status="extracting")

    with pytest.raises(PublishRefused, match="“Guide” has no version that is ready yet"):
        publish(document, by=None)


def test_a_document_being_deleted_is_not_published(document) -> None:
    begin_deletion(document, by=None)

    with pytest.raises(PublishRefused):
        publish(document, by=None)

    document.refresh_from_db()
    assert document.published_version is None


def test_unpublishing_twice_is_told_once(document) -> None:
    publish(document, by=None)

    unpublish(document, by=None)
    unpublish(document, by=None)

    document.refresh_from_db()
    assert document.published_version is None
    assert AuditEvent.objects.filter(action="document.unpublished").count() == 1


@pytest.mark.parametrize("status", ["received", "extracting", "failed"])
def test_what_is_still_read_does_not_bring_back_what_was_withdrawn(document, status) -> None:
    publish(document, by=None)
    newer = make_version(document, status=status, publish_when_ready=True, content=b"Parking costs $5 a day.")

    unpublish(document, by=None)
    DocumentVersion.objects.filter(pk=newer.pk, status="failed").update(status="received")
    assert ingest(newer.pk)

    document.refresh_from_db()
    newer.refresh_from_db()
    assert newer.is_ready
    assert document.published_version is None


def test_what_is_read_to_its_end_while_it_is_withdrawn_is_not_published(document, monkeypatch) -> None:
    publish(document, by=None)
    newer = make_version(document, status="received", publish_when_ready=True, content=b"Parking costs $5 a day.")

    def read_facts(version: DocumentVersion) -> list:
        unpublish(document, by=None)
        return []

    monkeypatch.setattr(ingestion, "read_facts", read_facts)
    assert ingest(newer.pk)

    document.refresh_from_db()
    assert document.published_version is None


def test_what_was_recorded_cannot_be_changed(document) -> None:
    publish(document, by=None)

    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("DELETE FROM audit_auditevent")
