"""The time that is left: said as people say it, and not said while nobody can know."""

from datetime import timedelta

import pytest
from django.utils import timezone

from knowledge.ingestion.ingest import ingest
from knowledge.models import Document
from knowledge.pace import time_left
from knowledge.workbench.rows import document_rows
from tests.knowledge.conftest import fresh, make_version, url, words


@pytest.mark.parametrize(
    ("done", "total", "seconds", "said"),
    [
        (0, 100, 60.0, ""),  # nothing is done: no pace
        (2, 100, 60.0, ""),  # the first pages say little
        (50, 100, 1.0, ""),  # nor does a moment
        (100, 100, 60.0, ""),  # all done
        (5, 0, 60.0, ""),  # nobody knows how many there are
        (90, 100, 45.0, "a few seconds left"),
        (50, 100, 42.0, "about 40 seconds left"),
        (50, 100, 70.0, "about a minute left"),
        (50, 100, 118.0, "about 2 minutes left"),
        (10, 1000, 60.0, "about 2 hours left"),
    ],
)
def test_the_rest_is_told_from_the_pace_so_far(done: int, total: int, seconds: float, said: str) -> None:
    assert time_left(done=done, total=total, seconds=seconds) == said


def test_a_row_tells_the_time_left_while_pages_are_read(browser, in_acme, make_base) -> None:
    document = Document.objects.create(knowledge_base=make_base(), title="Guide")
    since = timezone.now() - timedelta(seconds=60)
    version = make_version(document, status="extracting", reading_since=since, pages_done=100, page_count=300)

    assert document_rows([document])[0].time_left == "about 2 minutes left"
    assert "100 of 300 about 2 minutes left" in words(browser.get(url("document_row", document.pk)))

    version.status = "embedding"
    version.save()
    assert document_rows([document])[0].time_left == ""


def test_reading_notes_when_it_began(received) -> None:
    version = received()
    before = timezone.now()

    ingest(version.pk)

    assert before < fresh(version).reading_since < fresh(version).ready_at
