"""The readers have been improved: what they read before is read anew from the files that are kept."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.audience import ANYBODY
from knowledge.ingestion.ingest import ingest
from knowledge.ingestion.receive import receive_again
from knowledge.models import Document, Page
from knowledge.retrieval.search import search
from tests.knowledge.conftest import fresh, make_version, stored_files

DAY = date(2026, 11, 10)


def lines(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("reread_documents", "--client", "acme", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def misread(received) -> Document:
    """A published document of which an older reader made $251 of $25 and a mark."""
    version = received("# Visits\n\nA visit costs $25<sup>1</sup>.\n", "visits.md", publish_when_ready=True)
    ingest(version.pk)
    Page.objects.update(text="A visit costs $251.")
    return fresh(version).document


def test_a_document_is_read_anew_as_a_version_that_waits_for_hr(misread) -> None:
    told = lines("--wait")

    misread.refresh_from_db()
    assert told == ["ready     Visits: version 2, 1 pages", "1 of 1 documents read anew."]
    assert [version.number for version in misread.versions.order_by("number")] == [1, 2]
    assert misread.published_version.number == 1
    assert "$25 ¹" in Page.objects.get(version__number=2).text
    assert len(stored_files()) == 2


def test_what_is_published_is_published_anew_when_asked_for(misread) -> None:
    lines("--wait", "--publish")

    misread.refresh_from_db()
    assert misread.published_version.number == 2
    (hit,) = search("What does a visit cost?", day=DAY, audience=ANYBODY, limit=3).hits
    assert "$25 ¹" in hit.text


def test_what_cannot_be_read_anew_is_said_and_stops_nothing(misread, received) -> None:
    received("Not read yet.", "waiting.txt")
    gone = received("Gone for good.", "gone.txt")
    ingest(gone.pk)
    gone.file.storage.delete(gone.file.name)

    told = lines()

    assert told == [
        "left      Gone: Its file is no longer there. Upload it again.",
        "received  Visits: version 2",
        "left      Waiting: Its newest version is not ready. Let it be read to its end, or try that again, first.",
        "1 of 3 documents will be read anew.",
    ]


def test_one_document_is_chosen_by_its_title(misread, received) -> None:
    ingest(received("Parking is free.", "parking.txt").pk)

    assert lines("--wait", "--document", "Parking")[0].startswith("ready     Parking: version 2")
    assert misread.versions.count() == 1
    with pytest.raises(CommandError, match="acme has no document of the title Nothing"):
        lines("--document", "Nothing")


def test_a_draft_is_not_published_with_what_is_out(misread) -> None:
    draft = receive_again(misread, uploaded_by=None)
    ingest(draft.pk)

    lines("--wait", "--publish")

    misread.refresh_from_db()
    assert (misread.versions.count(), misread.published_version.number) == (3, 1)


def test_a_version_that_came_meanwhile_is_not_overtaken(misread) -> None:
    make_version(misread, number=2)

    assert lines()[0].startswith("left      Visits: Its newest version is not ready.")
