"""Documents made by the tests themselves: files to upload, and passages straight into search."""

import re
import resource
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import count
from uuid import UUID, uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from benefits.models import BenefitClass, PlanYear
from knowledge.embeddings import embedding
from knowledge.embeddings.embedding import embed
from knowledge.index.passages import indexed_text, write_passages
from knowledge.index.split import PassageDraft
from knowledge.ingestion import ingest as ingestion
from knowledge.ingestion.receive import DocumentFacts, receive_document
from knowledge.models import Document, DocumentVersion, KnowledgeBase, Page, UploadBatch
from knowledge.patience import Patience
from knowledge.vectors import VectorRecord, place_in_use, vector_index
from tenants.redis import redis
from tenants.storage import ClientStorage
from tests.vendors.openai_server import OpenAIServer

SCRIPT = {"HTTP_HX_REQUEST": "true"}
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
    return make_years


def make_years() -> None:
    """Two calendar plan years, open enrolment 2 to 20 November 2026, classes SAL and UNION."""
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


@pytest.fixture
def index_document(make_base: Callable[..., KnowledgeBase]) -> Callable[..., Document]:
    """Put passages into search as ingestion would: index_document("Guide", ["text", ("Heading", "text")])."""

    def index(title: str, texts: Sequence[str | tuple[str, str]], **facts: object) -> Document:
        is_published = facts.pop("is_published", True)
        document = Document.objects.create(knowledge_base=make_base(), title=title, **facts)
        version = make_version(document, status=DocumentVersion.Status.READY, served_by=place_in_use())
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
    store = ClientStorage()
    monkeypatch.setattr(DocumentVersion._meta.get_field("file"), "storage", store)
    monkeypatch.setattr(UploadBatch._meta.get_field("archive"), "storage", store)


def stored_files() -> set[str]:
    return DocumentVersion._meta.get_field("file").storage.keys()


def as_file(content: str | bytes = GUIDE, name: str = "vacation policy.md") -> ContentFile:
    return ContentFile(content.encode() if isinstance(content, str) else content, name=name)


def fresh(version: DocumentVersion) -> DocumentVersion:
    return DocumentVersion.objects.select_related("document").get(pk=version.pk)


def make_stale(version: DocumentVersion, **facts: object) -> None:
    """Leave the version as a killed worker leaves it."""
    facts = {"status": "extracting", "lease": uuid4(), "heartbeat_at": timezone.now() - timedelta(minutes=10)} | facts
    DocumentVersion.objects.filter(pk=version.pk).update(**facts)


@pytest.fixture
def at_step(monkeypatch) -> Callable[..., list]:
    """Have something done once, when a step of a version begins: at_step(version, "embedding", act).

    The list returned holds what the act returned, nothing while the step has not come. It is done where the page is
    told of the step, as if somebody had acted at that very moment.
    """

    def arrange(version: DocumentVersion, step: str, act: Callable[[], object]) -> list:
        begun, returned = [], []

        def told(document_id: UUID) -> None:
            if fresh(version).status == step and not begun:
                begun.append(step)
                returned.append(act())

        monkeypatch.setattr(ingestion, "row_changed", told)
        return returned

    return arrange


@pytest.fixture
def received(in_acme, make_base) -> Callable[..., DocumentVersion]:
    def receive(content: str | bytes = GUIDE, name: str = "vacation policy.md", **wishes: object) -> DocumentVersion:
        facts = wishes.pop("facts", DocumentFacts(make_base()))
        return receive_document(as_file(content, name), facts, uploaded_by=None, **wishes)

    return receive


@pytest.fixture
def embedding_server(settings, monkeypatch) -> Iterator[OpenAIServer]:
    """Embeddings come over HTTP, and one try is all the patience there is."""
    monkeypatch.setitem(embedding.PATIENCE, "passage", Patience(attempts=1, total_seconds=20))
    with OpenAIServer() as server:
        settings.EMBEDDING_ENGINE, settings.OPENAI_API_KEY = "openai", "sk-test"
        settings.OPENAI_BASE_URL = server.base_url
        yield server


@pytest.fixture
def hr(acme, make_person) -> User:
    return make_person(acme, "hr_editor")


@pytest.fixture
def browser(acme, hr, browser_of) -> Browser:
    return browser_of(acme, hr)


@pytest.fixture
def base(in_acme, make_base) -> KnowledgeBase:
    return make_base()


@pytest.fixture
def run_tasks(django_capture_on_commit_callbacks) -> Callable:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def upload(content: bytes | str = GUIDE, name: str = "vacation policy.md") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def url(name: str, *args: object) -> str:
    return reverse(f"knowledge:{name}", args=args)


def words(response: object) -> str:
    """Return the page as text, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


DISK_BYTES = 64 * 1024
# A little more than fits: the last of it waits in memory, and is tried once more when the file is closed.
TOO_LONG = ("Parking is free on all days of the year. " * 2_000)[: DISK_BYTES + 100]


@contextmanager
def full_disk() -> Iterator[None]:
    """No file that this process writes grows beyond 64 KB: the system refuses the rest, as on a disk without room."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (DISK_BYTES, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def dead_redis(settings) -> Iterator[None]:
    """No Redis answers, neither as cache nor for anything else."""
    nowhere = "redis://127.0.0.1:9/0"
    settings.REDIS_URL, settings.CACHES = nowhere, {"default": settings.CACHES["default"] | {"LOCATION": nowhere}}
    redis.cache_clear()
    yield
    redis.cache_clear()
