"""Pages that are read from pictures: counted by the month, limited by the contract; what waits goes on by itself."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.utils import timezone

from knowledge.ingestion.ingest import ingest, ingest_whole
from knowledge.ingestion.ocr_room import pages_by_day, room_this_month
from knowledge.ingestion.retry import retry
from knowledge.ingestion.sweep import sweep
from knowledge.models import DocumentVersion
from tenants.clock import utc_midnight
from tenants.context import tenant_scope
from tenants.limits import Limits
from tests.knowledge.conftest import fresh
from tests.knowledge.sample_files import make_pdf
from tests.knowledge.test_text_first import _page_of_text, _page_with_table, _scanned_page, find_as_hr


@cache
def scan() -> bytes:
    with TemporaryDirectory() as folder:
        return make_pdf(Path(folder) / "scan.pdf", _scanned_page).read_bytes()


@cache
def text_and_two_pictures() -> bytes:
    with TemporaryDirectory() as folder:
        pages = (_page_of_text, _page_with_table, _scanned_page)
        return make_pdf(Path(folder) / "guide.pdf", *pages).read_bytes()


@pytest.fixture
def with_pages(in_acme):
    """Bind acme with so many pages a month in its contract."""

    @contextmanager
    def bind(pages: int | None):
        with tenant_scope(replace(in_acme, limits=Limits(ocr_pages_a_month=pages))):
            yield

    return bind


def used() -> int:
    return room_this_month(timezone.now()).used


def test_pages_of_a_scan_and_pages_with_pictures_are_counted(received, with_pages):
    with with_pages(None):
        ingest_whole(received(scan(), "scan.pdf").pk)
        assert used() == 1
        ingest_whole(received(text_and_two_pictures(), "guide.pdf").pk)

        assert used() == 3
        day = timezone.now().date()
        assert pages_by_day(utc_midnight(day)) == {day: 3}


def test_scan_without_room_waits_and_says_what_to_do(received, with_pages):
    version = received(scan(), "scan.pdf")

    with with_pages(0):
        ingest(version.pk)

    version = fresh(version)
    assert (version.status, version.failure_code) == ("failed", "ocr_limit")
    assert "0 pages a month that are read from pictures of text; 0 are left, and this file has 1." in (
        version.failure_detail
    )
    assert "read by itself when the next month begins" in version.failure_detail
    assert version.may_be_retried


def test_text_is_found_where_the_pictures_have_no_room(received, with_pages):
    version = received(text_and_two_pictures(), "guide.pdf")

    with with_pages(1):
        ingest_whole(version.pk)
        version = fresh(version)

        assert (version.status, version.failure_code, version.pictures_done) == ("failed", "ocr_limit", 1)
        assert version.lacks_pictures
        assert find_as_hr("cleaning at a dentist of the network").hits

    with with_pages(10):
        retry(version, by=None)
        ingest_whole(version.pk)
        assert (fresh(version).status, used()) == ("ready", 2)


def test_what_waited_is_put_back_in_line_when_a_month_begins(received, with_pages):
    version = received(scan(), "scan.pdf")
    with with_pages(0):
        ingest(version.pk)
        sweep(timezone.now())
        assert fresh(version).status == "failed"

        DocumentVersion.objects.update(reading_since=timezone.now() - timedelta(days=32))
        sweep(timezone.now())

    assert (fresh(version).status, fresh(version).failure_detail) == ("received", "")


def test_text_needs_no_room(received, with_pages):
    with with_pages(0):
        version = received(b"# Dental\n\nCleanings are covered in full.", "guide.md")
        ingest(version.pk)

    assert fresh(version).status == "ready"
