from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from tenants.tasks import BoundTask, PlatformTask, served_clients


@shared_task(base=PlatformTask)
def clear_sessions() -> None:
    """Forget expired sessions, the operators' own and every client's."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    for client in served_clients():
        clear_client_sessions.delay(client.schema_name)


@shared_task(base=BoundTask)
def clear_client_sessions(schema_name: str) -> None:
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
