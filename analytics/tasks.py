from celery import shared_task
from django.utils import timezone

from analytics.release.cut import release
from analytics.release.put_together import put_together
from tenants.tasks import BoundTask, PlatformTask, served_clients


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
