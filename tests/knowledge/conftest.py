"""Documents made by the tests themselves: files to upload, and passages straight into search."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from benefits.models import BenefitClass, PlanYear
from knowledge.embedding import embed
from knowledge.models import Document, DocumentVersion, KnowledgeBase, Page
from knowledge.passages import indexed_text, write_passages
from knowledge.split import PassageDraft
from knowledge.vectors import VectorRecord, vector_index
from tenants.storage import ClientStorage

_numbers = count(1)
GUIDE = """# Vacation policy 2027

Employees earn 15 days of vacation a year. Unused days are paid out when employment ends.

## Sick leave

Sick leave is 8 days a year. A doctor's note is needed after three days.
"""


@pytest.fixture
def make_base() -> Callable[..., KnowledgeBase]:
    def make(name: str = "Benefits") -> KnowledgeBase:
        return KnowledgeBase.objects.get_or_create(name=name)[0]

    return make


@pytest.fixture
def make_calendar() -> Callable[[], None]:
    """Two calendar plan years, open enrolment 2 to 20 November 2026, classes SAL and UNION."""

    def make() -> None:
        for year in (2026, 2027):
            PlanYear.objects.create(
                label=str(year),
                starts_on=date(year, 1, 1),
                ends_on=date(year, 12, 31),
                enrolment_opens_on=date(year - 1, 11, 2),
                enrolment_closes_on=date(year - 1, 11, 20),
            )
        BenefitClass.objects.create(code="SAL", label="Salaried")
        BenefitClass.objects.create(code="UNION", label="Local 88")

    return make


@pytest.fixture
def index_document(make_base: Callable[..., KnowledgeBase]) -> Callable[..., Document]:
    """Put passages into search as ingestion would: index_document("Guide", ["text", ("Heading", "text")])."""

    def index(title: str, texts: Sequence[str | tuple[str, str]], **facts: object) -> Document:
        is_published = facts.pop("is_published", True)
        document = Document.objects.create(knowledge_base=make_base(), title=title, **facts)
        version = make_version(document, status=DocumentVersion.Status.READY)
        drafts = [_draft(number, text) for number, text in enumerate(texts)]
        for draft in drafts:
            Page.objects.create(version=version, number=draft.page_number, width=612, height=792, text=draft.text)
        with transaction.atomic():
            write_passages(version, drafts)
        passages = list(version.passages.all())
        vectors = embed([indexed_text(passage) for passage in passages], purpose="passage")
        records = [VectorRecord(one.pk, version.pk, values) for one, values in zip(passages, vectors, strict=True)]
        vector_index().upsert(records)
        if is_published:
            document.published_version = version
            document.published_at = timezone.now()
            document.save()
        return document

    return index


def make_version(document: Document, **facts: object) -> DocumentVersion:
    """Make a version with a stored file of its own."""
    number = next(_numbers)
    content = ContentFile(facts.pop("content", f"File number {number}.".encode()), name="file.txt")
    version = DocumentVersion(
        document=document,
        number=facts.pop("number", document.versions.count() + 1),
        file_name=facts.pop("file_name", f"file-{number}.txt"),
        content_type=facts.pop("content_type", "txt"),
        size_bytes=content.size,
        sha256=f"{number:064d}",
        **facts,
    )
    version.file.save("file", content, save=False)
    version.save()
    return version


def _draft(ordinal: int, text: str | tuple[str, str]) -> PassageDraft:
    heading, words = text if isinstance(text, tuple) else ("", text)
    return PassageDraft(
        ordinal=ordinal,
        page_number=ordinal + 1,
        page_to=ordinal + 1,
        heading=heading,
        text=words,
        kind="text",
        token_count=len(words.split()),
        boxes=(),
    )


def a_moment(*, later: timedelta = timedelta()) -> datetime:
    return timezone.now() + later


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path, monkeypatch) -> None:
    """Every test has a store of its own; the product's is opened once in the life of a process."""
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(DocumentVersion._meta.get_field("file"), "storage", ClientStorage())


def stored_files() -> set[str]:
    return DocumentVersion._meta.get_field("file").storage.keys()


def as_file(content: str | bytes = GUIDE, name: str = "vacation policy.md") -> ContentFile:
    return ContentFile(content.encode() if isinstance(content, str) else content, name=name)
