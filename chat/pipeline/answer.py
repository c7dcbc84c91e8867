"""One run of an answer, from claiming it to its last event. The page that asked may be long gone.

Steps: claim, work out (work_out.py), store and tell; then find what to ask next.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError, connection
from django.db.models import QuerySet
from django.utils import timezone

from benefits.personal.context import context_of
from chat.branches import earlier_questions
from chat.models import Answer, Question
from chat.pipeline.answerable import answered_in
from chat.pipeline.compose import is_near
from chat.pipeline.finish import Record, finish, forget_erased, propose
from chat.pipeline.going_on import with_what_was_said
from chat.pipeline.running import RunningAnswer, attendant
from chat.pipeline.scope import Scope
from chat.pipeline.steps import Steps
from chat.pipeline.tools.registry import tool_named
from chat.pipeline.tools.remembered import remembered
from chat.pipeline.wish import wish_of
from chat.pipeline.work_out import WorkedOut, work_out
from chat.receipts import Basis
from chat.suggest import next_questions
from chat.words import STARTING_AGAIN, in_language
from tenants.clock import today
from tenants.live import forget, publish
from tenants.read_once import reading_once

HISTORY_TURNS = 3
# With so many others being answered in this process, nothing is sought for whoever has an answer already.
BUSY = 6
log = structlog.get_logger(__name__)


def answer(answer_id: UUID, *, now: datetime) -> Answer | None:
    """Answer, unless another run has done so or is at it. Running it twice gives one answer.

    Returns what was given; None if this run has given nothing, or its owner has erased it.
    """
    row = Answer.objects.claim(answer_id, now)
    if row is None:
        return None
    if row.claims > 1:
        # What the lost run said is taken back in every page that shows it.
        forget(row.topic)
        publish(row.topic, "reset", {})
        publish(row.topic, "status", {"text": in_language(STARTING_AGAIN, row.question.language)})
    is_kept = False
    try:
        with reading_once():
            is_kept = _run(row, now)
    finally:
        # Also when the run broke: nothing would come by any more.
        if not is_kept:
            _forget_erased(row)
    return row if is_kept else None


def _run(row: Answer, now: datetime) -> bool:
    """Answer; return whether the row is known to have been there when the last was told of it."""
    steps = Steps()
    conversation = row.question.conversation
    scope = Scope(
        today(),
        row.audience,
        plan=conversation.chosen_plan,
        is_private=conversation.is_private,
        asker=context_of(conversation.user),
    )
    with RunningAnswer(row) as running:
        before = _before(row)
        worked_out = work_out(
            row.question, _earlier(before), scope, running, steps, wish_of(row), remembered(_answers(before))
        )
    if worked_out is None:
        log.warning("answer_taken_over", answer=str(row.pk))
        return False
    queued = round(1000 * (now - row.created_at).total_seconds())
    timings = {"queued": max(queued, 0), "total": steps.now()}
    if running.first_text_at is not None:
        timings["first_text"] = steps.at(running.first_text_at)
    worked_out = replace(worked_out, outcome=with_what_was_said(worked_out.outcome, row))
    used = frozenset(name for row in worked_out.outcome.tools if tool_named(name := row["tool"]))
    record = Record(timings, steps, Basis(today(), worked_out.found.figures), used)
    return finish(row, worked_out.outcome, record, now=timezone.now()) and _propose(row, worked_out, steps)


def _forget_erased(row: Answer) -> None:
    """Drop what was told live of an answer whose owner erased it while this run still spoke."""
    try:
        forget_erased(row)
    except (OperationalError, InterfaceError):
        # It goes with its hour.
        connection.close()


def _propose(row: Answer, worked_out: WorkedOut, steps: Steps) -> bool:
    """Say what to ask next: nothing while many others wait for an answer. Return whether that could be stored.

    Without the database nothing is proposed: the answer is there, and its page waits.
    """
    try:
        with steps.step("propose"):
            is_sought = worked_out.outcome.is_answer and attendant.count() < BUSY
            proposed = _next_questions(worked_out, row) if is_sought else ()
        return propose(row, proposed, steps)
    except (OperationalError, InterfaceError) as trouble:
        log.warning("nothing_proposed", answer=str(row.pk), reason=type(trouble).__name__)
        connection.close()
        publish(row.topic, "done", {"next": ""})
        return False


def _next_questions(worked_out: WorkedOut, row: Answer) -> tuple[str, ...]:
    found, is_private = worked_out.found, row.question.conversation.is_private
    shown = {citation.passage_id: citation.is_near for citation in worked_out.outcome.citations}
    return next_questions(
        asked=found.asked,
        cited=[hit for hit in found.hits if shown.get(hit.passage_id) is False],
        near=[hit for hit in found.hits if shown.get(hit.passage_id) or is_near(hit)],
        language=found.language,
        audience=row.audience,
        is_answered=answered_in(Scope(today(), row.audience, is_private=is_private)),
    )


def _before(answer: Answer) -> QuerySet[Question]:
    """Return the questions that lead to this one, newest first; those of other branches are none of them.

    Pleas for help and small talk are left out, and those answered for another class, state or hours: their answers are
    not for this one.
    """
    past = Question.objects.filter(pk__in=earlier_questions(answer.question)).exclude(answers__reason__in=Answer.FIXED)
    return past.answered_for(answer.audience).order_by("-created_at")


def _earlier(before: QuerySet[Question]) -> list[Question]:
    """Return the last of them, oldest first."""
    return list(reversed(before.prefetch_related("answers")[:HISTORY_TURNS]))


def _answers(before: QuerySet[Question]) -> QuerySet[Answer]:
    """Return the answers of all of them, oldest first."""
    newest = Answer.objects.filter(pk__in=before.order_by().values("newest"))
    return newest.order_by("question__created_at").only("route", "tools", "choices")
