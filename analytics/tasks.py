import structlog
from celery import shared_task
from django.utils import timezone
from redis.exceptions import RedisError

from analytics.collect.flush import flush
from analytics.collect.retention import forget_old
from tenants import event_stream
from tenants.models import Client
from tenants.tasks import BoundTask, PlatformTask, served_clients

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
def forget_old_events() -> None:
    for client in served_clients():
        forget_old_client_events.delay(client.schema_name)


@shared_task(base=BoundTask)
def forget_old_client_events(schema_name: str) -> None:
    forget_old(now=timezone.now())
