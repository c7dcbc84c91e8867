from collections.abc import Iterable
from uuid import UUID

import structlog
from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError as QueueUnavailable
from redis.exceptions import RedisError

from knowledge.embeddings.embedding import EmbeddingUnavailable, embedding_model
from knowledge.evaluation import evaluations
from knowledge.evaluation.coverage_map import current_fingerprint, kept_map, redraw
from knowledge.facts.feed import feed_catalogue
from knowledge.facts.write import refresh_facts
from knowledge.ingestion import unpack
from knowledge.ingestion.delete import finish_deletion
from knowledge.ingestion.ingest import ingest
from knowledge.ingestion.progress import row_changed
from knowledge.ingestion.queue import put_back, take_waiting, take_waiting_for_pictures, waiting_for_pictures
from knowledge.ingestion.state_facts import refresh_passages
from knowledge.ingestion.sweep import sweep
from knowledge.lifecycle.schedule import publish_due
from knowledge.models import Document, DocumentVersion
from knowledge.vectors import VectorIndexUnavailable, hnsw
from knowledge.warnings.warn import refresh_warnings
from tenants.binding import ClientRef
from tenants.clock import today
from tenants.context import current_client, current_schema, tenant_scope
from tenants.one_at_a_time import alone
from tenants.storage import StorageUnavailable
from tenants.tasks import BoundTask, PlatformTask, served_clients

REFRESH_PAUSE_SECONDS = 300
PAUSE_SECONDS = 3
PATIENCE_SECONDS = 60
INDEX_PAUSE_SECONDS = 600
_INDEX_IS_QUEUED = "vector-index-queued"
_MAP_IS_QUEUED = "coverage-map-queued"
_WARNINGS_ARE_QUEUED = "document-warnings-queued"
_FEED_IS_QUEUED = "plan-catalogue-feed-queued"
log = structlog.get_logger(__name__)


@shared_task(base=BoundTask)
def ingest_version(schema_name: str, version_id: str) -> None:
    _work_on(schema_name, version_id)


@shared_task(base=BoundTask)
def read_pictures_of_version(schema_name: str, version_id: str) -> None:
    """The same work, in the queue of those that hold nobody's text up."""
    _work_on(schema_name, version_id)
    for document_id in waiting_for_pictures():
        # Each has come one place nearer to its turn.
        row_changed(document_id)


def _work_on(schema_name: str, version_id: str) -> None:
    ingest(UUID(version_id))
    if DocumentVersion.objects.filter(pk=version_id, publish_when_ready=True, ready_at__isnull=False).exists():
        queue_coverage_map()
        queue_catalogue_feed()
    queue_warnings()
    # A document deleted in the middle of the work has waited for this worker to let go.
    left = Document.objects.filter(versions=version_id, deleting_at__isnull=False).first()
    if left is not None:
        delete_document.delay(schema_name, str(left.pk))
    _send_waiting(current_client())


@shared_task(base=BoundTask)
def delete_document(schema_name: str, document_id: str) -> None:
    try:
        is_gone = finish_deletion(UUID(document_id), now=timezone.now())
    except (VectorIndexUnavailable, StorageUnavailable) as trouble:
        log.warning("deletion_interrupted", document=document_id, reason=trouble.reason)
        return
    if is_gone:
        row_changed(UUID(document_id))


@shared_task(base=BoundTask, autoretry_for=(EmbeddingUnavailable, VectorIndexUnavailable), retry_backoff=30)
def refresh_document(schema_name: str, document_id: str) -> None:
    refresh_facts(UUID(document_id))
    refresh_passages(UUID(document_id))


@shared_task(base=BoundTask)
def fit_vector_index(schema_name: str) -> None:
    hnsw.fit_index(embedding_model())


@shared_task(base=BoundTask)
def unpack_archive(schema_name: str, batch_id: str) -> None:
    unpack.unpack(UUID(batch_id), taken_in=queue_waiting)


@shared_task(base=BoundTask)
def draw_coverage_map(schema_name: str) -> None:
    # Whoever publishes from now on has it drawn once more.
    cache.delete(_MAP_IS_QUEUED)
    day = today()
    kept = kept_map()
    if kept is None or kept.fingerprint != current_fingerprint(day):
        redraw(day)


@shared_task(base=BoundTask)
def feed_plan_catalogue(schema_name: str) -> None:
    # What is confirmed from now on is fed once more.
    cache.delete(_FEED_IS_QUEUED)
    feed_catalogue(today())


@shared_task(base=BoundTask)
def evaluate_questions(schema_name: str, evaluation_id: str) -> None:
    evaluations.run_evaluation(UUID(evaluation_id))


@shared_task(base=PlatformTask)
def publish_scheduled() -> None:
    """Publish what is due today, at every client: each has its own today."""
    for client in served_clients():
        publish_client_scheduled.delay(client.schema_name)


@shared_task(base=BoundTask)
def publish_client_scheduled(schema_name: str) -> None:
    published = publish_due(today())
    for document_id in published:
        row_changed(document_id)
    if published:
        queue_coverage_map()
        queue_catalogue_feed()
        queue_warnings()


