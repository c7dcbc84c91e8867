"""A vendor is paid once for a text; what is kept for that belongs to one client and goes with its document."""

from datetime import timedelta

import pytest

from knowledge.embeddings.embedding import EmbeddingUnavailable
from knowledge.embeddings.embedding_cache import QuestionVector, embed_passages, forget_old_texts
from knowledge.ingestion.delete import begin_deletion, finish_deletion
from knowledge.ingestion.ingest import ingest
from knowledge.ingestion.receive import receive_replacement
from knowledge.models import DocumentVersion, EmbeddedText
from tenants.context import tenant_scope
from tests.knowledge.conftest import a_moment, as_file, fresh
from tests.vendors.local_server import Status


def asked(server) -> list[str]:
    """Return every text that was paid for."""
    return [text for call in server.calls("/v1/embeddings") for text in call.body["input"]]


def test_an_equal_question_is_paid_for_once(in_acme, embedding_server) -> None:
    first = QuestionVector("What is the copay?").values()
    again = QuestionVector("What is the copay?").values()

    assert again == pytest.approx(first, abs=1e-6)
    assert asked(embedding_server) == ["What is the copay?"]


def test_a_private_question_is_paid_for_each_time_and_leaves_no_vector(in_acme, embedding_server) -> None:
    QuestionVector("What is the copay?", is_kept=False).values()
    QuestionVector("What is the copay?").values()
    QuestionVector("What is the copay?", is_kept=False).values()

    assert asked(embedding_server) == ["What is the copay?"] * 2


def test_two_clients_with_an_equal_question_each_pay(acme, globex, embedding_server) -> None:
    """Whoever got an answer in no time would know what the other client has asked."""
    for client in (acme, globex):
        with tenant_scope(client):
            QuestionVector("What is the copay?").values()

    assert len(asked(embedding_server)) == 2


def test_another_model_is_asked_anew(in_acme, embedding_server, settings) -> None:
    QuestionVector("copay").values()
    settings.OPENAI_EMBEDDING_MODEL = "text-embedding-3-large"
    QuestionVector("copay").values()

    models = [call.body["model"] for call in embedding_server.calls("/v1/embeddings")]
    assert models == ["text-embedding-3-small", "text-embedding-3-large"]


def test_questions_are_embedded_with_redis_down(in_acme, embedding_server, dead_redis) -> None:
    assert len(QuestionVector("copay").values()) == 64
    assert len(QuestionVector("copay").values()) == 64
    assert len(asked(embedding_server)) == 2


def test_a_file_read_again_costs_nothing(received, embedding_server) -> None:
    version = received()
    ingest(version.pk)
    paid = len(asked(embedding_server))
    DocumentVersion.objects.filter(pk=version.pk).update(status="received", timings={}, attempts=0)

    ingest(version.pk)

    version.refresh_from_db()
    assert (version.status, version.passages.count()) == ("ready", paid)
    assert len(asked(embedding_server)) == paid


def test_a_replacement_pays_for_what_is_new_in_it(received, embedding_server, hr) -> None:
    guide = "\n\n".join(f"# Rule {number}\n\n" + f"Rule {number} is long. " * 60 for number in range(1, 5))
    version = received(guide, publish_when_ready=True)
    ingest(version.pk)
    before = len(asked(embedding_server))
    document = fresh(version).document
    newer = receive_replacement(as_file(guide.replace("Rule 3", "Rule 33")), document, uploaded_by=hr)

    ingest(newer.pk)

    paid = asked(embedding_server)[before:]
    assert 0 < len(paid) < before == newer.passages.count()
    assert all("Rule 33" in text for text in paid)


def test_what_was_kept_goes_with_the_document(received, embedding_server) -> None:
    version = received()
    ingest(version.pk)
    assert EmbeddedText.objects.exists()

    begin_deletion(version.document, by=None)

    assert finish_deletion(version.document_id, now=a_moment())
    assert not EmbeddedText.objects.exists()


def test_what_was_kept_is_forgotten_after_a_while(received, embedding_server) -> None:
    version = received()
    ingest(version.pk)
    count = EmbeddedText.objects.count()

    forget_old_texts(a_moment(later=timedelta(days=89)))
    assert EmbeddedText.objects.count() == count > 0
    forget_old_texts(a_moment(later=timedelta(days=91)))
    assert EmbeddedText.objects.count() == 0


def test_a_kept_vector_points_where_the_vendors_did(received, embedding_server) -> None:
    document = received().document

    fresh = embed_passages(document.pk, ["Vision care is free.", "Dental care is not."])
    kept = embed_passages(document.pk, ["Dental care is not.", "Vision care is free."])

    for one, other in zip(fresh, reversed(kept), strict=True):
        assert sum(a * b for a, b in zip(one, other, strict=True)) == pytest.approx(1, abs=1e-3)


def test_what_a_vendor_refused_is_not_kept(received, embedding_server) -> None:
    document = received().document
    embedding_server.play(Status(401))

    with pytest.raises(EmbeddingUnavailable, match="unauthorised"):
        embed_passages(document.pk, ["Vision care is free."])

    assert not EmbeddedText.objects.exists()
    assert len(embed_passages(document.pk, ["Vision care is free."])) == 1


def test_the_built_in_model_keeps_nothing(received) -> None:
    ingest(received().pk)

    assert not EmbeddedText.objects.exists()
