from collections.abc import Callable

import pytest

from knowledge.ingestion.ingest import ingest_whole
from knowledge.ingestion.receive import DocumentFacts
from knowledge.models import DocumentVersion, ExtractedFact
from platform_admin.demo.bluefin.rate_sheet import rate_sheet_xlsx
from platform_admin.demo.files.sbc import sbc_pdf
from platform_admin.demo.numbers import company
from tests.knowledge.conftest import fresh

BLUEFIN = company("bluefin")


def summary(code: str = "PPO750", year: str = "2027") -> bytes:
    return sbc_pdf(BLUEFIN, BLUEFIN.plan(code, year))


def specialist(version: DocumentVersion) -> ExtractedFact:
    return version.facts.get(service="specialist", network="IN", attribute="copay")


@pytest.fixture
def rate_sheet() -> bytes:
    return rate_sheet_xlsx()


@pytest.fixture
def read(received, make_base, make_calendar, files_read_once) -> Callable[..., DocumentVersion]:
    """Receive a file as HR does and bring it to READY."""
    make_calendar()

    def read_file(content: bytes, name: str, kind: str = "sbc", plan_year: str = "2027") -> DocumentVersion:
        version = received(content, name, facts=DocumentFacts(make_base(), kind=kind, plan_year=plan_year))
        ingest_whole(version.pk)
        version = fresh(version)
        assert version.status == "ready", version.failure_detail
        return version

    return read_file
