from celery import shared_task
from django.utils import timezone

from branding.pictures.keep import forget_unused_pictures
from branding.pictures.old_logo import take_over_old_logo
from branding.studio.drafts import forget_old_drafts
from tenants.tasks import BoundTask, PlatformTask, served_clients


@shared_task(base=PlatformTask)
def tend_pictures() -> None:
    for client in served_clients():
        tend_client_pictures.delay(client.schema_name)


@shared_task(base=BoundTask)
def tend_client_pictures(schema_name: str) -> None:
    """Take over a logo of an earlier release, and forget pictures that nobody has shown for a week."""
    take_over_old_logo()
    forget_unused_pictures(timezone.now())


@shared_task(base=PlatformTask)
def forget_left_drafts() -> None:
    """Erase what people typed into the studio and left, at every client."""
    for client in served_clients():
        forget_left_client_drafts.delay(client.schema_name)


@shared_task(base=BoundTask)
def forget_left_client_drafts(schema_name: str) -> None:
    forget_old_drafts(timezone.now())
