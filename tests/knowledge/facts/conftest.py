import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from accounts.models import User
from knowledge.ingestion.ingest import ingest_whole
from knowledge.ingestion.receive import DocumentFacts, receive_document
from knowledge.models import DocumentVersion, ExtractedFact, KnowledgeBase
from platform_admin.demo.bluefin.rate_sheet import rate_sheet_xlsx
from platform_admin.demo.files.sbc import sbc_pdf
from platform_admin.demo.numbers import company
from tenants.context import tenant_scope
from tenants.storage import ClientStorage
from tests.knowledge.conftest import as_file, fresh, make_years
from tests.read_once import read_files_once

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


@dataclass(frozen=True)
class Begun:
    """What tests of a file begin with: the summary of PPO 750, read, somebody of HR, and where its file lies."""

    version: DocumentVersion
    hr: User
    folder: Path

    def again(self, media_root: str | Path) -> DocumentVersion:
        """Return the version as the database has it now, its file among the test's own."""
        shutil.copytree(self.folder, media_root, dirs_exist_ok=True)
        return fresh(self.version)


@pytest.fixture(scope="module")
def begun(request, rows_of_a_file, clients, make_person, tmp_path_factory) -> Iterator[Begun | None]:
    """Made once for tests that follow one another and want it; for others nothing is there."""
    if not request.param:
        yield None
        return
    folder = tmp_path_factory.mktemp("begun")
    with transaction.atomic():
        hr = make_person(clients["acme"], "hr_editor")
        with (
            tenant_scope(clients["acme"]),
            override_settings(MEDIA_ROOT=folder),
            pytest.MonkeyPatch.context() as patch,
        ):
            patch.setattr(DocumentVersion._meta.get_field("file"), "storage", ClientStorage())
            read_files_once(patch)
            make_years()
            facts = DocumentFacts(KnowledgeBase.objects.create(name="Benefits"), kind="sbc", plan_year="2027")
            version = receive_document(as_file(summary(), "ppo-750.pdf"), facts, uploaded_by=None)
            ingest_whole(version.pk)
        yield Begun(version, hr, folder)
        transaction.set_rollback(True)
