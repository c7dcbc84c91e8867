"""One version on its way from a stored file to passages that search finds.

read pages -> split -> embed -> index -> check that the index answers -> ready. A file with text that also holds text in
pictures goes this way twice: first its text, which HR can find from then on, and in a run of its own the pictures
(read_pictures.py); only then is it ready. Every write needs the lease (lease.py), so two runs never mix. A
run goes on where the one before it stopped: pages and passages that are complete are not made again, and only passages
without a vector are embedded. No transaction is open while anything slow happens.
"""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import numpy as np
import structlog
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from knowledge.embeddings.embedding import EmbeddingUnavailable
from knowledge.embeddings.embedding_cache import embed_passages
from knowledge.extract.failure import SENTENCES, ExtractionFailed
from knowledge.extract.types import ExtractedPage
from knowledge.facts.write import read_facts, write_facts
from knowledge.index.passages import drafts_of, indexed_text, write_passages
from knowledge.ingestion.delete import erase_contents, erase_vectors
from knowledge.ingestion.lease import GOT_FURTHER, CancelRequested, Lease, LeaseLost, claim
from knowledge.ingestion.progress import ProgressBar, begin_quiet_topic, row_changed
from knowledge.ingestion.read_pages import read_pages
from knowledge.ingestion.read_pictures import forget_pictures, place_pictures, read_pictures
from knowledge.ingestion.state_facts import bring_in_line
from knowledge.lifecycle.gates import Change, hold
from knowledge.lifecycle.locks import hold_document, take_turn
from knowledge.lifecycle.publish import publish_version
from knowledge.models import MAX_ATTEMPTS, Document, DocumentVersion
from knowledge.vectors import VectorIndex, VectorIndexUnavailable, VectorRecord, place_in_use, vector_index
from tenants.storage import StorageUnavailable

EMBED_AT_ONCE = 64
INDEX_AT_ONCE = 1024  # vectors held in memory; a longer document goes round several times
VISIBLE_SECONDS = 60.0
LOOK_SECONDS = 0.5
SAME_DIRECTION = 0.999  # of two vectors, as exactly as an index keeps them
FIRST_PAUSE = timedelta(seconds=30)
Status = DocumentVersion.Status
log = structlog.get_logger(__name__)

UNAVAILABLE = {
    EmbeddingUnavailable: ("embedding_unavailable", "The service that prepares texts for search did not answer."),
    VectorIndexUnavailable: ("index_unavailable", "The search index did not answer."),
    StorageUnavailable: ("storage_unavailable", "The file store did not answer."),
}
UNREAD = {
    "cancel_requested": False,
    "timings": {},
    "fidelity": {},
    "page_count": 0,
    "pages_done": 0,
    "passage_count": 0,
    "pictures_count": 0,
    "pictures_done": 0,
    "without_pictures": False,
    "searchable_at": None,
}
STOPPED = "Work on this file broke off several times. Try again; if it happens once more, tell your administrator."


@dataclass
class Run:
    """One attempt at one version."""

    lease: Lease
    version: DocumentVersion
    bar: ProgressBar
    timings: dict[str, float]

    def begin(self, status: str) -> None:
        self.lease.hold(status=status, timings=self.timings)
        self.version.status = status
        row_changed(self.version.document_id)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        started = time.monotonic()
        yield
        self.timings[step] = round(self.timings.get(step, 0.0) + time.monotonic() - started, 3)


def ingest(version_id: UUID) -> bool:
    """Bring a version as far as it gets; False if it was not this run's to work on.

    How it ended stands in the row: READY, FAILED with a sentence, CANCELLED, or RECEIVED, with a time to try again or
    with text that can be found and pictures that are still to be read.
    """
    lease = claim(version_id, now=timezone.now())
    if lease is None:
        return False
    version = DocumentVersion.objects.select_related("document__knowledge_base").get(pk=version_id)
    run = Run(lease, version, ProgressBar(version.document_id), dict(version.timings))
    begin_quiet_topic(version)
    try:
        with lease.kept_alive():
            _work(run)
    except LeaseLost:
        log.info("ingestion_left", version=str(version_id))
    except CancelRequested:
        _cancel(run)
    except ExtractionFailed as failure:
        lease.end(Status.FAILED, failure_code=failure.code, failure_detail=failure.sentence, timings=run.timings)
        log.info("ingestion_failed", version=str(version_id), code=failure.code)
    except tuple(UNAVAILABLE) as trouble:
        _try_later(run, trouble)
    finally:
        lease.give_back()
        row_changed(version.document_id)
    return True