@shared_task(base=PlatformTask)
def watch_documents() -> None:
    """Look once a day at what only the day changes: what has expired, at every client."""
    for client in served_clients():
        find_warnings.delay(client.schema_name)


@shared_task(base=BoundTask)
def find_warnings(schema_name: str) -> None:
    with alone("find-warnings") as is_alone:
        if not is_alone:
            _wait_for_turn(find_warnings, _WARNINGS_ARE_QUEUED)
            return
        # What changes from now on is looked at once more.
        cache.delete(_WARNINGS_ARE_QUEUED)
        refresh_warnings(today())


@shared_task(base=PlatformTask)
def sweep_documents() -> None:
    """Look for documents that got stuck, at every client."""
    for client in served_clients():
        sweep_client_documents.delay(client.schema_name)


@shared_task(base=BoundTask)
def sweep_client_documents(schema_name: str) -> None:
    found = sweep(timezone.now())
    for version_id in found.versions:
        ingest_version.delay(schema_name, str(version_id))
    for version_id in found.waiting_for_pictures:
        read_pictures_of_version.delay(schema_name, str(version_id))
    for document_id in found.documents:
        delete_document.delay(schema_name, str(document_id))
    for document_id in found.outdated:
        # A long document takes longer than the time between two sweeps.
        if cache.add(f"refresh:{document_id}", "sent", timeout=REFRESH_PAUSE_SECONDS):
            refresh_document.delay(schema_name, str(document_id))
    for batch_id in unpack.find_left(timezone.now()):
        unpack_archive.delay(schema_name, str(batch_id))
    for evaluation_id in evaluations.find_left(timezone.now()):
        evaluate_questions.delay(schema_name, str(evaluation_id))
    is_out_of_size = settings.VECTOR_ENGINE == "pgvector" and hnsw.is_out_of_size(embedding_model())
    if is_out_of_size and cache.add(_INDEX_IS_QUEUED, "sent", timeout=INDEX_PAUSE_SECONDS):
        fit_vector_index.delay(schema_name)
    _send_waiting(current_client())


def queue_waiting() -> None:
    """Once what was done is committed, send the client's next versions to the workers."""
    client = current_client()
    transaction.on_commit(lambda: _send_waiting(client))


def queue_unpacking(batch_id: UUID) -> None:
    _send(unpack_archive, batch_id)


def queue_evaluation(evaluation_id: UUID) -> None:
    _send(evaluate_questions, evaluation_id)


def queue_coverage_map() -> None:
    """Have the map drawn anew, once for all that is published within a few seconds."""
    _send_once(draw_coverage_map, _MAP_IS_QUEUED)


def queue_catalogue_feed() -> None:
    """Have the plan catalogue fed from what HR confirmed, once for all that is confirmed within a few seconds."""
    _send_once(feed_plan_catalogue, _FEED_IS_QUEUED)


def queue_warnings() -> None:
    """Have the client's warnings found anew, once for all that changes within a few seconds."""
    _send_once(find_warnings, _WARNINGS_ARE_QUEUED)


def queue_deletion(document_id: UUID) -> None:
    _send(delete_document, document_id)


def queue_refresh(document_id: UUID) -> None:
    _send(refresh_document, document_id)


def _send_waiting(client: ClientRef) -> None:
    """With the queue down they wait in their rows for the sweep."""
    # The commit may come when the scope is another one already.
    with tenant_scope(client):
        _send_versions(ingest_version, take_waiting(timezone.now()))
        _send_versions(read_pictures_of_version, take_waiting_for_pictures(timezone.now()))


def _send_versions(task: BoundTask, version_ids: Iterable[UUID]) -> None:
    for version_id in version_ids:
        try:
            task.delay(current_schema(), str(version_id))
        except QueueUnavailable:
            log.warning("version_not_queued", version=str(version_id))
            put_back(version_id)


def _send_once(task: BoundTask, mark: str) -> None:
    """Send a task that looks at everything, unless one waits already; `mark` stands in the cache until it begins."""
    client = current_client()

    def send() -> None:
        try:
            with tenant_scope(client):
                if cache.add(mark, "sent", timeout=PATIENCE_SECONDS):
                    task.apply_async((client.schema_name,), countdown=PAUSE_SECONDS)
        except (QueueUnavailable, RedisError):
            log.warning("task_not_queued", task=task.name)

    transaction.on_commit(send)


def _wait_for_turn(task: BoundTask, mark: str) -> None:
    """Send the task once more while another run of it is at work. The mark stays, so one waits and no more do."""
    cache.set(mark, "sent", timeout=PATIENCE_SECONDS)
    try:
        task.apply_async((current_schema(),), countdown=PAUSE_SECONDS)
    except QueueUnavailable:
        log.warning("task_not_queued", task=task.name)


def _send(task: BoundTask, row_id: UUID) -> None:
    schema_name = current_schema()

    def send() -> None:
        try:
            task.delay(schema_name, str(row_id))
        except QueueUnavailable:
            log.warning("task_not_queued", task=task.name, row=str(row_id))

    transaction.on_commit(send)
