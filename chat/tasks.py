from typing import Any
from uuid import UUID

import structlog
from celery import shared_task
from celery.signals import worker_ready
from django.conf import settings
from django.utils import timezone
from kombu.exceptions import OperationalError as QueueUnavailable

from chat.erase import AT_ONCE, erase_outlived
from chat.llm import language_model
from chat.models import EXTRACTIVE, Answer
from chat.pipeline.answer import answer
from chat.pipeline.sweep import sweep
from chat.trial import run
from knowledge.embeddings.embedding import embed
from tenants.context import current_schema
from tenants.models import Client
from tenants.tasks import BoundTask, PlatformTask, clients_in, served_clients

QUEUE = "answers"
log = structlog.get_logger(__name__)


@worker_ready.connect
def load_engines(sender: Any, **_: object) -> None:
    """Load what the first question after a start would otherwise wait for, seconds long."""
    if QUEUE in sender.app.amqp.queues.consume_from:
        language_model()
        language_model(EXTRACTIVE)
        if settings.EMBEDDING_ENGINE == "wordllama":
            embed(["ready"], purpose="question")


@shared_task(base=BoundTask)
def answer_question(schema_name: str, answer_id: str) -> None:
    answer(UUID(answer_id), now=timezone.now())


@shared_task(base=BoundTask)
def try_question(schema_name: str, user_id: str, key: str) -> None:
    run(UUID(user_id), key)


@shared_task(base=PlatformTask)
def sweep_answers() -> None:
    """Look for answers that got stuck, at every client."""
    for client in served_clients():
        sweep_client_answers.delay(client.schema_name)


@shared_task(base=BoundTask)
def sweep_client_answers(schema_name: str) -> None:
    for answer_id in sweep(timezone.now()):
        answer_question.delay(schema_name, str(answer_id))


class KeepingTask(BoundTask):
    """Runs also where nobody is served just now: what was promised to be erased is erased."""

    abstract = True
    serves = (*Client.SERVED, Client.Status.SUSPENDED, Client.Status.OFFBOARDING)


@shared_task(base=PlatformTask)
def sweep_conversations() -> None:
    """Look for conversations whose time is over, at every client."""
    for client in clients_in(KeepingTask.serves):
        sweep_client_conversations.delay(client.schema_name)


@shared_task(base=KeepingTask)
def sweep_client_conversations(schema_name: str) -> None:
    if erase_outlived(timezone.now()) == AT_ONCE:
        sweep_client_conversations.delay(schema_name)


def queue_answer(answer: Answer) -> bool:
    """Hand a committed answer to the workers; False if the queue is down, and the sweeper will do it later."""
    try:
        answer_question.delay(current_schema(), str(answer.pk))
    except QueueUnavailable:
        log.warning("answer_not_queued", answer=str(answer.pk))
        return False
    return True


def queue_trial(user_id: UUID, key: str) -> bool:
    """Hand a question that HR tries to the workers; False if the queue is down, and nobody takes it up later."""
    try:
        try_question.delay(current_schema(), str(user_id), key)
    except QueueUnavailable:
        log.warning("trial_not_queued")
        return False
    return True
