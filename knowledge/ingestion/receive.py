"""Takes a file in: looks at what it really is, stores it, makes the row. Reading it comes later, in a worker.

The file is stored before its row exists: a row without a file would be a document that cannot be read, a file
without a row is only a stray that the sweep finds.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from benefits.audience import EVERYONE, MeantFor
from benefits.models import PlanYear
from knowledge.extract.failure import SENTENCES, ExtractionFailed
from knowledge.extract.sniff import true_type
from knowledge.ingestion.guess import clean_file_name, guess_kind, guess_plan_year, guess_title
from knowledge.ingestion.guess_facts import days_of_year
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from tenants.audit.log import record
from tenants.context import current_client
from tenants.limits import Limit, LimitReached
from tenants.one_at_a_time import one_at_a_time
from tenants.storage import StorageUnavailable, scratch_copy

NO_ROOM = "There is no room left for files. Tell your administrator; nothing was stored."
NO_STORE = "The file store does not answer. Nothing was stored; try again in a few minutes."
GUESSABLE = ("title", "kind", "plan_year", "language")
_CHUNK = 1024 * 1024


class UploadRefused(ValueError):
    """The file is not taken in; `sentence` tells HR why and what to do, beside the file's name.

    The message of the exception stands alone, and names the file as well.
    """

    def __init__(self, sentence: str, *, file_name: str = "") -> None:
        super().__init__(f"{file_name}: {sentence}" if file_name else sentence)
        self.sentence = sentence


class AlreadyHere(UploadRefused):
    """The very same file is here; `document` has it."""

    def __init__(self, sentence: str, document: Document, *, file_name: str) -> None:
        super().__init__(sentence, file_name=file_name)
        self.document = document


@dataclass(frozen=True)
class DocumentFacts:
    """What HR says about a document. None = look for it in the file."""

    knowledge_base: KnowledgeBase
    title: str | None = None
    kind: str | None = None
    plan_year: str | None = None  # "" = any year
    language: str | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    meant_for: MeantFor = EVERYONE
    plans: tuple[str, ...] | None = None  # as the document names them; () = about no plan in particular
    rank: int | None = None  # None = as usual for its kind
    supersedes: Document | None = None


@dataclass(frozen=True)
class _Checked:
    file: File
    name: str
    content_type: str
    size_bytes: int
    sha256: str


def receive_document(
    file: File, facts: DocumentFacts, *, uploaded_by: User | None, publish_when_ready: bool = False
) -> DocumentVersion:
    """Store a new document and return its first version, still unread.

    Raises UploadRefused, and StorageUnavailable when the store does not take it.
    """
    checked = _check(file)
    _refuse_known(checked, replaced=None)
    version = _version(checked, uploaded_by, publish_when_ready)
    with _stored(version, checked), transaction.atomic():
        # Twenty equal files sent at once must not all find that nothing like them is here yet.
        one_at_a_time(checked.sha256)
        _refuse_known(checked, replaced=None)
        _refuse_if_full(checked.name)
        version.document = _document(checked.name, facts)
        version.document.save()
        version.save()
        record("document.uploaded", actor=uploaded_by, subject=version.document, file_bytes=checked.size_bytes)
    return version


def receive_replacement(
    file: File, document: Document, *, uploaded_by: User | None, publish_when_ready: bool = False
) -> DocumentVersion:
    """Store the next version of a document; the published one stays until the new one is published.

    Raises UploadRefused, and StorageUnavailable when the store does not take it.
    """
    checked = _check(file)
    _refuse_known(checked, replaced=document)
    version = _version(checked, uploaded_by, publish_when_ready)
    with _stored(version, checked), transaction.atomic():
        one_at_a_time(checked.sha256)
        kept = _kept(document)
        _refuse_known(checked, replaced=kept)
        _add(version, kept)
        record("document.replaced", actor=uploaded_by, subject=kept, version=version.number)
    return version


def receive_again(document: Document, *, uploaded_by: User | None, publish_when_ready: bool = False) -> DocumentVersion:
    """Make a new version of the newest file as it is, to be read as files are read now; the published one stays.

    Raises UploadRefused while the newest is not read to its end, FileNotFoundError when its file is gone, and
    StorageUnavailable.
    """
    newest = document.latest_version()
    if not newest.is_ready:
        raise UploadRefused("Its newest version is not ready. Let it be read to its end, or try that again, first.")
    with newest.file.storage.open(newest.file.name) as stored:
        checked = _check(File(stored, name=newest.file_name))
        version = _version(checked, uploaded_by, publish_when_ready)
        with _stored(version, checked), transaction.atomic():
            kept = _kept(document)
            if kept.latest_version() != newest:
                raise UploadRefused("It has been replaced meanwhile.")
            _add(version, kept)
            record("document.replaced", actor=uploaded_by, subject=kept, version=version.number)
    return version


def too_large_sentence() -> str:
    limit = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
    return f"It is larger than {limit} MB. Split it into parts, or save it with smaller pictures."


def not_stored_sentence(trouble: StorageUnavailable) -> str:
    return NO_ROOM if trouble.reason == "disk_full" else NO_STORE


def _check(file: File) -> _Checked:
    name = clean_file_name(file.name or "")
    if file.size > settings.UPLOAD_LIMIT_BYTES:
        raise UploadRefused(too_large_sentence(), file_name=name)
    if not file.size:
        raise UploadRefused(SENTENCES["empty"], file_name=name)
    with as_path(file) as path:
        try:
            content_type = true_type(path, file_name=name)
        except ExtractionFailed as failure:
            raise UploadRefused(failure.sentence, file_name=name) from failure
    return _Checked(file, name, content_type, file.size, _sha256(file))


@contextmanager
def as_path(file: File) -> Iterator[Path]:
    if hasattr(file, "temporary_file_path"):
        yield Path(file.temporary_file_path())
        return
    with scratch_copy(file.chunks(_CHUNK), prefix="upload-") as copy:
        yield Path(copy.name)


def _sha256(file: File) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _refuse_known(checked: _Checked, *, replaced: Document | None) -> None:
    """Refuse bytes that are here already; going back to an older version of the same document is allowed."""
    known = DocumentVersion.objects.filter(sha256=checked.sha256, document__deleting_at__isnull=True)
    for version in known.exclude(status=DocumentVersion.Status.DELETING).select_related("document"):
        is_own = replaced is not None and version.document_id == replaced.pk
        if is_own and version.number != replaced.latest_version().number:
            continue
        if is_own:
            raise AlreadyHere(
                "It is the file this document has already. Nothing was changed.",
                version.document,
                file_name=checked.name,
            )
        raise AlreadyHere(
            f"The same file is here already, as “{version.document.title}”. It was not stored a second time. "
            "To put a newer file in its place, open that document and choose “Replace”.",
            version.document,
            file_name=checked.name,
        )


def _refuse_if_full(file_name: str) -> None:
    # Two that come at the same moment must not both have the last place.
    one_at_a_time("room for documents")
    try:
        current_client().limits.room(Limit.DOCUMENTS, Document.objects.kept().count()).refuse_over()
    except LimitReached as full:
        raise UploadRefused(str(full), file_name=file_name) from full


def _kept(document: Document) -> Document:
    """Return the document, locked. Raises UploadRefused."""
    kept = Document.objects.kept().select_for_update(no_key=True).filter(pk=document.pk).first()
    if kept is None:
        raise UploadRefused("The document is being deleted. Upload the file as a new document.")
    return kept


def _add(version: DocumentVersion, document: Document) -> None:
    version.document = document
    version.number = document.versions.aggregate(last=Max("number"))["last"] + 1
    version.save()


def _version(checked: _Checked, uploaded_by: User | None, publish_when_ready: bool) -> DocumentVersion:
    return DocumentVersion(
        file_name=checked.name,
        content_type=checked.content_type,
        size_bytes=checked.size_bytes,
        sha256=checked.sha256,
        uploaded_by=uploaded_by,
        publish_when_ready=publish_when_ready,
    )


@contextmanager
def _stored(version: DocumentVersion, checked: _Checked) -> Iterator[None]:
    """Store the file for the rows made inside; without the rows it goes again."""
    checked.file.seek(0)
    version.file.save(checked.name, checked.file, save=False)
    try:
        yield
    except BaseException:
        with suppress(StorageUnavailable):
            version.file.storage.delete(version.file.name)
        raise


def _document(file_name: str, facts: DocumentFacts) -> Document:
    title = facts.title or guess_title(file_name)
    years = {year.label: year for year in PlanYear.objects.all()}
    label = guess_plan_year(title + " " + file_name, years) if facts.plan_year is None else facts.plan_year
    kind = facts.kind or guess_kind(title, file_name)
    effective_from, effective_to = _dates(facts, kind, years.get(label))
    return Document(
        knowledge_base=facts.knowledge_base,
        title=title,
        kind=kind,
        plan_year=label,
        effective_from=effective_from,
        effective_to=effective_to,
        audience=sorted(facts.meant_for.classes),
        work_states=sorted(facts.meant_for.work_states),
        hours=facts.meant_for.hours,
        language=facts.language or "en",
        plans=list(facts.plans or ()),
        rank=facts.rank,
        supersedes=facts.supersedes,
        guessed=[name for name in GUESSABLE if getattr(facts, name) is None],
    )


def _dates(facts: DocumentFacts, kind: str, year: PlanYear | None) -> tuple[date | None, date | None]:
    """Return the dates told; if there are none, those of the plan year.

    A document of one year must not answer for the next because nobody typed its last day. A policy whose name has a
    year in it is none unless somebody says so.
    """
    if year is None or facts.effective_from or facts.effective_to:
        return facts.effective_from, facts.effective_to
    return days_of_year(kind, year) if facts.plan_year is None else (year.starts_on, year.ends_on)
