"""Ends an answer: one conditional write, then its events. Whoever lost the answer writes nothing.

What to ask next is found behind the answer, so that nobody waits for it: `answer` shows what is there, `done` ends.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import structlog
from django.db import connection, transaction

from chat.models import Answer, Citation, Conversation, OfficialVersion
from chat.pipeline.connection import patiently
from chat.pipeline.steps import Steps
from chat.receipts import Basis, Behind, calls_of, receipt_of, versions_of
from chat.told import tell_answer
from chat.turns.fragments import answer_html, new_answer_html, next_questions_html
from tenants.live import forget, publish
from tenants.postgresql.rows import Change, Given, add, added, read, written

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What an answer has come to."""

    status: Answer.Status
    reason: Answer.Reason = Answer.Reason.NONE
    text: str = ""
    engine: str = ""
    fallback: Answer.Fallback = Answer.Fallback.NONE
    citations: tuple[Citation, ...] = ()  # unsaved
    next_questions: tuple[str, ...] = ()  # of a fixed reply; others get theirs behind the answer
    removed: Mapping[str, int] = field(default_factory=dict)  # why a sentence was not proven -> how many
    quotes: tuple[Mapping[str, Any], ...] = ()  # where quoted words stand in the passages cited
    is_certain: bool = True  # False: it is told as what may be the answer
    conflict: tuple[Mapping[str, Any], ...] = ()  # cited sources that contradict one another
    choices: tuple[Mapping[str, str | int], ...] = ()  # {"text", "plan", "label", "value"} of what may be chosen
    changes: str = ""  # what could change it
    tools: tuple[Mapping[str, Any], ...] = ()  # chat.pipeline.tools.registry.Used, as rows
    personal: tuple[str | date, ...] = ()  # of the asker, in what it tells; stored in no field
    route: Answer.Route = Answer.Route.DOCUMENT
    official: OfficialVersion | None = None  # whose very text it is

    @property
    def is_done(self) -> bool:
        return self.status == Answer.Status.DONE

    @property
    def is_answer(self) -> bool:
        """Whether it answers or refuses, and does not ask back or break off."""
        return self.is_done and self.route != Answer.Route.CLARIFY

    def as_fields(self) -> dict[str, Any]:
        """Return it as the fields of an Answer have it."""
        return {
            "status": self.status,
            "reason": self.reason,
            "text": self.text,
            "engine": self.engine,
            "fallback": self.fallback,
            "route": self.route,
            "official": self.official,
            "removed": self.removed,
            "choices": list(self.choices),
            "changes": self.changes,
            "quotes": list(self.quotes),
            "is_certain": self.is_certain,
            "conflict": list(self.conflict),
            "tools": list(self.tools),
            "next_questions": list(self.next_questions),
        }


@dataclass(frozen=True)
class Record:
    """How an outcome came to be; times in milliseconds."""

    timings: Mapping[str, int]  # "queued", "first_text" (since the run began; not there if nothing was said), "total"
    steps: Steps
    basis: Basis
    tools: frozenset[str] = frozenset()  # that were used; a model may also have called what there is not


def finish(answer: Answer, outcome: Outcome, record: Record, *, now: datetime) -> bool:
    """Store the outcome and show it to the pages; False if another run has taken the answer over.

    The last event is for the caller to publish, when there is nothing more to come.
    """
    # A database that restarts while an answer streams must not cost the answer.
    if not patiently(lambda: _save(answer, outcome, record, now)):
        log.warning("answer_lost", answer=str(answer.pk))
        return False
    log.info(
        "answer_finished",
        answer=str(answer.pk),
        status=outcome.status,
        reason=outcome.reason,
        engine=outcome.engine,
        route=outcome.route,
        citations=len(outcome.citations),
        removed=sum(outcome.removed.values()),
        **record.timings,
        **{f"step_{name}": took for name, took in record.steps.durations().items()},
    )
    publish(answer.topic, "answer", {"html": new_answer_html(answer, outcome.citations), "status": answer.status})
    return True


def propose(answer: Answer, questions: Sequence[str], steps: Steps) -> bool:
    """End the pages' waiting with what to ask next, and store it; False if the answer's owner has erased it."""
    answer.next_questions = list(questions)
    publish(answer.topic, "done", {"next": next_questions_html(answer)})
    (stored,) = read(_proposed(pk=answer.pk, next_questions=answer.next_questions, steps=steps.rows()))
    return bool(stored)


def publish_end(answer_id: UUID) -> None:
    """Publish the fragment of an answer that was shown to nobody yet, as the topic's last event."""
    answer = Answer.objects.select_related("question__conversation__user").filter(pk=answer_id).first()
    if answer:  # its owner may have erased it meanwhile
        publish(answer.topic, "done", {"html": answer_html(answer), "status": answer.status})
        forget_erased(answer)


def forget_erased(answer: Answer) -> None:
    """Drop what was told live of an answer whose owner erased it while that was told."""
    if not Answer.objects.filter(pk=answer.pk).exists():
        forget(answer.topic)


@transaction.atomic
def _save(answer: Answer, outcome: Outcome, record: Record, now: datetime) -> bool:
    """Write the outcome, and set it in `answer`; False if another run has the answer."""
    told = {
        **outcome.as_fields(),
        "timings": record.timings,
        "steps": record.steps.rows(),
        "finished_at": now,
    }
    held, calls, versions = read(
        _end(pk=answer.pk, lease=answer.lease, **told),
        calls_of(answer),
        versions_of(outcome.citations),
    )
    if not held:
        return False
    for name, value in told.items():
        setattr(answer, name, value)
    if answer.is_continued:
        answer.citations.all().delete()
    for citation in outcome.citations:
        citation.answer_id = answer.pk
    told_now = [spoken_in(pk=answer.question.conversation_id, updated_at=now).statement]
    if outcome.citations:
        told_now.append(add(outcome.citations))
    is_recorded = not answer.question.conversation.is_private
    if is_recorded and outcome.is_answer and outcome.reason not in Answer.FIXED:
        behind = Behind(tuple(calls), tuple(versions), record.basis)
        told_now.append(add([receipt_of(answer, told, citations=outcome.citations, behind=behind, now=now)]))
    connection.tell(*told_now)
    added(*outcome.citations)
    tell_answer(answer, outcome.citations, tools=record.tools, calls=calls, versions=versions)
    return True


@written
def _end() -> Change:
    held = Answer.objects.held(Given("lease")).filter(pk=Given("pk"))
    return Change(held, *Outcome(Answer.Status.DONE).as_fields(), "timings", "steps", "finished_at")


@written
def _proposed() -> Change:
    return Change(Answer.objects.filter(pk=Given("pk")), "next_questions", "steps")


@written
def spoken_in() -> Change:
    return Change(Conversation.objects.filter(pk=Given("pk")), "updated_at")
