from celery import shared_task
from django.utils import timezone

from benefits.personal.context import erase_left
from benefits.workbook.uploads import forget_left_uploads
from tenants.tasks import ErasingTask, PlatformTask, clients_in


@shared_task(base=PlatformTask)
def forget_left() -> None:
    """Erase workbooks that nobody looks at any more, and what people told who are gone, at every client."""
    for client in clients_in(ErasingTask.serves):
        forget_client_left.delay(client.schema_name)


@shared_task(base=ErasingTask)
def forget_client_left(schema_name: str) -> None:
    forget_left_uploads(timezone.now())
    erase_left()
