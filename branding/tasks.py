from celery import shared_task
from django.utils import timezone

from branding.studio.drafts import forget_old_drafts
from tenants.tasks import BoundTask, PlatformTask, served_clients


@shared_task(base=PlatformTask)
def forget_old_looks() -> None:
    """Erase what people typed into the studio and left, at every client."""
    for client in served_clients():
        forget_old_client_looks.delay(client.schema_name)


@shared_task(base=BoundTask)
def forget_old_client_looks(schema_name: str) -> None:
    forget_old_drafts(timezone.now())
