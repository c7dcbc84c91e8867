"""One run of an answer, from claiming it to its last event. The page that asked may be long gone.

Steps: claim, work out (work_out.py), store and tell; then find what to ask next.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError, connection
from django.db.models import QuerySet
from django.utils import timezone

from accounts.audience import Audience
from benefits.audience import all_classes
from benefits.calendar import all_plan_years
from benefits.personal.context import context_of, told_by
from branding.house import brand
from chat.branches import earlier_questions, questions_of
from chat.common_questions.recognize import propose_common
from chat.models import Answer, Question
from chat.pipeline.answerable import answered_in
from chat.pipeline.compose import is_near
from chat.pipeline.connection import patiently
from chat.pipeline.finish import Record, finish, forget_erased, propose
from chat.pipeline.going_on import with_what_was_said
from chat.pipeline.official import official_in_force
from chat.pipeline.running import RunningAnswer
from chat.pipeline.scope import Scope
from chat.pipeline.steps import Steps
from chat.pipeline.tools.reckoned.offered import published_names
from chat.pipeline.tools.registry import tool_named
from chat.pipeline.tools.remembered import remembered
from chat.pipeline.wish import wish_of
from chat.pipeline.work_out import work_out
from chat.pipeline.worked_out import WorkedOut
from chat.receipts import Basis
from chat.suggest import next_questions
from chat.words import STARTING_AGAIN, in_language
from knowledge.retrieval.findable import findable
from tenants import turns
from tenants.clock import today
from tenants.live import begin_anew, publish
from tenants.postgresql.rows import Given, GivenIds, Rows, read, written
from tenants.read_once import read_ahead, reading_once

HISTORY_TURNS = 3
MOST_COMMON = 3
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
        begin_anew(row.topic)
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
    of_conversation = patiently(partial(_read_ahead, row))
    scope = Scope(
        today(),
        row.audience,
        plan=conversation.chosen_plan,
        is_private=conversation.is_private,
        asker=context_of(conversation.user),
    )
    with RunningAnswer(row) as running:
        earlier, answers = _before(row, of_conversation)
        worked_out = work_out(row.question, earlier, scope, running, steps, wish_of(row), remembered(answers))
    if worked_out is None:
        log.warning("answer_taken_over", answer=str(row.pk))
        return False
    queued = round(1000 * (now - row.created_at).total_seconds())
    timings = {"queued": max(queued, 0), "total": steps.now()}
    if running.first_text_at is not None:
        timings["first_text"] = steps.at(running.first_text_at)
    worked_out = replace(worked_out, outcome=with_what_was_said(worked_out.outcome, row))
    used = frozenset(name for row in worked_out.outcome.tools if tool_named(name := row["tool"]))
    basis = Basis(today(), worked_out.found.figures, worked_out.outcome.personal)
    record = Record(timings, steps, basis, used)
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
        # What is tried is kept for others, so it is tried on what is published by now.
        with steps.step("propose"), reading_once():
            is_sought = worked_out.outcome.is_answer and not others_wait()
            proposed = _next_questions(worked_out, row) if is_sought else ()
        return propose(row, proposed, steps)
    except (OperationalError, InterfaceError) as trouble:
        log.warning("nothing_proposed", answer=str(row.pk), reason=type(trouble).__name__)
        connection.close()
        publish(row.topic, "done", {"next": ""})
        return False


def others_wait() -> bool:
    """Whether others could begin, or end, if this answer were over: those that wait for their model could not."""
    return turns.answers.waiting > 0


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
        common=_may_be_meant(worked_out),
    )


def _may_be_meant(worked_out: WorkedOut) -> tuple[str, ...]:
    """Return the common questions nearest to one that no document answers, to be asked with a click."""
    if worked_out.outcome.reason != Answer.Reason.NOT_IN_DOCUMENTS:
        return ()
    return propose_common(worked_out.found.question, worked_out.found.language, most=MOST_COMMON)


@dataclass(frozen=True)
class _Past:
    """A question that leads to this one, with its newest answer."""

    text: str
    answer: Answer

    def current_answer(self) -> Answer:
        return self.answer


def _read_ahead(row: Answer) -> list[Question]:
    """Read what most answers go by; return the questions of the conversation."""
    day = today()
    return read_ahead(
        told_by(row.question.conversation.user),
        all_plan_years,
        all_classes,
        published_names,
        official_in_force(day),
        findable(day, row.audience),
        brand,
        beside=questions_of(row.question.conversation_id),
    )


def _before(answer: Answer, of_conversation: Sequence[Question]) -> tuple[list[_Past], list[Answer]]:
    """Return the last of the questions that lead to this one, and the answers of all of them, both oldest first;
    those of other branches are none of them.

    Pleas for help and small talk are left out, and those answered for another class, state or hours: their answers are
    not for this one.
    """
    questions = earlier_questions(answer.question, of_conversation)
    if not questions:
        return [], []
    of_them = {"questions": questions, **asdict(answer.audience)}
    last, answers = read(_last_answers(**of_them), _answers(**of_them))
    return [_Past(one.question.text, one) for one in reversed(last)], answers


@written
def _last_answers() -> Rows[Answer]:
    return Rows(_newest_answers().select_related("question").order_by("-question__created_at")[:HISTORY_TURNS])


@written
def _answers() -> Rows[Answer]:
    return Rows(_newest_answers().order_by("question__created_at").only("route", "tools", "choices"))


def _newest_answers() -> QuerySet[Answer]:
    past = Question.objects.filter(pk__in=GivenIds("questions")).exclude(answers__reason__in=Answer.FIXED)
    past = past.answered_for(Audience(*map(Given, ("class_code", "work_state", "hours"))))
    return Answer.objects.filter(pk__in=past.order_by().values("newest"))