def ingest_whole(version_id: UUID) -> bool:
    """The same, and its pictures of text right after its text: for whoever waits for the whole file."""
    is_own = ingest(version_id)
    left = DocumentVersion.objects.filter(pk=version_id, status=Status.RECEIVED, retry_at__isnull=True)
    if is_own and left.filter(searchable_at__isnull=False).exists():
        ingest(version_id)
    return is_own


def _work(run: Run) -> None:
    if run.version.waits_for_pictures:
        _add_pictures(run)
    else:
        _add_text(run)
    index = vector_index()
    _embed(run, index)
    run.begin(Status.VERIFYING)
    with run.timed("verifying"):
        _verify(run, index)
    if run.version.pictures_count and run.version.searchable_at is None:
        _leave_pictures(run)
    else:
        _finish(run)


def _add_text(run: Run) -> None:
    pages = None
    if "extracting" not in run.timings:
        run.begin(Status.EXTRACTING)
        with run.timed("extracting"):
            pages = read_pages(run.lease, run.version, run.bar)
    if "splitting" not in run.timings:
        run.begin(Status.SPLITTING)
        with run.timed("splitting"):
            _split(run, pages)
        run.lease.hold(timings=run.timings, **GOT_FURTHER)


def _add_pictures(run: Run) -> None:
    if "pictures" not in run.timings and not run.version.without_pictures:
        run.begin(Status.PICTURES)
        with run.timed("pictures"):
            read_pictures(run.lease, run.version, run.bar)
    if "placing" not in run.timings:
        run.begin(Status.SPLITTING)
        with run.timed("placing"):
            place_pictures(run.lease, run.version)
        run.lease.hold(timings=run.timings, **GOT_FURTHER)


def _split(run: Run, pages: list[ExtractedPage] | None) -> None:
    """Cut the pages that this run has at hand, or what is stored of them."""
    # An earlier run may have left vectors of passages that are about to go.
    erase_vectors(run.version)
    if not write_passages(run.version, drafts_of(run.version, pages), hold=run.lease.hold):
        raise ExtractionFailed("no_text")


def _embed(run: Run, index: VectorIndex) -> None:
    """Give every passage its vector, those that have one already left as they are."""
    passages = list(run.version.passages.values_list("pk", flat=True))
    present = index.passage_ids(run.version.pk)
    strays = present.difference(passages)
    if strays:
        index.delete_passages(run.version.pk, strays)
    missing = [pk for pk in passages if pk not in present]
    done = len(passages) - len(missing)
    for start in range(0, len(missing), INDEX_AT_ONCE):
        batch = missing[start : start + INDEX_AT_ONCE]
        run.begin(Status.EMBEDDING)
        with run.timed("embedding"):
            vectors = _vectors(run, batch, done=done + start, total=len(passages))
        run.begin(Status.INDEXING)
        with run.timed("indexing"):
            records = zip(batch, vectors, strict=True)
            index.upsert([VectorRecord(pk, run.version.pk, values) for pk, values in records])
        run.lease.hold(**GOT_FURTHER)


def _vectors(run: Run, batch: list[UUID], *, done: int, total: int) -> np.ndarray:
    parts = []
    for start in range(0, len(batch), EMBED_AT_ONCE):
        if start:
            run.lease.hold()
        run.bar.show(Status.EMBEDDING.label, done=done + start, total=total)
        texts = _texts(run.version, batch[start : start + EMBED_AT_ONCE])
        parts.append(np.asarray(embed_passages(run.version.document_id, texts), dtype=np.float32))
    return np.concatenate(parts)


def _texts(version: DocumentVersion, ids: list[UUID]) -> list[str]:
    rows = version.passages.filter(pk__in=ids).values_list("pk", "context", "text", named=True)
    texts = {row.pk: indexed_text(row) for row in rows}
    if len(texts) < len(ids):
        # They are being erased.
        raise LeaseLost
    return [texts[pk] for pk in ids]


def _verify(run: Run, index: VectorIndex) -> None:
    """Ask the index as search will; raises VectorIndexUnavailable if it does not answer right in time."""
    version_id = run.version.pk
    expected = set(run.version.passages.values_list("pk", flat=True))
    if not index.wait_until_visible(version_id, expected, timeout_seconds=VISIBLE_SECONDS):
        raise VectorIndexUnavailable("not_visible")
    if not _holds_only(index, version_id, expected):
        raise VectorIndexUnavailable("wrong_count")
    sample = run.version.passages.all()[random.randrange(len(expected))]  # noqa: S311  any passage will do
    values = embed_passages(run.version.document_id, [indexed_text(sample)])[0]
    hits = index.query(values, version_ids=[version_id], limit=10)
    # Others may say almost the same and have the same vector; which of them come first does not matter.
    if not any(hit.passage_id == sample.pk or hit.score >= SAME_DIRECTION for hit in hits):
        raise VectorIndexUnavailable("sample_not_found")


