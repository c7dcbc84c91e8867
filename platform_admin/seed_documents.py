"""The demo's documents, brought in the way HR's are: received, read, indexed and published by the real pipeline."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import connection

from accounts.models import User
from benefits.audience import MeantFor
from knowledge.ingestion.ingest import ingest_whole
from knowledge.ingestion.receive import DocumentFacts, receive_document, receive_replacement
from knowledge.lifecycle.life import review
from knowledge.lifecycle.schedule import schedule
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from knowledge.warnings.warn import refresh_warnings
from platform_admin import demo
from platform_admin.demo.company import Company
from platform_admin.demo.document import DemoDocument
from platform_admin.demo.documents import build_documents
from tenants.audit.log import record
from tenants.audit.models import AuditEvent
from tenants.binding import ClientRef
from tenants.clock import today
from tenants.context import tenant_scope

_SEEDED = "demo.documents_seeded"


@dataclass(frozen=True)
class Seeding:
    """One company's documents on their way."""

    client: ClientRef
    runs: tuple[Future, ...]
    days: dict[UUID, date] = field(default_factory=dict)  # versions that are published on a day to come


def begin_seeding(company: Company, client: ClientRef, pool: ThreadPoolExecutor) -> Seeding:
    """Receive what is missing and give it to the pool; nothing if this very set of documents was brought in before.

    A document that HR deleted or replaced since then is therefore left as HR left it.
    """
    with tenant_scope(client):
        if AuditEvent.objects.filter(action=_SEEDED, detail__source=_source()).exists():
            return Seeding(client, ())
        editor = User.objects.filter(role=User.Role.HR_EDITOR).order_by("created_at").first()
        bases = _knowledge_bases(company)
        documents = build_documents(company)
        unread = [_received(document, bases, editor) for document in documents]
        days = {_version(document).pk: document.publish_on for document in documents if document.publish_on}
    runs = [pool.submit(_read, client, version_id) for version_id in unread if version_id]
    return Seeding(client, tuple(runs), days)


def finish_seeding(seeding: Seeding) -> list[str]:
    """Wait for the readers; return a sentence for every document that is not ready."""
    for run in seeding.runs:
        run.result()
    with tenant_scope(seeding.client):
        unready = DocumentVersion.objects.exclude(status=DocumentVersion.Status.READY).select_related("document")
        problems = [f"“{version.document}” is {version.status}. {version.failure_detail}" for version in unready]
        _set_days(seeding.days)
        refresh_warnings(today())
        if not problems and not AuditEvent.objects.filter(action=_SEEDED, detail__source=_source()).exists():
            record(_SEEDED, actor=None, source=_source(), documents=Document.objects.count())
    return problems


def _knowledge_bases(company: Company) -> dict[str, KnowledgeBase]:
    return {
        base.name: KnowledgeBase.objects.get_or_create(name=base.name, defaults={"description": base.description})[0]
        for base in company.knowledge_bases
    }


def _received(document: DemoDocument, bases: dict[str, KnowledgeBase], editor: User | None) -> UUID | None:
    """Return the version that is still to be read; None if it is ready."""
    known = _version(document)
    if known is not None:
        return None if known.is_ready else known.pk
    file = ContentFile(document.content, name=document.file_name)
    older = Document.objects.kept().filter(title=document.title, knowledge_base=bases[document.knowledge_base]).first()
    if older is not None:
        version = receive_replacement(file, older, uploaded_by=editor, publish_when_ready=document.publish)
    else:
        facts = _facts(document, bases[document.knowledge_base])
        version = receive_document(file, facts, uploaded_by=editor, publish_when_ready=document.publish)
    return version.pk


def _version(document: DemoDocument) -> DocumentVersion | None:
    return DocumentVersion.objects.filter(sha256=hashlib.sha256(document.content).hexdigest()).first()


def _set_days(days: dict[UUID, date]) -> None:
    ready = DocumentVersion.objects.filter(pk__in=days, status=DocumentVersion.Status.READY)
    for version in ready.filter(document__scheduled_on__isnull=True, document__published_version__isnull=True):
        review(version, by=version.uploaded_by)
        schedule(version, on=days[version.pk], today=today(), by=version.uploaded_by)


def _facts(document: DemoDocument, base: KnowledgeBase) -> DocumentFacts:
    if not document.told:
        return DocumentFacts(base)
    older = DocumentVersion.objects.filter(file_name=document.supersedes).first() if document.supersedes else None
    return DocumentFacts(
        knowledge_base=base,
        title=document.title,
        kind=document.kind,
        plan_year=document.plan_year,
        language=document.language,
        effective_from=document.effective_from,
        effective_to=document.effective_to,
        meant_for=MeantFor(document.audience),
        plans=document.plans,
        supersedes=older.document if older else None,
    )


def _read(client: ClientRef, version_id: UUID) -> None:
    try:
        with tenant_scope(client):
            ingest_whole(version_id)
    finally:
        connection.close()


def _source() -> str:
    """Return what changes whenever the program that makes the documents changes."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    return iter(sorted(Path(demo.__file__).parent.rglob("*.py")))
