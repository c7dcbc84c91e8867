"""Rows, vectors and files that have lost their partner are found and mended, and nothing else is touched."""

from collections.abc import Iterator
from io import StringIO
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from branding.models import Brand
from knowledge.ingestion import reconcile as reconciling
from knowledge.ingestion.reconcile import Strays, find_strays, mend
from knowledge.models import DocumentVersion
from knowledge.vectors import VectorRecord, vector_index
from tenants.context import tenant_scope
from tenants.storage import ClientStorage
from tests.vendors.pinecone_server import PineconeServer


@pytest.fixture
def pinecone_server(settings) -> Iterator[PineconeServer]:
    with PineconeServer(dimension=256) as server:
        settings.VECTOR_ENGINE = "pinecone"
        settings.PINECONE_API_KEY = "pc-test"
        settings.PINECONE_HOST = server.url
        yield server


@pytest.fixture
def guide(in_acme, index_document) -> DocumentVersion:
    """A ready version whose file is the only one in the store."""
    return index_document("Guide", ["The parking fee is 10 dollars.", "Transit is free."]).versions.get()


def found() -> Strays:
    return find_strays(grace_seconds=0)


def test_what_agrees_is_left_alone(guide) -> None:
    Brand.objects.create(logo=ClientStorage().save(None, ContentFile(b"a logo")))

    assert found() == Strays()
    mend(found())
    assert ClientStorage().keys() == {guide.file.name, Brand.objects.get().logo.name}


def test_a_file_without_a_row_is_deleted(guide) -> None:
    stray = ClientStorage().save(None, ContentFile(b"nobody's"))

    strays = found()
    mend(strays)

    assert strays == Strays(files_without_rows=(stray,))
    assert ClientStorage().keys() == {guide.file.name}


def test_a_file_whose_row_comes_a_moment_later_is_no_stray(guide, monkeypatch) -> None:
    late = ClientStorage().save(None, ContentFile(b"on its way"))
    monkeypatch.setattr(reconciling.time, "sleep", lambda seconds: Brand.objects.create(logo=late))

    assert find_strays(grace_seconds=5) == Strays()


def test_a_row_without_its_file_is_told_and_kept(guide) -> None:
    ClientStorage().delete(guide.file.name)

    strays = found()
    mend(strays)

    assert strays == Strays(rows_without_files=(guide.pk,))
    assert DocumentVersion.objects.filter(pk=guide.pk).exists()


def test_passages_that_lost_their_vectors_are_indexed_anew(guide) -> None:
    lost = guide.passages.first().pk
    vector_index().delete_passages(guide.pk, [lost])

    strays = found()
    mend(strays)

    assert strays == Strays(rows_without_vectors=(guide.pk,))
    assert vector_index().passage_ids(guide.pk) == set(guide.passages.values_list("pk", flat=True))
    assert found() == Strays()


def test_vectors_of_what_is_gone_are_deleted_from_an_index_elsewhere(guide, pinecone_server) -> None:
    index, unit = vector_index(), [1.0] + [0.0] * 255
    gone_version, gone_passage = uuid4(), uuid4()
    own = [VectorRecord(pk, guide.pk, unit) for pk in guide.passages.values_list("pk", flat=True)]
    strays_there = [VectorRecord(uuid4(), gone_version, unit), VectorRecord(gone_passage, guide.pk, unit)]
    index.upsert([*own, *strays_there])

    strays = found()
    mend(strays)

    assert strays == Strays(vectors_without_rows=(gone_version,), stale_vectors=(guide.pk,))
    assert index.version_ids() == {guide.pk}
    assert index.passage_ids(guide.pk) == {record.passage_id for record in own}


def test_another_client_is_not_looked_at(guide, globex) -> None:
    with tenant_scope(globex):
        foreign = ClientStorage().save(None, ContentFile(b"globex"))

    assert found() == Strays()
    with tenant_scope(globex):
        assert ClientStorage().exists(foreign)


def test_the_command_lists_repairs_and_says_what_only_hr_can_do(guide, monkeypatch) -> None:
    monkeypatch.setattr(reconciling, "GRACE_SECONDS", 0.0)
    monkeypatch.setattr(reconciling.time, "sleep", lambda seconds: None)
    stray = ClientStorage().save(None, ContentFile(b"nobody's"))
    ClientStorage().delete(guide.file.name)

    def run(*arguments: str) -> tuple[list[str], str]:
        out = StringIO()
        with pytest.raises(CommandError) as refused:
            call_command("reconcile", "--client", "acme", *arguments, stdout=out)
        return out.getvalue().splitlines(), str(refused.value)

    first, second = run(), run("--repair")

    listed = [
        f"acme: no file any more for version {guide.pk}",
        f"acme: a file that belongs to nothing: {stray}",
    ]
    assert first == (listed, "2 things are without a partner; run it with --repair.")
    assert second == ([*listed, "acme: 1 mended"], "1 thing is without a partner; upload those files again.")
