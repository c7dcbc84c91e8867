"""Ends an answer: one conditional write, then the last event. Whoever lost the answer writes nothing."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction

from chat.models import Answer, Citation, Conversation
from chat.pipeline.connection import patiently
from chat.turns import answer_html
from tenants.live import publish

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What an answer has come to."""

    status: Answer.Status
    reason: Answer.Reason = Answer.Reason.NONE
    text: str = ""
    engine: str = ""
    is_fallback: bool = False
    citations: tuple[Citation, ...] = ()  # unsaved
    next_questions: tuple[str, ...] = ()
    timings: dict[str, int] = field(default_factory=dict)


def finish(answer: Answer, outcome: Outcome, *, now: datetime) -> bool:
    """Store the outcome and tell the pages; False if another run has taken the answer over."""
    # A database that restarts while an answer streams must not cost the answer.
    if not patiently(lambda: _save(answer, outcome, now)):
        log.warning("answer_lost", answer=str(answer.pk))
        return False
    log.info(
        "answer_finished",
        answer=str(answer.pk),
        status=outcome.status,
        reason=outcome.reason,
        engine=outcome.engine,
        citations=len(outcome.citations),
        **outcome.timings,
    )
    publish_end(answer.pk)
    return True


def publish_end(answer_id: UUID) -> None:
    """Publish the finished answer's fragment; the topic's last event."""
    answer = Answer.objects.select_related("question__conversation__user").get(pk=answer_id)
    publish(answer.topic, "done", {"html": answer_html(answer), "status": answer.status})


@transaction.atomic
def _save(answer: Answer, outcome: Outcome, now: datetime) -> bool:
    saved = (
        Answer.objects.held(answer.lease)
        .filter(pk=answer.pk)
        .update(
            status=outcome.status,
            reason=outcome.reason,
            text=outcome.text,
            engine=outcome.engine,
            is_fallback=outcome.is_fallback,
            next_questions=list(outcome.next_questions),
            timings=outcome.timings,
            finished_at=now,
        )
    )
    if not saved:
        return False
    for citation in outcome.citations:
        citation.answer_id = answer.pk
    Citation.objects.bulk_create(outcome.citations)
    Conversation.objects.filter(questions__answers=answer.pk).update(updated_at=now)
    return True
