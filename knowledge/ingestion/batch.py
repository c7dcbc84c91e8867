"""Files that come together. Each gets a line with what became of it, whatever becomes of the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.files import File
from django.db.models import Count, Q, QuerySet

from accounts.models import User
from benefits.audience import MeantFor
from knowledge.ingestion.archive import shown_path
from knowledge.ingestion.receive import AlreadyHere, DocumentFacts, UploadRefused, not_stored_sentence
from knowledge.ingestion.retry import request_cancel
from knowledge.models import BatchFile, Document, DocumentVersion, KnowledgeBase, UploadBatch
from tenants.storage import StorageUnavailable

Outcome = BatchFile.Outcome
_DETAIL_LIMIT = 500


class BatchRefused(ValueError):
    """The batch is somebody else's."""


@dataclass(frozen=True)
class Taken:
    """One file's fate. Exactly one of `version` and `sentence` says something."""

    path: str
    outcome: str
    version: DocumentVersion | None = None
    sentence: str = ""
    trouble: str = ""  # why the store did not take it; "" = the file itself was refused


@dataclass(frozen=True)
class Tally:
    """How far a batch is, counted from its lines and their documents."""

    lines: int
    taken: int
    known: int
    refused: int
    ready: int
    failed: int
    working: int

    @property
    def done(self) -> int:
        return self.taken - self.working


def begin_batch(pk: UUID, *, by: User, name: str = "") -> UploadBatch:
    """Return the batch the page speaks of; its first file makes it. Raises BatchRefused."""
    batch, _ = UploadBatch.objects.get_or_create(pk=pk, defaults={"uploaded_by": by, "name": name})
    if batch.uploaded_by_id != by.pk:
        raise BatchRefused("This upload was begun by somebody else. Reload the page and choose the files again.")
    return batch


def take_in(receive: Callable[[File], DocumentVersion], file: File, *, path: str) -> Taken:
    """Receive one file and say what became of it, in words that fit beside its name."""
    path = shown_path(path)
    try:
        return Taken(path, Outcome.TAKEN, version=receive(file))
    except AlreadyHere as known:
        return Taken(path, Outcome.KNOWN, known.document.latest_version(), known.sentence)
    except UploadRefused as refusal:
        return Taken(path, Outcome.REFUSED, sentence=refusal.sentence)
    except StorageUnavailable as trouble:
        return Taken(path, Outcome.REFUSED, sentence=not_stored_sentence(trouble), trouble=trouble.reason)


def write_line(batch: UploadBatch, taken: Taken) -> None:
    """Write the file's line; a file sent again after it was taken in is still one that was taken in."""
    document = taken.version.document if taken.version else None
    facts = {"outcome": taken.outcome, "detail": taken.sentence[:_DETAIL_LIMIT], "document": document}
    line, is_new = BatchFile.objects.get_or_create(batch=batch, path=taken.path, defaults=facts)
    if is_new or line.outcome == Outcome.TAKEN:
        return
    BatchFile.objects.filter(pk=line.pk).update(**facts)


def tally(batch: UploadBatch) -> Tally:
    """Count with the newest version of each document: that is what somebody who looks at the batch waits for."""
    taken = Q(outcome=Outcome.TAKEN)
    counts = batch.files.aggregate(
        lines=Count("pk"),
        taken=Count("pk", filter=taken),
        known=Count("pk", filter=Q(outcome=Outcome.KNOWN)),
        refused=Count("pk", filter=Q(outcome=Outcome.REFUSED)),
    )
    versions = DocumentVersion.objects.filter(number=1, document__in=_documents(batch))
    states = versions.aggregate(
        ready=Count("pk", filter=Q(status=DocumentVersion.Status.READY)),
        failed=Count("pk", filter=Q(status=DocumentVersion.Status.FAILED)),
        working=Count("pk", filter=Q(status__in=DocumentVersion.IN_PROGRESS)),
    )
    return Tally(**counts, **states)


def cancel_batch(batch: UploadBatch, *, by: User) -> int:
    """Stop unpacking, and reading what is not read yet; return how many files that ended."""
    UploadBatch.objects.filter(pk=batch.pk, is_unpacking=True).update(stop_requested=True)
    waiting = DocumentVersion.objects.in_progress().filter(number=1, document__in=_documents(batch))
    return sum(request_cancel(version, by=by) for version in waiting.select_related("document"))


def facts_as_json(facts: DocumentFacts, *, publish_when_ready: bool) -> dict[str, object]:
    return {
        "knowledge_base": str(facts.knowledge_base.pk),
        "kind": facts.kind,
        "plan_year": facts.plan_year,
        "language": facts.language,
        "effective_from": facts.effective_from and facts.effective_from.isoformat(),
        "effective_to": facts.effective_to and facts.effective_to.isoformat(),
        "audience": list(facts.meant_for.classes),
        "work_states": list(facts.meant_for.work_states),
        "hours": facts.meant_for.hours,
        "publish_when_ready": publish_when_ready,
    }


def facts_from_json(told: dict) -> DocumentFacts:
    return DocumentFacts(
        knowledge_base=KnowledgeBase.objects.get(pk=told["knowledge_base"]),
        kind=told["kind"],
        plan_year=told["plan_year"],
        language=told["language"],
        effective_from=_date(told["effective_from"]),
        effective_to=_date(told["effective_to"]),
        # An upload that an older release took in names classes alone.
        meant_for=MeantFor(tuple(told["audience"]), tuple(told.get("work_states", ())), told.get("hours", "")),
    )


def recent_batches(by: User, *, limit: int) -> Iterable[UploadBatch]:
    """Return the person's last uploads of more than one file, each with its number of lines."""
    mine = UploadBatch.objects.filter(uploaded_by=by).annotate(line_count=Count("files"))
    return mine.filter(Q(line_count__gt=1) | ~Q(name="")).order_by("-created_at")[:limit]


def _documents(batch: UploadBatch) -> QuerySet[Document]:
    return Document.objects.filter(pk__in=batch.files.filter(outcome=Outcome.TAKEN).values("document"))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
