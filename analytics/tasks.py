import structlog
from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError as QueueUnavailable
from redis.exceptions import RedisError

from analytics.collect.flush import flush
from analytics.digest import send_digests
from analytics.insights import job
from analytics.insights.run import Outcome, work
from analytics.live.publish import publish_while_watched
from analytics.release.cut import release
from analytics.release.put_together import put_together
from analytics.rollups.retention import forget_old
from tenants import event_stream
from tenants.clock import today
from tenants.context import current_schema
from tenants.models import Client
from tenants.tasks import BoundTask, ErasingTask, PlatformTask, clients_in, served_clients

NIGHT_SECONDS = 1800  # over which the clients' runs are spread
log = structlog.get_logger(__name__)


@shared_task(base=PlatformTask)
def flush_events() -> None:
    """Have the events of every client counted that has some waiting.

    Those of a client that is not served now, or is behind, wait in Redis; those of one that is gone go.
    """
    try:
        waiting = event_stream.clients_waiting()
    except RedisError:
        log.warning("events_not_looked_for")
        return
    if not waiting:
        return
    for client in served_clients():
        if client.schema_name in waiting:
            flush_client_events.apply_async([client.schema_name], expires=30)
    kept = Client.objects.exclude(status=Client.Status.DELETED).filter(schema_name__in=waiting)
    for schema_name in waiting - set(kept.values_list("schema_name", flat=True)):
        event_stream.forget(schema_name)


@shared_task(base=BoundTask)
def flush_client_events(schema_name: str) -> None:
    flush(now=timezone.now())


@shared_task(base=PlatformTask)
def tell_live_pages() -> None:
    """Tell the live pages of all clients how it goes, while anybody looks at one."""
    try:
        publish_while_watched()
    except RedisError:
        log.warning("live_pages_not_told")


@shared_task(base=PlatformTask)
def forget_old_events() -> None:
    for client in clients_in(ErasingTask.serves):
        forget_old_client_events.delay(client.schema_name)


@shared_task(base=ErasingTask)
def forget_old_client_events(schema_name: str) -> None:
    forget_old(now=timezone.now())


@shared_task(base=PlatformTask)
def find_all_topics() -> None:
    """Look at what was asked at every client, one client after the other."""
    clients = served_clients()
    for place, client in enumerate(clients):
        pause = round(NIGHT_SECONDS * place / len(clients))
        begin_finding_topics.apply_async((client.schema_name,), countdown=pause)


@shared_task(base=BoundTask)
def begin_finding_topics(schema_name: str) -> None:
    if job.begin(timezone.now()):
        find_topics.delay(schema_name, is_nightly=True)


@shared_task(base=BoundTask)
def find_topics(schema_name: str, *, is_nightly: bool = False) -> None:
    if work(now=timezone.now(), is_nightly=is_nightly) == Outcome.MORE:
        find_topics.delay(schema_name, is_nightly=is_nightly)


def queue_topics() -> bool:
    """Have the client's questions looked at now; False without the queue."""
    try:
        find_topics.delay(current_schema())
    except QueueUnavailable:
        log.warning("topics_not_queued")
        return False
    return True


@shared_task(base=PlatformTask)
def release_all_figures() -> None:
    """Release what may be told by now at every client, each in a task of its own."""
    for client in served_clients():
        release_figures.delay(client.schema_name)


@shared_task(base=BoundTask)
def release_figures(schema_name: str) -> None:
    release(now=timezone.now())


@shared_task(base=PlatformTask)
def put_all_figures_together() -> None:
    for client in served_clients():
        put_figures_together.delay(client.schema_name)


@shared_task(base=BoundTask)
def put_figures_together(schema_name: str) -> None:
    put_together(now=timezone.now())


@shared_task(base=PlatformTask)
def send_all_digests() -> None:
    for client in served_clients():
        send_digest.delay(client.schema_name)


@shared_task(base=BoundTask, autoretry_for=(OSError,), retry_backoff=60, max_retries=5)
def send_digest(schema_name: str) -> None:
    send_digests(now=timezone.now(), today=today())
