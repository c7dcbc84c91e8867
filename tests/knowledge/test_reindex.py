"""A running installation changes its embedding model or its vector engine."""

from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.audience import ANYBODY
from knowledge.ingestion import reindex as reindexing
from knowledge.ingestion.delete import begin_deletion, finish_deletion
from knowledge.models import DocumentVersion, PassageVector, Posting
from knowledge.retrieval.search import SearchResult, search
from knowledge.vectors import vector_index
from tenants.context import tenant_scope
from tests.knowledge.conftest import a_moment, url, words
from tests.vendors.local_server import Status
from tests.vendors.pinecone_server import PineconeServer

NEW_MODEL = "openai-text-embedding-3-small"
OLD_MODEL = "wordllama-l2_supercat-256"


@pytest.fixture
def pinecone_server(settings) -> Iterator[PineconeServer]:
    with PineconeServer(dimension=256) as server:
        settings.VECTOR_ENGINE = "pinecone"
        settings.PINECONE_API_KEY = "pc-test"
        settings.PINECONE_HOST = server.url
        yield server


def lines(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("reindex", *arguments, stdout=out)
    return out.getvalue().splitlines()


def models() -> set[str]:
    return set(PassageVector.objects.values_list("model", flat=True).distinct())


def find(question: str) -> SearchResult:
    return search(question, day=date(2026, 11, 4), audience=ANYBODY, limit=5)


def test_the_old_model_goes_on_answering_until_all_is_indexed_anew(in_acme, index_document, request) -> None:
    index_document("Guide", ["The parking fee is 10 dollars.", "Transit is free."])
    index_document("Leave", ["Leave is paid."])
    with_old = find("parking fee")

    server = request.getfixturevalue("embedding_server")
    still_with_old = find("parking fee")
    asked_before = len(server.calls("/v1/embeddings"))
    told = lines()
    with_new = find("parking fee")

    assert (still_with_old.degraded, still_with_old.hits, asked_before) == (False, with_old.hits, 0)
    assert told == ["acme: Guide, version 1: 2 passages, indexed", "acme: Leave, version 1: 1 passages, indexed"]
    assert (with_new.degraded, with_new.awaits_index) == (False, False)
    assert with_new.hits[0].why.vector_rank == 1
    assert with_new.hits[0].why.vector_score != with_old.hits[0].why.vector_score
    assert models() == {NEW_MODEL}
    # Two documents and one question: nothing is asked of the new model that is not needed.
    assert len(server.calls("/v1/embeddings")) == 3


def test_half_way_through_both_models_answer_for_what_they_hold(in_acme, index_document, request) -> None:
    """By words none of it is found: what comes, comes by meaning, from either index."""
    index_document("Done", ["Days off work are paid.", "The canteen opens at noon."])
    index_document("Not yet", ["Holidays are paid.", "Bicycles stand in the yard."])
    request.getfixturevalue("embedding_server")
    done = DocumentVersion.objects.get(document__title="Done")

    assert reindexing.reindex(done) == "indexed"
    result = find("canteen bicycles")

    served = dict(DocumentVersion.objects.values_list("document__title", "served_by"))
    assert served == {"Done": f"pgvector/{NEW_MODEL}", "Not yet": f"pgvector/{OLD_MODEL}"}
    assert (result.degraded, result.awaits_index) == (False, False)
    assert {hit.title for hit in result.hits if hit.why.vector_rank is not None} == {"Done", "Not yet"}
    assert sorted(hit.why.vector_rank for hit in result.hits) == [1, 2, 3, 4]


def test_without_the_model_before_its_documents_are_said_to_be_found_by_words(
    in_acme, index_document, request, settings
) -> None:
    server = request.getfixturevalue("embedding_server")
    index_document("Guide", ["The parking fee is 10 dollars."])
    assert find("parking fee").hits[0].why.vector_rank == 1
    settings.EMBEDDING_ENGINE = "wordllama"
    server.play(Status(401))

    result = find("parking charge")

    assert (result.degraded, result.awaits_index, result.hits[0].why.vector_rank) == (True, True, None)
    assert lines() == ["acme: Guide, version 1: 1 passages, indexed"]
    assert (find("parking charge").degraded, find("parking charge").hits[0].why.vector_rank) == (False, 1)


def test_a_version_of_which_nothing_is_known_is_sought_where_all_are(in_acme, index_document, request) -> None:
    index_document("Guide", ["The parking fee is 10 dollars."])
    DocumentVersion.objects.update(served_by="")
    assert find("parking fee").degraded is False

    request.getfixturevalue("embedding_server")

    result = find("parking fee")
    assert (result.degraded, result.awaits_index, result.hits[0].why.vector_rank) == (True, True, None)


def test_one_version_without_vectors_among_others_is_noticed(in_acme, index_document) -> None:
    index_document("Guide", [f"Rule {number} of the guide." for number in range(80)])
    bare = index_document("Leave", ["Leave is paid."])
    vector_index().delete_version(bare.published_version_id)

    assert find("rule of the guide").awaits_index is True

    lines()
    assert find("rule of the guide").awaits_index is False


def test_a_second_run_embeds_nothing(in_acme, index_document, embedding_server) -> None:
    index_document("Guide", ["Parking is free."])
    asked = len(embedding_server.calls("/v1/embeddings"))

    assert lines("--all") == ["acme: Guide, version 1: 1 passages, complete"]
    assert len(embedding_server.calls("/v1/embeddings")) == asked


def test_the_old_vectors_stay_until_the_new_ones_are_complete(
    in_acme, index_document, request, settings, monkeypatch
) -> None:
    document = index_document("Guide", [f"Rule {number} of the guide." for number in range(5)])
    server = request.getfixturevalue("embedding_server")
    monkeypatch.setattr(reindexing, "AT_ONCE", 2)
    server.play(None, Status(401))

    with pytest.raises(CommandError, match="1 version is left; run it again"):
        lines("--client", "acme")
    version = document.published_version_id
    assert len(vector_index().passage_ids(version)) == 2
    assert len(vector_index(OLD_MODEL).passage_ids(version)) == 5

    assert lines("--client", "acme") == ["acme: Guide, version 1: 5 passages, indexed"]
    assert models() == {NEW_MODEL}
    assert PassageVector.objects.count() == 5


def test_a_run_killed_before_the_old_vectors_were_removed_is_finished(in_acme, index_document, request) -> None:
    document = index_document("Guide", ["Parking is free."])
    request.getfixturevalue("embedding_server")
    with pytest.MonkeyPatch.context() as killed:
        killed.setattr(reindexing, "_forget_other_models", lambda *arguments: None)
        reindexing.reindex(document.published_version)
    assert models() == {OLD_MODEL, NEW_MODEL}

    assert lines() == ["acme: Guide, version 1: 1 passages, complete"]
    assert models() == {NEW_MODEL}


def test_only_what_can_be_published_is_indexed(in_acme, index_document, request) -> None:
    deleted, failed = index_document("Deleted", ["One."]), index_document("Failed", ["Two."])
    index_document("Draft", ["Three."], is_published=False)
    index_document("Published", ["Four."])
    begin_deletion(deleted, by=None)
    failed.versions.update(status="failed")
    request.getfixturevalue("embedding_server")

    assert lines() == [
        "acme: Published, version 1: 1 passages, indexed",
        "acme: Draft, version 1: 1 passages, indexed",
    ]


def test_a_document_deleted_meanwhile_leaves_no_vector(in_acme, index_document, embedding_server, monkeypatch) -> None:
    document = index_document("Guide", ["Parking is free."])
    version = document.published_version
    vector_index().delete_version(version.pk)
    monkeypatch.setattr(reindexing, "_is_kept", lambda version: False)

    assert reindexing.reindex(version) == "gone"
    assert vector_index().count_version(version.pk) == 0


def test_terms_are_written_anew_on_demand(in_acme, index_document) -> None:
    document = index_document("Guide", ["Parking is free."])
    Posting.objects.all().delete()

    lines()
    assert Posting.objects.count() == 0

    lines("--terms")
    assert find("parking").hits[0].document_id == document.pk
    begin_deletion(document, by=None)
    assert finish_deletion(document.pk, now=a_moment())
    reindexing.rewrite_terms(DocumentVersion(pk=document.published_version_id, status="ready"))
    assert Posting.objects.count() == 0


def test_all_clients_are_done_unless_one_is_named(acme, globex, index_document, request) -> None:
    for client in (acme, globex):
        with tenant_scope(client):
            index_document("Guide", ["Parking is free."])
    request.getfixturevalue("embedding_server")

    assert lines("--client", "globex") == ["globex: Guide, version 1: 1 passages, indexed"]
    assert lines() == [
        "acme: Guide, version 1: 1 passages, indexed",
        "globex: Guide, version 1: 1 passages, complete",
    ]
    with pytest.raises(CommandError, match="no opened client with the subdomain nobody"):
        lines("--client", "nobody")


def test_an_engine_that_refuses_is_not_asked_for_every_document(in_acme, index_document, request) -> None:
    for number in range(5):
        index_document(f"Guide {number}", [f"Parking is free. {number}"])
    server = request.getfixturevalue("embedding_server")
    server.play(*[Status(401)] * 5)

    with pytest.raises(CommandError, match="engines do not do their work"):
        lines()
    assert len(server.calls("/v1/embeddings")) == 3


def test_vectors_move_to_another_engine(in_acme, index_document, request) -> None:
    document = index_document("Guide", ["The parking fee is 10 dollars.", "Transit is free."])
    server = request.getfixturevalue("pinecone_server")

    assert (find("parking fee").degraded, find("parking fee").hits[0].why.vector_rank) == (False, 1)
    assert lines() == ["acme: Guide, version 1: 2 passages, indexed"]
    assert find("parking fee").degraded is False
    assert len(server.records(in_acme.schema_name)) == 2
    assert vector_index().count_version(document.published_version_id) == 2
    assert models() == set()


def test_a_document_deleted_between_two_engines_leaves_no_vector_in_either(
    in_acme, index_document, pinecone_server, settings
) -> None:
    document = index_document("Guide", ["The parking fee is 10 dollars."])
    assert len(pinecone_server.records(in_acme.schema_name)) == 1
    settings.VECTOR_ENGINE = "pgvector"

    begin_deletion(document, by=None)

    assert finish_deletion(document.pk, now=a_moment())
    assert pinecone_server.records(in_acme.schema_name) == {}


def test_hr_is_told_that_documents_await_the_index(browser, in_acme, index_document, request) -> None:
    index_document("Guide", ["The parking fee is 10 dollars."])
    DocumentVersion.objects.update(served_by="")
    asked = {"q": "parking fee", "on_date": "2026-11-04"}
    assert "by words alone" not in words(browser.get(url("search"), asked))

    request.getfixturevalue("embedding_server")

    assert "Some documents are searched by words alone" in words(browser.get(url("search"), asked))
