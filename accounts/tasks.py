from uuid import UUID

from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.invite_many import forget_old_lists, release_lost, send_some
from accounts.joining.ask import answer, lost_requests
from accounts.joining.decide import end_old_requests
from accounts.models import InvitationList
from accounts.roster_job import forget_left_files, read_on
from tenants.context import current_client
from tenants.storage import StorageUnavailable
from tenants.tasks import BoundTask, PlatformTask, served_clients

# A run ends after so many, so that one client's thousand does not hold a worker.
SENT_AT_ONCE = 50


@shared_task(base=PlatformTask)
def clear_sessions() -> None:
    """Forget expired sessions, the operators' own and every client's, and lists of people nobody needs any more."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    for client in served_clients():
        clear_client_sessions.delay(client.schema_name)


@shared_task(base=BoundTask)
def clear_client_sessions(schema_name: str) -> None:
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    forget_old_lists(timezone.now())


@shared_task(base=BoundTask, autoretry_for=(StorageUnavailable,), max_retries=3, default_retry_delay=10)
def read_list(schema_name: str, list_id: str) -> None:
    read_on(UUID(list_id))


@shared_task(base=BoundTask)
def send_invitations(schema_name: str, list_id: str) -> None:
    if send_some(UUID(list_id), client=current_client(), most=SENT_AT_ONCE):
        send_invitations.delay(schema_name, list_id)


@shared_task(base=PlatformTask)
def resume_invitations() -> None:
    """Take up lists whose reading or sending broke off: a killed worker, a queue that was down."""
    for client in served_clients():
        resume_client_invitations.delay(client.schema_name)


@shared_task(base=BoundTask)
def resume_client_invitations(schema_name: str) -> None:
    for list_id in release_lost(timezone.now()):
        send_invitations.delay(schema_name, str(list_id))
    for list_id in InvitationList.objects.being_read().values_list("pk", flat=True):
        read_list.delay(schema_name, str(list_id))
    forget_left_files()


@shared_task(base=BoundTask, autoretry_for=(OSError,), max_retries=3, default_retry_delay=30)
def answer_join_request(schema_name: str, request_id: str) -> None:
    answer(UUID(request_id), client=current_client(), now=timezone.now())


@shared_task(base=PlatformTask)
def answer_lost_join_requests() -> None:
    """Take up requests to join whose task was lost: a killed worker, a queue that was down."""
    for client in served_clients():
        answer_lost_join_requests_of.delay(client.schema_name)


@shared_task(base=BoundTask)
def answer_lost_join_requests_of(schema_name: str) -> None:
    for request_id in lost_requests(timezone.now()):
        answer_join_request.delay(schema_name, str(request_id))


@shared_task(base=PlatformTask)
def end_join_requests() -> None:
    """Let requests to join expire that nobody decided in time; and forget old ones."""
    for client in served_clients():
        end_join_requests_of.delay(client.schema_name)


@shared_task(base=BoundTask)
def end_join_requests_of(schema_name: str) -> None:
    end_old_requests(timezone.now())
