"""Finds answers nobody is working on any more. The queue may lose a message; the rows lose nothing."""

from datetime import datetime
from uuid import UUID

import structlog

from chat.models import MAX_CLAIMS, Answer
from chat.pipeline.finish import publish_end
from chat.told import tell_answer

log = structlog.get_logger(__name__)


def sweep(now: datetime) -> list[UUID]:
    """End the stuck answers that were stopped or tried too often; return the others, to be queued again, the oldest
    first."""
    to_queue = []
    for answer in Answer.objects.stuck(now).order_by("created_at"):
        if answer.stop_requested:
            _end(answer, Answer.Status.STOPPED, Answer.Reason.NONE, now)
        elif answer.status == Answer.Status.STREAMING and answer.claims >= MAX_CLAIMS:
            _end(answer, Answer.Status.INTERRUPTED, Answer.Reason.WORKER_LOST, now)
        else:
            # A waiting answer gets its time anew, or every sweep of a long queue would add to it.
            Answer.objects.filter(pk=answer.pk, status=Answer.Status.PENDING).update(heartbeat_at=now)
            to_queue.append(answer.pk)
    return to_queue


def _end(answer: Answer, status: Answer.Status, reason: Answer.Reason, now: datetime) -> None:
    ended = Answer.objects.stuck(now).filter(pk=answer.pk).update(status=status, reason=reason, finished_at=now)
    if ended:
        answer.status, answer.reason, answer.finished_at = status, reason, now
        tell_answer(answer)
        log.warning("stuck_answer_ended", answer=str(answer.pk), status=status, claims=answer.claims)
        publish_end(answer.pk)
