from celery import shared_task
from django.utils import timezone

from benefits.personal.context import erase_left
from benefits.workbook.uploads import forget_left_uploads
from tenants.models import Client
from tenants.tasks import BoundTask, PlatformTask, clients_in


class LeftTask(BoundTask):
    """Runs also where nobody is served just now: what was promised to be erased is erased."""

    abstract = True
    serves = (*Client.SERVED, Client.Status.SUSPENDED, Client.Status.OFFBOARDING)


@shared_task(base=PlatformTask)
def forget_left() -> None:
    """Erase workbooks that nobody looks at any more, and what people told who are gone, at every client."""
    for client in clients_in(LeftTask.serves):
        forget_client_left.delay(client.schema_name)


@shared_task(base=LeftTask)
def forget_client_left(schema_name: str) -> None:
    forget_left_uploads(timezone.now())
    erase_left()
