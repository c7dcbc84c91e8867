"""Finds what questions are about: each night, and when HR asks for it.

Every question is looked at once. A topic that exists stays what it is: a question goes to the nearest near enough; what
fits none is put together with all others that fit none, and where enough people are behind it a topic comes up. What
was counted stays counted, so a figure that was released is never another one later; the questions that a new topic
comes up with before it has a name were counted as of no topic. Work is stored in portions, each whole: a run that
breaks off, is stopped or comes twice goes on where it was.
"""

from datetime import UTC, datetime
from enum import StrEnum
from time import monotonic

import structlog
from django.utils import timezone

from analytics.insights import job
from analytics.insights.come_up import count_people_of_words, know_by_vectors_in_use, let_topics_come_up
from analytics.insights.counted import counted_questions
from analytics.insights.sort import count_attempts, count_faults, make_sensitive_topics, sort
from analytics.models import TopicQuestion
from chat.models import Answer
from chat.usage import is_too_small
from knowledge.embeddings.embedding import EmbeddingUnavailable
from tenants.one_at_a_time import alone

BATCH = 200
TURN_SECONDS = 240
RECOUNT_ON = 0  # Monday
NO_VECTORS = "The vectors could not be had ({}). What was found is kept; the next run goes on."
log = structlog.get_logger(__name__)


class Outcome(StrEnum):
    DONE = "done"
    MORE = "more"  # the turn was over
    CANCELLED = "cancelled"
    BUSY = "busy"  # another one is at work
    FAILED = "failed"


class _Stopped(RuntimeError):
    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome = outcome


def work(*, now: datetime, is_nightly: bool = False, turn_seconds: float = TURN_SECONDS) -> Outcome:
    """Look at every question that no run has looked at; return how far it came."""
    with alone("insights") as is_alone:
        if not is_alone:
            return Outcome.BUSY
        if job.is_cancelled(now):
            return Outcome.CANCELLED
        try:
            _all_steps(now, is_nightly=is_nightly, until=monotonic() + turn_seconds)
        except _Stopped as stopped:
            return stopped.outcome
        except EmbeddingUnavailable as trouble:
            job.tell(job.State.FAILED, now=timezone.now(), why=NO_VECTORS.format(trouble.reason))
            return Outcome.FAILED
        job.tell(job.State.DONE, now=timezone.now())
        log.info("insights_found", questions=TopicQuestion.objects.count())
        return Outcome.DONE


def _all_steps(now: datetime, *, is_nightly: bool, until: float) -> None:
    if is_too_small():
        return
    make_sensitive_topics(now)
    know_by_vectors_in_use()
    fresh = counted_questions().exclude(answers__status__in=Answer.OPEN).filter(of_topic=None, created_at__lt=now)
    while portion := list(fresh.select_related("conversation__user").order_by("created_at", "pk")[:BATCH]):
        if monotonic() > until:
            raise _Stopped(Outcome.MORE)
        sort(portion)
        _tell()
    let_topics_come_up(now)
    # By UTC: another zone brings no second such night.
    if is_nightly and now.astimezone(UTC).weekday() == RECOUNT_ON:
        # Whoever had words counted at any time would see when the last of enough people used one.
        count_people_of_words()
    count_attempts()
    count_faults(now)


def _tell() -> None:
    now = timezone.now()
    # Whoever stopped it has said so in the place where it is told.
    if job.is_cancelled(now):
        raise _Stopped(Outcome.CANCELLED)
    job.tell(job.State.RUNNING, now=now)