def _holds_only(index: VectorIndex, version_id: UUID, expected: set[UUID]) -> bool:
    """Whether vectors of passages that are gone cannot be seen any more; an index may take its time."""
    deadline = time.monotonic() + VISIBLE_SECONDS
    while (held := index.passage_ids(version_id)) != expected:
        # Only what is still seen can go by itself; what is missing was seen a moment ago.
        if not held > expected or time.monotonic() > deadline:
            return False
        time.sleep(LOOK_SECONDS)
    return True


def _leave_pictures(run: Run) -> None:
    """Let HR find the text, and put the version back in line for its pictures: they must not hold up other texts."""
    run.lease.hold(
        status=Status.RECEIVED,
        lease=None,
        timings=run.timings,
        attempts=0,
        searchable_at=timezone.now(),
        served_by=place_in_use(),
        reading_since=None,
        word_count=_word_count(run.version),
    )
    log.info("ingestion_text_ready", version=str(run.version.pk), pictures=run.version.pictures_count)


def _word_count(version: DocumentVersion) -> int:
    return version.pages.aggregate(total=Sum("word_count"))["total"] or 0


def _finish(run: Run) -> None:
    """Declare the version ready; its facts may have been corrected while it was being read."""
    now = timezone.now()
    version = run.version
    bring_in_line(version, Document.objects.get(pk=version.document_id))
    facts = read_facts(version)
    with transaction.atomic():
        if version.publish_when_ready:
            take_turn()
        # Two versions that end at the same moment come one after the other.
        hold_document(version.document_id)
        run.lease.hold(
            status=Status.READY,
            ready_at=now,
            timings=run.timings,
            word_count=_word_count(version),
            attempts=0,
            lease=None,
            searchable_at=version.searchable_at or now,
            served_by=place_in_use(),
            # Passages that came with the pictures have their vectors since they were last searched.
            revision=F("revision") + 1,
        )
        forget_pictures(version)
        write_facts(version, facts)
        # The document may have been withdrawn while the file was read.
        version.refresh_from_db(fields=["publish_when_ready"])
        if version.publish_when_ready and not _is_overtaken(version) and not _is_held(version):
            publish_version(version, by=version.uploaded_by, now=now)
    log.info("ingestion_ready", version=str(version.pk), pages=version.page_count, seconds=sum(run.timings.values()))


def _is_held(version: DocumentVersion) -> bool:
    """Whether something wants a look at it first, and publishes it then."""
    document = Document.objects.get(pk=version.document_id)
    return hold(Change(document, version, version.uploaded_by)) is not None


def _is_overtaken(version: DocumentVersion) -> bool:
    """Whether a newer version is published already: this one was read for so long that it was replaced meanwhile."""
    published = DocumentVersion.objects.filter(document__published_version=F("pk"), document=version.document_id)
    return published.filter(number__gt=version.number).exists()


def _cancel(run: Run) -> None:
    try:
        erase_contents(run.version)
    except VectorIndexUnavailable as trouble:
        # Still marked as wanted to end; the sweep takes it up again.
        log.warning("cancellation_waits", version=str(run.version.pk), reason=trouble.reason)
        return
    run.lease.end(Status.CANCELLED, **UNREAD)


def _try_later(run: Run, trouble: Exception) -> None:
    code, sentence = UNAVAILABLE[type(trouble)]
    log.warning("ingestion_interrupted", version=str(run.version.pk), code=code, reason=trouble.reason)
    if code == "storage_unavailable" and trouble.reason == "disk_full":
        sentence = SENTENCES["no_room"]
    run.version.refresh_from_db(fields=["attempts"])
    if run.version.attempts >= MAX_ATTEMPTS:
        detail = f"{sentence} It was tried {MAX_ATTEMPTS} times. Try again later, or tell your administrator."
        run.lease.end(Status.FAILED, failure_code=code, failure_detail=detail, timings=run.timings)
        return
    pause = FIRST_PAUSE * 4 ** (run.version.attempts - 1)
    run.lease.end(
        Status.RECEIVED,
        failure_code=code,
        failure_detail=f"{sentence} It is tried again by itself.",
        retry_at=timezone.now() + pause,
        timings=run.timings,
    )
