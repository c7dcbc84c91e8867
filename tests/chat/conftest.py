"""Published documents to ask about, and people who ask."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.utils import timezone

from chat.pipeline import answer as answering
from knowledge.embeddings.embedding import embed
from knowledge.extract.types import Box
from knowledge.index.passages import indexed_text, write_passages
from knowledge.index.split import PassageDraft
from knowledge.models import Document, DocumentVersion, KnowledgeBase, Page
from knowledge.vectors import vector_index
from knowledge.vectors.types import VectorRecord
from tests.vendors.openai_server import OpenAIServer

GUIDE = (
    ("Copays", "Specialist visits cost $50 on the PPO 750 plan. Primary care visits cost $25 on the PPO 750 plan."),
    ("Parental leave", "Parental leave is 6 weeks at 100% of pay after 12 months of service."),
    ("Dental plan", "The dental plan pays 50% for a crown. The dental maximum is $1,500 a year."),
    ("Open enrollment", "Open enrollment runs from November 2, 2026 to November 20, 2026."),
)


@pytest.fixture(autouse=True)
def _proposes_nothing(request, monkeypatch) -> None:
    """What to ask next takes as long to find as the answer. It is sought where a test uses `proposes`."""
    if "proposes" not in request.fixturenames:
        monkeypatch.setattr(answering, "others_wait", lambda: True)


@pytest.fixture
def proposes() -> None:
    """Have every answer propose what to ask next, as the product does."""


@pytest.fixture
def publish_guide(settings) -> Callable[..., Document]:
    """Publish a document in the client bound now: publish_guide(title="…", passages=((heading, text), …))."""
    settings.EMBEDDING_ENGINE = "wordllama"
    settings.VECTOR_ENGINE = "pgvector"

    def publish(
        title: str = "2027 Benefits Guide", passages: tuple[tuple[str, str], ...] = GUIDE, **facts: object
    ) -> Document:
        base, _ = KnowledgeBase.objects.get_or_create(name="Benefits")
        document = Document.objects.create(knowledge_base=base, title=title, kind="guide", **facts)
        version = DocumentVersion.objects.create(
            document=document,
            file="guide.pdf",
            file_name="guide.pdf",
            content_type="pdf",
            size_bytes=1,
            sha256=uuid4().hex * 2,
            status=DocumentVersion.Status.READY,
            page_count=len(passages),
        )
        for number, (heading, text) in enumerate(passages, start=1):
            Page.objects.create(version=version, number=number, text=f"{heading}\n{text}", width=612, height=792)
        write_passages(version, [_draft(number, *passage) for number, passage in enumerate(passages)])
        _index(version)
        document.published_version = version
        document.published_at = timezone.now()
        document.save()
        return document

    return publish


def _draft(ordinal: int, heading: str, text: str) -> PassageDraft:
    return PassageDraft(
        ordinal=ordinal,
        page_number=ordinal + 1,
        page_to=ordinal + 1,
        heading=heading,
        text=text,
        kind="text",
        token_count=len(text.split()),
        boxes=(Box(ordinal + 1, 0.1, 0.2, 0.9, 0.3),),
    )


def _index(version: DocumentVersion) -> None:
    passages = list(version.passages.all())
    rows = embed([indexed_text(passage) for passage in passages], purpose="passage")
    vector_index().upsert(
        [VectorRecord(passage.pk, version.pk, row) for passage, row in zip(passages, rows, strict=True)]
    )


@pytest.fixture
def openai(settings) -> Iterator[OpenAIServer]:
    """A local OpenAI that says what `pieces` holds; the model in use for this test."""
    with OpenAIServer() as server:
        settings.LLM_ENGINE = "openai"
        settings.OPENAI_API_KEY = "test-key"
        settings.OPENAI_BASE_URL = server.base_url
        settings.OPENAI_CHAT_MODEL = "gpt-4o-mini"
        yield server


@pytest.fixture
def extractive(settings) -> None:
    settings.LLM_ENGINE = "extractive"
