"""Stopping an answer from anywhere: the mark is in Redis for speed and in the row for certainty."""

from datetime import datetime
from uuid import UUID

import structlog
from redis.exceptions import RedisError

from chat.models import Answer, Conversation
from chat.pipeline.finish import publish_end
from chat.told import tell_answer
from tenants.keys import client_key
from tenants.redis import redis

MARK_SECONDS = 900
log = structlog.get_logger(__name__)


def stop(answer: Answer, *, now: datetime) -> None:
    """Stop an answer of whatever process; nothing happens to one that is over."""
    waiting = Answer.objects.filter(pk=answer.pk, status=Answer.Status.PENDING)
    if waiting.update(status=Answer.Status.STOPPED, stop_requested=True, finished_at=now):
        answer.status, answer.finished_at = Answer.Status.STOPPED, now
        tell_answer(answer)
        publish_end(answer.pk)
        return
    if Answer.objects.filter(pk=answer.pk, status=Answer.Status.STREAMING).update(stop_requested=True):
        _mark(answer.pk)


def stop_all(conversation: Conversation) -> None:
    """Stop what is still being answered in a conversation that is about to be erased."""
    for answer in Answer.objects.open().filter(question__conversation=conversation):
        _mark(answer.pk)


def stop_key(answer_id: UUID) -> str:
    return client_key("stop", answer_id)


def _mark(answer_id: UUID) -> None:
    try:
        redis().set(stop_key(answer_id), "1", ex=MARK_SECONDS)
    except RedisError:
        log.warning("stop_not_marked", answer=str(answer_id))
