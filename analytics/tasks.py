import structlog
from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError as QueueUnavailable

from analytics.insights import job
from analytics.insights.run import Outcome, work
from analytics.release.cut import release
from analytics.release.put_together import put_together
from tenants.context import current_schema
from tenants.tasks import BoundTask, PlatformTask, served_clients

NIGHT_SECONDS = 1800  # over which the clients' runs are spread
log = structlog.get_logger(__name__)


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
        find_topics.delay(schema_name)


@shared_task(base=BoundTask)
def find_topics(schema_name: str) -> None:
    if work(now=timezone.now()) == Outcome.MORE:
        find_topics.delay(schema_name)


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
